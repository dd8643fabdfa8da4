"""Training only: one fold's models, with the strength of the penalty and the threshold chosen inside the fold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from choosing import choose
from labels import ATTRIBUTES, Example, Paragraph
from model import Linear
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

STRENGTHS = (0.03, 0.1, 0.3, 1.0, 3.0)
THRESHOLDS = tuple(step / 50 for step in range(2, 46))
MIN_PARAGRAPHS = 2  # a feature that one paragraph alone has says nothing of another
DIGITS = 4


def fit_fold(paragraphs: Sequence[Paragraph]) -> tuple[dict[str, Linear], float]:
    """Return the models trained on some paragraphs, and the threshold of the claim model."""
    models: dict[str, Linear] = {}
    best = (-1.0, 0.0, STRENGTHS[0])
    for strength in STRENGTHS:
        held_out = [
            (left, _fit(_claimhood([p for p in paragraphs if p.key != left.key]), strength)) for left in paragraphs
        ]
        chances = [chances_of(left, model) for left, model in held_out]
        for threshold in THRESHOLDS:
            counts = [found(left, of, threshold) for left, of in zip(paragraphs, chances, strict=True)]
            score = f1(*(sum(column) for column in zip(*counts, strict=True)))
            best = max(best, (score, -threshold, strength))
    models["claim"] = _fit(_claimhood(paragraphs), best[2])
    for name in ATTRIBUTES:
        models[name] = _fit_attribute(paragraphs, name)
    return models, -best[1]


def found(paragraph: Paragraph, chances: list[list[float]], threshold: float) -> tuple[int, int, int]:
    """Count required claims found, wrong choices and required claims missed.

    A claim is found once, finding it again is wrong, and optional claims are set aside.
    """
    claims = []
    for examples, of_sentence in zip(paragraph.sentences, chances, strict=True):
        chosen = choose([example.candidate for example in examples], of_sentence, threshold)
        claims += [examples[index].claim for index in chosen]
    ids = {claim.id for claim in claims if claim}
    right = len(ids & paragraph.wanted)
    return right, len(claims) - len(ids), len(paragraph.wanted) - right


def f1(right: int, wrong: int, missed: int) -> float:
    """Return the harmonic mean of precision and recall."""
    return 2 * right / (2 * right + wrong + missed) if right else 0.0


def chances_of(paragraph: Paragraph, model: Linear) -> list[list[float]]:
    """Return the probability of a claim for each candidate of each sentence."""
    return [[model.probabilities(e.features)[1] for e in sentence] for sentence in paragraph.sentences]


Labelled = list[tuple[str, Example, Any]]


def _claimhood(paragraphs: Sequence[Paragraph]) -> Labelled:
    return [(p.key, example, example.label("claim")) for p in paragraphs for example in p.examples]


def _fit_attribute(paragraphs: Sequence[Paragraph], name: str) -> Linear:
    """Choose strength and balance by the macro F1 on the paragraphs that are left out in turn."""
    rows: Labelled = [(p.key, e, e.label(name)) for p in paragraphs for e in p.examples if e.claim]
    best = (-1.0, STRENGTHS[0], False)
    for strength in STRENGTHS:
        for balanced in (False, True):
            right: list[str] = []
            said: list[str] = []
            for left in paragraphs:
                model = _fit([row for row in rows if row[0] != left.key], strength, balanced)
                for _, example, value in (row for row in rows if row[0] == left.key):
                    right.append(str(value))
                    said.append(str(model.choose(example.features)))
            best = max(best, (float(f1_score(right, said, average="macro", zero_division=0)), strength, balanced))
    return _fit(rows, best[1], best[2])


def _fit(rows: Labelled, strength: float, balanced: bool = False) -> Linear:
    """Fit one regression; its weights are rounded here, so that what is chosen with them holds for what is shipped."""
    spread = Counter(name for _, name in {(key, name) for key, example, _ in rows for name in example.features})
    names = sorted(name for name, count in spread.items() if count >= MIN_PARAGRAPHS)
    values = [value for _, _, value in rows]
    if len(set(values)) == 1:
        return Linear((values[0],), (0.0,), {})
    place = {name: index for index, name in enumerate(names)}
    cells = np.array([(row, place[n]) for row, (_, e, _) in enumerate(rows) for n in e.features if n in place])
    matrix: Any = csr_matrix((np.ones(len(cells)), (cells[:, 0], cells[:, 1])), shape=(len(rows), len(names)))
    weight = "balanced" if balanced else None
    fitted = LogisticRegression(C=strength, class_weight=weight, max_iter=2000).fit(matrix, values)
    bias, table = np.round(fitted.intercept_, DIGITS), np.round(fitted.coef_, DIGITS)
    pad = (0.0,) * (len(fitted.classes_) - len(bias))
    weights = {
        name: (*pad, *(float(w) for w in table[:, index])) for index, name in enumerate(names) if table[:, index].any()
    }
    return Linear(tuple(fitted.classes_.tolist()), (*pad, *(float(b) for b in bias)), weights)
