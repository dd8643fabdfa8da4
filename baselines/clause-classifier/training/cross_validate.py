"""Predictions for each passage by weights from the passages of the other writers.

    python baselines/clause-classifier/training/cross_validate.py PREDICTIONS.jsonl
    claimbench score PREDICTIONS.jsonl --corpus FOLDER   # the folder that as_corpus.py has written

A passage is left out with all that its writer wrote, so that no turn of phrase of the writer's is in the weights. It
takes about ten minutes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from documents import Document, training_documents
from train import fit, predict


def main(path: Path) -> None:
    """Write the predictions."""
    documents = training_documents()
    lines: list[str] = []
    for writer in sorted({writer_of(document) for document in documents}):
        weights = fit([document for document in documents if writer_of(document) != writer])
        own = {document.id: document for document in documents if writer_of(document) == writer}
        for document in own.values():
            record = {"schema": 1, "article": document.id, "claims": predict(weights, article_of(document))}
            lines.append(json.dumps(record, ensure_ascii=False))
        print(f"{writer}: {len(own)} passages, {weights.settings}", file=sys.stderr)
    path.write_text("".join(line + "\n" for line in lines), "utf-8")


def writer_of(document: Document) -> str:
    """The writer's part of a passage's id."""
    return document.id.split("-")[0]


def article_of(document: Document) -> dict[str, Any]:
    """What an extractor would be given."""
    paragraphs = [{"start": start, "end": end} for start, end in document.paragraphs]
    return {"article": document.id, "text": document.text, "paragraphs": paragraphs}


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("wanted: a file to write to")
    main(Path(sys.argv[1]))
