"""The matcher against readers: on predicted claims of judged extractions, and on the scores that follow from it."""

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

import msgspec
import numpy as np

from claimbench.alignment.align import Ruler
from claimbench.corpus.judgments import Judged, JudgedName, extraction
from claimbench.matching.matcher import ACCEPT, Matcher, Verdicts
from claimbench.matching.names import Names
from claimbench.model.counts import Counts, total
from claimbench.model.gold import Gold
from claimbench.scoring.article import ArticleScore, score_article
from claimbench.statistics.bootstrap import Interval
from claimbench.statistics.reliability import RESAMPLES, cohen, resampled

NONE = "none"
APART = 0.05
"""From this difference of judged F1 on, the order of two extractions should be the same under the matcher."""

Ratios = tuple[float, float, float]


class Share(msgspec.Struct, frozen=True):
    """A share of ``n``, with its 95 % interval over extractions; None without any."""

    share: float | None
    n: int
    interval: Interval | None = None


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """One prediction: the claim that the matcher accepts it for, and those that the readers say it states."""

    text: str
    extraction: str
    accepted: str
    states: frozenset[str]
    near: str
    wrong: str

    @property
    def right(self) -> bool:
        """Whether it is accepted for a claim that it states."""
        return self.accepted in self.states


class Extraction(msgspec.Struct, frozen=True, kw_only=True):
    """Precision, recall and F1 of claims of one extraction, under the matcher and under the readers."""

    name: str
    style: str
    predictions: int
    matcher: Ratios
    judges: Ratios


class RulerError(msgspec.Struct, frozen=True, kw_only=True):
    """How far the matcher is from the readers.

    Attributes:
        half: of the judged extractions.
        predictions: their number.
        precision: of accepted predictions, those accepted for a claim that they state.
        recall: of predictions that state a claim, those accepted for one that they state.
        kappa: Cohen's kappa of matcher and readers, each naming one claim or none.
        readers: the same between the first two readers.
        by_style: precision and recall by style of extraction.
        taken: predictions that state no claim but come near one, by what is wrong with them: how many are accepted.
        extractions: scores under both.
        errors: mean absolute error of P, R and F1 over extractions.
        ordered: of pairs of extractions ``APART`` or more in judged F1, those in the same order under the matcher.
        worst: predictions judged wrongly.
    """

    half: str
    predictions: int
    precision: Share
    recall: Share
    kappa: Share
    readers: Share
    by_style: dict[str, tuple[Share, Share]]
    taken: dict[str, Share]
    extractions: tuple[Extraction, ...]
    errors: dict[str, Share]
    ordered: Share
    worst: tuple[str, ...]


class RulerSummary(msgspec.Struct, frozen=True, kw_only=True):
    """The error in four figures, on the reporting half.

    Attributes:
        predictions: their number.
        precision: as in :class:`RulerError`; ``recall`` likewise.
        agreed: share of predictions for which matcher and readers name the same claim, or both none.
        readers: the same between the first two readers.
    """

    predictions: int
    precision: float | None
    recall: float | None
    agreed: float
    readers: float


class ReadersMatcher:
    """A matcher that repeats what the readers said: the ruler as it would be without an error of its own.

    Args:
        gold: the article's gold.
        judged: what they read; any other sentence states nothing.
    """

    signature = "readers"

    def __init__(self, gold: Gold, judged: Iterable[Judged]) -> None:
        self._ids = [claim.id for claim in gold.claims]
        self._states = {j.text: j.states for j in judged}

    def match(self, sentences: Sequence[str]) -> Verdicts:
        """Accept each sentence for every claim that the readers say it states."""
        stated = [[c in self._states.get(s, ()) for c in self._ids] for s in sentences]
        table = np.array(stated, dtype=bool).reshape(len(sentences), len(self._ids))
        return Verdicts(table.astype(np.float64), (table * ACCEPT).astype(np.int8), (None,) * len(sentences))


def ruler_error(gold: Gold, judged: Sequence[Judged], half: str, matcher: Matcher | None = None) -> RulerError:
    """Measure a matcher on one half of the judged extractions.

    Args:
        gold: the article's gold.
        judged: all judged predictions.
        half: ``tuning`` or ``reporting``.
        matcher: the default one if None.
    """
    ruler = Ruler(gold, matcher)
    truth = Ruler(gold, ReadersMatcher(gold, judged))
    groups = [(name, tuple(j for j in judged if j.extraction == name)) for name in names_of(judged, half)]
    verdicts = [verdicts_of(ruler, group) for _, group in groups]
    scored = [
        Extraction(
            name=name,
            style=group[0].style,
            predictions=len(group),
            matcher=_ratios(score_article(ruler, extraction(gold, group))),
            judges=_ratios(score_article(truth, extraction(gold, group))),
        )
        for name, group in groups
    ]
    flat = [verdict for group in verdicts for verdict in group]
    styles = sorted({group[0].style for _, group in groups})
    by_style = {
        s: [v for (_, g), vs in zip(groups, verdicts, strict=True) if g[0].style == s for v in vs] for s in styles
    }
    near = [v for v in flat if not v.states and v.near]
    wrong = [v for v in flat if (v.accepted != NONE or v.states) and not v.right]
    return RulerError(
        half=half,
        predictions=len(flat),
        precision=_share(verdicts, _precision),
        recall=_share(verdicts, _recall),
        kappa=_share(verdicts, _kappa),
        readers=_share([_two_readers(group) for _, group in groups], cohen, sum(len(g) for _, g in groups)),
        by_style={
            s: (_share([vs], _precision, spread=False), _share([vs], _recall, spread=False))
            for s, vs in by_style.items()
        },
        taken={
            kind: Share(np.mean([v.accepted != NONE for v in of_kind]).item(), len(of_kind))
            for kind in sorted({v.wrong for v in near})
            if (of_kind := [v for v in near if v.wrong == kind])
        },
        extractions=tuple(scored),
        errors={name: _mean_error(scored, i) for i, name in enumerate(("precision", "recall", "f1"))},
        ordered=_ordered(scored),
        worst=tuple(_shown(v) for v in sorted(wrong, key=lambda v: (v.accepted == NONE, v.extraction, v.text))),
    )


