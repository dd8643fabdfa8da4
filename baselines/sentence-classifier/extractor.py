"""Applies the trained weights: candidates, their probabilities, a choice without overlaps, attributes."""

from __future__ import annotations

import re
from typing import Any

from candidates import Candidate, candidates_of
from choosing import choose
from features import features_of
from holders import holder_of
from model import Fold, Weights
from sentences import Sentence, split_paragraph

AUTHOR = "author"
CUT_OFF = re.compile(r"\s{8,}")  # what a source leaves behind between two words


class SentenceClassifier:
    """Extracts the clauses that logistic regressions take for claims."""

    def __init__(self) -> None:
        """Read the weights once."""
        self._weights = Weights()

    def extract(self, article: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the claims of the article's body."""
        text: str = article["text"]
        claims: list[dict[str, Any]] = []
        for paragraph in article.get("paragraphs", []):
            start, end = paragraph["start"], paragraph["end"]
            fold = self._weights.of(text[start:end])
            for sentence in split_paragraph(text, start, end):
                claims += _read(text, sentence, fold)
        return claims


def _read(text: str, sentence: Sentence, fold: Fold) -> list[dict[str, Any]]:
    candidates = candidates_of(sentence)
    features = [features_of(candidate) for candidate in candidates]
    chances = [fold.claim.probabilities(names)[1] for names in features]
    chosen = choose(candidates, chances, fold.threshold)
    return [_record(text, candidates[index], features[index], fold) for index in chosen]


def _record(text: str, candidate: Candidate, features: list[str], fold: Fold) -> dict[str, Any]:
    values = {name: model.choose(features) for name, model in fold.attributes.items()}
    foreign = values.pop("foreign")
    if not foreign:
        values["commitment"] = "endorses"  # nobody else's claim to report or reject
    spans = _spans(candidate)
    words = " ".join(text[start:end] for start, end in spans)
    return {
        "text": _sentence(words, candidate.sentence.gaps[candidate.last]),
        "spans": [{"start": start, "end": end} for start, end in spans],
        "holder": holder_of(candidate) if foreign else AUTHOR,
        **values,
    }


def _sentence(words: str, after: str) -> str:
    """Make a sentence of a clause, without half a pair of quotation marks."""
    if words.count("“") != words.count("”"):
        words = re.sub("[“”]", "", words)
    words = re.sub(r"\s+", " ", words)
    return words[:1].upper() + words[1:] + ("?" if "?" in after else ".")


def _spans(candidate: Candidate) -> list[tuple[int, int]]:
    """Return the places of a candidate's words, without the sources between them."""
    words, gaps = candidate.sentence.words, candidate.sentence.gaps
    spans = [(words[candidate.first].start, words[candidate.first].end)]
    for index in range(candidate.first + 1, candidate.last):
        if CUT_OFF.search(gaps[index]):
            spans.append((words[index].start, words[index].end))
        else:
            spans[-1] = (spans[-1][0], words[index].end)
    return spans
