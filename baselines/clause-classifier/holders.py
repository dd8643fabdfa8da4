"""Who may hold a claim that is not the author's: sources of reporting frames, subjects, and "unnamed"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from candidates import Candidate
from context import Place
from frames import Frame
from lexicon import SOURCES
from parsing import Sentence
from phrases import words_of
from subjects import REACH, subject_of

AUTHOR, UNNAMED = "author", "unnamed"
LEADING = frozenset("the a an even only also so but and yet".split())
PRONOUNS = frozenset("he she they it we i you who him her them us me his their its this that these those one".split())
EMPTY = frozenset("nobody everyone everybody anyone somebody someone people some many most others it there".split())
LONGEST = 10  # tokens of a name
BACK = 3  # sentences to look back for a source


@dataclass(frozen=True, slots=True)
class Option:
    """A name with the features that tell how likely it is the holder's."""

    name: str
    features: tuple[str, ...]


def options_of(places: Sequence[Place], number: int, candidate: Candidate) -> list[Option]:
    """Return the names that may be a claim's holder, each once."""
    place = places[number]
    frame = place.frames[candidate.first]
    found: dict[str, set[str]] = {}
    inside = " ".join(place.sentence.lowers[candidate.core[0][0] : candidate.core[-1][1]])
    for order, (origin, name) in enumerate(_names(places, number, candidate)):
        if not name or name == AUTHOR:
            continue
        features = found.setdefault(name, set())
        kind = "unnamed" if name == UNNAMED else "name" if name[0].isupper() else "description"
        features |= {
            f"h {origin}",
            f"h {origin} {frame.how}",
            f"h {origin} {frame.how} {kind}",
            f"h {origin} {frame.how} {frame.direct}",
            f"h {origin} {frame.how} {frame.word}",
            f"h {kind}",
            f"h order {min(order, 5)}",
            f"h {origin} first {name.split()[0].lower()}",
            f"h {origin} quoted {place.sentence.quoted[candidate.core[0][0]]}",
            f"h list {any(word in SOURCES for word in name.lower().split())} {kind}",
            f"h person {name.split()[-1] in place.directory.persons}",
            f"h inside {name.lower() in inside} {origin}",
        }
    return [Option(name, tuple(sorted(features))) for name, features in found.items()]


def _names(places: Sequence[Place], number: int, candidate: Candidate) -> Iterator[tuple[str, str]]:
    place = places[number]
    frame = place.frames[candidate.first]
    if frame.how:
        yield "frame", source_name(place, frame)
    others = [other for other in place.frames if other.how and other.source != frame.source]
    for other in others[:2]:
        yield "other frame", source_name(place, other)
    for at in range(min(2, len(place.atoms))):
        subject = subject_of(place.sentence, place.atoms, at, REACH)
        if subject and at <= candidate.first:
            yield f"subject {at == candidate.first}", source_name(place, Frame("subject", "", subject[-1]))
    for back in range(1, BACK + 1):
        if number >= back:
            before = places[number - back]
            earlier = next((f for f in reversed(before.frames) if f.how and f.source != (0, 0)), None)
            if earlier:
                yield f"before {back}", source_name(before, earlier)
                break
    if number and places[number - 1].atoms:
        before = places[number - 1]
        subject = subject_of(before.sentence, before.atoms, 0, REACH)
        if subject:
            yield "subject before", source_name(before, Frame("subject", "", subject[-1]))
    for back in range(min(number, 1) + 1):
        yield from _people(places[number - back], f"mention {back}")
    yield "unnamed", UNNAMED


def _people(place: Place, origin: str) -> Iterator[tuple[str, str]]:
    """Yield the persons in a sentence, and the groups that often say something."""
    sentence = place.sentence
    for phrase in place.phrases:
        person = any(m.start <= phrase.head < m.end and place.directory.is_person(m) for m in place.mentions)
        if person or sentence.lowers[phrase.head] in SOURCES:
            name = source_name(place, Frame("mention", "", (phrase.start, phrase.end)))
            yield f"{origin} {phrase.role}", name


def source_name(place: Place, frame: Frame) -> str:
    """Return a frame's source: a person's full name, a description, "author", "unnamed", or "" if it is unclear."""
    sentence = place.sentence
    start, end = frame.source
    if start == end:
        return UNNAMED if frame.how != "quote" else ""
    word = sentence.lowers[end - 1]
    if end - start == 1 and word in PRONOUNS:
        reference = place.references.get(start)
        if reference:
            return reference.text
        return AUTHOR if word in {"i", "we"} and not sentence.quoted[start] else ""
    name = _person_in(place, start, _with_apposition(place, end))
    if name:
        return name
    while start < end - 1 and sentence.lowers[start] in LEADING:
        start += 1
    if end - start == 1 and sentence.lowers[start] in EMPTY:
        return UNNAMED
    return words_of(sentence, start, min(end, start + LONGEST)) or ""


def _with_apposition(place: Place, end: int) -> int:
    """Return the end of the apposition that follows: "the chief executive, Dominic Aldous"."""
    for atom in place.atoms:
        if atom.start > end + 1:
            break
        if atom.start == end + 1 and place.sentence.lowers[end] == "," and atom.kind == "fragment":
            return atom.end
    return end


def _person_in(place: Place, start: int, end: int) -> str:
    """Return the person named in a stretch, unless as a possessor or an attribute: "Vasch's spokesman"."""
    sentence: Sentence = place.sentence
    for mention in place.mentions:
        if start <= mention.start and mention.end <= end and place.directory.is_person(mention):
            after = sentence.tags[mention.end] if mention.end < len(sentence.tags) else ""
            before = sentence.lowers[mention.start - 1] if mention.start > start else ""
            if after != "POS" and before not in {"of", "by", "for", "like", "as", "with"}:
                return place.directory.full(mention.words)
    return ""
