"""Closed word classes, and verbs known well enough to mark a clause."""

from __future__ import annotations

import re
from functools import lru_cache

import simplemma

AUXILIARIES = frozenset(
    "is are was were am has have had will would can cannot could should must may might do does did shall "
    "isn't aren't wasn't weren't hasn't haven't hadn't won't wouldn't can't couldn't shouldn't don't "
    "doesn't "
    "didn't".split()
)
MODALS = frozenset("will would can cannot could should must may might shall won't can't shouldn't".split())
PRONOUNS = frozenset("i he she it they we you this that these those there who nobody everyone no one".split())
DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your no any some each every all both many "
    "most few "
    "several such another".split()
)
PREPOSITIONS = frozenset(
    "of in to for by with on at from into about against between among under over after before during without "
    "within through towards toward despite since until like as than per via and or but nor".split()
)
SUBORDINATORS = frozenset(
    "if when because unless once until where whether since as after before that to while although though "
    "whereas whenever whoever whatever how why what".split()
)

# Verbs that are rarely nouns in the same form; nouns such as "plan" or "tax" would mark false clauses.
VERBS = frozenset(
    """abandon abolish accept accuse achieve act add admit adopt advise affect agree allege allow announce
    appear apply approve argue arrive ask assume attack avoid backfire ban become begin believe belong
    benefit betray block boast borrow break breathe breed bring broker build burn buy call calm carry
    cause cease celebrate change choose claim climb collapse collect come compete complain complicate
    comply conceal conclude condemn confirm confront confuse connect conquer consider consist contain
    continue contribute control convince create criticise criticize deceive decide declare decline deepen
    defend deliver demand demonstrate deny depend deploy describe deserve destroy deteriorate develop
    devote die differ disagree disappear disclose discourage discover dismiss disobey disrupt divide do
    dominate double doubt dream drive drop earn ease educate elect eliminate embrace emerge employ enable
    encourage end endanger endorse enforce engage enjoy ensure enter erode establish evolve exaggerate
    exceed exclude exist expand expect explain exploit export express face fail fall favor favour fear
    feed feel fight fill find finish fire flee flourish fly follow forbid forget frighten gain get give go
    govern grow guarantee happen harm hate help hesitate hide hire hold hope hurt identify ignore
    illustrate imagine imply impose improve include increase influence inherit insist inspire insult
    intervene introduce invade invent invest isolate join justify keep kill know lack last launch lead
    leak learn leave lecture lie lift like limit listen live lose love lower maintain make manage matter
    mean meet mislead misunderstand mobilise modernise motivate move multiply need neglect negotiate obey
    observe obtain occupy occur offer operate oppose ought outweigh overcome overestimate overlook owe own
    pay perceive perform permit persist possess postpone praise preach predict prefer prepare present
    pretend prevail prevent produce prohibit promise promote propose prosper protect prove provide provoke
    publish punish pursue put quit raise reach react realise realize rearm rebuild recall receive
    recognise recognize recommend reduce refuse regard reinforce reject relieve rely remain remember
    remove repeat replace report represent require rescue resemble resign resist respond rest restore
    restrict result retire retract retreat return reveal ring rise ruin run sacrifice satisfy save say
    scrap see seek seem seize sell send separate serve set shape shout show shrink shrug sign simplify
    sink sit skip slow solidify solve speak spend spoil spread squander stabilise stabilize stagnate stand
    start stay steal stifle stop strengthen strike struggle submit subsidise subsidize succeed suffer
    suggest support suppress survive suspect swallow take talk teach tell tend terrify thank think
    threaten thrive tighten tolerate transform treat trigger trust try turn underestimate undergo
    underline undermine unite unleash unveil upset urge use vanish vary violate vote vow wander want warn
    waste weaken weigh welcome widen win withdraw wonder work worry worsen write""".split()
)
IRREGULAR_PAST = frozenset(
    """became began broke brought built bought came chose fell felt fought found forbade forgot got gave
    went grew held kept knew led left lost made meant met paid put ran rose said saw sold sent set shrank
    sank sat spoke spent spread stood stole struck took taught told thought wrote won hurt withdrew drove
    rang lay""".split()
)
CERTAIN_SUBJECTS = frozenset("i he she it they we who which".split())
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@lru_cache(maxsize=20_000)
def lemma(word: str) -> str:
    """Return the dictionary form of an English word."""
    return simplemma.lemmatize(word.lower().replace("’", "'"), lang="en")


@lru_cache(maxsize=20_000)
def verb_class(word: str) -> str:
    """Return aux, past, s or base for a form of a known verb, and "" for any other word."""
    low = word.lower().replace("’", "'")
    if low in AUXILIARIES:
        return "aux"
    if low in IRREGULAR_PAST:
        return "past"
    if lemma(low) not in VERBS or low.endswith("ing"):
        return ""
    if low.endswith("ed"):
        return "past"
    return "s" if low.endswith("s") and low not in VERBS else ("base" if low in VERBS else "")


def _is_plural(word: str) -> bool:
    low = word.lower()
    return low in {
        "they",
        "we",
        "i",
        "you",
        "people",
        "who",
        "children",
        "men",
        "women",
        "many",
        "some",
        "most",
    } or (low.endswith("s") and not low.endswith(("ss", "us", "is")) and low not in {"his", "its", "this"})


def find_verb(text: str, limit: int = 40) -> tuple[int, int, str] | None:
    """Return start, end and class of the first finite verb that has something to be its subject before it."""
    previous = ""
    for count, match in enumerate(WORD.finditer(text)):
        if count > limit:
            return None
        word, kind = match[0], verb_class(match[0])
        low = previous.lower()
        blocked = low in PREPOSITIONS or (low in DETERMINERS and low not in {"this", "that", "these", "those", "all"})
        if not kind and low in CERTAIN_SUBJECTS and word.endswith("ed"):
            kind = "past"
        if kind and previous and not blocked:
            agrees = kind == "aux" or kind == "past"
            agrees = (
                agrees
                or (kind == "s" and (previous[0].isupper() or not _is_plural(previous)))
                or (kind == "base" and _is_plural(previous))
            )
            if agrees and (word[0].islower() or kind == "aux"):
                return match.start(), match.end(), kind
        # An adverb between subject and verb does not change what the verb must agree with.
        if not (previous and low not in PREPOSITIONS and word.lower() in ADVERBS | {"not"}):
            previous = word
    return None


ADVERBS = frozenset(
    """also now then even once still never ever always often rarely seldom simply clearly merely just only
    already recently repeatedly rightly wrongly falsely mistakenly famously publicly openly apparently
    probably perhaps possibly presumably certainly surely really hardly soon again finally eventually
    generally usually regularly widely firmly strongly quickly slowly further largely mostly long since
    later thus therefore naively correctly constantly reportedly allegedly supposedly quietly angrily
    actually obviously voluntarily first""".split()
)


def subject_of(text: str) -> str:
    """Return the words before the first finite verb, without adverbs."""
    verb = find_verb(text)
    words = text[: verb[0]].split() if verb else []
    while words and words[-1].lower() in ADVERBS:
        words.pop()
    return " ".join(words).strip(" ,")


def has_clause(text: str) -> bool:
    """Whether the text has a subject and a finite verb."""
    return find_verb(text) is not None
