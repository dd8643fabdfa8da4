"""The rows of the board as text: one list of columns that every face shows."""

from typing import NamedTuple

from claimbench.leaderboard.record import Board, Ratio, SubmissionScore
from claimbench.statistics.bootstrap import unit

COLUMNS = (
    "rank", "tie", "system", "state", "P", "R", "F1", "F1 95 %", "readers' F1", "families", "coverage", "joint",
    "stance", "claims", "dupl.", "holder", "reported", "commitment", "spans", "grounded", "tries",
)  # fmt: skip
"""In the order in which a narrow terminal drops them, the last first."""


STATE = COLUMNS.index("state")
UNKNOWN = " †"
"""Behind the state of a row whose answers came from a file or an endpoint."""


_FIGURES = (
    "P, R, F1: claims, one-to-one; optional claims count neither way. families: a whole and its parts as one. joint "
    "(claim, holder and commitment), holder, commitment, spans: F1, end to end. reported: of the required claims that "
    "the author does not hold, those found with the right holder. coverage: F1 of content, many-to-many, never ranks. "
    "stance: F_avg (mean F1 of favor and against) of the document's stances. claims: number predicted; dupl.: second "
    "predictions of a claim; grounded: share whose words the article has; tries: answers that were published. –: takes "
    "no part. How all of it is counted: docs/scoring.md."
)
_READERS = (
    "readers' F1: where F1 would lie if readers and not the matcher decided, from extractions of the style that the "
    "submission declares, or of all styles, that readers judged (the matcher's error only, 95 %); never ranks. Where "
    "F1 lies outside of it, the matcher is off for this style: trust neither F1 nor its place there."
)


class Row(NamedTuple):
    """One line of the board: its cells in the order of ``COLUMNS``, and what sort of row it is."""

    cells: tuple[str, ...]
    group: str


def rows(board: Board) -> list[Row]:
    """The lines of the board, best first."""
    return [Row(_cells(board, score), _group(score)) for score in board.rows]


def notes(board: Board) -> list[str]:
    """What a reader must know beside the figures."""
    lines = [
        _FIGURES,
        _READERS,
        f"Intervals: 95 %, percentile bootstrap over {unit(len(board.articles))}; they speak of these articles only. "
        "Order is by F1. rank: what pairwise exchange tests allow (Holm, 5 %); systems that share a letter are tied.",
        _tests(board),
        f"Matcher: {_ruler(board)}",
        f"Gold: {', '.join(_article(name, facts) for name, facts in board.articles.items())}; "
        f"annotated by language models; {board.audited}.",
        f"Signature: {board.signature}",
    ]
    if any(score.annotator for score in board.rows):
        lines.insert(
            2,
            "LM: language-model annotators' own passes, each against the gold adjudicated without it; no systems, "
            "not ranked.",
        )
    if any(score.gold_seen for score in board.rows):
        lines.insert(2, "Rows marked * have seen gold of these articles and are not ranked with the others.")
    if any(UNKNOWN in row.cells[STATE] for row in rows(board)):
        lines.insert(
            2,
            f"{UNKNOWN.strip()}: answers from a file or an endpoint. The gold is public, and whether it was seen in "
            "making them cannot be checked here.",
        )
    return lines


def _reported(score: SubmissionScore) -> str:
    others = score.conditional["holder"]["other"]
    return f"{others.right}/{others.required}" if score.layers["holder"] else "–"


def _rank(interval: tuple[int, int]) -> str:
    low, high = interval
    return str(low) if low == high else f"{low}–{high}"


def _tests(board: Board) -> str:
    found = board.comparison
    if len(found.ranks) < 2:
        return "Tests: none, as fewer than two systems are ranked."
    told = f"Smallest p that can be reached: {found.smallest_p:.2g}."
    if found.detectable is not None:
        told += f" A true difference of about {found.detectable:.3f} would be found in 80 % of cases."
    if not found.family:
        return f"Tests against a reference: none, as {board.reference or 'it'} is not ranked here. {told}"
    shown = "; ".join(
        f"{d.system} {d.difference:+.3f} [{d.interval.low:+.3f}, {d.interval.high:+.3f}], {d.adjusted:.2g}"
        for d in sorted(found.family, key=lambda d: -d.difference)
    )
    if board.granularity:
        told += f" Claims and families disagree on {', '.join(board.granularity)}: that depends on granularity."
    return (
        f"Against {board.reference} (F1, 95 % of this pair alone, p of the exchange test after Holm): {shown}. {told}"
    )


def _ruler(board: Board) -> str:
    ruler = board.ruler
    if ruler is None:
        return "its error against readers is not measured."
    return (
        f"against readers, on {ruler.predictions} predictions of extractions that nothing was tuned on: precision "
        f"{number(ruler.precision)}, recall {number(ruler.recall)}; it decides as they do on {ruler.agreed:.0%}, two "
        f"readers as each other on {ruler.readers:.0%} (claimbench matcher check)."
    )


def number(value: float | None) -> str:
    """A ratio with three decimals, a dash where it is undefined or not entered."""
    return "–" if value is None else f"{value:.3f}"


def _cells(board: Board, score: SubmissionScore) -> tuple[str, ...]:
    layer = score.layers
    claims = layer["claims"]
    rank = board.ranks[score.name]
    low_high = claims.intervals.f1 if claims else None
    band = board.bands[score.name]
    predicted = score.diagnostics["predicted"]
    low_high_rank = board.comparison.ranks.get(score.name)
    return (
        _rank(low_high_rank)
        if rank and low_high_rank
        else "*"
        if score.gold_seen
        else "LM"
        if score.annotator
        else "–",
        board.comparison.groups.get(score.name, ""),
        score.name,
        score.state + (UNKNOWN if score.kind in ("predictions", "llm") and not score.annotator else ""),
        number(claims.precision if claims else None),
        number(claims.recall if claims else None),
        _f1(claims),
        f"{low_high.low:.3f}–{low_high.high:.3f}" if low_high else "–",
        f"{band.f1.low:.2f}–{band.f1.high:.2f}" if band else "not measured" if claims and score.scored else "–",
        _f1(score.views["families"]),
        number(score.coverage.f1),
        _f1(layer["joint"]),
        number(score.stance_f_avg["stance.document"]),
        str(predicted),
        str(score.diagnostics["duplicate"]),
        _f1(layer["holder"]),
        _reported(score),
        *(_f1(layer[name]) for name in ("commitment", "spans")),
        f"{score.diagnostics['grounded'] / predicted:.0%}" if predicted else "–",
        str(score.tries or "–"),
    )


def _group(score: SubmissionScore) -> str:
    if not score.scored:
        return "not scored"
    if score.gold_seen:
        return "has seen gold"
    if score.annotator:
        return "LM annotator"
    return "reference" if score.reference else "submission"


def _f1(ratio: Ratio | None) -> str:
    return number(ratio.f1 if ratio else None)


def _article(name: str, facts: dict[str, str | int]) -> str:
    return f"{name} (gold {facts['gold']}, {facts['required claims']} required claims)"
