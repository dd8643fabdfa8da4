"""Passives that pass on what somebody says: "It is said that Y", "is believed to be Z", "is told to do Z"."""

from __future__ import annotations

from frames import Commitment, Context, Frame
from grammar import group_end, has_clause, head_verb, main_verb
from nounphrases import be_form, is_plural
from reporting import REPORTING, commitment_to
from rewrites import URGING, next_word
from segments import Segment, compose
from wordclasses import BE, MODAL
from wordforms import base_form, past, third_person

SAID = frozenset(
    """say believe report allege think rumour rumor claim suppose understand know expect fear hope assume suspect
    estimate predict project argue suggest""".split()
)
PROBABLE = frozenset("expect predict project suspect estimate assume suppose".split())
REPORTEDLY = frozenset("reportedly allegedly supposedly purportedly".split())


def hearsay_rule(segment: Segment, context: Context) -> list[Frame]:
    """Match passive verbs of saying and urging, and adverbs such as "reportedly"."""
    tokens = segment.tokens
    verb = main_verb(tokens)
    if not verb:
        return []
    head = head_verb(tokens, verb)
    base = base_form(tokens[head].low)
    if tokens[head].tag != "VBN" or not any(token.low in BE for token in tokens[verb:head]):
        return _reportedly(segment)
    return _advised(segment, context, head, base) or _said(segment, verb, base) or _told(segment, verb, base)


def _advised(segment: Segment, context: Context, head: int, base: str) -> list[Frame]:
    """Read "had been advised by two deans that a complaint would end it"."""
    tokens = segment.tokens
    that = next_word(tokens, head + 1, "that")
    if base not in REPORTING | URGING or that is None or not has_clause(tokens[that + 1 :]):
        return []
    by = next_word(tokens, head + 1, "by")
    phrase = segment.part(by + 1, that).text if by is not None and by < that else ""
    holder = context.speakers.resolve(phrase, context.self_holder) if phrase else "unnamed"
    return [Frame(segment.part(that + 1, len(tokens)), holder, commitment_to(base, phrase))]


def _said(segment: Segment, verb: int, base: str) -> list[Frame]:
    """Read "It is often said that Y" and "is expected to win"."""
    tokens = segment.tokens
    end = group_end(tokens, verb)
    if base not in SAID or tokens[verb].low in MODAL or end + 1 >= len(tokens):
        return []
    modality = "probable" if base in PROBABLE else "possible" if base in {"fear", "hope"} else "certain"
    if tokens[0].low == "it" and tokens[end].low == "that":
        content = segment.part(end + 1, len(tokens))
        return [Frame(content, "unnamed", _weight(base), modality)] if has_clause(content.tokens) else []
    if tokens[end].tag != "TO":
        return []
    subject, rest = segment.part(0, verb), segment.part(end + 2, len(tokens))
    infinitive, before = tokens[end + 1].low, tokens[verb].tag == "VBD"
    if base in {"expect", "predict", "project"}:
        claim = compose(subject, "will", infinitive, rest)
        return [Frame(claim, "unnamed", "reports", modality, "prediction")]
    if infinitive == "be":
        claim = compose(subject, be_form(subject.tokens, before=before), rest)
    elif infinitive == "have":
        claim = compose(subject, "have" if is_plural(subject.tokens) else "has", rest)
    else:
        form = infinitive if is_plural(subject.tokens) else third_person(infinitive)
        if base == "suppose":
            form = f"would {infinitive}" if before else f"will {infinitive}"
        claim = compose(subject, past(infinitive) if before and base != "suppose" else form, rest)
    return [Frame(claim, "unnamed", _weight(base), modality)]


def _weight(base: str) -> Commitment:
    return "rejects" if base in {"suppose", "claim", "say"} else "reports"


def _told(segment: Segment, verb: int, base: str) -> list[Frame]:
    """Read "The families are being told to keep quiet"."""
    tokens = segment.tokens
    end = group_end(tokens, verb)
    if base not in URGING or end + 1 >= len(tokens) or tokens[end].tag != "TO":
        return []
    claim = compose(segment.part(0, verb), "should", segment.part(end + 1, len(tokens)))
    return [Frame(segment, settled=True), Frame(claim, "unnamed", "reports", "certain", "recommendation")]


def _reportedly(segment: Segment) -> list[Frame]:
    for i, token in enumerate(segment.tokens):
        if token.low in REPORTEDLY:
            commitment: Commitment = "rejects" if token.low == "supposedly" else "reports"
            return [Frame(segment.without(i, i + 1), "unnamed", commitment)]
    return []
