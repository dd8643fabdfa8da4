"""Predictions for tests: made from gold, from near misses, from nothing."""

import random
from collections.abc import Sequence

import msgspec

from claimbench.alignment.align import Ruler
from claimbench.model.gold import Gold, GoldClaim
from claimbench.model.prediction import PredictedClaim, PredictedSpan, Prediction
from claimbench.scoring.article import ArticleScore, score_article

_rulers: dict[int, Ruler] = {}


def ruler(gold: Gold) -> Ruler:
    """One ruler a gold layer, as in a real run."""
    if id(gold) not in _rulers:
        _rulers[id(gold)] = Ruler(gold)
    return _rulers[id(gold)]


def score(gold: Gold, claims: Sequence[PredictedClaim], **more: object) -> ArticleScore:
    return score_article(ruler(gold), answer(gold, claims, **more))


def answer(gold: Gold, claims: Sequence[PredictedClaim], **more: object) -> Prediction:
    return msgspec.structs.replace(Prediction(schema=1, article=gold.article.id, claims=tuple(claims)), **more)


def as_prediction(claim: GoldClaim, text: str | None = None) -> PredictedClaim:
    """Everything that the gold says of a claim, in the form of a prediction."""
    return PredictedClaim(
        text=text or claim.text,
        spans=tuple(PredictedSpan(f.start, f.end) for f in claim.mentions[0].fragments),
        holder=claim.holder,
        commitment=claim.commitment,
        modality=claim.modality,
        kind=claim.kind,
        checkable=claim.checkable,
        citations=tuple(c.text for c in claim.citations),
        stances=claim.stances,
    )


def required(gold: Gold) -> list[PredictedClaim]:
    return [as_prediction(claim) for claim in gold.claims if claim.required]


def mixture(gold: Gold, seed: int, size: int) -> list[PredictedClaim]:
    """Right, nearly right, wrong and senseless claims, with attributes that may be right, wrong or absent."""
    draw = random.Random(seed)
    pool: list[PredictedClaim] = []
    for _ in range(size):
        claim = draw.choice(gold.claims)
        text = draw.choice(
            [claim.text, draw.choice(claim.wordings).text, draw.choice(claim.near_misses).text, "Zebras hum."]
        )
        made = as_prediction(claim, text)
        for field in ("spans", "holder", "commitment", "modality", "kind", "checkable", "citations", "stances"):
            if draw.random() < 0.3:
                other = as_prediction(draw.choice(gold.claims))
                made = msgspec.structs.replace(made, **{field: draw.choice([None, getattr(other, field)])})
        pool.append(made)
    return pool
