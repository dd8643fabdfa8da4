"""A corpus: a folder with seeds/ (texts) and annotations/ (gold), read and verified whole."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from claimbench.corpus.location import data_root
from claimbench.model.article import Article, ArticleInfo
from claimbench.model.decoding import read_json, read_records
from claimbench.model.faults import Fault, InputError, fault
from claimbench.model.gold import Entity, Gold, GoldClaim, GoldInfo, Target
from claimbench.model.json_text import read_bytes

T = TypeVar("T")


@dataclass(frozen=True)
class Corpus:
    """Articles with their gold, sorted by article id.

    Attributes:
        root: the folder it was read from.
        golds: one gold layer an article.
    """

    root: Path
    golds: tuple[Gold, ...]

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles, in the order of their ids."""
        return tuple(gold.article for gold in self.golds)


def load_corpus(root: Path | str | None = None) -> Corpus:
    """Read a corpus.

    Args:
        root: folder with ``seeds/`` and ``annotations/``; the shipped corpus if None.

    Raises:
        InputError: with every fault that decoding found, in every file. What can only be judged by comparing
            records with each other is the business of ``gold check``.
    """
    folder = data_root() if root is None else Path(root)
    if not (folder / "annotations").is_dir() or not (folder / "seeds").is_dir():
        raise fault(folder, "not a corpus", wanted="a folder with seeds/ and annotations/")
    names = sorted(p.parent.name for p in (folder / "annotations").glob("*/claims.jsonl"))
    if not names:
        raise fault(folder, "a corpus without gold", wanted="annotations/<article>/claims.jsonl")
    golds: list[Gold] = []
    faults: list[Fault] = []
    for name in names:
        try:
            golds.append(_load_gold(folder, name))
        except InputError as error:
            faults.extend(error.faults)
    if faults:
        raise InputError(faults)
    return Corpus(folder, tuple(golds))


def load_article(seeds: Path, name: str) -> Article:
    """Read one text and its metadata, and hold it to its hash.

    Raises:
        InputError: when a file is missing, is not UTF-8, or the text is not the one that was annotated.
    """
    info = read_json(seeds / f"{name}.json", ArticleInfo)
    raw = read_bytes(seeds / f"{name}.txt")
    digest = hashlib.sha256(raw).hexdigest()
    if digest != info.sha256:
        raise fault(f"seeds/{name}.txt", "not the text that was annotated", digest, f"SHA-256 {info.sha256}")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise fault(f"seeds/{name}.txt", f"invalid UTF-8 at byte {error.start}", wanted="UTF-8") from None
    if not 0 <= info.body.start < info.body.end <= len(text):
        found = f"{info.body.start}..{info.body.end}"
        raise fault(f"seeds/{name}.json: body", "outside the text", found, f"0..{len(text)}")
    return Article(id=name, text=text, info=info)


def _load_gold(folder: Path, name: str) -> Gold:
    home = folder / "annotations" / name
    faults: list[Fault] = []
    claims = _attempt(lambda: read_records(home / "claims.jsonl", GoldClaim, "claims.jsonl", faults), faults)
    article = _attempt(lambda: load_article(folder / "seeds", name), faults)
    info = _attempt(lambda: read_json(home / "gold.json", GoldInfo), faults)
    entities = _attempt(lambda: read_json(home / "entities.json", tuple[Entity, ...]), faults)
    targets = _attempt(lambda: read_json(home / "targets.json", tuple[Target, ...]), faults)
    if claims is None or article is None or info is None or entities is None or targets is None or faults:
        raise InputError([Fault(f"{name}/{f.where}", f.what, f.found, f.wanted) for f in faults])
    return Gold(article=article, info=info, claims=tuple(c for _, c in claims), entities=entities, targets=targets)


def _attempt(read: Callable[[], T], faults: list[Fault]) -> T | None:
    """Read a part of the gold; a part that cannot be read must not hide the faults of the others."""
    try:
        return read()
    except InputError as error:
        faults.extend(error.faults)
        return None
