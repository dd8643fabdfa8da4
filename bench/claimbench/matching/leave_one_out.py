"""The matcher measured on the gold itself, each sentence with itself removed from what it is compared to."""

from collections import Counter

import msgspec

from claimbench.matching.matcher import ACCEPT, LeftOut, LexicalMatcher
from claimbench.model.gold import Gold


class Found(msgspec.Struct, frozen=True):
    """What became of wordings: the right claim, another one, or none.

    Attributes:
        n: wordings.
        right: accepted for their own claim, and for no other.
        other: accepted for another claim.
        examples: wordings that were not found right, with what was decided.
    """

    n: int
    right: int
    other: int
    examples: tuple[str, ...] = ()


class Accepted(msgspec.Struct, frozen=True):
    """What became of near misses.

    Attributes:
        n: near misses, by kind of change.
        accepted: those accepted for the claim that they miss.
        examples: the accepted ones.
    """

    n: dict[str, int]
    accepted: dict[str, int]
    examples: tuple[str, ...] = ()


class SelfCheck(msgspec.Struct, frozen=True):
    """Leave-one-out result on one set of paragraphs; ``by_style`` and ``near_misses`` as in the gold."""

    paragraphs: str
    wordings: Found
    by_style: dict[str, Found]
    near_misses: Accepted


def leave_one_out(gold: Gold, matcher: LexicalMatcher) -> list[SelfCheck]:
    """Measure on all paragraphs, and apart on the odd ones (where constants were set) and the even ones (where not)."""
    blocks = [gold.block_of(claim) + 1 for claim in gold.claims]
    wordings = [(c, w) for c, claim in enumerate(gold.claims) for w in claim.wordings]
    found = matcher.match([w.text for _, w in wordings], [LeftOut(c, w.id) for c, w in wordings])
    misses = [(c, m) for c, claim in enumerate(gold.claims) for m in claim.near_misses]
    taken = matcher.match([m.text for _, m in misses], [LeftOut(c, m.id) for c, m in misses])

    def wording_rows(keep: set[int], style: str | None) -> Found:
        outcome: Counter[str] = Counter()
        examples = []
        for row, (c, wording) in enumerate(wordings):
            if blocks[c] in keep and style in (None, wording.style):
                accepted = [k for k, d in enumerate(found.decisions[row]) if d == ACCEPT]
                kind = "right" if accepted == [c] else "other" if accepted else "none"
                outcome[kind] += 1
                if kind != "right":
                    names = ", ".join(gold.claims[k].id for k in accepted) or str(found.opposed[row])
                    examples.append(f"{gold.claims[c].id} {wording.id}: {wording.text} -> {names}")
        return Found(outcome.total(), outcome["right"], outcome["other"], tuple(examples))

    def miss_rows(keep: set[int]) -> Accepted:
        n: Counter[str] = Counter()
        accepted: Counter[str] = Counter()
        examples = []
        for row, (c, miss) in enumerate(misses):
            if blocks[c] in keep:
                n[miss.change] += 1
                if taken.decisions[row, c] == ACCEPT:
                    accepted[miss.change] += 1
                    examples.append(f"{gold.claims[c].id} {miss.id} ({miss.change}): {miss.text}")
        kinds = sorted(n)
        return Accepted({k: n[k] for k in kinds}, {k: accepted[k] for k in kinds}, tuple(examples))

    parts = {"all": set(blocks), "odd": {b for b in blocks if b % 2}, "even": {b for b in blocks if not b % 2}}
    styles = sorted({w.style for _, w in wordings})
    return [
        SelfCheck(name, wording_rows(keep, None), {s: wording_rows(keep, s) for s in styles}, miss_rows(keep))
        for name, keep in parts.items()
    ]
