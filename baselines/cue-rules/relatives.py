"""Relative clauses that add something: ", who ...", ", whose ...", ", for which ..."."""

from __future__ import annotations

from grammar import Tokens, group_end, has_clause, is_finite, main_verb
from negation import lowered
from nounphrases import noun_phrase_start
from segments import Segment, compose
from wordclasses import AUXILIARY, NOUNS, NP_TAGS

PRONOUNS = frozenset("who which whose where when".split())
MEASURES = frozenset("times percent cent years months weeks days".split())
QUANTIFIERS = frozenset("neither none both most many some few all each half one two three several".split())
# After these the antecedent is all that was said before.
EVENT_VERBS = frozenset("means meant suggests suggested shows showed makes made explains explained leaves left".split())


def split_relative(segment: Segment, *, subject_only: bool = False) -> list[Segment]:
    """Take out the first relative clause that a comma sets off, and give it its antecedent as subject."""
    tokens = segment.tokens
    verb = main_verb(tokens)
    for i in range(2, (verb or 0) if subject_only else len(tokens) - 1):
        if tokens[i - 1].tag != ",":
            continue
        lead = _lead(tokens, i)
        if lead is None:
            continue
        close = _close(tokens, i, verb)
        body = _body(segment, i, lead, close)
        if body is None:
            continue
        rest = compose(segment.part(0, i - 1), segment.part(close + (close < len(tokens)), len(tokens)))
        if not has_clause(rest.tokens):
            return [segment]
        rest = rest.retagged() if has_clause(rest.retagged().tokens) else rest
        return [rest, body]
    return [segment]


def relative_claims(segment: Segment) -> list[Segment]:
    """Return what the relative clauses say that hang on a noun phrase without a main clause."""
    tokens = segment.tokens
    for i in range(1, len(tokens) - 1):
        if tokens[i - 1].tag == "," and (lead := _lead(tokens, i)) is not None:
            body = _body(segment, i, lead, len(tokens))
            return [body] if body is not None else []
    return []


def _lead(tokens: Tokens, i: int) -> int | None:
    """Return the place of the relative pronoun of a clause that begins at i."""
    if tokens[i].low in PRONOUNS and tokens[i].tag != "DT":
        return i
    if tokens[i].tag == "IN" and i + 1 < len(tokens) and tokens[i + 1].low in {"which", "whom"}:
        return i + 1
    if tokens[i].low in QUANTIFIERS and i + 2 < len(tokens) and tokens[i + 1].low == "of":
        return i + 2 if tokens[i + 2].low in {"which", "whom"} else None
    return None


def _close(tokens: Tokens, start: int, verb: int | None) -> int:
    """Return where the relative clause ends: at the comma before the main verb, or at the end."""
    if verb is not None and verb > start:
        for k in range(verb - 1, start, -1):
            if tokens[k].tag == ",":
                return k
    end = len(tokens)
    # "X, which is so, has": without a main verb found, the first comma before a finite verb closes it.
    inner = next((k for k in range(start + 1, end) if is_finite(tokens[k])), end)
    for k in range(group_end(tokens, inner) if inner < end else end, end - 1):
        if tokens[k].tag == "," and is_finite(tokens[k + 1]) and (verb is None or verb > start):
            return k
    return end


