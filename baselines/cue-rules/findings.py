"""What is found, overlooked or taken for granted: "A study found no difference", "Nobody realises that Y"."""

from __future__ import annotations

from frames import Context, Frame
from grammar import head_verb, is_finite, main_verb
from reporting import FACTIVE, REPORTING, STUDIES, commitment_to
from segments import Segment
from sources import source_of
from wordclasses import BE
from wordforms import base_form

FINDING = frozenset("find record count attribute estimate put reckon detect register measure report".split())
# Whoever is surprised at something takes it for a fact, and so does the author.
MOVED = frozenset("surprised shocked glad sorry happy angry disappointed amazed astonished pleased relieved".split())
NOBODY = frozenset("nobody no few none neither hardly".split())


def finding_rule(segment: Segment, context: Context) -> list[Frame]:
    """Match clauses that a verb of knowing or finding vouches for."""
    return _overlooked(segment) or _what_is_said(segment, context) or _finding(segment, context)


def _overlooked(segment: Segment) -> list[Frame]:
    """Read "Nobody seems to realise that Y" and "were surprised that Y": the author holds that Y."""
    tokens = segment.tokens
    verb = main_verb(tokens)
    if not verb:
        return []
    moved = next((k for k in range(verb + 1, min(verb + 4, len(tokens) - 2)) if tokens[k].low in MOVED), None)
    if moved is not None and tokens[moved + 1].low == "that":
        return [Frame(segment.finished()), Frame(segment.part(moved + 2, len(tokens)))]
    if tokens[0].low not in NOBODY:
        return []
    head = next((k for k in range(verb, min(verb + 5, len(tokens) - 3)) if base_form(tokens[k].low) in FACTIVE), None)
    if head is None or tokens[head + 1].low != "that":
        return []
    return [Frame(segment.finished()), Frame(segment.part(head + 2, len(tokens)))]


def _what_is_said(segment: Segment, context: Context) -> list[Frame]:
    """Read "What he has discovered is that Y"."""
    tokens = segment.tokens
    if len(tokens) < 6 or tokens[0].low != "what":
        return []
    verb = next((k for k in range(2, 8) if k < len(tokens) and is_finite(tokens[k])), None)
    link = main_verb(tokens)
    if verb is None or link is None or link <= verb or tokens[link].low not in BE or tokens[link + 1].low != "that":
        return []
    base = base_form(tokens[head_verb(tokens, verb)].low)
    if base not in REPORTING:
        return []
    phrase = segment.part(1, verb).text
    holder = context.speakers.resolve(phrase, context.self_holder)
    own = holder == context.self_holder
    return [Frame(segment.part(link + 2, len(tokens)), holder, None if own else commitment_to(base, phrase))]


def _finding(segment: Segment, context: Context) -> list[Frame]:
    """Read "A study found no difference": what a study finds is its claim, without a clause of its own."""
    tokens = segment.tokens
    verb = main_verb(tokens)
    if not verb or base_form(tokens[head_verb(tokens, verb)].low) not in FINDING:
        return []
    source = source_of(segment, verb)
    if not source or source.negated or not STUDIES & set(source.phrase.lower().split()):
        return []
    holder = context.speakers.resolve(source.phrase, context.self_holder)
    return [Frame(segment.finished(), holder, "endorses")]
