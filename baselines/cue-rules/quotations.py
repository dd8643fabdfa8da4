"""Sentences built around a quotation: “Y,” said X; X wrote: “Y”; “Y”, as X put it."""

from __future__ import annotations

import re

from frames import Commitment, Context, Frame, masked, source_before
from lexicon import find_verb, has_clause
from reporting import ADDING, SAYING
from segments import MASK, Segment, compose
from sentences import is_only_quote, split_quote

QUOTE_FIRST = re.compile(
    rf"^(?P<q>{MASK}+),? (?P<as>as )?(?:{SAYING.pattern} (?P<late>[^{MASK}]+?)|"
    rf"(?P<src>[^{MASK}]+?) (?:has |have |also |later |once |rightly "
    rf")*{SAYING.pattern}\b(?P<rest>[^{MASK}]*?))"
    rf"(?:[,:;.]? (?P<q2>{MASK}+))?[.]?$"
)
QUOTE_LAST = re.compile(
    rf"^(?P<as>As )?(?P<src>[^{MASK}]+?) (?:has |have |also |later |once |rightly )*{SAYING.pattern}\b"
    rf"(?:(?P<rest>[^{MASK}]{{0,60}}?)[,:])? (?P<q>{MASK}+)[.]?$"
)
COLON_QUOTE = re.compile(rf"^(?P<src>[^{MASK}]+): (?P<q>{MASK}+)[.]?$")


def quotation_rule(segment: Segment, context: Context) -> list[Frame]:
    """Return the sentences of the quotation with their speaker."""
    text = masked(segment)
    if MASK not in text:
        return []
    if is_only_quote(text):
        # A quotation on its own goes on with the last speaker's words.
        return _frames(segment, [(0, len(text))], context.speakers.speaker or "unnamed", "reports")
    match = QUOTE_FIRST.match(text) or QUOTE_LAST.match(text) or COLON_QUOTE.match(text)
    if not match:
        return []
    groups = match.groupdict()
    verb = None
    raw = groups.get("late") or groups.get("src") or ""
    if match.re is COLON_QUOTE:
        verb = find_verb(raw)
        raw = raw[: verb[0]] if verb else raw
    extra = ADDING.search(text, match.end("q"))
    if match.re is QUOTE_FIRST:
        raw = raw.split(",")[0]
    else:
        source = source_before(raw, len(raw))
        if not source:
            return []
        raw = source.phrase
    holder = context.speakers.resolve(raw, context.self_holder)
    commitment: Commitment = "endorses" if groups.get("as") else "reports"
    parts = [match.span("q")]
    if groups.get("q2"):
        parts.append(match.span("q2"))
    frames = _frames(segment, parts, holder, commitment)
    if match.re is COLON_QUOTE and verb and len(groups["src"][verb[1] :].split()) > 2:
        # "She argues for open labs: Q": what announces the quotation may be a claim of its own.
        frames.insert(0, Frame(segment.cut(*match.span("src"))))
    if extra:
        frames.append(Frame(segment.cut(extra.end()), holder, commitment))
    return frames


def _frames(segment: Segment, parts: list[tuple[int, int]], holder: str, commitment: Commitment) -> list[Frame]:
    contents: list[Segment] = []
    for first, last in parts:
        inner = segment.cut(first, last)
        # The text may end with the full stop of the sentence after the quotation mark.
        for piece in split_quote(inner.unquoted()):
            if contents and first != parts[0][0] and piece.text[:1].islower() and not _stands_alone(piece.text):
                contents[-1] = compose(contents[-1], piece)
            elif piece.text and not piece.text.rstrip(' .”"’').endswith("?"):
                contents.append(piece)
    return [Frame(content, holder, commitment, quoted=True) for content in contents]


def _stands_alone(text: str) -> bool:
    return bool(re.match(r"(?:and|but|or|so) ", text)) and has_clause(text.split(" ", 1)[1])
