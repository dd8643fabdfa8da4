"""Finds verbs, subjects and noun phrases among tagged words."""

from __future__ import annotations

from collections.abc import Sequence

from tokens import Token
from wordclasses import (
    BE,
    CONJUNCTIONS,
    DO,
    EITHER,
    FINITE_TAGS,
    HAVE,
    MARKS,
    MODAL,
    NOMINATIVE,
    NOUNS,
    NP_TAGS,
    SPEECH,
)
from wordforms import base_form

Tokens = Sequence[Token]
VERBAL = frozenset("VB VBN VBG VBD".split())
INSERTED = SPEECH | frozenset("seem appear gather contend grant confess write explain observe remark tell".split())


def is_finite(token: Token) -> bool:
    """Whether the word is a verb that shows tense, or a modal."""
    return token.tag in FINITE_TAGS


def opens_clause(tokens: Tokens, i: int) -> bool:
    """Whether a subordinate clause with a finite verb of its own begins at a word."""
    token = tokens[i]
    if token.tag in {"WP", "WDT", "WRB"} or (token.low == "whose"):
        return True
    if token.tag == "IN" and token.low in CONJUNCTIONS:
        return token.low == "that" or finite_ahead(tokens, i + 1)  # "although often repeated" has no verb
    if token.low in EITHER - {"for", "than"} and token.tag in {"IN", "RB"}:
        if token.low == "as" and any(other.low == "as" for other in tokens[i + 1 : i + 4]):
            return False  # the first half of "as soon as"
        return _subject_ahead(tokens, i + 1)
    return i > 0 and token.low in NOMINATIVE and tokens[i - 1].tag in NOUNS and finite_ahead(tokens, i + 1, 4)


def finite_ahead(tokens: Tokens, i: int, reach: int = 14) -> bool:
    """Whether a finite verb with something before it comes before the next mark or conjunction."""
    for k in range(i, min(i + reach, len(tokens))):
        if tokens[k].tag in MARKS or tokens[k].tag in {"WDT", "WP", "WRB"}:
            return False
        if is_finite(tokens[k]):
            return k > i or reach < 14
    return False


def _subject_ahead(tokens: Tokens, i: int) -> bool:
    """Whether nothing but a noun phrase stands before the next finite verb."""
    for k in range(i, min(i + 12, len(tokens))):
        if is_finite(tokens[k]):
            return k > i
        if tokens[k].tag not in NP_TAGS | {"RB", "VBG", "VBN"} and tokens[k].low not in {"of", "in"}:
            return False
    return False


def main_verb(tokens: Tokens, first: int = 0, last: int | None = None) -> int | None:
    """Return the place of the first finite verb that is not in a subordinate clause."""
    last = len(tokens) if last is None else min(last, len(tokens))
    pending = 0
    i = first
    while i < last:
        if is_finite(tokens[i]):
            if not pending and not is_inserted(tokens, i, first):
                return i
            pending = max(pending - 1, 0)
            said = base_form(tokens[i].low) in SPEECH
            i = group_end(tokens, i)
            # "who think milk comes from refrigerators": a clause without "that" inside the clause.
            pending += said and i < len(tokens) and tokens[i].low != "that" and begins_clause(tokens, i)
            continue
        if opens_clause(tokens, i) and not (i and tokens[i - 1].tag in {"WP", "WDT", "WRB"}):
            pending += 1
        elif tokens[i].tag in {";", ":"}:
            pending = 0
        i += 1
    return None


def is_inserted(tokens: Tokens, verb: int, first: int = 0) -> bool:
    """Whether the verb belongs to an insertion such as ", she argues," whose subject opens after a comma."""
    end = group_end(tokens, verb)
    if end >= len(tokens) or tokens[end].tag != "," or verb <= first:
        return False
    if base_form(tokens[head_verb(tokens, verb)].low) not in INSERTED:
        return False
    k = verb - 1
    while (k > first and tokens[k].tag in NP_TAGS | {"RB"}) or (k > first and tokens[k].low == "of"):
        k -= 1
    # The words before the first comma must wait for their verb.
    return k > first and tokens[k].tag == "," and verb - k > 1 and not any(is_finite(t) for t in tokens[first:k])


