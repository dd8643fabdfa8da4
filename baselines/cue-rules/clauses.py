"""Splits a sentence where each part can be true or false alone, and nowhere else."""

from __future__ import annotations

import re

from attribution import NOUN_IS
from frames import masked
from lexicon import PREPOSITIONS, PRONOUNS, SUBORDINATORS, has_clause, verb_class
from reporting import SAYING
from segments import MASK, Segment

CONTRAST = re.compile(
    r"; |: |, (?:but|while|whereas|although|though|even though|yet) |, (?=nor )| — | – |(?<=\w) (?:whereas|"
    r"although) "
)
CONCESSION = re.compile(r"^(?:Although|Though|While|Whereas|Even though) ")
AND_CLAUSE = re.compile(r"(?:(?P<comma>,) (?:and|but|so)| (?:and|but)) (?=\S)")
LEADING = re.compile(
    r"^(?:and|but|so|yet|or|however|nevertheless|moreover|furthermore|therefore|thus|hence|instead|indeed|"
    r"besides|still|of course|in fact|in reality|in truth|in short|in other words|on the other hand|on "
    r"the contrary|for example|for instance|by contrast|in contrast|after all|as usual|then again|first|"
    r"second|third|finally|also|meanwhile|"
    r"again|yes|no|to be sure|admittedly|what is more|at the same time|nonetheless|on the one hand),? (?=\S)",
    re.IGNORECASE,
)
NEEDS_COMMA = frozenset("so yet still first second third finally also again no yes instead in".split())
NOT_DEPENDENT = (
    "Since then",
    "As a result",
    "Until now",
    "To be sure",
    "After all",
    "Before long",
    "As usual",
)
BOUND = re.compile(r"\b(?:because|if|unless|so that|in order|whether|both|between|either|not only)\b")
APPOSITION = re.compile(r"^([^,]{2,30}), [^,]{2,50},(?= )")
REACH = 60  # characters in which the second clause must show its subject and verb


def strip_leading(segment: Segment) -> Segment:
    """Drop connecting words from the beginning."""
    while match := LEADING.match(segment.text):
        word = match[0].strip().lower()
        if not word.endswith(",") and (word.split()[0] in NEEDS_COMMA or not has_clause(segment.text[match.end() :])):
            break
        segment = segment.cut(match.end())
    return segment


def split_contrast(segment: Segment) -> list[Segment]:
    """Split at contrasts; done before attributions are read, for they rarely reach across one."""
    text = masked(segment)
    if CONCESSION.match(text):
        comma = text.find(", ")
        if comma > 0 and has_clause(text[:comma]) and has_clause(text[comma + 2 :]):
            return [
                segment.cut(text.find(" ", 5 if text.startswith("Even") else 0), comma),
                segment.cut(comma),
            ]
        return [segment]
    cuts = [
        m
        for m in CONTRAST.finditer(text)
        if _clause_like(text[m.end() :])
        and has_clause(text[: m.start()])
        and not (m[0] == ": " and _announces(text, m))
    ]
    if len(cuts) == 2 and cuts[0][0] == cuts[1][0] in {" — ", " – "}:
        return [segment]
    return pieces(segment, [match.span() for match in cuts])


def pieces(segment: Segment, cuts: list[tuple[int, int]]) -> list[Segment]:
    """Return what is left between the cuts."""
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(segment.text)]
    return [piece for piece in (segment.cut(a, b) for a, b in zip(starts, ends, strict=True)) if piece.text]


def _clause_like(text: str) -> bool:
    head = text[:120]
    return has_clause(head) or (head.split(" ", 1)[0].lower() in PRONOUNS and has_clause(text))


def _begins_clause(text: str) -> bool:
    """Whether a subject and its verb come at once."""
    text = APPOSITION.sub(r"\1", text[: 2 * REACH])
    head = re.split(r"[,;:]", text[:REACH])[0]
    words = head.split()
    if not words or words[0].lower() in PREPOSITIONS | SUBORDINATORS - {"that"} or verb_class(words[0]):
        return False
    return has_clause(head)


def dependent(text: str) -> bool:
    """Whether the sentence begins with a clause that depends on the next one."""
    if text.startswith(NOT_DEPENDENT):
        return False
    return text.split(" ", 1)[0].lower() in SUBORDINATORS and has_clause(text.split(", ", 1)[0])


def split_and_clause(segment: Segment) -> list[Segment]:
    """Split at "and" between clauses with a subject each."""
    text = masked(segment)
    if dependent(text):
        return [segment]
    cuts: list[tuple[int, int]] = []
    for match in AND_CLAUSE.finditer(text):
        left = text[cuts[-1][1] if cuts else 0 : match.start()]
        # Without a comma the second clause may still belong to a "because" or "if" of the first.
        if not has_clause(left) or (not match["comma"] and BOUND.search(left)):
            continue
        if not match["comma"] and " that " in left:
            continue
        if _begins_clause(text[match.end() :]):
            cuts.append(match.span())
    if not cuts:
        return [segment]
    # "A is, B is and C is": with a last "and" between clauses, the commas before it join clauses too.
    commas = [m.span() for m in re.finditer(r", ", text[: cuts[0][0]])]
    commas = [c for c in commas if has_clause(text[: c[0]]) and _begins_clause(text[c[1] :])]
    return pieces(segment, sorted(commas + cuts))


def _announces(text: str, colon: re.Match[str]) -> bool:
    """Whether what follows the colon is what somebody says."""
    left = text[: colon.start()]
    quoted = MASK in text[colon.end() :] and not text[colon.end() :].strip(MASK + ". ")
    return bool(NOUN_IS.match(text) or quoted or re.search(rf"\b{SAYING.pattern}$", left))
