"""What kind of claim it is: read off the main verb, its subject and its predicate."""

from __future__ import annotations

import re

from grammar import Tokens, group_end, head_verb, main_verb
from polarity import judges
from tagging import tagged
from wordclasses import BE, HAVE, NOUNS
from wordforms import base_form

RECOMMENDING = frozenset("should ought shall".split())
FUTURE = frozenset("will would 'll wo wouldn 'd".split())
REASON = re.compile(
    r"\b(?:because|due to|thanks to|owing to|as a result of|the reason why|reason for)\b", re.IGNORECASE
)
CONDITION = re.compile(
    r"^(?:if|unless|as long as|once|without|only if|until|had)\b|\b(?:only if|unless|as long as)\b", re.IGNORECASE
)
ADVICE = re.compile(
    r"\b(?:let us|let's|it is (?:high )?time|had better|(?:is|are) reasons? (?:not )?to|would do well to|"
    r"it would be (?:wiser|better|best|wise) to|there is no (?:need|reason) to)\b|^(?:please |do not |don't |never )?"
    r"(?:stop|give|let|scrap|abolish|ban|tax|vote|keep|raise|build|take|pass|drop|teach|sell|ask|leave|pay)\b"
    r"(?! (?:is|are|of))",
    re.IGNORECASE,
)
# Verbs that say what brings what about; with a person as subject they mostly tell of an act.
CAUSING = frozenset(
    """cause lead result explain prevent kill destroy create strengthen weaken undermine provoke trigger force push
    breed invite harm ruin deter confuse deepen worsen encourage discourage produce generate drive help let make
    save feed hurt damage protect reduce attract frighten corrupt distort raise lower cut empty turn keep end
    enrich impoverish spoil poison fuel teach cost punish reward""".split()
)
ALWAYS_CAUSAL = frozenset("cause result explain provoke trigger breed undermine deter stem fuel worsen deepen".split())
MIND = frozenset(
    """want know mean understand realise realize fear hope wish intend believe feel enjoy love hate think care notice
    prefer listen mind dream need""".split()
)
IDEAS = frozenset(
    """idea claim belief notion objection argument fear hope view charge reading figure assertion accusation theory
    complaint suggestion thesis case""".split()
)
STATES = frozenset("popular widespread common old new growing alive familiar unproven unconfirmed".split())
GENERIC_SUBJECTS = frozenset(
    "one you nobody everyone everybody nothing anyone anybody those people men women whoever we no".split()
)
ROLES = frozenset(
    """president chairman chairwoman minister director leader head author founder editor member sponsor builder owner
    architect spokesman spokeswoman secretary mayor chief officer publisher governor deputy columnist teacher doctor
    capital city town village country state company firm daughter son nephew niece brother sister wife husband
    scientist economist historian lawyer judge biologist farmer""".split()
)
HARD = re.compile(r"\d|\b(?:percent|per cent|million|billion|thousand|hundred|doubled|tripled|halved|twice)\b")
# Qualities that can be looked up.
FACTUAL = frozenset(
    """public private dead alive open legal illegal available present absent eligible unproven unconfirmed popular
    common married old new young male female pregnant able unable due ready subject responsible aware identical
    similar different equal independent foreign local national annual daily empty full vacant anonymous""".split()
)


def kind_of(text: str) -> str:
    """Return the kind of a claim."""
    tokens = [token for token in tagged(text) if token.tag != "."]
    verb = main_verb(tokens)
    if ADVICE.search(text):
        return "recommendation"
    if verb is None:
        return "fact"
    group = tokens[verb : group_end(tokens, verb)]
    lows = [token.low for token in group]
    if _recommends(tokens, verb, lows):
        return "recommendation"
    head = tokens[head_verb(tokens, verb)]
    subject = {token.low for token in tokens[: min(verb, 3)]}
    if REASON.search(text) and not FUTURE & set(lows):
        return "causal"
    if tokens[0].low in {"had", "were", "should"} and re.search(r"\b(?:would|might|could)\b", text):
        return "prediction"
    about_idea = subject & IDEAS and head.tag != "VBN" and tokens[verb].low not in HAVE
    if about_idea and base_form(head.low) != "ignore" and not STATES & {token.low for token in tokens[verb:]}:
        return "evaluation"
    if FUTURE & set(lows) or _future(tokens, verb, text):
        return (
            "evaluation" if "would" in lows and _judged(tokens, verb) and not CONDITION.search(text) else "prediction"
        )
    if _causes(tokens, verb, head.low):
        return "causal"
    generic = _generic(tokens, verb)
    if _judged(tokens, verb) and not (generic and tokens[0].tag in {"NNS", "DT"} and not HARD.search(text)):
        return "evaluation"
    return "generalization" if generic and not HARD.search(text) else "fact"


def checkable(text: str, kind: str) -> bool:
    """Whether a fact checker could decide it: only facts, and not what goes on in a mind."""
    if kind != "fact":
        return False
    tokens = tagged(text)
    verb = main_verb(tokens)
    return verb is None or base_form(tokens[head_verb(tokens, verb)].low) not in MIND


