"""Subjects for the atoms that have none of their own, taken from the clause they continue."""

from __future__ import annotations

from dataclasses import dataclass

from atoms import Atom
from parsing import Sentence, noun_phrase_before

REACH = 10  # atoms to look back; keeps the search linear
FINITE_KINDS = frozenset("main headless relative that adverbial".split())


@dataclass(frozen=True, slots=True)
class Prefix:
    """Borrowed words: how they were found, and their tokens."""

    how: str  # resumed, shared, outer, antecedent, controller, parallel, object
    pieces: tuple[tuple[int, int], ...]


def prefixes_of(sentence: Sentence, atoms: tuple[Atom, ...], index: int) -> list[Prefix]:
    """Return the subjects that an atom may borrow, each once."""
    found: dict[tuple[tuple[int, int], ...], Prefix] = {}
    for prefix in _all(sentence, atoms, index, REACH):
        if prefix.pieces:
            found.setdefault(prefix.pieces, prefix)
    return list(found.values())


def _all(sentence: Sentence, atoms: tuple[Atom, ...], index: int, depth: int) -> list[Prefix]:
    atom = atoms[index]
    if depth <= 0:
        return []
    coordinated = any(word in {"and", "or", "but", "yet"} for word in atom.openers)
    if atom.kind == "headless":
        shared = _shared(sentence, atoms, index, depth)
        return shared if coordinated else [*_resumed(atoms, index), *shared]
    if atom.kind == "relative":
        return _antecedent(sentence, atoms, index)
    if atom.kind in {"bare", "participle", "infinitive"}:
        parallel = _parallel(sentence, atoms, index, depth)
        controller = [Prefix("controller", p.pieces) for p in _shared(sentence, atoms, index, depth)[:1]]
        reduced = _antecedent(sentence, atoms, index) if not atom.mark else []
        return [*parallel, *reduced, *controller]
    if atom.kind == "fragment" and index and (coordinated or atom.mark in {",", "—", "–", ":"}):
        return [*_object(sentence, atoms, index, depth), *_parallel(sentence, atoms, index, depth)]
    return []


def subject_of(sentence: Sentence, atoms: tuple[Atom, ...], index: int, depth: int) -> tuple[tuple[int, int], ...]:
    """Return the tokens of an atom's subject, its own or a borrowed one."""
    atom = atoms[index]
    if atom.subject > atom.start and atom.kind != "relative":
        return ((atom.start, atom.subject),)
    if atom.kind == "relative" and atom.subject > atom.start:
        return ((atom.start, atom.subject),)
    borrowed = _all(sentence, atoms, index, depth - 1)
    return borrowed[0].pieces if borrowed else ()


def _resumed(atoms: tuple[Atom, ...], index: int) -> list[Prefix]:
    """Find the noun phrase that an insertion has cut off from its verb."""
    found = None
    for at in range(index - 1, max(-1, index - 1 - REACH), -1):
        atom = atoms[at]
        if atom.kind == "fragment" and not (atom.mark == ":" and found is not None):
            found = at
        if (atom.kind == "main" and atom.end - atom.start > 4) or atom.mark in {";", ":"}:
            break
        if atom.kind == "headless":
            break
        if "and" in atom.openers or "but" in atom.openers:
            break
    return [Prefix("resumed", ((atoms[found].start, atoms[found].end),))] if found is not None else []


def _shared(sentence: Sentence, atoms: tuple[Atom, ...], index: int, depth: int) -> list[Prefix]:
    """Find the subjects of the last finite clause before, and of the last main one."""
    found: list[Prefix] = []
    for at in range(index - 1, max(-1, index - 1 - REACH), -1):
        if atoms[at].kind in FINITE_KINDS and atoms[at].group:
            main = atoms[at].kind in {"main", "headless"}
            if found and not main:
                continue
            pieces = subject_of(sentence, atoms, at, depth)
            if pieces:
                found.append(Prefix("outer" if found else "shared", pieces))
            if main:
                break
    return found


def _antecedent(sentence: Sentence, atoms: tuple[Atom, ...], index: int) -> list[Prefix]:
    """Find the noun phrase that a relative clause or a participle is about."""
    if not index:
        return []
    end = atoms[index - 1].end
    start = noun_phrase_before(sentence, end, atoms[index - 1].start)
    return [Prefix("antecedent", ((start, end),))] if start < end else []


def _parallel(sentence: Sentence, atoms: tuple[Atom, ...], index: int, depth: int) -> list[Prefix]:
    """Find the clause up to the word that stands where this atom's first word stands: "X would ... and send"."""
    atom = atoms[index]
    wanted = sentence.tags[atom.any_group.head if atom.any_group else atom.start]
    for at in range(index - 1, max(-1, index - 1 - REACH), -1):
        other = atoms[at]
        if not other.group and other.kind not in {"infinitive", "participle", "bare"}:
            continue
        for group in reversed(sentence.groups):
            if not other.start <= group.start < other.end:
                continue
            if sentence.tags[group.head] == wanted and atom.any_group:
                subject = subject_of(sentence, atoms, at, depth)
                own = ((other.subject, group.head),) if other.subject < group.head else ()
                if other.kind in {"bare"}:
                    own = ()
                return [Prefix("parallel", (*subject, *own))] if subject or own else []
    return []


def _object(sentence: Sentence, atoms: tuple[Atom, ...], index: int, depth: int) -> list[Prefix]:
    """Find the subject and the verb of the clause before, for one more object."""
    for at in range(index - 1, max(-1, index - 1 - REACH), -1):
        other = atoms[at]
        if other.group and other.kind in FINITE_KINDS:
            subject = subject_of(sentence, atoms, at, depth)
            return [Prefix("object", (*subject, (other.group.start, other.group.end)))]
    return []
