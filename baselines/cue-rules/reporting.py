"""Reporting verbs and nouns: what they say about the claim that follows them."""

from __future__ import annotations

from frames import Commitment

# Verbs and nouns that fit only what is so: the author agrees by choosing them.
FACTIVE = frozenset(
    """show note acknowledge admit concede reveal demonstrate confirm recall realise realize recognise recognize find
    prove know learn discover document establish remember notice detect calculate reckon estimate remind observe
    understand record measure remark concur agree testify conclude""".split()
)
# Verbs that keep a distance: what is insisted on or hoped for is rarely what the writer goes on to defend.
DISTANCING = frozenset(
    """insist assure claim boast swear imagine fancy pretend hope grumble mutter murmur pray profess suppose dream
    fantasise think trumpet brag allege kid delude""".split()
)
NEUTRAL = frozenset(
    """say argue believe maintain contend assert declare announce report add explain warn predict expect fear suggest
    suspect assume complain stress emphasise emphasize reply respond feel demand propose recommend urge speculate
    worry tweet comment promise hint counter reason imply tell write state hold forecast pledge vow reassure
    inform ask decide rule submit signal object protest whisper joke quip teach caution advise guess figure
    foresee judge repeat like advocate point plead guarantee preach""".split()
)
DENYING = frozenset("deny doubt dispute question".split())
FEIGNING = frozenset("pretend lie".split())
REPORTING = FACTIVE | DISTANCING | NEUTRAL | DENYING | FEIGNING
# "It is clear that": an adjective and its clause; with a person it says what the person believes.
CONVINCED = frozenset(
    "convinced certain confident sure afraid worried adamant persuaded aware proud clear right hopeful".split()
)
# These may drop "that".
ZERO_THAT = frozenset(
    """say think believe claim insist hope fear suspect admit argue assume know suggest expect warn doubt feel reckon
    tell guess imagine write swear promise find wish realise pretend maintain mean show note concede add""".split()
)
# "According to" and "as X noted" mostly bring in a source that the writer relies on.
SAYING = frozenset(
    """say write argue claim believe explain announce admit warn note add think report conclude insist observe remark
    complain predict tell declare suggest stress ask quip reply estimate state show recall assert know contend
    maintain concede joke reckon point put tweet confess acknowledge understand agree boast protest grumble counter
    continue suspect fear hope promise whisper""".split()
)
# "History shows that": nobody speaks, so the claim is the writer's.
IMPERSONAL = frozenset("history experience this that it practice reality evidence logic".split())
WRONGLY = frozenset("wrongly falsely mistakenly naively absurdly".split())
RIGHTLY = frozenset("rightly correctly famously".split())
PROBABLY = frozenset("suspect suggest assume suppose reckon estimate expect guess".split())
POSSIBLY = frozenset("speculate fear worry hope hint dream".split())
DEMANDING = frozenset("demand propose recommend urge".split())

STUDIES = frozenset(
    """study studies survey surveys report audit auditors statistics figures data records census test tests poll polls
    research researchers scientists institute office agency department court bureau index documents memo laboratory
    review analysis experts inspectors officials board""".split()
)


def commitment_to(verb: str, phrase: str) -> Commitment:
    """Return what the author makes of a claim, by the verb and the source alone."""
    if verb in FACTIVE:
        return "endorses"
    last = {word.strip(".,’'s") for word in phrase.lower().split()} | set(phrase.lower().split())
    if verb not in DISTANCING and STUDIES & last:
        return "endorses"
    return "rejects" if verb in DISTANCING else "reports"


def modality_after(verb: str, own: bool) -> str:
    """Return how sure the speaker is; "she thinks" says whose opinion it is, only "I think" is a hedge."""
    if verb in POSSIBLY:
        return "possible"
    return "probable" if verb in PROBABLY or (own and verb in {"think", "believe"}) else "certain"
