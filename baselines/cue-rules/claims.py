"""From a draft to the record that is returned: tidy text, spans, attributes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from attributes import checkable, kind_of, modality_of
from citations import Citation, sources_for
from frames import Commitment
from segments import Segment, Span
from speakers import AUTHOR, Speakers
from stances import stances_of

# A sentence that judges what somebody was just reported to say.
REFUTES = re.compile(
    r"^(?:All )?(?:This|That|It|The [\w-]+|These|Those|They|Both) (?:is|was|are|were|is of course)(?: "
    r"(?:simply|plainly|just|clearly|sheer|pure|utter|not only|also))* (?:nonsense|false|wrong|untrue|a "
    r"myth|a lie|lies|an? \w*illusion|wishful thinking|absurd|mistaken|a fallacy|a mistake|an error|naive|"
    r"ridiculous|not true|not the case|nothing of the sort|not so|a fairy tale|far from (?:the truth|"
    r"true)|incorrect|unfounded|baseless|arrogant)(?: \w+)?[.]$|^Nothing could be further from\b"
)
SPEAKER_WRONG = re.compile(
    r"^(?P<who>[\w .’'-]{2,50}?) (?:is|was|are|were) (?:\w+ )?(?:wrong|mistaken|lying|in error)[.]$"
)
SPEAKER_RIGHT = re.compile(r"^(?P<who>[\w .’'-]{2,50}?) (?:is|was|are|were) (?:\w+ )?(?:right|correct)[.]$")


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


def finish(draft: Draft, citations: tuple[Citation, ...], speakers: Speakers) -> dict[str, Any]:
    """Return the record of a draft."""
    text = tidy(draft.segment.text)
    kind = draft.kind or kind_of(text)
    stances = [stance._asdict() for stance in stances_of(text, draft.holder, speakers)]
    record = plain(text, draft.segment, citations)
    return record | {
        "holder": draft.holder,
        "commitment": draft.commitment,
        "modality": modality_of(text, draft.modality),
        "kind": kind,
        "checkable": checkable(text, kind),
        "stances": stances,
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


def judge_previous(claim: dict[str, Any], before: list[dict[str, Any]], previous: list[dict[str, Any]]) -> None:
    """Let "That is nonsense" and "She is right" settle the commitment to what was just reported."""
    if claim.get("holder") != AUTHOR:
        return
    reported = [item for item in before if item["commitment"] == "reports"] or [
        item for item in previous if item["commitment"] == "reports"
    ]
    if REFUTES.match(claim["text"]):
        for item in reported:
            item["commitment"] = "rejects"
        return
    for pattern, commitment in ((SPEAKER_WRONG, "rejects"), (SPEAKER_RIGHT, "endorses")):
        match = pattern.match(claim["text"])
        who = match["who"].lower() if match else ""
        for item in reported if match else []:
            if who in {"he", "she", "they"} or item["holder"].lower().endswith(who):
                item["commitment"] = commitment


def tidy(text: str) -> str:
    """Make a sentence of a clause."""
    text = re.sub(r"\s+", " ", text).strip(" ,:;—–")
    text = re.sub(r" ([,.;:!?])", r"\1", text)
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
