"""Short sentences about what was just said: "That is false", "He is right", "They don't", "She knows this"."""

from __future__ import annotations

from ellipsis import PERSONS, PROPOSITIONS, ellipsis, inverted_ellipsis, nothing_of_the_kind, words_of
from grammar import Tokens, head_verb, main_verb
from memory import Item, Memory, settle
from negation import lowered
from segments import EMPTY, Segment, compose
from speakers import Speakers
from wordclasses import BE, DO, HAVE, MODAL
from wordforms import base_form

FALSE = frozenset(
    """false wrong mistaken untrue nonsense absurd myth lie illusion fallacy ridiculous rubbish error naive incorrect
    unfounded baseless misguided delusion fantasy piffle nonsensical exaggerated""".split()
)
TRUE = frozenset("right true correct sound justified".split())
IDEA_NOUNS = frozenset(
    """belief claim argument view idea charge objection notion fear hope suspicion theory assumption figure
    reading""".split()
)
KNOWING = frozenset(
    "know realise realize understand see admit deny believe doubt accept concede recognise recognize".split()
)
REPLIES = frozenset("neither nor".split())


def echo(segment: Segment, speakers: Speakers, memory: Memory) -> Segment | None:
    """Return the segment with what it leaves out; EMPTY if it says nothing without it, None if it is no echo.

    Settles what the author makes of the claim that it comments on.
    """
    tokens = words_of(segment)
    if not tokens or len(tokens) > 9:
        return None
    first = tokens[0].low
    person = (
        speakers.resolve(segment.part(0, main_verb(tokens) or 0).text, "author") if first not in PROPOSITIONS else ""
    )
    verb = main_verb(tokens)
    if verb is None:
        return _interjection(tokens, memory)
    if verb == 0 or (tokens[0].low in REPLIES and verb == 1):
        return inverted_ellipsis(segment, tokens, memory) if tokens[0].low in REPLIES else None
    return (
        nothing_of_the_kind(segment, tokens, verb, memory)
        or _judgement(segment, tokens, verb, person, memory)
        or ellipsis(segment, tokens, verb, memory)
        or _knowing(segment, tokens, verb, memory)
    )


def with_statement(segment: Segment, memory: Memory) -> Segment:
    """Put the statement before into "That explains why": its subject is what was just said."""
    tokens = segment.tokens
    item = memory.last()
    if item is None or len(tokens) < 4 or tokens[0].low not in {"that", "this"} or len(item[0].tokens) > 28:
        return segment
    after = tokens[1]
    if not (after.tag in {"VBZ", "VBD", "MD"} or (after.tag in {"RB", "DT"} and tokens[2].tag in {"VBZ", "VBD", "MD"})):
        return segment
    if after.low in BE and tokens[2].tag == "DT":
        return segment  # "That is a success": of a thing as often as of a statement
    return compose("That", _clause(item), segment.part(1, len(tokens)))


def _interjection(tokens: Tokens, memory: Memory) -> Segment | None:
    lows = {token.low for token in tokens}
    if len(tokens) > 3 or not (lows & FALSE or lows & TRUE or lows in ({"not", "so"}, {"hardly"}, {"never"})):
        return None
    if item := memory.reported():
        settle(item[1], rejected=not lows & TRUE)
    return EMPTY


def _judgement(segment: Segment, tokens: Tokens, verb: int, person: str, memory: Memory) -> Segment | None:
    """Read "It is mistaken" and "They may well be right"."""
    last, subject = tokens[-1].low, tokens[0].low
    if last not in FALSE | TRUE or not any(token.low in BE for token in tokens[verb:]):
        return None
    if any(token.low in HAVE for token in tokens[verb:]):
        return None  # "They would have been right"
    false = last in FALSE
    if any(token.low in {"not", "n't"} for token in tokens[verb:]):
        false = not false
    about_idea = subject in PROPOSITIONS or any(token.low in IDEA_NOUNS for token in tokens[:verb])
    item = None
    if verb <= 3 and about_idea:
        item = memory.reported() or memory.last()
    elif subject in PERSONS and verb == 1:
        item = memory.last(person) or memory.reported()
    elif tokens[0].tag not in {"EX", "WP", "PRP"}:
        item = memory.last(person) if person else None
    if item is None:
        return EMPTY if subject in PROPOSITIONS | PERSONS and len(tokens) < 5 else None
    settle(item[1], rejected=false)
    memory.verdict = (str(item[1]["holder"]), not false)
    if not about_idea and subject in PERSONS and person:
        start = compose(person, segment.part(verb, len(tokens)))
    else:
        start = segment.part(0, len(tokens)) if subject != "that" else compose("It", segment.part(verb, len(tokens)))
    if about_idea and subject not in PROPOSITIONS:
        return compose(segment.part(0, verb), "that", _clause(item), segment.part(verb, len(tokens))).finished()
    return compose(start, "that", _clause(item)).finished()


def _knowing(segment: Segment, tokens: Tokens, verb: int, memory: Memory) -> Segment | None:
    """Read "and Marrack knows it"."""
    head = head_verb(tokens, verb)
    if base_form(tokens[head].low) not in KNOWING:
        return None
    object_only = len(tokens) == head + 2 and tokens[-1].low in PROPOSITIONS
    so = len(tokens) == head + 4 and tokens[head + 1].low == "that" and tokens[-1].low in BE | DO | HAVE | MODAL
    if not (object_only or so):
        return None
    item = memory.last()
    if item is None or tokens[0].low in {"i", "we", "you"}:
        return EMPTY
    return compose(segment.part(0, head + 1), "that", _clause(item)).finished()


def _clause(item: Item) -> Segment:
    """Return the wording of an earlier claim as it stands after "that"."""
    segment = item[0]
    return lowered(segment.part(0, len(words_of(segment))))
