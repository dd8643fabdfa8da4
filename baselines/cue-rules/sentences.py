"""Paragraphs to sentences with their sources."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

import sentencex
from citations import Citation, blank, find_citations
from parts import PARTS
from segments import MASK, QUOTE, Segment, mask_quotes

# Asides that only connect sentences; overwritten with spaces so that patterns need not allow for them.
ASIDE = re.compile(
    r"(?<=\w), (?:however|too|though|moreover|furthermore|therefore|for (?:his|her|its|their) part|of course|"
    r"on the other hand|(?:in|by) contrast|in turn|meanwhile|in short|in fact|indeed|instead|for example|"
    r"for instance|speaking anonymously|by the way|after all|incidentally),(?= )"
)


TAG = re.compile(r", \w+(?:n['’]t)? (?:it|he|she|they|we|you|I|there)(?: not)?\?$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, its sources blanked out of the text."""

    segment: Segment
    citations: tuple[Citation, ...]

    @property
    def statement(self) -> Segment:
        """The sentence without a tag such as ", isn't it?", which leaves it a statement."""
        match = TAG.search(self.segment.text)
        return self.segment.cut(0, match.start()) if match else self.segment

    @property
    def is_question(self) -> bool:
        """Whether it ends as a question outside of quotation marks."""
        return not TAG.search(self.segment.text) and mask_quotes(self.segment.text).rstrip(' .”"’)').endswith("?")


def split_paragraph(text: str, start: int, end: int, on: frozenset[str] = PARTS) -> list[Sentence]:
    """Return the sentences of the paragraph at start..end of the text."""
    paragraph = text[start:end]
    citations = find_citations(paragraph) if "citations" in on else []
    clean = ASIDE.sub(lambda m: " " * len(m[0]), blank(paragraph, citations))
    sentences: list[Sentence] = []
    taken = 0
    for first, last in _bounds(clean):
        # Everything before the next sentence's first letter belongs to this one, "Y. (Source) Next" too.
        owned = []
        while taken < len(citations) and citations[taken].start < last:
            owned.append(citations[taken])
            taken += 1
        body = clean[first:last]
        left = len(body) - len(body.lstrip())
        body = body.strip()
        if not any(char.isalnum() for char in body):
            continue
        begin = start + first + left
        segment = Segment.of(body, begin)
        moved = [Citation(c.start + start, c.end + start, c.sources) for c in owned]
        if sentences and moved and moved[0].start < begin:
            early = [c for c in moved if c.start < begin]
            previous = sentences[-1]
            sentences[-1] = Sentence(previous.segment, (*previous.citations, *early))
            moved = moved[len(early) :]
        sentences.append(Sentence(segment, tuple(moved)))
    return sentences


def split_quote(segment: Segment) -> list[Segment]:
    """Return the sentences inside a quotation."""
    return [segment.cut(first, last) for first, last in _bounds(segment.text) if segment.text[first:last].strip()]


def _bounds(text: str) -> list[tuple[int, int]]:
    """Return sentence boundaries, none of them inside a quotation that is part of a sentence."""
    quotes = [match.span() for match in QUOTE.finditer(text)]
    starts = [first for first, _ in quotes]
    bounds: list[tuple[int, int]] = []
    first = position = 0
    for piece in sentencex.segment("en", text):
        position += len(piece)
        index = bisect_left(starts, position) - 1
        if index >= 0 and position < quotes[index][1]:
            continue
        bounds.append((first, position))
        first = position
    if first < len(text):
        bounds.append((first, len(text)))
    return bounds


def is_only_quote(masked: str) -> bool:
    """Whether a masked sentence is nothing but one quotation."""
    return bool(masked) and not masked.strip(MASK + " .,")
