"""The signature of a score: scores of different signatures are never compared."""

import hashlib
from collections.abc import Iterable

import msgspec

from claimbench.model.gold import Gold
from claimbench.scoring.article import SCORING


def gold_hash(golds: Iterable[Gold]) -> str:
    """First 12 hex digits of the SHA-256 of the canonical gold records and the hashes of their texts."""
    digest = hashlib.sha256()
    for gold in sorted(golds, key=lambda g: g.article.id):
        record = {
            "article": gold.article.id,
            "text": gold.article.info.sha256,
            "claims": sorted(gold.claims, key=lambda c: c.id),
            "entities": sorted(gold.entities, key=lambda e: e.id),
            "targets": sorted(gold.targets, key=lambda t: t.id),
        }
        digest.update(msgspec.json.encode(record, order="sorted"))
    return digest.hexdigest()[:12]


def signature(matcher: str, golds: Iterable[Gold], layer: str = "all") -> str:
    """Layer, matcher with version and threshold, gold, and the scoring version, as one line."""
    return f"layer:{layer}|matcher:{matcher}|gold:{gold_hash(golds)}|scoring:{SCORING}"
