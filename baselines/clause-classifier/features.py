"""What the models see of a candidate: names of binary features, in groups told apart by their first letters."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from candidates import Candidate
from context import Place
from lexicon import CUES_OF, REPORTING
from surroundings import around, edges, frame_of
from tagging import NOUNS

LENGTHS = (3, 5, 7, 9, 12, 16, 22, 30)
CONTENT = (1, 2, 3, 4, 5, 6, 8, 10, 14)
SENTENCE_LENGTHS = (4, 8, 14, 20, 28, 40)
SHARES = (0.15, 0.3, 0.5, 0.7, 0.9, 0.999)
CONTENT_TAGS = NOUNS | frozenset("JJ JJR JJS VB VBD VBG VBN VBP VBZ CD RB".split())


def features_of(place: Place, candidate: Candidate) -> list[str]:
    """Return the sorted names of the features that a candidate has."""
    return sorted(
        {
            *_shape(candidate),
            *_words(candidate),
            *edges(candidate),
            *frame_of(place, candidate),
            *around(place, candidate),
        }
    )


def _shape(candidate: Candidate) -> Iterator[str]:
    """Structure: kinds of atoms, insertions, borrowed subjects, lengths."""
    sentence, atoms = candidate.sentence, candidate.atoms
    first, last = atoms[candidate.first], atoms[candidate.last]
    inner = [
        atoms[index]
        for index in range(candidate.first, candidate.last + 1)
        if not candidate.hole or not candidate.hole[0] <= index <= candidate.hole[1]
    ]
    how = candidate.prefix.how if candidate.prefix else "none"
    head = f"{first.kind} {how}"
    yield f"s {candidate.form}"
    yield f"s head {head}"
    yield f"s kinds {' '.join(atom.kind for atom in inner[:4])}"
    yield f"s kinds {how} {' '.join(atom.kind for atom in inner[:3])}"
    yield f"s atoms {len(inner)}"
    yield f"s head {head} {len(inner)}"
    yield f"s last kind {last.kind}"
    yield f"s finite {min(3, sum(atom.group is not None for atom in inner))}"
    if candidate.hole:
        hole = [atoms[index].kind for index in range(candidate.hole[0], candidate.hole[1] + 1)]
        yield "s hole"
        yield f"s hole {' '.join(hole)}"
        yield f"s hole {first.kind} {hole[0]} {atoms[candidate.hole[1] + 1].kind}"
    for atom in inner[1:]:
        opener = atom.openers[-1] if atom.openers else "-"
        yield f"s inside {atom.kind}"
        yield f"s inside {atom.kind} {opener} {atom.mark}"
        yield f"s inside opener {opener}"
        yield f"s inside mark {atom.mark}"
    count = sum(end - start for start, end in candidate.core)
    size = len(sentence.tokens)
    content = _content(candidate)
    yield f"s length {bisect_right(LENGTHS, count)}"
    yield f"s content {bisect_right(CONTENT, content)}"
    yield f"s content {bisect_right(CONTENT, content)} {first.kind}"
    yield f"s share {bisect_right(SHARES, count / size)}"
    yield f"s sentence {bisect_right(SENTENCE_LENGTHS, size)}"
    yield f"s sentence atoms {min(8, len(atoms))}"
    yield f"s rest {min(4, candidate.first)} {min(4, len(atoms) - 1 - candidate.last)}"
    if candidate.first == 0 and candidate.last == len(atoms) - 1:
        yield f"s whole {len(inner)}"
        yield f"s whole {' '.join(atom.kind for atom in inner[:4])}"


def _content(candidate: Candidate) -> int:
    tags = candidate.sentence.tags
    return sum(tags[index] in CONTENT_TAGS for start, end in candidate.pieces for index in range(start, end))


def _words(candidate: Candidate) -> Iterator[str]:
    """Lexical: lemmas, lists of cue words, the verb and the subject."""
    sentence = candidate.sentence
    indexes = [index for start, end in candidate.core for index in range(start, end) if sentence.tokens[index].is_word]
    for index in indexes:
        yield f"w {sentence.lemmas[index]}"
        for name in CUES_OF.get(sentence.lowers[index], ()):
            yield f"c {name}"
        if sentence.tags[index] == "CD" or any(char.isdigit() for char in sentence.lowers[index]):
            yield "c number"
    for tag in {sentence.tags[index] for index in indexes}:
        yield f"t {tag}"
    first = candidate.atoms[candidate.first]
    group = first.group or first.any_group
    if group:
        yield f"v {sentence.lemmas[group.head]}"
        yield f"v form {group.form} {sentence.tags[group.start]} {sentence.tags[group.head]}"
        for index in range(group.start, group.end):
            for name in CUES_OF.get(sentence.lowers[index], ()):
                yield f"v cue {name}"
        if sentence.lemmas[group.head] in REPORTING:
            yield "v reporting"
            yield f"v reporting {len(candidate.core)} {candidate.last - candidate.first}"
        if sentence.tags[group.head] == "VBN" and any(
            sentence.lemmas[i] == "be" for i in range(group.start, group.head)
        ):
            yield "v passive"
    subject = candidate.prefix.pieces[0] if candidate.prefix else (first.start, first.subject)
    if subject[1] > subject[0]:
        yield f"n subject {sentence.lemmas[subject[1] - 1]}"
        yield f"n subject tag {sentence.tags[subject[1] - 1]}"
        yield f"n subject first {sentence.lowers[subject[0]]}"
        yield f"n subject length {min(6, subject[1] - subject[0])}"
        for index in range(*subject):
            for name in CUES_OF.get(sentence.lowers[index], ()):
                yield f"n subject cue {name}"
        if any(sentence.tags[index].startswith("NNP") for index in range(*subject)):
            yield "n subject name"
    else:
        yield "n no subject"
