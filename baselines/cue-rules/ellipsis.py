"""Clauses that leave out what the sentence before has said: "They don't", "It will do nothing of the kind"."""

from __future__ import annotations

from grammar import Tokens, group_end, head_verb, main_verb
from memory import Memory, settle
from segments import EMPTY, Segment, compose
from wordclasses import BE, DO, HAVE, MODAL, NOUNS
from wordforms import base_form

PROPOSITIONS = frozenset("it that this".split())
PERSONS = frozenset("he she they".split())
AFTER_INVERSION = NOUNS | frozenset("DT PRP JJ PRP$ CD".split())


def words_of(segment: Segment) -> Tokens:
    """Return the words of a clause without the marks at its end."""
    tokens = list(segment.tokens)
    while tokens and tokens[-1].tag in {".", "!", ","}:
        tokens.pop()
    return tokens


def nothing_of_the_kind(segment: Segment, tokens: Tokens, verb: int, memory: Memory) -> Segment | None:
    """Read "It will do nothing of the kind"."""
    text = " ".join(token.low for token in tokens)
    if not text.endswith(("nothing of the kind", "nothing of the sort", "no such thing")):
        return None
    item = memory.reported() or memory.last()
    predicate = _predicate(item[0], tokens[verb].low) if item else None
    if item is None or predicate is None:
        return EMPTY
    settle(item[1], rejected=True)
    source = main_verb(item[0].tokens) or 0
    subject = item[0].part(0, source) if tokens[0].low in PROPOSITIONS | PERSONS else segment.part(0, verb)
    auxiliary = _full(tokens[verb].low) if tokens[verb].low in MODAL else {"VBD": "did"}.get(tokens[verb].tag, "does")
    return compose(subject, auxiliary, "not", predicate).finished()


def ellipsis(segment: Segment, tokens: Tokens, verb: int, memory: Memory) -> Segment | None:
    """Read "They don't", where the verb is that of the sentence before."""
    end = group_end(tokens, verb)
    auxiliary = tokens[verb].low
    rest = tokens[end:]
    if auxiliary not in BE | DO | HAVE | MODAL or tokens[head_verb(tokens, verb)].low != auxiliary:
        return None
    if rest and not all(token.tag == "RB" or token.low in {"to", "so"} for token in rest):
        return None
    item = memory.matching(tokens[0].low)
    predicate = _predicate(item[0], auxiliary) if item else None
    pronoun = tokens[0].low in PROPOSITIONS | PERSONS and verb == 1
    if item is None or predicate is None:
        return EMPTY
    negated = any(token.low in {"not", "n't"} for token in tokens[verb:end])
    if negated:
        settle(item[1], rejected=True)
    source = main_verb(item[0].tokens) or 0
    subject = item[0].part(0, source) if pronoun else segment.part(0, verb)
    link = "to" if any(token.low == "to" for token in rest) else ""
    return compose(subject, _full(auxiliary), "not" if negated else "", link, predicate).finished()


def inverted_ellipsis(segment: Segment, tokens: Tokens, memory: Memory) -> Segment | None:
    """Read "Neither does a midwife"."""
    if len(tokens) < 3 or tokens[1].low not in BE | DO | HAVE | MODAL:
        return None
    if any(token.tag not in AFTER_INVERSION for token in tokens[2:]):
        return None
    item = memory.last()
    predicate = _predicate(item[0], tokens[1].low) if item else None
    if predicate is None:
        return EMPTY
    return compose(segment.part(2, len(tokens)), tokens[1].low, "not", predicate).finished()


def _full(auxiliary: str) -> str:
    return {"ca": "can", "wo": "will", "'s": "is", "'re": "are", "'ll": "will"}.get(auxiliary, auxiliary)


def _predicate(segment: Segment, auxiliary: str) -> Segment | None:
    """Return what follows the auxiliary in the sentence that an ellipsis refers to."""
    tokens = words_of(segment)
    verb = main_verb(tokens)
    if not verb:
        return None
    first, head = tokens[verb].low, head_verb(tokens, verb)
    if auxiliary in BE and base_form(first) in {"sound", "look", "seem", "appear"}:
        like = verb + 1 < len(tokens) and tokens[verb + 1].low == "like"
        return segment.part(verb + 1 + like, len(tokens))
    after = verb + 1
    while after < len(tokens) and tokens[after].low in {"not", "n't"}:
        after += 1
    rest = segment.part(after, len(tokens))
    if auxiliary in BE:
        return rest if first in BE and rest.text else None
    if auxiliary in HAVE:
        return rest if first in HAVE and head > verb else None
    if first in MODAL:
        return rest if auxiliary in MODAL | DO and rest.text else None
    if first in BE or (first in HAVE and head > verb):
        return compose("be", rest) if auxiliary in MODAL and first in BE else None
    lexical = head if first in DO else verb
    return compose(base_form(tokens[lexical].low), segment.part(lexical + 1, len(tokens)))
