"""Hand-written rules over a shallow parse: from an article to its claims."""

from __future__ import annotations

from typing import Any

from parts import switched_on
from reader import Reader
from sentences import split_paragraph


class CueRules:
    """Extracts claims by hand-written rules, one sentence after the other."""

    def __init__(self, without: tuple[str, ...] = ()) -> None:
        """Set up with all parts but those named."""
        self.on = switched_on(without)

    def extract(self, article: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the claims of the article's body."""
        reader = Reader(self.on)
        for paragraph in article.get("paragraphs", []):
            for sentence in split_paragraph(article["text"], paragraph["start"], paragraph["end"], self.on):
                reader.read(sentence)
        return reader.claims()