def _body(segment: Segment, first: int, lead: int, close: int) -> Segment | None:
    tokens = segment.tokens
    pronoun = tokens[lead].low
    inner = segment.part(lead + 1, close)
    place = next((k for k, token in enumerate(inner.tokens) if is_finite(token)), None)
    if place is None or (
        group_end(inner.tokens, place) >= len(inner.tokens) - 1 and inner.tokens[place].low in AUXILIARY
    ):
        return None  # no verb, or one that leaves the rest to be understood: "which it should not"
    comma = first - 1
    start = _antecedent(tokens, comma, lead, close)
    if start is None or start == comma:
        if inner.tokens[0].tag in NP_TAGS and place:
            return None  # "which nobody expected", of all that was said before
        if pronoun == "which" and lead == first:
            return compose("That", lowered(segment.part(0, comma)), inner)
        return None
    antecedent = segment.part(start, comma)
    if pronoun == "whose":
        mark = "’" if antecedent.tokens[-1].tag in {"NNS", "NNPS"} else "’s"
        return compose(Segment(antecedent.text + mark, antecedent.origins, antecedent.tokens), inner)
    if pronoun in {"where", "when"}:
        before = tokens[start - 1].low if start and tokens[start - 1].tag == "IN" else "in"
        before = before if before in {"in", "at", "on", "beside", "near", "under", "by"} else "in"
        if any(token.tag == "," for token in inner.tokens[: place + 2]):
            return compose(inner.bare(), before, antecedent)  # "where, they warn, the walls leak"
        return compose(before.title(), antecedent, inner)
    if lead > first:
        return compose(segment.part(first, lead), antecedent, inner)
    if place and pronoun in {"which", "who"} and inner.tokens[0].tag in NP_TAGS:
        return _as_object(inner, place, antecedent)
    if pronoun == "which" and inner.tokens and inner.tokens[0].low in EVENT_VERBS and tokens[comma - 1].tag != "NNP":
        return compose("That", lowered(segment.part(0, comma)), inner)
    return compose(antecedent, inner)


def _as_object(inner: Segment, verb: int, antecedent: Segment) -> Segment:
    """Put the antecedent back where the relative pronoun was the object: "which nobody has accused of it"."""
    tokens = inner.tokens
    end = group_end(tokens, verb)
    last = len(tokens) - 1 if tokens[-1].tag == "." else len(tokens)
    if tokens[last - 1].tag in {"VB", "VBN", "VBD", "VBZ", "VBP", "IN"} or end >= last:
        return compose(inner.part(0, last), antecedent)
    return compose(inner.part(0, end), antecedent, inner.part(end, len(tokens)))


def _antecedent(tokens: Tokens, comma: int, lead: int, close: int) -> int | None:
    """Return where the antecedent before the comma begins, None if what stands there is no noun."""
    if comma < 1 or tokens[comma - 1].tag not in NOUNS | {"CD", "PRP", "DT", "JJ", "VBG"}:
        return None
    if tokens[comma - 1].tag == "VBG" and tokens[comma - 2].tag not in {"IN", "DT", "JJ"}:
        return None
    back = next((k for k in range(comma - 1, 1, -1) if tokens[k].tag == ","), None)
    if (
        back
        and tokens[back + 1].tag in {"VBN", "VBG"}
        and tokens[back - 1].tag in NOUNS
        and tokens[lead].low != "where"
    ):
        return _antecedent(tokens, back, lead, close)  # "a committee, chaired by X, which": not X
    if tokens[comma - 1].low in MEASURES and tokens[comma - 2].tag == "CD":
        return None  # "has grown five times, which": not the times
    outer = noun_phrase_start(tokens, comma)
    near = comma
    while near > outer and tokens[near - 1].tag in NP_TAGS:
        near -= 1
        if tokens[near].tag in {"DT", "PRP$"}:
            break
    if tokens[lead].low in {"where", "when"}:
        return near
    verb = next((k for k in range(lead + 1, close) if is_finite(tokens[k])), None)
    if verb is None or near == outer:
        return outer
    singular = tokens[verb].tag == "VBZ" or tokens[verb].low == "was"
    plural = tokens[verb].tag == "VBP" or tokens[verb].low == "were"
    head = next((k for k in range(near - 1, outer - 1, -1) if tokens[k].tag in NOUNS), None)
    if head is None:
        return outer
    outer_plural, near_plural = tokens[head].tag in {"NNS", "NNPS"}, tokens[comma - 1].tag in {"NNS", "NNPS"}
    if (singular and outer_plural and not near_plural) or (plural and not outer_plural and near_plural):
        return near
    return outer
