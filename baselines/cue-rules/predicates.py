"""One subject with several predicates: each is a claim of its own."""

from __future__ import annotations

import re

from clauses import BOUND, REACH, dependent, pieces
from frames import masked
from lexicon import ADVERBS, MODALS, WORD, find_verb, has_clause, verb_class
from segments import Segment, compose

AND_VERB = re.compile(r",? (?:and|but)(?: then| also| therefore| even)? (?=[a-z])")
RELATIVE = re.compile(r", (?P<pronoun>which|who) ")
ANTECEDENT = re.compile(
    r"(?:(?:[A-Z][\w’'-]+ ?)+|"
    r"(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Tt]h[ie]se?) (?:[\w-]+ ){0,3}[\w-]+)$"
)
EVENT_VERBS = frozenset("means meant suggests shows makes made led leads explains explained".split())
NOT_ONLY = re.compile(r"^(?P<head>.*?)\bnot (?:only|just|merely) (?P<a>[^,;]+?),? but (?:also |even )?(?P<b>.+)$")


def split_coordination(segment: Segment) -> list[Segment]:
    """Take out a relative clause, or split at "and" between verbs."""
    return _split_not_only(segment) or _split_relative(segment) or _split_and_verb(segment) or [segment]


def _split_not_only(segment: Segment) -> list[Segment]:
    match = NOT_ONLY.match(masked(segment))
    if not match or " that " in match["head"]:
        return []
    head = segment.cut(*match.span("head"))
    first, second = segment.cut(*match.span("a")), segment.cut(*match.span("b"))
    if not head.text or has_clause(match["b"]):
        return []
    return [compose(head, first), compose(head, second)]


def _split_and_verb(segment: Segment) -> list[Segment]:
    text = masked(segment)
    first = find_verb(text)
    if not first or dependent(text):
        return []
    start, end, kind = first
    modal = kind == "aux" and text[start:end].lower() in MODALS
    subject = segment.cut(0, end) if modal else segment.cut(0, _apposition(text, start))
    cuts = []
    for match in AND_VERB.finditer(text, end):
        between = text[end : match.start()]
        # "wants to scrap and close it": after "to" a base form goes on with the infinitive.
        if BOUND.search(between) or (" to " in between and kind not in {"s", "past"}):
            break
        if _same_verb(text, match.end(), kind, modal, between):
            cuts.append(match.span())
    if not cuts:
        return []
    for match in re.finditer(r", (?=[a-z])", text[end : cuts[0][0]]):
        if _same_verb(text, end + match.end(), kind, modal, ""):
            cuts.append((end + match.start(), end + match.end()))
    head, *tails = pieces(segment, sorted(cuts))
    results = [head]
    for tail in tails:
        own = verb_class(tail.text.split()[0]) == "aux"
        shared = segment.cut(0, _apposition(text, start)) if own else subject
        results.append(compose(shared, tail))
    return results


def _apposition(text: str, verb: int) -> int:
    """Return where the subject ends: before its apposition, if that is closed by a comma."""
    comma = text.find(",")
    return comma if 0 < comma < verb and text[:verb].rstrip().endswith(",") else verb


def _same_verb(text: str, start: int, kind: str, modal: bool, between: str) -> bool:
    """Whether the word after "and" can be a second verb of the same subject."""
    words = [match[0] for match in WORD.finditer(text[start : start + REACH])]
    while words and words[0].lower() in ADVERBS:
        words.pop(0)
    if not words:
        return False
    found = verb_class(words[0])
    if found == "aux":
        return True
    if modal:
        # "must break up the chains and fine them"; a noun after "and" looks the same without an object.
        return found == "base" and len(words) > 1 and bool(between.strip())
    return (found == kind and kind in {"s", "past"}) or (found == kind == "base" and len(words) > 2)


def _split_relative(segment: Segment) -> list[Segment]:
    text = masked(segment)
    match = RELATIVE.search(text)
    if not match or dependent(text):
        return []
    verb = WORD.match(text, match.end())
    antecedent = ANTECEDENT.search(text[: match.start()])
    if not verb or not (verb_class(verb[0]) or verb[0].endswith("ed")) or not antecedent:
        return []
    comma = text.find(", ", match.end())
    close = comma if comma > 0 else len(text)
    body = segment.cut(match.end(), close)
    main = compose(segment.cut(0, match.start()), segment.cut(close)) if comma > 0 else segment.cut(0, match.start())
    if not has_clause(main.text):
        return []
    if match["pronoun"] == "which" and verb[0] in EVENT_VERBS:
        return [main, compose("This", body)]
    return [main, compose(segment.cut(antecedent.start(), match.start()), body)]
