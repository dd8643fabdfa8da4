"""Ideas the author names in order to reject or to weigh: "Hopes that Y seem naive", "It is said that Y"."""

from __future__ import annotations

import re

from attribution import negate
from frames import Context, Frame, masked, source_before
from lexicon import has_clause
from reporting import ADDING
from segments import Segment, compose

IDEA = (
    r"(?:ideas?|hopes?|notions?|beliefs?|claims?|myths?|illusions?|fears?|assumptions?|theory|theories|"
    r"thesis|arguments?|rumou?rs?|allegations?|accusations?|reports?|suggestions?|promises?|expectations?|"
    r"views?|legends?|warnings?|predictions?|delusions?|fantas(?:y|ies)|tales?|stor(?:y|ies)|impressions?|"
    r"concerns?)"
)
BAD = (
    r"(?:naive|naïve|wrong|false|absurd|unfounded|nonsense|mistaken|misguided|ridiculous|implausible|"
    r"unrealistic|dubious|questionable|doubtful|flawed|unconvincing|short-sighted|outdated|illusory|"
    r"baseless|untrue|incorrect|untenable|hollow|far-fetched|laughable|foolish|dangerous|a (?:\w+ "
    r")?(?:myth|lie|mistake|illusion|fantasy|fallacy|error|delusion|fairy tale|misunderstanding)|wishful "
    r"thinking|an? illusion)"
)
REFUTED = re.compile(
    r" (?P<tail>(?:is|are|was|were|seems?|seemed|appears?|looks?|sounds?|remains?|proved|turned out)(?: to "
    r"be)?"
    rf" (?:(?:simply|plainly|clearly|rather|quite|just|obviously|utterly|deeply|therefore|too|highly|very) "
    rf")?{BAD}"
    r"|(?:is|are|was) (?:simply )?not (?:the case|true|right|realistic|convincing|supported|tenable|"
    r"plausible)|(?:has|have) (?:\w+ )?been (?:\w+ )?(?:debunked|refuted|disproved|disproven)(?: \w+)?|"
    r"(?:does|do) not (?:hold|stand|convince|withstand|survive)\b.{0,40}|rings? hollow|"
    r"collapses?\b.{0,40}|(?:has|have) (?:never|not) (?:come true|materiali[sz]ed)|ignores? .+|cannot be "
    r".+|will cost .+)[.]?$"
)
NEUTRAL_TAIL = re.compile(
    r" (?:(?:is|are) (?:circulating|spreading|growing|old|new|widespread|common|popular|understandable)|"
    r"circulates?|abound|persists?|emerged|(?:have|has) (?:\w+ )?(?:emerged|spread|grown|circulated))[.]?$"
)
SUBJECT_IDEA = re.compile(
    rf"^(?:(?P<src>[^,]{{2,60}}?)['’]s? )?(?:The |An? |Any |This |These |His |Her |Their )?(?:\w+ "
    rf")?(?P<noun>{IDEA})"
    r"(?: (?:of|by|from|among) (?P<by>[\w’' -]{2,50}?))? that ",
    re.IGNORECASE,
)
OBJECT_IDEA = re.compile(
    rf"\b(?P<verb>there (?:is|are|were|was|have been)|despite|amid|rejects?|rejected|denie[sd]|"
    rf"dismisse[sd]|spread|spreads|refute[sd]?|cling(?:s)? to|shares?|shared)(?: \w+)?(?: (?P<src>[\w "
    rf".-]{{2,40}}?)['’]s?)? (?:the |an? )?(?:\w+ )?{IDEA}(?: (?:of|by|from|in|among) (?P<by>[\w "
    rf".’'-]{{2,40}}?))?,? (?:alleging |suggesting |claiming |"
    r"saying )?that ",
    re.IGNORECASE,
)
NOT_SO = re.compile(
    r"^It (?:is|was|would be) (?:(?:simply|just|plainly|also|therefore) )?(?:not (?:true|the case|correct|"
    r"right)|"
    rf"{BAD})(?: (?:for \w+ )?to (?:believe|think|claim|say|assume|expect|hope|argue|suggest|imagine))? "
    rf"that (?P<y>.+)$"
)
WRONG_TO = re.compile(
    r"^(?P<src>[^,]{2,60}?) (?:is|are|was|were) (?:\w+ )?(?:wrong|mistaken|naive|foolish) (?:to|in|when "
    r"(?:he|she|they)) (?:think|thinking|believe|believing|claim|claiming|say|saying|assume|assuming|hope|"
    r"hoping)\w*,? (?:that )?(?P<y>.+)$"
)
THOSE_WHO = re.compile(
    r"^(?:Those|Anyone|Anybody|Whoever|People|He)(?: who)? (?:still )?(?:believe|think|claim|hope|assume|"
    r"expect|say)s? (?:that )?(?P<y>.+?) (?:is|are) (?:\w+ )?(?:mistaken|wrong|naive|deluded|fooling \w+|"
    r"dreaming|lying|in error)[.]?$"
)
NOR = re.compile(r"^[Nn]or (?:do|can) I (?:\w+ )?(?:think|believe|see|accept) that (?P<y>.+)$")
NO_EVIDENCE = re.compile(
    r"^There (?:is|was) (?:\w+ )?(?:no|little|hardly any) (?:\w+ )?(?:evidence|proof|sign|reason|"
    r"indication|guarantee)(?: to (?:believe|think|assume|expect))?,? (?:that )(?P<y>.+)$"
)
UNCLEAR = re.compile(
    r"^It is (?:(?:still|quite|very|entirely|wholly) )?(?:unclear|hard to see|difficult to see|puzzling|a "
    r"mystery|incomprehensible|not clear|strange) (?:why|how) (?:it is (?:\w+ )?(?:expected|assumed|"
    r"believed|thought|claimed|said) that|(?P<src>[\w .-]{2,40}?) (?:should )?(?:expects?|assumes?|"
    r"believes?|thinks?|claims?|hopes?) (?:that )?) ?(?P<y>.+)$"
)
IT_IS_SAID = re.compile(
    r"^It (?:is|was|has been|had been|is being) (?:(?:often|widely|sometimes|frequently|commonly|"
    r"generally|also|now) )?(?P<verb>said|claimed|argued|believed|reported|alleged|assumed|rumou?red|"
    r"expected|hoped|feared|suggested|thought|suspected|estimated) that (?P<y>.+)$"
)
CONTRARY = re.compile(
    r"^Contrary to what (?P<src>[^,]{2,50}?) (?:claim|say|believe|think|suggest|assert|allege|pretend)(?:s|"
    r"ed)?, (?P<y>.+)$"
)
OWN_STANCE = re.compile(
    r"^(?:(?P<possible>It (?:is|may be|seems|remains) (?:\w+ )?(?:possible|conceivable))|(?P<probable>It "
    r"(?:is|seems) (?:\w+ )?(?:likely|probable)|It (?:seems|appears)|It is to be (?:feared|expected|"
    r"assumed))|It (?:is|was) (?:\w+ )?(?:clear|obvious|true|certain|evident|undeniable|no secret|a fact)|"
    r"The (?:fact|truth|problem|point|reality|trouble) is|There (?:is|can be) no doubt|(?P<advice>One "
    r"must hope|It is (?:\w+ )?to be hoped|Let us hope)|What matters is|Of course it is true|No doubt),? "
    r"(?:that )(?P<y>.+)$"
)


