"""Agreement of the two annotators on the passages that both have annotated.

Claims are paired one to one, the pair with the greatest overlap first, if the F1 of the characters that they quote is
at least 0.5. Of the pairs it prints plain agreement and Cohen's kappa for each attribute.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from documents import TRAINING, locate, records

ENOUGH = 0.5
ATTRIBUTES = ("holder", "commitment", "modality", "kind", "checkable", "status")


def extent(text: str, quotes: list[str]) -> set[int]:
    """Return the characters that a claim quotes."""
    return {at for start, end in locate(text, quotes) for at in range(start, end)}


def main() -> None:
    """Print the agreement."""
    texts = {passage["id"]: passage["text"] for passage in records(TRAINING / "passages.jsonl")}
    second = records(TRAINING / "second.jsonl")
    first = [
        claim for claim in records(TRAINING / "claims.jsonl") if claim["passage"] in {c["passage"] for c in second}
    ]
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
