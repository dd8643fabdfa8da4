"""Gives the verb after an auxiliary the form that it demands: "has (VBN)", "will (VB)", "is (VBG or VBN)"."""

from __future__ import annotations

from wordclasses import BE, DO, FINITE_TAGS, HAVE, MARKS, MODAL, Line
from wordforms import verb_forms

NEVER_VERBS = frozenset("DT IN PRP PRP$ TO CC WP NNP CD RB".split())
AFTER_VERB = frozenset("DT PRP PRP$ NNS CD WP NNP".split())


def settle_auxiliaries(line: Line) -> None:
    """Settle the tags of auxiliaries and of the verbs that belong to them."""
    tags, lows = line.tags, line.lows
    for i in range(len(lows)):
        wanted = _wanted(line, i)
        if not wanted:
            continue
        line.fixed.add(i)
        infinitive = tags[i] == "TO"
        j = _skip(line, i + 1)
        if j < len(tags) and not infinitive and _fits(line, j, wanted) is None and _inverted(line, i):
            j = _after_subject(line, i + 1, wanted)
        form = _fits(line, j, wanted) if j < len(tags) else None
        if form and not (infinitive and not _is_infinitive(line, j)):
            tags[j] = form
            line.fixed.add(j)


def _wanted(line: Line, i: int) -> tuple[str, ...]:
    """Return the forms that an auxiliary asks for, none for another word."""
    low = line.lows[i]
    if (low in MODAL and line.tags[i] == "MD") or low in DO:
        return ("VB",)
    if low in BE or low in {"gets", "got"}:
        return ("VBG", "VBN")
    if low in HAVE:
        return ("VBN",)
    return ("VB",) if line.tags[i] == "TO" else ()


def _is_infinitive(line: Line, j: int) -> bool:
    """Whether the word after "to" is a verb and not a noun ("to market forces")."""
    tag = line.tags[j]
    return tag in {"VB", "VBP"} or (tag in {"NN", "JJ"} and line.tag(j + 1) in AFTER_VERB)


def _skip(line: Line, j: int) -> int:
    """Step over adverbs and an aside in commas."""
    tags = line.tags
    while j < len(tags) and (tags[j] in {"RB", "RBR"} or line.lows[j] in {"all", "both", "each", "ever", "yet"}):
        j += 1
    if line.tag(j) == ",":
        for k in range(j + 1, min(j + 10, len(tags))):
            if tags[k] == ",":
                return _skip(line, k + 1)
            if tags[k] in FINITE_TAGS or tags[k] in MARKS:
                break
    return j


def _inverted(line: Line, i: int) -> bool:
    """Whether the subject may come after the auxiliary."""
    if i == 0:
        return True
    return line.tags[i - 1] in MARKS | {"WP", "WRB", "CC", "WDT"} or line.lows[i - 1] in {"neither", "so", "only"}


def _after_subject(line: Line, j: int, wanted: tuple[str, ...]) -> int:
    tags = line.tags
    for k in range(j, min(j + 8, len(tags))):
        if tags[k] in MARKS or tags[k] in FINITE_TAGS:
            break
        if k > j and _fits(line, k, wanted) and tags[k - 1] not in {"DT", "PRP$", "JJ", "POS", "IN"}:
            return k
    return len(tags)


def _fits(line: Line, j: int, wanted: tuple[str, ...]) -> str | None:
    """Return the form that a word can have among those wanted."""
    low, tag = line.lows[j], line.tags[j]
    if low in {"be", "been", "being", "have", "having"}:
        return tag
    if tag in NEVER_VERBS and not (tag == "IN" and low == "like"):
        return None
    forms = verb_forms(low)
    return next((form for form in wanted if form in forms), None)
