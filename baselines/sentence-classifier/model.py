"""The trained weights and what they say of a candidate."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WEIGHTS = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Linear:
    """A logistic regression over binary features.

    Attributes:
        classes: what it chooses from.
        bias: one number a class.
        weights: of each feature, one number a class; features that are not in it weigh nothing.
    """

    classes: tuple[Any, ...]
    bias: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]

    def probabilities(self, features: Iterable[str]) -> list[float]:
        """Return the probability of each class."""
        scores = list(self.bias)
        for name in features:
            for index, weight in enumerate(self.weights.get(name, ())):
                scores[index] += weight
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        return [power / sum(powers) for power in powers]

    def choose(self, features: Iterable[str]) -> Any:
        """Return the likeliest class, the first one of equals."""
        chances = self.probabilities(features)
        return self.classes[chances.index(max(chances))]


@dataclass(frozen=True, slots=True)
class Fold:
    """Everything that was trained on the same paragraphs.

    Attributes:
        threshold: least probability of a claim.
        claim: whether a candidate is a claim.
        attributes: one model an attribute.
    """

    threshold: float
    claim: Linear
    attributes: dict[str, Linear]


class Weights:
    """The folds, found by the paragraph that each of them has not seen."""

    def __init__(self, path: Path = WEIGHTS) -> None:
        """Read the weights."""
        record = json.loads(path.read_text("utf-8"))
        names: list[str] = record["features"]
        self._whole = _fold(record["whole"], names)
        self._folds = {fold["without"]: _fold(fold, names) for fold in record["folds"]}

    def of(self, paragraph: str) -> Fold:
        """Return the weights that have not seen a paragraph; those of all paragraphs if none has."""
        return self._folds.get(fingerprint(paragraph), self._whole)


def fingerprint(paragraph: str) -> str:
    """Return what a paragraph is known by, whatever its spacing."""
    return hashlib.sha256(" ".join(paragraph.split()).encode("utf-8", "replace")).hexdigest()[:16]


def _fold(record: dict[str, Any], names: list[str]) -> Fold:
    models = {name: _linear(model, names) for name, model in record["models"].items()}
    return Fold(record["threshold"], models.pop("claim"), models)


def _linear(record: dict[str, Any], names: list[str]) -> Linear:
    # Of two classes only the second one's weights are stored.
    pad = (0.0,) * (len(record["classes"]) - len(record["bias"]))
    weights = {names[index]: (*pad, *row) for index, *row in record["weights"]}
    return Linear(tuple(record["classes"]), (*pad, *record["bias"]), weights)
