"""What an extractor returns: claims and stances of one article, one JSON line an article."""

from typing import Annotated, Any, Literal

import msgspec

from claimbench.model.article import Span
from claimbench.model.gold import Stance
from claimbench.model.vocabulary import Commitment, Kind, Modality

_Offset = Annotated[int, msgspec.Meta(ge=0)]
_Text = Annotated[str, msgspec.Meta(max_length=100_000, description="at most 100,000 characters")]
_Name = Annotated[str, msgspec.Meta(max_length=1000, description="at most 1,000 characters")]
_FEW = msgspec.Meta(max_length=100, description="at most 100")
_CLAIMS = msgspec.Meta(max_length=100_000, description="at most 100,000 claims")
_STANCES = msgspec.Meta(max_length=5000, description="at most 5,000 stances")
_Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class PredictedSpan(msgspec.Struct, frozen=True, forbid_unknown_fields=True, order=True):
    """Half-open range of code points that an extractor declares."""

    start: _Offset
    end: _Offset


class PredictedClaim(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One predicted claim; only ``text`` is required, and what is absent or null is a miss in its layer."""

    text: _Text
    id: _Name | None = None
    spans: Annotated[tuple[PredictedSpan, ...], _FEW] | None = None
    quotes: Annotated[tuple[_Text, ...], _FEW] | None = None
    holder: _Name | None = None
    commitment: Commitment | None = None
    modality: Modality | None = None
    kind: Kind | None = None
    checkable: bool | None = None
    citations: Annotated[tuple[_Name, ...], _FEW] | None = None
    stances: Annotated[tuple[Stance, ...], _FEW] | None = None
    confidence: _Share | None = None
    meta: dict[str, Any] | None = None


class Prediction(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An extractor's whole answer for one article; its bounds are wide for people and narrow for a flood."""

    schema: Literal[1]
    article: str
    claims: Annotated[tuple[PredictedClaim, ...], _CLAIMS]
    stances: Annotated[tuple[Stance, ...], _STANCES] | None = None
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
