"""Reasons and circumstances in clauses of their own: "Y because X", "since X, Y", "when X, Y"."""

from __future__ import annotations

from attribution import find_report
from grammar import Tokens, begins_clause, has_clause, main_verb
from segments import Segment, compose
from wordclasses import HAVE

CAUSAL = frozenset("because since as".split())
GIVEN = frozenset("given seeing considering".split())
TIME = frozenset("when after once before until".split())
BLOCKED = frozenset("not just only simply merely precisely so such even as than".split())
DEGREE = frozenset("partly mainly largely chiefly least perhaps primarily mostly".split())


def split_reason(segment: Segment) -> list[Segment]:
    """Split a reason from what it is a reason for; both are claimed."""
    tokens = segment.tokens
    if not tokens:
        return [segment]
    width = _opener(tokens, 0)
    if width:
        comma = _clause_comma(tokens, width)
        if comma and not (tokens[0].low == "since" and _temporal(tokens, width, comma)):
            # The main clause first: a pronoun in the reason looks forward to its subject.
            return [segment.part(comma + 1, len(tokens)), segment.part(width, comma)]
        return [segment]
    for i in range(3, len(tokens) - 2):
        width = _opener(tokens, i)
        comma = tokens[i - 1].tag == ","
        if not width or (not comma and tokens[i].low != "because") or tokens[i - 1].low in BLOCKED:
            continue
        left = i - comma
        while tokens[left - 1].low in DEGREE or (tokens[left - 1].low == "not" and tokens[left].low in DEGREE):
            left -= 1
        left -= tokens[left - 1].tag == ","
        if has_clause(tokens[:left]) and begins_clause(tokens, i + width):
            main = segment.part(0, left)
            end = _resumption(tokens, i + width)
            if end < len(tokens):
                # "was elected because A, and re-elected": the main clause goes on.
                main = compose(main, segment.part(end + 1, len(tokens)))
                return [main, *_reasons(segment.part(0, end), i + width)]
            return [main, *_reasons(segment, i + width)]
    return [segment]


def split_time(segment: Segment) -> list[Segment]:
    """Read "When X happened, Y": that X happened is claimed too."""
    tokens = segment.tokens
    if not tokens or tokens[0].low not in TIME | {"since"}:
        return [segment]
    comma = _clause_comma(tokens, 1)
    verb = main_verb(tokens, 1, comma) if comma else None
    if not comma or verb is None or not (tokens[verb].tag == "VBD" or tokens[verb].low in {"has", "have"}):
        return [segment]
    event, main = segment.part(1, comma), segment.part(comma + 1, len(tokens))
    return [main if find_report(main) else segment.finished(), event]


def _resumption(tokens: Tokens, start: int) -> int:
    """Return the comma after a reason where the predicate of the main clause goes on, or the end."""
    for i in range(start + 3, len(tokens) - 2):
        if tokens[i].tag == "," and tokens[i + 1].low == "and" and tokens[i + 2].tag in {"VBN", "VBD"}:
            return i
    return len(tokens)


def _reasons(segment: Segment, start: int) -> list[Segment]:
    """Split "given that A and that B"."""
    tokens = segment.tokens
    for i in range(start + 2, len(tokens) - 2):
        if (
            tokens[i].low == "and"
            and tokens[i + 1].low in {"that", "because", "since"}
            and begins_clause(tokens, i + 2)
        ):
            return [segment.part(start, i - (tokens[i - 1].tag == ",")), segment.part(i + 2, len(tokens))]
    return [segment.part(start, len(tokens))]


def _opener(tokens: Tokens, i: int) -> int:
    """Return how many words a conjunction of reason takes at a place."""
    token = tokens[i]
    if token.low in GIVEN and i + 1 < len(tokens) and tokens[i + 1].low == "that":
        return 2
    if (
        token.low in CAUSAL
        and token.tag == "IN"
        and i + 1 < len(tokens)
        and tokens[i + 1].low not in {"of", "to", "for"}
    ):
        return 1 if begins_clause(tokens, i + 1) else 0
    return 0


def _clause_comma(tokens: Tokens, start: int) -> int:
    """Return the first comma with a clause on both sides, 0 if there is none."""
    for i in range(start + 2, len(tokens) - 2):
        if tokens[i].tag == "," and main_verb(tokens, start, i) is not None and begins_clause(tokens, i + 1):
            return i
    return 0


def _temporal(tokens: Tokens, start: int, comma: int) -> bool:
    """Whether "since" gives a time: a past event, and what has been so from then on."""
    inner, outer = main_verb(tokens, start, comma), main_verb(tokens, comma + 1)
    past = inner is not None and tokens[inner].tag == "VBD"
    return past and outer is not None and tokens[outer].low in HAVE
