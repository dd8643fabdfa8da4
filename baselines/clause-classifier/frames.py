"""Reporting frames: who is said to say or think an atom of a sentence, and with which verb or noun."""

from __future__ import annotations

from dataclasses import dataclass, replace

from atoms import Atom
from lexicon import REPORTING, SAYING_NOUNS
from parsing import Sentence, noun_phrase_before
from sources import agent, may_speak, noun_phrase_after, trimmed
from subjects import subject_of

REACH = 6
SHORT = 8  # tokens of an inserted "she argues" or a following "said the minister on Tuesday"
IMPERSONAL = frozenset("it there".split())


@dataclass(frozen=True, slots=True)
class Frame:
    """How somebody's words or thoughts are given.

    Attributes:
        how: that, bare (without "that"), noun, quote, inserted, according, naming; "" if there is no frame.
        word: lemma of the verb or the noun.
        source: tokens of whoever says it; an empty range if nobody is named.
        direct: whether the atom itself is reported, not one that goes on after it.
        negated: whether the reporting verb is negated.
    """

    how: str = ""
    word: str = ""
    source: tuple[int, int] = (0, 0)
    direct: bool = True
    negated: bool = False


NONE = Frame()
REJECTING = frozenset(
    """reject dismiss deny doubt refute oppose mock ridicule question challenge ignore rebut debunk resist scorn be
    remain seem support confirm contradict undermine""".split()
)


def frames_of(sentence: Sentence, atoms: tuple[Atom, ...]) -> list[Frame]:
    """Return the frame of each atom."""
    quoted = [_is_quoted(sentence, atom) for atom in atoms]
    frames: list[Frame] = []
    for index in range(len(atoms)):
        frames.append(_frame(sentence, atoms, index, frames, quoted))
    return [_around(sentence, atoms, index, quoted) if not frame.how else frame for index, frame in enumerate(frames)]


def _frame(sentence: Sentence, atoms: tuple[Atom, ...], index: int, frames: list[Frame], quoted: list[bool]) -> Frame:
    """Find a frame in the atoms before."""
    if not index:
        return NONE
    atom, last = atoms[index], atoms[index - 1]
    before = frames[index - 1]
    if atom.kind in {"that", "main", "adverbial", "relative", "fragment", "headless", "participle", "infinitive"}:
        if (atom.openers[-1:] == ("that",) and "and" in atom.openers) or atom.openers[:1] == ("that",):
            named = _noun(sentence, atoms, index - 1)
            if named.how and "and" not in atom.openers:
                return named
        ends_at_verb = any(
            group.end >= last.end - 1 for group in sentence.groups if last.start <= group.start < last.end
        )
        marked = atom.mark in {'"', "“"} or (atom.mark == ":" and ends_at_verb)
        if _is_reporting(sentence, last) and (not atom.mark or marked or atom.openers[:1] == ("that",)):
            how = "that" if "that" in atom.openers else "bare"
            if (
                atom.kind in {"that", "main"}
                or atom.openers[:1] in {("that",), ("how",), ("why",), ("whether",)}
                or (how == "bare" and atom.kind == "fragment")
            ):
                return _verb_frame(sentence, atoms, index - 1, how)
        if "that" in atom.openers and "and" in atom.openers:
            for at in range(index - 1, max(-1, index - REACH), -1):
                if frames[at].how in {"that", "noun", "bare"}:
                    return frames[at]
    # What goes on after a reported atom without starting anew is still reported.
    if before.how and before.how != "inserted" and quoted[index] == quoted[index - 1]:
        if atom.kind != "main" and atom.mark not in STRONG_MARKS and not _is_reporting(sentence, atom):
            return replace(before, direct=False)
        if atom.kind == "main" and atom.mark != ";" and quoted[index]:
            return replace(before, direct=False)
        if atom.kind == "main" and "and" in atom.openers and atom.mark != ",":
            return replace(before, direct=False)
    return NONE


STRONG_MARKS = frozenset(";:—–")


def _is_reporting(sentence: Sentence, atom: Atom) -> bool:
    return any(
        atom.start <= group.start < atom.end and sentence.lemmas[group.head] in REPORTING for group in sentence.groups
    )


