"""Sentences to atoms: the shortest stretches that a claim may begin or end with."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from cuts import before_adverbs, cuts_of
from lexicon import CONNECTIVES, RELATIVES, SUBORDINATORS
from parsing import Sentence
from tagging import NOUNS
from verbs import Group


@dataclass(frozen=True, slots=True)
class Atom:
    """Tokens ``start..end`` without the connectives and marks around them.

    Attributes:
        start: first token.
        end: after the last token.
        openers: the connectives before it, in lower case.
        mark: the last mark before it, or "".
        after: the first mark after it, or "".
        group: its first finite verb group.
        any_group: its first verb group of whatever form.
        subject: where its own subject ends; ``start`` if it has none.
        kind: main, that, relative, adverbial, coordinate, participle, infinitive, fragment.
    """

    start: int
    end: int
    openers: tuple[str, ...]
    mark: str
    after: str
    group: Group | None
    any_group: Group | None
    subject: int
    kind: str


def atoms_of(sentence: Sentence) -> list[Atom]:
    """Return the atoms of a sentence in reading order."""
    cuts = sorted(cuts_of(sentence))
    bounds = [0, *cuts, len(sentence.tokens)]
    atoms = []
    for start, end in pairwise(bounds):
        atom = _atom(sentence, start, end)
        if atom:
            atoms.append(atom)
    return atoms


def _atom(sentence: Sentence, start: int, end: int) -> Atom | None:
    lowers = sentence.lowers
    mark = lowers[start - 1] if start and not sentence.tokens[start - 1].is_word else ""
    openers: list[str] = []
    while start < end:
        word = lowers[start]
        if not sentence.tokens[start].is_word:
            mark = word
        elif word in CONNECTIVES or (word in SUBORDINATORS and not _is_determiner(sentence, start)):
            openers.append(word)
        else:
            break
        start += 1
    after = ""
    while end > start and not sentence.tokens[end - 1].is_word:
        after = lowers[end - 1]
        end -= 1
    if start >= end:
        return None
    inner = [group for group in sentence.groups if start <= group.start < end]
    finite = next((group for group in inner if group.form == "finite"), None)
    first = inner[0] if inner else None
    anchor = finite or first
    subject = start
    if anchor:
        subject = before_adverbs(sentence, anchor.start)
        while subject > start and not sentence.tokens[subject - 1].is_word:
            subject -= 1
        if not any(_can_be_subject(sentence, i) for i in range(start, subject)):
            subject = start
    kind = _kind(openers, finite, first, subject > start, start)
    return Atom(start, end, tuple(openers), mark, after, finite, first, subject, kind)


def _is_determiner(sentence: Sentence, index: int) -> bool:
    """Whether "that" points at a noun or stands for one, and "what" asks or sums up."""
    word, tags = sentence.lowers[index], sentence.tags
    following = tags[index + 1] if index + 1 < len(tags) else ""
    if word == "that":
        return tags[index] == "DT" and (index == 0 or following in {"VBZ", "MD", "VBD"} or following == "NN")
    return word in {"what", "whoever", "whatever"} or (word in {"which", "how", "who", "where", "why"} and index == 0)


def _can_be_subject(sentence: Sentence, index: int) -> bool:
    return sentence.tags[index] in NOUNS | {"PRP", "DT", "CD", "EX", "WP", "JJ", "VBG", "WDT"}


def _kind(openers: list[str], finite: Group | None, first: Group | None, has_subject: bool, start: int) -> str:
    last = next((word for word in reversed(openers) if word in SUBORDINATORS), "")
    if finite is None:
        if first is None:
            return "fragment"
        return {"ing": "participle", "en": "participle", "to": "infinitive", "bare": "bare"}[first.form]
    if last == "that":
        return "that" if has_subject else "relative"
    if last in RELATIVES:
        return "relative"
    if last:
        return "adverbial"
    return "main" if has_subject else "headless"
