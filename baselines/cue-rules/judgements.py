"""Sentences that say how far what they contain is so: "It is wrong to think that Y", "There is no doubt that Y"."""

from __future__ import annotations

import re

from frames import Context, Frame
from grammar import has_clause
from negation import negate
from segments import Segment

BAD = (
    r"(?:naive|naïve|wrong|false|absurd|nonsense|mistaken|misguided|ridiculous|unrealistic|misleading|foolish|untrue|"
    r"not (?:true|the case|correct|right)|an? (?:\w+ )?(?:myth|lie|mistake|illusion|fantasy|fallacy|error|delusion|"
    r"misunderstanding)|wishful thinking)"
)
THINK = r"(?:think|believe|claim|say|assume|hope|expect|argue|suggest|imagine|suppose|pretend|infer|conclude)"
NOT_SO = re.compile(rf"^It (?:is|was|would be) (?:\w+ )?{BAD}(?: (?:for \w+ )?to {THINK})? that (?P<y>.+)$")
WRONG_TO = re.compile(
    rf"^(?P<src>[^,]{{2,60}}?) (?:is|are|was|were) (?:\w+ )?(?:wrong|mistaken|naive|foolish) "
    rf"(?:to {THINK}|in \w+ing|when (?:he|she|they) {THINK}s?)(?: that)? (?P<y>.+)$"
)
THOSE_WHO = re.compile(
    rf"^(?P<src>(?:Those|Anyone|Anybody|Whoever|People)(?: who)? (?:still )?{THINK}s?) (?:that )?(?P<y>.+?) (?:is|are) "
    r"(?:\w+ )?(?:mistaken|wrong|naive|deluded|fooling \w+|dreaming|lying|in error)[.]?$"
)
UNCLEAR = re.compile(
    r"^It is (?:\w+ )?(?:unclear|hard to see|difficult to see|puzzling|a mystery|not clear) (?:why|how) "
    rf"(?P<src>[\w .-]{{2,40}}?) (?:should )?{THINK}s? (?:that )?(?P<y>.+)$"
)
NO_EVIDENCE = re.compile(
    r"^There (?:is|was) (?:\w+ )?(?:no|little|hardly any|not any) (?:\w+ )?"
    r"(?:evidence|proof|sign|reason|indication|guarantee)"
    rf"(?: to {THINK})?,? (?:whatever )?that (?P<y>.+)$"
)
CONTRARY = re.compile(rf"^Contrary to what (?P<src>[^,]{{2,50}}?) {THINK}(?:s|ed)?, (?P<y>.+)$")
OWN = re.compile(
    r"^(?:(?P<possible>It (?:is|may be|seems) (?:\w+ )?(?:possible|conceivable))|"
    r"(?P<probable>It (?:is|seems) (?:\w+ )?(?:likely|probable)|It (?:seems|appears)|"
    r"It is to be (?:feared|expected|assumed))|"
    r"It (?:is|was) (?:\w+ )?(?:clear|obvious|certain|evident|undeniable|no secret|a fact|no accident)|"
    r"The (?:fact|truth|problem|point|reality|trouble) is|There (?:is|can be) no doubt|Of course it is true|"
    r"It cannot be denied|One should not forget|We (?:must|should) not forget|No doubt),? that (?P<y>.+)$"
)


def judgement_rule(segment: Segment, context: Context) -> list[Frame]:
    """Match the sentence around a clause that says what the author makes of it."""
    text = segment.text
    for pattern in (NOT_SO, WRONG_TO, THOSE_WHO, UNCLEAR):
        if (match := pattern.match(text)) and has_clause((content := segment.cut(*match.span("y"))).tokens):
            phrase = match.groupdict().get("src") or ""
            holder = context.speakers.resolve(phrase, "unnamed") if pattern in (WRONG_TO, UNCLEAR) else "unnamed"
            return [Frame(segment.finished()), Frame(content, holder, "rejects")]
    if (match := NO_EVIDENCE.match(text)) and has_clause((content := segment.cut(*match.span("y"))).tokens):
        return [Frame(segment.finished()), Frame(content, "unnamed", "rejects")]
    if match := CONTRARY.match(text):
        content = segment.cut(*match.span("y"))
        holder = context.speakers.resolve(match["src"], "unnamed")
        return [Frame(content), Frame(negate(content), holder, "rejects")] if has_clause(content.tokens) else []
    if (match := OWN.match(text)) and has_clause((content := segment.cut(*match.span("y"))).tokens):
        level = "possible" if match["possible"] else "probable" if match["probable"] else "certain"
        return [Frame(content, modality=level)]
    return []
