"""Every sentence of the body, with the most frequent value of every attribute."""

import re
from typing import Any

import sentencex

# A parenthesis that closes the sentence and holds a digit or a semicolon is taken for its source.
SOURCE = re.compile(r"\s?\([^()]{0,200}[\d;][^()]{0,200}\)(?=\s*[.!?…]?[\"”’»]?\s*$)")
ALWAYS = {"holder": "author", "commitment": "endorses", "modality": "certain", "kind": "fact", "checkable": False}


class Majority:
    """Returns each sentence without its trailing source; says of each what is most often right."""

    def extract(self, article: dict[str, Any]) -> list[dict[str, Any]]:
        """Return one claim per sentence."""
        claims: list[dict[str, Any]] = []
        for paragraph in article.get("paragraphs", []):
            body: str = article["text"][paragraph["start"] : paragraph["end"]]
            at = paragraph["start"]
            for piece in sentencex.segment("en", body):
                text = SOURCE.sub("", piece.strip()).strip()
                if any(char.isalnum() for char in text):
                    start = at + len(piece) - len(piece.lstrip())
                    span = {"start": start, "end": start + len(text.rstrip("."))}
                    claims.append({"text": text, "spans": [span], **ALWAYS})
                at += len(piece)
        return claims
