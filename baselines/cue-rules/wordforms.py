"""Which verb forms a word can be, and how to change one form into another."""

from __future__ import annotations

from functools import lru_cache

import simplemma
from textblob.en import lexicon

# base, past, participle; of verbs whose forms no suffix rule gives.
IRREGULAR = [
    line.split()
    for line in """arise arose arisen|awake awoke awoken|bear bore borne|beat beat beaten|become became become
    begin began begun|bend bent bent|bet bet bet|bind bound bound|bite bit bitten|bleed bled bled|blow blew blown
    break broke broken|breed bred bred|bring brought brought|build built built|burn burnt burnt|burst burst burst
    buy bought bought|cast cast cast|catch caught caught|choose chose chosen|cling clung clung|come came come
    cost cost cost|creep crept crept|cut cut cut|deal dealt dealt|dig dug dug|draw drew drawn|dream dreamt dreamt
    drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed fed|feel felt felt
    fight fought fought|find found found|flee fled fled|fling flung flung|fly flew flown|forbid forbade forbidden
    forecast forecast forecast|forget forgot forgotten|forgive forgave forgiven|freeze froze frozen|get got got
    give gave given|go went gone|grind ground ground|grow grew grown|hang hung hung|hear heard heard|hide hid hidden
    hit hit hit|hold held held|hurt hurt hurt|keep kept kept|know knew known|lay laid laid|lead led led
    learn learnt learnt|leave left left|lend lent lent|let let let|lie lay lain|light lit lit|lose lost lost
    make made made|mean meant meant|meet met met|mislead misled misled|overcome overcame overcome|pay paid paid
    overrun overran overrun|oversee oversaw overseen|overtake overtook overtaken|put put put|quit quit quit
    read read read|rebuild rebuilt rebuilt|repay repaid repaid|rid rid rid|ride rode ridden|ring rang rung
    rise rose risen|run ran run|say said said|see saw seen|seek sought sought|sell sold sold|send sent sent
    set set set|shake shook shaken|shed shed shed|shine shone shone|shoot shot shot|shrink shrank shrunk
    shut shut shut|sing sang sung|sink sank sunk|sit sat sat|sleep slept slept|slide slid slid|speak spoke spoken
    spend spent spent|spin spun spun|split split split|spoil spoilt spoilt|spread spread spread|spring sprang sprung
    stand stood stood|steal stole stolen|stick stuck stuck|sting stung stung|strike struck struck
    strive strove striven|swear swore sworn|sweep swept swept|swim swam swum|swing swung swung|take took taken
    teach taught taught|tear tore torn|tell told told|think thought thought|throw threw thrown
    thrust thrust thrust|tread trod trodden|undergo underwent undergone|undermine undermined undermined
    undersell undersold undersold|understand understood understood|undertake undertook undertaken|undo undid undone
    uphold upheld upheld|upset upset upset|wake woke woken|wear wore worn|weep wept wept|win won won
    wind wound wound|withdraw withdrew withdrawn|withhold withheld withheld|withstand withstood withstood
    write wrote written|sow sowed sown|show showed shown|prove proved proven|mow mowed mown|swell swelled swollen
    outgrow outgrew outgrown|foresee foresaw foreseen|forgo forwent forgone|misunderstand misunderstood misunderstood
    do did done|have had had""".replace("\n", "|").split("|")
    if line.strip()
]
PAST = {row[1]: row[0] for row in IRREGULAR}
PARTICIPLE = {row[2]: row[0] for row in IRREGULAR}
TO_PAST = {row[0]: row[1] for row in IRREGULAR}
VOWELS = frozenset("aeiou")
# In the word list as verbs, but hardly ever one in prose of this kind.
NEVER = frozenset(
    """year day week month time people thing percent number half third quarter government minister party
    president child woman man country city state world school law war peace money one two three reason way
    media data much many more most less little own same other such former latter late early ing police
    century idea morning evening night summer winter autumn spring politics economics news church fact
    member lawyer family street town village region province university college hospital industry
    company minority majority""".split()
)


