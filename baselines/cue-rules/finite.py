"""Chooses the finite verb of a stretch, and takes the verb tags of the other words away."""

from __future__ import annotations

from candidates import finite_form, last_verb, score
from wordclasses import (
    BARE_INFINITIVE,
    CONJUNCTIONS,
    FINITE_TAGS,
    MARKS,
    NOMINAL,
    NOMINATIVE,
    NOUN_PART,
    NOUNS,
    SPEECH,
    Line,
)
from wordforms import base_form, verb_forms

RELATIVES = frozenset("WP WDT".split())
ENOUGH = 2  # the score from which on a word is taken for a finite verb


def settle(line: Line, first: int, last: int) -> None:
    """Settle the tags of one stretch."""
    tags = line.tags
    for i in range(max(first, 1), last):
        if tags[i] == "VB" and i not in line.fixed and tags[i - 1] in {"DT", "PRP$", "POS", "JJ"}:
            tags[i] = "NN"
    sure = [i for i in range(first, last) if _is_sure(line, i, first)]
    if sure:
        for i in sure:
            if i not in line.fixed:
                tags[i] = finite_form(line, i, first)
        _demote(line, first, sure[0])
        _after_sure(line, first, sure[-1] + 1, last)
        return
    alone = first == 0 and not any(tags[i] in FINITE_TAGS for i in line.fixed)
    scores = [(score(line, i, first, last, alone=alone), -i) for i in range(first, last) if i not in line.fixed]
    best, place = max(scores, default=(0, 0))
    if best < ENOUGH and _bare_series(line, first, last):
        return
    # After a conjunction or a relative there must be a verb, even a doubtful one.
    needs = first > 0 and (tags[first - 1] in RELATIVES | {"WRB"} or line.lows[first - 1] in CONJUNCTIONS)
    found = best >= ENOUGH - needs
    if found:
        tags[-place] = finite_form(line, -place, first)
        line.fixed.add(-place)
        _after_sure(line, first, 1 - place, last)
        line.fixed.discard(-place)
        line.fixed.update(i for i in range(1 - place, last) if tags[i] in FINITE_TAGS)
    for i in range(first, last):
        if i not in line.fixed and not (found and i == -place) and tags[i] in FINITE_TAGS:
            tags[i] = NOMINAL.get(tags[i], tags[i])


def _bare_series(line: Line, first: int, last: int) -> bool:
    """Mark the base form that goes on after a modal: "should drop the levy, keep the seats and go"."""
    lows, tags = line.lows, line.tags
    i = first
    while i < last - 1 and (tags[i] == "RB" or lows[i] in {"then", "therefore"}):
        i += 1
    if not first or tags[first - 1] not in {",", "CC"} or "VB" not in verb_forms(lows[i]) or tags[i] in {"IN", "DT"}:
        return False
    after = line.tag(i + 1)
    if after not in {"DT", "PRP", "PRP$", "NNP", "CD"} and not (tags[i] in {"VB", "VBP"} and after not in MARKS):
        return False
    if last_verb(line, first) != "MD":
        return False
    tags[i] = "VB"
    line.fixed.add(i)
    return True


def _is_sure(line: Line, i: int, first: int) -> bool:
    """Whether a word can be nothing but a finite verb."""
    lows, tags = line.lows, line.tags
    if tags[i] in FINITE_TAGS and i in line.fixed:
        return True
    if i == 0 or i in line.fixed or tags[i] in {"RB", "IN", "DT"}:
        return False
    forms = verb_forms(lows[i])
    if forms == {"VBD"} and i > first:
        return True
    before = i - 1 if tags[i - 1] != "RB" else i - 2
    if lows[before] in NOMINATIVE and forms & {"VB", "VBD", "VBZ"}:
        return True
    return lows[before] == "it" and before in {first, first + 1} and bool(forms & {"VBD", "VBZ"})


