"""Noun phrases of a sentence: what a pronoun may stand for and what a stance may be about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from atoms import Atom
from parsing import DATES, Sentence
from tagging import NOUNS

BEFORE_NOUN = NOUNS | frozenset("DT PRP$ CD JJ JJR JJS POS VBN VBG".split())
SMALL_JOINTS = frozenset("of for".split())
DROPPED = frozenset("such both all only even just same other each".split())
LONGEST = 9


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``start..end``, the index of the head noun, and its role in its clause."""

    start: int
    end: int
    head: int
    role: str  # subject, object, oblique, verbless


def phrases_of(sentence: Sentence, atoms: Sequence[Atom]) -> list[Phrase]:
    """Return the noun phrases of a sentence in reading order; one with "of" stands beside the one in it."""
    found = []
    for atom in atoms:
        index = atom.start
        while index < atom.end:
            if sentence.tags[index] not in BEFORE_NOUN:
                index += 1
                continue
            start, end = index, index
            while end < atom.end and sentence.tags[end] in BEFORE_NOUN and (end == start or not _opens(sentence, end)):
                end += 1
            index = end
            start, end = _trimmed(sentence, start, end)
            if start < end and sentence.lowers[end - 1] not in DATES:
                role = _role(sentence, atom, start)
                longer = _with_of(sentence, end, atom.end)
                found.append(Phrase(start, longer, end - 1, role))
    return [phrase for phrase in found if phrase.end - phrase.start <= LONGEST]


def words_of(sentence: Sentence, start: int, end: int) -> str:
    """Return words with their spacing, without quotation marks; a common word that opens a sentence is lowered."""
    words = ""
    for index in range(start, end):
        token = sentence.tokens[index]
        if not token.is_word and token.text not in {",", "&", "-"}:
            continue
        glued = index > start and sentence.tokens[index - 1].end == token.start
        text = token.text
        if index <= 1 and sentence.tags[index] not in {"NNP", "NNPS"} and text[1:].islower():
            text = text.lower()
        words += text if glued or not words else " " + text
    return words


def _opens(sentence: Sentence, index: int) -> bool:
    return sentence.tags[index] in {"DT", "PRP$"}


def _trimmed(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Leave out what is no part of a phrase at either end, and phrases without a noun."""
    while end > start and sentence.tags[end - 1] not in NOUNS:
        end -= 1
    while start < end and (sentence.tags[start] in {"POS", "VBG"} or sentence.lowers[start] in DROPPED):
        start += 1
    return start, end


def _with_of(sentence: Sentence, end: int, limit: int) -> int:
    if end >= limit or sentence.lowers[end] not in SMALL_JOINTS:
        return end
    last = end + 1
    while last < limit and sentence.tags[last] in BEFORE_NOUN and (last == end + 1 or not _opens(sentence, last)):
        last += 1
    while last > end + 1 and sentence.tags[last - 1] not in NOUNS:
        last -= 1
    return last if last > end + 1 else end


def _role(sentence: Sentence, atom: Atom, start: int) -> str:
    if atom.any_group is None:
        return "verbless"
    before = sentence.tags[start - 1] if start > atom.start else ""
    if before in {"IN", "TO"}:
        return "oblique"
    return "subject" if start < atom.any_group.start else "object"
