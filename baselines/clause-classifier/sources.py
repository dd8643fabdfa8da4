"""Whoever says something, as a range of tokens: what stands after "by" or "says", without what leads up to it."""

from __future__ import annotations

from parsing import Sentence
from tagging import NOUNS


def may_speak(sentence: Sentence, index: int) -> bool:
    """Whether whoever speaks may stand here: a name, or "the minister"."""
    return sentence.tags[index] in {"NNP", "NNPS"} or sentence.lowers[index] in {"the", "one", "a", "his", "her", "its"}


def agent(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Return the noun phrase after "by"."""
    for at in range(start, end):
        if sentence.lowers[at] == "by":
            return noun_phrase_after(sentence, at + 1, end)
    return (0, 0)


def noun_phrase_after(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Return the noun phrase that begins at a token, an empty range if none does."""
    last = start
    for at in range(start, end):
        if sentence.tags[at] in NOUNS | {"PRP", "CD"}:
            last = at + 1
        elif sentence.tags[at] not in {"DT", "JJ", "PRP$", "POS", "IN", "VBG", "VBN"} or (
            sentence.tags[at] == "IN" and sentence.lowers[at] != "of"
        ):
            break
    return (start, last) if last > start else (0, 0)


def trimmed(sentence: Sentence, source: tuple[int, int]) -> tuple[int, int]:
    """Leave out what stands before the noun phrase: adverbs, and "in Dovar" with its preposition."""
    start, end = source
    while start < end and sentence.tags[start] in {"RB", "IN", "CC", "UH"} and sentence.lowers[start] != "of":
        start += 1
    while end > start and sentence.tags[end - 1] in {"RB", "IN", "CC", "TO"}:
        end -= 1
    for at in range(end - 1, start, -1):
        if not sentence.tokens[at].is_word and sentence.lowers[at] == ",":
            start = at + 1  # "By noon, the usual people"
            break
    return (start, end)
