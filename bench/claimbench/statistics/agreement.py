"""Agreement among annotation passes, and of each pass with the gold adjudicated without it."""

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

import msgspec

from claimbench.alignment.align import Alignment, Ruler
from claimbench.corpus.adjudication import Decision, gold_without
from claimbench.corpus.passes import Pass, PassClaim, as_gold, as_prediction, fragments
from claimbench.matching.names import Names
from claimbench.model.counts import Counts, total
from claimbench.model.gold import Gold, GoldClaim, Stance
from claimbench.model.normalize import normalize
from claimbench.model.vocabulary import AUTHOR
from claimbench.scoring.article import score_article
from claimbench.scoring.tally import Blocks
from claimbench.statistics.bootstrap import Interval, intervals
from claimbench.statistics.reliability import Alpha, Kappa, alpha, kappa

COMPARED = ("holder", "commitment", "modality", "kind", "checkable", "status")
Values = dict[str, str]


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """F1 of what two layers have in common, with its 95 % interval over paragraphs; None where both are empty."""

    f1: float | None
    interval: Interval | None


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Two passes, or the gold without a pass and that pass.

    Attributes:
        layers: their names.
        claims: how many each has.
        identified: F1 of claims, by reading. ``scored``: as the board counts, optional claims set aside; ``strict``:
            every claim counts; ``families``: one unit a family; ``adjudicated``: claims that the adjudicators call the
            same (two passes only). The first three are by the aligner, both directions pooled between passes; it knows
            one wording of a pass's claim.
        stances: F1 of the distinct (holder, target, polarity) tuples of the document.
        attributes: by attribute, over the pairs of the first direction.
        not_author: the same over the pairs to which the first layer gives another holder than the author.
    """

    layers: tuple[str, str]
    claims: tuple[int, int]
    identified: dict[str, Found]
    stances: Found
    attributes: dict[str, Kappa]
    not_author: dict[str, Kappa]


class Attribute(msgspec.Struct, frozen=True, kw_only=True):
    """One attribute over the claims that the adjudicators call the same, all passes at once.

    Attributes:
        all: over every claim that two passes have.
        not_author: over those that any pass gives to another holder than the author.
        classes: each value against all others.
    """

    all: Alpha
    not_author: Alpha
    classes: dict[str, Alpha]


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """All passes over one article.

    Attributes:
        pairs: every two of them.
        against_gold: each with the gold adjudicated without it.
        attributes: Krippendorff's alpha; empty where the passes are not adjudicated.
        characters: alpha over the body's characters: in some claim's mention or not.
    """

    pairs: tuple[Comparison, ...]
    against_gold: tuple[Comparison, ...]
    attributes: dict[str, Attribute]
    characters: Alpha


def agreement(
    gold: Gold,
    passes: Sequence[Pass],
    decisions: Sequence[Decision] = (),
    progress: Callable[[str], None] = lambda what: None,
) -> Agreement:
    """Compare every two passes, each with the gold without it, and all by the adjudicators' reading.

    Among passes the gold lends its text and the names of its entities, never its claims.

    Args:
        gold: of the article.
        passes: over it.
        decisions: of the adjudicators; none where there were none.
        progress: called with each comparison before it is made.
    """
    names = Names(gold)
    pairs, against = [], []
    for one, other in combinations(passes, 2):
        progress(f"{one.name} and {other.name}")
        pairs.append(_two_passes(gold, one, other, decisions, names))
    for layer in passes:
        progress(f"{layer.name} and the gold without it")
        against.append(_with_gold(gold_without(gold, decisions, layer.name), layer, names))
    return Agreement(
        pairs=tuple(pairs),
        against_gold=tuple(against),
        attributes=_attributes(gold, passes, decisions, names) if decisions else {},
        characters=_characters(gold, passes),
    )


def _two_passes(gold: Gold, one: Pass, other: Pass, decisions: Sequence[Decision], names: Names) -> Comparison:
    readings: dict[str, list[Blocks]] = {"scored": [], "strict": [], "families": []}
    for here, there in ((one, other), (other, one)):
        layer = as_gold(gold, here)
        every = msgspec.structs.replace(
            layer, claims=tuple(msgspec.structs.replace(c, status="required") for c in layer.claims)
        )
        scored, strict = (score_article(Ruler(g), as_prediction(gold.article, there)) for g in (layer, every))
        readings["scored"].append(scored.counts["claims"])
        readings["families"].append(scored.counts["families"])
        readings["strict"].append(strict.counts["claims"])
    identified = {name: _found(_pooled(both)) for name, both in readings.items()}
    if decisions:
        identified["adjudicated"] = _found(_read_the_same(gold, one, other, decisions))
    alignment = Ruler(as_gold(gold, one)).align(as_prediction(gold.article, other))
    return Comparison(
        layers=(one.name, other.name),
        claims=(len(one.claims), len(other.claims)),
        identified=identified,
        stances=_found(_common(gold, _stances(gold, one, names), _stances(gold, other, names))),
        **_within_pairs(alignment, other, names),
    )


def _with_gold(gold: Gold, layer: Pass, names: Names) -> Comparison:
    ruler, answer = Ruler(gold), as_prediction(gold.article, layer)
    counts = score_article(ruler, answer).counts
    named = {"scored": "claims", "strict": "claims.strict", "families": "families"}
    return Comparison(
        layers=("gold", layer.name),
        claims=(len(gold.claims), len(layer.claims)),
        identified={reading: _found(counts[name]) for reading, name in named.items()},
        stances=_found(counts["stance.document"]),
        **_within_pairs(ruler.align(answer), layer, names),
    )


def _within_pairs(alignment: Alignment, other: Pass, names: Names) -> dict[str, dict[str, Kappa]]:
    """Kappas of the attributes, over all aligned pairs and over those that are not the author's."""
    theirs = {claim.id: claim for claim in other.claims}
    blocks: list[list[tuple[Values, Values]]] = [[] for _ in alignment.gold.article.paragraphs]
    for index, item in sorted(alignment.item_of.items()):
        claim = alignment.gold.claims[index]
        partner = theirs[alignment.items[item].located.claim.id or ""]
        blocks[alignment.gold.block_of(claim)].append((_values(claim, names), _values(partner, names)))
    foreign = [[pair for pair in block if pair[0]["holder"] != AUTHOR] for block in blocks]
    return {
        name: {field: kappa([[(a[field], b[field]) for a, b in block] for block in part]) for field in COMPARED}
        for name, part in (("attributes", blocks), ("not_author", foreign))
    }


