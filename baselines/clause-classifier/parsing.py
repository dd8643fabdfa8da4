"""A sentence with tags, verb groups, lemmas and quotation marks: all that the later steps look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import simplemma
from tagging import NOUNS, tag
from tokens import CLOSING, OPENING, RawSentence, Source, Token
from verbs import Group, groups_of

NOMINAL = NOUNS | frozenset("DT PRP$ PRP CD JJ JJR JJS POS VBG VBN RBS".split())
DATES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december year week month yesterday today""".split()
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed sentence.

    Attributes:
        tokens: words and marks.
        lowers: the words in lower case.
        tags: the Penn tag of each word; a mark is its own tag.
        lemmas: the dictionary form of each word.
        groups: the verb groups.
        quoted: of each token, whether it stands in quotation marks.
        sources: parenthesised sources.
        first: whether it opens its paragraph.
        last: whether it closes its paragraph.
    """

    tokens: tuple[Token, ...]
    lowers: tuple[str, ...]
    tags: tuple[str, ...]
    lemmas: tuple[str, ...]
    groups: tuple[Group, ...]
    quoted: tuple[bool, ...]
    sources: tuple[Source, ...]
    first: bool
    last: bool


def parse(raw: RawSentence) -> Sentence:
    """Tag a sentence and find its verb groups."""
    tags = tag(raw.tokens)
    lowers = tuple(token.lower for token in raw.tokens)
    lemmas = tuple(lemma_of(word, own) for word, own in zip(lowers, tags, strict=True))
    groups = tuple(groups_of(lowers, tags))
    return Sentence(
        raw.tokens, lowers, tuple(tags), lemmas, groups, _quoted(raw.tokens), raw.sources, raw.first, raw.last
    )


@lru_cache(maxsize=65536)
def lemma_of(word: str, own: str) -> str:
    """Return the dictionary form of a word."""
    if not word[:1].isalpha():
        return {"n't": "not", "'s": "be", "'re": "be", "'m": "be", "'ve": "have", "'ll": "will"}.get(word, word)
    if own in {"MD", "IN", "DT", "PRP", "PRP$", "CC", "TO", "WP", "WDT", "WRB"}:
        return word
    return str(simplemma.lemmatize(word, lang="en")).lower()


def _quoted(tokens: Sequence[Token]) -> tuple[bool, ...]:
    """Tell which tokens stand in quotation marks; a straight mark opens if it does not close."""
    inside = False
    found = []
    for token in tokens:
        if token.text == '"':
            inside = not inside
        elif token.text in OPENING:
            inside = True
        elif token.text in CLOSING:
            inside = False
        found.append(inside and token.is_word)
    return tuple(found)


def noun_phrase_before(sentence: Sentence, end: int, least: int) -> int:
    """Return where the noun phrase begins that ends before token ``end``, or ``end`` if there is none."""
    tags = sentence.tags
    start = end
    if end > least and sentence.lowers[end - 1] in DATES:
        return end
    while start > least and tags[start - 1] in NOMINAL and not _starts_new(sentence, start, end):
        start -= 1
    while start < end and tags[start] in {"POS", "RBS"}:
        start += 1
    if start == end or not any(tags[i] in NOUNS or tags[i] in {"PRP", "CD", "DT"} for i in range(start, end)):
        return end
    # "the end of the war": one phrase.
    if start - 1 > least and sentence.lowers[start - 1] in {"of"}:
        outer = noun_phrase_before(sentence, start - 1, least)
        return outer if outer < start - 1 else start
    return start


def _starts_new(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the phrase already begins at ``start``, so that what stands before belongs to another."""
    if start == end:
        return False
    return sentence.tags[start] in {"DT", "PRP$", "PRP"}
