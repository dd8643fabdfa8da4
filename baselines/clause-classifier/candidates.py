"""Atoms to candidates: runs of atoms, with or without insertions, with a borrowed subject where they lack one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from atoms import Atom
from lexicon import REPORTING, SAYING_NOUNS
from parsing import Sentence
from subjects import Prefix, prefixes_of

MAX_RUN = 5  # atoms in a candidate; keeps their number linear in the length of a sentence
MAX_HOLE = 3
MIN_WORDS = 2
HOLES = frozenset("relative fragment participle adverbial main that infinitive".split())
SUBJECTLESS = frozenset("headless relative participle".split())
KEPT_OPENERS = frozenset("if when unless because although though while whenever until since once as whereas".split())


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a claim.

    Attributes:
        sentence: where it stands.
        atoms: all atoms of the sentence.
        first: its first atom.
        last: its last atom.
        hole: the first and last atom inside that it leaves out, or None.
        prefix: the borrowed subject, or None.
        pieces: ranges of tokens, in the order of its text, the borrowed ones first.
        core: the ranges of its own tokens.
        form: run, opened (with its subordinator), nominal.
    """

    sentence: Sentence
    atoms: tuple[Atom, ...]
    first: int
    last: int
    hole: tuple[int, int] | None
    prefix: Prefix | None
    pieces: tuple[tuple[int, int], ...]
    core: tuple[tuple[int, int], ...]
    form: str


def candidates_of(sentence: Sentence, atoms: tuple[Atom, ...]) -> list[Candidate]:
    """Return the candidates of a sentence in reading order, each once."""
    found: dict[tuple[tuple[int, int], ...], Candidate] = {}
    for first in range(len(atoms)):
        borrowed = prefixes_of(sentence, atoms, first)
        # A predicate without its subject says nothing; other atoms may do without what they could borrow.
        lone = [] if borrowed and atoms[first].kind in SUBJECTLESS else [None]
        for prefix in [*lone, *borrowed]:
            for candidate in _runs(sentence, atoms, first, prefix):
                found.setdefault(candidate.pieces, candidate)
    for candidate in _nominals(sentence, atoms):
        found.setdefault(candidate.pieces, candidate)
    return [
        candidate for candidate in found.values() if _words(candidate) >= MIN_WORDS and not _says_nothing(candidate)
    ]


def _runs(sentence: Sentence, atoms: tuple[Atom, ...], first: int, prefix: Prefix | None) -> Iterator[Candidate]:
    lead = tuple(prefix.pieces) if prefix else ()
    start = atoms[first].start
    for last in range(first, min(first + MAX_RUN, len(atoms))):
        core = ((start, atoms[last].end),)
        yield Candidate(sentence, atoms, first, last, None, prefix, lead + core, core, "run")
        opened = _opener(sentence, atoms, first)
        if opened < start and last > first and not prefix:
            core = ((opened, atoms[last].end),)
            yield Candidate(sentence, atoms, first, last, None, None, core, core, "opened")
        for hole in _holes(atoms, first, last):
            core = ((start, atoms[hole[0] - 1].end), (atoms[hole[1] + 1].start, atoms[last].end))
            yield Candidate(sentence, atoms, first, last, hole, prefix, lead + core, core, "run")


def _holes(atoms: tuple[Atom, ...], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the insertions that a run may leave out: what stands between two halves without a connective."""
    for begin in range(first + 1, last):
        if atoms[begin].kind not in HOLES:
            continue
        for end in range(begin, min(begin + MAX_HOLE, last)):
            after = atoms[end + 1]
            if not after.openers and after.kind in {"headless", "fragment", "participle", "infinitive", "main"}:
                yield begin, end


def _opener(sentence: Sentence, atoms: tuple[Atom, ...], index: int) -> int:
    """Return where the atom begins with its subordinator."""
    start = atoms[index].start
    least = atoms[index - 1].end if index else 0
    for at in range(least, start):
        if sentence.lowers[at] in KEPT_OPENERS:
            return at
    return start


def _nominals(sentence: Sentence, atoms: tuple[Atom, ...]) -> Iterator[Candidate]:
    """Yield what stands after "fears of", "the promise of": a claim without a verb."""
    for index, atom in enumerate(atoms):
        stop = atom.group.start if atom.group else atom.end
        for at in range(atom.start, min(stop, atom.end) - 2):
            if sentence.lowers[at] in SAYING_NOUNS and sentence.lowers[at + 1] == "of":
                core = ((at + 2, stop),)
                yield Candidate(sentence, atoms, index, index, None, None, core, core, "nominal")
                break


def _says_nothing(candidate: Candidate) -> bool:
    """Whether it stops before what somebody says in it: "the minister told the chamber", "the claim"."""
    sentence, atoms, last = candidate.sentence, candidate.atoms, candidate.last
    if last + 1 >= len(atoms) or atoms[last + 1].openers[:1] != ("that",):
        return False
    end = atoms[last].end - 1
    group = next((group for group in reversed(sentence.groups) if group.start <= end), None)
    told = group is not None and group.start >= atoms[last].start and sentence.lemmas[group.head] in REPORTING
    return told or sentence.lowers[end] in SAYING_NOUNS


def _words(candidate: Candidate) -> int:
    tokens = candidate.sentence.tokens
    return sum(tokens[index].is_word for start, end in candidate.core for index in range(start, end))
