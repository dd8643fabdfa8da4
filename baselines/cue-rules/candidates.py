"""Scores how well a word would do as the finite verb of its stretch."""

from __future__ import annotations

from wordclasses import (
    AUXILIARY,
    COUNTED,
    FINITE_TAGS,
    MARKS,
    MODAL,
    NO_SUBJECT,
    NOUNS,
    NP_START,
    PLURAL_WORDS,
    PRONOMINAL,
    SPEECH,
    Line,
)
from wordforms import base_form, verb_forms

NEVER = frozenset("IN DT NNP CC TO PRP RB WP CD".split())
OBJECTS = frozenset("DT PRP PRP$ CD WP".split())


def score(line: Line, i: int, first: int, last: int, *, alone: bool = False) -> int:
    """Return the score of a word; alone says that the whole sentence has no other finite verb."""
    lows, tags = line.lows, line.tags
    forms = verb_forms(lows[i])
    if not forms & {"VB", "VBZ", "VBD"} or tags[i] in NEVER:
        return 0
    before = i - 1
    while before >= first and tags[before] in {"RB", "''", "RBR"}:
        before -= 1
    after, last = _after(line, i, last)
    past = tags[i] == "VBN" or (lows[i].endswith("ed") and "VBD" in forms)
    looks = 2 if tags[i] in {"VBZ", "VBP", "VBD", "VB"} else 1 if past else 0
    has_object = after in OBJECTS or (after in NP_START and tags[i] != "NN")
    looks += has_object or (after in {"IN", "TO", "RB", "WRB"} and looks > 0)
    if tags[i] in {"NN", "NNS"}:
        looks += _noun_like_verb(line, i, first, last, after, alone)
    if before < first:
        return _score_first(line, i, first, looks, has_object)
    near = lows[before]
    noun_like = tags[before] == "JJ" and before > first and tags[before - 1] == "DT" and "VBZ" in forms
    adverb_between = before < i - 1
    blocked = tags[before] in NO_SUBJECT and near not in PRONOMINAL and not noun_like
    if blocked and not (adverb_between and tags[before] == "JJ"):
        return 1 if looks > 2 and tags[before] in {"JJ", "CD"} else 0
    subject = subject_number(line, first, i) or ("singular" if noun_like else None)
    if subject is None:
        return 0
    plural = subject == "plural"
    agrees = "VBD" in forms or ("VBZ" in forms and not plural) or ("VB" in forms and plural)
    return looks + 1 + (adverb_between or near in PRONOMINAL) if agrees else 0


def _after(line: Line, i: int, last: int) -> tuple[str, int]:
    """Return the tag after a word, looking past ", according to X,", and the end of its stretch."""
    tags = line.tags
    after = line.tag(i + 1)
    if after == "," and i + 2 < len(tags) and line.lows[i + 2] == "according":
        close = next((k for k in range(i + 3, min(i + 12, len(tags) - 1)) if tags[k] == ","), None)
        return (tags[close + 1] if close else after), len(tags)
    return after, last


def _noun_like_verb(line: Line, i: int, first: int, last: int, after: str, alone: bool) -> int:
    """Return what speaks for a word that is a noun to the tagger, in a stretch without another verb."""
    lows, tags = line.lows, line.tags
    that = after == "IN" and lows[i + 1] == "that"
    speaks = (after in {"PRP", "EX"} or that) and base_form(lows[i]) in SPEECH
    if speaks or (that and "VBD" in verb_forms(lows[i])):
        return 2 + (tags[i] == "NN" and after == "TO")
    opened = first > 0 and tags[first - 1] == "IN"
    ends = alone or opened or last == len(tags) or tags[last] in {".", ";", "CC"} or lows[last] == "that"
    follows = after in {"IN", "TO", "VBG", "RB", "PRP"} and lows[i + 1] != "of"
    return int(after == "TO") if tags[i] == "NN" else int(ends and follows)


