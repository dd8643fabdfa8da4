"""A choice of candidates that do not overlap: the likeliest first."""

from __future__ import annotations

from collections.abc import Sequence

from candidates import Candidate


def choose(candidates: Sequence[Candidate], chances: Sequence[float], threshold: float) -> list[int]:
    """Return the indexes of the chosen candidates of one sentence, in reading order.

    Args:
        candidates: all of the same sentence.
        chances: the probability that each is a claim.
        threshold: the least one that is enough.
    """
    likely = [index for index, chance in enumerate(chances) if chance >= threshold]
    likely.sort(key=lambda index: (-chances[index], candidates[index].first, candidates[index].last))
    taken: set[int] = set()
    chosen: list[int] = []
    for index in likely:
        words = range(candidates[index].first, candidates[index].last)
        if taken.isdisjoint(words):
            taken.update(words)
            chosen.append(index)
    return sorted(chosen, key=lambda index: candidates[index].first)
