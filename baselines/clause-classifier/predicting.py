"""Applies the models to an article: candidates, a choice among them, attributes, holders and stances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from candidates import Candidate
from choosing import choose
from context import Place, Pronouns, read
from features import features_of
from holders import AUTHOR, UNNAMED, options_of
from model import Weights
from targets import Topics, targets_of
from wording import sources_of, spans_of, text_of

ATTRIBUTES = ("modality", "kind", "checkable")
# Classes of the claim model. A "part" says some of a claim, or says it in words that need the text around them.
ABSENT, OPTIONAL, OPTIONAL_PART, REQUIRED, REQUIRED_PART = "absent", "optional", "optional part", "required", "part"


@dataclass(frozen=True, slots=True)
class Found:
    """A chosen candidate with its features and the probability that it is a required claim."""

    number: int
    candidate: Candidate
    features: list[str]
    chance: float


def predict(weights: Weights, article: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the claims of an article's body as records."""
    text: str = article["text"]
    paragraphs = [(paragraph["start"], paragraph["end"]) for paragraph in article.get("paragraphs", [])]
    places = read(text, paragraphs, pronouns_of(weights))
    topics = Topics(places)
    found = [item for place in places for item in _chosen(weights, place)]
    return [record for item in found if (record := _record(weights, text, places, topics, item))["text"]]


def pronouns_of(weights: Weights) -> Pronouns:
    """Return the model that resolves pronouns."""
    return Pronouns(weights.models["pronoun"], weights.settings["pronoun"])


def gain_of(chances: dict[str, float], cost: float, part: float) -> float:
    """Return what choosing a candidate is worth: a claim found, less ``cost`` for each that is sought or wrong.

    With ``cost`` at half the F1 that can be reached, the greatest expected gain is the greatest expected F1.
    Optional claims are set aside in scoring and are worth nothing. A part is a claim with probability ``part``.
    """
    right = chances[REQUIRED] + part * chances[REQUIRED_PART]
    wrong = chances[ABSENT] + (1 - part) * (chances[REQUIRED_PART] + chances[OPTIONAL_PART])
    return (1 - cost) * right - cost * wrong


def _chosen(weights: Weights, place: Place) -> list[Found]:
    model = weights.models["claim"]
    features = [features_of(place, candidate) for candidate in place.candidates]
    chances = [dict.fromkeys((ABSENT, OPTIONAL, OPTIONAL_PART, REQUIRED, REQUIRED_PART), 0.0) for _ in features]
    for own, names in zip(chances, features, strict=True):
        own.update(zip(model.classes, model.probabilities(names), strict=True))
    gains = [gain_of(own, weights.settings["cost"], weights.settings["part"]) for own in chances]
    return [
        Found(place.number, place.candidates[index], features[index], chances[index][REQUIRED])
        for index in choose(place.candidates, gains)
    ]


def _record(weights: Weights, text: str, places: Sequence[Place], topics: Topics, found: Found) -> dict[str, Any]:
    place, candidate, features = places[found.number], found.candidate, found.features
    holder = holder_of(weights, places, found.number, candidate, features)
    commitment = "endorses" if holder == AUTHOR else weights.models["commitment"].choose(features)
    return {
        "text": text_of(text, place, candidate),
        "spans": [{"start": start, "end": end} for start, end in spans_of(candidate)],
        "holder": holder,
        "commitment": commitment,
        **{name: weights.models[name].choose(features) for name in ATTRIBUTES},
        "citations": sources_of(candidate),
        "stances": _stances(weights, places, topics, found, holder),
        "confidence": round(found.chance, 3),
    }


def holder_of(
    weights: Weights, places: Sequence[Place], number: int, candidate: Candidate, features: Sequence[str]
) -> str:
    """Return who holds a claim."""
    if weights.models["foreign"].chance(True, features) < weights.settings["foreign"]:
        return AUTHOR
    best, chance = UNNAMED, -1.0
    for option in options_of(places, number, candidate):
        own = weights.models["holder"].chance(True, option.features)
        if own > chance:
            best, chance = option.name, own
    return best


def _stances(
    weights: Weights, places: Sequence[Place], topics: Topics, found: Found, holder: str
) -> list[dict[str, str]]:
    """Return the likeliest stance if it is likely enough."""
    polarity = weights.models["polarity"]
    chances = {value: polarity.chance(value, found.features) for value in ("favor", "against")}
    likelier = max(chances, key=lambda value: (chances[value], value))
    best, name = weights.settings["stance"], ""
    for target in targets_of(places, found.number, found.candidate, found.features, topics):
        own = weights.models["target"].chance(True, target.features) * chances[likelier]
        if own > best and target.text != holder:
            best, name = own, target.text
    return [{"holder": holder, "target": name, "polarity": likelier}] if name else []
