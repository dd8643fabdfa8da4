"""Noun phrases: where they begin, whether they are plural, which form of "be" agrees with them."""

from __future__ import annotations

from grammar import Tokens, is_finite
from wordclasses import NOUNS, NP_TAGS

PLACES = frozenset("of in at on for behind under near beside above below between inside outside beyond".split())


def noun_phrase_start(tokens: Tokens, end: int) -> int:
    """Return where the noun phrase that ends before a place begins, with what a preposition links to it."""
    k = end
    while k > 0 and (tokens[k - 1].tag in NP_TAGS or tokens[k - 1].tag in {"VBN", "VBG"}):
        # "the man the party chose": a determiner begins the phrase.
        k -= 1
        if tokens[k].tag in {"DT", "PRP$", "PRP", "EX"} and not (k and tokens[k - 1].low in {"all", "both", "half"}):
            break
    while k < end and tokens[k].tag in {"VBN", "VBG"} and (k == 0 or tokens[k - 1].tag not in {"DT", "PRP$"}):
        if k and (tokens[k - 1].tag in NOUNS | {"RB"} or is_finite(tokens[k - 1])):
            k += 1
        else:
            break
    linked = 1 < k < end and tokens[k - 1].low in PLACES and tokens[k - 2].tag in NOUNS | {"CD", "DT"}
    if linked and tokens[k - 1].tag == "IN" and (before := noun_phrase_start(tokens, k - 1)) < k - 1:
        return before
    return k


def is_plural(tokens: Tokens) -> bool:
    """Whether a noun phrase is in the plural."""
    if any(token.low == "and" for token in tokens):
        return True
    head = next((t for i, t in enumerate(tokens) if t.tag in NOUNS | {"PRP"} and
                 (i + 1 == len(tokens) or tokens[i + 1].tag not in NOUNS | {"POS"})), None)  # fmt: skip
    return head is not None and (head.tag in {"NNS", "NNPS"} or head.low in {"they", "we", "i", "you"})


def be_form(tokens: Tokens, *, before: bool) -> str:
    """Return the form of "be" that agrees with the subject."""
    plural = is_plural(tokens)
    if tokens and tokens[0].low == "i" and len(tokens) == 1:
        return "was" if before else "am"
    return ("were" if plural else "was") if before else ("are" if plural else "is")
