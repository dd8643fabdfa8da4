"""Sentences to candidates: the sentence and the runs of neighbouring clauses in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sentences import Sentence

MAX_RUN = 5  # clauses in a candidate; keeps the number of candidates linear in the length of a sentence
MIN_WORDS = 3
MARK = re.compile(r"[;:,—–()،؛，；]|“(?!\w+”)")
JOINERS = frozenset("and but or nor yet so then that because since as while although though whether".split())
OPENERS = (JOINERS - {"as"}) | frozenset(
    "if when unless until which who whose where why how what given especially".split()
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words ``first..last`` (half open) of a sentence, which may be a claim.

    Attributes:
        sentence: where the words stand.
        first: index of the first word.
        last: index after the last word.
        joiner: the conjunction that was left out before it, or "".
    """

    sentence: Sentence
    first: int
    last: int
    joiner: str

    @property
    def start(self) -> int:
        """Offset of its first character in the article."""
        return self.sentence.words[self.first].start

    @property
    def end(self) -> int:
        """Offset after its last character in the article."""
        return self.sentence.words[self.last - 1].end


def candidates_of(sentence: Sentence) -> list[Candidate]:
    """Return the candidates of a sentence, the sentence itself first."""
    size = len(sentence.words)
    cuts = _cuts(sentence)
    ranges = [(0, size)]
    for index, first in enumerate(cuts[:-1]):
        ranges += [(first, last) for last in cuts[index + 1 : index + 1 + MAX_RUN]]
    found: dict[tuple[int, int], Candidate] = {}
    for first, last in ranges:
        begin = first
        while begin < last and sentence.words[begin].lower in JOINERS:
            begin += 1
        final = last
        while final > begin and sentence.words[final - 1].lower in JOINERS:
            final -= 1
        if final - begin >= MIN_WORDS:
            joiner = sentence.words[begin - 1].lower if begin > first else ""
            found.setdefault((begin, final), Candidate(sentence, begin, final, joiner))
    return list(found.values())


def _cuts(sentence: Sentence) -> list[int]:
    """Return the indexes of the words before which a clause may begin, and the end."""
    lowers = [*(word.lower for word in sentence.words), ""]
    inner = [
        index
        for index in range(1, len(sentence.words))
        if MARK.search(sentence.gaps[index]) or (lowers[index] in OPENERS and lowers[index + 1] != "of")
    ]
    return [0, *inner, len(sentence.words)]
