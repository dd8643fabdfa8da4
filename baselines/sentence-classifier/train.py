"""Writes weights.json: one set of weights a paragraph, trained on all others, and one trained on all.

Run it from anywhere with a Python that has claimbench installed; it reads the articles that submission.toml names
in ``gold_seen`` and takes a few minutes::

    python train.py

Nothing is random: the same gold gives the same bytes. With ``--report`` it also prints how well the claims of
each paragraph are found by the weights that have not seen it.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from fitting import chances_of, f1, fit_fold, found
from labels import ATTRIBUTES, Paragraph, paragraphs_of
from model import WEIGHTS, Linear

from claimbench.corpus.corpus import load_corpus

MANIFEST = Path(__file__).with_name("submission.toml")


def main() -> None:
    """Train all folds and write them."""
    seen = tomllib.loads(MANIFEST.read_text("utf-8"))["gold_seen"]
    golds = [gold for gold in load_corpus().golds if gold.article.id in seen]
    paragraphs = [paragraph for gold in golds for paragraph in paragraphs_of(gold)]
    folds = [(left, *fit_fold([p for p in paragraphs if p.key != left.key])) for left in paragraphs]
    models, threshold = fit_fold(paragraphs)
    everything = [m for _, trained, _ in folds for m in trained.values()] + list(models.values())
    names = sorted({name for model in everything for name in model.weights})
    place = {name: index for index, name in enumerate(names)}
    record = {
        "features": names,
        "folds": [{"without": left.key} | _fold(trained, least, place) for left, trained, least in folds],
        "whole": _fold(models, threshold, place),
    }
    WEIGHTS.write_text(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    if "--report" in sys.argv[1:]:
        _report(folds)


def _fold(models: dict[str, Linear], threshold: float, place: dict[str, int]) -> dict[str, Any]:
    return {"threshold": threshold, "models": {name: _linear(model, place) for name, model in models.items()}}


def _linear(model: Linear, place: dict[str, int]) -> dict[str, Any]:
    skip = int(len(model.classes) == 2)  # of two classes the first weighs nothing
    rows = sorted([place[name], *weights[skip:]] for name, weights in model.weights.items())
    return {"classes": model.classes, "bias": model.bias[skip:], "weights": rows}


def _report(folds: list[tuple[Paragraph, dict[str, Linear], float]]) -> None:
    """Print what the weights say of the paragraphs that they have not seen."""
    right = wrong = missed = 0
    for number, (left, models, threshold) in enumerate(folds, start=1):
        counts = found(left, chances_of(left, models["claim"]), threshold)
        right, wrong, missed = right + counts[0], wrong + counts[1], missed + counts[2]
        print(f"paragraph {number}: threshold {threshold:.2f}; found, wrong, missed {counts}")
    print(f"required claims: found {right}, wrong {wrong}, missed {missed}; F1 {f1(right, wrong, missed):.3f}")
    for name in ("claim", *ATTRIBUTES):
        pairs = [
            (example.label(name), models[name].choose(example.features))
            for left, models, _ in folds
            for example in left.examples
            if name == "claim" or example.claim
        ]
        values = Counter(label for label, _ in pairs)
        true = sum(label == said for label, said in pairs)
        print(f"{name}: {true} of {len(pairs)} candidates right; the most frequent value {max(values.values())}")


if __name__ == "__main__":
    main()
