"""Parenthesised sources: find them, and blank them out so that no rule reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass

PARENTHESIS = re.compile(r"\(([^()]{3,300})\)")
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
DATE = re.compile(rf"\b{MONTH}\.? \d{{1,2}}\b|\b\d{{1,2}}(?:st|nd|rd|th)? {MONTH}\b|\b(?:19|20)\d\d\b")
DOMAIN = re.compile(r"\b[\w-]+\.(?:com|org|net|gov|edu|int|info|eu|co|[a-z]{2})\b")
OUTLETS = frozenset("Reuters AP AFP BBC CNN DPA Bloomberg Guardian Spiegel Eurostat OECD".split())


@dataclass(frozen=True, slots=True)
class Citation:
    """One parenthesis and the sources in it."""

    start: int
    end: int
    sources: tuple[str, ...]


def _is_source(part: str) -> bool:
    part = part.lstrip("“\"‘'")  # an article's title
    # "(1945-1990)" and "(in May 2019)" are asides: a source begins with the name of an outlet.
    if not part or not part[0].isalpha() or not (part[0].isupper() or DOMAIN.match(part)):
        return False
    named = DATE.sub("", part).strip(" ,.")
    return bool(named) and (
        bool(DATE.search(part)) or bool(DOMAIN.search(part)) or part.removeprefix("The ") in OUTLETS
    )


def find_citations(text: str) -> list[Citation]:
    """Return the parentheses that hold sources, each split at its semicolons."""
    found = []
    for match in PARENTHESIS.finditer(text):
        parts = [part.strip() for part in match[1].split(";")]
        # One recognised source is enough: "(ibid.; Reuters, March 3)" is a list of sources.
        if any(_is_source(part) for part in parts):
            found.append(Citation(match.start(), match.end(), tuple(part for part in parts if part)))
    return found


def blank(text: str, citations: list[Citation]) -> str:
    """Overwrite the citations with spaces, keeping every offset."""
    pieces, last = [], 0
    for citation in citations:
        pieces += [text[last : citation.start], " " * (citation.end - citation.start)]
        last = citation.end
    return "".join([*pieces, text[last:]])


def sources_for(start: int, end: int, citations: list[Citation]) -> list[str]:
    """Return the sources inside a claim, or the first group after it in its sentence, or the last one before it."""
    inside = [citation for citation in citations if start <= citation.start < end]
    after = [citation for citation in citations if citation.start >= end]
    return [source for citation in (inside or after[:1] or citations[-1:]) for source in citation.sources]