def ruler_summary(rulers: Sequence[tuple[Ruler, Sequence[Judged]]]) -> RulerSummary | None:
    """Measure rulers on the reporting halves of their articles together; None where nothing was judged."""
    halves = [(ruler, [j for j in judged if j.half == "reporting"]) for ruler, judged in rulers]
    verdicts = [v for ruler, half in halves for v in verdicts_of(ruler, half)]
    if not verdicts:
        return None
    return RulerSummary(
        predictions=len(verdicts),
        precision=_precision(verdicts),
        recall=_recall(verdicts),
        agreed=_agreed([(v.accepted, _named(v.states, v.accepted)) for v in verdicts]),
        readers=_agreed([pair for _, half in halves for pair in _two_readers(half)]),
    )


def verdicts_of(ruler: Ruler, judged: Sequence[Judged]) -> list[Verdict]:
    """The matcher's decision on each prediction, before any is aligned, beside the readers'."""
    items = ruler.judge([j.text for j in judged])
    ids = [claim.id for claim in ruler.gold.claims]
    return [
        Verdict(
            text=j.text,
            extraction=j.extraction,
            accepted=next((ids[c] for c in np.flatnonzero(row == ACCEPT)), NONE),
            states=j.states,
            near=next((v.near for v in j.votes if v.near), ""),
            wrong=next((v.wrong for v in j.votes if v.wrong), "") or "",
        )
        for j, row in zip(judged, items.decisions, strict=True)
    ]


def names_error(gold: Gold, judged: Sequence[JudgedName], half: str) -> dict[str, Share]:
    """Share of names, of holders and of targets, that resolve to what both readers say; disputed ones are left out."""
    names = Names(gold)
    found = {}
    for kind, resolver in (("holder", names.holders), ("target", names.targets)):
        agreed = [j for j in judged if (j.half, j.kind) == (half, kind) and len(set(j.votes)) == 1]
        right = [resolver.resolve(j.name) == j.votes[0] for j in agreed]
        found[kind] = Share(float(np.mean(right)) if right else None, len(right))
    return found


def names_of(judged: Sequence[Judged], half: str) -> list[str]:
    """The extractions of a half, in the order of the file."""
    return list(dict.fromkeys(j.extraction for j in judged if j.half == half))


def _precision(verdicts: Sequence[Verdict]) -> float | None:
    accepted = [v.right for v in verdicts if v.accepted != NONE]
    return float(np.mean(accepted)) if accepted else None


def _recall(verdicts: Sequence[Verdict]) -> float | None:
    stating = [v.right for v in verdicts if v.states]
    return float(np.mean(stating)) if stating else None


def _agreed(pairs: Sequence[tuple[str, str]]) -> float:
    return sum(one == other for one, other in pairs) / len(pairs)


def _kappa(verdicts: Sequence[Verdict]) -> float | None:
    return cohen([(v.accepted, _named(v.states, v.accepted)) for v in verdicts])


def _two_readers(group: Sequence[Judged]) -> list[tuple[str, str]]:
    one = [_named(frozenset(j.votes[0].states), NONE) for j in group]
    return [(first, _named(frozenset(j.votes[1].states), first)) for j, first in zip(group, one, strict=True)]


def _named(states: frozenset[str], other: str) -> str:
    """The one claim that a set of stated claims counts as: the other's where it is among them."""
    return other if other in states else min(states, default=NONE)


def _share(
    groups: Sequence[Sequence[object]],
    statistic: Callable[..., float | None],
    n: int | None = None,
    spread: bool = True,
) -> Share:
    flat = [item for group in groups for item in group]
    interval = resampled(groups, statistic, RESAMPLES // 2, 0) if spread else None
    return Share(statistic(flat), len(flat) if n is None else n, interval)


def _ratios(score: ArticleScore) -> Ratios:
    counts: Counts = total(score.counts["claims"])
    return (counts.precision or 0.0, counts.recall or 0.0, counts.f1 or 0.0)


def _mean_error(scored: Sequence[Extraction], i: int) -> Share:
    return _share(
        [[abs(e.matcher[i] - e.judges[i])] for e in scored], lambda errors: float(np.mean(errors)), len(scored)
    )


def _ordered(scored: Sequence[Extraction]) -> Share:
    pairs = [(a, b) for a, b in combinations(scored, 2) if abs(a.judges[2] - b.judges[2]) >= APART]
    right = [(a.judges[2] > b.judges[2]) == (a.matcher[2] > b.matcher[2]) for a, b in pairs]
    return Share(float(np.mean(right)) if right else None, len(right))


def _shown(verdict: Verdict) -> str:
    states = ", ".join(sorted(verdict.states)) or f"none (near {verdict.near or '-'}: {verdict.wrong or '-'})"
    return f"{verdict.extraction}: {verdict.text} -> {verdict.accepted}; readers: {states}"
