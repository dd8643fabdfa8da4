"""Statements with a reporting verb or an attributing phrase: "X said that Y", "According to X, Y"."""

from __future__ import annotations

import re

from frames import Commitment, Context, Frame, masked, source_before
from lexicon import PRONOUNS, find_verb, has_clause
from reporting import (
    ADDING,
    BETWEEN,
    DEMANDING,
    ENDORSED,
    HEDGED_VERB,
    IMPERSONAL,
    MISTAKEN,
    SAYING,
    VERB,
    ZERO_THAT,
)
from segments import MASK, Segment, compose

NEGATED = "It is not the case that"

ACCORDING = re.compile(
    r"^(?:According to|In the (?:view|opinion|words|eyes) of|In the estimate of) (?P<src>[^,]+"
    r"(?:, (?:an?|the|who|which) [^,]+(?=,))?), (?P<y>.+)$"
)
IN_VIEW = re.compile(
    r"^(?:In|To) (?P<src>my|our|his|her|their|[^,]{2,60}?['’]s?) (?:view|opinion|eyes|mind), (?P<y>.+)$"
)
MID_ACCORDING = re.compile(r"^(?P<y>[^,]+), according to (?P<src>[^,;]+), (?P<more>.+)$")
PARTICIPLE = re.compile(
    rf"^(?P<main>[^;:{MASK}]+), (?:arguing|claiming|saying|warning|insisting|adding|noting|stressing|"
    rf"suggesting|alleging|"
    r"explaining|announcing|predicting|fearing|hoping) that (?P<y>.+)$"
)
TAIL_ACCORDING = re.compile(r"^(?P<y>.+?),? according to (?P<src>[^,;]+)[.]?$")
AS_SAID = re.compile(rf"^As (?P<src>[^,]+?) (?:\w+ly |once |has |have )*{SAYING.pattern}(?P<rest>[^,]*), (?P<y>.+)$")
TAIL_AS = re.compile(rf"^(?P<y>.+), as (?P<src>[^,]+?) (?:\w+ly |once |has |have )*{SAYING.pattern}(?: it)?[.]?$")
TAIL = re.compile(
    rf"^(?P<y>.+), (?:(?P<src>[^,]+?) (?:has |have |also )?{SAYING.pattern}|{SAYING.pattern} "
    rf"(?P<late>[^,]+?))"
    r"(?: (?:on|in|at|to|last|yesterday|earlier|this) [^,]{2,40})?[.]?$"
)
NOUN_IS = re.compile(
    r"^(?P<src>[^,:]{2,60}?['’]s?|My|Our|His|Her|Their) (?:\w+ )?(?:argument|view|message|conclusion|"
    r"verdict|position|thesis|answer|point|opinion|theory|belief|warning|claim|hope|fear|explanation)(?: "
    r"(?:is|was) that (?P<y>.+)| ?(?:(?:is|was) [\w ]{2,20})?: (?P<z>[^" + MASK + r"]+))$"
)
POSSESSIVE = {"my": "I", "our": "we", "his": "he", "her": "she", "their": "they"}


def phrase_rule(segment: Segment, context: Context) -> list[Frame]:
    """Match attributing phrases around a whole clause."""
    text = masked(segment)
    if match := MID_ACCORDING.match(text):
        holder = context.speakers.resolve(match["src"], context.self_holder)
        content = compose(segment.cut(*match.span("y")), segment.cut(match.start("more")))
        return [Frame(content, holder, "reports")]
    if (match := PARTICIPLE.match(text)) and (verb := find_verb(match["main"])):
        source = source_before(text, verb[0])
        # "X said that Y, adding that Z" is one report, which the rule for verbs reads.
        if source and not VERB.match(text, verb[0]):
            holder = context.speakers.resolve(source.phrase, context.self_holder)
            content = segment.cut(match.start("y"))
            return [Frame(segment.cut(*match.span("main"))), Frame(content, holder, "reports")]
    for pattern, commitment in (
        (ACCORDING, "reports"), (IN_VIEW, "reports"), (NOUN_IS, "reports"), (TAIL_ACCORDING, "reports"),
        (AS_SAID, "endorses"), (TAIL_AS, "endorses"), (TAIL, "reports"),
    ):  # fmt: skip
        match = pattern.match(text)
        if not match:
            continue
        groups = match.groupdict()
        name = "y" if groups.get("y") else "z"
        content = segment.cut(*match.span(name))
        phrase = groups.get("src") or groups.get("late") or ""
        if pattern is TAIL and (find_verb(phrase) or len(phrase.split()) > 8 or _is_dependent(content.text)):
            continue
        if not has_clause(content.text):
            continue
        phrase = re.sub(r"['’]s?$", "", phrase)
        holder = context.speakers.resolve(POSSESSIVE.get(phrase.lower(), phrase), context.self_holder)
        own = holder == context.self_holder
        return [Frame(content, holder, None if own else _commitment(commitment))]
    return []