def group_end(tokens: Tokens, i: int) -> int:
    """Return the place after the verb group that begins at i."""
    end = i + 1
    low = tokens[i].low
    if low not in BE | HAVE | DO | MODAL:
        return end
    k = end
    while k < len(tokens):
        token = tokens[k]
        if token.tag in VERBAL or token.low in BE or (token.low in HAVE and k > i):
            done = token.low not in BE | HAVE
            end = k + 1
            if done:
                break
        elif token.tag not in {"RB", "RBR"} and token.low not in {"all", "both", "yet"}:
            break
        elif token.low in {"not", "n't", "never"}:
            end = k + 1
        k += 1
    return end


def head_verb(tokens: Tokens, i: int) -> int:
    """Return the place of the word that carries the meaning of the verb group at i."""
    for k in range(group_end(tokens, i) - 1, i - 1, -1):
        if tokens[k].tag not in {"RB", "RBR"} and tokens[k].low not in {"not", "n't"}:
            return k
    return i


def has_clause(tokens: Tokens) -> bool:
    """Whether the words hold a subject and a finite verb after it."""
    verb = main_verb(tokens)
    return bool(verb) and any(token.tag in NP_TAGS | {"VBG", "TO", "WP"} for token in tokens[:verb])


def begins_clause(tokens: Tokens, i: int) -> bool:
    """Whether a subject and its verb come at once from place i on."""
    if i >= len(tokens):
        return False
    token = tokens[i]
    if token.tag in {"RB", "RBR"} or token.low in {"so", "then"}:
        return i + 1 < len(tokens) and not is_finite(tokens[i + 1]) and begins_clause(tokens, i + 1)
    if token.low == "what":
        return any(is_finite(other) for other in tokens[i + 1 : i + 7])
    if is_finite(token) or token.tag in {"WP", "WDT", "TO", "VB"}:
        return False
    if token.tag == "VBN" and (i + 1 >= len(tokens) or tokens[i + 1].tag not in NOUNS):
        return False
    if token.tag == "IN" and (token.low == "that" or token.low in CONJUNCTIONS or opens_clause(tokens, i)):
        return False
    if token.tag == "WRB":
        return False
    if token.tag == "IN":
        # "in one year the rest followed": a prepositional phrase first.
        k = i + 1
        while (
            k < len(tokens)
            and k < i + 9
            and tokens[k].tag in NP_TAGS | {"IN", "RB"}
            and tokens[k].low not in CONJUNCTIONS
        ):
            k += 1
        return k < len(tokens) and (is_finite(tokens[k]) or (tokens[k].tag == "," and begins_clause(tokens, k + 1)))
    verb = main_verb(tokens, i, min(len(tokens), i + 22))
    if verb is None or verb == i:
        return False
    while verb > i and tokens[verb - 1].tag == "RB":
        verb -= 1
    inside = [k for k in range(i, verb) if tokens[k].tag in {",", ";", ":", "—"}]
    if not inside:
        return True
    # Only an insertion between commas may come between subject and verb.
    return len(inside) == 2 and inside[0] > i and inside[1] == verb - 1 and tokens[inside[0]].tag == ","


def subject_start(tokens: Tokens, verb: int) -> int:
    """Return where the clause of the verb begins: after an adverbial with its comma."""
    start = 0
    for k in range(verb - 1, -1, -1):
        if tokens[k].tag in {";", ":"}:
            return k + 1
        if tokens[k].tag == "," and begins_clause(tokens, k + 1) and tokens[0].tag in {"IN", "RB", "VBG", "VBN", "WRB"}:
            start = k + 1
    return start