def _recommends(tokens: Tokens, verb: int, lows: list[str]) -> bool:
    first = lows[0]
    if first in RECOMMENDING:
        return True
    after = [token.low for token in tokens[verb + 1 : verb + 4]]
    if first == "must":
        # "must be delighted" is a guess, "must be closed" a demand.
        return not (after[:1] == ["be"] and tokens[min(verb + 2, len(tokens) - 1)].tag == "JJ") and after[:1] != [
            "have"
        ]
    if first in {"need", "needs", "has", "have"} and after[:1] == ["to"]:
        return True
    return first == "had" and after[:1] == ["to"] and after[1:2] == ["be"]


def _future(tokens: Tokens, verb: int, text: str) -> bool:
    after = [token.low for token in tokens[verb + 1 : verb + 5]]
    first = tokens[verb].low
    if first in BE and (("going" in after[:2] and "to" in after[:3]) or ("about" in after[:1] and "to" in after[1:2])):
        return True
    if first in BE and {"likely", "unlikely", "bound", "expected"} & set(after[:3]) and len(after) > 2:
        return True
    if first in {"may", "might", "could"} and after[:1] not in (["have"], ["be"]):
        return "hardly" not in after
    return first in {"can", "cannot", "ca", "may", "might", "could"} and bool(CONDITION.search(text))


def _causes(tokens: Tokens, verb: int, head: str) -> bool:
    base = base_form(head)
    if base in ALWAYS_CAUSAL:
        return True
    if base not in CAUSING or tokens[verb].low in {"can", "cannot", "could", "may", "might"}:
        return False
    subject = tokens[:verb]
    person = any(token.tag in {"PRP"} or (token.tag == "NNP") for token in subject)
    after = tokens[group_end(tokens, verb) : group_end(tokens, verb) + 1]
    return (not person and bool(after) and after[0].tag not in {"IN", "RB", "TO", ","}) or base in {"lead", "result"}


def _judged(tokens: Tokens, verb: int) -> bool:
    """Whether the predicate judges: a quality of opinion, a comparison or a metaphor with an article."""
    head = head_verb(tokens, verb)
    low = tokens[head].low
    base = base_form(low)
    end = group_end(tokens, verb)
    rest = [token for token in tokens[end:] if token.low not in {"also", "not"}]
    if base in {"deserve", "miss", "flatter", "spoil", "excuse"}:
        return True
    linking = low in BE or base in {"seem", "look", "sound", "remain", "become", "prove", "appear", "end"}
    near = rest[:7]
    if not linking:
        return (base in {"have", "contain"} and any(judges(token.low) for token in near)) or (
            base == "go" and any(token.low == "far" for token in near)
        )
    if any(judges(token.low) for token in near if token.tag not in {"NNP", "IN"}):
        return True
    bare = [token for token in near if token.tag not in {"RB", "RBR"}]
    if bare and bare[0].tag in {"JJ", "JJR"} and bare[0].low not in FACTUAL and not any(t.tag == "CD" for t in near):
        return len(bare) < 2 or bare[1].tag not in NOUNS
    lows = [token.low for token in near]
    if {"worth", "entitled", "crisis"} & set(lows[:3]) or ("more" in lows[:2] and "than" in [t.low for t in rest]):
        return True
    if not near or near[0].low not in {"a", "an", "the", "no", "merely", "just"} or low not in BE:
        return False
    nouns = {token.low for token in rest[:6] if token.tag in NOUNS}
    return not (nouns & ROLES or any(token.tag in {"CD", "NNP"} for token in rest[:5])) and tokens[0].tag != "EX"


def _generic(tokens: Tokens, verb: int) -> bool:
    """Whether it is said of things in general, in the present: a bare plural, "a street", "nobody"."""
    if tokens[verb].tag in {"VBD"} or (tokens[verb].low in HAVE and head_verb(tokens, verb) != verb):
        return False
    if tokens[verb].low in BE and tokens[head_verb(tokens, verb)].tag == "VBG":
        return False
    subject = tokens[:verb]
    if any(token.tag in {"NNP", "NNPS", "CD", "PRP$", "POS"} for token in subject):
        return False
    if any(token.low in {"now", "today", "currently"} for token in tokens[verb:]):
        return False
    while subject and subject[0].tag in {"IN", "RB", ","}:
        subject = subject[1:]
    if not subject:
        return False
    first = subject[0]
    if first.low in GENERIC_SUBJECTS or first.low in {"most", "all", "every", "many", "few", "any", "always"}:
        return first.low != "nobody" or len(subject) == 1
    if first.low in {"a", "an", "no"}:
        return True
    restricted = any(token.tag in {"WP", "WDT"} for token in subject)
    bare = first.tag in {"NNS", "NN", "JJ", "VBN", "VBG"}
    return bare or (first.low in {"the", "those"} and restricted and tokens[verb].tag in {"VBP", "MD"})
