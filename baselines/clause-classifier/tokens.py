"""Paragraphs to sentences of tokens; parenthesised sources are taken out and kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import sentencex

# A parenthesis with a year, a date, a page or an address in it is taken for a source.
SOURCE = re.compile(r"\((?=[^()]{0,300}(?:\b\d{4}\b|\b\d{1,2}\b|\w\.\w{2,}))(?=[^()]{0,300}[A-Z“\"])[^()]{3,300}\)")
ABBREVIATION = r"(?:Mr|Mrs|Ms|Dr|St|Prof|Gen|Sen|Rep|Col|Lt|Gov|vs|Jr|Sr)\.|(?:[A-Za-z]\.){2,}"
TOKEN = re.compile(
    rf"{ABBREVIATION}|[$€£]?\d+(?:[.,:]\d+)*(?:%|\w+)?|\w+(?:[’'‑-]\w+)*|\.{{3}}|[^\w\s]",
)
SURROGATE = re.compile("[\ud800-\udfff]")  # half a character, which sentencex refuses
LONGEST = 150  # tokens of a sentence
ANSWER = re.compile(r"\s*No\.\s+(?=[A-Z])")
CLITIC = re.compile(r"^(\w[\w‑-]*?)(n[’']t|[’'](?:s|re|ve|ll|d|m))$", re.IGNORECASE)
OPENING, CLOSING = frozenset("“«„‘"), frozenset("”»")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark, and where it stands in the article."""

    text: str
    lower: str
    start: int
    end: int
    is_word: bool  # whether it has a letter or a digit


@dataclass(frozen=True, slots=True)
class Source:
    """A parenthesised source: where its parenthesis opens, and the references in it."""

    start: int
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RawSentence:
    """The tokens of a sentence, the sources in it, and its place in its paragraph."""

    tokens: tuple[Token, ...]
    sources: tuple[Source, ...]
    first: bool
    last: bool


def split_paragraph(text: str, start: int, end: int) -> list[RawSentence]:
    """Return the sentences of the paragraph at ``start..end`` that have words."""
    paragraph = SURROGATE.sub(" ", text[start:end])
    sources = [Source(start + m.start(), _references(m[0])) for m in SOURCE.finditer(paragraph)]
    clean = SOURCE.sub(lambda match: " " * len(match[0]), paragraph)
    found: list[tuple[Token, ...]] = []
    offset = 0
    for part in _sentences(clean):
        tokens = _tokens(clean, start, offset, offset + len(part))
        found += [piece for piece in _shortened(tokens) if any(token.is_word for token in piece)]
        offset += len(part)
    bounds = [tokens[-1].end for tokens in found]
    sentences = []
    for index, tokens in enumerate(found):
        least = bounds[index - 1] if index else start
        most = bounds[index] if index < len(found) - 1 else end  # the last one may end with a source
        inner = tuple(source for source in sources if least <= source.start < most)
        sentences.append(RawSentence(tokens, inner, index == 0, index == len(found) - 1))
    return sentences


def _sentences(clean: str) -> list[str]:
    """Split a paragraph; sentencex takes the answer "No." for an abbreviation."""
    found: list[str] = []
    for part in sentencex.segment("en", clean):
        answer = ANSWER.match(part)
        found += [answer[0], part[answer.end() :]] if answer else [part]
    return found


def _shortened(tokens: list[Token]) -> Iterator[tuple[Token, ...]]:
    """Cut a sentence that is longer than any a person writes, so that the time stays linear in its length."""
    start = 0
    while len(tokens) - start > LONGEST:
        marks = [at for at in range(start + LONGEST // 2, start + LONGEST) if not tokens[at].is_word]
        end = marks[-1] + 1 if marks else start + LONGEST
        yield tuple(tokens[start:end])
        start = end
    yield tuple(tokens[start:])


def _references(parenthesis: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in parenthesis[1:-1].split(";") if part.strip())


def _tokens(clean: str, start: int, first: int, last: int) -> list[Token]:
    tokens = []
    for match in TOKEN.finditer(clean, first, last):
        at = match.start()
        clitic = CLITIC.match(match[0])
        for part in (clitic[1], clitic[2]) if clitic and clitic[1] else (match[0],):
            lower = part.lower().replace("’", "'").replace("‑", "-")
            is_word = any(char.isalnum() for char in part)
            tokens.append(Token(part, lower, start + at, start + at + len(part), is_word))
            at += len(part)
    return tokens