def _commitment(word: str) -> Commitment:
    return "endorses" if word == "endorses" else "reports"


def _is_dependent(text: str) -> bool:
    return bool(re.match(r"(?:If|When|Although|Though|While|Because|As|Since|After|Before|Despite|Once)\b", text))


def verb_rule(segment: Segment, context: Context) -> list[Frame]:
    """Match "X said that Y" and, for some verbs, "X said Y"."""
    text = masked(segment)
    for match in VERB.finditer(text):
        start = _content_start(text, match)
        source = source_before(text, match.start()) if start else None
        if not source:
            continue
        impersonal = source.phrase.lower() in IMPERSONAL
        holder = context.self_holder if impersonal else context.speakers.resolve(source.phrase, context.self_holder)
        own = holder == context.self_holder
        verb = match[0].lower()
        commitment: Commitment | None = None if own else "reports"
        if (match["fact"] or source.adverbs & ENDORSED) and not own:
            commitment = "endorses"
        if match["feign"] or source.adverbs & MISTAKEN:
            commitment = "rejects"
        modality = next((level for stem, level in HEDGED_VERB.items() if verb.startswith(stem)), "certain")
        if verb.startswith("th") and not own:
            # "She thinks that" says whose opinion it is; only "I think that" is a hedge.
            modality = "certain"
        kind = "recommendation" if DEMANDING.match(verb) else ""
        frames = []
        for first, last in _that_clauses(text, start):
            content = segment.cut(first, last)
            denied = bool(match["deny"]) != source.negated
            if denied and own:
                # What the author denies somebody else must hold, or it would not be worth denying.
                frames.append(Frame(content, "unnamed", "rejects"))
            if denied and not match["fact"]:
                content = negate(content)
            elif kind and (found := find_verb(content.text)) and found[2] == "base":
                # "demand that firms pay": the subjunctive says what ought to be.
                content = compose(content.cut(0, found[0]), "should", content.cut(found[0]))
            frames.append(Frame(content, holder, commitment, modality, kind))
        return frames
    return []


def lower_first(text: str) -> str:
    """Undo the capital of a sentence's first word where it is surely not a name."""
    first = text.split(" ", 1)[0]
    return text[:1].lower() + text[1:] if first.lower() in PRONOUNS | {"the", "a"} and first != "I" else text


def negate(content: Segment) -> Segment:
    """Return the claim that the content is not so."""
    return compose(NEGATED, content.reworded(lower_first(content.text))).finished()


def _content_start(text: str, match: re.Match[str]) -> int:
    """Return where the reported clause begins, or 0 if none follows the verb."""
    after = text[match.end() : match.end() + 90]
    index, length = after.find(" that "), 6
    if index < 0 and match["deny"]:
        index, length = after.find(" whether "), 9
    if index >= 0 and not set(",;:.") & set(after[:index].rstrip(",")):
        between = after[:index].strip(" ,")
        if BETWEEN.match(between) and len(between.split()) <= 8 and not find_verb("x " + between):
            return match.end() + index + length
    if ZERO_THAT.match(match[0]) and re.match(rf" [\w“{MASK}]", after):
        head = after.strip()
        if re.match(rf"[\w ]{{2,40}} {MASK}", head):
            return match.end() + 1
        verb = find_verb(head)
        if (
            verb
            and len(head[: verb[0]].split()) <= 8
            and not re.match(r"(?:to|of|in|on|for|so|(?:\w+ )?(?:how|why|what|who|which|whether|where))\b", head)
        ):
            return match.end() + 1
    return 0


def _that_clauses(text: str, start: int) -> list[tuple[int, int]]:
    """Split "that A, that B and that C" and a trailing "adding that D"."""
    marks = re.compile(rf"(?:,? (?:and|but) that |, that (?=[^,]+ and that )|{ADDING.pattern})")
    bounds, first = [], start
    for match in marks.finditer(text, start):
        bounds.append((first, match.start()))
        first = match.end()
    return [*bounds, (first, len(text))]
