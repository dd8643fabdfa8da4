"""Annotation passes: one annotator's own layer each, kept as it was made, and read strictly."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from claimbench.corpus.links import broken_links
from claimbench.model.article import Article, Span
from claimbench.model.decoding import read_records
from claimbench.model.faults import Fault, InputError
from claimbench.model.gold import Fragment, Gold, GoldClaim, Mention, Stance
from claimbench.model.prediction import PredictedClaim, PredictedSpan, Prediction
from claimbench.model.vocabulary import Commitment, Kind, Modality, Polarity, Status

FOLDER = "passes"


class PassClaim(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One claim as an annotator wrote it down; the fields are those of section 10 of the guidelines."""

    id: str
    paragraph: int
    text: str
    quotes: tuple[str, ...]
    more_quotes: tuple[tuple[str, ...], ...] = ()
    holder: str
    reported_by: tuple[str, ...] = ()
    commitment: Commitment
    modality: Modality
    kind: Kind
    checkable: bool
    status: Status
    part_of: str | None = None
    counter: str | None = None
    citations: tuple[str, ...] = ()
    stances: tuple[tuple[str, str, Polarity], ...] = ()


class Pass(msgspec.Struct, frozen=True, kw_only=True):
    """One annotator's layer of one article."""

    name: str
    claims: tuple[PassClaim, ...]


def load_passes(root: Path, gold: Gold) -> tuple[Pass, ...]:
    """Read the passes over an article, by name; none where the article has none.

    Raises:
        InputError: with every fault: what is no record, a quote that is not in its paragraph, a link to no claim or
            in a circle, a repeated id, a paragraph without a claim.
    """
    folder = root / "annotations" / gold.article.id / FOLDER
    faults: list[Fault] = []
    passes = [_load(path, gold.article, faults) for path in sorted(folder.glob("*.jsonl"))]
    if faults:
        raise InputError(faults)
    return tuple(passes)


def as_prediction(article: Article, layer: Pass) -> Prediction:
    """A pass in the form in which a submission answers."""
    claims = [
        PredictedClaim(
            id=claim.id,
            text=claim.text,
            spans=tuple(PredictedSpan(f.start, f.end) for f in fragments(article, claim)),
            holder=claim.holder,
            commitment=claim.commitment,
            modality=claim.modality,
            kind=claim.kind,
            checkable=claim.checkable,
            citations=claim.citations,
            stances=tuple(Stance(holder=h, target=t, polarity=p) for h, t, p in claim.stances),
        )
        for claim in layer.claims
    ]
    return Prediction(schema=1, article=article.id, claims=tuple(claims))


def as_gold(gold: Gold, layer: Pass) -> Gold:
    """A pass in the place of the gold: its claims are known by their own text only."""
    claims = [
        GoldClaim(
            id=claim.id,
            text=claim.text,
            mentions=(Mention(fragments=fragments(gold.article, claim)),),
            holder=claim.holder,
            commitment=claim.commitment,
            modality=claim.modality,
            kind=claim.kind,
            checkable=claim.checkable,
            status=claim.status,
            part_of=claim.part_of,
            wordings=(),
            near_misses=(),
        )
        for claim in layer.claims
    ]
    return msgspec.structs.replace(gold, claims=tuple(claims))


def fragments(article: Article, claim: PassClaim) -> tuple[Fragment, ...]:
    """The fragments of a claim's first mention, each quote after the one before where it can be."""
    place = article.paragraphs[claim.paragraph - 1] if claim.paragraph else Span(0, article.info.body.start)
    found, at = [], place.start
    for quote in claim.quotes:
        after = article.text.find(quote, at, place.end)
        start = after if after >= 0 else article.text.index(quote, place.start)
        at = start + len(quote)
        found.append(Fragment(start=start, end=at, quote=quote))
    return tuple(sorted(found, key=lambda f: f.start))


def _load(path: Path, article: Article, faults: list[Fault]) -> Pass:
    label = f"{article.id}/{FOLDER}/{path.name}"
    numbered = [(f"{w}: {c.id}", c) for w, c in read_records(path, PassClaim, label, faults)]
    by_id: dict[str, PassClaim] = {}
    for where, claim in numbered:
        if claim.id in by_id:
            faults.append(Fault(f"{where}: id", "repeated id", claim.id, "each id once"))
        by_id.setdefault(claim.id, claim)
    for where, claim in numbered:
        faults.extend(_quotes(where, claim, article))
        faults.extend(Fault(f"{where}: {f.where}", f.what, f.found, f.wanted) for f in broken_links(claim, by_id))
    read = {claim.paragraph for _, claim in numbered}
    for paragraph in range(1, len(article.paragraphs) + 1):
        if paragraph not in read:
            faults.append(Fault(f"{label}: paragraph {paragraph}", "no claim", wanted="every paragraph read"))
    return Pass(name=path.stem, claims=tuple(claim for _, claim in numbered))


def _quotes(where: str, claim: PassClaim, article: Article) -> Iterator[Fault]:
    if not 0 <= claim.paragraph <= len(article.paragraphs):
        yield Fault(f"{where}: paragraph", "no such paragraph", str(claim.paragraph), f"0..{len(article.paragraphs)}")
        return
    span = article.paragraphs[claim.paragraph - 1]
    passage = span.cut(article.text) if claim.paragraph else article.info.title
    for q, quote in enumerate(claim.quotes):
        if quote not in passage:
            yield Fault(f"{where}: quotes[{q}]", "not in its paragraph", quote, f"words of paragraph {claim.paragraph}")
    for m, mention in enumerate(claim.more_quotes):
        for q, quote in enumerate(mention):
            if quote not in article.text:
                yield Fault(f"{where}: more_quotes[{m}][{q}]", "not in the article", quote, "words of the article")
    if not claim.quotes:
        yield Fault(f"{where}: quotes", "no quote", wanted="at least one")
