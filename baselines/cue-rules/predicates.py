"""One subject with several predicates: each is a claim of its own."""

from __future__ import annotations

from grammar import Tokens, group_end, head_verb, is_finite, main_verb
from reporting import REPORTING
from segments import Segment, compose
from wordclasses import BE, DO, HAVE, MODAL
from wordforms import base_form

LINKS = frozenset("and but".split())
FILLERS = frozenset("then also therefore even so thus thereby still now".split())


def split_predicates(segment: Segment) -> list[Segment]:
    """Split at "and" between verbs, and at the commas of a series of them."""
    tokens = segment.tokens
    verb = main_verb(tokens)
    if not verb:
        return [segment]
    head, end = head_verb(tokens, verb), group_end(tokens, verb)
    cuts: list[tuple[int, int, bool]] = []
    for i in range(end, len(tokens) - 1):
        link = tokens[i].low in LINKS and tokens[i].tag == "CC"
        comma = tokens[i].tag == ","
        if not link and not comma:
            continue
        place = _after_fillers(tokens, i + 1)
        shared = _shares(tokens, verb, head, place)
        if shared is None or (comma and tokens[i + 1].low in LINKS):
            continue
        before_comma = tokens[i - 1].tag == ","
        after = cuts[-1][1] + 1 if cuts else end
        if place < after or (link and not before_comma and _nearer(tokens, after, i, place)):
            continue
        cuts.append((i - before_comma if link else i, place, shared))
    if not any(tokens[a].low in LINKS or tokens[a + 1].low in LINKS for a, _, _ in cuts) and len(cuts) < 2:
        return [segment]  # a single comma between verbs is something else
    return _compose(segment, verb, head, cuts)


def split_reports(segment: Segment) -> list[Segment]:
    """Split "admitted that A, but insisted that B" between the verbs of saying."""
    tokens = segment.tokens
    verb = main_verb(tokens)
    if not verb or base_form(tokens[head_verb(tokens, verb)].low) not in REPORTING:
        return [segment]
    for i in range(group_end(tokens, verb) + 2, len(tokens) - 2):
        place = i + 1 + (tokens[i + 1].tag == "RB")
        if tokens[i].low not in LINKS or tokens[i].tag != "CC" or not is_finite(tokens[place]):
            continue
        head = head_verb(tokens, place)
        if base_form(tokens[head].low) in REPORTING and any(t.low == "that" for t in tokens[head + 1 : head + 3]):
            comma = tokens[i - 1].tag == ","
            return [segment.part(0, i - comma), compose(segment.part(0, verb), segment.part(i + 1, len(tokens)))]
    return [segment]


def split_not_but(segment: Segment) -> list[Segment]:
    """Split "is not A but B" and "not only A but also B"."""
    tokens = segment.tokens
    no = next((i for i in range(1, len(tokens) - 3) if tokens[i].low == "not"), None)
    verb = main_verb(tokens)
    if no is None or verb is None or no < verb:
        return [segment]
    but = next((i for i in range(no + 2, len(tokens) - 1) if tokens[i].low == "but" and tokens[i].tag == "CC"), None)
    if but is None or any(is_finite(token) for token in tokens[no:]):
        return [segment]
    only = tokens[no + 1].low in {"only", "just", "merely"}
    also = tokens[but + 1].low in {"also", "even"}
    second = segment.part(but + 1 + also, len(tokens))
    left = but - (tokens[but - 1].tag == ",")
    head = segment.part(0, no)
    if second.tokens and second.tokens[0].tag == "IN":
        # "not the result of A but of B": what the second phrase hangs on is in the first.
        same = next((i for i in range(no + 1, but) if tokens[i].low == second.tokens[0].low), None)
        head = compose(head, segment.part(no + 1 + only, same)) if same and same > no + 1 + only else head
    first = compose(segment.part(0, no), segment.part(no + 2, left)) if only else segment.part(0, left)
    return [first, compose(head, second)]


def _after_fillers(tokens: Tokens, i: int) -> int:
    while i < len(tokens) - 1 and (tokens[i].tag == "RB" or tokens[i].low in FILLERS | LINKS):
        i += 1
    if tokens[i].tag == "," and i + 2 < len(tokens):
        # "and then, being Agrarians, came back"
        close = next((k for k in range(i + 1, min(i + 7, len(tokens) - 1)) if tokens[k].tag == ","), None)
        if close is not None:
            return close + 1
    return i


def _shares(tokens: Tokens, verb: int, head: int, i: int) -> bool | None:
    """Return whether a verb at a place shares the auxiliary (True) or the subject (False), None if neither."""
    tag, first = tokens[i].tag, tokens[verb]
    if tag in {"VBZ", "VBP", "VBD", "MD"}:
        if tokens[i].low in MODAL | HAVE | DO | BE or first.tag in {tag, "MD"}:
            return False
        # A change of tense is possible, a change of number is not.
        return False if {tag, first.tag} in ({"VBD", "VBZ"}, {"VBD", "VBP"}) else None
    if head == verb:
        return None
    if tag == "VB" and first.low in MODAL | DO and tokens[head].tag == "VB" and _has_object(tokens, i):
        return True
    if tag == "VBN" and tokens[head].tag == "VBN" and i + 1 < len(tokens):
        return True
    return True if tag == "VBG" and tokens[head].tag == "VBG" and first.low in BE else None


def _has_object(tokens: Tokens, i: int) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].tag not in {"CC", ",", "."}


def _nearer(tokens: Tokens, start: int, link: int, place: int) -> bool:
    """Whether a verb of a subordinate clause or an infinitive stands nearer and takes the same form."""
    tag = tokens[place].tag
    for k in range(link - 1, start - 1, -1):
        if tokens[k].tag == tag or (tag == "VB" and tokens[k].tag == "TO"):
            return True
        if tag in {"VBZ", "VBP", "VBD"} and tokens[k].tag in {"VBZ", "VBP", "VBD"} and tokens[k].low not in BE | HAVE:
            return tokens[k].tag == tag
    return False


def _compose(segment: Segment, verb: int, head: int, cuts: list[tuple[int, int, bool]]) -> list[Segment]:
    results = [segment.part(0, cuts[0][0])]
    for n, (_, place, shared) in enumerate(cuts):
        end = cuts[n + 1][0] if n + 1 < len(cuts) else len(segment.tokens)
        start = place
        while (
            start - 1 > cuts[n][0]
            and segment.tokens[start - 1].tag == "RB"
            and segment.tokens[start - 1].low not in FILLERS
        ):
            start -= 1
        results.append(compose(segment.part(0, head if shared else verb), segment.part(start, end)))
    return results
