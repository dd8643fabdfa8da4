"""Training only: all models from annotated documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from choosing import choose
from documents import Claim, Document
from fitting import FOLDS, Rows, best_strength, fit_rows
from holders import AUTHOR, options_of
from labels import Labelled, content_of, labelled
from model import Linear, Weights
from predicting import ATTRIBUTES, gain_of, pronouns_of
from scoring import count, f1
from targets import Topics, targets_of

CLAIM_STRENGTHS = (0.01, 0.02, 0.04)
STRENGTHS = (0.03, 0.1, 0.3, 1.0)
COSTS = (0.2, 0.25, 0.3, 0.35, 0.4)
PART = 0.3  # how often a part is taken for the claim; between .2 and .5 the results are alike
PRONOUN_LEAST = 0.5
OPTIONAL_WEIGHT = 0.7  # optional claims teach the attributes as well, but are not scored
SAME_NAME = 0.6  # F1 of content words from which two names are the same


def fit(documents: Sequence[Document]) -> Weights:
    """Return everything that is trained on some documents."""
    plain = [labelled(document) for document in documents]
    pronoun = _chosen_fit(pronoun_rows(plain))
    weights = Weights({"pronoun": pronoun}, {"pronoun": PRONOUN_LEAST, "part": PART, "foreign": 0.5, "stance": 0.06})
    known = [labelled(document, pronouns_of(weights)) for document in documents]
    strength, cost = _best_claims(known)
    weights.models["claim"] = fit_rows(claim_rows(known), strength)
    weights.settings["cost"] = cost
    for name in ("foreign", "commitment", "polarity", *ATTRIBUTES):
        weights.models[name] = _chosen_fit(attribute_rows(known, name))
    weights.models["holder"] = _chosen_fit(holder_rows(known))
    weights.models["target"] = _chosen_fit(target_rows(known))
    return weights


def _chosen_fit(rows: Rows) -> Linear:
    return fit_rows(rows, best_strength(rows, STRENGTHS))


def claim_rows(known: Sequence[Labelled]) -> Rows:
    """Return every candidate with its class."""
    rows = Rows()
    for document in known:
        for example in (example for examples in document.sentences for example in examples):
            rows.add(example.features, document.kind_of(example), document.document.id)
    return rows


def _best_claims(known: Sequence[Labelled]) -> tuple[float, float]:
    """Choose the strength of the penalty and the cost of a choice by the F1 in documents that are left out."""
    rows = claim_rows(known)
    best = (-1.0, 0.0, 0.0)
    for strength in CLAIM_STRENGTHS:
        models = [fit_rows(rows.part(fold, False), strength) for fold in range(FOLDS)]
        order = {name: index for index, name in enumerate(dict.fromkeys(d.document.id for d in known))}
        chances = [
            [
                [dict(zip(m.classes, m.probabilities(e.features), strict=True)) for e in examples]
                for examples in document.sentences
            ]
            for document in known
            for m in [models[order[document.document.id] % FOLDS]]
        ]
        for cost in COSTS:
            counts = [_count(document, own, cost) for document, own in zip(known, chances, strict=True)]
            score = f1(*(sum(column) for column in zip(*counts, strict=True)))
            best = max(best, (score, strength, cost))
    return best[1], best[2]


def _count(document: Labelled, chances: list[list[dict[str, float]]], cost: float) -> tuple[int, int, int]:
    chosen = []
    for examples, own in zip(document.sentences, chances, strict=True):
        gains = [gain_of(chance, cost, PART) for chance in own]
        chosen += [examples[index] for index in choose([e.candidate for e in examples], gains)]
    return count(document, chosen)


def attribute_rows(known: Sequence[Labelled], name: str) -> Rows:
    """Return the candidates that state a claim with the value of an attribute; each claim counts once."""
    rows = Rows()
    for document in known:
        for number, stating in sorted(document.stating().items()):
            claim = document.document.claims[number]
            if name == "commitment" and claim.holder == AUTHOR:
                continue  # the author endorses what the author claims
            value = _value(claim, name)
            weight = (1.0 if claim.required else OPTIONAL_WEIGHT) / len(stating)
            for _, example in stating:
                rows.add(example.features, value, document.document.id, weight)
    return rows


def _value(claim: Claim, name: str) -> Any:
    if name == "foreign":
        return claim.holder != AUTHOR
    if name == "polarity":
        return next((polarity for _, _, polarity in claim.stances if polarity != "neutral"), "none")
    return getattr(claim, name)


def holder_rows(known: Sequence[Labelled]) -> Rows:
    """Return the names that may be the holder of each claim of somebody else, with whether they are."""
    rows = Rows()
    for document in known:
        for number, stating in sorted(document.stating().items()):
            holder = document.document.claims[number].holder
            if holder == AUTHOR:
                continue
            for place, example in stating:
                for option in options_of(document.places, place, example.candidate):
                    rows.add(option.features, same_name(option.name, holder), document.document.id, 1 / len(stating))
    return rows


def target_rows(known: Sequence[Labelled]) -> Rows:
    """Return what each claim with a stance may be for or against, with whether the stance is about it."""
    rows = Rows()
    for document in known:
        topics = Topics(document.places)
        for number, stating in sorted(document.stating().items()):
            about = [
                target for _, target, polarity in document.document.claims[number].stances if polarity != "neutral"
            ]
            if not about:
                continue
            for place, example in stating:
                for target in targets_of(document.places, place, example.candidate, example.features, topics):
                    right = any(same_name(target.text, name) for name in about)
                    rows.add(target.features, right, document.document.id, 1 / len(stating))
    return rows


def pronoun_rows(known: Sequence[Labelled]) -> Rows:
    """Return what pronouns may stand for, with whether the annotator put that into the claim's text.

    Only pronouns count of which the annotator put any of it; others may have been left, or be about something unsaid.
    """
    rows = Rows()
    for document in known:
        best: dict[int, tuple[float, int, int]] = {}
        for place, examples in zip(document.places, document.sentences, strict=True):
            for index, example in enumerate(examples):
                if example.claim >= 0 and example.likeness > best.get(example.claim, (0.0, 0, 0))[0]:
                    best[example.claim] = (example.likeness, place.number, index)
        seen: set[tuple[int, int]] = set()
        for number, (_, at, index) in sorted(best.items()):
            example = document.sentences[at][index]
            missing = document.known[number].words - example.words
            for anaphor in document.places[at].anaphors:
                if not any(start <= anaphor.token < end for start, end in example.candidate.pieces):
                    continue
                words = [content_of(option.text) for option, _ in anaphor.options]
                right = [bool(own) and len(own & missing) * 2 >= len(own) for own in words]
                if any(right) and (at, anaphor.token) not in seen:
                    seen.add((at, anaphor.token))
                    for (_, features), value in zip(anaphor.options, right, strict=True):
                        rows.add(features, value, document.document.id)
    return rows


def same_name(one: str, other: str) -> bool:
    """Whether two names share most of their content words, or are the same word."""
    if one.lower() == other.lower():
        return True
    a, b = content_of(one), content_of(other)
    return bool(a and b) and 2 * len(a & b) / (len(a) + len(b)) >= SAME_NAME
