"""An article: its text, its body paragraphs and their sentences, all in code-point offsets."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import msgspec

from claimbench.model.vocabulary import SCHEMA


class Span(msgspec.Struct, frozen=True, forbid_unknown_fields=True, order=True):
    """Half-open range of Unicode code points in an article's text."""

    start: int
    end: int

    def cut(self, text: str) -> str:
        """Return the characters of ``text`` in this range."""
        return text[self.start : self.end]


class ArticleInfo(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What ``seeds/<article>.json`` says of an article.

    Attributes:
        title: the headline, as the text has it.
        publication: where it appeared.
        body: the part that is annotated; everything outside is apparatus.
        sha256: hash of the text file, byte for byte.
        rights: who owns the text and on what terms it is here.
        language: ISO 639-1 code, for the sentence splitter.
    """

    title: str
    publication: str
    body: Span
    sha256: str
    rights: str
    language: str = "en"


class Article(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One text, identified by its file stem."""

    id: str
    text: str
    info: ArticleInfo

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The non-empty lines of the body; they are the blocks of every statistic."""
        spans, start = [], self.info.body.start
        for line in self.info.body.cut(self.text).split("\n"):
            bare = line.strip()
            if bare:
                at = start + line.index(bare)
                spans.append(Span(at, at + len(bare)))
            start += len(line) + 1
        return tuple(spans)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the body, paragraph by paragraph, without surrounding space."""
        import sentencex

        spans = []
        for paragraph in self.paragraphs:
            passage, at = paragraph.cut(self.text), paragraph.start
            for sentence in sentencex.segment(self.info.language, passage):
                begin = self.text.index(sentence.strip(), at)
                at = begin + len(sentence.strip())
                if at > begin:
                    spans.append(Span(begin, at))
        return tuple(spans)

    def block_at(self, offset: int) -> int:
        """Index of the paragraph at ``offset``; outside the body, of the nearest one."""
        last = 0
        for index, paragraph in enumerate(self.paragraphs):
            if paragraph.start <= offset:
                last = index
        return last

    def as_task(self) -> dict[str, Any]:
        """What an extractor is given: JSON types only, and nothing of the gold."""
        return {
            "schema": SCHEMA,
            "article": self.id,
            "title": self.info.title,
            "text": self.text,
            "body": {"start": self.info.body.start, "end": self.info.body.end},
            "paragraphs": [{"start": p.start, "end": p.end} for p in self.paragraphs],
        }


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sorted spans without overlap that cover the same characters; spans that touch become one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
