"""Random spans of the body: what chance gets."""

import random
import re
from typing import Any

SHORTEST, LONGEST = 5, 25  # words
WORDS_A_CLAIM = 20


class RandomSpans:
    """Returns spans of random place and length, one for every twenty words; the same article gives the same spans."""

    def extract(self, article: dict[str, Any]) -> list[dict[str, Any]]:
        """Return one claim per span, word for word."""
        text: str = article["text"]
        lot = random.Random(text)
        claims: list[dict[str, Any]] = []
        for paragraph in article.get("paragraphs", []):
            words = list(re.finditer(r"\S+", text[paragraph["start"] : paragraph["end"]]))
            for _ in range(len(words) // WORDS_A_CLAIM):
                length = lot.randint(SHORTEST, LONGEST)
                first = lot.randrange(max(1, len(words) - length + 1))
                last = words[min(first + length, len(words)) - 1]
                start, end = paragraph["start"] + words[first].start(), paragraph["start"] + last.end()
                claims.append({"text": text[start:end], "spans": [{"start": start, "end": end}]})
        return claims
