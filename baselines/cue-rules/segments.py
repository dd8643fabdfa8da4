"""A piece of the article that knows where it came from and what its words are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tagging import tagged
from tokens import Token

Span = tuple[int, int]

# Longer than any sentence; keeps every rule's work per sentence bounded, so the whole stays linear.
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
    """Text with its words and, for its parts taken from the article, where they came from.

    An origin is (offset in the text, offset in the article, length); words a rule added have none.
    """

    text: str
    origins: tuple[tuple[int, int, int], ...]
    tokens: tuple[Token, ...]
    frozen: bool = False  # a finished wording, which no rule may take apart again

    @classmethod
    def of(cls, text: str, start: int) -> Segment:
        """Make a segment of text that stands in the article at start."""
        return cls(text, ((0, start, len(text)),), tagged(text))

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
        tokens = tuple(
            token._replace(start=token.start - start, end=token.end - start)
            for token in self.tokens
            if token.start >= start and token.end <= end
        )
        return Segment(self.text[start:end], tuple(origins), tokens).unquoted()

    def part(self, first: int, last: int) -> Segment:
        """Return the words from first up to last, with the marks around them that belong to them."""
        if first >= last:
            return EMPTY
        start = self.tokens[first].start if first else 0
        if last < len(self.tokens):
            end = self.tokens[last - 1].end
            end += len(self.text[end : self.tokens[last].start].rstrip(' “"‘«„'))
        else:
            end = len(self.text)
        while first and start and self.text[start - 1] in '“"‘«„' and self.tokens[first - 1].end < start:
            start -= 1
        return self.cut(start, end)

    def without(self, first: int, last: int) -> Segment:
        """Return the segment without the words from first up to last."""
        return compose(self.part(0, first), self.part(last, len(self.tokens)))

    def unquoted(self) -> Segment:
        """Drop quotation marks that enclose the whole text."""
        text = self.text.rstrip(".")
        if len(text) < 3 or text[-1] not in QUOTE_PAIRS.get(text[0], "") or text[0] in text[1:-1]:
            return self
        return self.cut(1, len(text) - 1)

    def reworded(self, text: str) -> Segment:
        """Return the segment with another text of the same length, such as another case."""
        return Segment(text, self.origins, self.tokens, self.frozen)

    def retagged(self) -> Segment:
        """Return the segment with its words read anew, after an insertion was taken out."""
        return Segment(self.text, self.origins, tagged(self.text), self.frozen)

    def bare(self) -> Segment:
        """Return the segment without the full stop of the sentence, so that words can follow."""
        end = len(self.tokens)
        while end and self.tokens[end - 1].tag in {".", "!"}:
            end -= 1
        return self if end == len(self.tokens) else self.cut(0, self.tokens[end - 1].end if end else 0)

    def finished(self) -> Segment:
        """Return the segment as a wording that is not to be taken apart."""
        return Segment(self.text, self.origins, self.tokens, True)


EMPTY = Segment("", (), ())


def compose(*parts: Segment | str) -> Segment:
    """Join segments and linking words with blanks."""
    text, origins, tokens = "", [], []
    for part in parts:
        piece = part if isinstance(part, str) else part.text
        if not piece:
            continue
        text += " " if text else ""
        shift = len(text)
        if isinstance(part, Segment):
            origins += [(offset + shift, at, length) for offset, at, length in part.origins]
        words = part.tokens if isinstance(part, Segment) else tagged(part)
        tokens += [token._replace(start=token.start + shift, end=token.end + shift) for token in words]
        text += piece
    return Segment(text, tuple(origins), tuple(tokens))
