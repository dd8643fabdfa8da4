"""What the models see of a candidate: names of binary features."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from candidates import Candidate
from cues import cues_in

LENGTHS = (5, 8, 12, 17, 25, 40)
SHARES = (0.2, 0.4, 0.6, 0.8, 0.999)
CONTEXT = 6  # words that are looked at on either side


def features_of(candidate: Candidate) -> list[str]:
    """Return the sorted names of the features that a candidate has."""
    return sorted({*_words(candidate), *_around(candidate), *_shape(candidate)})


def _words(candidate: Candidate) -> set[str]:
    words = candidate.sentence.words[candidate.first : candidate.last]
    lowers = [word.lower for word in words]
    found = {f"w {word}" for word in lowers}
    found |= {f"w {one} {two}" for one, two in pairwise(lowers)}
    found |= {f"cue {name}" for name in cues_in(words)}
    found |= {f"head cue {name}" for name in cues_in(words[:4])}
    if any(any(char.isdigit() for char in word.text) for word in words):
        found.add("number")
    return found | {f"first {lowers[0]}", f"last {lowers[-1]}"}


def _around(candidate: Candidate) -> set[str]:
    words = candidate.sentence.words
    before = words[max(0, candidate.first - CONTEXT) : candidate.first]
    after = words[candidate.last : candidate.last + CONTEXT]
    found = {f"before cue {name}" for name in cues_in(before)}
    found |= {f"after cue {name}" for name in cues_in(after)}
    found.add(f"before {before[-1].lower}" if before else "opens the sentence")
    found.add(f"after {after[0].lower}" if after else "closes the sentence")
    return found | ({f"joiner {candidate.joiner}"} if candidate.joiner else set())


def _shape(candidate: Candidate) -> set[str]:
    sentence = candidate.sentence
    size = candidate.last - candidate.first
    share = size / len(sentence.words)
    inner = sentence.gaps[candidate.first + 1 : candidate.last]
    marks = {char for gap in inner for char in gap if char in ";:,—–(“"}
    found = {f"length {bisect_right(LENGTHS, size)}", f"share {bisect_right(SHARES, share)}"}
    found |= {f"inside {mark}" for mark in marks}
    found |= {f"opened by {char}" for char in sentence.gaps[candidate.first] if not char.isspace()}
    found |= {f"closed by {char}" for char in sentence.gaps[candidate.last] if not char.isspace()}
    if sentence.quoted[candidate.first]:
        found.add("quoted")
    if sentence.words[candidate.first].text[0].isupper():
        found.add("capital")
    if sentence.first:
        found.add("first sentence")
    if sentence.last:
        found.add("last sentence")
    return found
