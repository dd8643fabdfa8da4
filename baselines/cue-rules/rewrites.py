"""Statements whose claim needs new words: "X sees Y as Z" holds "Y is Z"."""

from __future__ import annotations

import re

from frames import Commitment, Context, Frame, masked, source_before
from segments import Segment, compose

THING = r"(?P<y>[^,;:]{2,80}?)"
AS_VERB = (
    r"(?:sees?|saw|views?|viewed|regards?|regarded|perceives?|perceived|portrays?|portrayed|depicts?|"
    r"depicted|describes?|described|presents?|presented|condemn(?:s|ed)|denounce[sd]?|praise[sd]?|"
    r"dismisse[sd]|treats?|treated|praises|characteri[sz]e[sd]?|celebrate[sd]?)"
)
SEES_AS = re.compile(rf"\b{AS_VERB} {THING} as (?P<z>.+)$")
CALLS = re.compile(
    rf"\b(?:calls?|called|labels?|labelled|labeled|brand(?:s|ed)|dubbed|dubs|considers?|considered|deems?|"
    rf"deemed|thinks?|finds?) {THING} (?P<z>(?:to be )?(?:an? |the |¤|[“\"‘]|(?:un\w+|\w+(?:ous|ful|less|"
    rf"ble|ary)|naive|wrong|right|"
    r"crucial|good|bad)\b).*)$"
)
SEEN_AS = re.compile(
    r"^(?P<y>[^,;:]{2,80}?) (?P<be>is|are|was|were)(?: being)? (?:(?:often|widely|generally|still|now|"
    r"commonly) )?(?:seen|celebrated|hailed|touted|sold|viewed|regarded|perceived|portrayed|depicted|"
    r"described|presented|considered|denounced|praised|dismissed|condemned)(?: by "
    r"(?P<src>[^,;:]{2,50}?))?(?: as| to be) (?P<z>.+)$"
)
SAID_TO = re.compile(
    r"^(?P<y>[^,;:]{2,80}?) (?P<be>is|are|was|were) (?:(?:widely|generally|also|now) )?(?P<verb>said|"
    r"believed|reported|alleged|thought|rumou?red|expected|supposed|claimed|projected|predicted|"
    r"estimated)(?: by (?P<src>[^,;:]{2,50}?))? to (?P<inf>have|be|\w+)(?P<z>\b.*)$"
)
REPORTEDLY = re.compile(r"\b(?P<adverb>reportedly|allegedly|supposedly|purportedly)\b ?", re.IGNORECASE)
URGES = re.compile(
    r"\b(?:urges?|urged|asks?|asked|calls? on|called on|tells?|told|advises?|advised|wants?|wanted|"
    r"presse[sd]|implored?|"
    rf"orders?|ordered|begs?|begged|requires?|exhort(?:s|ed)) {THING} (?P<not>not )?to (?P<z>\w.+)$"
)
EXPECTS = re.compile(rf"\b(?:expects?|expected|predicts?|predicted|trusts?|believes) {THING} to (?P<z>\w.+)$")
PROMISES = re.compile(
    r"\b(?:promises?|promised|vows?|vowed|pledges?|pledged|threatens?|threatened|swore|committed|undertook) "
    r"(?P<not>not )?to (?P<z>\w.+)$"
)
ACCUSES = re.compile(rf"\b(?:accuses?|accused) {THING} of (?P<z>.+)$")
BLAMES = re.compile(rf"\b(?:blames?|blamed) {THING}(?: for (?P<z>.+))?$")
SUBJECT_FORM = {"him": "he", "her": "she", "them": "they", "us": "we", "me": "I"}
PLURAL_NOUN = re.compile(r"(?:\b(?:they|we|people|children|men|women|media|police|\w+ and .+)|[^su]s)$", re.IGNORECASE)