def rejection_rule(segment: Segment, context: Context) -> list[Frame]:
    """Match ideas that the sentence names and judges."""
    text = masked(segment)
    resolve = context.speakers.resolve
    match: re.Match[str] | None
    for pattern in (NOT_SO, WRONG_TO, THOSE_WHO, NOR, UNCLEAR):
        match = pattern.match(text)
        if match and has_clause(match["y"]):
            source = match.groupdict().get("src") or ""
            holder = resolve(source, "unnamed") if source else "unnamed"
            return _rejected(segment.cut(*match.span("y")), holder, counter=pattern is not UNCLEAR)
    if (match := NO_EVIDENCE.match(text)) and has_clause(match["y"]):
        content = segment.cut(*match.span("y"))
        return [Frame(content, "unnamed", "rejects"), Frame(segment.finished())]
    if match := CONTRARY.match(text):
        content = segment.cut(*match.span("y"))
        frames = [Frame(content)]
        if negation := re.search(r" (?:not|never) ", content.text):
            # Without its "not" the author's claim is the one it contradicts.
            claim = compose(content.cut(0, negation.start()), content.cut(negation.end()))
            frames.append(Frame(claim, resolve(match["src"], "unnamed"), "rejects"))
        return frames
    if match := IT_IS_SAID.match(text):
        level = {"suspected": "probable", "expected": "probable", "feared": "possible", "hoped": "possible"}
        content = segment.cut(*match.span("y"))
        return [Frame(content, "unnamed", "reports", level.get(match["verb"], "certain"))]
    if match := OWN_STANCE.match(text):
        level_now = "possible" if match["possible"] else "probable" if match["probable"] else "certain"
        content = segment.cut(*match.span("y"))
        return [Frame(content, modality=level_now, kind="recommendation" if match["advice"] else "")]
    return _subject_idea(segment, text, context) or _object_idea(segment, text, context)


