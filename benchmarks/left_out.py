"""How often a wording is accepted for another claim when its own claim is taken out of the gold.

Run it with ``python benchmarks/left_out.py`` (about a minute). Only the odd paragraphs are used, on which the matcher's
constants were set. A claim's parts and whole are its kin: being accepted for them is no error.
"""

import msgspec
import numpy as np

from claimbench import Gold, LexicalMatcher, load_corpus
from claimbench.matching.matcher import ACCEPT


def without(gold: Gold, index: int) -> Gold:
    """The same gold without one claim."""
    gone = gold.claims[index].id
    rest = [c for i, c in enumerate(gold.claims) if i != index]
    freed = [msgspec.structs.replace(c, part_of=None) if c.part_of == gone else c for c in rest]
    return msgspec.structs.replace(gold, claims=tuple(freed))


def main() -> None:
    """Print the share."""
    gold = load_corpus().golds[0]
    wordings = taken = 0
    for index, claim in enumerate(gold.claims):
        if gold.block_of(claim) % 2:  # blocks count from 0: this is an even paragraph
            continue
        rest = [c for i, c in enumerate(gold.claims) if i != index]
        kin = {i for i, c in enumerate(rest) if c.part_of == claim.id or c.id == claim.part_of}
        decisions = LexicalMatcher(without(gold, index)).match([w.text for w in claim.wordings]).decisions
        wordings += len(claim.wordings)
        taken += sum(bool(set(np.flatnonzero(row == ACCEPT)) - kin) for row in decisions)
    print(f"{taken} of {wordings} wordings ({taken / wordings:.1%}) accepted for another claim")


if __name__ == "__main__":
    main()
