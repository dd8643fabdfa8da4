"""What an extractor returns: claims and stances of one article, one JSON line an article."""

from typing import Annotated, Any, Literal

import msgspec

from claimbench.model.article import Span
from claimbench.model.gold import Stance
from claimbench.model.vocabulary import Commitment, Kind, Modality

_Offset = Annotated[int, msgspec.Meta(ge=0)]
_Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class PredictedSpan(msgspec.Struct, frozen=True, forbid_unknown_fields=True, order=True):
    """Half-open range of code points that an extractor declares."""

    start: _Offset
    end: _Offset


class PredictedClaim(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One predicted claim; only ``text`` is required, and what is absent or null is a miss in its layer."""

    text: str
    id: str | None = None
    spans: tuple[PredictedSpan, ...] | None = None
    quotes: tuple[str, ...] | None = None
    holder: str | None = None
    commitment: Commitment | None = None
    modality: Modality | None = None
    kind: Kind | None = None
    checkable: bool | None = None
    citations: tuple[str, ...] | None = None
    stances: tuple[Stance, ...] | None = None
    confidence: _Share | None = None
    meta: dict[str, Any] | None = None


class Prediction(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An extractor's whole answer for one article."""

    schema: Literal[1]
    article: str
    claims: tuple[PredictedClaim, ...]
    stances: tuple[Stance, ...] | None = None
    meta: dict[str, Any] | None = None


class Located(msgspec.Struct, frozen=True, kw_only=True):
    """A predicted claim with its spans found: declared ones, or those of its quotes.

    Attributes:
        claim: as the extractor returned it.
        spans: sorted and merged; None where the extractor gave neither spans nor quotes.
        quotes: how many quotes were given.
        located: how many of them stand in the article.
    """

    claim: PredictedClaim
    spans: tuple[Span, ...] | None
    quotes: int = 0
    located: int = 0
