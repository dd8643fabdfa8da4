"""Gold records, as they stand in ``annotations/<article>/``."""

import msgspec

from claimbench.model.article import Article
from claimbench.model.vocabulary import Change, Commitment, Kind, Modality, Polarity, Status, Style


class _Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A strict, immutable record."""


class Fragment(_Record, frozen=True, kw_only=True):
    """A stretch of a mention; ``quote`` equals the text between ``start`` and ``end``."""

    start: int
    end: int
    quote: str


class Mention(_Record, frozen=True, kw_only=True):
    """One place where a claim is expressed, in one or more fragments."""

    fragments: tuple[Fragment, ...]


class Citation(_Record, frozen=True, kw_only=True):
    """A source that the article names in support of a claim, with its place in the text."""

    text: str
    start: int
    end: int


class Wording(_Record, frozen=True, kw_only=True):
    """Another sentence for the same claim, which every reader accepts."""

    id: str
    style: Style
    text: str


class NearMiss(_Record, frozen=True, kw_only=True):
    """A sentence close to the wording ``of`` (an id, or ``text`` for the claim's own) that states something else."""

    id: str
    change: Change
    of: str
    text: str


class TestSentence(_Record, frozen=True, kw_only=True):
    """A sentence by a writer whose sentences never enter the references; it tests the matcher.

    Attributes:
        claim: id of the claim that it was written for.
        change: None for a sentence that states the claim, else how it departs from it.
        text: the sentence.
    """

    __test__ = False  # not a test class of pytest's

    claim: str
    change: Change | None = None
    text: str


class Stance(_Record, frozen=True, kw_only=True, order=True):
    """An attitude: who, towards what, in which direction. Names are ids in gold, free text in predictions."""

    holder: str
    target: str
    polarity: Polarity


class GoldClaim(_Record, frozen=True, kw_only=True):
    """One proposition that the article puts forward; the fields are explained in annotations/README.md."""

    id: str
    text: str
    mentions: tuple[Mention, ...]
    holder: str
    commitment: Commitment
    modality: Modality
    kind: Kind
    checkable: bool
    status: Status
    reported_by: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    part_of: str | None = None
    counter: str | None = None
    stances: tuple[Stance, ...] = ()
    wordings: tuple[Wording, ...]
    near_misses: tuple[NearMiss, ...]

    @property
    def required(self) -> bool:
        """Whether missing this claim counts."""
        return self.status == "required"

    @property
    def stating(self) -> tuple[tuple[str, str], ...]:
        """The sentences that state the claim, each with its id: its own text (``text``), then its wordings."""
        return (("text", self.text), *((w.id, w.text) for w in self.wordings))

    def reference(self, name: str) -> str:
        """The sentence that a near miss names in ``of``."""
        return dict(self.stating)[name]


class Entity(_Record, frozen=True, kw_only=True):
    """A holder. With ``unnamed`` true the reserved answer ``unnamed`` is right as well."""

    id: str
    name: str
    type: str
    aliases: tuple[str, ...] = ()
    unnamed: bool = False


class Target(_Record, frozen=True, kw_only=True):
    """Something that stances are about."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


class GoldInfo(_Record, frozen=True, kw_only=True):
    """What ``annotations/<article>/gold.json`` says of a gold layer.

    Attributes:
        version: raised whenever a claim changes.
        made_by: what made it.
        date: when.
        canary: a line by which the gold can be found in a training corpus; it should be in none.
    """

    version: str
    made_by: str
    date: str
    canary: str = ""


class Gold(_Record, frozen=True, kw_only=True, dict=True):
    """Everything that is annotated on one article."""

    article: Article
    info: GoldInfo
    claims: tuple[GoldClaim, ...]
    entities: tuple[Entity, ...]
    targets: tuple[Target, ...]

    def __repr__(self) -> str:
        return f"Gold({self.article.id!r}, version={self.info.version!r}, claims={len(self.claims)})"

    def block_of(self, claim: GoldClaim) -> int:
        """Index of the paragraph in which the claim is first mentioned."""
        return self.article.block_at(claim.mentions[0].fragments[0].start)
