"""Sentences, and the pieces between strong marks in them, as candidates for claims."""

from __future__ import annotations

import re
from typing import NamedTuple

import sentencex

# A parenthesis that closes the sentence and holds a digit or a semicolon is taken for its source.
SOURCE = re.compile(r"\s?\([^()]{0,200}[\d;][^()]{0,200}\)(?=\s*[.!?…]?[\"”’»]?\s*$)")
CUT = re.compile(r"[;:—–]\s+|,\s+(?:and|but|while|whereas|although|though|because|since|which|who|yet|so)\s+")
LEAST_WORDS = 4
LONGEST = 2000  # characters; a longer sentence is one candidate and not cut


class Candidate(NamedTuple):
    """A stretch of the text and the number of its sentence; ``whole`` for the sentence itself."""

    start: int
    end: int
    sentence: int
    whole: bool

    def words(self, text: str) -> str:
        """Its text as a sentence."""
        words = " ".join(text[self.start : self.end].split()).strip(" ,;:—–")
        return words[:1].upper() + words[1:]


def candidates_of(text: str, start: int, end: int, first: int = 0) -> list[Candidate]:
    """Return the candidates of a paragraph; sentences are numbered from ``first``."""
    found: list[Candidate] = []
    for number, piece in enumerate(sentencex.segment("en", text[start:end]), first):
        sentence = piece.strip()
        at = start + len(piece) - len(piece.lstrip())
        source = SOURCE.search(sentence)
        length = source.start() if source else len(sentence)
        if any(char.isalnum() for char in sentence[:length]):
            found.append(Candidate(at, at + length, number, True))
            cuts = list(CUT.finditer(sentence, 0, length)) if length <= LONGEST else []
            bounds = [0, *(place for cut in cuts for place in (cut.start(), cut.end())), length]
            pieces = list(zip(bounds[::2], bounds[1::2], strict=True)) if cuts else []
            found += [
                Candidate(at + a, at + b, number, False) for a, b in pieces if len(sentence[a:b].split()) >= LEAST_WORDS
            ]
        start += len(piece)
    return found
