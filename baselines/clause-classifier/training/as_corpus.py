"""The training passages as a corpus, so that extractors can be developed on them and not on the benchmark's article.

    python baselines/clause-classifier/training/as_corpus.py FOLDER
    claimbench score my-extractor --corpus FOLDER

The claims have no wordings and no near misses, so the matcher has only each claim's text to go by: figures are lower
than readers would give, and lower or higher than on the article; differences are what counts.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from documents import TRAINING, locate, records

GOLD = {
    "version": "1.0.0",
    "made_by": "Language models; baselines/clause-classifier/training/README.md",
    "date": "2026-11-29",
}
KEPT = ("id", "text", "kind", "commitment", "modality", "checkable", "status", "part_of", "counter")
BASE = (
    {"id": "author", "name": "the author", "type": "author", "aliases": ["author", "the writer"], "unnamed": False},
    {
        "id": "unnamed",
        "name": "an unnamed source",
        "type": "unnamed",
        "aliases": ["unnamed", "unknown"],
        "unnamed": True,
    },
)


class Names:
    """Ids for names; the two reserved ones are their own."""

    def __init__(self, letter: str) -> None:
        """Begin with none."""
        self._letter, self.known = letter, {}

    def id(self, name: str) -> str:
        """The id of a name, with or without an article."""
        if name in ("author", "unnamed"):
            return name
        key = name.lower().removeprefix("the ")
        return self.known.setdefault(key, (f"{self._letter}{len(self.known) + 1}", name))[0]


def main(folder: Path) -> None:
    """Write seeds/ and annotations/."""
    claims: dict[str, list[dict[str, Any]]] = {}
    for claim in records(TRAINING / "claims.jsonl"):
        claims.setdefault(claim["passage"], []).append(claim)
    for passage in records(TRAINING / "passages.jsonl"):
        name, text = passage["id"], passage["text"] + "\n"
        info = {"title": passage["subject"], "publication": "", "rights": "", "language": "en"}
        info |= {"body": {"start": 0, "end": len(text)}, "sha256": hashlib.sha256(text.encode()).hexdigest()}
        _write(folder / "seeds" / f"{name}.txt", text)
        _write(folder / "seeds" / f"{name}.json", json.dumps(info, ensure_ascii=False))
        holders, targets = Names("h"), Names("t")
        annotated = [_claim(claim, text, holders, targets) for claim in claims[name]]
        home = folder / "annotations" / name
        _write(home / "claims.jsonl", "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in annotated))
        listed = [{"id": i, "name": n, "type": "group", "aliases": []} for i, n in holders.known.values()]
        _write(home / "entities.json", json.dumps([*BASE, *listed], ensure_ascii=False))
        listed = [{"id": i, "name": n, "aliases": []} for i, n in targets.known.values()]
        _write(home / "targets.json", json.dumps(listed, ensure_ascii=False))
        _write(home / "gold.json", json.dumps(GOLD))


def _claim(claim: dict[str, Any], text: str, holders: Names, targets: Names) -> dict[str, Any]:
    mentions = [claim["quotes"], *claim.get("more_quotes", [])]
    return {
        **{name: claim[name] for name in KEPT},
        "mentions": [{"fragments": _fragments(quotes, text)} for quotes in mentions],
        "holder": holders.id(claim["holder"]),
        "reported_by": [holders.id(name) for name in claim["reported_by"]],
        "citations": [{"text": c, "start": text.find(c), "end": text.find(c) + len(c)} for c in claim["citations"]],
        "stances": [{"holder": holders.id(h), "target": targets.id(t), "polarity": p} for h, t, p in claim["stances"]],
        "wordings": [],
        "near_misses": [],
    }


def _fragments(quotes: list[str], text: str) -> list[dict[str, Any]]:
    """Where quotes stand; overlapping ones become one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(set(locate(text, quotes))):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return [{"start": a, "end": b, "quote": text[a:b]} for a, b in joined]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("wanted: a folder to write to")
    main(Path(sys.argv[1]))
