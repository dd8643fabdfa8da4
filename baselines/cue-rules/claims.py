"""From a draft to the record that is returned: tidy text, spans, attributes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from citations import Citation, sources_for
from frames import Commitment
from kinds import checkable, kind_of
from modality import modality_of
from segments import Segment, Span

QUOTES = (("“", "”"), ("«", "»"))
LOOSE_END = re.compile(r"[\s,;:—–]+(?:and|or|but|nor|that|because|which|who|while|although)?[\s,;:—–]*([.!]?)$")


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before its text is tidied and its attributes are read."""

    segment: Segment
    holder: str
    commitment: Commitment = "endorses"
    modality: str = "certain"
    kind: str = ""
    embedded: bool = False  # in somebody's statement, where "she" is likely the one who makes it
    quoted: bool = False  # in somebody's own words, where "she" is somebody else
    matrix: Segment | None = None  # the sentence around it, where somebody's attitude shows
    settled: bool = False  # its ideas and perceptions have been taken out
    side: bool = False  # said in passing, so that "That" in the next sentence does not mean it


def finish(draft: Draft, citations: tuple[Citation, ...]) -> dict[str, Any]:
    """Return the record of a draft."""
    text = tidy(draft.segment.text)
    kind = draft.kind or kind_of(text)
    record = plain(text, draft.segment, citations)
    return record | {
        "holder": draft.holder,
        "commitment": draft.commitment,
        "modality": modality_of(text, draft.modality),
        "kind": kind,
        "checkable": checkable(text, kind),
        "stances": [],
    }


def plain(text: str, segment: Segment, citations: tuple[Citation, ...]) -> dict[str, Any]:
    """Return the record of a text that no rule can read: its place and its sources."""
    spans = _without(segment.spans, citations)
    first, last = (min(span[0] for span in spans), max(span[1] for span in spans)) if spans else (0, 0)
    return {
        "text": text,
        "spans": [{"start": start, "end": end} for start, end in spans],
        "citations": sources_for(first, last, list(citations)),
    }


def tidy(text: str) -> str:
    """Make a sentence of a clause."""
    text = re.sub(r"\s+", " ", text).strip(" ,:;—–")
    text = re.sub(r" ([,.;:!?])", r"\1", text)
    text = LOOSE_END.sub(r"\1", text)
    for first, last in QUOTES:
        if text.count(first) != text.count(last):
            text = text.replace(first, "").replace(last, "")
    if text.count('"') % 2:
        text = text.replace('"', "")
    text = re.sub(r",([”\"]?)[.]?$", r"\1", text.strip())
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", "…", ".”", '."')) else text + "."


def _without(spans: tuple[Span, ...], citations: tuple[Citation, ...]) -> list[Span]:
    """Cut the sources out of the spans, and join spans with nothing between them."""
    parts = sorted(set(spans))
    for citation in citations:
        parts = [
            part
            for start, end in parts
            for part in (
                [(start, citation.start), (citation.end, end)] if start < citation.start < end else [(start, end)]
            )
            if part[0] < part[1]
        ]
    return parts
