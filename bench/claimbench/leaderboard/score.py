"""Scoring a submission on a corpus."""

from collections.abc import Callable, Sequence
from functools import cached_property

from claimbench.alignment.align import Ruler
from claimbench.corpus.corpus import Corpus
from claimbench.corpus.judgments import Judged, load_judged
from claimbench.leaderboard.record import ArticleOutcome, CoverageView, Ratio, SubmissionScore
from claimbench.matching.matcher import LexicalMatcher, Matcher
from claimbench.matching.reading import Reader
from claimbench.model.counts import Counts, total
from claimbench.model.gold import Gold
from claimbench.model.vocabulary import FAILED_STATES, LAYERS, VIEWS
from claimbench.scoring.article import ArticleScore, score_article
from claimbench.scoring.attributes import Conditional
from claimbench.scoring.signature import signature
from claimbench.scoring.stances import Resolution
from claimbench.statistics.band import Band, Bands
from claimbench.statistics.bootstrap import RESAMPLES, intervals, unit
from claimbench.statistics.ruler_error import RulerSummary, ruler_summary
from claimbench.submissions.opening import Submission
from claimbench.submissions.predictions import layers_spoken
from claimbench.submissions.runner import Answer

MakeMatcher = Callable[[Gold, Reader], Matcher]
"""Makes the matcher of an article, given what reads its sentences."""


class Scorer:
    """Scores submissions on one corpus; what depends on the gold alone is made once.

    Args:
        corpus: texts and gold.
        seed: of the resampling.
        matcher: makes the matcher of an article; the default one if None.
        like: a scorer of the same articles, whose readings of their sentences are shared.
    """

    def __init__(
        self, corpus: Corpus, seed: int = 0, matcher: MakeMatcher | None = None, like: "Scorer | None" = None
    ) -> None:
        self.corpus = corpus
        self.seed = seed
        make: MakeMatcher = matcher or LexicalMatcher
        self._readers: dict[str, Reader] = (
            like._readers if like else {gold.article.id: Reader(gold.entities) for gold in corpus.golds}
        )
        readers = {gold.article.id: self._readers[gold.article.id] for gold in corpus.golds}
        self._rulers = {
            g.article.id: Ruler(g, make(g, readers[g.article.id]), readers[g.article.id]) for g in corpus.golds
        }
        name = next(iter(self._rulers.values())).matcher.signature
        self.signature = signature(name, corpus.golds)
        self.resampling = f"bootstrap:percentile|unit:{unit(len(corpus.golds))}|n:{RESAMPLES}|seed:{seed}"

    def score(
        self, submission: Submission, answers: Sequence[Answer], reference: bool = False, annotator: bool = False
    ) -> SubmissionScore:
        """Score the answers of a submission.

        Every article of the corpus is in the denominator: one without an answer, or with a failed one, has all its gold
        missed.

        Args:
            submission: whose manifest says in which layers it takes part.
            answers: at most one an article.
            reference: whether it is a shipped baseline.
            annotator: whether it is an annotation pass.
        """
        by_article = {answer.article: answer for answer in answers}
        missing = {a.id: Answer(article=a.id, state="missing", message="no answer") for a in self.corpus.articles}
        kept = {name: by_article.get(name, missing[name]) for name in missing}
        scores = [score_article(self._rulers[name], a.prediction, a.state) for name, a in kept.items()]
        manifest = submission.manifest
        entered = manifest.layers or layers_spoken([a.prediction for a in kept.values() if a.prediction])
        return SubmissionScore(
            name=manifest.name,
            version=manifest.version,
            signature=self.signature,
            resampling=self.resampling,
            scored=any(score.state not in FAILED_STATES for score in scores),
            gold_seen=bool(set(manifest.gold_seen) & set(kept)),
            reference=reference,
            annotator=annotator,
            trained_on=manifest.trained_on,
            kind=manifest.kind,
            tries=submission.tries,
            style=manifest.style,
            layers={layer: self._ratio(scores, layer) if layer in entered else None for layer in LAYERS},
            views={view: self._ratio(scores, view) for view in VIEWS},
            coverage=self._coverage(scores),
            stance_f_avg={
                layer: _f_avg(scores, layer) if layer in entered else None for layer in LAYERS if "stance" in layer
            },
            conditional=_conditional(scores),
            diagnostics={key: sum(s.diagnostics[key] for s in scores) for key in scores[0].diagnostics},
            resolution=_resolution(scores),
            blocks={score.article: score.counts for score in scores},
            alignment=tuple(
                ArticleOutcome(
                    article=score.article,
                    state=score.state,
                    message=kept[score.article].message,
                    predictions=score.predictions,
                    gold=score.gold,
                )
                for score in scores
            ),
        )

    @cached_property
    def _judged(self) -> list[tuple[Ruler, tuple[Judged, ...]]]:
        """The rulers of the articles of which extractions were judged."""
        read = [(self._rulers[gold.article.id], load_judged(self.corpus.root, gold)) for gold in self.corpus.golds]
        return [(ruler, judged) for ruler, judged in read if judged]

    @property
    def ruler(self) -> RulerSummary | None:
        """The matcher's error against readers, None where nothing was judged."""
        return ruler_summary(self._judged)

    def bands(self, scores: Sequence[SubmissionScore]) -> dict[str, Band | None]:
        """The matcher's error band around the claims of each score, null where nothing was judged of its style."""
        bands = Bands()
        for ruler, judged in self._judged:
            bands.add(ruler, judged)
        found: dict[str, Band | None] = {}
        for score in scores:
            outcomes = [(outcome.predictions, outcome.gold) for outcome in score.alignment]
            entered = score.layers["claims"] is not None and score.scored
            found[score.name] = bands.band(outcomes, score.style, self.seed) if entered else None
        return found

    def _ratio(self, scores: Sequence[ArticleScore], name: str) -> Ratio:
        blocks = [score.counts[name] for score in scores]
        return Ratio.of(_total(scores, name), intervals(blocks, self.seed))

    def _coverage(self, scores: Sequence[ArticleScore]) -> CoverageView:
        recall, precision = self._ratio(scores, "coverage.recall"), self._ratio(scores, "coverage.precision")
        r, p = recall.recall, precision.precision
        undefined = p is None and r is None
        f1 = None if undefined else 2 * p * r / (p + r) if p and r else 0.0
        return CoverageView(recall=recall, precision=precision, f1=f1)


def _total(scores: Sequence[ArticleScore], name: str) -> Counts:
    return total([score.total(name) for score in scores])


def _f_avg(scores: Sequence[ArticleScore], layer: str) -> float | None:
    """Mean of F1(favor) and F1(against); a polarity that neither side has is left out."""
    values = [_total(scores, f"{layer}.{polarity}").f1 for polarity in ("favor", "against")]
    present = [value for value in values if value is not None]
    return sum(present) / len(present) if present else None


def _conditional(scores: Sequence[ArticleScore]) -> dict[str, dict[str, Conditional]]:
    return {
        name: {
            group: Conditional(*(sum(getattr(s.conditional[name][group], f) for s in scores) for f in _FIELDS))
            for group in groups
        }
        for name, groups in scores[0].conditional.items()
    }


_FIELDS = Conditional.__struct_fields__


def _resolution(scores: Sequence[ArticleScore]) -> Resolution:
    fields = Resolution.__struct_fields__
    return Resolution(*(sum(getattr(s.resolution, field) for s in scores) for field in fields))
