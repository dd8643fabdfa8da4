"""The score of one submission on one article."""

from collections.abc import Callable

import msgspec

from claimbench.alignment.align import Alignment, Ruler
from claimbench.model.counts import Counts, total
from claimbench.model.prediction import Prediction
from claimbench.model.vocabulary import ATTRIBUTES, State
from claimbench.scoring import claims, covering, stances
from claimbench.scoring.attributes import Conditional, attribute, conditional
from claimbench.scoring.citations import citations
from claimbench.scoring.outcomes import GoldFate, Predicted, diagnostics, gold_fates, predicted
from claimbench.scoring.spans import spans
from claimbench.scoring.tally import Blocks

SCORING = 2
"""Raised only when a figure can change."""


class ArticleScore(msgspec.Struct, frozen=True, kw_only=True):
    """Sufficient statistics of one (submission, article) and the fates behind them.

    Attributes:
        article: the article's id.
        state: what came of the run; a failure has all of the gold as misses.
        counts: by layer, sublayer and view, one entry a block.
        diagnostics: counts of outcomes.
        resolution: predicted names and how many of them mean nothing.
        conditional: accuracy within aligned pairs.
        predictions: what became of each prediction.
        gold: what became of each gold claim.
    """

    article: str
    state: State
    counts: dict[str, Blocks]
    diagnostics: dict[str, int]
    resolution: stances.Resolution
    conditional: dict[str, dict[str, Conditional]]
    predictions: tuple[Predicted, ...]
    gold: tuple[GoldFate, ...]

    def total(self, name: str) -> Counts:
        """Counts of a layer or view over the article."""
        return total(self.counts[name])


_SIMPLE: dict[str, Callable[[Alignment], Blocks]] = {
    "claims": claims.claims,
    "claims.strict": claims.strict,
    "claims.lenient": claims.lenient,
    "claims.unsure": claims.unsure,
    "families": claims.families,
    "spans": spans,
    "citation": citations,
    "coverage.recall": covering.recall,
    "coverage.precision": covering.precision,
}


def score_article(ruler: Ruler, prediction: Prediction | None, state: State = "ok") -> ArticleScore:
    """Score one article.

    Args:
        ruler: of the article.
        prediction: None where there is none; then everything in the gold is missed.
        state: as the runner gave it.
    """
    answer = prediction or Prediction(schema=1, article=ruler.gold.article.id, claims=())
    alignment = ruler.align(answer)
    counts = {name: count(alignment) for name, count in _SIMPLE.items()}
    counts |= {name: attribute(alignment, name) for name in (*ATTRIBUTES, "joint")}
    by_document, resolution = stances.document(alignment)
    counts |= by_document | stances.by_claim(alignment)
    fates = predicted(alignment)
    return ArticleScore(
        article=ruler.gold.article.id,
        state=state,
        counts=counts,
        diagnostics=diagnostics(alignment, fates),
        resolution=resolution,
        conditional=conditional(alignment),
        predictions=fates,
        gold=gold_fates(alignment),
    )
