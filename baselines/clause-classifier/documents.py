"""Training only: the annotated documents, read from training/ or made of other gold."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TRAINING = Path(__file__).with_name("training")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Claim:
    """An annotated claim; ``mentions`` holds for each mention its fragments."""

    text: str
    mentions: tuple[tuple[Span, ...], ...]
    holder: str
    commitment: str
    modality: str
    kind: str
    checkable: bool
    required: bool
    stances: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """An annotated article: its text, the paragraphs that are read, and its claims.

    Documents with one id are left out together when a model is chosen.
    """

    id: str
    text: str
    paragraphs: tuple[Span, ...]
    claims: tuple[Claim, ...]


def training_documents(folder: Path = TRAINING) -> list[Document]:
    """Return the training passages in the order of their file, then those that were annotated twice once more."""
    documents = []
    for layer in ("claims.jsonl", "second.jsonl"):
        claims: dict[str, list[dict[str, Any]]] = {}
        for record in records(folder / layer):
            claims.setdefault(record["passage"], []).append(record)
        for passage in records(folder / "passages.jsonl"):
            text: str = passage["text"]
            if passage["id"] in claims:
                own = tuple(_claim(text, record) for record in claims[passage["id"]])
                documents.append(Document(passage["id"], text, paragraphs_of(text), own))
    return documents


def document_of(gold: Any) -> Document:
    """Return an article of the benchmark's corpus, a claimbench ``Gold``, as a document."""
    names = {entity.id: entity.name for entity in gold.entities if entity.id not in {"author", "unnamed"}}
    names |= {target.id: target.name for target in gold.targets}
    claims = tuple(
        Claim(
            text=claim.text,
            mentions=tuple(tuple((part.start, part.end) for part in mention.fragments) for mention in claim.mentions),
            holder=names.get(claim.holder, claim.holder),
            commitment=claim.commitment,
            modality=claim.modality,
            kind=claim.kind,
            checkable=claim.checkable,
            required=claim.required,
            stances=tuple((names.get(s.holder, s.holder), names[s.target], s.polarity) for s in claim.stances),
        )
        for claim in gold.claims
    )
    paragraphs = tuple((span.start, span.end) for span in gold.article.paragraphs)
    return Document(gold.article.id, gold.article.text, paragraphs, claims)


def split_document(document: Document) -> list[Document]:
    """Return a document for each paragraph, so that one long text can be left out piece by piece."""
    parts = []
    for number, (start, end) in enumerate(document.paragraphs):
        claims = tuple(c for c in document.claims if start <= min(s for m in c.mentions for s, _ in m) < end)
        parts.append(Document(f"{document.id}#{number + 1}", document.text, ((start, end),), claims))
    return parts


def paragraphs_of(text: str) -> tuple[Span, ...]:
    """Return the lines of a text that are not blank."""
    spans = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return tuple(spans)


def locate(text: str, quotes: Sequence[str]) -> tuple[Span, ...]:
    """Return where quotes stand, each after the one before if it can."""
    spans = []
    start = 0
    for quote in quotes:
        found = text.find(quote, start)
        if found < 0:
            found = text.find(quote)
        spans.append((found, found + len(quote)))
        start = found + len(quote)
    return tuple(spans)


def _claim(text: str, record: dict[str, Any]) -> Claim:
    return Claim(
        text=record["text"],
        mentions=(locate(text, record["quotes"]),),
        holder=record["holder"],
        commitment=record["commitment"],
        modality=record["modality"],
        kind=record["kind"],
        checkable=record["checkable"],
        required=record["status"] == "required",
        stances=tuple((holder, target, polarity) for holder, target, polarity in record["stances"]),
    )


def records(path: Path) -> list[dict[str, Any]]:
    """Return the records of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
