"""Finding quotes in the article, for extractors that return no offsets."""

import unicodedata
from collections.abc import Iterator

from claimbench.model.article import Article, Span, merged
from claimbench.model.faults import Fault
from claimbench.model.normalize import FOLD, normalize
from claimbench.model.prediction import Located, PredictedClaim, Prediction

_MOST = 100
"""Places of a quote that are compared; one that has more is no quote but a letter."""


class Quotes:
    """An article's text, folded for look-up with the way back to its offsets kept.

    Quotation marks, dashes, compatibility forms and runs of space are folded, and nothing else: a quote is a quote only
    if its words stand in the text as they are.
    """

    def __init__(self, article: Article) -> None:
        self._text, self._origin = _folded(article.text)
        self._known: dict[str, list[Span]] = {}

    def locate(self, claim: PredictedClaim) -> Located:
        """Give a claim its spans: the declared ones, else where its quotes stand.

        A quote that stands in several places is taken at the occurrence nearest to the claim's other fragments, else at
        the first. Overlapping spans are merged.
        """
        if claim.spans is not None or claim.quotes is None:
            spans = None if claim.spans is None else merged([Span(s.start, s.end) for s in claim.spans])
            return Located(claim=claim, spans=spans)
        choices = [self._occurrences(quote) for quote in claim.quotes]
        fixed = [places[0] for places in choices if len(places) == 1]
        found = []
        for places in choices:
            if places:
                found.append(min(places, key=lambda p: (_distance(p, fixed), p.start)))
        return Located(claim=claim, spans=merged(found), quotes=len(choices), located=len(found))

    def stands(self, quote: str) -> bool:
        """Whether the article has the quote."""
        return bool(self._occurrences(quote))

    def _occurrences(self, quote: str) -> list[Span]:
        """Where a quote stands; of one that stands everywhere the first places."""
        if quote not in self._known:
            self._known[quote] = self._find(_folded(quote)[0].strip())
        return self._known[quote]

    def _find(self, needle: str) -> list[Span]:
        places: list[Span] = []
        at = self._text.find(needle) if needle else -1
        while at >= 0 and len(places) < _MOST:
            last = at + len(needle) - 1
            places.append(Span(self._origin[at], self._origin[last] + 1))
            at = self._text.find(needle, at + 1)
        return places


def doubts(prediction: Prediction, article: Article) -> Iterator[Fault]:
    """What is allowed in a prediction but hardly meant: claims without words, quotes that the article does not have."""
    quotes = Quotes(article)
    for index, claim in enumerate(prediction.claims):
        where = f"{article.id}: claims[{index}]" + (f" ({claim.id})" if claim.id else "")
        if not normalize(claim.text):
            yield Fault(f"{where}.text", "a claim without words", claim.text, "a sentence")
        for q, quote in enumerate(claim.quotes or ()):
            if not quotes.stands(quote):
                yield Fault(f"{where}.quotes[{q}]", "not in the article", quote, "words of the article")


def _distance(span: Span, others: list[Span]) -> int:
    return min((max(o.start - span.end, span.start - o.end, 0) for o in others), default=0)


def _folded(text: str) -> tuple[str, list[int]]:
    """Fold character by character, so that each folded character knows the offset that it came from."""
    out: list[str] = []
    origin: list[int] = []
    for index, char in enumerate(text):
        for piece in unicodedata.normalize("NFKC", char.translate(FOLD)).translate(FOLD):
            if unicodedata.category(piece) == "Cf":
                continue
            if piece.isspace():
                if out and out[-1] == " ":
                    continue
                piece = " "
            out.append(piece)
            origin.append(index)
    return "".join(out), origin
