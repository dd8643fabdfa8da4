"""Counts by block."""

from claimbench.alignment.align import Alignment
from claimbench.model.counts import Counts

Blocks = tuple[Counts, ...]
"""One entry a paragraph of the article."""


class Tally:
    """Collects counts by block."""

    def __init__(self, alignment: Alignment) -> None:
        self._counts = [[0, 0, 0] for _ in alignment.gold.article.paragraphs]

    def add(self, block: int, *, tp: int = 0, fp: int = 0, fn: int = 0) -> None:
        """Add to the counts of one block."""
        cell = self._counts[block]
        cell[0] += tp
        cell[1] += fp
        cell[2] += fn

    def blocks(self) -> Blocks:
        """The counts so far."""
        return tuple(Counts(*cell) for cell in self._counts)
