"""Cuts a sentence into stretches, parts that hold at most one clause each."""

from __future__ import annotations

from wordclasses import EITHER, FINITE_TAGS, MARKS, NOMINATIVE, NOUNS, OPENERS, Line


def stretches(line: Line) -> list[tuple[int, int]]:
    """Return the first and last place of each stretch; what opens a clause stands before its stretch."""
    lows, tags = line.lows, line.tags
    cuts = [0]
    for i, (low, tag) in enumerate(zip(lows, tags, strict=True)):
        if tag in MARKS or tag == "CC":
            cuts += [i, i + 1]
        elif (tag == "IN" and low in OPENERS) or tag in {"WP", "WDT", "WRB"}:
            after_comma = low == "as" and i > 0 and tags[i - 1] == ","
            opens = low not in EITHER or _clause_ahead(tags, i + 1) or after_comma
            cuts += [i, i + 1] if opens else []
        elif low in NOMINATIVE and i and tags[i - 1] in NOUNS:
            cuts.append(i)  # "the officers I respected"
    ends = [*cuts[1:], len(tags)]
    return [(a, b) for a, b in zip(cuts, ends, strict=True) if b > a and tags[a] not in MARKS | {"CC"}]


def _clause_ahead(tags: list[str], i: int) -> bool:
    """Whether a finite verb comes before the next mark, with something to be its subject."""
    for k in range(i, min(i + 14, len(tags))):
        if tags[k] in MARKS or tags[k] in {"CC", "WDT", "WP", "WRB"}:
            return False
        if tags[k] in FINITE_TAGS and k > i:
            return True
    return False
