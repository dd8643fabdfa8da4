"""The trained weights: logistic regressions over binary features, and how to keep them in JSON."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WEIGHTS = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Linear:
    """A logistic regression.

    Attributes:
        classes: what it chooses from.
        bias: one number a class.
        weights: of each feature, one number a class; features that are not in it weigh nothing.
    """

    classes: tuple[Any, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def probabilities(self, features: Iterable[str]) -> list[float]:
        """Return the probability of each class."""
        scores = list(self.bias)
        weights = self.weights
        for name in features:
            row = weights.get(name)
            if row:
                for index, weight in enumerate(row):
                    scores[index] += weight
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        total = sum(powers)
        return [power / total for power in powers]

    def chance(self, value: Any, features: Iterable[str]) -> float:
        """Return the probability of one class, 0 if it was never seen."""
        return self.probabilities(features)[self.classes.index(value)] if value in self.classes else 0.0

    def choose(self, features: Iterable[str]) -> Any:
        """Return the likeliest class, the first one of equals."""
        chances = self.probabilities(features)
        return self.classes[chances.index(max(chances))]


@dataclass(frozen=True, slots=True)
class Weights:
    """All models by name, and the numbers that were chosen with them."""

    models: dict[str, Linear]
    settings: dict[str, float]


def from_record(record: dict[str, Any]) -> Weights:
    """Return the weights that a JSON object holds."""
    names: list[str] = record["features"]
    return Weights({name: _linear(model, names) for name, model in record["models"].items()}, record["settings"])


def to_record(weights: Weights) -> dict[str, Any]:
    """Return weights as a JSON object; the names of features are kept once."""
    names = sorted({name for model in weights.models.values() for name in model.weights})
    place = {name: index for index, name in enumerate(names)}
    models = {}
    for name, model in sorted(weights.models.items()):
        skip = int(len(model.classes) == 2)  # of two classes the first weighs nothing
        rows = sorted([place[feature], *row[skip:]] for feature, row in model.weights.items())
        models[name] = {"classes": model.classes, "bias": model.bias[skip:], "weights": rows}
    return {"features": names, "models": models, "settings": weights.settings}


def load(path: Path = WEIGHTS) -> Weights:
    """Read weights."""
    return from_record(json.loads(path.read_text("utf-8")))


def save(weights: Weights, path: Path = WEIGHTS) -> None:
    """Write weights; whole numbers are written without ".0"."""
    text = json.dumps(to_record(weights), ensure_ascii=False, separators=(",", ":"))
    path.write_text(text.replace(".0,", ",").replace(".0]", "]") + "\n", "utf-8")


def _linear(record: dict[str, Any], names: list[str]) -> Linear:
    pad = (0.0,) * (len(record["classes"]) - len(record["bias"]))
    weights = {names[index]: (*pad, *row) for index, *row in record["weights"]}
    return Linear(tuple(record["classes"]), (*pad, *record["bias"]), weights)
