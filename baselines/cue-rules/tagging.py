"""Tags the words of a text, and repairs the tags by what a clause needs: one finite verb."""

from __future__ import annotations

from functools import lru_cache

from auxiliaries import settle_auxiliaries
from finite import settle
from stretches import stretches
from tokens import Token, raw_tokens
from wordclasses import FINITE_TAGS, MARKS, NOUN_PART, NOUNS, Line


@lru_cache(maxsize=4096)
def tagged(text: str) -> tuple[Token, ...]:
    """Return the words of a text with repaired tags."""
    tokens = raw_tokens(text)
    line = Line([token.low for token in tokens], [token.tag for token in tokens])
    _possessives(line)
    _phrases(line)
    _that(line)
    settle_auxiliaries(line)
    for first, last in stretches(line):
        settle(line, first, last)
    return tuple(token._replace(tag=tag) for token, tag in zip(tokens, line.tags, strict=True))


def _possessives(line: Line) -> None:
    """Tell the "'s" of a possessor from that of "is"."""
    lows, tags = line.lows, line.tags
    for i, low in enumerate(lows):
        before = tags[i - 1] if i else ""
        after = line.tag(i + 1, "")
        if low == "'s":
            nominal = before == "JJ" and i > 1 and tags[i - 2] == "DT" and after in NOUN_PART - {"DT", "VBN", "VBG"}
            noun = before in NOUNS or nominal or (before == "DT" and lows[i - 1] not in {"that", "this"})
            tags[i] = "POS" if noun and after not in {"DT", "IN", "TO", ","} else "VBZ"
        elif low == "'" and i and lows[i - 1].endswith("s") and after in NOUN_PART:
            tags[i] = "POS"


def _phrases(line: Line) -> None:
    for i, low in enumerate(line.lows):
        if low == "no" and i + 1 < len(line.lows) and line.lows[i + 1] in {"longer", "doubt"}:
            line.tags[i] = line.tags[i + 1] = "RB"
        elif low == "like" and line.tag(i + 1, "") == "TO":
            line.tags[i] = "VBP"


def _that(line: Line) -> None:
    """Tell the pronoun, the relative pronoun and the conjunction "that" apart."""
    tags = line.tags
    for i, low in enumerate(line.lows):
        if low in {"this", "these", "those"}:
            tags[i] = "DT"
        if low != "that":
            continue
        before, after = tags[i - 1] if i else "", line.tag(i + 1, "")
        if after in FINITE_TAGS or (after == "RB" and line.tag(i + 2, "") in FINITE_TAGS):
            tags[i] = "WDT" if before in NOUNS else "DT"
        elif i == 0 or (before in {"CC", "IN", ";"} and after in {"NN", "JJ"}):
            tags[i] = "DT" if after in {"NN", "JJ", "CD", "MD"} else "IN"
        elif before == "VB" and after in {"NN", "CD"} and not _verb_soon(tags, i + 2):
            tags[i] = "DT"
        else:
            tags[i] = "IN"


def _verb_soon(tags: list[str], i: int) -> bool:
    for tag in tags[i : i + 8]:
        if tag in FINITE_TAGS:
            return True
        if tag in MARKS:
            return False
    return False