def rewrite_rule(segment: Segment, context: Context) -> list[Frame]:
    """Match reports that embed a claim without a clause of its own."""
    text = masked(segment).rstrip(". ")
    return _passive(segment, text, context) or _active(segment, text, context)


def be(subject: str) -> str:
    """Return the present form of "be" that agrees with the subject."""
    head = re.split(r" (?:of|in|by|for|from|at|on) ", subject)[0]
    head = head.replace("United States", "United State")
    return "are" if PLURAL_NOUN.search(head) else "is"


def _active(segment: Segment, text: str, context: Context) -> list[Frame]:
    for pattern in (SEES_AS, CALLS, URGES, EXPECTS, PROMISES, ACCUSES, BLAMES):
        match = pattern.search(text)
        source = source_before(text, match.start()) if match else None
        if not match or not source or source.negated:
            continue
        groups = match.groupdict()
        if " that " in (groups.get("y") or ""):
            continue
        holder = context.speakers.resolve(source.phrase, context.self_holder)
        commitment: Commitment | None = None if holder == context.self_holder else "reports"
        thing = segment.cut(*match.span("y")) if "y" in groups else _subject(segment, source.phrase, holder)
        if thing.text.lower() in SUBJECT_FORM:
            thing = compose(SUBJECT_FORM[thing.text.lower()])
        rest = segment.cut(*match.span("z")) if groups.get("z") else compose()
        if rest.text.startswith("to be "):
            rest = rest.cut(6)
        if pattern in (SEES_AS, CALLS) and re.match(r"(?:part|well|much|if|though|soon|long)\b", rest.text):
            continue
        link, kind, modality = be(thing.text), "", "certain"
        if pattern is URGES:
            link, kind = "should not" if groups["not"] else "should", "recommendation"
        elif pattern in (EXPECTS, PROMISES):
            link, kind = "will not" if groups.get("not") else "will", "prediction"
            modality = "probable" if pattern is EXPECTS else "certain"
        elif pattern is ACCUSES:
            link = f"{link} guilty of"
        elif pattern is BLAMES:
            link, kind = f"{link} to blame" + (" for" if rest.text else ""), "causal"
        claim = compose(thing, link, rest)
        return [Frame(claim, holder, commitment, modality, kind)]
    return []


def _subject(segment: Segment, phrase: str, holder: str) -> Segment:
    """Return the source as the subject of its own promise."""
    if phrase.lower() in {"he", "she", "it", "i"} and holder != "unnamed":
        return compose(holder)
    at = segment.text.find(phrase)
    return segment.cut(at, at + len(phrase)) if at >= 0 else compose(phrase)


def _passive(segment: Segment, text: str, context: Context) -> list[Frame]:
    if match := SEEN_AS.match(text):
        source = match["src"] or ""
        holder = context.speakers.resolve(source, context.self_holder) if source else "unnamed"
        claim = compose(segment.cut(*match.span("y")), match["be"], segment.cut(*match.span("z")))
        return [Frame(claim, holder, "reports")]
    if match := SAID_TO.match(text):
        source = match["src"] or ""
        holder = context.speakers.resolve(source, context.self_holder) if source else "unnamed"
        plural = match["be"] in {"are", "were"}
        infinitive, kind, modality = match["inf"], "", "certain"
        if match["verb"] in {"expected", "projected", "predicted"}:
            link, kind, modality = f"will {infinitive}", "prediction", "probable"
        elif infinitive == "have":
            link = "have" if plural else "has"
        elif infinitive == "be":
            link = match["be"]
        else:
            # "is supposed to work" has no safe finite form without a table of verbs.
            return []
        claim = compose(segment.cut(*match.span("y")), link, segment.cut(*match.span("z")))
        return [Frame(claim, holder, "reports", modality, kind)]
    match = REPORTEDLY.search(text)
    if match:
        before, after = segment.cut(0, match.start()), segment.cut(match.end())
        return [Frame(compose(before, after), "unnamed", "reports", "probable")]
    return []
