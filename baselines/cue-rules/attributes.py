"""Modality, kind and checkability of a claim, from cue words."""

from __future__ import annotations

import re

from lexicon import DETERMINERS, PRONOUNS, find_verb

POSSIBLE = re.compile(
    r"\b(?:may(?! \d)|(?i:might(?! of)|could|perhaps|possibly|maybe|conceivabl[ey]|potentially|possible that|"
    r"a chance|cannot be ruled out|not impossible|arguably))\b"
)
PROBABLE = re.compile(
    r"\b(?:probabl[ey]|likely|presumably|apparently|seems?|seemed|appears? to|appeared to|supposedly|"
    r"seemingly|"
    r"in all likelihood|expected to|most probably|suspect|assume|doubtful|I (?:think|believe|guess))\b",
    re.IGNORECASE,
)
RANK = ("certain", "probable", "possible")

RECOMMENDATION = re.compile(
    r"\b(?:should(?! have)|must(?! have)|ought to|needs? to|has to|have to|had better|it would be (?:wiser|"
    r"better|best|smarter|right)|let us|let's|"
    r"(?:is|it's) (?:high )?time (?:to|for|that)|shall|(?:is|are) (?:necessary|needed|required|advisable|"
    r"called for))\b",
    re.IGNORECASE,
)
IMPERATIVE = re.compile(
    r"^(?:Stop|Give|Let|Do not|Don't|Scrap|Abolish|Remember|Consider|Ban|Tax|Vote|Keep|Raise|Build|Take|"
    r"Make)\b "
)
PREDICTION = re.compile(
    r"\b(?:will|won't|'ll|is going to|are going to|(?:is|are) about to|would(?! have)|(?:may|might|"
    r"could)(?: not| still| even| soon| well)?(?! (?:have|be|not|still|even|soon|well)\b) [a-z]+|by "
    r"20\d\d|forecast|in the (?:coming|next) \w+|sooner or later)\b"
)
BECAUSE = re.compile(r"\b(?:because|due to|thanks to|owing to|result of|led to)\b")
CAUSAL = re.compile(
    r"\b(?:because|caus(?:e|es|ed|ing)|le(?:a)?ds? to|led to|leading to|result(?:s|ed)? in|result of|due "
    r"to|thanks to|owing to|reason (?:for|why|is)|main reason|so that|trigger(?:s|ed)?|to blame|made "
    r"possible|consequence of|drives?|drove|contribut(?:e|es|ed) to|prevent(?:s|ed)?|kills?|destroys?|"
    r"creates?|strengthens?|weakens?|undermine[sd]?|stems? from|provoke[sd]?|fuel(?:s|led)|brings? about|"
    r"divided|disrupts?|did the work|therefore)\b"
)
GOOD_WORDS = (
    "good better best great excellent right wise useful valuable important essential crucial fair brave "
    "courageous success triumph blessing necessary legitimate reasonable sensible admirable beautiful "
    "promising effective healthy safe sound honest progress opportunity gift achievement brilliant "
    "impressive strong remarkable welcome hope justified understandable masterpiece model treasure matters"
)
BAD_WORDS = (
    "bad worse worst wrong dangerous naive unfair unjust foolish stupid disaster failure failed mistake "
    "threat harmful useless absurd shameful scandal disgrace catastrophe cynical hypocritical "
    "irresponsible reckless terrible unacceptable corrupt cruel weak poor pointless expensive nonsense "
    "exaggerated illusion mistaken tragic lie ridiculous ugly wasteful misguided unrealistic vandalism "
    "burden betrayal farce failing immoral blunder hollow ruin fools evil toxic wishful spy waste "
    "arrogant relic dubious unrealistic"
)
POSITIVE = re.compile(rf"\b(?:{'|'.join(GOOD_WORDS.split())})\b", re.IGNORECASE)
NEGATIVE = re.compile(rf"\b(?:{'|'.join(BAD_WORDS.split())})s?\b", re.IGNORECASE)
COPULA = re.compile(r"\b(?:is|are|was|were|be|been|remains?|seems?|too|sounds?|looks?|becomes?|became|matters?)\b")
GENERAL = re.compile(
    r"\b(?:always|everyone|everybody|nobody|usually|often|generally|typically|tends? to|in general|"
    r"as a rule|rarely|seldom|whenever|all (?!of the)|every(?! (?:day|week|month|year))|mostly|no one|"
    r"anyone)\b",
    re.IGNORECASE,
)
HARD_FACT = re.compile(r"\d|\b(?:percent|per cent|million|billion|thousand|doubled|tripled|halved)\b")
INNER = re.compile(r"\b(?:I|we|me|my) (?:feel|think|believe|hope|fear|love|hate|want|doubt|find)\b|\bsoul\b|\bspirit\b")
NEGATION = re.compile(r"\b(?:not|never|no|hardly|neither|nor|without)\b|n['’]t\b")


def weaker(one: str, other: str) -> str:
    """Return the less certain of two modalities."""
    return max(one, other, key=RANK.index)


def modality_of(text: str, floor: str = "certain") -> str:
    """Return the weaker of the frame's modality and the claim's own cues."""
    own = "possible" if POSSIBLE.search(text) else "probable" if PROBABLE.search(text) else "certain"
    return weaker(own, floor)


def kind_of(text: str) -> str:
    """Return the first kind whose cue occurs; the order is that of how rarely its cues mislead."""
    if RECOMMENDATION.search(text) or IMPERATIVE.match(text):
        return "recommendation"
    if BECAUSE.search(text):
        return "causal"
    if "would be" in text and (POSITIVE.search(text) or NEGATIVE.search(text)):
        return "evaluation"
    if PREDICTION.search(text):
        return "prediction"
    if CAUSAL.search(text):
        return "causal"
    if COPULA.search(text) and (POSITIVE.search(text) or NEGATIVE.search(text)):
        return "evaluation"
    if not HARD_FACT.search(text) and (GENERAL.search(text) or _is_generic(text)):
        return "generalization"
    return "fact"


def _is_generic(text: str) -> bool:
    """Whether a bare plural has something said of it in the present: "Forecasts sell books"."""
    verb = find_verb(text, 4)
    if not verb or verb[2] != "base":
        return False
    words = text[: verb[0]].lower().split()
    return bool(words) and words[0] not in DETERMINERS | PRONOUNS | {"its", "such"} and words[-1].endswith("s")


def checkable(text: str, kind: str) -> bool:
    """Whether a fact checker could decide it: judgements, advice and the future are out of reach."""
    if kind in {"recommendation", "prediction", "evaluation"}:
        return kind == "evaluation" and bool(HARD_FACT.search(text))
    return not INNER.search(text)


def leaning(text: str) -> int:
    """Return +1 or -1 if the words praise or blame, 0 if neither or both."""
    score = bool(POSITIVE.search(text)) - bool(NEGATIVE.search(text))
    return -score if NEGATION.search(text) else score
