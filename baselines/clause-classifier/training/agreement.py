"""Agreement of the two annotators on the passages that both have annotated.

Claims are paired one to one, the pair with the greatest overlap first, if the F1 of the characters that they quote is
at least 0.5. Of the pairs it prints plain agreement and Cohen's kappa for each attribute.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ENOUGH = 0.5
ATTRIBUTES = ("holder", "commitment", "modality", "kind", "checkable", "status")


def read(name: str) -> list[dict[str, Any]]:
    """Return the records of a file."""
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


def extent(text: str, quotes: list[str]) -> set[int]:
    """Return the characters that a claim quotes, each quote searched from the end of the one before."""
    found: set[int] = set()
    at = 0
    for quote in quotes:
        start = text.find(quote, at)
        start = text.find(quote) if start < 0 else start
        found |= set(range(start, at := start + len(quote)))
    return found


def main() -> None:
    """Print the agreement."""
    texts = {passage["id"]: passage["text"] for passage in read("passages.jsonl")}
    second = read("second.jsonl")
    first = [claim for claim in read("claims.jsonl") if claim["passage"] in {c["passage"] for c in second}]
    places = {id(c): extent(texts[c["passage"]], c["quotes"]) for c in first + second}
    scores = [
        (2 * len(places[id(a)] & places[id(b)]) / (len(places[id(a)]) + len(places[id(b)])), -i, -k)
        for i, a in enumerate(first)
        for k, b in enumerate(second)
        if a["passage"] == b["passage"]
    ]
    pairs: dict[int, int] = {}
    for score, i, k in sorted(scores, reverse=True):
        if score >= ENOUGH and -i not in pairs and -k not in pairs.values():
            pairs[-i] = -k
    print(f"{len(first)} and {len(second)} claims, {len(pairs)} paired, F1 {2 * len(pairs) / len(first + second):.3f}")
    for name in ATTRIBUTES:
        values = [(first[i][name], second[k][name]) for i, k in pairs.items()]
        if name == "holder":
            values = [(a == "author", b == "author") for a, b in values]
        same = sum(a == b for a, b in values) / len(values)
        left, right = (Counter(column) for column in zip(*values, strict=True))
        chance = sum(left[value] * right[value] for value in left) / len(values) ** 2
        print(f"{name}: agreement {same:.3f}, kappa {(same - chance) / (1 - chance):.3f}")


if __name__ == "__main__":
    main()
