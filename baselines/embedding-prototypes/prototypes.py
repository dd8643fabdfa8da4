"""Prototype vectors: a claim is near one of some clusters, and a value near the middle of the claims that have it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float64]
FILE = Path(__file__).with_name("prototypes.json")
DIGITS = 4


class Prototypes:
    """The prototypes that ``train.py`` wrote."""

    def __init__(self, record: dict[str, Any]) -> None:
        """Take them from their record."""
        self.threshold = float(record["threshold"])
        self._middle = np.array(record["middle"])
        self._claims, self._others = np.array(record["claims"]), np.array(record["others"])
        self._values = {
            name: (list(values), np.array(list(values.values()))) for name, values in record["values"].items()
        }
        self._truth = {name: {str(v): v for v in (True, False)} for name in record["values"]}

    @classmethod
    def read(cls) -> Prototypes:
        """Read the file beside this one."""
        return cls(json.loads(FILE.read_text("utf-8")))

    def claimhood(self, vectors: Vectors) -> list[float]:
        """How much nearer each vector is to a cluster of claims than to one of others, rounded."""
        centred = unit(vectors - self._middle)
        nearer = (centred @ self._claims.T).max(axis=1) - (centred @ self._others.T).max(axis=1)
        return [round(float(value), DIGITS) for value in nearer]

    def value(self, name: str, vector: Vectors) -> Any:
        """The value of an attribute whose prototype is nearest."""
        names, rows = self._values[name]
        likeness = np.round(rows @ unit(vector[None] - self._middle)[0], DIGITS)
        said = names[int(likeness.argmax())]
        return self._truth[name].get(said, said)


def unit(vectors: Vectors) -> Vectors:
    """Vectors of length one."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
