"""Who is for or against what, from verbs of attitude, advice and judgement."""

from __future__ import annotations

import re
from typing import NamedTuple

from attributes import NEGATION, leaning
from frames import source_before
from lexicon import DETERMINERS, find_verb
from speakers import Speakers


class Stance(NamedTuple):
    """A holder's attitude to a target named in the text."""

    holder: str
    target: str
    polarity: str


FOR = (
    r"support(?:s|ed)?|back(?:s|ed)|favou?r(?:s|ed)?|welcome[sd]?|praise[sd]?|defend(?:s|ed)?|"
    r"endorse[sd]?|applaud(?:s|ed)?|approve[sd]? of|champion(?:s|ed)|embrace[sd]?|promote[sd]?|"
    r"advocate[sd]?|call(?:s|ed)? for|demand(?:s|ed)?|admire[sd]?"
)
AGAINST = (
    r"oppose[sd]?|reject(?:s|ed)?|condemn(?:s|ed)?|criticis?e[sd]?|criticize[sd]?|denounce[sd]?|"
    r"attack(?:s|ed)|blame[sd]?|accuse[sd]?|warn(?:s|ed)? against|disapprove[sd]? of|fight(?:s)?|fought|"
    r"mock(?:s|ed)|despise[sd]?|resist(?:s|ed)?|protest(?:s|ed)? against|deplore[sd]?|distrust(?:s|ed)?"
)
TARGET = r"(?P<target>(?:(?:the|an?|its|his|her|their|this|that|these|those|our) )?[\w’'-]+(?: [\w’'-]+){0,4})"
ATTITUDE = re.compile(rf"\b(?:(?P<pro>{FOR})|(?P<con>{AGAINST})) {TARGET}")
DO = (
    r"expand|protect|keep|support|introduce|build|strengthen|defend|adopt|copy|trust|encourage|fund|"
    r"promote|preserve|raise|increase|welcome|save|repeat"
)
UNDO = (
    r"scrap|abolish|end|stop|ban|cut|repeal|abandon|limit|break up|reject|close|dismantle|reduce|avoid|"
    r"fight|drop|withdraw|cancel|scale back"
)
ADVICE = re.compile(
    rf"\b(?:should|must|ought to|needs? to|has to|have to|let us|Let us) (?P<not>not )?(?:(?P<do>{DO})|"
    rf"(?P<undo>{UNDO})) {TARGET}"
)
PASSIVE_ADVICE = re.compile(
    r"^(?P<target>[^,;:]{2,60}?) (?:should|must|ought to|needs? to|has to) (?P<not>not )?be "
    r"(?:(?P<do>expanded|protected|"
    r"kept|supported|introduced|built|strengthened|defended|adopted|preserved|raised|saved)|"
    r"(?P<undo>scrapped|abolished|"
    r"ended|stopped|banned|cut|repealed|abandoned|limited|rejected|closed|dismantled|reduced|avoided|"
    r"dropped|cancelled))\b"
)
STOP = re.compile(
    r"\b(?:for|of|to|because|and|but|that|which|who|in|on|at|by|with|as|is|are|was|were|will|would|from|"
    r"when|if|while|should|must|may|can|has|have|had|again|now|today|immediately|altogether)\b.*$"
)

DESERVES = re.compile(
    r"^(?P<target>[^,;:]{2,60}?) deserves? (?:our |more |full )?(?:support|praise|credit|respect|applause)\b"
)
NO_TARGET = frozenset(
    "it he she they them him we us i you what there whether who nobody nothing someone somebody everyone "
    "everybody one".split()
)


def stances_of(text: str, holder: str, speakers: Speakers) -> list[Stance]:
    """Return the stances that a claim expresses or reports."""
    found: list[Stance] = []
    if match := ATTITUDE.search(text):
        source = source_before(text, match.start())
        who = speakers.resolve(source.phrase, holder) if source else ""
        target = _noun_phrase(match["target"])
        if source and target:
            favours = bool(match["pro"]) != source.negated
            found.append(Stance(who, target, "favor" if favours else "against"))
    if (match := DESERVES.match(text)) and (target := _noun_phrase(match["target"])):
        found.append(Stance(holder, target, "favor"))
    advice = PASSIVE_ADVICE.match(text) or ADVICE.search(text)
    if advice:
        target = _noun_phrase(advice["target"])
        if target:
            favours = bool(advice["do"]) != bool(advice["not"])
            found.append(Stance(holder, target, "favor" if favours else "against"))
    elif not found:
        found += _judgement(text, holder)
    return found


def _judgement(text: str, holder: str) -> list[Stance]:
    """Read "Y is a disaster" as a stance on Y."""
    verb = find_verb(text)
    if not verb or text[verb[0] : verb[1]].lower() not in {
        "is",
        "are",
        "was",
        "were",
        "remains",
        "seems",
        "seem",
    }:
        return []
    target = _noun_phrase(text[: verb[0]])
    predicate = re.split(r"[,;:]| (?:because|if|when|that|for|to|but) ", text[verb[1] :])[0]
    score = leaning(predicate)
    if not target or not score or NEGATION.search(text[: verb[0]]):
        return []
    return [Stance(holder, target, "favor" if score > 0 else "against")]


def _noun_phrase(text: str) -> str:
    """Return the target without what follows its head, or "" for a pronoun."""
    phrase = STOP.sub("", text.strip()).strip(" .,;:”“\"'’")
    words = phrase.lower().split()
    if not words or len(words) > 6 or NO_TARGET.intersection(words) or words[-1] in DETERMINERS:
        return ""
    return re.sub(r"^(The|An?|This|That|These|Those|His|Her|Its|Their|Our)\b", lambda m: m[0].lower(), phrase)
