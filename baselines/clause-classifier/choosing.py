"""A choice of candidates that do not overlap: the one with the greatest expected gain."""

from __future__ import annotations

from collections.abc import Sequence

from candidates import Candidate


def choose(candidates: Sequence[Candidate], gains: Sequence[float]) -> list[int]:
    """Return the indexes of the chosen candidates of one sentence, in reading order.

    The exact optimum over sets in which no atom is used twice; what an insertion leaves out may be used again.

    Args:
        candidates: all of the same sentence.
        gains: what choosing each is worth.
    """
    if not candidates:
        return []
    size = len(candidates[0].atoms)
    starting: list[list[int]] = [[] for _ in range(size)]
    for index, candidate in enumerate(candidates):
        if gains[index] > 0 and candidate.form != "nominal":
            starting[candidate.first].append(index)
    chosen = _best(candidates, gains, starting, 0, size)[1]
    chosen += [i for i, c in enumerate(candidates) if c.form == "nominal" and gains[i] > 0]
    return sorted(chosen, key=lambda index: (candidates[index].core, index))


def _best(
    candidates: Sequence[Candidate], gains: Sequence[float], starting: list[list[int]], first: int, end: int
) -> tuple[float, list[int]]:
    """Return the greatest gain within atoms ``first..end`` (half open), and how to get it."""
    values = [0.0] * (end - first + 1)
    picks: list[tuple[int, tuple[int, ...]] | None] = [None] * (end - first + 1)
    for at in range(end - 1, first - 1, -1):
        values[at - first] = values[at + 1 - first]
        for index in starting[at]:
            candidate = candidates[index]
            if candidate.last >= end:
                continue
            value = gains[index] + values[candidate.last + 1 - first]
            inner: list[int] = []
            if candidate.hole:
                more, inner = _best(candidates, gains, starting, candidate.hole[0], candidate.hole[1] + 1)
                value += more
            if value > values[at - first] + 1e-9:
                values[at - first] = value
                picks[at - first] = (index, tuple(inner))
    found: list[int] = []
    at = first
    while at < end:
        pick = picks[at - first]
        if pick is None:
            at += 1
            continue
        found += [pick[0], *pick[1]]
        at = candidates[pick[0]].last + 1
    return values[0], found
