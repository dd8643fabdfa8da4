"""Objects and qualities in a list of three or more: "abolished A, B and C" makes three claims."""

from __future__ import annotations

from grammar import Tokens, group_end, is_finite, main_verb
from segments import Segment, compose
from wordclasses import BE, NOUNS, NP_TAGS

LINKS = frozenset("of in for at on from by to with".split())


def split_list(segment: Segment) -> list[Segment]:
    """Split a list of noun phrases or adjectives after the main verb."""
    tokens = segment.tokens
    verb = main_verb(tokens)
    if verb is None:
        return [segment]
    end = group_end(tokens, verb)
    if parts := _qualities(segment, end):
        return parts
    link = next((i for i in range(len(tokens) - 2, end, -1) if tokens[i].low == "and" and tokens[i].tag == "CC"), None)
    if link is None:
        return [segment]
    last_comma = link - 1 if tokens[link - 1].tag == "," else None
    commas = [i for i in range(end + 1, link) if tokens[i].tag == "," and i != last_comma]
    if not commas:
        return [segment]
    commas = _run(tokens, commas, link)
    start = _first_item(tokens, end, commas[0], verb) if commas else None
    stop = _stop(tokens, link + 1)
    if start is None or stop < len(tokens):
        return [segment]
    bounds = [start, *(i + 1 for i in commas), link + 1]
    ends = [*commas, link - (last_comma is not None), stop]
    items = [segment.part(a, b) for a, b in zip(bounds, ends, strict=True)]
    if not all(_is_item(item.tokens) for item in items) or not _alike(items):
        return [segment]
    prefix = segment.part(0, start)
    return [compose(prefix, item) for item in items]


def _qualities(segment: Segment, end: int) -> list[Segment]:
    """Split "roughly accurate and almost useless", where each quality has an adverb or article of its own."""
    tokens = segment.tokens
    link = next((i for i in range(end + 1, len(tokens) - 1) if tokens[i].tag == "CC" and tokens[i].low != "or"), None)
    if link is None or tokens[end - 1].low not in BE:
        return []
    left, right = tokens[end:link], tokens[link + 1 :]
    right = right[:-1] if right and right[-1].tag == "." else right
    kinds = {"JJ", "JJR", "JJS", "VBN", "RB", "RBR", ","}
    if not (left and right and all(t.tag in kinds for t in (*left, *right)) and right[-1].tag != "RB"):
        return []
    if len(right) < 2:
        return []
    return [segment.part(0, link), compose(segment.part(0, end), segment.part(link + 1, len(tokens)))]


def _run(tokens: Tokens, commas: list[int], link: int) -> list[int]:
    """Keep the commas that run up to the last item without a clause between them."""
    kept: list[int] = []
    right = link
    for comma in reversed(commas):
        if any(is_finite(t) for t in tokens[comma + 1 : right]) and not _relative(tokens, comma + 1, right):
            break
        kept.insert(0, comma)
        right = comma
    return kept


def _relative(tokens: Tokens, first: int, last: int) -> bool:
    return any(tokens[k].low in {"who", "that", "which"} for k in range(first + 1, last))


def _first_item(tokens: Tokens, end: int, comma: int, verb: int) -> int | None:
    """Return where the first item begins: right after the verb, a preposition or an indirect object."""
    k = comma
    while k > end and (tokens[k - 1].tag in NP_TAGS - {"PRP", "EX"} or tokens[k - 1].low == "of" or tokens[k - 1].tag in
                       {"VBN", "RB"}):  # fmt: skip
        k -= 1
        if tokens[k].tag in {"DT", "PRP$"} and tokens[k - 1].low != "of":
            break
    if k == comma:
        return None
    before = tokens[k - 1]
    if (
        k == end
        or (before.tag == "IN" and k == end + 1)
        or before.tag == "PRP"
        or (before.tag in {"VB", "VBG", "VBN"} and tokens[verb].low not in BE)
    ):
        return k
    return None


def _stop(tokens: Tokens, first: int) -> int:
    """Return the end of the last item, which must be the end of the sentence."""
    for k in range(first, len(tokens)):
        if tokens[k].tag == ".":
            return len(tokens)
        if tokens[k].tag in {",", ";", ":"} or (is_finite(tokens[k]) and not _relative(tokens, first, k)):
            return k
    return len(tokens)


def _is_item(tokens: Tokens) -> bool:
    if not tokens or len(tokens) > 16:
        return False
    first = tokens[0]
    if first.tag not in NP_TAGS - {"PRP", "JJR", "RBR"} | {"VBN", "RB"} or first.low in {"fewer", "more", "less"}:
        return False
    return not any(token.low in {"than", "to"} for token in tokens[:4])


def _alike(items: list[Segment]) -> bool:
    """Whether all are noun phrases or all are adjectives."""
    kinds = {any(t.tag in NOUNS for t in item.tokens) for item in items}
    return len(kinds) == 1
