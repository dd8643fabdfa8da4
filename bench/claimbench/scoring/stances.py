"""The layers ``stance.document`` and ``stance.claim``, with their counts by polarity."""

from collections import defaultdict

import msgspec

from claimbench.alignment.align import Alignment, Item
from claimbench.model.gold import GoldClaim, Stance
from claimbench.model.vocabulary import POLARITIES
from claimbench.scoring.tally import Blocks, Tally


class Resolution(msgspec.Struct, frozen=True):
    """How many predicted names there were, and how many of them mean nothing that the gold knows."""

    holders: int = 0
    holders_unresolved: int = 0
    targets: int = 0
    targets_unresolved: int = 0


def document(alignment: Alignment) -> tuple[dict[str, Blocks], Resolution]:
    """Distinct resolved (holder, target, polarity) tuples of the article.

    Predicted tuples are pooled from all claims, unaligned ones included, and from the top-level list. Contradictory
    polarities for one (holder, target) forfeit it: each is fp, and none can be tp. Tuples that only optional claims
    carry are set aside. An unresolved name is fp. A gold tuple counts in the first block of a required claim that
    carries it, a predicted one that is not in the gold in the block of the first prediction that carries it.

    Returns:
        Counts of ``stance.document`` and of it by polarity, and how the names resolved.
    """
    gold = alignment.gold
    required: dict[Stance, int] = {}
    aside: set[Stance] = set()
    for claim in gold.claims:
        for stance in claim.stances:
            if claim.required:
                block = gold.block_of(claim)
                required[stance] = min(block, required.get(stance, block))
            else:
                aside.add(stance)
    predicted, resolution = _pooled(alignment, list(required) + sorted(aside - set(required)))
    polarities: dict[tuple[str, str], set[str]] = defaultdict(set)
    for stance in predicted:
        polarities[stance.holder, stance.target].add(stance.polarity)
    tallies = _tallies(alignment, "stance.document")
    found = set()
    for stance, block in predicted.items():
        forfeit = len(polarities[stance.holder, stance.target]) > 1
        if stance in required and not forfeit:
            found.add(stance)
        elif forfeit or stance not in aside:
            _add(tallies, "stance.document", stance, block, fp=1)
    for stance, block in required.items():
        _add(tallies, "stance.document", stance, block, tp=int(stance in found), fn=int(stance not in found))
    return {name: tally.blocks() for name, tally in tallies.items()}, resolution


def by_claim(alignment: Alignment) -> dict[str, Blocks]:
    """Tuples within aligned pairs; those of unaligned claims are fn, those of unaligned predictions fp."""
    gold, tallies = alignment.gold, _tallies(alignment, "stance.claim")
    for i, claim in enumerate(gold.claims):
        if not claim.required:
            continue
        item = alignment.item(i)
        resolved = stated(alignment, item, claim) if item else frozenset()
        block = gold.block_of(claim)
        for stance in set(claim.stances) | resolved:
            hit = stance in resolved and stance in claim.stances
            wrong = stance in resolved and not hit
            _add(tallies, "stance.claim", stance, block, tp=int(hit), fp=int(wrong), fn=int(stance not in resolved))
    for item in alignment.unaligned:
        for stance in {_resolve(alignment, s, []) for s in item.located.claim.stances or ()}:
            _add(tallies, "stance.claim", stance, item.block, fp=1)
    return {name: tally.blocks() for name, tally in tallies.items()}


def stated(alignment: Alignment, item: Item, claim: GoldClaim) -> frozenset[Stance]:
    """The tuples of an aligned prediction, in the ids of the gold."""
    given = item.located.claim.stances or ()
    return frozenset(_resolve(alignment, stance, list(claim.stances)) for stance in given)


def _pooled(alignment: Alignment, known: list[Stance]) -> tuple[dict[Stance, int], Resolution]:
    """Predicted tuples with the block of the first prediction that carries each."""
    carried = [(s, item.block) for item in alignment.items for s in item.located.claim.stances or ()]
    loose = sorted(alignment.prediction.stances or ())
    places = alignment.place([f"{s.holder} {s.target}" for s in loose])
    carried += [(s, place.block) for s, place in zip(loose, places, strict=True)]
    names = alignment.names
    holders, targets = {s.holder for s, _ in carried}, {s.target for s, _ in carried}
    resolution = Resolution(
        len(holders),
        sum(names.holders.resolve(h) is None for h in holders),
        len(targets),
        sum(names.targets.resolve(t) is None for t in targets),
    )
    pooled: dict[Stance, int] = {}
    for stance, block in carried:
        resolved = _resolve(alignment, stance, known)
        pooled[resolved] = min(block, pooled.get(resolved, block))
    return pooled, resolution


def _resolve(alignment: Alignment, stance: Stance, known: list[Stance]) -> Stance:
    """A predicted tuple in the ids of the gold; names that mean nothing are kept, marked, and match nothing."""
    names = alignment.names
    target = names.targets.resolve(stance.target) or f"?{stance.target}"
    holders = [k.holder for k in known if k.target == target and k.polarity == stance.polarity]
    holder = names.stands_for(stance.holder, holders) or names.holders.resolve(stance.holder) or f"?{stance.holder}"
    return Stance(holder=holder, target=target, polarity=stance.polarity)


def _tallies(alignment: Alignment, layer: str) -> dict[str, Tally]:
    return {name: Tally(alignment) for name in (layer, *(f"{layer}.{p}" for p in POLARITIES))}


def _add(
    tallies: dict[str, Tally], layer: str, stance: Stance, block: int, *, tp: int = 0, fp: int = 0, fn: int = 0
) -> None:
    tallies[layer].add(block, tp=tp, fp=fp, fn=fn)
    tallies[f"{layer}.{stance.polarity}"].add(block, tp=tp, fp=fp, fn=fn)
