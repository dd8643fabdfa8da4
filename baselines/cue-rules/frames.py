"""What an attribution rule returns, and how it finds the source before a verb."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

from lexicon import ADVERBS, AUXILIARIES, DETERMINERS, MODALS, PREPOSITIONS, find_verb
from segments import Segment, mask_quotes
from speakers import Speakers, names_in

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


@dataclass(slots=True)
class Context:
    """What a rule needs beside the segment."""

    speakers: Speakers
    self_holder: str  # who "I" is: the author, or the speaker of the quotation around the segment


class Source(NamedTuple):
    """The phrase in front of a reporting verb."""

    phrase: str
    negated: bool
    adverbs: frozenset[str]


LEAD = re.compile(
    r"^(?:(?:Last|This|Next|On|In) (?:week|month|year|summer|autumn|winter|spring|Monday|Tuesday|"
    r"Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|"
    r"September|October|November|December|\d{4})|Yesterday|Today|Now|Recently|Even|Only|So|Then|Here|Yet|"
    r"Still|And|But) (?=\S)"
)
ADVERBIAL = re.compile(
    r"^(?:in|on|at|after|before|during|since|for|despite|last|yesterday|today(?!['’])|recently|under|by|"
    r"with|when|if|"
    r"according|until|meanwhile|now|then|still|\w+ly|first|second|third|finally)\b",
    re.IGNORECASE,
)
NEGATIONS = frozenset("not never cannot don't doesn't didn't hardly no".split())
PRE_VERB = ADVERBS | MODALS | NEGATIONS | frozenset("has have had do does did not been".split())
CLAUSE_WORDS = frozenset("that which because if who whether when while to why how".split())
# "likes to claim that": the subject stands before the habit.
HABITS = frozenset(
    """seem seems seemed appear appears likes like liked loves love tends continues continued used began
    prefers""".split()
)
MAX_SOURCE_WORDS = 12


def masked(segment: Segment) -> str:
    """Return the segment's text with its quotations masked."""
    return mask_quotes(segment.text)


def source_before(text: str, end: int) -> Source | None:
    """Return the subject in front of a verb that starts at end, or None if there is none to trust."""
    words = text[:end].split()
    adverbs: set[str] = set()
    while words and words[-1].lower().replace("’", "'").strip(",") in PRE_VERB:
        adverbs.add(words.pop().lower().replace("’", "'").strip(","))
    if len(words) > 2 and words[-1] == "to" and words[-2] in HABITS:
        words = words[:-2]
    left = LEAD.sub("", " ".join(words))
    pieces = [piece for piece in left.strip(" ,").split(", ") if piece]
    while len(pieces) > 1 and ADVERBIAL.match(pieces[0]):
        pieces.pop(0)
    if not pieces or ADVERBIAL.match(pieces[0]):
        return None
    phrase = pieces[0]
    # "the climate minister, Jonas Lund, said": the name says more than the office.
    if len(pieces) > 1 and names_in(pieces[1]) == [pieces[1].strip()]:
        phrase = pieces[1]
    elif len(pieces) > 1 and pieces[1].startswith(("such as ", "among them ", "including ")):
        phrase = pieces[1].split(" ", 2)[2] if names_in(pieces[1]) else phrase
    # An apposition is closed by a comma; without one, the earlier piece is a clause of its own.
    if len(pieces) > 1 and not left.endswith(","):
        return None
    tokens = [token.lower().replace("’", "'") for token in phrase.split()]
    if not tokens or len(tokens) > MAX_SOURCE_WORDS:
        return None
    if CLAUSE_WORDS.intersection(tokens) or AUXILIARIES.intersection(tokens) or find_verb(phrase):
        return None
    # After a determiner, an adjective or a possessive the supposed verb is a noun: "the reports that".
    if tokens[-1] in (DETERMINERS - {"this", "that", "many", "most", "some", "few", "all"}) | PREPOSITIONS:
        return None
    if tokens[-1].endswith(("'s", "s'")) or tokens[0] in {"there", "it's", "nobody", "no", "few"}:
        return None
    return Source(phrase, bool(adverbs & NEGATIONS), frozenset(adverbs))
