"""Putting scores in order."""

from collections.abc import Sequence

from claimbench.corpus.audit import audited
from claimbench.leaderboard.record import ArticleShown, Board, GoldShown, SubmissionScore
from claimbench.leaderboard.score import Scorer
from claimbench.model.faults import fault
from claimbench.model.gold import Gold
from claimbench.statistics.paired import ALPHA, Comparison, compare_all

REFERENCE = "cue-rules"
"""The best baseline that needs no training: named beforehand, not picked by its score."""


def make_board(scorer: Scorer, scores: Sequence[SubmissionScore], reference: str = REFERENCE) -> Board:
    """Rank scores by F1 of claims.

    Apart and without a rank: what has seen gold of these articles, annotation passes, and what was not scored. Equal F1
    is one rank. A pass is scored against the gold adjudicated without it and so has a signature of its own.

    Args:
        scorer: that made the scores.
        scores: one a submission.
        reference: name of the system that the others are tested against.

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
    against = reference if reference in [s.name for s in ranked] else None
    claims, families = (
        compare_all({s.name: [b[view] for b in s.blocks.values()] for s in ranked}, against, scorer.seed)
        for view in ("claims", "families")
    )
    golds = scorer.corpus.golds
    return Board(
        schema=1,
        signature=scorer.signature,
        resampling=scorer.resampling,
        articles={
            g.article.id: {"gold": g.info.version, "required claims": sum(c.required for c in g.claims)} for g in golds
        },
        claims={g.article.id: {c.id: c.text for c in g.claims} for g in golds},
        shown={g.article.id: _shown(g) for g in golds},
        audited="; ".join(sorted({audited(scorer.corpus.root, g) for g in golds})),
        rows=(*ranked, *seen, *annotators, *unscored),
        ranks=ranks,
        comparison=claims,
        granularity=disagreeing(claims, families),
        reference=against,
        bands=scorer.bands(scores),
        ruler=scorer.ruler,
    )


def disagreeing(claims: Comparison, families: Comparison) -> tuple[str, ...]:
    """Systems whose difference from the reference has another sign, or is told by a test in one view only."""
    return tuple(
        one.system
        for one, other in zip(claims.family, families.family, strict=True)
        if one.difference * other.difference < 0 or (one.adjusted <= ALPHA) != (other.adjusted <= ALPHA)
    )


def _shown(gold: Gold) -> ArticleShown:
    holders = {entity.id: entity.name for entity in gold.entities}
    targets = {target.id: target.name for target in gold.targets}
    return ArticleShown(
        title=gold.article.info.title,
        text=gold.article.text,
        paragraphs=tuple((p.start, p.end) for p in gold.article.paragraphs),
        gold=tuple(
            GoldShown(
                id=claim.id,
                text=claim.text,
                status=claim.status,
                holder=holders.get(claim.holder, claim.holder),
                commitment=claim.commitment,
                modality=claim.modality,
                kind=claim.kind,
                paragraph=gold.block_of(claim) + 1,
                mentions=tuple(tuple((f.start, f.end) for f in mention.fragments) for mention in claim.mentions),
                stances=tuple(
                    (holders.get(s.holder, s.holder), targets.get(s.target, s.target), s.polarity)
                    for s in claim.stances
                ),
            )
            for claim in gold.claims
        ),
    )


def headline(score: SubmissionScore) -> float:
    """F1 of the claims layer, 0 where it is undefined."""
    layer = score.layers["claims"]
    return layer.f1 or 0.0 if layer else 0.0


def _order(score: SubmissionScore) -> tuple[float, str]:
    return (-headline(score), score.name)
