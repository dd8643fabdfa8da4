"""Training only: the candidates of an article with what the gold says of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from candidates import Candidate, candidates_of
from features import features_of
from model import fingerprint
from sentences import split_paragraph

from claimbench.model.gold import Gold, GoldClaim

ENOUGH = 0.5  # F1 of the characters from which a candidate counts as the claim
ATTRIBUTES = ("foreign", "commitment", "modality", "kind", "checkable")  # foreign: held by another than the author


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate with its features and the gold claim that it overlaps most, if it does so enough."""

    candidate: Candidate
    features: tuple[str, ...]
    claim: GoldClaim | None

    def label(self, name: str) -> Any:
        """Return whether it is a claim, or the value of one of the claim's attributes."""
        if name == "claim":
            return self.claim is not None
        assert self.claim
        return self.claim.holder != "author" if name == "foreign" else getattr(self.claim, name)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: what it is known by, its sentences' examples, and the ids of the claims that must be found in it."""

    key: str
    sentences: tuple[tuple[Example, ...], ...]
    wanted: frozenset[str]

    @property
    def examples(self) -> list[Example]:
        """The examples of all sentences."""
        return [example for sentence in self.sentences for example in sentence]


def paragraphs_of(gold: Gold) -> list[Paragraph]:
    """Return the labelled paragraphs of an annotated article."""
    places = [
        (claim, {at for part in mention.fragments for at in range(part.start, part.end)})
        for claim in gold.claims
        for mention in claim.mentions
    ]
    found = []
    for number, span in enumerate(gold.article.paragraphs):
        near = [(claim, place) for claim, place in places if span.start <= min(place) < span.end]
        sentences = tuple(
            tuple(_example(candidate, near) for candidate in candidates_of(sentence))
            for sentence in split_paragraph(gold.article.text, span.start, span.end)
        )
        wanted = frozenset(c.id for c in gold.claims if c.required and gold.block_of(c) == number)
        found.append(Paragraph(fingerprint(span.cut(gold.article.text)), sentences, wanted))
    return found


def _example(candidate: Candidate, near: list[tuple[GoldClaim, set[int]]]) -> Example:
    best: tuple[float, bool, GoldClaim | None] = (0.0, False, None)
    own = set(range(candidate.start, candidate.end))
    for claim, place in near:
        score = 2 * len(own & place) / (len(own) + len(place))
        if score >= ENOUGH and (score, claim.required) > best[:2]:
            best = (score, claim.required, claim)
    return Example(candidate, tuple(features_of(candidate)), best[2])
