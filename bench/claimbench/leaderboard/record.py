"""The deterministic record of a score and of a board. What varies between two equal runs is not in it."""

import msgspec

from claimbench.model.counts import Counts
from claimbench.model.vocabulary import State
from claimbench.scoring.attributes import Conditional
from claimbench.scoring.outcomes import GoldFate, Predicted
from claimbench.scoring.stances import Resolution
from claimbench.statistics.band import Band
from claimbench.statistics.bootstrap import Intervals
from claimbench.statistics.paired import Comparison
from claimbench.statistics.ruler_error import RulerSummary


class Ratio(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of a layer or view with the three ratios and their intervals; a ratio without denominator is null."""

    tp: int
    fp: int
    fn: int
    precision: float | None
    recall: float | None
    f1: float | None
    intervals: Intervals

    @classmethod
    def of(cls, counts: Counts, intervals: Intervals) -> "Ratio":
        """Make the record of some counts."""
        p, r, f = counts.precision, counts.recall, counts.f1
        return cls(tp=counts.tp, fp=counts.fp, fn=counts.fn, precision=p, recall=r, f1=f, intervals=intervals)


class CoverageView(msgspec.Struct, frozen=True, kw_only=True):
    """Coverage: each direction with counts of its own, and the harmonic mean of the two."""

    recall: Ratio
    precision: Ratio
    f1: float | None


class ArticleOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """How one article went: state, and the fate of every prediction and gold claim."""

    article: str
    state: State
    message: str
    predictions: tuple[Predicted, ...]
    gold: tuple[GoldFate, ...]


class SubmissionScore(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is known of one submission.

    Attributes:
        signature: what the figures depend on; other signature, no comparison.
        resampling: what the intervals depend on besides.
        scored: whether any article has an answer; without one there is no rank.
        gold_seen: whether the submission has seen gold of these articles, by its own statement.
        reference: whether it is one of the shipped baselines.
        annotator: whether it is an annotation pass and no system; ranked apart.
        kind: of submission; what a file or an endpoint was made with cannot be checked.
        tries: how often it was published, 0 where it never was.
        style: of extraction, by its own statement; empty if it names none.
        layers: null where the submission does not take part.
        views: other readings of the claims layer.
        stance_f_avg: mean of the F1 of favor and against, by stance layer (SemEval-2016 Task 6).
        blocks: stored counts by article, layer and block, from which everything else is made.
        alignment: every prediction and every gold claim with its outcome.
    """

    name: str
    version: str
    signature: str
    resampling: str
    scored: bool
    gold_seen: bool
    reference: bool
    annotator: bool
    trained_on: str
    kind: str
    tries: int
    style: str
    layers: dict[str, Ratio | None]
    views: dict[str, Ratio]
    coverage: CoverageView
    stance_f_avg: dict[str, float | None]
    conditional: dict[str, dict[str, Conditional]]
    diagnostics: dict[str, int]
    resolution: Resolution
    blocks: dict[str, dict[str, tuple[Counts, ...]]]
    alignment: tuple[ArticleOutcome, ...]

    @property
    def state(self) -> str:
        """The state in one word, or the states with their numbers where articles differ."""
        states = [outcome.state for outcome in self.alignment]
        kinds = sorted(set(states))
        return kinds[0] if len(kinds) == 1 else ", ".join(f"{states.count(k)} {k}" for k in kinds)


class GoldShown(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader of the board sees of a gold claim; names of holders, not ids."""

    id: str
    text: str
    status: str
    holder: str
    commitment: str
    modality: str
    kind: str
    paragraph: int
    mentions: tuple[tuple[tuple[int, int], ...], ...]
    stances: tuple[tuple[str, str, str], ...]


class ArticleShown(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader of the board sees of an article; offsets are code points into ``text``."""

    title: str
    text: str
    paragraphs: tuple[tuple[int, int], ...]
    gold: tuple[GoldShown, ...]


class Board(msgspec.Struct, frozen=True, kw_only=True):
    """A leaderboard.

    Attributes:
        schema: version of this record.
        signature: shared by all rows.
        resampling: likewise.
        articles: id, version of the gold and number of required claims of each article.
        claims: text of each gold claim, by article and id.
        shown: text and gold claims of each article, for reading.
        audited: what people have checked of the gold.
        rows: in the order of the board: ranked ones, those that have seen gold, those not scored.
        ranks: rank of each row by F1 of claims, null where there is none.
        granularity: systems of which claims and families tell otherwise whether they are better than the reference.
        comparison: of the ranked rows with each other; ``reference`` names the one that the tests are against.
        bands: the matcher's error band around each row's claims, null where its style was not judged; never ranks.
        ruler: the matcher's error against readers, null where nothing was judged.
    """

    schema: int
    signature: str
    resampling: str
    articles: dict[str, dict[str, str | int]]
    claims: dict[str, dict[str, str]]
    shown: dict[str, ArticleShown]
    audited: str
    rows: tuple[SubmissionScore, ...]
    ranks: dict[str, int | None]
    comparison: Comparison
    reference: str | None
    granularity: tuple[str, ...]
    bands: dict[str, Band | None]
    ruler: RulerSummary | None
