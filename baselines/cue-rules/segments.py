"""A piece of the article that knows where it came from."""

from __future__ import annotations

import re
from dataclasses import dataclass

Span = tuple[int, int]

# Longer than any sentence; keeps every pattern's work per sentence bounded, so the whole stays linear.
MAX_SENTENCE = 1500
MASK = "¤"  # stands for a character inside a quotation, so that patterns see a quotation as one word
MIN_QUOTE_WORDS = 4  # shorter ones are mostly scare quotes, which are part of the sentence

QUOTE = re.compile(r"“[^“”]{1,1500}”|„[^„“”]{1,1500}[“”]|«[^«»]{1,1500}»|\"[^\"]{1,1500}\"|(?<!\w)‘[^‘]{1,600}?’(?!\w)")
EDGE = " \t\n\r,;:—–-"
QUOTE_PAIRS = {"“": "”", "„": "“”", "«": "»", '"': '"', "‘": "’"}


def mask_quotes(text: str) -> str:
    """Replace each clause-like quotation by mask characters, keeping the length."""
    return QUOTE.sub(lambda m: MASK * len(m[0]) if is_clausal_quote(m[0]) else m[0], text)


def is_clausal_quote(quote: str) -> bool:
    """Tell a quoted statement from a quoted word or phrase."""
    return len(quote.split()) >= MIN_QUOTE_WORDS or quote[-2:-1] in {".", ",", "!", "?"}


@dataclass(frozen=True, slots=True)
class Segment:
    """Text and, for its parts taken from the article, where they came from.

    An origin is (offset in the text, offset in the article, length); words a rule added have none.
    """

    text: str
    origins: tuple[tuple[int, int, int], ...]
    frozen: bool = False  # a finished wording, which no rule may take apart again

    @classmethod
    def of(cls, text: str, start: int) -> Segment:
        """Make a segment of text that stands in the article at start."""
        return cls(text, ((0, start, len(text)),))

    @property
    def spans(self) -> tuple[Span, ...]:
        """The parts of the article the text was made from."""
        return tuple((at, at + length) for _, at, length in self.origins)

    def cut(self, start: int, end: int | None = None) -> Segment:
        """Return the part from start to end without marks and blanks at its edges."""
        end = len(self.text) if end is None else end
        while start < end and self.text[start] in EDGE:
            start += 1
        while end > start and self.text[end - 1] in EDGE:
            end -= 1
        origins = []
        for offset, at, length in self.origins:
            first, last = max(offset, start), min(offset + length, end)
            if first < last:
                origins.append((first - start, at + first - offset, last - first))
        return Segment(self.text[start:end], tuple(origins)).unquoted()

    def unquoted(self) -> Segment:
        """Drop quotation marks that enclose the whole text."""
        text = self.text.rstrip(".")
        if len(text) < 3 or text[-1] not in QUOTE_PAIRS.get(text[0], "") or text[0] in text[1:-1]:
            return self
        return self.cut(1, len(text) - 1)

    def reworded(self, text: str) -> Segment:
        """Return the segment with another text of the same length, such as another case."""
        return Segment(text, self.origins, self.frozen)

    def finished(self) -> Segment:
        """Return the segment as a wording that is not to be taken apart."""
        return Segment(self.text, self.origins, True)


def compose(*parts: Segment | str) -> Segment:
    """Join segments and linking words with blanks."""
    text, origins = "", []
    for part in parts:
        piece = part if isinstance(part, str) else part.text
        if not piece:
            continue
        text += " " if text else ""
        if isinstance(part, Segment):
            origins += [(offset + len(text), at, length) for offset, at, length in part.origins]
        text += piece
    return Segment(text, tuple(origins))
