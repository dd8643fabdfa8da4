"""What a stance may be about: noun phrases in a claim, what its pronouns stand for, and the article's main topics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from candidates import Candidate
from context import Place
from lexicon import CUES_OF
from phrases import Phrase, words_of

TOPICS = 5
CLAIM_FEATURES = ("c advice", "c good", "c bad", "c not", "c future", "v passive", "f how", "f any", "v form")
SHORTEST_FULL = 5  # words of the full form of a name for a topic
LEADING = frozenset("the a an this that these those his her its their our my such".split())


@dataclass(frozen=True, slots=True)
class Target:
    """A noun phrase with the features that tell how likely a claim's stance is about it."""

    text: str
    features: tuple[str, ...]


class Topics:
    """The head nouns of an article by how often they occur, with the fullest phrase for each."""

    def __init__(self, places: Sequence[Place]) -> None:
        """Count the phrases of an article."""
        self.counts: Counter[str] = Counter()
        self._full: dict[str, str] = {}
        for place in places:
            for phrase in place.phrases:
                lemma = place.sentence.lemmas[phrase.head]
                text = _bare(words_of(place.sentence, phrase.start, phrase.head + 1))
                self.counts[lemma] += 1
                known = self._full.get(lemma, "")
                if len(known.split()) < len(text.split()) <= SHORTEST_FULL:
                    self._full[lemma] = text
        order = sorted(self.counts, key=lambda lemma: (-self.counts[lemma], lemma))
        self.ranks = {lemma: rank for rank, lemma in enumerate(order)}
        self.main = order[:TOPICS]

    def full(self, lemma: str, text: str) -> str:
        """Return the fullest phrase with a head noun."""
        known = self._full.get(lemma, "")
        return known if len(known.split()) > len(text.split()) else text


def targets_of(
    places: Sequence[Place], number: int, candidate: Candidate, features: Sequence[str], topics: Topics
) -> list[Target]:
    """Return what a claim may be for or against, each once."""
    place = places[number]
    sentence = place.sentence
    about = [name for name in features if name.startswith(CLAIM_FEATURES)]
    found: dict[str, set[str]] = {}
    inside = {index for start, end in candidate.pieces for index in range(start, end)}
    for phrase in place.phrases:
        if phrase.start in inside:
            lemma = sentence.lemmas[phrase.head]
            role = "object" if phrase.role == "object" else phrase.role
            tag = sentence.tags[phrase.head]
            of = "with of" if phrase.end > phrase.head + 1 else "plain"
            text = _name(place, phrase) or _bare(words_of(sentence, phrase.start, phrase.end))
            more = {f"d tag {tag}", f"d {of}", f"d determiner {sentence.lowers[phrase.start] in LEADING}"}
            more |= {
                f"d cue {cue}" for i in range(phrase.start, phrase.end) for cue in CUES_OF.get(sentence.lowers[i], ())
            }
            if phrase.start > 0:
                more.add(f"d before {sentence.lowers[phrase.start - 1]}")
            _add(found, topics, lemma, text, role, more, about)
    for index, known in place.references.items():
        if index in inside:
            _add(
                found, topics, known.lemma, _bare(known.text), "pronoun", {f"d pronoun {sentence.lowers[index]}"}, about
            )
    for rank, lemma in enumerate(topics.main):
        _add(found, topics, lemma, lemma, f"topic {rank}", set(), about)
    return [Target(text, tuple(sorted(names))) for text, names in found.items()]


def _add(
    found: dict[str, set[str]], topics: Topics, lemma: str, text: str, role: str, more: set[str], about: list[str]
) -> None:
    full = topics.full(lemma, text)
    if not full:
        return
    rank = min(topics.ranks.get(lemma, 9), 9)
    names = found.setdefault(full, set())
    names |= {f"d role {role}", f"d rank {rank}", f"d role {role} rank {min(rank, 3)}"} | more
    names.add(f"d count {min(topics.counts[lemma], 5)}")
    names.add(f"d length {min(len(full.split()), 5)}")
    names |= {f"{role} {name}" for name in about}


def _name(place: Place, phrase: Phrase) -> str:
    """Return the full name of the person that a phrase names, or ""."""
    for mention in place.mentions:
        if mention.end == phrase.head + 1 and place.directory.is_person(mention):
            return place.directory.full(mention.words)
    return ""


def _bare(text: str) -> str:
    words = text.split()
    while len(words) > 1 and words[0].lower() in LEADING:
        words = words[1:]
    return " ".join(words)
