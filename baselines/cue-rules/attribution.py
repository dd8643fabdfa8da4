"""Statements with a reporting verb: "X said that Y" and, for some verbs, "X said Y"."""

from __future__ import annotations

from dataclasses import dataclass

from frames import Commitment, Context, Frame
from grammar import Tokens, begins_clause, has_clause, head_verb, is_finite, main_verb
from negation import negate
from reporting import (
    CONVINCED,
    DEMANDING,
    DENYING,
    FACTIVE,
    FEIGNING,
    IMPERSONAL,
    POSSIBLY,
    REPORTING,
    RIGHTLY,
    WRONGLY,
    ZERO_THAT,
    commitment_to,
    modality_after,
)
from segments import Segment, compose
from sources import Source, source_of
from wordclasses import BE, MARKS, NOUNS
from wordforms import base_form, verb_forms

ADDING = frozenset("adding noting arguing warning claiming insisting stressing suggesting saying explaining".split())
HABITS = frozenset("like love tend continue begin prefer seem appear keep use try want go".split())


@dataclass(frozen=True, slots=True)
class Report:
    """A verb of saying with its subject and the place where what is said begins."""

    verb: str
    source: Source
    start: int


def find_report(segment: Segment) -> Report | None:
    """Return the reporting verb of the main clause, if it has a clause as its object."""
    tokens = segment.tokens
    verb = main_verb(tokens)
    if not verb:
        return None
    head = head_verb(tokens, verb)
    base = base_form(tokens[head].low)
    if base in HABITS and head + 2 < len(tokens) and tokens[head + 1].tag == "TO":
        # "Bankers like to say that"
        head += 2
        base = base_form(tokens[head].low)
    if tokens[verb].low in BE and head != verb and tokens[head].tag == "VBN":
        return None  # a passive, which has its own rule
    if tokens[head].low in BE:
        place = next((k for k in range(head + 1, min(head + 4, len(tokens))) if tokens[k].low in CONVINCED), None)
        if place is None:
            return None
        head, base = place, "believe"
    elif base not in REPORTING:
        return None
    start = _content_start(tokens, head, base)
    source = source_of(segment, verb) if start else None
    return Report(base, source, start) if source else None


def verb_rule(segment: Segment, context: Context) -> list[Frame]:
    """Match a main verb of saying or thinking with a clause for its object."""
    report = find_report(segment)
    if not report:
        return []
    source, verb = report.source, report.verb
    if context.quoted and source.phrase.lower() in {"they", "he", "she", "it", "you"}:
        return []  # in a quotation, nobody can tell who that is
    own = source.phrase.lower() in IMPERSONAL or (source.phrase.lower() == "one" and verb in POSSIBLY)
    holder = context.self_holder if own else context.speakers.resolve(source.phrase, context.self_holder)
    own = holder == context.self_holder
    commitment: Commitment | None = None if own else commitment_to(verb, source.phrase)
    if source.adverbs & RIGHTLY and not own:
        commitment = "endorses"
    if verb in FEIGNING or source.adverbs & WRONGLY:
        commitment = "rejects"
    frames = []
    for first, last in that_clauses(segment.tokens, report.start):
        content = segment.part(first, last)
        if len(content.bare().tokens) == 2 and content.tokens[0].tag == "PRP":
            return []  # "knows that it is" says nothing without the sentence before
        frames += _frames(content, holder, commitment, verb, source.negated, own)
    return frames


def _frames(
    content: Segment, holder: str, commitment: Commitment | None, verb: str, negated: bool, own: bool
) -> list[Frame]:
    frames = []
    kind = "recommendation" if verb in DEMANDING else ""
    if negated and verb in FACTIVE:
        return [Frame(content)]  # "Nobody realises that": it is the author who does
    denied = (verb in DENYING) != negated
    if denied:
        if own:
            # What the author denies somebody else must hold, or it would not be worth denying.
            frames.append(Frame(content, "unnamed", "rejects"))
        content = negate(content)
    elif kind and (bare := _subjunctive(content)) is not None:
        # "demand that firms pay": the subjunctive says what ought to be.
        content = compose(content.part(0, bare), "should", content.part(bare, len(content.tokens)))
    frames.append(Frame(content, holder, commitment, modality_after(verb, own), kind))
    return frames


def _subjunctive(content: Segment) -> int | None:
    verb = main_verb(content.tokens)
    if verb is not None and content.tokens[verb].tag in {"VBP", "VB"} and content.tokens[verb].low not in BE:
        return verb
    if verb is not None:
        return None
    return next((i for i, token in enumerate(content.tokens) if i and token.tag in {"VB", "NN"} and
                 "VB" in verb_forms(token.low) and content.tokens[i - 1].tag in NOUNS), None)  # fmt: skip


def _content_start(tokens: Tokens, head: int, base: str) -> int:
    """Return where the reported clause begins, or 0 if none follows the verb."""
    for k in range(head + 1, min(head + 14, len(tokens))):
        token = tokens[k]
        if token.low == "that" and token.tag in {"IN", "DT"} and k + 1 < len(tokens):
            if token.tag == "IN" or (has_clause(tokens[k + 1 :]) and not is_finite(tokens[k + 1])):
                return k + 1
            break
        if token.low == "whether" and base in DENYING:
            return k + 1
        if is_finite(token) or token.tag in {";", ":", "WP", "WDT", "WRB", "—"}:
            break
        if token.tag == "," and tokens[k - 1].tag == "NN" and base not in {"say", "claim", "argue", "warn"}:
            break
    first = head + 1
    if base == "tell" and first < len(tokens) and tokens[first].tag in {"PRP", "PRP$", "DT"}:
        first += 1 + (tokens[first].tag != "PRP")
    if base in ZERO_THAT and first < len(tokens) and tokens[first].tag not in MARKS | {"IN", "TO", "WP", "WRB", "WDT"}:
        asks = any(token.tag in {"WP", "WRB", "WDT"} for token in tokens[first : first + 4])
        if not asks and begins_clause(tokens, first) and tokens[first].low not in {"so", "not", "about", "more"}:
            return first
    return 0


def that_clauses(tokens: Tokens, start: int) -> list[tuple[int, int]]:
    """Split "that A, that B and that C" and a trailing "adding that D"."""
    bounds, first = [], start
    for i in range(start + 1, len(tokens) - 1):
        if tokens[i].low != "that" or tokens[i].tag not in {"IN", "DT"} or not has_clause(tokens[i + 1 :]):
            continue
        back = i
        if tokens[back - 1].low in ADDING:
            back -= 1
            back -= tokens[back - 1].low == "and"
        elif tokens[back - 1].tag == "CC" or tokens[back - 1].low == "others":
            back -= 1
        elif tokens[back - 1].tag != ",":
            continue
        back -= tokens[back - 1].tag == ","
        bounds.append((first, back))
        first = i + 1
    return [*bounds, (first, len(tokens))]
