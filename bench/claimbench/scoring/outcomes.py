"""What became of every prediction and of every gold claim, in words: the part of a score that one reads."""

from collections import Counter
from collections.abc import Iterable
from typing import Literal

import msgspec

from claimbench.alignment.align import Alignment, Item
from claimbench.model.gold import Stance
from claimbench.model.vocabulary import ATTRIBUTES
from claimbench.scoring.attributes import is_right
from claimbench.scoring.stances import stated

PredictionOutcome = Literal[
    "matched", "aside", "duplicate", "contradicting", "merged", "fragment", "unsure", "no claim", "ungrounded"
]
Fate = Literal["found", "missed", "aside", "not needed"]
PREDICTION_OUTCOMES: tuple[PredictionOutcome, ...] = PredictionOutcome.__args__  # type: ignore[attr-defined]


class Wrong(msgspec.Struct, frozen=True):
    """An attribute of an aligned prediction that differs from the gold's."""

    name: str
    given: str
    gold: str


class Predicted(msgspec.Struct, frozen=True, kw_only=True):
    """One prediction's fate.

    Attributes:
        id: as the extractor gave it.
        text: likewise.
        outcome: ``matched`` (required claim), ``aside`` (optional claim), ``duplicate`` (its claim is taken),
            ``merged`` (states several claims, none well enough alone), ``contradicting`` (reads like a claim and is
            vetoed), ``fragment`` (a piece of a claim, or with others it states one), ``unsure``, ``no claim`` (in the
            article, but no claim of the gold) or ``ungrounded`` (not in the article).
        claim: the gold claim that it is aligned with, or that it comes closest to.
        score: the matcher's, for that claim.
        why: what the matcher holds against it.
        paragraph: where it is counted, from 1.
        wrong: attributes that it gives and that differ from the gold's, for an aligned one.
        covers: all claims that it covers.
        holder: as given, else as its text attributes it.
        commitment: as given.
        spans: where it says that it stands, as located.
    """

    id: str | None
    text: str
    outcome: PredictionOutcome
    claim: str
    score: float
    why: str
    paragraph: int
    wrong: tuple[Wrong, ...]
    covers: tuple[str, ...]
    holder: str | None
    commitment: str | None
    spans: tuple[tuple[int, int], ...]


class GoldFate(msgspec.Struct, frozen=True, kw_only=True):
    """One gold claim's fate: ``found``, ``missed``, or, for an optional one, ``aside`` or ``not needed``."""

    id: str
    outcome: Fate
    prediction: int | None
    covered: bool


def predicted(alignment: Alignment) -> tuple[Predicted, ...]:
    """The fate of each prediction, in the order of their content."""
    return tuple(_fate(alignment, i, item) for i, item in enumerate(alignment.items))


def gold_fates(alignment: Alignment) -> tuple[GoldFate, ...]:
    """The fate of each gold claim, in the order of the gold."""
    covered = alignment.coverage.stated
    fates = []
    for i, claim in enumerate(alignment.gold.claims):
        at = alignment.item_of.get(i)
        outcomes: tuple[Fate, Fate] = ("missed", "found") if claim.required else ("not needed", "aside")
        fates.append(GoldFate(id=claim.id, outcome=outcomes[at is not None], prediction=at, covered=i in covered))
    return tuple(fates)


def diagnostics(alignment: Alignment, fates: tuple[Predicted, ...]) -> dict[str, int]:
    """Counts of outcomes and of what else is worth knowing; they add up over articles."""
    outcomes = Counter(fate.outcome for fate in fates)
    items = alignment.items
    return {
        "predicted": len(items),
        **{outcome: outcomes[outcome] for outcome in PREDICTION_OUTCOMES},
        "covering several": sum(len(claims) > 1 for claims in alignment.coverage.claims),
        "split claims": len(alignment.coverage.split),
        "grounded": sum(item.grounded for item in items),
        "quotes": sum(item.located.quotes for item in items),
        "quotes located": sum(item.located.located for item in items),
    }


def _fate(alignment: Alignment, i: int, item: Item) -> Predicted:
    gold = alignment.gold
    claim = gold.claims[item.nearest if item.gold is None else item.gold] if gold.claims else None
    outcome = _outcome(alignment, i, item)
    why = item.opposed.why if item.opposed and item.gold is None else ""
    if outcome == "contradicting" and item.opposed:
        claim = gold.claims[item.opposed.claim]
    return Predicted(
        id=item.located.claim.id,
        text=item.located.claim.text,
        outcome=outcome,
        claim=claim.id if claim else "",
        score=item.score,
        why=why,
        paragraph=item.block + 1,
        wrong=_wrong(alignment, item),
        covers=tuple(gold.claims[c].id for c in alignment.coverage.claims[i]),
        holder=item.holder,
        commitment=item.located.claim.commitment,
        spans=tuple((span.start, span.end) for span in item.located.spans or ()),
    )


def _outcome(alignment: Alignment, i: int, item: Item) -> PredictionOutcome:
    if item.gold is not None:
        return "matched" if alignment.gold.claims[item.gold].required else "aside"
    if item.accepted:
        return "duplicate"
    if not item.grounded:
        return "ungrounded"
    if len(alignment.coverage.claims[i]) > 1:
        return "merged"
    if item.opposed and item.opposed.why == "fragment":
        return "fragment"
    if item.opposed and not alignment.coverage.claims[i]:
        return "contradicting"
    if any(i in pieces for pieces in alignment.coverage.split.values()):
        return "fragment"
    return "unsure" if item.unsure else "no claim"


def _wrong(alignment: Alignment, item: Item) -> tuple[Wrong, ...]:

    if item.gold is None:
        return ()
    claim = alignment.gold.claims[item.gold]
    names = [name for name in ATTRIBUTES if is_right(name)(alignment, item, claim) is False]
    given = {"holder": item.holder}
    stances = stated(alignment, item, claim)
    other = item.located.claim.stances is not None and stances != frozenset(claim.stances)
    wrong = (Wrong("stance", _shown(stances), _shown(claim.stances)),) if other else ()
    return wrong + tuple(
        Wrong(name, str(given.get(name, getattr(item.located.claim, name))), str(getattr(claim, name)))
        for name in names
    )


def _shown(stances: Iterable[Stance]) -> str:
    return "; ".join(f"{s.holder} – {s.target} – {s.polarity}" for s in sorted(stances)) or "none"