def _score_first(line: Line, i: int, first: int, looks: int, has_object: bool) -> int:
    """Score a word with no subject before it in its stretch."""
    lows, tags = line.lows, line.tags
    forms = verb_forms(lows[i])
    opener = tags[first - 1] if first else ""
    if opener in {"WP", "WDT"} or (first > 1 and lows[first - 1] == "that" and tags[first - 2] in NOUNS):
        return looks + 2
    if opener not in {",", "CC"} or first <= 1:
        # An imperative: a base form with its object at the beginning.
        return looks + (tags[i] == "NN") if "VB" in forms and has_object and tags[i] not in {"JJ", "NNS"} else 0
    speaks = _reporting(line, i, first) and (opener == "," or lows[i + 1] == "that")
    if speaks or (opener == "," and _interrupted(line, first - 1)):
        return looks + 2
    last = last_verb(line, first, settled=True)
    if not last:
        # "The architect, B. C., believed": the second comma closes an apposition.
        return looks + 1 if opener == "," and tags[:first].count(",") == 2 else 0
    if "VBD" in forms:
        return looks if last == "VBD" and (looks > 1 or has_object) else 0
    if "VBZ" in forms:
        follows = has_object or looks > 2 or (opener == "CC" and line.tag(i + 1) in {"IN", "TO", "RB"})
        return max(looks, 2) if follows and (last == "VBZ" or "VBZ" in tags[:first]) else 0
    return looks + 1 if tags[i] == "VB" and last in {"VBP", "VBD", "VBZ"} and "NNS" in tags[:first] else 0


def _reporting(line: Line, i: int, first: int) -> bool:
    """Whether the word is a verb of saying with its subject behind it, or behind an apposition."""
    lows, tags = line.lows, line.tags
    if base_form(lows[i]) not in SPEECH or i + 1 >= len(tags):
        return False
    if not verb_forms(lows[i]) & {"VBZ", "VBD"}:
        plural = "NNS" in tags[:first] or "NNPS" in tags[:first]
        return "VB" in verb_forms(lows[i]) and lows[i + 1] == "that" and plural
    if i == first and tags[i + 1] in {"NNP", "DT", "PRP$"}:
        return True
    return tags[i + 1] == "PRP" or lows[i + 1] == "that"


def _interrupted(line: Line, comma: int) -> bool:
    """Whether a comma ends an insertion between a subject and its verb."""
    tags = line.tags
    for c in range(comma - 1, max(comma - 30, 0), -1):
        if tags[c] in {";", ":", "."}:
            return False
        if tags[c] != "," or tags[c + 1] in NOUNS | {"CC", "PRP"} | FINITE_TAGS:
            continue
        start = c
        while start and tags[start - 1] not in MARKS | {"CC", "WP", "WDT"} and line.lows[start - 1] != "that":
            start -= 1
        inner = tags[start:c]
        if inner and inner[0] == "IN":
            # After a preposition, only a second noun phrase can be a subject.
            second = next((k for k in range(2, len(inner)) if inner[k] in {"DT", "PRP$"} and inner[k - 1] in NOUNS), 0)
            inner = inner[second:] if second else []
        if NOUNS.intersection(inner) and not FINITE_TAGS.intersection(inner) and inner[0] not in {"VBG", "TO"}:
            return True
    return False


def last_verb(line: Line, end: int, *, settled: bool = False) -> str:
    """Return the tag of the last verb before a place, MD for an infinitive, "" if there is none."""
    tags = line.tags
    helping = AUXILIARY - MODAL
    for k in range(end - 1, max(end - 40, -1), -1):
        known = settled or k in line.fixed
        helps = line.lows[k] in helping and k + 1 < end and (settled or k + 1 in line.fixed)
        if tags[k] in {"VBZ", "VBP", "VBD"} and not helps:
            return tags[k]
        if tags[k] in {"VB", "VBN", "VBG"} and known and tags[k - 1] != "TO":
            return {"VB": "MD"}.get(tags[k], tags[k])
    return ""


def subject_number(line: Line, first: int, verb: int) -> str | None:
    """Return the number of the first noun phrase before the verb that no preposition governs."""
    number, governed = None, False
    for i in range(first, verb):
        tag, low = line.tags[i], line.lows[i]
        if tag in {"IN", "TO"}:
            if number:
                break
            governed = True
        elif tag in NOUNS or tag in {"PRP", "CD"} or low in PRONOMINAL or (tag == "VBG" and i == first):
            several = tag == "CD" and low not in {"one", "1"}
            plural = tag in {"NNS", "NNPS"} or low in PLURAL_WORDS or low in COUNTED or several
            number = "plural" if plural else "singular"
        elif tag in {"DT", "PRP$"} and governed:
            governed = False
        elif tag in {"VBN", "VBG", "VB"} and number:
            break
    return number


def finite_form(line: Line, i: int, first: int) -> str:
    """Return the finite tag that a word gets."""
    forms = verb_forms(line.lows[i])
    opener = line.tags[first - 1] if first else ""
    subject = subject_number(line, first, i) or opener in {"WP", "WDT", ","}
    if "VBD" in forms and (subject or "VB" not in forms):
        return "VBD"
    if "VBZ" in forms:
        return "VBZ"
    return "VBP" if subject or opener == "CC" else "VB"
