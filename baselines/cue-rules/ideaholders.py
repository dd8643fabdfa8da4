"""Whose idea it is that a noun names: by a possessive, or by "of", "among", "held by" and the like."""

from __future__ import annotations

from frames import Context
from grammar import Tokens, is_finite
from nounphrases import noun_phrase_start
from segments import Segment
from wordclasses import NP_TAGS

LINKS = frozenset("alleging claiming suggesting saying arguing".split())
VOICED = frozenset("held shared voiced repeated expressed advanced spread propagated peddled cherished".split())
WHOSE = {"his": "he", "her": "she", "their": "they", "its": "it", "my": "I", "our": "we", "your": "you"}
CURRENT = frozenset("popular widespread common fashionable current".split())


def idea_holder(segment: Segment, noun_at: int, context: Context) -> str:
    """Return whose idea it is: by a possessive before the noun or a phrase after it."""
    tokens = segment.tokens
    start = noun_phrase_start(tokens, noun_at + 1)
    if tokens[noun_at].low in {"reports", "surveys", "studies"}:
        return tokens[noun_at].low
    own = next((k for k in range(noun_at - 1, start - 1, -1) if tokens[k].tag in {"POS", "PRP$"}), None)
    if own is not None:
        word = tokens[own]
        phrase = WHOSE.get(word.low, "") if word.tag == "PRP$" else segment.part(start, own).text
        if word.low == "their":
            near = next((k for k in range(own - 1, -1, -1) if tokens[k].tag in {"NNS", "NNPS"}), None)
            if near is not None:
                phrase = segment.part(noun_phrase_start(tokens, near + 1), near + 1).text
        return context.speakers.resolve(phrase, context.self_holder)
    after = noun_at + 1
    if (
        after + 1 < len(tokens)
        and tokens[after].low in {"of", "among", "by", "from"}
        and tokens[after + 1].tag in NP_TAGS
    ):
        end = next((k for k in range(after + 1, len(tokens)) if tokens[k].low in {"that", ","} | LINKS), None)
        if end is not None and end < after + 9:
            return context.speakers.resolve(segment.part(after + 1, end).text, context.self_holder)
    by = next((k for k in range(after, len(tokens) - 2) if tokens[k].low in VOICED and tokens[k + 1].low == "by"), None)
    if by is not None:
        end = next((k for k in range(by + 3, len(tokens)) if tokens[k].tag in {",", "."} or is_finite(tokens[k])), None)
        return context.speakers.resolve(segment.part(by + 2, end or len(tokens)).text, context.self_holder)
    among = next((k for k in range(max(after, 1), len(tokens) - 1) if _shared_among(tokens, k)), None)
    if among is not None:
        end = next((k for k in range(among + 2, len(tokens)) if tokens[k].tag == ","), len(tokens))
        return context.speakers.resolve(segment.part(among + 1, end).text.rstrip("."), context.self_holder)
    return "unnamed"


def _shared_among(tokens: Tokens, k: int) -> bool:
    """Whether those follow among whom the idea is current."""
    return tokens[k].low in {"among", "with"} and tokens[k - 1].low in CURRENT
