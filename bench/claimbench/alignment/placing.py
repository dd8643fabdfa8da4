"""Where in the article a sentence belongs: its most similar sentence, whatever spans it declares."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from claimbench.matching.reading import Reader
from claimbench.matching.similarity import References
from claimbench.model.article import Article

GROUNDED = 0.5
"""Share of a prediction's content words that must stand in its paragraph (with the sentences around) to be grounded."""


class Place(NamedTuple):
    """Index of the paragraph, and whether the article has the prediction's words there."""

    block: int
    grounded: bool


class Placer:
    """Finds the place of sentences in one article."""

    def __init__(self, article: Article, reader: Reader) -> None:
        self._reader = reader
        self._sentences = [reader.read(span.cut(article.text)) for span in article.sentences]
        self._blocks = [article.block_at(span.start) for span in article.sentences]
        self._references = References(self._sentences, range(len(self._sentences)))

    def place(self, texts: Sequence[str]) -> list[Place]:
        """Place each text at its most similar sentence of the body, ties to the earliest."""
        queries = [self._reader.read(text) for text in texts]
        likeness = np.round(self._references.pairwise(queries).astype(np.float64), 6)
        places = []
        for query, row in zip(queries, likeness, strict=True):
            at = int(row.argmax())
            block = self._blocks[at]
            near = [s for i, s in enumerate(self._sentences) if self._blocks[i] == block or abs(i - at) == 1]
            around = frozenset().union(*(s.content for s in near))
            share = len(query.content & around) / len(query.content) if query.content else 0.0
            places.append(Place(block, share >= GROUNDED))
        return places
