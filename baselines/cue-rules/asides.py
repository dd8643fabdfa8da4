"""Phrases that name a source around or inside a clause: "according to X", ", she argues,", "as X noted"."""

from __future__ import annotations

import itertools
import re

from clauses import is_dependent
from frames import Commitment, Context, Frame
from grammar import Tokens, begins_clause, group_end, has_clause, head_verb, is_finite, main_verb, opens_clause
from names import names_in
from reporting import FACTIVE, SAYING, STUDIES, commitment_to
from segments import Segment, compose
from sources import source_of
from wordclasses import NP_TAGS
from wordforms import base_form

IN_VIEW = re.compile(
    r"^(?:In|To) (?P<src>my|our|his|her|their|[^,]{2,60}?['’]s?) (?:view|opinion|eyes|mind|judge?ment), (?P<y>.+)$"
)
IN_VIEW_OF = re.compile(r"^In the (?:view|opinion|words|eyes|judgement|judgment) of (?P<src>[^,]+), (?P<y>.+)$")
POSSESSIVE = {"my": "I", "our": "we", "his": "he", "her": "she", "their": "they"}
HEDGES = {
    **dict.fromkeys("seems appears suspect think fear believe gather suppose guess".split(), "probable"),
    "hope": "possible",
}


def aside_rule(segment: Segment, context: Context) -> list[Frame]:
    """Match a phrase that gives the source of the clause around it."""
    return (
        _view(segment, context)
        or _according(segment, context)
        or _as_said(segment, context)
        or _inserted(segment, context)
    )


def _view(segment: Segment, context: Context) -> list[Frame]:
    match = IN_VIEW.match(segment.text) or IN_VIEW_OF.match(segment.text)
    if not match:
        return []
    phrase = re.sub(r"['’]s?$", "", match["src"])
    holder = context.speakers.resolve(POSSESSIVE.get(phrase.lower(), phrase), context.self_holder)
    own = holder == context.self_holder
    return [Frame(segment.cut(match.start("y")), holder, None if own else "reports")]


def _according(segment: Segment, context: Context) -> list[Frame]:
    tokens = segment.tokens
    at = next((i for i in range(len(tokens) - 2) if tokens[i].low == "according" and tokens[i + 1].low == "to"), None)
    if at is None:
        return []
    if at == 0:
        commas = [i for i in range(2, len(tokens) - 1) if tokens[i].tag == ","]
        if not commas:
            return []
        after = tokens[commas[0] + 1]
        end = commas[0]
        if after.tag in {"WP", "WDT"} or after.low in {"a", "an"}:
            # "According to X, who chairs the board, Y": what is said of X comes before what X says.
            end = next((i for i in commas if begins_clause(tokens, i + 1)), commas[-1])
        phrase, content = segment.part(2, commas[0]).text, segment.part(end + 1, len(tokens))
    else:
        end = next((i for i in range(at + 2, len(tokens)) if tokens[i].tag in {",", ";", ":", "—"}), len(tokens))
        phrase = segment.part(at + 2, end).text.rstrip(".")
        first = at - (tokens[at - 1].tag == ",")
        content = segment.without(first, end + (end < len(tokens) and first < at)).retagged()
    if not content.text or not phrase:
        return []
    verb = main_verb(tokens)
    if verb is not None and any(opens_clause(tokens, k) for k in range(verb + 1, at)):
        # Only the clause that hangs on the sentence is the source's.
        return [Frame(content)]
    holder = context.speakers.resolve(phrase, context.self_holder)
    return [Frame(content, holder, _trust(phrase))]


def _trust(phrase: str) -> Commitment:
    """A body or a document is mostly quoted for support, a person for an opinion."""
    body = not names_in(phrase) and any(word[0].isupper() for word in phrase.split()[1:])
    return "endorses" if body or STUDIES & set(phrase.lower().split()) else "reports"


