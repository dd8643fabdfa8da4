"""The opposite of a claim, in words that follow the original."""

from __future__ import annotations

from grammar import group_end, main_verb
from segments import Segment, compose
from wordclasses import BE, DO, HAVE, MODAL, NP_TAGS
from wordforms import base_form

NEGATED = "It is not the case that"
PRESENT_BE = frozenset("is are was were am".split())


def lowered(segment: Segment) -> Segment:
    """Undo the capital of a sentence's first word where it is no name."""
    first = segment.tokens[0] if segment.tokens else None
    if (
        first is None
        or first.tag in {"NNP", "NNPS"}
        or first.word == "I"
        or (first.word.isupper() and len(first.word) > 1)
    ):
        return segment
    return segment.reworded(segment.text[:1].lower() + segment.text[1:])


def negate(content: Segment) -> Segment:
    """Return the claim that the content is not so."""
    tokens = content.tokens
    verb = main_verb(tokens)
    if verb is None or verb == 0:
        return compose(NEGATED, lowered(content)).finished()
    group = range(verb, group_end(tokens, verb))
    for k in group:
        if tokens[k].low in {"not", "n't", "never"}:
            if tokens[verb].low in DO and k == verb + 1:
                return content.without(verb, k + 1).finished()
            return content.without(k, k + 1).finished()
    if tokens[0].low in {"no", "nobody", "nothing", "none", "neither"}:
        return compose(NEGATED, lowered(content)).finished()
    low = tokens[verb].low
    auxiliary = low in MODAL or low in PRESENT_BE or (low in HAVE | DO and len(group) > 1)
    if auxiliary and low not in {"ca", "wo"}:
        return compose(content.part(0, verb + 1), "not", content.part(verb + 1, len(tokens))).finished()
    if low in BE | {"ca", "wo"}:
        return compose(NEGATED, lowered(content)).finished()
    support = {"VBD": "did not", "VBZ": "does not"}.get(tokens[verb].tag, "do not")
    base = "have" if low in HAVE else base_form(low)
    return compose(content.part(0, verb), f"{support} {base}", content.part(verb + 1, len(tokens))).finished()


def straighten(segment: Segment) -> Segment:
    """Turn "Nor does it say anything" into "It does not say anything"."""
    tokens = segment.tokens
    if len(tokens) < 4 or tokens[0].low not in {"nor", "neither"} or tokens[1].low not in BE | HAVE | DO | MODAL:
        return segment
    end = 2
    while (
        end < len(tokens)
        and (tokens[end].tag in NP_TAGS or tokens[end].low == "of")
        and not (end > 2 and tokens[end].tag == "DT")
    ):
        end += 1
        if tokens[end - 1].tag == "PRP":
            break
    if end == 2 or end >= len(tokens) - 1 or tokens[end].tag == ",":
        return segment
    return compose(segment.part(2, end), tokens[1].low, "not", segment.part(end, len(tokens)))
