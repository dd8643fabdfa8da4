"""How somebody sees something: "is seen in the capital as Z", "X calls Y Z"; the claim is that Y is Z."""

from __future__ import annotations

import itertools

from frames import Commitment, Context, Frame
from grammar import Tokens, group_end, has_clause, head_verb, is_finite, main_verb
from nounphrases import be_form
from segments import Segment, compose
from sources import source_of
from wordclasses import BE, MARKS, MODAL, NOUNS, NP_TAGS
from wordforms import base_form

SEEING = frozenset(
    """see regard view take read understand interpret perceive consider hail denounce describe portray celebrate
    dismiss condemn speak tout sell treat depict present characterise characterize praise brand label mock deride
    attack defend know remember welcome""".split()
)
ACTIVE = SEEING - frozenset("read know understand remember speak attack defend welcome treat".split())
CALLING = frozenset("call label brand dub consider deem term pronounce declare think find".split())
INFLATED = frozenset("hail tout celebrate sell trumpet regard".split())
PROOF = frozenset("proof evidence sign signal indication confirmation".split())
SUBJECT_FORM = {"him": "he", "her": "she", "them": "they", "us": "we", "me": "I"}


def perception_rule(segment: Segment, context: Context) -> list[Frame]:
    """Match passive and active verbs of seeing and calling."""
    tokens = segment.tokens
    verb = main_verb(tokens)
    if not verb or tokens[verb].low in MODAL:
        return []
    head = head_verb(tokens, verb)
    base = base_form(tokens[head].low)
    passive = tokens[head].tag == "VBN" and any(token.low in BE for token in tokens[verb:head])
    if base in SEEING and passive:
        return _passive(segment, context, verb, base)
    if base in ACTIVE | CALLING and not passive:
        return _active(segment, context, verb, head, base)
    return []


def _as(tokens: Tokens, start: int) -> int | None:
    """Return the place of the "as" that introduces how it is seen."""
    for k in range(start, min(start + 16, len(tokens) - 1)):
        if tokens[k].low == "as" and tokens[k - 1].low in {"as", "well", "much"}:
            return None
        if tokens[k].low == "as" and tokens[k + 1].low not in {"much", "long", "well", "soon", "if", "though"}:
            return k
        if is_finite(tokens[k]) or tokens[k].tag in {";", ":", "WP", "WDT"}:
            return None
    return None


def _passive(segment: Segment, context: Context, verb: int, base: str) -> list[Frame]:
    tokens = segment.tokens
    end = group_end(tokens, verb)
    place = _as(tokens, end)
    if place is None:
        return []
    start, where = _subject(segment, verb)
    middle = segment.part(end, place)
    by = next((k for k, token in enumerate(middle.tokens) if token.low == "by"), None)
    if by is not None:
        # "by its sponsor, Senator Krantz": the source rule picks the name.
        holder = context.speakers.resolve(_named(middle.part(by + 1, len(middle.tokens))), context.self_holder)
    else:
        inside = _place(middle) or where
        holder = context.speakers.resolve(inside, context.self_holder) if inside else "unnamed"
    commitment: Commitment = "rejects" if base in INFLATED else "reports"
    subject = segment.part(start, verb)
    seen = _seen(subject, segment.part(place + 1, len(tokens)))
    return [Frame(segment, settled=True), *(Frame(claim, holder, commitment) for claim in seen)]


def _subject(segment: Segment, verb: int) -> tuple[int, str]:
    """Return where the subject begins and the place named before it."""
    tokens = segment.tokens
    if tokens[0].low not in {"in", "at", "among", "on", "from"}:
        return 0, ""
    if tokens[1].low == "home":
        return 2, "people at home"
    for i in range(2, verb):
        if tokens[i].tag == "," or (tokens[i].tag in {"DT", "PRP", "PRP$"} and tokens[i - 1].tag in NOUNS):
            return i + (tokens[i].tag == ","), segment.part(1, i).text
    return 0, ""