def _as_said(segment: Segment, context: Context) -> list[Frame]:
    """Read "as X noted" at the beginning, in the middle or at the end."""
    tokens = segment.tokens
    for i, token in enumerate(tokens):
        if token.low != "as" or (i and tokens[i - 1].tag != ","):
            continue
        verb = main_verb(tokens, i + 1)
        if verb is None or base_form(tokens[head_verb(tokens, verb)].low) not in SAYING | FACTIVE:
            continue
        end = group_end(tokens, verb)
        while end < len(tokens) and tokens[end].tag not in {",", ";", ":", "."}:
            end += 1
        if end - verb > 8 or (i == 0 and end >= len(tokens) - 1):
            continue
        part = segment.part(i + 1, end)
        place = main_verb(part.tokens)
        source = source_of(part, place) if place else None
        if not source or source.phrase.lower() in {"i", "we", "one", "everyone", "you"}:
            continue
        content = segment.without(i - (i > 0), end + (end < len(tokens) and tokens[end].tag == ",")).retagged()
        if not has_clause(content.tokens):
            continue
        main = main_verb(tokens)
        if main is not None and any(opens_clause(tokens, k) for k in range(main + 1, i)):
            return [Frame(content)]  # the source of the subordinate clause only
        holder = context.speakers.resolve(source.phrase, context.self_holder)
        return [Frame(content, holder, "endorses")]
    return []


def _inserted(segment: Segment, context: Context) -> list[Frame]:
    """Read ", she argues," and ", argues the chairman" between commas, at the end or at the beginning."""
    tokens = segment.tokens
    marks = [-1, *(i for i, token in enumerate(tokens) if token.tag == ","), _stop(tokens)]
    for a, b in itertools.pairwise(marks):
        if not 2 <= b - a - 1 <= 12:
            continue
        first, last = a + 1, b
        verb = next((i for i in range(first, last) if is_finite(tokens[i])), None)
        if verb is None or base_form(tokens[head_verb(tokens, verb)].low) not in SAYING | HEDGES.keys() | {"grant"}:
            continue
        end = group_end(tokens, verb)
        extra = tokens[end:last]
        if verb == first:
            phrase = segment.part(end, last).text
            fits = a >= 0 and bool(extra) and extra[0].tag in NP_TAGS
        else:
            phrase = segment.part(first, verb).text
            fits = all(t.tag in NP_TAGS | {"RB"} or t.low == "of" for t in tokens[first:verb])
            fits = fits and (
                not extra
                or extra[0].tag == "PRP"
                or (extra[0].tag in {"RB", "IN", "DT"} and len(extra) < 6 and b == marks[-1])
            )
            fits = fits and tokens[first].low not in {"that", "which", "who", "and", "but", "this"}
        if a < 0:
            fits = fits and not extra and b < marks[-1] and begins_clause(tokens, b + 1) and phrase.lower() != "it"
        if not fits or (a > 0 and tokens[a - 1].tag in {"WRB", "WDT", "WP"}):
            continue
        if verb == first and b < marks[-1] and tokens[b + 1].tag in {"DT", "PRP$"} and not begins_clause(tokens, b + 1):
            # ", argues X, the graziers' chairman,": the apposition goes too.
            last = next((i for i in range(b + 1, len(tokens)) if tokens[i].tag == ","), b)
        left = segment.part(0, max(a, 0))
        comma = "," if is_dependent(left.tokens) else ""
        content = compose(left, comma, segment.part(last + (last < marks[-1]), len(tokens))).retagged()
        if not has_clause(content.tokens):
            continue
        return [_frame(content, phrase.strip(" ,"), tokens[head_verb(tokens, verb)].low, context)]
    return []


def _stop(tokens: Tokens) -> int:
    end = len(tokens)
    while end and tokens[end - 1].tag in {".", "!"}:
        end -= 1
    return end


def _frame(content: Segment, phrase: str, verb: str, context: Context) -> Frame:
    base = base_form(verb)
    if phrase.lower() in {"i", "we"} and base not in HEDGES:
        return Frame(content)
    if phrase.lower() in {"it", "one", "i", "we"} and (level := HEDGES.get(verb) or HEDGES.get(base)):
        named = phrase.lower() == "one"
        return Frame(content, "unnamed" if named else "", "reports" if named else None, level)
    holder = context.speakers.resolve(phrase, context.self_holder)
    own = holder == context.self_holder
    return Frame(content, holder, None if own else commitment_to(base, phrase))
