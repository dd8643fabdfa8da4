"""Every sentence of the body, as a Python class."""

import re

SENTENCE = re.compile(r"\S.*?(?:[.!?][”\"]?(?=\s|$)|$)")


class Sentences:
    """Splits at stops; an example, not a baseline."""

    def extract(self, article: dict) -> list[dict]:
        """Return a claim for each sentence."""
        claims = []
        for paragraph in article["paragraphs"]:
            passage = article["text"][paragraph["start"] : paragraph["end"]]
            for found in SENTENCE.finditer(passage):
                start = paragraph["start"] + found.start()
                claims.append({"text": found[0], "spans": [{"start": start, "end": start + len(found[0])}]})
        return claims
