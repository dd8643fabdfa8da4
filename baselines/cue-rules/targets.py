"""What a stance is about: a noun phrase, under the fullest name that the text has for it."""

from __future__ import annotations

from collections import Counter, defaultdict

from grammar import Tokens
from names import names_in
from segments import Segment
from tokens import Token
from wordclasses import NOUNS
from wordforms import lemma

MODIFIERS = NOUNS | {"JJ", "VBN"}
NOT_A_TARGET = frozenset(
    """thing way time year day week month one people lot kind part sort end point place case nothing something anything
    everything nobody somebody anyone everyone half third quarter percent number word answer question truth fact
    reason problem matter money day night morning world rest story side none fear hope idea claim""".split()
)
VAGUE = frozenset(
    """last next same other own first second third whole real new old little many few such best worst main only mere
    very fellow""".split()
)
TIES = frozenset("of at with on".split())


class Targets:
    """Counts the nouns of the article, and the names that they are part of."""

    def __init__(self) -> None:
        """Start with nothing counted."""
        self.heads: Counter[str] = Counter()
        self.longer: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.proper: dict[str, str] = {}

    def count(self, segment: Segment) -> None:
        """Count the noun phrases of a sentence."""
        tokens = segment.tokens
        i = 0
        while i < len(tokens):
            if tokens[i].tag not in MODIFIERS:
                i += 1
                continue
            end = i
            while end < len(tokens) and tokens[end].tag in MODIFIERS:
                end += 1
            self._note(_trim(tokens[i:end]), tokens, end)
            i = end

    def _note(self, run: list[Token], tokens: Tokens, end: int) -> None:
        if not run:
            return
        tie = _tie(tokens, end)
        text = " ".join(token.word for token in run)
        if run[-1].tag in {"NNP", "NNPS"}:
            full = f"{text} {tie}" if tie and tie.startswith("of ") and run[-1].word in BODIES else text
            for word in (run[0].word, run[-1].word):
                if len(full) > len(self.proper.get(word, "")) and " " in full:
                    self.proper[word] = full
            return
        head = lemma(run[-1].low)
        self.heads[head] += 1
        if len(run) < 4 and (len(run) > 1 or tie):
            self.longer[head][f"{text} {tie}" if tie else text] += 1

    def name(self, tokens: Tokens, full_names: dict[str, str]) -> str:
        """Return the name of the target that the words of a noun phrase stand for, "" if there is none."""
        start, end = _core(tokens)
        words = _trim(tokens[start:end])
        if not words:
            return ""
        text = " ".join(token.word for token in words)
        if words[-1].tag in {"NNP", "NNPS"}:
            people = names_in(text)
            return full_names.get(words[-1].word) or self.proper.get(words[-1].word) or (people[0] if people else text)
        head = lemma(words[-1].low)
        if head in NOT_A_TARGET:
            return ""
        if tie := _tie(tokens, end):
            return f"{text} {tie}"
        definite = bool(tokens) and tokens[0].low in {"the", "this", "that", "these", "its", "their"}
        if len(words) == 1 and definite and len(self.longer[head]) == 1:
            return next(iter(self.longer[head]))  # "the cap" after "a salary cap"
        counted = tokens[start - 1] if start > 1 and tokens[start - 1].tag == "CD" and definite else None
        if counted is not None:
            text = f"{counted.word} {text}"  # "the eighty turbines"
        owner = tokens[start - 2] if start > 1 and tokens[start - 1].tag == "POS" else None
        if owner is not None and owner.tag == "NNP":
            text = f"{owner.word}’s {text}"
        return text if len(words) < 5 else ""

    def salient(self, name: str) -> bool:
        """Whether the article comes back to it."""
        return any(word[0].isupper() or self.heads[lemma(word)] > 1 for word in name.split() if word[0].isalnum())


BODIES = frozenset("Bank University Council Ministry Board Court Institute Chamber Commission Republic House".split())


def _tie(tokens: Tokens, end: int) -> str:
    """Return the short prepositional phrase that belongs to the noun before a place."""
    if end + 1 >= len(tokens) or tokens[end].low not in TIES:
        return ""
    k = end + 1
    while k < len(tokens) and k < end + 5 and (tokens[k].tag in MODIFIERS or tokens[k].tag in {"DT", "PRP$"}):
        k += 1
    if k == end + 1 or tokens[k - 1].tag not in NOUNS:
        return ""
    return " ".join(token.word for token in tokens[end:k])


def _trim(run: Tokens) -> list[Token]:
    words = list(run)
    while words and words[-1].tag not in NOUNS:
        words.pop()
    while len(words) > 1 and (words[0].low in VAGUE or words[0].tag == "VBN"):
        words.pop(0)
    return [] if words and words[0].low in VAGUE else words


def _core(tokens: Tokens) -> tuple[int, int]:
    """Return where the head of a noun phrase with its modifiers begins and ends."""
    start = 0
    for i, token in enumerate(tokens):
        if (token.tag in {"DT", "PRP$", "RB", "RBR", "CD"} and i == start) or token.tag == "POS":
            start = i + 1
        elif token.tag not in MODIFIERS:
            return start, i
    return start, len(tokens)