def _verb_frame(sentence: Sentence, atoms: tuple[Atom, ...], index: int, how: str) -> Frame:
    """Make a frame of the last reporting verb of an atom and its subject."""
    atom = atoms[index]
    group = next(
        g
        for g in reversed(sentence.groups)
        if atom.start <= g.start < atom.end and sentence.lemmas[g.head] in REPORTING
    )
    passive = sentence.tags[group.head] == "VBN" and any(
        sentence.lemmas[i] == "be" for i in range(group.start, group.head)
    )
    subject = subject_of(sentence, atoms, index, REACH)
    source = subject[-1] if subject else (0, 0)
    negated = any(sentence.lemmas[i] in {"not", "never"} for i in range(max(0, group.start - 1), group.head))
    if passive:
        source = agent(sentence, group.end, atom.end)
    elif source[1] - source[0] == 1 and sentence.lowers[source[0]] in IMPERSONAL:
        source = (0, 0)
    inverted = atom.kind == "headless" and group.start == atom.start and not atom.openers and group.end < atom.end
    if not passive and inverted and may_speak(sentence, group.end):
        source = noun_phrase_after(sentence, group.end, atom.end)  # "..., says the minister"
    return Frame(how, sentence.lemmas[group.head], trimmed(sentence, source), True, negated)


def _noun(sentence: Sentence, atoms: tuple[Atom, ...], index: int) -> Frame:
    """Make a frame of "the claim that", with the possessor or the subject as its source."""
    atom = atoms[index]
    at = atom.end - 1
    if sentence.lowers[at] not in SAYING_NOUNS:
        return NONE
    start = noun_phrase_before(sentence, at + 1, atom.start)
    source = (0, 0)
    for place in range(at - 1, start - 1, -1):
        if sentence.tags[place] == "POS":
            source = (start, place)
            break
        if sentence.tags[place] == "PRP$":
            source = (place, place + 1)
            break
    if source == (0, 0) and start == at and atom.group is None and at > atom.start:
        # "The Liberals hope that": a verb that the tagger takes for a noun.
        return Frame("that", sentence.lemmas[at], trimmed(sentence, (atom.start, at)))
    if source == (0, 0) and atom.group and sentence.lemmas[atom.group.head] not in REJECTING:
        subject = subject_of(sentence, atoms, index, REACH)
        if subject and subject[-1][1] <= at:
            source = trimmed(sentence, subject[-1])
    return Frame("noun", sentence.lemmas[at], source)


def _around(sentence: Sentence, atoms: tuple[Atom, ...], index: int, quoted: list[bool]) -> Frame:
    """Find a frame that stands after an atom or is inserted: "..., she says", "according to", quotations."""
    atom = atoms[index]
    for step in (1, -1):
        for at in range(index, index + 4 * step, step):
            if not 0 <= at < len(atoms) or (at > index and atoms[at].mark in {";", ":"}):
                break
            found = _according(sentence, atoms[at])
            if found[1]:
                return Frame("according", "according", found)
            if atoms[at].mark in {";", ":"}:
                break
    if quoted[index]:
        order = sorted(range(len(atoms)), key=lambda at: (abs(at - index), -at))
        for at in order[: 2 * REACH]:
            if not quoted[at] and _is_reporting(sentence, atoms[at]):
                return _verb_frame(sentence, atoms, at, "quote")
        return Frame("quote")
    if _is_reporting(sentence, atom) and atom.end - atom.start <= SHORT:
        return NONE
    for at in (index + 1, index - 1, index + 2):
        if not 0 <= at < len(atoms) or atoms[at].end - atoms[at].start > SHORT:
            continue
        other = atoms[at]
        if not _is_reporting(sentence, other) or other.group is None or other.mark not in {",", "—", "”", '"', "", "–"}:
            continue
        if at > index and any(atoms[k].mark in {";", ":"} for k in range(index + 1, at + 1)):
            continue
        closes = at == len(atoms) - 1 or atoms[at + 1].mark in {",", "—", "–", '"', "“", ";", ":"}
        opens_as = "as" in other.openers
        ends_at_verb = other.end - other.group.end <= 3
        if closes and (
            opens_as or (other.kind in {"main", "headless"} and not other.openers and ends_at_verb and at != index - 1)
        ):
            return _verb_frame(sentence, atoms, at, "inserted")
    return NONE


def _according(sentence: Sentence, atom: Atom) -> tuple[int, int]:
    lowers = sentence.lowers
    for at in range(max(0, atom.start - 1), atom.end - 1):
        if lowers[at] == "according" and lowers[at + 1] == "to":
            return noun_phrase_after(sentence, at + 2, atom.end)
    return (0, 0)


def _is_quoted(sentence: Sentence, atom: Atom) -> bool:
    words = [index for index in range(atom.start, atom.end) if sentence.tokens[index].is_word]
    return bool(words) and sum(sentence.quoted[index] for index in words) * 2 > len(words)
