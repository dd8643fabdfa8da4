"""Training only: which annotated claim a candidate states, if any."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from candidates import Candidate
from context import Place, Pronouns, read
from documents import Document, Span
from features import features_of
from parsing import lemma_of
from predicting import ABSENT, OPTIONAL, OPTIONAL_PART, REQUIRED, REQUIRED_PART
from wording import spans_of, text_of

# Of the claim's content words a candidate must have these shares to state it: most of a claim, whatever it adds.
LEAST_RECALL = 0.45
LEAST_F1 = 0.45
ENOUGH_PLACE = 0.75  # of the characters, where the words differ because the annotator replaced a pronoun
NEGATION_COST = 0.15
MARGIN = 0.2  # a candidate that much less like a claim than the best one is a part of it
WHOLE = 0.5  # of the claim's content words; with fewer a candidate is a part
NEGATION = re.compile(r"\b(?:not|never|no|nobody|nothing|none|nor|neither|cannot|without)\b|n[’']t\b")
WORD = re.compile(r"\w+")
EMPTY = frozenset(
    """the a an of to in on at for by with and or but that this these those it its is are was were be been being has
    have had do does did will would as from than which who what he she they his her their him them i my we our us not
    s t""".split()
)


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate and what the annotators make of it.

    Attributes:
        candidate: the candidate.
        features: what the models see of it.
        claim: the number of the claim that it states, or -1.
        likeness: how well it agrees with the claim in words and place.
        recall: which share of the claim's content words it has.
        opposed: whether one of the two is negated and the other is not.
        words: the content words of its text.
        extent: the characters of its spans.
    """

    candidate: Candidate
    features: tuple[str, ...]
    claim: int
    likeness: float
    recall: float
    opposed: bool
    words: frozenset[str]
    extent: frozenset[int]


@dataclass(frozen=True, slots=True)
class Known:
    """What a candidate is compared with: a claim's content words, characters of its mentions, negation, status."""

    words: frozenset[str]
    places: list[frozenset[int]]
    negated: bool
    required: bool


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document with the examples of each of its sentences."""

    document: Document
    places: tuple[Place, ...]
    sentences: tuple[tuple[Example, ...], ...]
    known: tuple[Known, ...]
    best: dict[int, float]

    def kind_of(self, example: Example) -> str:
        """Return the class of an example for the claim model."""
        if example.claim < 0:
            return ABSENT
        part = example.likeness < self.best[example.claim] - MARGIN or example.recall < WHOLE or example.opposed
        if self.known[example.claim].required:
            return REQUIRED_PART if part else REQUIRED
        return OPTIONAL_PART if part else OPTIONAL

    def stating(self) -> dict[int, list[tuple[int, Example]]]:
        """Return for each claim the examples that state it wholly, with the numbers of their sentences."""
        found: dict[int, list[tuple[int, Example]]] = {}
        for place, examples in zip(self.places, self.sentences, strict=True):
            for example in examples:
                if self.kind_of(example) in {REQUIRED, OPTIONAL}:
                    found.setdefault(example.claim, []).append((place.number, example))
        return found


def labelled(document: Document, pronouns: Pronouns | None = None) -> Labelled:
    """Return a document with its candidates labelled."""
    places = tuple(read(document.text, document.paragraphs, pronouns))
    known = tuple(
        Known(content_of(c.text), [_characters(mention) for mention in c.mentions], negated(c.text), c.required)
        for c in document.claims
    )
    sentences = tuple(
        tuple(_example(document, place, candidate, known) for candidate in place.candidates) for place in places
    )
    best: dict[int, float] = {}
    for example in (example for examples in sentences for example in examples):
        best[example.claim] = max(best.get(example.claim, 0.0), example.likeness)
    return Labelled(document, places, sentences, known, best)


def content_of(text: str) -> frozenset[str]:
    """Return the lemmas of a text's content words."""
    lowers = text.lower().replace("’", "'").replace("n't", " ")
    return frozenset(lemma_of(word, "NN") for word in WORD.findall(lowers)) - EMPTY


def negated(text: str) -> bool:
    """Whether an odd number of plain negations stands in a text."""
    return len(NEGATION.findall(text.lower())) % 2 == 1


def _characters(spans: Sequence[Span]) -> frozenset[int]:
    return frozenset({at for start, end in spans for at in range(start, end)})


def _example(document: Document, place: Place, candidate: Candidate, known: Sequence[Known]) -> Example:
    """Find the claim that a candidate agrees with most in words and place."""
    text = text_of(document.text, place, candidate)
    own, no = content_of(text), negated(text)
    extent = _characters(spans_of(candidate))
    best: tuple[float, bool, int, float, bool] = (0.0, False, -1, 0.0, False)
    for number, claim in enumerate(known):
        shared = max(2 * len(extent & other) / (len(extent) + len(other)) for other in claim.places)
        if not shared or not claim.words:
            continue
        common = len(own & claim.words)
        recall, alike = common / len(claim.words), 2 * common / (len(own) + len(claim.words))
        if (recall < LEAST_RECALL or alike < LEAST_F1) and shared < ENOUGH_PLACE:
            continue
        score = (alike + shared) / 2 - NEGATION_COST * (no != claim.negated)
        if (score, claim.required) > best[:2]:
            best = (score, claim.required, number, recall, no != claim.negated)
    features = tuple(features_of(place, candidate))
    return Example(candidate, features, best[2], best[0], best[3], best[4], own, extent)
