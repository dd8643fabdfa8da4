"""How sure a claim is, from the modal of its main clause and from cue words."""

from __future__ import annotations

import re

from grammar import main_verb
from tagging import tagged

RANK = ("certain", "probable", "possible")
POSSIBLE_VERBS = frozenset("may might could".split())
POSSIBLE = re.compile(
    r"\b(?:perhaps|possibly|maybe|conceivabl[ey]|potentially|possible that|a chance|cannot be ruled out|"
    r"not impossible|arguably)\b",
    re.IGNORECASE,
)
PROBABLE = re.compile(
    r"\b(?:probabl[ey]|(?:un)?likely|presumably|apparently|seems?|seemed|appears? to|appeared to|seemingly|in all "
    r"likelihood|expected to|suspect|doubtful|as far as (?:I|we|one|anyone)|I (?:think|believe|guess)|"
    r"looks? (?=\w+ed\b))\b",
    re.IGNORECASE,
)
# "could hardly replace", "could only have occurred to": what is said is quite sure.
SURE = frozenset("hardly only not n't never scarcely".split())


def weaker(one: str, other: str) -> str:
    """Return the less certain of two modalities."""
    return max(one, other, key=RANK.index)


def modality_of(text: str, floor: str = "certain") -> str:
    """Return the weaker of the frame's modality and the claim's own cues."""
    own = "certain"
    if POSSIBLE.search(text) or _may(text):
        own = "possible"
    elif PROBABLE.search(text):
        own = "probable"
    return weaker(own, floor)


def _may(text: str) -> bool:
    """Whether the main verb is in the grip of "may", "might" or "could"."""
    tokens = tagged(text)
    verb = main_verb(tokens)
    if verb is None or tokens[verb].low not in POSSIBLE_VERBS or tokens[verb].tag != "MD":
        return False
    after = {token.low for token in tokens[verb + 1 : verb + 3]}
    return not after & SURE if tokens[verb].low == "could" else True
