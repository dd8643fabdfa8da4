"""The submission: reads the weights once and extracts the claims of an article."""

from __future__ import annotations

from typing import Any

from model import load
from predicting import predict


class ClauseClassifier:
    """Extracts the clauses that logistic regressions take for claims."""

    def __init__(self) -> None:
        """Read the weights."""
        self._weights = load()

    def extract(self, article: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the claims of the article's body."""
        return predict(self._weights, article)
