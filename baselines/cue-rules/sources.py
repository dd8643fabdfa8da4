"""The phrase that names who speaks: the subject of a verb of saying."""

from __future__ import annotations

from typing import NamedTuple

from grammar import Tokens, group_end, is_finite, opens_clause
from names import names_in
from segments import Segment
from wordclasses import NEGATORS, NOUNS, NP_TAGS

MAX_SOURCE_WORDS = 14


class Source(NamedTuple):
    """Who speaks, as the text has it, and how the verb is qualified."""

    phrase: str
    negated: bool
    adverbs: frozenset[str]


def source_of(segment: Segment, verb: int) -> Source | None:
    """Return the subject of the verb group at a place, or None if there is none to trust."""
    tokens = segment.tokens
    group = tokens[verb : group_end(tokens, verb)]
    adverbs = {token.low for token in group if token.tag == "RB" or token.low in NEGATORS}
    end = verb
    while end and (tokens[end - 1].tag in {"RB", "RBR"} or tokens[end - 1].low in NEGATORS - {"nobody", "none"}):
        end -= 1
        adverbs.add(tokens[end].low)
    if end and tokens[end - 1].tag == ",":
        # "teachers who opposed it, myself among them, now admit"
        comma = next((k for k in range(end - 2, 0, -1) if tokens[k].tag == ","), None)
        if comma and not any(is_finite(token) for token in tokens[comma:end]):
            end = comma
    first = _subject_first(tokens, end)
    phrase = segment.part(first, end).text.strip(' ,“”"') if first < end else ""
    if not phrase or end - first > MAX_SOURCE_WORDS * 2 or tokens[first].low in {"there", "nobody", "no"}:
        return None
    if tokens[first].tag not in NP_TAGS | {"PRP", "VBN", "VBG"} and tokens[first].low not in {"neither", "those"}:
        return None
    return Source(_shorten(segment, first, end), bool(adverbs & NEGATORS), frozenset(adverbs))


def _subject_first(tokens: Tokens, end: int) -> int:
    """Return where the subject before a place begins, after adverbials that a comma closes."""
    first = 0
    for i in range(end - 1):
        if tokens[i].tag == "," and (tokens[0].tag in {"IN", "RB", "WRB", "VBG", "TO"} or tokens[0].low in TIMES):
            after = tokens[i + 1]
            if after.tag in NP_TAGS and tokens[first].tag in {"IN", "RB", "WRB", "VBG", "TO", "CC"}:
                first = i + 1
        elif tokens[i].tag in {";", ":"}:
            first = i + 1
    while first < end and (tokens[first].tag in {"RB", "CC"} or tokens[first].low in TIMES):
        first += 1 + (
            tokens[first].low in {"last", "next", "this"} and first + 1 < end and tokens[first + 1].low in UNITS
        )
    if (
        first < end
        and tokens[first].tag == "IN"
        and tokens[first].low in {"on", "in", "at", "by", "during", "since", "after"}
    ):
        # "In March the ministry said": the second noun phrase is the subject.
        for i in range(first + 2, end):
            if tokens[i].tag in {"DT", "PRP$", "PRP"} and tokens[i - 1].tag in NOUNS | {"CD"}:
                return i
            if tokens[i].tag == "NNP" and tokens[i - 1].tag in {"NN", "NNS", "CD"}:
                return i
        return first + 2 if first + 2 < end and tokens[first + 1].low in WEEKDAYS else first
    return first


HEADS = frozenset("those anyone anybody people everyone everybody whoever somebody someone".split())
TIMES = frozenset("yesterday today last".split())
UNITS = frozenset("week month year summer winter spring autumn".split())
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def _shorten(segment: Segment, first: int, end: int) -> str:
    """Take relative clauses and appositions off the subject; a name says more than an office."""
    tokens = segment.tokens
    if tokens[first].low in HEADS and first + 1 < end and tokens[first + 1].tag in {"WP", "WDT", "IN", "VBG", "VBN"}:
        return segment.part(first, end).text.strip(" ,")  # "those who stayed" is no name without the clause
    cut = next((i for i in range(first + 1, end) if tokens[i].tag in {"WP", "WDT"} or opens_clause(tokens, i)), end)
    while cut > first and (tokens[cut - 1].tag in {"IN", ",", "DT"} and cut < end and tokens[cut - 1].tag != "DT"):
        cut -= 1
    commas = [i for i in range(first, cut) if tokens[i].tag == ","]
    head_end = commas[0] if commas else cut
    head = segment.part(first, head_end).text
    if commas:
        rest = segment.part(commas[0] + 1, commas[1] if len(commas) > 1 else cut).text.strip(" ,")
        names = names_in(rest)
        if names and names[0] == rest.removeprefix("Dr ").removeprefix("Sir "):
            return rest
    return head.strip(" ,")
