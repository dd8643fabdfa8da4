"""Splits a sentence between clauses that can be true or false alone."""

from __future__ import annotations

import re

from grammar import Tokens, begins_clause, group_end, has_clause, head_verb, is_finite, main_verb, opens_clause
from reporting import SAYING, ZERO_THAT
from segments import Segment
from wordforms import base_form

LEADING = re.compile(
    r"^(?:and|but|so|yet|or|however|nevertheless|moreover|furthermore|therefore|thus|hence|instead|indeed|besides|"
    r"still|of course|in fact|in reality|in truth|in short|in other words|on the other hand|on the contrary|"
    r"for example|for instance|by contrast|in contrast|after all|as usual|then again|first|second|third|finally|also|"
    r"meanwhile|granted|true enough|true|fair enough|naturally|sir|well|even so|never|hardly|nonsense|rubbish|not so|"
    r"again|yes|no|to be sure|admittedly|what is more|at the same time|nonetheless|on the one hand)"
    r"(?:[,:;]| ?[—–])? (?=\S)",
    re.IGNORECASE,
)
NEEDS_COMMA = frozenset(
    """so yet still first second third finally also again no yes instead in granted true sir well even naturally never
    hardly nonsense rubbish not""".split()
)
CONTRAST = frozenset("but while whereas although though yet nor".split())
MARKS = frozenset("; : — –".split())


def strip_leading(segment: Segment) -> Segment:
    """Drop connecting words from the beginning."""
    while match := LEADING.match(segment.text):
        word = match[0].strip().lower()
        bare = word[-1].isalpha()
        if bare and (word.split()[0] in NEEDS_COMMA or not has_clause(segment.cut(match.end()).tokens)):
            break
        segment = segment.cut(match.end())
    return segment


def drop_insertion(segment: Segment) -> Segment:
    """Leave out what stands between two dashes, if it is no clause."""
    dashes = [i for i, token in enumerate(segment.tokens) if token.tag in {"—", "–"}]
    if len(dashes) != 2 or dashes[1] - dashes[0] > 16 or dashes[0] == 0:
        return segment
    inner = segment.tokens[dashes[0] + 1 : dashes[1]]
    return segment if begins_clause(inner, 0) else segment.without(dashes[0], dashes[1] + 1).retagged()


def split_contrast(segment: Segment) -> list[Segment]:
    """Split at semicolons, dashes and contrasting conjunctions between clauses."""
    tokens = segment.tokens
    if tokens and tokens[0].low in {"although", "though", "while", "whereas", "even"}:
        lead = 1 if tokens[0].low == "even" and len(tokens) > 1 and tokens[1].low == "though" else 0
        comma = _clause_comma(tokens, lead + 1)
        if comma and (lead or tokens[0].low != "even"):
            return [segment.part(lead + 1, comma), segment.part(comma + 1, len(tokens))]
    cuts: list[tuple[int, int]] = []
    start = 0
    for i in range(1, len(tokens) - 1):
        width = _contrast(tokens, i)
        if not width:
            continue
        if has_clause(tokens[start:i]) and _clause_follows(tokens, i + width):
            cuts.append((i, i + width))
            start = i + width
    return pieces(segment, cuts)


def _contrast(tokens: Tokens, i: int) -> int:
    """Return how many words a contrast at place i takes, 0 if there is none."""
    token, after = tokens[i], tokens[i + 1]
    if token.tag == "," and after.low == "as":
        return 0
    if token.tag in MARKS:
        return 2 if after.low in CONTRAST | {"and", "so"} - {"nor"} and after.tag != "RB" else 1
    if token.tag == ",":
        if after.low in CONTRAST:
            return 1 if after.low == "nor" else 2
        if after.low == "even" and i + 2 < len(tokens) and tokens[i + 2].low in {"though", "if"}:
            return 3 if tokens[i + 2].low == "though" else 0
    return 1 if token.low in {"whereas", "although"} and tokens[i - 1].low not in {"as", "even"} else 0