def _attributes(
    gold: Gold, passes: Sequence[Pass], decisions: Sequence[Decision], names: Names
) -> dict[str, Attribute]:
    by_id = {layer.name: {claim.id: claim for claim in layer.claims} for layer in passes}
    blocks: list[list[list[Values | None]]] = [[] for _ in gold.article.paragraphs]
    for decision in decisions:
        stated = [by_id[p.name][decision.layers[p.name][0]] if p.name in decision.layers else None for p in passes]
        present = [claim for claim in stated if claim]
        if len(present) > 1:
            blocks[max(present[0].paragraph - 1, 0)].append([_values(c, names) if c else None for c in stated])
    foreign = [[u for u in block if any(v and v["holder"] != AUTHOR for v in u)] for block in blocks]
    found = {}
    for field in COMPARED:
        values, theirs = (
            [[[v[field] if v else None for v in u] for u in b] for b in part] for part in (blocks, foreign)
        )
        classes = sorted({v for block in values for unit in block for v in unit if v is not None})
        found[field] = Attribute(
            all=alpha(values),
            not_author=alpha(theirs),
            classes={c: alpha([[[v and v == c for v in u] for u in block] for block in values]) for c in classes},
        )
    return found


def _characters(gold: Gold, passes: Sequence[Pass]) -> Alpha:
    article = gold.article
    marked = [{at for c in p.claims for f in fragments(article, c) for at in range(f.start, f.end)} for p in passes]
    return alpha([[[at in m for m in marked] for at in range(p.start, p.end)] for p in article.paragraphs])


def _values(claim: PassClaim | GoldClaim, names: Names) -> Values:
    values = {field: str(getattr(claim, field)) for field in COMPARED}
    values["holder"] = names.holders.resolve(claim.holder) or normalize(claim.holder)
    return values


def _stances(gold: Gold, layer: Pass, names: Names) -> dict[Stance, int]:
    """The document's distinct stances, each with the paragraph that first shows it."""
    found: dict[Stance, int] = {}
    for claim in layer.claims:
        for holder, target, polarity in claim.stances:
            stance = Stance(
                holder=names.holders.resolve(holder) or normalize(holder),
                target=names.targets.resolve(target) or normalize(target),
                polarity=polarity,
            )
            block = max(claim.paragraph - 1, 0)
            found[stance] = min(block, found.get(stance, block))
    return found


def _common(gold: Gold, one: dict[Stance, int], other: dict[Stance, int]) -> Blocks:
    return _tally(gold, ((min(d[s] for d in (one, other) if s in d), s in one, s in other) for s in {*one, *other}))


def _read_the_same(gold: Gold, one: Pass, other: Pass, decisions: Sequence[Decision]) -> Blocks:
    place = {(p.name, c.id): max(c.paragraph - 1, 0) for p in (one, other) for c in p.claims}
    named = [[(n, d.layers[n][0]) for n in (one.name, other.name) if n in d.layers] for d in decisions]
    units = [keys for keys in named if keys]
    return _tally(gold, ((place[k[0]], k[0][0] == one.name, k[-1][0] == other.name) for k in units))


def _tally(gold: Gold, units: Iterable[tuple[int, bool, bool]]) -> Blocks:
    """Counts by block of units, each with its block and whether the one and the other layer have it."""
    counts = [Counts() for _ in gold.article.paragraphs]
    for block, one, other in units:
        counts[block] += Counts(tp=int(one and other), fp=int(other and not one), fn=int(one and not other))
    return tuple(counts)


def _pooled(both: Sequence[Blocks]) -> Blocks:
    return tuple(total(list(blocks)) for blocks in zip(*both, strict=True))


def _found(blocks: Blocks) -> Found:
    return Found(f1=total(blocks).f1, interval=intervals([blocks]).f1)