def _capable(base: str) -> bool:
    """Whether the word list knows the word, or a form of it, as a verb."""
    if len(base) < 2 or base in NEVER:
        return False
    if base in TO_PAST or lexicon.get(base) in {"VB", "VBP"}:
        return True
    if base.endswith(("ise", "yse")) and _capable(base[:-2] + "ze"):
        return True
    if base.endswith("our") and _capable(base[:-3] + "or"):
        return True
    if base not in lexicon:
        return False
    stem = base[:-1] if base.endswith("e") else base
    doubled = stem + stem[-1]
    ied = base[:-1] + "i" if base.endswith("y") else stem
    return any(
        lexicon.get(form) in {"VBD", "VBN", "VBG"}
        for form in (ied + "ed", stem + "ing", doubled + "ed", doubled + "ing")
    )


def _bases(word: str, suffix: str) -> list[str]:
    """Return the words that may have got the suffix."""
    stem = word[: -len(suffix)]
    if suffix == "s":
        found = [stem]
        if word.endswith("ies"):
            found.insert(0, word[:-3] + "y")
        if word.endswith(("ches", "shes", "sses", "xes", "zes", "oes")):
            found.insert(0, word[:-2])
        return found
    found = [stem + "e", stem]
    if word.endswith("ied"):
        found.insert(0, stem[:-1] + "y")
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in VOWELS:
        found.insert(0, stem[:-1])
    return found


@lru_cache(maxsize=20_000)
def verb_forms(low: str) -> frozenset[str]:
    """Return the tags VB, VBZ, VBD, VBN and VBG that the word can have."""
    forms = set()
    if low in PAST:
        forms.add("VBD")
    if low in PARTICIPLE:
        forms.add("VBN")
    if _capable(low):
        forms.add("VB")
    if low.endswith("ing") and len(low) > 4 and any(_capable(base) for base in _bases(low, "ing")):
        forms.add("VBG")
    elif low.endswith("ed") and len(low) > 3 and low not in PAST:
        known = lexicon.get(low, "VBN")
        if known in {"VBD", "VBN"} or (known == "JJ" and any(_capable(base) for base in _bases(low, "ed"))):
            forms |= {"VBD", "VBN"}
    elif len(low) > 2 and low.endswith("s") and not low.endswith(("ss", "us", "is")):
        forms |= {"VBZ" for base in _bases(low, "s") if _capable(base)}
    return frozenset(forms)


@lru_cache(maxsize=20_000)
def base_form(low: str) -> str:
    """Return the infinitive of a verb form."""
    if low in PAST or low in PARTICIPLE:
        return PAST.get(low) or PARTICIPLE[low]
    known = simplemma.lemmatize(low, lang="en")
    for suffix in ("ing", "ed", "s"):
        if low.endswith(suffix) and len(low) > len(suffix) + 1:
            bases = [base for base in _bases(low, suffix) if _capable(base)]
            if bases:
                return known if known in bases else bases[0]
    return known


def third_person(base: str) -> str:
    """Return the form after "she"."""
    special = {"be": "is", "have": "has", "do": "does", "go": "goes"}
    if base in special:
        return special[base]
    if base.endswith("y") and base[-2:-1] not in VOWELS:
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")


def past(base: str) -> str:
    """Return the simple past."""
    if base in TO_PAST:
        return TO_PAST[base]
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in VOWELS:
        return base[:-1] + "ied"
    short = len(base) > 2 and base[-1] not in VOWELS | set("wxy") and base[-2] in VOWELS and base[-3] not in VOWELS
    if short and (len(base) <= 4 or base.endswith(("mit", "fer", "gret", "pel", "cur"))):
        return base + base[-1] + "ed"
    return base + "ed"


@lru_cache(maxsize=20_000)
def lemma(word: str) -> str:
    """Return the dictionary form of a noun."""
    return simplemma.lemmatize(word.lower().replace("’", "'"), lang="en")
