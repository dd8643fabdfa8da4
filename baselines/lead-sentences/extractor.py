"""The first sentence of every paragraph is one claim."""

import re
from typing import Any

import sentencex

# A parenthesis that closes the sentence and holds a digit or a semicolon is taken for its source.
SOURCE = re.compile(r"\s?\([^()]{0,200}[\d;][^()]{0,200}\)(?=\s*[.!?…]?[\"”’»]?\s*$)")


class LeadSentences:
    """Returns the first sentence of each paragraph, without its trailing source."""

    def extract(self, article: dict[str, Any]) -> list[dict[str, Any]]:
        """Return one claim per paragraph that has a sentence."""
        claims: list[dict[str, Any]] = []
        for paragraph in article.get("paragraphs", []):
            body: str = article["text"][paragraph["start"] : paragraph["end"]]
            start = paragraph["start"]
            for piece in sentencex.segment("en", body):
                sentence = piece.strip()
                first = start + len(piece) - len(piece.lstrip())
                text = SOURCE.sub("", sentence).strip()
                if any(char.isalnum() for char in text):
                    source = SOURCE.search(sentence)
                    length = source.start() if source else len(sentence)
                    claims.append({"text": text, "spans": [{"start": first, "end": first + length}]})
                    break
                start += len(piece)
        return claims
