"""Participles that tell of an event of their own: ", provoking a new race", "Having studied abroad, he"."""

from __future__ import annotations

from grammar import Tokens, begins_clause, has_clause, is_finite, main_verb
from nounphrases import be_form, is_plural, noun_phrase_start
from segments import Segment, compose
from wordclasses import HAVE, MODAL, NOUNS, NP_TAGS
from wordforms import base_form, past, third_person

# Prepositions and conjunctions in the form of a participle.
NOT_EVENTS = frozenset(
    """including according regarding concerning considering given provided following depending owing excluding
    notwithstanding pending barring judging speaking being having compared seeing assuming""".split()
)


def split_participle(segment: Segment) -> list[Segment]:
    """Give a participle that commas set off a subject and a finite form."""
    return _leading(segment) or _inserted(segment) or _after_noun(segment) or _trailing(segment) or [segment]


def _inserted(segment: Segment) -> list[Segment]:
    """Read "Prison, by costing them a job, seems ..." and "his members, knowing that it fell, planted ..."."""
    tokens = segment.tokens
    main = main_verb(tokens)
    if not main:
        return []
    first = next((i for i in range(1, main) if tokens[i].tag == ","), None)
    last = next((i for i in range(main - 1, 0, -1) if tokens[i].tag == ","), None)
    if first is None or last is None or last - first < 3:
        return []
    start = first + 1 + (tokens[first + 1].low == "by")
    if tokens[start].tag != "VBG" or tokens[start].low in NOT_EVENTS - {"having"}:
        return []
    subject = segment.part(_subject(tokens, first), first)
    event = _finite(segment.part(start, last), subject, tokens, main)
    rest = compose(segment.part(0, first), segment.part(last + 1, len(tokens)))
    return [rest, event] if event is not None and has_clause(rest.tokens) else []


def _leading(segment: Segment) -> list[Segment]:
    """Read "Having served, I ..." and "By approving the plant, the government ..."."""
    tokens = segment.tokens
    by = len(tokens) > 3 and tokens[0].low == "by" and tokens[1].tag == "VBG"
    first = 1 if by else 0
    if (
        len(tokens) < 5
        or tokens[first].tag not in {"VBG", "VBN"}
        or tokens[first].low in NOT_EVENTS - {"having", "being"}
    ):
        return []
    comma = next((i for i in range(2, len(tokens) - 2) if tokens[i].tag == "," and begins_clause(tokens, i + 1)), None)
    verb = main_verb(tokens, comma + 1) if comma else None
    if comma is None or verb is None:
        return []
    main = segment.part(comma + 1, len(tokens))
    subject = segment.part(comma + 1, verb)
    event = _finite(segment.part(first, comma), subject, tokens, verb, perfect_is_past=by)
    if event is None:
        return []
    return [segment.finished() if by else main, event]


def _after_noun(segment: Segment) -> list[Segment]:
    """Read "a committee, chaired by his friend, ..."."""
    tokens = segment.tokens
    main = main_verb(tokens)
    if main is None:
        return []
    for i in range(2, len(tokens) - 2):
        if tokens[i - 1].tag != ",":
            continue
        back = next((j for j in range(i - 2, 0, -1) if tokens[j].tag == ","), 0)
        if tokens[back + 1].tag == "VBG":
            continue
        k = i + 1 if tokens[i].tag == "RB" and tokens[i + 1].tag == "VBN" else i
        if tokens[k].tag != "VBN" or tokens[k].low in NOT_EVENTS or tokens[i - 2].tag not in NOUNS | {"CD"}:
            continue
        if tokens[k + 1].tag in NOUNS | {"DT", "PRP", "PRP$", "CD"}:
            continue  # with an object it is a second verb: "have broken A, emptied B"
        close = next((j for j in range(k + 1, len(tokens)) if tokens[j].tag == ","), len(tokens))
        if i < main:
            close = next((j for j in range(main - 1, k, -1) if tokens[j].tag == ","), close)
        if any(is_finite(t) and not _nested(tokens, k, j) for j, t in enumerate(tokens[k:close], k)):
            continue
        if close < len(tokens) and i > main and tokens[close + 1].tag in {"VBN", "CC", "VBD"}:
            continue
        start = noun_phrase_start(tokens, i - 1)
        noun = segment.part(start, i - 1)
        rest = compose(segment.part(0, i - 1), segment.part(close + (close < len(tokens)), len(tokens)))
        if start == i - 1 or not has_clause(rest.tokens):
            continue
        return [
            rest,
            compose(
                noun,
                be_form(noun.tokens, before=tokens[main].tag == "VBD" or tokens[i].low == "once"),
                segment.part(i, close),
            ),
        ]
    return []


def _nested(tokens: Tokens, start: int, place: int) -> bool:
    return any(tokens[j].tag in {"WDT", "WP", "WRB"} or tokens[j].low == "that" for j in range(start, place))


def _trailing(segment: Segment) -> list[Segment]:
    """Read "..., provoking a new race"."""
    tokens = segment.tokens
    main = main_verb(tokens)
    if not main or tokens[main].low in MODAL:
        return []
    for i in range(main + 2, len(tokens) - 1):
        if (
            tokens[i - 1].tag != ","
            or tokens[i].tag != "VBG"
            or (tokens[i].low in NOT_EVENTS and tokens[i].low != "having")
        ):
            continue
        subject = segment.part(_subject(tokens, main), main)
        event = _finite(segment.part(i, len(tokens)), subject, tokens, main)
        if event is None or not subject.text:
            return []
        return [segment.part(0, i - 1), event]
    return []


def _subject(tokens: Tokens, main: int) -> int:
    first = 0
    for i in range(main):
        if tokens[i].tag == "," and tokens[0].tag in {"IN", "RB"} and tokens[i + 1].tag in NP_TAGS:
            first = i + 1
    return first


def _finite(
    phrase: Segment, subject: Segment, tokens: Tokens, main: int, *, perfect_is_past: bool = False
) -> Segment | None:
    """Return the participle phrase as a clause about the subject."""
    first = phrase.tokens[0]
    rest = phrase.part(1, len(phrase.tokens))
    before = tokens[main].tag == "VBD" or (perfect_is_past and tokens[main].low in HAVE)
    if first.tag == "VBN":
        return compose(subject, be_form(subject.tokens, before=before), phrase)
    if first.low == "having" and rest.tokens and (rest.tokens[0].tag == "VBN" or rest.tokens[0].low == "been"):
        has = "had" if before else "has" if not is_plural(subject.tokens) else "have"
        return compose(subject, has, rest)
    if first.low == "being":
        return compose(subject, be_form(subject.tokens, before=before), rest)
    base = base_form(first.low)
    if base.endswith("ing"):
        return None
    form = past(base) if before else base if is_plural(subject.tokens) else third_person(base)
    return compose(subject, form, rest)
