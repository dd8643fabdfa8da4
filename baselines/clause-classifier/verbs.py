"""Verb groups: the auxiliaries, adverbs and the verb that make one predicate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tagging import AUXILIARIES, BE, HAVE, NOUNS, VERBS

FINITE = frozenset("MD VBZ VBP VBD".split())
ADNOMINAL = frozenset("DT PRP$ POS JJ CD JJR JJS".split())
MAX_ADVERBS = 3


@dataclass(frozen=True, slots=True)
class Group:
    """Tokens ``start..end`` (half open), the verb that carries the meaning, and the form of the first verb."""

    start: int
    end: int
    head: int
    form: str  # finite, to, ing, en, bare


def groups_of(lowers: Sequence[str], tags: Sequence[str]) -> list[Group]:
    """Return the verb groups of a sentence in reading order."""
    found: list[Group] = []
    index = 0
    while index < len(tags):
        group = _group_at(lowers, tags, index)
        if group:
            found.append(group)
            index = group.end
        else:
            index += 1
    return found


def _group_at(lowers: Sequence[str], tags: Sequence[str], start: int) -> Group | None:
    first = tags[start]
    if first == "TO":
        verb = _skip_adverbs(tags, start + 1)
        if verb < len(tags) and tags[verb] == "VB":
            return _extend(lowers, tags, start, verb, "to")
        return None
    if first not in VERBS or _is_adnominal(tags, start):
        return None
    form = "finite" if first in FINITE else {"VBG": "ing", "VBN": "en"}.get(first, "bare")
    return _extend(lowers, tags, start, start, form)


def _extend(lowers: Sequence[str], tags: Sequence[str], start: int, head: int, form: str) -> Group:
    """Follow auxiliaries as long as a verb of the form that each of them wants comes next."""
    while True:
        after = _skip_adverbs(tags, head + 1)
        if after >= len(tags) or tags[after] not in VERBS or not _wants(lowers[head], tags[head], tags[after]):
            break
        head = after
    end = head + 1
    return Group(start, end, head, form)


def _wants(word: str, own: str, following: str) -> bool:
    if own == "MD":
        return following in {"VB", "VBP", "VBN", "VBD"}
    if word in HAVE:
        return following in {"VBN", "VBD"}
    if word in BE:
        return following in {"VBG", "VBN", "VBD"}
    return word in AUXILIARIES and following in {"VB", "VBP"}


def _skip_adverbs(tags: Sequence[str], index: int) -> int:
    least = index
    while index < len(tags) and index - least < MAX_ADVERBS and tags[index] == "RB":
        index += 1
    return index


def _is_adnominal(tags: Sequence[str], index: int) -> bool:
    """Whether a participle or a gerund stands before a noun or is one."""
    before = tags[index - 1] if index else ""
    after = tags[index + 1] if index + 1 < len(tags) else ""
    if tags[index] == "VBG":
        return before in ADNOMINAL
    if tags[index] in {"VBN", "VBD"}:
        listed = before == "," and index > 1 and tags[index - 2] in {"JJ", "VBN"}  # "dangerous, overpriced version"
        return (before in ADNOMINAL or listed) and after in NOUNS | {"JJ", "VBG"}
    return False
