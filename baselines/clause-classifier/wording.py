"""The text of a candidate: a sentence that stands alone as far as its words allow."""

from __future__ import annotations

import re

from candidates import Candidate
from context import Place
from parsing import Sentence
from pronouns import POSSESSIVES

QUOTE_PAIRS = (("“", "”"), ("«", "»"))
TRAILING = re.compile(r"[\s,;:—–(-]+$")
LEADING = re.compile(r"^[\s,;:—–.)!?’”»-]+")


def spans_of(candidate: Candidate) -> list[tuple[int, int]]:
    """Return the places of a candidate's words in the article, without the sources in between."""
    sentence = candidate.sentence
    spans: list[tuple[int, int]] = []
    for start, end in sorted(candidate.pieces):
        begin = start
        for index in range(start + 1, end + 1):
            if index == end or _source_between(sentence, index):
                spans.append((sentence.tokens[begin].start, sentence.tokens[index - 1].end))
                begin = index
    return spans


def text_of(article: str, place: Place, candidate: Candidate) -> str:
    """Return the claim's text."""
    sentence = candidate.sentence
    shown = _shown(place, candidate)
    parts = [_slice(article, sentence, start, end, shown) for start, end in candidate.pieces]
    if candidate.prefix:
        parts = _joined_subject(candidate, parts)
    words = " ".join(part for part in parts if part)
    words = _whole_quotes(words)
    words = TRAILING.sub("", LEADING.sub("", re.sub(r"\s+", " ", words)))
    if not words:
        return ""
    last = candidate.atoms[candidate.last]
    asks = "?" in last.after and candidate.atoms[candidate.first].start == candidate.atoms[0].start
    words = words[0].upper() + words[1:]
    return words if words[-1] in ".!?…" else words + ("?" if asks else ".")


def _shown(place: Place, candidate: Candidate) -> dict[int, str]:
    """Return the words to put for pronouns; one that stands for what the candidate itself names is left alone."""
    shown: dict[int, str] = {}
    named: set[str] = set()
    for index in (index for start, end in candidate.pieces for index in range(start, end)):
        reference = place.references.get(index)
        if reference is None:
            continue
        inside = reference.sentence == place.number and any(s <= reference.start < e for s, e in candidate.pieces)
        if inside or reference.text in named:
            continue
        named.add(reference.text)
        possessive = candidate.sentence.tags[index] == "PRP$" or candidate.sentence.lowers[index] in POSSESSIVES
        ending = "" if not possessive else "’" if reference.text.endswith("s") else "’s"
        shown[index] = reference.text + ending
    return shown


def _slice(article: str, sentence: Sentence, start: int, end: int, shown: dict[int, str]) -> str:
    pieces = []
    for index in range(start, end):
        token = sentence.tokens[index]
        gap = ""
        if index > start:
            between = article[sentence.tokens[index - 1].end : token.start]
            gap = between if not between.strip() else " "
        pieces.append(gap + shown.get(index, token.text))
    return "".join(pieces)


def _source_between(sentence: Sentence, index: int) -> bool:
    least, most = sentence.tokens[index - 1].end, sentence.tokens[index].start
    return any(least <= source.start < most for source in sentence.sources)


def _joined_subject(candidate: Candidate, parts: list[str]) -> list[str]:
    """Put what joins a borrowed subject to its predicate between them."""
    sentence, prefix = candidate.sentence, candidate.prefix
    atom = candidate.atoms[candidate.first]
    assert prefix
    count = len(prefix.pieces)
    subject = [part.removesuffix(",") for part in parts[:count]]
    rest = parts[count:]
    plural = sentence.tags[prefix.pieces[0][1] - 1] in {"NNS", "NNPS"}
    if "whose" in atom.openers:
        subject[-1] += "’" if subject[-1].endswith("s") else "’s"
    elif prefix.how in {"controller", "antecedent"} and atom.kind == "participle":
        group = atom.any_group
        rest[0] = _finite(rest[0], group.form, plural) if group and group.start == atom.start else rest[0]
    return [*subject, *rest]


def _finite(words: str, form: str, plural: bool) -> str:
    """Give a participle the auxiliary that its subject asks for."""
    word, _, tail = words.partition(" ")
    if word.lower() == "having":
        return ("have " if plural else "has ") + tail
    if form == "ing":
        return ("are " if plural else "is ") + words
    return ("were " if plural else "was ") + words


def _whole_quotes(words: str) -> str:
    """Take away quotation marks that have lost their other half."""
    for opening, closing in QUOTE_PAIRS:
        if words.count(opening) != words.count(closing):
            words = words.replace(opening, "").replace(closing, "")
    if words.count('"') % 2:
        words = words.replace('"', "")
    return words


def sources_of(candidate: Candidate) -> list[str]:
    """Return the parenthesised sources that stand behind a candidate in its sentence: they vouch for all before."""
    start = candidate.sentence.tokens[candidate.core[0][0]].start
    return [
        reference for source in candidate.sentence.sources if source.start >= start for reference in source.references
    ]