def _demote(line: Line, first: int, sure: int) -> None:
    """Before a sure finite verb, other words that look like one are nouns or participles."""
    lows, tags, fixed = line.lows, line.tags, line.fixed
    opened = first > 0 and (tags[first - 1] in RELATIVES or lows[first - 1] == "that" or _joined(line, first))
    if opened and sure - first > 2 and _unserved(tags, first - 1):
        # "the fear that languages confuse heads was": the sure verb belongs to the clause outside.
        scores = [(score(line, i, first, sure), -i) for i in range(first, sure - 1) if i not in fixed]
        best, place = max(scores, default=(0, 0))
        if best >= ENOUGH:
            tags[-place] = finite_form(line, -place, first)
            fixed.add(-place)
    for i in range(first, sure):
        if i in fixed or tags[i] not in FINITE_TAGS | {"VBN", "VB"}:
            continue
        before = tags[i - 1] if i else "."
        subject = before in NOUNS | {"PRP", "RB", "WP", "DT", "WDT", "EX"} if i > first else before == ","
        speaks = base_form(lows[i]) in SPEECH and subject and verb_forms(lows[i]) & {"VB", "VBD", "VBZ"}
        # "covers every bond the bank has issued": a second subject begins right after a noun.
        second = i > first and tags[i] != "VBN" and any(
            tags[k] in NOUNS and tags[k + 1] in {"DT", "PRP$", "PRP"} for k in range(i + 2, sure - 1)
        )  # fmt: skip
        if speaks or (second and score(line, i, first, sure) >= ENOUGH):
            tags[i] = finite_form(line, i, first)
        else:
            tags[i] = NOMINAL.get(tags[i], tags[i])


def _joined(line: Line, first: int) -> bool:
    """Whether a stretch after "and" goes on with the subject of a relative clause: "that A and B signed"."""
    tags = line.tags
    if tags[first - 1] != "CC":
        return False
    for k in range(first - 2, max(first - 8, 0), -1):
        if line.lows[k] == "that" and tags[k - 1] in NOUNS:
            return True
        if tags[k] not in NOUN_PART:
            return False
    return False


def _after_sure(line: Line, first: int, start: int, last: int) -> None:
    """After the verb of a subordinate clause, the verb of the main clause may follow."""
    lows, tags = line.lows, line.tags
    opened = first > 0 and (tags[first - 1] in RELATIVES or lows[first - 1] == "that")
    waiting = opened and _unserved(tags, first - 1)
    if waiting and any(base_form(lows[i]) in BARE_INFINITIVE for i in range(first, last)):
        waiting = False
    for i in range(start, last):
        singular = waiting and tags[first - 2] == "NN"
        late = singular and tags[i] == "NNS" and line.tag(i + 1) == "IN" and "VBZ" in verb_forms(lows[i])
        looks = late or tags[i] in FINITE_TAGS | {"VB"}
        if i in line.fixed or not looks or tags[i - 1] in {"TO", "MD", "IN"}:
            continue
        ends = i + 1 >= len(tags) or tags[i + 1] in {",", "."}
        if waiting and not ends and tags[i - 1] not in {"DT", "JJ", "PRP$", "POS"}:
            tags[i] = {"VB": "VBP", "NNS": "VBZ"}.get(tags[i], tags[i])
            waiting = False
        elif tags[i] == "VBZ":
            tags[i] = "NNS"
        elif tags[i] == "VBD" and verb_forms(lows[i]) >= {"VBD", "VBN"}:
            tags[i] = "VBN"


def _unserved(tags: list[str], end: int) -> bool:
    """Whether the words before a subordinate clause have a subject but no finite verb yet."""
    subject = False
    for k in range(end - 1, -1, -1):
        if tags[k] in FINITE_TAGS:
            return False
        if tags[k] in {";", ":", ".", "—"}:
            break
        subject = subject or tags[k] in NOUNS or tags[k] == "PRP" or (tags[k] == "DT" and k == end - 1)
    return subject
