"""The name of a holder who is not the author: the last name before the claim in its sentence."""

from __future__ import annotations

from candidates import Candidate

UNNAMED = "unnamed"
REACH = 60  # words before the claim that are searched
# Sentence openers that are capitalised without being names.
NO_NAME = frozenset(
    "the a an this that these those it he she they we i some many most as in on at if when while but and or for to "
    "there what who how why his her its their our my such since with of by not no only so then first second third "
    "according however although though because after before".split()
)


def holder_of(candidate: Candidate) -> str:
    """Return the last run of capitalised words before the candidate, or else "unnamed"."""
    words = candidate.sentence.words[: candidate.first]
    last = len(words)
    least = max(0, last - REACH)
    while last > least and not _is_name(candidate, last - 1):
        last -= 1
    first = last
    while first > least and _is_name(candidate, first - 1):
        if first < last and candidate.sentence.gaps[first].strip():
            break  # a comma between two names
        first -= 1
    name = " ".join(word.text for word in words[first:last])
    return name.removesuffix("’s").removesuffix("'s") or UNNAMED


def _is_name(candidate: Candidate, index: int) -> bool:
    word = candidate.sentence.words[index]
    if index == 0 and word.lower.endswith("ly"):
        return False  # "Recently, ..."
    return word.text[0].isupper() and word.lower not in NO_NAME
