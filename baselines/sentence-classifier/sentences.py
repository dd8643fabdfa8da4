"""Paragraphs to sentences of words, with the parenthesised sources cut off."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

import sentencex

# A parenthesis with a year, a date or an address in it is taken for a source.
SOURCE = re.compile(r"\([^()]{0,300}?(?:\d|\w\.\w)[^()]{0,300}\)")
WORD = re.compile(r"[$€£]?\d+(?:[.,]\d+)*%?|\w+(?:[’'-]\w+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """One word and where it stands in the article."""

    text: str
    lower: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence and what stands between them.

    Attributes:
        words: in reading order; never empty.
        gaps: ``gaps[i]`` stands before word ``i``, and the last one after the last word.
        quoted: of each word, whether it stands in quotation marks that this sentence opens.
        first: whether it opens its paragraph.
        last: whether it closes its paragraph.
    """

    words: tuple[Word, ...]
    gaps: tuple[str, ...]
    quoted: tuple[bool, ...]
    first: bool
    last: bool


def split_paragraph(text: str, start: int, end: int) -> list[Sentence]:
    """Return the sentences of the paragraph at ``start..end`` that have words."""
    clean = SOURCE.sub(lambda match: " " * len(match[0]), text[start:end])
    found: list[tuple[tuple[Word, ...], tuple[str, ...]]] = []
    offset = 0
    for piece in sentencex.segment("en", clean):
        words = tuple(
            Word(match[0], match[0].lower().replace("’", "'"), start + match.start(), start + match.end())
            for match in WORD.finditer(clean, offset, offset + len(piece))
        )
        if words:
            found.append((words, _gaps(clean, start, words, offset, offset + len(piece))))
        offset += len(piece)
    last = len(found) - 1
    return [
        Sentence(words, gaps, _quoted(gaps), index == 0, index == last) for index, (words, gaps) in enumerate(found)
    ]


def _gaps(clean: str, start: int, words: tuple[Word, ...], first: int, last: int) -> tuple[str, ...]:
    ends = [first, *(word.end - start for word in words)]
    starts = [*(word.start - start for word in words), last]
    return tuple(clean[a:b] for a, b in zip(ends, starts, strict=True))


def _quoted(gaps: tuple[str, ...]) -> tuple[bool, ...]:
    depths = accumulate(gap.count("“") - gap.count("”") for gap in gaps[:-1])
    return tuple(depth > 0 for depth in depths)
