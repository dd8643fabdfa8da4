"""What a rule returns: a claim found inside a sentence, and what the sentence says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from segments import Segment
from speakers import Speakers

Commitment = Literal["endorses", "rejects", "reports"]


@dataclass(frozen=True, slots=True)
class Frame:
    """A claim found inside a sentence; an empty field says nothing about the claim."""

    content: Segment
    holder: str = ""
    commitment: Commitment | None = None
    modality: str = "certain"
    kind: str = ""
    quoted: bool = False
    matrix: Segment | None = None  # the sentence around it, where somebody's attitude shows
    settled: bool = False  # its ideas and perceptions have been taken out
    side: bool = False  # said in passing, in a relative clause or an apposition


@dataclass(slots=True)
class Context:
    """What a rule needs beside the segment."""

    speakers: Speakers
    self_holder: str  # who "I" is: the author, or the speaker of the quotation around the segment
    quoted: bool = False  # in somebody's own words
    settled: bool = False  # ideas and perceptions have been taken out already
