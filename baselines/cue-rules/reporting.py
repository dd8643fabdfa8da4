"""Reporting verbs: which attribute, what they say about the claim, what follows them."""

from __future__ import annotations

import re


def _forms(lemmas: str) -> str:
    forms = []
    for word in lemmas.split():
        stem = word.removesuffix("e")
        past = word[:-1] + "ied" if word.endswith("y") and word[-2] not in "aeo" else stem + "ed"
        third = word[:-1] + "ies" if word.endswith("y") and word[-2] not in "aeo" else word + "s"
        forms += [word, third, past]
    return "|".join(forms)


NEUTRAL = (
    _forms(
        "state argue claim believe insist maintain contend assert declare announce report add explain "
        "warn predict expect hope fear suggest suspect estimate assume allege complain stress emphasise "
        "emphasize conclude reply respond agree feel demand propose recommend urge calculate speculate "
        "worry tweet remark observe comment reckon boast promise suppose imagine assure inform remind "
        "hint testify counter concur dream reason imply"
    )
    + "|say|says|said|think|thinks|thought|write|writes|wrote|written|tell|tells|told"
    + "|hold|holds|held|swears|swore"
    + "|forecasts|conclude|pledge|pledged|vow|vowed|understands?|reassured|submitted"
    + "|(?:is|are|was|were|remains?) (?:convinced|certain|confident|sure|afraid|worried|adamant|persuaded)"
    + "|(?:makes?|made) (?:it clear|clear|the case|the point)"
)
# Verbs that only fit what is so: the author agrees by choosing them.
FACTIVE = (
    _forms("show note acknowledge admit concede reveal demonstrate confirm recall realise realize recognise recognize")
    + "|find|finds|found|prove|proves|proved|proven|shown|know|knows|knew|point(?:s|ed)? out|learn(?:s|ed|t)?"
    + "|discover(?:s|ed)?|document(?:s|ed)|establish(?:es|ed)|remember(?:s|ed)?"
)
DENYING = "deny|denies|denied|doubt|doubts|doubted|dispute|disputes|disputed"
FEIGNING = "pretend|pretends|pretended|lie|lied"
VERB = re.compile(rf"\b(?:(?P<fact>{FACTIVE})|(?P<deny>{DENYING})|(?P<feign>{FEIGNING})|(?P<say>{NEUTRAL}))\b")
SAYING = re.compile(
    r"(?:says?|said|writes?|wrote|argues?|argued|claims?|claimed|believes?|explain(?:s|ed)|announced|"
    r"admit(?:s|ted)|warn(?:s|ed)|note[sd]|add(?:s|ed)|thinks?|thought|report(?:s|ed)|conclude[sd]|"
    r"insist(?:s|ed)|put(?:s)? it|point(?:s|ed) out|observe[sd]|remark(?:s|ed)|complain(?:s|ed)|"
    r"predict(?:s|ed)|told|tells|declare[sd]|suggest(?:s|ed)|stress(?:es|ed)|ask(?:s|ed)|quip(?:s|ped)|"
    r"tweeted|replie[sd]|estimate[sd]|state[sd]|shows?|showed|demonstrated|recalls?|recalled|asserts?|"
    r"asserted|knows?|knew|understood)"
)
MISTAKEN = frozenset("wrongly falsely mistakenly naively".split())
ENDORSED = frozenset("rightly correctly famously".split())
ZERO_THAT = re.compile(
    r"(?:says|said|say|think|thinks|thought|believe[sd]?|claimed|insist(?:s|ed)?|hoped?|fear(?:ed)?|"
    r"suspect(?:s|ed)?|admit(?:s|ted)?|argue[sd]?|assume[sd]?|know|knows|knew|suggest(?:s|ed)?|expects?|"
    r"warned|doubt)$"
)
BETWEEN = re.compile(r"(?:in|on|at|to|last|this|yesterday|again|out|earlier|us|me|him|her|them|the|[A-Z]\w*)\b|$")
# "History shows that": nobody speaks, so the claim is the writer's.
IMPERSONAL = frozenset("history experience this that it practice reality evidence logic".split())
PROBABLY = "suspect suggest assume suppose reckon estimate expect think thought imagine"
POSSIBLY = "speculate fear worr hope hint"
HEDGED_VERB = {
    **dict.fromkeys(PROBABLY.split(), "probable"),
    **dict.fromkeys(POSSIBLY.split(), "possible"),
}
DEMANDING = re.compile(r"(?:demand|propose|recommend|urge)")
ADDING = re.compile(
    r",? (?:and )?(?:adding|noting|arguing|warning|claiming|insisting|stressing|suggesting|saying|"
    r"explaining) that "
)
