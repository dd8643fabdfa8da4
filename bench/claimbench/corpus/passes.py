"""Annotation passes: one annotator's own layer each, kept as it was made, and read strictly."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from claimbench.model.article import Article
from claimbench.model.decoding import decode
from claimbench.model.faults import Fault, InputError
from claimbench.model.gold import Gold
from claimbench.model.json_text import lines
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


def _load(path: Path, article: Article, faults: list[Fault]) -> Pass:
    numbered: list[tuple[str, PassClaim]] = []
    for number, line in lines(path, faults):
        where = f"{article.id}/{FOLDER}/{path.name}:{number}"
        try:
            claim = decode(line, PassClaim, where)
        except InputError as error:
            faults.extend(error.faults)
            continue
        numbered.append((f"{where}: {claim.id}", claim))
    by_id: dict[str, PassClaim] = {}
    for where, claim in numbered:
        if claim.id in by_id:
            faults.append(Fault(f"{where}: id", "repeated id", claim.id, "each id once"))
        by_id.setdefault(claim.id, claim)
    for where, claim in numbered:
        faults.extend(_quotes(where, claim, article))
        faults.extend(_links(where, claim, by_id))
    read = {claim.paragraph for _, claim in numbered}
    for paragraph in range(1, len(article.paragraphs) + 1):
        if paragraph not in read:
            place = f"{article.id}/{FOLDER}/{path.name}: paragraph {paragraph}"
            faults.append(Fault(place, "no claim", wanted="every paragraph read"))
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


def _links(where: str, claim: PassClaim, by_id: dict[str, PassClaim]) -> Iterator[Fault]:
    for field in ("part_of", "counter"):
        seen, at = {claim.id}, getattr(claim, field)
        while at is not None:
            if at not in by_id:
                yield Fault(f"{where}: {field}", "unknown claim", at, "the id of a claim of this pass")
                break
            if at in seen:
                yield Fault(f"{where}: {field}", "a circle", at, "links that end")
                break
            seen.add(at)
            at = getattr(by_id[at], field)
