"""Reports whose claim needs a new verb form: "accuses Y of doing Z", "urges Y to do Z", "denies having done Z"."""

from __future__ import annotations

from frames import Context, Frame
from grammar import Tokens, head_verb, main_verb
from nounphrases import be_form, is_plural
from segments import Segment, compose
from sources import source_of
from wordclasses import BE, MARKS, NP_TAGS
from wordforms import base_form, past

URGING = frozenset(
    "urge ask tell advise want press implore order beg exhort encourage call pressure force warn".split()
)
PROMISING = frozenset("promise vow pledge threaten swear undertake".split())


def rewrite_rule(segment: Segment, context: Context) -> list[Frame]:
    """Match active verbs that embed a claim without a clause of its own."""
    tokens = segment.tokens
    verb = main_verb(tokens)
    if not verb:
        return []
    head = head_verb(tokens, verb)
    if tokens[head].tag == "VBN" and any(token.low in BE for token in tokens[verb:head]):
        return []
    return _active(segment, context, verb, head, base_form(tokens[head].low))


def _active(segment: Segment, context: Context, verb: int, head: int, base: str) -> list[Frame]:
    rewritten = _rewritten(segment, verb, head, base)
    source = source_of(segment, verb) if rewritten else None
    if rewritten is None or not source:
        return []
    claim, kind = rewritten
    holder = context.speakers.resolve(source.phrase, context.self_holder)
    own = holder == context.self_holder
    if (first := claim.tokens[0].low) in {"he", "she"} and kind == "recommendation":
        # Who is urged is not the one who urges.
        name = context.speakers.person(first, but=holder)
        claim = compose(name or first, claim.part(1, len(claim.tokens)))
    if (
        source.negated
        or source.phrase.lower().startswith(("few ", "no ", "nobody"))
        or (own and base not in {"expect"})
    ):
        return []
    modality = {"expect": "probable", "warn": "possible", "fear": "possible"}.get(base, "certain")
    return [Frame(claim, holder, None if own else "reports", modality, kind)]


def _rewritten(segment: Segment, verb: int, head: int, base: str) -> tuple[Segment, str] | None:
    tokens = segment.tokens
    first = head + 1
    if base == "call" and first < len(tokens) and tokens[first].low == "on":
        first += 1
    to = next_word(tokens, first, "to")
    if base in PROMISING and first < len(tokens) and tokens[first].tag == "TO":
        return compose(segment.part(0, verb), "will", segment.part(first + 1, len(tokens))), "prediction"
    if base == "claim" and to == first:
        infinitive = tokens[to + 1].low if to + 1 < len(tokens) else ""
        if infinitive in {"be", "have"}:
            subject = segment.part(0, verb)
            link = be_form(subject.tokens, before=False) if infinitive == "be" else "has"
            return compose(subject, link, segment.part(to + 2, len(tokens))), ""
    if base == "deny" and first < len(tokens) and tokens[first].tag == "VBG":
        rest = segment.part(first + 1, len(tokens))
        subject = segment.part(0, verb)
        if tokens[first].low == "having":
            return compose(subject, "have" if is_plural(subject.tokens) else "has", "not", rest), ""
        return compose(subject, "did not", base_form(tokens[first].low), rest), ""
    if base == "warn" and first + 1 < len(tokens) and tokens[first].low == "of" and tokens[first + 1].tag in NP_TAGS:
        return compose("There will be", segment.part(first + 1, len(tokens))), "prediction"
    if base in {"fear", "predict", "foresee", "expect"} and _something_new(tokens, first):
        return compose("There will be", segment.part(first, len(tokens))), "prediction"
    if base == "accuse":
        of = next_word(tokens, first, "of")
        return _accused(segment, first, of) if of else None
    if base == "want" and to is None:
        done = next((k for k in range(first + 1, min(first + 6, len(tokens))) if tokens[k].tag == "VBN"), None)
        if done and all(t.tag in NP_TAGS for t in tokens[first:done]):
            return compose(
                _subject_form(segment.part(first, done)), "should be", segment.part(done, len(tokens))
            ), "recommendation"
    if base in URGING and to and to > first and tokens[first].tag not in MARKS | {"IN"} and to + 1 < len(tokens):
        negated = tokens[to - 1].low == "not"
        if first == to - negated:
            return None
        who = _subject_form(segment.part(first, to - negated))
        return compose(who, "should not" if negated else "should", segment.part(to + 1, len(tokens))), "recommendation"
    if base == "expect" and to and to > first:
        return compose(_subject_form(segment.part(first, to)), "will", segment.part(to + 1, len(tokens))), "prediction"
    if base == "blame" and first < len(tokens):
        end = next_word(tokens, first, "for") or len(segment.bare().tokens)
        if any(token.low in {"less", "more", "rather"} for token in tokens[first:]):
            return None
        who = _subject_form(segment.part(first, end))
        return compose(who, be_form(who.tokens, before=False), "to blame", segment.part(end, len(tokens))), "causal"
    return None


def _something_new(tokens: Tokens, first: int) -> bool:
    """Whether nothing but an indefinite noun phrase follows: "fear a civil war"."""
    rest = [token for token in tokens[first:] if token.tag != "."]
    return len(rest) > 1 and rest[0].low in {"a", "an", "another"} and all(t.tag in NP_TAGS | {"IN"} for t in rest)


def _accused(segment: Segment, first: int, of: int) -> tuple[Segment, str] | None:
    tokens = segment.tokens
    comma = next((k for k in range(first, of) if tokens[k].tag == ","), None)
    # "its main sponsor, the mining group Auremont, of": the name says more than the office.
    who = segment.part(comma + 1, of) if comma else _subject_form(segment.part(first, of))
    if of + 1 >= len(tokens):
        return None
    deed = tokens[of + 1]
    if deed.low in {"being", "having"}:
        link = be_form(who.tokens, before=False) if deed.low == "being" else "have" if is_plural(who.tokens) else "has"
        return compose(who, link, segment.part(of + 2, len(tokens))), ""
    if deed.low.endswith("ing"):
        return compose(who, past(base_form(deed.low)), segment.part(of + 2, len(tokens))), ""
    return compose(who, be_form(who.tokens, before=False), "guilty of", segment.part(of + 1, len(tokens))), ""


def next_word(tokens: Tokens, start: int, word: str) -> int | None:
    """Return the place of a word that follows in the same clause."""
    for k in range(start, min(start + 18, len(tokens))):
        if tokens[k].low == word:
            return k
        if tokens[k].tag in {";", ":", "WDT", "WP"} or (tokens[k].tag == "IN" and tokens[k].low == "that"):
            return None
    return None


def _subject_form(segment: Segment) -> Segment:
    forms = {"him": "he", "her": "she", "them": "they", "us": "we", "me": "I"}
    return compose(forms[segment.text.lower()]) if segment.text.lower() in forms else segment
