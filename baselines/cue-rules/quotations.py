"""Sentences built around a quotation: “Y,” said X; X wrote: “Y”; “Y”, as X put it."""

from __future__ import annotations

import re

from frames import Commitment, Context, Frame
from grammar import has_clause, main_verb
from names import names_in
from relatives import relative_claims
from reporting import commitment_to
from segments import MASK, Segment, compose, mask_quotes
from sentences import is_only_quote, split_quote
from sources import source_of
from wordforms import base_form

SAYS = (
    r"(?:says?|said|writes?|wrote|argues?|argued|claims?|claimed|believes?|explain(?:s|ed)|announced|"
    r"admit(?:s|ted)|warn(?:s|ed)|note[sd]|add(?:s|ed)|thinks?|thought|report(?:s|ed)|conclude[sd]|"
    r"insist(?:s|ed)|put(?:s)? it|point(?:s|ed) out|observe[sd]|remark(?:s|ed)|complain(?:s|ed)|"
    r"predict(?:s|ed)|told|tells|declare[sd]|suggest(?:s|ed)|stress(?:es|ed)|quip(?:s|ped)|mutter(?:s|ed)|"
    r"tweeted|replie[sd]|estimate[sd]|state[sd]|recalls?|recalled|asserts?|maintain(?:s|ed)|shout(?:s|ed)|"
    r"asserted|joke[sd]|boast(?:s|ed)|protest(?:s|ed)|shrug(?:s|ged)|continue[sd]|promise[sd]|assure[sd])"
)
ADVERB = r"(?:has |have |also |later |once |rightly |then |had )*"
QUOTE_FIRST = re.compile(
    rf"^(?P<q>{MASK}+),? (?P<as>as )?(?:(?P<verb>{SAYS}) (?P<late>[^{MASK}]+?)|"
    rf"(?P<src>[^{MASK};]+?) {ADVERB}(?P<verb2>{SAYS})\b(?P<rest>[^{MASK};]*?))"
    rf"(?:[,:;.]? (?P<q2>{MASK}+))?[.]?$"
)
QUOTE_LAST = re.compile(
    rf"^(?P<as>As )?(?P<src>[^{MASK}]+?) {ADVERB}(?P<verb>{SAYS})\b"
    rf"(?:(?P<rest>[^{MASK}]{{0,60}}?)[,:])? (?P<q>{MASK}+)[.]?$"
)
ADDING = re.compile(r",? (?:and )?(?:adding|noting|arguing|warning|claiming|insisting|stressing|explaining) that ")
COLON_QUOTE = re.compile(rf"^(?P<src>[^{MASK}]+): (?P<q>{MASK}+)[.]?$")


def quotation_rule(segment: Segment, context: Context) -> list[Frame]:
    """Return the sentences of the quotation with their speaker."""
    text = mask_quotes(segment.text)
    if MASK not in text:
        return []
    if is_only_quote(text):
        # A quotation on its own goes on with the last speaker's words.
        return _frames(segment, [(0, len(text))], context.speakers.speaker or "unnamed", "reports")
    match = QUOTE_FIRST.match(text) or QUOTE_LAST.match(text) or COLON_QUOTE.match(text)
    if not match:
        return []
    groups = match.groupdict()
    raw = groups.get("late") or groups.get("src") or ""
    span = match.span("late") if groups.get("late") else match.span("src")
    said = re.match(r"\w+", groups.get("verb") or groups.get("verb2") or "say")
    verb = base_form(said[0].lower()) if said else "say"
    announces = False
    if match.re is COLON_QUOTE:
        left = segment.cut(*span)
        place = main_verb(left.tokens)
        if place is None:
            return []
        source = source_of(left, place)
        raw = source.phrase if source else ""
        announces = len(left.tokens) - place > 3
    elif match.re is QUOTE_LAST:
        left = segment.cut(match.start("src"), match.end("verb"))
        place = main_verb(left.tokens)
        source = source_of(left, place) if place else None
        raw = source.phrase if source else ""
    elif groups.get("src") and has_clause(segment.cut(*span).tokens):
        return []
    if not raw:
        return []
    people = names_in(raw)
    phrase = people[0] if people and groups.get("late") else raw.split(",")[0] if not people else people[0]
    holder = context.speakers.resolve(phrase, context.self_holder)
    commitment: Commitment = "endorses" if groups.get("as") else commitment_to(verb, phrase)
    parts = [match.span("q")]
    if groups.get("q2"):
        parts.append(match.span("q2"))
    frames = _frames(segment, parts, holder, commitment)
    if groups.get("late"):
        # “Y,” says X, whose bank has raised its fees: the clause about X is the author's.
        frames += [Frame(body) for body in relative_claims(segment.cut(*match.span("late")))]
    if added := ADDING.search(text, match.end("q")):
        frames.append(Frame(segment.cut(added.end()), holder, commitment))
    rest = re.search(r", (?:and|but|while) ", groups.get("rest") or "")
    if rest and match.re is QUOTE_FIRST:
        after = segment.cut(match.start("rest") + rest.end())
        frames += [Frame(after)] if has_clause(after.tokens) else []
    if announces:
        # "She argues for open labs: Q": what announces the quotation may be a claim of its own.
        frames.insert(0, Frame(segment.cut(*match.span("src"))))
    return frames


def _frames(segment: Segment, parts: list[tuple[int, int]], holder: str, commitment: Commitment) -> list[Frame]:
    contents: list[Segment] = []
    for first, last in parts:
        inner = segment.cut(first, last)
        for piece in split_quote(inner.unquoted()):
            if contents and first != parts[0][0] and piece.text[:1].islower() and not _stands_alone(piece):
                contents[-1] = compose(contents[-1], piece)
            elif piece.text and not piece.text.rstrip(' .”"’').endswith("?"):
                contents.append(piece)
    return [Frame(content, holder, commitment, quoted=True) for content in contents]


def _stands_alone(piece: Segment) -> bool:
    return bool(re.match(r"(?:and|but|or|so) ", piece.text)) and has_clause(piece.part(1, len(piece.tokens)).tokens)
