"""What the models see around a candidate: its edges, the frame that it stands in, its sentence and the next ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from candidates import Candidate
from context import Place
from lexicon import CUES_OF, DOUBTING, EMPTY_NOUNS, FACTIVE, REPORTING, SAYING_NOUNS, SOURCES


def edges(candidate: Candidate) -> Iterator[str]:
    """The words and marks on either side of its two ends, and what the neighbouring atoms are."""
    sentence, atoms = candidate.sentence, candidate.atoms
    start, end = candidate.core[0][0], candidate.core[-1][1]
    lowers, tags = sentence.lowers, sentence.tags
    first, last = atoms[candidate.first], atoms[candidate.last]
    yield f"e first {lowers[start]}"
    yield f"e first tag {tags[start]}"
    yield f"e first tags {' '.join(tags[start : start + 2])}"
    yield f"e last {lowers[end - 1]}"
    yield f"e last tag {tags[end - 1]}"
    yield f"e before {lowers[start - 1] if start else '^'}"
    yield f"e before tag {tags[start - 1] if start else '^'}"
    yield f"e after {lowers[end] if end < len(lowers) else '$'}"
    yield f"e after tags {' '.join(tags[end : end + 2])}"
    yield f"e mark {first.mark}"
    yield f"e closing mark {last.after}"
    for word in first.openers:
        yield f"e opener {word}"
        yield f"e opener {word} {candidate.form} {min(3, candidate.last - candidate.first)}"
    if candidate.first:
        before = atoms[candidate.first - 1]
        yield f"e atom before {before.kind} {first.mark} {first.kind}"
        yield f"e word before {sentence.lemmas[before.end - 1]}"
        if sentence.lemmas[before.end - 1] in REPORTING:
            yield "e reporting before"
        if lowers[before.end - 1] in SAYING_NOUNS:
            yield "e saying noun before"
    if candidate.last + 1 < len(atoms):
        after = atoms[candidate.last + 1]
        opener = after.openers[0] if after.openers else "-"
        yield f"e atom after {last.kind} {after.mark} {after.kind}"
        yield f"e atom after {after.mark} {opener}"
        yield f"e atom after {after.kind} {opener}"
        if after.kind in {"headless", "bare"} and not after.openers and last.group is None:
            yield "e cut from its verb"
        if last.end >= 1 and sentence.lemmas[last.end - 1] in REPORTING:
            yield "e cut from what is said"
    if first.subject == first.start and first.group is None:
        yield f"e verbless start {first.kind}"


def frame_of(place: Place, candidate: Candidate) -> Iterator[str]:
    """The reporting frame that it stands in."""
    sentence = candidate.sentence
    frame = place.frames[candidate.first]
    yield f"f how {frame.how} {frame.direct}"
    if frame.how:
        yield "f any"
        yield f"f {frame.how} {frame.word}"
        yield f"f word {frame.word}"
        if frame.negated:
            yield "f negated"
        for name, words in (("doubting", DOUBTING), ("factive", FACTIVE), ("empty", EMPTY_NOUNS)):
            if frame.word in words:
                yield f"f {name}"
        start, end = frame.source
        if start == end:
            yield f"f source none {frame.how}"
        else:
            head = sentence.lowers[end - 1]
            yield f"f source head {sentence.lemmas[end - 1]}"
            yield f"f source tag {sentence.tags[end - 1]}"
            yield f"f source first {sentence.lowers[start]}"
            if head in {"i", "we", "you"}:
                yield "f source self"
            if any(sentence.tags[index].startswith("NNP") for index in range(start, end)):
                yield "f source name"
            if head in SOURCES:
                yield "f source list"
    inside = {place.frames[index].how for index in range(candidate.first, candidate.last + 1)} - {frame.how}
    for how in inside:
        yield f"f inside {how}"
    quoted = [sentence.quoted[index] for start, end in candidate.core for index in range(start, end)]
    share = sum(quoted) / len(quoted)
    yield f"f quoted {'all' if share > 0.8 else 'some' if share else 'no'}"


def around(place: Place, candidate: Candidate) -> Iterator[str]:
    """Sentence and neighbours: place, question, cue words elsewhere in the sentence, the sentences around."""
    sentence = candidate.sentence
    lowers = sentence.lowers
    end_mark = next((token.text for token in reversed(sentence.tokens) if not token.is_word), "")
    yield f"x ends {end_mark}"
    if "?" in lowers:
        yield "x question"
        yield f"x question {candidate.atoms[candidate.first].kind}"
    if sentence.first:
        yield "x first"
    if sentence.last:
        yield "x last"
    if sentence.sources:
        yield "x sourced"
    yield f"x opens {lowers[next((i for i, t in enumerate(sentence.tokens) if t.is_word), 0)]}"
    elsewhere = Counter(place.cues)
    for start, end in candidate.core:
        for word in lowers[start:end]:
            elsewhere.subtract(CUES_OF.get(word, ()))
    for name, count in elsewhere.items():
        if count > 0:
            yield f"x cue {name}"
    yield f"x before frame {place.before_frame.how}"
    if place.before_frame.how:
        yield f"x before frame word {place.before_frame.word}"
    if place.after:
        words = [token.lower for token in place.after.tokens if token.is_word]
        yield f"x next opens {words[0]}"
        yield f"x next opens {' '.join(words[:2])}"
        if len(words) <= 4:
            yield "x next short"
            yield f"x next {' '.join(words)}"
        for word in words[:6]:
            for name in CUES_OF.get(word, ()):
                yield f"x next cue {name}"
    if place.before:
        words = [token.lower for token in place.before.tokens if token.is_word]
        if "?" in place.before.lowers:
            yield "x after question"
        if len(words) <= 4:
            yield "x before short"
