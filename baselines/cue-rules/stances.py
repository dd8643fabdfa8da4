"""Who is for or against what, from verbs of attitude, advice and judgement."""

from __future__ import annotations

import re
from typing import NamedTuple

from grammar import Tokens, group_end, head_verb, main_verb
from polarity import leaning_of
from segments import Segment
from sources import source_of
from speakers import Speakers
from targets import Targets
from wordclasses import BE, NEGATORS
from wordforms import base_form


class Stance(NamedTuple):
    """A holder's attitude to a target named in the text."""

    holder: str
    target: str
    polarity: str


FOR = frozenset(
    """support back favour favor welcome praise defend endorse applaud champion embrace promote advocate demand admire
    celebrate cheer protect want hail tout demand""".split()
)
AGAINST = frozenset(
    """oppose reject condemn criticise criticize denounce attack blame accuse disapprove fight mock despise resist
    deplore distrust hate scorn ridicule deride dismiss forgive""".split()
)
DO = frozenset(
    """expand protect keep support introduce build strengthen defend adopt copy trust encourage fund promote preserve
    raise increase welcome save extend accept approve pass publish award pay hold widen exempt renew choose""".split()
)
UNDO = frozenset(
    """scrap abolish end stop ban cut repeal abandon limit reject close dismantle reduce avoid fight drop withdraw
    cancel suspend delete refuse sack dismiss bury tax""".split()
)
# Said of a person or a body, these blame.
SHAMEFUL = frozenset(
    """refuse fail ignore pretend hide lie evade dodge betray cheat squander bungle neglect shrug sneer preach boast
    spoil waste profit pocket exploit conceal mislead overlook forget""".split()
)
CAMP = re.compile(
    r"(?:\w+ )?(?:(?P<pro>supporters|advocates|proponents|defenders|champions|backers|friends|enthusiasts)|"
    r"opponents|critics|enemies|foes|detractors) of (?P<target>(?:[\w’'-]+ ?){1,5})$",
    re.IGNORECASE,
)
LINKING = frozenset("be seem look sound remain become prove appear end deserve".split())
HELPING = frozenset("help work save protect improve succeed benefit strengthen enrich reward revive heal".split())
HARMING = frozenset(
    """harm ruin destroy kill hurt damage weaken undermine fail threaten smother cost close collapse worsen poison
    betray deceive mislead exploit waste corrupt neglect insult bury wreck cripple endanger devastate refuse lie
    pretend overrun reignite starve strangle choke confuse frighten punish spoil""".split()
)


def stances_of(segment: Segment, holder: str, speakers: Speakers, targets: Targets) -> list[Stance]:
    """Return the stances that a claim expresses or reports."""
    tokens = segment.tokens
    verb = main_verb(tokens)
    if not verb:
        return []
    end, head = group_end(tokens, verb), head_verb(tokens, verb)
    base = base_form(tokens[head].low)
    negated = any(token.low in NEGATORS for token in tokens[verb:end])
    found = attitudes_of(segment, holder, speakers, targets)
    found = found or _advice(tokens, holder, speakers, targets, verb, base, negated)
    if not found:
        judged = _judgement(tokens, holder, speakers, targets, verb, base, negated)
        found = [stance for stance in judged if targets.salient(stance.target)]
    return [stance for stance in found if stance.target and stance.holder != stance.target]


def camp_of(holder: str) -> list[Stance]:
    """Return what the name of a group says it is for or against: "supporters of the embargo"."""
    match = CAMP.match(holder)
    return [Stance(holder, match["target"], _polarity(bool(match["pro"])))] if match else []


def attitudes_of(segment: Segment, holder: str, speakers: Speakers, targets: Targets) -> list[Stance]:
    """Read "The Liberals oppose the levy", "was hailed by the mayor" and "voted for the plan"."""
    tokens = segment.tokens
    verb = main_verb(tokens)
    if not verb:
        return []
    head, end = head_verb(tokens, verb), group_end(tokens, verb)
    base = base_form(tokens[head].low)
    if tokens[head].tag == "VBN" and any(token.low in BE for token in tokens[verb:head]):
        by = next((k for k in range(end, min(end + 4, len(tokens))) if tokens[k].low == "by"), None)
        if base not in FOR | AGAINST or by is None:
            return []
        stop = next((k for k in range(by + 1, len(tokens)) if tokens[k].tag in {"IN", ","}), len(tokens))
        who, target = segment.part(by + 1, stop).text, targets.name(tokens[:verb], speakers.full_names)
        return [Stance(speakers.resolve(who, holder), target, _polarity(base in FOR))] if target else []
    favours = base in FOR
    if base in {"vote", "campaign", "argue", "be"} and end < len(tokens) and tokens[end].low in {"for", "against"}:
        favours, end = tokens[end].low == "for", end + 1
    elif base not in FOR | AGAINST:
        return []
    source = source_of(segment, verb)
    target = targets.name(tokens[end:], speakers.full_names)
    if not source or not target:
        return []
    return [Stance(speakers.resolve(source.phrase, holder), target, _polarity(favours != source.negated))]


def _polarity(favours: bool) -> str:
    return "favor" if favours else "against"


def _advice(
    tokens: Tokens, holder: str, speakers: Speakers, targets: Targets, verb: int, base: str, negated: bool
) -> list[Stance]:
    """Read "The levy should be scrapped" and "The city must keep its trams"."""
    if tokens[0].low in NEGATORS or tokens[verb].low not in {"should", "must", "ought", "need", "needs", "has", "have"}:
        return []
    lows = [token.low for token in tokens[verb : verb + 8]]
    passive = "be" in lows and any(token.tag == "VBN" for token in tokens[verb : verb + 6])
    if passive:
        done = next(token for token in tokens[verb : verb + 6] if token.tag == "VBN")
        base = base_form(done.low)
        phrase = tokens[:verb]
    else:
        place = next((k for k in range(verb + 1, min(verb + 7, len(tokens))) if tokens[k].tag == "VB"), None)
        if place is None:
            return []
        base, phrase = base_form(tokens[place].low), tokens[place + 1 :]
    if base not in DO | UNDO:
        return []
    target = targets.name(phrase, speakers.full_names)
    return [Stance(holder, target, _polarity((base in DO) != negated))] if target else []


def _judgement(
    tokens: Tokens, holder: str, speakers: Speakers, targets: Targets, verb: int, base: str, negated: bool
) -> list[Stance]:
    """Read "The levy is a disaster" and "The levy will ruin farmers"."""
    subject = [token for token in tokens[:verb] if token.tag != ","]
    if not subject or subject[0].low in NEGATORS or (tokens[verb].tag == "VBD" and base in HARMING):
        return []
    target = targets.name(subject, speakers.full_names)
    if not target:
        return []
    rest = tokens[group_end(tokens, verb) :]
    if base in SHAMEFUL and target[0].isupper() and holder not in {"unnamed", target}:
        return [Stance(holder, target, _polarity(negated))]
    if base in HELPING | HARMING:
        score = 1 if base in HELPING else -1
    else:
        if (base not in LINKING and tokens[verb].low not in BE) or tokens[verb].low in {"may", "might", "could"}:
            return []
        stop = next((i for i, token in enumerate(rest) if token.low in {"that", "to", "because", "if"}), 9)
        near = [token for token in rest[: min(stop, 9)] if token.tag not in {"NNP", "IN"}]
        score = sum(leaning_of(token.low) for token in near)
        if any(token.low in {"not", "no", "hardly", "too"} for token in near[:3]) and tokens[verb].low in BE:
            negated = not negated
    if not score:
        return []
    return [Stance(holder, target, _polarity((score > 0) != negated))]
