"""Training only: one regression with rounded weights, and probabilities for what it has not seen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from model import Linear
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

MIN_GROUPS = 3  # a feature that fewer documents have says nothing of another
DIGITS = 2
FOLDS = 5


@dataclass(slots=True)
class Rows:
    """Examples: their features, their classes, the documents they are from, and how much each counts."""

    features: list[Sequence[str]] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def add(self, features: Sequence[str], value: Any, group: str, weight: float = 1.0) -> None:
        """Add an example."""
        self.features.append(features)
        self.values.append(value)
        self.groups.append(group)
        self.weights.append(weight)

    def part(self, fold: int, inside: bool) -> Rows:
        """Return the examples of a fold's documents, or all others; documents are dealt out in turn."""
        order = {group: index for index, group in enumerate(dict.fromkeys(self.groups))}
        rows = Rows()
        for index, group in enumerate(self.groups):
            if (order[group] % FOLDS == fold) == inside:
                rows.add(self.features[index], self.values[index], group, self.weights[index])
        return rows


def fit_rows(rows: Rows, strength: float) -> Linear:
    """Fit one regression; what is left out or rounded off is left out here already."""
    kinds = sorted(set(rows.values))
    if len(kinds) < 2:
        return Linear((*kinds,), (0.0,) * len(kinds), {})
    spread: dict[str, set[str]] = {}
    for names, group in zip(rows.features, rows.groups, strict=True):
        for name in names:
            spread.setdefault(name, set()).add(group)
    names = sorted(name for name, of in spread.items() if len(of) >= MIN_GROUPS)
    place = {name: index for index, name in enumerate(names)}
    columns = [[place[name] for name in row if name in place] for row in rows.features]
    pointers = np.cumsum([0, *(len(column) for column in columns)])
    flat = np.array([index for column in columns for index in column], dtype=np.int64)
    matrix: Any = csr_matrix((np.ones(len(flat)), flat, pointers), shape=(len(columns), len(names)))
    fitted = LogisticRegression(C=strength, max_iter=1000, tol=1e-4)
    fitted.fit(matrix, np.array(rows.values), sample_weight=np.array(rows.weights))
    bias, table = np.round(fitted.intercept_, DIGITS), np.round(fitted.coef_, DIGITS)
    pad = (0.0,) * (len(fitted.classes_) - len(bias))
    weights = {
        name: (*pad, *(float(w) for w in table[:, index])) for index, name in enumerate(names) if table[:, index].any()
    }
    return Linear(tuple(fitted.classes_.tolist()), (*pad, *(float(b) for b in bias)), weights)


def held_out(rows: Rows, strength: float) -> list[tuple[Any, dict[Any, float], float]]:
    """Return of each example its class, the probabilities by a model without its fold, and how much it counts."""
    found = []
    for fold in range(FOLDS):
        model = fit_rows(rows.part(fold, False), strength)
        left = rows.part(fold, True)
        for names, value, weight in zip(left.features, left.values, left.weights, strict=True):
            found.append((value, dict(zip(model.classes, model.probabilities(names), strict=True)), weight))
    return found


def best_strength(rows: Rows, strengths: Sequence[float]) -> float:
    """Return the strength whose probabilities of the held-out classes are greatest, by their logarithm."""
    losses = []
    for strength in strengths:
        seen = held_out(rows, strength)
        losses.append((-sum(weight * math.log(max(p.get(value, 0.0), 1e-6)) for value, p, weight in seen), strength))
    return min(losses)[1]
