"""Training only: how many claims a choice of candidates finds, counted as the benchmark would, with words alone."""

from __future__ import annotations

from collections.abc import Iterable

from labels import Example, Labelled

LEAST_RECALL = 0.4  # of a claim's content words; below it a text is a fragment of the claim
LEAST_F1 = 0.4


def count(labelled: Labelled, chosen: Iterable[Example]) -> tuple[int, int, int]:
    """Return how many required claims are found, how many choices are wrong, and how many claims are missed.

    Claims and choices are paired one to one, the most alike first; choices paired with optional claims are set aside.
    """
    chosen = list(chosen)
    pairs = []
    for index, example in enumerate(chosen):
        for number, claim in enumerate(labelled.known):
            common = len(example.words & claim.words)
            if not common or not claim.places[0] & example.extent:
                continue
            alike = 2 * common / (len(example.words) + len(claim.words))
            if common / len(claim.words) >= LEAST_RECALL and alike >= LEAST_F1:
                pairs.append((-alike, index, number))
    taken: set[int] = set()
    used: set[int] = set()
    right = aside = 0
    for _, index, number in sorted(pairs):
        if index in used or number in taken:
            continue
        used.add(index)
        taken.add(number)
        right += labelled.known[number].required
        aside += not labelled.known[number].required
    wanted = sum(claim.required for claim in labelled.known)
    return right, len(chosen) - right - aside, wanted - right


def f1(right: int, wrong: int, missed: int) -> float:
    """Return the harmonic mean of precision and recall."""
    return 2 * right / (2 * right + wrong + missed) if right else 0.0
