"""Appositions: "Tor Veddum, the graziers' chairman," says that he is the chairman."""

from __future__ import annotations

import re

from grammar import Tokens, has_clause, is_finite, main_verb
from names import names_in
from negation import lowered
from nounphrases import noun_phrase_start
from segments import Segment, compose
from wordclasses import NOUNS, NP_TAGS

LINKS = frozenset("of in at for on from".split())


def split_apposition(segment: Segment, *, subject_only: bool = False) -> list[Segment]:
    """Take out the first apposition between commas and make a sentence of it."""
    tokens = segment.tokens
    verb = main_verb(tokens)
    if verb is None:
        return [segment]
    commas = [i for i, token in enumerate(tokens) if token.tag == ","]
    for n, first in enumerate(commas):
        if subject_only and first > verb:
            break
        last = commas[n + 1] if n + 1 < len(commas) else _end(tokens)
        if last <= first + 1 or not _nominal(tokens, first + 1, last) or tokens[first - 1].tag not in NOUNS:
            continue
        if last < len(tokens) - 1 and (tokens[last + 1].low in {"and", "or"} or tokens[last + 1].tag in {"JJ"}):
            continue
        if first < verb and last < len(tokens) and not _resumes(tokens, last + 1, verb):
            continue
        start = noun_phrase_start(tokens, first)
        if (
            first < verb
            and 0 < start < 5
            and tokens[0].tag in NP_TAGS
            and all(token.tag in NP_TAGS or token.low in LINKS for token in tokens[:start])
        ):
            start = 0  # "The junior in question, Samira Noakes,"
        one, two = segment.part(start, first), segment.part(first + 1, last)
        claim, keep_second = _claim(one, two)
        if claim is None:
            continue
        before, after = segment.part(0, start), segment.part(last + (last < len(tokens)), len(tokens))
        rest = compose(before, two if keep_second else one, after)
        if has_clause(rest.tokens):
            return [rest, claim]
    return [segment]


def _end(tokens: Tokens) -> int:
    end = len(tokens)
    while end and tokens[end - 1].tag == ".":
        end -= 1
    return end


def _nominal(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the words are one noun phrase with no verb in it."""
    if tokens[first].tag not in {"DT", "PRP$", "NNP", "NN", "RB", "JJ"} or last - first > 12:
        return False
    inner = tokens[first:last]
    return not any(is_finite(t) or t.tag in {"CC", "PRP", "WP", "WDT"} for t in inner) and all(
        t.tag in NP_TAGS | {"RB"} or t.low in LINKS for t in inner
    )


def _resumes(tokens: Tokens, i: int, verb: int) -> bool:
    """Whether the main verb, or an addition to the subject, follows the apposition."""
    return i <= verb and (verb - i < 3 or tokens[i].tag in {"WP", "WDT", "VBN", "VBG"})


def _claim(one: Segment, two: Segment) -> tuple[Segment | None, bool]:
    """Return the claim and whether it is the second phrase that names the person."""
    if not one.text or not two.text or re.match(r"(?:then|now|for)\b", two.text):
        return None, False
    if names_in(two.text) == [two.text]:
        return (None, False) if names_in(one.text) else (compose(two, "is", lowered(one)), True)
    role = two.tokens[0].tag in {"DT", "PRP$"} or any(t.tag == "POS" for t in two.tokens)
    former = two.text.lower().startswith("former ")
    if (role or former) and (
        one.tokens[-1].tag in {"NNP", "NNPS"} or one.tokens[0].low in {"the", "its", "his", "her"}
    ):
        link = "are" if one.tokens[-1].tag == "NNS" else "is"
        return compose(one, link, "a" if former else "", two), False
    if two.tokens[-1].tag == "NNP" and one.tokens[0].low in {"the", "its", "his", "her", "their"}:
        return compose(two, "is", lowered(one)), True
    return None, False
