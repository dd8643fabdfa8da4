"""Names what a pronoun at the beginning of a claim stands for, where that is safe."""

from __future__ import annotations

import re

from grammar import main_verb
from segments import Segment, compose
from speakers import Speakers

EXPLETIVE = re.compile(
    r"It(?: (?:is|was|would be|seems|appears|takes|remains|has been)|['’]s)\b"
    r"(?:.{0,80}?\b(?:that|to|what|time|who|how|whether)\b|"
    r" (?:\w+ly )?(?:clear|true|obvious|likely|time|easy|hard|late|said)\b)",
    re.IGNORECASE,
)
POSSESSIVE = {"his": "he", "her": "she", "its": "it", "their": "they"}
SUBJECTS = frozenset("he she it they".split())


def resolve_first(segment: Segment, holder: str, embedded: bool, speakers: Speakers) -> Segment:
    """Replace a pronoun that is the first word, or the possessive there."""
    tokens = segment.tokens
    if len(tokens) < 2:
        return segment
    first = tokens[0].low
    if first in SUBJECTS and tokens[1].word[:1] not in {"'", "’"}:
        name = _name(segment, first, holder, embedded, speakers)
        return compose(name, segment.part(1, len(tokens))) if name else segment
    if first in POSSESSIVE and tokens[0].tag == "PRP$":
        name = _name(segment, POSSESSIVE[first], holder, embedded, speakers)
        if name and " " not in first:
            return compose(name + ("’" if name.endswith("s") else "’s"), segment.part(1, len(tokens)))
    return segment


def _name(segment: Segment, pronoun: str, holder: str, embedded: bool, speakers: Speakers) -> str:
    if pronoun in {"he", "she"}:
        if embedded:
            # In reported speech "she" is mostly the one who speaks.
            known = holder in speakers.full_names.values()
            return holder if known and speakers.female.get(holder, pronoun == "she") == (pronoun == "she") else ""
        return speakers.person(pronoun)
    if embedded and pronoun == "they":
        return holder if holder.split()[-1].endswith("s") and holder.lower() != "unnamed" else ""
    if embedded or (pronoun == "it" and EXPLETIVE.match(segment.text)):
        return ""
    if pronoun == "it":
        verb = main_verb(segment.tokens)
        return speakers.thing if verb is not None else ""
    return speakers.group
