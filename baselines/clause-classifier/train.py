"""Writes weights.json from the annotated passages in training/.

Run it from anywhere with a Python that has scikit-learn and what the extractor needs::

    python train.py [--report]

It takes a minute or two. Nothing is random: the same passages give the same bytes. With ``--report`` it also prints
how good and how well calibrated each model is on passages that it has not seen.

To train on other documents, in folds or whole, and to apply the result::

    weights = fit(documents)            # documents.Document; documents.document_of(gold) makes one of a claimbench Gold
    claims = predict(weights, article)  # the article as an extractor is given it
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

os.environ["OMP_NUM_THREADS"] = "1"  # problems this small and sparse take several times as long with more threads

from documents import training_documents
from fitting import held_out
from labels import labelled
from learning import CLAIM_STRENGTHS, STRENGTHS, attribute_rows, best_strength, claim_rows, fit
from model import save
from predicting import ATTRIBUTES, REQUIRED, predict, pronouns_of

__all__ = ["fit", "predict"]

BINS = 10


def main() -> None:
    """Train on the passages and write the weights."""
    documents = training_documents()
    weights = fit(documents)
    save(weights)
    if "--report" in sys.argv[1:]:
        print(f"settings: {weights.settings}")
        known = [labelled(document, pronouns_of(weights)) for document in documents]
        _reliability(claim_rows(known))
        for name in ("foreign", "commitment", "polarity", *ATTRIBUTES):
            rows = attribute_rows(known, name)
            _quality(name, held_out(rows, best_strength(rows, STRENGTHS)))


def _reliability(rows: Any) -> None:
    """Print how often candidates are required claims, by the probability that they were given unseen."""
    seen = held_out(rows, CLAIM_STRENGTHS[1])
    pairs = [(chances.get(REQUIRED, 0.0), value == REQUIRED) for value, chances, _ in seen]
    share = sum(right for _, right in pairs) / len(pairs)
    brier = sum((chance - right) ** 2 for chance, right in pairs) / len(pairs)
    print(f"required: Brier {brier:.3f}, of always saying {share:.2f} {share * (1 - share):.3f}")
    for step in range(BINS):
        inside = [pair for pair in pairs if min(int(pair[0] * BINS), BINS - 1) == step]
        if inside:
            said = sum(chance for chance, _ in inside) / len(inside)
            true = sum(right for _, right in inside) / len(inside)
            print(f"  said {said:.2f}, true {true:.2f}, {len(inside)} candidates")


def _quality(name: str, seen: Sequence[tuple[Any, dict[Any, float], float]]) -> None:
    """Print accuracy, that of the most frequent value, and the Brier score of one attribute."""
    total = sum(weight for *_, weight in seen)
    right = sum(weight for value, chances, weight in seen if max(chances, key=lambda v: (chances[v], v)) == value)
    frequent: Counter[Any] = Counter()
    brier = 0.0
    for value, chances, weight in seen:
        frequent[value] += weight  # type: ignore[assignment]
        brier += weight * sum((chance - (other == value)) ** 2 for other, chance in chances.items())
    most = max(frequent.values()) / total
    print(f"{name}: accuracy {right / total:.3f}, most frequent value {most:.3f}, Brier {brier / total:.3f}")


if __name__ == "__main__":
    main()