def _clause_follows(tokens: Tokens, i: int) -> bool:
    if begins_clause(tokens, i):
        return True
    # "but if she refuses, the plan fails": a subordinate clause before the main one.
    first = tokens[i] if i < len(tokens) else None
    return (
        first is not None
        and (opens_clause(tokens, i) or first.tag in {"VBG", "IN", "RB", "NN"})
        and has_clause(tokens[i:])
    )


def _clause_comma(tokens: Tokens, start: int) -> int:
    """Return the first comma with a clause on both sides, 0 if there is none."""
    for i in range(start + 2, len(tokens) - 2):
        if tokens[i].tag == "," and main_verb(tokens, start, i) is not None and begins_clause(tokens, i + 1):
            return i
    return 0


def pieces(segment: Segment, cuts: list[tuple[int, int]]) -> list[Segment]:
    """Return what is left between the cuts, which are places of words."""
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(segment.tokens)]
    parts = [segment.part(a, b) for a, b in zip(starts, ends, strict=True)]
    return [part for part in parts if part.text]


def split_clauses(segment: Segment) -> list[Segment]:
    """Split at "and" between clauses with a subject each, and at the commas of a series of them."""
    tokens = segment.tokens
    if is_dependent(tokens):
        return [segment]
    cuts: list[tuple[int, int]] = []
    start = 0
    for i in range(2, len(tokens) - 2):
        if tokens[i].low not in {"and", "but", "so"} or tokens[i].tag not in {"CC", "RB", "IN"}:
            continue
        comma = tokens[i - 1].tag == ","
        left = tokens[start : i - comma]
        if tokens[i].low == "so" and (not comma or tokens[i + 1].low == "that"):
            continue
        # Without a comma the second clause may still belong to a subordinate clause of the first.
        if not has_clause(left) or (not comma and (_holds_subordinate(left) or _bare_report(left))):
            continue
        if begins_clause(tokens, i + 1):
            cuts.append((i - comma, i + 1))
            start = i + 1
    if not cuts:
        # "Prices fall, shops close, people leave": a series without a conjunction.
        commas = [i for i in range(2, len(tokens) - 2) if tokens[i].tag == "," and begins_clause(tokens, i + 1)]
        prepositional = any(tokens[i + 1].tag == "IN" for i in commas)
        if (
            len(commas) > 1
            and not prepositional
            and all(_full(tokens[a + 1 : b]) for a, b in zip([-1, *commas], commas, strict=False))
        ):
            return pieces(segment, [(i, i + 1) for i in commas])
        return [segment]
    commas = [i for i in range(2, cuts[0][0]) if tokens[i].tag == ","]
    series = [(i, i + 1) for i in commas if has_clause(tokens[:i]) and begins_clause(tokens, i + 1)]
    return pieces(segment, series + cuts)


def _full(tokens: Tokens) -> bool:
    """Whether the words are a clause and no mere ", she argues,"."""
    verb = main_verb(tokens)
    if not verb or not has_clause(tokens):
        return False
    return group_end(tokens, verb) < len(tokens) or base_form(tokens[head_verb(tokens, verb)].low) not in SAYING


def _bare_report(tokens: Tokens) -> bool:
    """Whether the clause is "X says A", whose "and B" may be part of what is said."""
    verb = main_verb(tokens)
    return verb is not None and base_form(tokens[head_verb(tokens, verb)].low) in ZERO_THAT


def _holds_subordinate(tokens: Tokens) -> bool:
    return any(opens_clause(tokens, i) or tokens[i].low in {"both", "between", "either"} for i in range(len(tokens)))


def is_dependent(tokens: Tokens) -> bool:
    """Whether the sentence begins with a clause that depends on the next one."""
    if not tokens or not opens_clause(tokens, 0) or tokens[0].tag in {"WP", "WDT"}:
        return False
    comma = next((i for i, token in enumerate(tokens) if token.tag == ","), len(tokens))
    return any(is_finite(token) for token in tokens[1:comma])