def _rejected(content: Segment, holder: str, counter: bool) -> list[Frame]:
    frames = [Frame(content, holder, "rejects")]
    if counter:
        frames.append(Frame(negate(content)))
    return frames


def _subject_idea(segment: Segment, text: str, context: Context) -> list[Frame]:
    match = SUBJECT_IDEA.match(text)
    if not match:
        return []
    tail = REFUTED.search(text, match.end()) or NEUTRAL_TAIL.search(text, match.end())
    if not tail or not has_clause(text[match.end() : tail.start()]):
        return []
    source = match["src"] or match["by"] or ""
    holder = context.speakers.resolve(source, context.self_holder) if source else "unnamed"
    content = segment.cut(match.end(), tail.start())
    if tail.re is NEUTRAL_TAIL:
        modality = "possible" if match["noun"].lower().startswith(("fear", "hope", "rumo")) else "certain"
        return [Frame(content, holder, "reports", modality)]
    return _rejected(content, holder, counter=True)


def _object_idea(segment: Segment, text: str, context: Context) -> list[Frame]:
    match = OBJECT_IDEA.search(text)
    if not match:
        return []
    verb = match["verb"].lower()
    rest = len(text)
    frames: list[Frame] = []
    if verb in {"despite", "amid"}:
        comma = text.find(", ", match.end())
        if comma < 0:
            return []
        rest = comma
        frames.append(Frame(segment.cut(comma)))
    elif not verb.startswith("there") and not has_clause(text[: match.end("verb")]):
        return []
    extra = ADDING.search(text, match.end(), rest)
    content = segment.cut(match.end(), extra.start() if extra else rest)
    source = match["src"] or match["by"] or ""
    holder = context.speakers.resolve(source, context.self_holder) if source else "unnamed"
    frames.append(Frame(content, holder, "reports"))
    if verb.startswith(("reject", "den", "dismiss", "refute")):
        subject = source_before(text, match.start())
        who = context.speakers.resolve(subject.phrase, context.self_holder) if subject else "unnamed"
        frames.append(Frame(negate(content), who, None if who == context.self_holder else "reports"))
        if extra:
            frames.append(Frame(segment.cut(extra.end()), who, "reports"))
    elif verb.startswith(("spread", "cling", "share")):
        frames[-1] = Frame(content, context.speakers.resolve(text[: match.start()], "unnamed"), "reports")
    return frames