def _place(middle: Segment) -> str:
    tokens = middle.tokens
    if tokens and tokens[0].low in {"in", "among", "at"}:
        phrase = middle.part(1, len(tokens)).text
        return "people at home" if phrase.lower() == "home" else phrase
    return ""


def _named(segment: Segment) -> str:
    parts = segment.text.split(", ")
    return parts[1] if len(parts) > 1 and parts[1][:1].isupper() else parts[0]


def _seen(subject: Segment, view: Segment) -> list[Segment]:
    """Return the claims that something is so, or what it is taken for a proof of."""
    stop = next((k for k, token in enumerate(view.tokens) if token.tag == ";"), None)
    view = view.part(0, stop) if stop else view
    tokens = view.tokens
    for k, token in enumerate(tokens[:3]):
        if token.low in PROOF and k + 2 < len(tokens) and tokens[k + 1].low == "that":
            proven = view.part(k + 2, len(tokens))
            if has_clause(proven.tokens):
                return [proven]
    if subject.text.lower() in SUBJECT_FORM:
        subject = compose(SUBJECT_FORM[subject.text.lower()])
    return [compose(subject, be_form(subject.tokens, before=False), item) for item in _items(view)]


def _items(view: Segment) -> list[Segment]:
    """Split "naive, vain, even bought" into its qualities."""
    tokens = view.tokens
    if any(t.tag in NOUNS | {"IN", "DT"} for t in tokens) or not any(t.tag == "," for t in tokens):
        return [view]
    cuts = [i for i, t in enumerate(tokens) if t.tag in {",", "CC"}]
    bounds = [-1, *cuts, len(tokens)]
    parts = [view.part(a + 1, b) for a, b in itertools.pairwise(bounds) if b > a + 1]
    return [part for part in parts if part.text.strip(".")]


def _active(segment: Segment, context: Context, verb: int, head: int, base: str) -> list[Frame]:
    tokens = segment.tokens
    source = source_of(segment, verb)
    if not source or source.negated or head + 2 >= len(tokens):
        return []
    place = _as(tokens, head + 1) if base in SEEING else None
    first = head + 1
    if place is None:
        place = _object_end(tokens, first) - 1 if base in CALLING else None
        if place is None or place < first or not _predicate(tokens, place + 1):
            return []
    if tokens[first].tag in MARKS | {"TO", "IN", "WP", "WRB"} or is_finite(tokens[first]):
        return []
    end = place if tokens[place].low == "as" else place + 1
    thing = segment.part(first, end)
    to = next((k for k in range(first + 1, end) if tokens[k].low in {"to", "by"}), None)
    if to is not None:
        thing = segment.part(first, to)
    holder = context.speakers.resolve(source.phrase, context.self_holder)
    own = holder == context.self_holder
    # Whoever passes on how somebody else labels a thing mostly keeps a distance.
    commitment: Commitment | None = None if own else "rejects"
    return [Frame(claim, holder, commitment) for claim in _seen(thing, segment.part(place + 1, len(tokens)))]


def _object_end(tokens: Tokens, first: int) -> int:
    """Return the end of the object of "call": one noun phrase."""
    if tokens[first].tag == "PRP" or (tokens[first].low == "her" and tokens[first + 1].tag not in NOUNS):
        return first + 1
    if (tokens[first].tag == "PRP$" and tokens[first + 1].tag == "JJ") or (
        tokens[first].low in {"this", "that", "these"} and tokens[first + 1].tag in {"DT", "JJ"}
    ):
        return first + 1
    k = first
    while (
        k < len(tokens) - 1
        and tokens[k].tag in NP_TAGS | {"VBN"}
        and not (
            (k > first and tokens[k].tag in {"DT", "PRP$"})
            or (k > first and tokens[k - 1].tag in NOUNS and tokens[k].tag == "JJ")
        )
    ):
        k += 1
    return k


def _predicate(tokens: Tokens, i: int) -> bool:
    return i < len(tokens) and (tokens[i].tag in {"DT", "JJ", "JJR", "VBN", "RB"} or tokens[i].low == "about")
