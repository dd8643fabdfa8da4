"""Putting scores in order."""

from collections.abc import Sequence

from claimbench.corpus.audit import audited
from claimbench.leaderboard.record import Board, SubmissionScore
from claimbench.leaderboard.score import Scorer
from claimbench.model.faults import fault


def make_board(scorer: Scorer, scores: Sequence[SubmissionScore]) -> Board:
    """Rank scores by F1 of claims.

    Apart and without a rank: what has seen gold of these articles, annotation passes, and what was not scored. Equal F1
    is one rank. A pass is scored against the gold adjudicated without it and so has a signature of its own.

    Args:
        scorer: that made the scores.
        scores: one a submission.

    Raises:
        InputError: when two have one name, or one has another signature.
    """
    names = [score.name for score in scores]
    for name in sorted(set(names)):
        if names.count(name) > 1:
            raise fault(name, "two submissions of one name", wanted="a name of its own for each")
    for score in scores:
        if score.signature != scorer.signature and not score.annotator:
            raise fault(score.name, "score of another signature", score.signature, scorer.signature)
    ranked = sorted((s for s in scores if s.scored and not s.gold_seen and not s.annotator), key=_order)
    seen = sorted((s for s in scores if s.scored and s.gold_seen), key=_order)
    annotators = sorted((s for s in scores if s.scored and s.annotator), key=_order)
    unscored = sorted((s for s in scores if not s.scored), key=_order)
    ranks: dict[str, int | None] = dict.fromkeys(names)
    for position, score in enumerate(ranked):
        before = ranked[position - 1] if position else None
        same = before is not None and headline(before) == headline(score)
        ranks[score.name] = ranks[before.name] if before is not None and same else position + 1
    golds = scorer.corpus.golds
    return Board(
        schema=1,
        signature=scorer.signature,
        resampling=scorer.resampling,
        articles={
            g.article.id: {"gold": g.info.version, "required claims": sum(c.required for c in g.claims)} for g in golds
        },
        claims={g.article.id: {c.id: c.text for c in g.claims} for g in golds},
        audited="; ".join(sorted({audited(scorer.corpus.root, g) for g in golds})),
        rows=(*ranked, *seen, *annotators, *unscored),
        ranks=ranks,
        bands=scorer.bands(scores),
        ruler=scorer.ruler,
    )


def headline(score: SubmissionScore) -> float:
    """F1 of the claims layer, 0 where it is undefined."""
    layer = score.layers["claims"]
    return layer.f1 or 0.0 if layer else 0.0


def _order(score: SubmissionScore) -> tuple[float, str]:
    return (-headline(score), score.name)
