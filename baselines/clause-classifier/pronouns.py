"""Pronouns in a sentence: their kinds, their roles, and those that stand for nothing."""

from __future__ import annotations

from collections.abc import Sequence

from atoms import Atom
from parsing import Sentence

KINDS = {
    "he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she",
    "it": "it", "its": "it", "they": "they", "them": "they", "their": "they", "this": "this", "that": "this",
    "these": "these", "those": "these",
}  # fmt: skip
RAISING = frozenset("seem appear happen follow turn take matter".split())
POSSESSIVES = frozenset("his its their hers".split())


def roles_of(sentence: Sentence, atoms: Sequence[Atom]) -> dict[int, str]:
    """Return the role of each pronoun: subject, object or possessive."""
    roles = {}
    for atom in atoms:
        for index in range(atom.start, atom.end):
            if sentence.lowers[index] in KINDS:
                if sentence.tags[index] == "PRP$" or sentence.lowers[index] in POSSESSIVES:
                    roles[index] = "possessive"
                elif atom.any_group and index < atom.any_group.start:
                    roles[index] = "subject"
                else:
                    roles[index] = "object"
    return roles


def stands_for_nothing(sentence: Sentence, index: int) -> bool:
    """Whether a word stands for nothing: "it is said that", "it seems", "that" before a clause or a noun."""
    word, lemmas, tags = sentence.lowers[index], sentence.lemmas, sentence.tags
    following = [i for i in range(index + 1, min(index + 5, len(lemmas))) if tags[i] != "RB"]
    if KINDS[word] in {"this", "these"}:
        if not following or (word == "that" and tags[index] != "DT"):
            return True
        return not (tags[following[0]] in {"VBZ", "MD", "VBD", "VBP"} or not sentence.tokens[following[0]].is_word)
    if word != "it" or not following:
        return False
    verb = lemmas[following[0]]
    if verb in RAISING:
        return True
    later = sentence.lowers[index + 1 : index + 9]
    return verb in {"be", "will", "would", "may", "might"} and any(w in {"that", "to", "who"} for w in later[1:])
