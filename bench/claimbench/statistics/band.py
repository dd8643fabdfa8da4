"""The matcher's error band: where precision, recall and F1 would lie under readers instead of the matcher.

Double sampling (Tenenbein 1970 and, for more than two classes, 1972: data with misclassifications, some of them
classified again without error): the judged extractions tell how often a prediction that the matcher counts as right,
wrong or aside is right, wrong or aside by the readers. With these rates the observed numbers of a submission become
expected ones. Alignment is one-to-one, so the expected right predictions are the expected found claims, and recall
follows from them. (Rates of missed claims do not carry over: a submission that says little misses most claims without
coming near them.)
"""

from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from claimbench.alignment.align import Ruler
from claimbench.corpus.judgments import Judged
from claimbench.model.gold import Gold
from claimbench.scoring.outcomes import GoldFate, Predicted
from claimbench.statistics.bootstrap import LEVEL, Interval
from claimbench.statistics.ruler_error import ReadersMatcher

RESAMPLES = 1000
ANY = ""
"""Style of a submission that names none: the rates of all judged extractions."""

Table = npt.NDArray[np.int64]
Outcomes = tuple[Sequence[Predicted], Sequence[GoldFate]]
"""What came of the predictions and of the gold claims of one article."""

_RIGHT, _WRONG, _ASIDE = range(3)


class Band(msgspec.Struct, frozen=True, kw_only=True):
    """95 % of the corrected figures over resampled judged extractions and their paragraphs.

    Only the matcher's error is in it, not that of sampling.
    """

    style: str
    precision: Interval
    recall: Interval
    f1: Interval


class Bands:
    """How readers count what the matcher counts as right, wrong and aside, by style of extraction.

    Each rate gets half a case more than was seen (Jeffreys), so that it is defined where nothing was. Both halves of
    the judged extractions are used, so that every style is there; the rates of the half that constants were set on are
    a little too good.
    """

    def __init__(self) -> None:
        self._tables: dict[str, list[Table]] = {}

    def add(self, ruler: Ruler, judged: Sequence[Judged]) -> None:
        """Take in the judged extractions of one article, as this ruler measures them."""
        truth = Ruler(ruler.gold, ReadersMatcher(ruler.gold, judged))
        for name in dict.fromkeys(j.extraction for j in judged):
            group = [j for j in judged if j.extraction == name]
            ours, theirs = (r.pairs([j.claim for j in group]) for r in (ruler, truth))
            self._tables.setdefault(group[0].style, []).append(_table(ruler.gold, group, ours, theirs))

    @property
    def styles(self) -> tuple[str, ...]:
        """The styles that were judged."""
        return tuple(sorted(self._tables))

    def band(self, outcomes: Sequence[Outcomes], style: str = ANY, seed: int = 0) -> Band | None:
        """The band around what came of the articles; None for a style whose error is not measured."""
        tables = [t for ts in self._tables.values() for t in ts] if style == ANY else self._tables.get(style, [])
        if not tables:
            return None
        draw = np.random.default_rng(seed)
        chosen = draw.multinomial(len(tables), [1 / len(tables)] * len(tables), size=RESAMPLES)
        seen = np.full((RESAMPLES, 3, 3), 0.5)
        for table, times in zip(tables, chosen.T, strict=True):
            drawn = table[draw.integers(len(table), size=(RESAMPLES, len(table)))].sum(axis=1)
            seen += times[:, None, None] * drawn
        rates = seen / seen.sum(axis=2, keepdims=True)
        counts = np.bincount([_counted(p) for predictions, _ in outcomes for p in predictions], minlength=3)
        required = sum(fate.outcome in ("found", "missed") for _, fates in outcomes for fate in fates)
        right, wrong, _ = np.einsum("i,nij->jn", counts, rates)
        p = np.divide(right, right + wrong, out=np.zeros(RESAMPLES), where=right + wrong > 0)
        r = np.minimum(right / max(required, 1), 1.0)
        f1 = np.divide(2 * p * r, p + r, out=np.zeros(RESAMPLES), where=p + r > 0)
        return Band(style=style, precision=_ends(p), recall=_ends(r), f1=_ends(f1))


def _table(gold: Gold, group: Sequence[Judged], ours: Sequence[int | None], theirs: Sequence[int | None]) -> Table:
    """Predictions by what the matcher and by what the readers count them as, by paragraph of the claim that is named.

    Those for which no reader names a claim, not even a near one, count in the first paragraph.
    """
    block = {claim.id: gold.block_of(claim) for claim in gold.claims}
    table = np.zeros((len(gold.article.paragraphs), 3, 3), dtype=np.int64)
    for judged, mine, their in zip(group, ours, theirs, strict=True):
        named = [*sorted(judged.states), *(vote.near for vote in judged.votes if vote.near)]
        table[block[named[0]] if named else 0, _class(gold, mine), _class(gold, their)] += 1
    return table


def _class(gold: Gold, claim: int | None) -> int:
    return _WRONG if claim is None else _RIGHT if gold.claims[claim].required else _ASIDE


def _counted(prediction: Predicted) -> int:
    return {"matched": _RIGHT, "aside": _ASIDE}.get(prediction.outcome, _WRONG)


def _ends(values: npt.NDArray[np.float64]) -> Interval:
    low, high = np.quantile(values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(round(float(low), 6), round(float(high), 6))
