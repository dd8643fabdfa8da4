"""Writes predictions.jsonl: each paragraph's claims by weights trained on the other paragraphs' gold.

Run it with a Python that has claimbench installed, beside the folder ``clause-classifier``, whose code it uses::

    python train.py

It reads the articles that submission.toml names in ``gold_seen`` and takes a few minutes. Nothing is random: the same
gold gives the same bytes.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.with_name("clause-classifier")))

from documents import Document, document_of, split_document
from train import fit, predict

from claimbench.corpus.corpus import load_corpus

HERE = Path(__file__).parent


def main() -> None:
    """Write the predictions."""
    seen = tomllib.loads((HERE / "submission.toml").read_text("utf-8"))["gold_seen"]
    lines = []
    for gold in load_corpus().golds:
        if gold.article.id in seen:
            claims = folds(document_of(gold))
            lines.append(json.dumps({"schema": 1, "article": gold.article.id, "claims": claims}, ensure_ascii=False))
    (HERE / "predictions.jsonl").write_text("".join(line + "\n" for line in lines), "utf-8")


def folds(document: Document) -> list[dict[str, Any]]:
    """Return the claims of a document; the weights for a paragraph have not seen its gold."""
    parts = split_document(document)
    paragraphs = [{"start": start, "end": end} for start, end in document.paragraphs]
    article = {"article": document.id, "text": document.text, "paragraphs": paragraphs}
    claims = []
    for part in parts:
        weights = fit([other for other in parts if other is not part])
        (start, end) = part.paragraphs[0]
        claims += [claim for claim in predict(weights, article) if start <= claim["spans"][0]["start"] < end]
        print(f"{part.id}: {weights.settings}", file=sys.stderr)
    return claims


if __name__ == "__main__":
    main()
