"""The layers ``holder``, ``commitment``, ``modality``, ``kind``, ``checkable`` and ``joint``."""

from collections import Counter
from collections.abc import Callable

import msgspec

from claimbench.alignment.align import Alignment, Item
from claimbench.model.gold import GoldClaim
from claimbench.model.vocabulary import ATTRIBUTES, AUTHOR
from claimbench.scoring.tally import Blocks, Tally

Judge = Callable[[Alignment, Item, GoldClaim], bool | None]
"""Whether an item's value is right for a claim; None where the item gives none."""


class Conditional(msgspec.Struct, frozen=True):
    """An attribute within aligned pairs, for all claims or for those of some holders.

    Attributes:
        required: required claims of the group in the gold.
        aligned: those that are aligned.
        right: of the aligned, those whose value is right.
        majority: of the aligned, those whose value is the group's most frequent one in the gold.
    """

    required: int
    aligned: int
    right: int
    majority: int


def attribute(alignment: Alignment, name: str) -> Blocks:
    """End to end: tp where a required claim is aligned and the value right; anything else that is predicted is fp.

    A claim that is not aligned, or whose value is wrong or absent, is fn; an absent value is nobody's fp.
    Predictions of optional claims are set aside.
    """
    judge = joint_is_right if name == "joint" else is_right(name)
    gold, tally = alignment.gold, Tally(alignment)
    for i, claim in enumerate(gold.claims):
        if claim.required:
            item = alignment.item(i)
            right = judge(alignment, item, claim) if item else None
            tally.add(gold.block_of(claim), tp=int(right is True), fp=int(right is False), fn=int(right is not True))
    for item in alignment.unaligned:
        if _given(item, name):
            tally.add(item.block, fp=1)
    return tally.blocks()


def is_right(name: str) -> Judge:
    """The judge of one attribute; holders are compared as entities, the rest as values."""

    def judge(alignment: Alignment, item: Item, claim: GoldClaim) -> bool | None:
        if name == "holder":
            return None if item.holder is None else alignment.names.same_holder(item.holder, claim.holder)
        value = getattr(item.located.claim, name)
        return None if value is None else bool(value == getattr(claim, name))

    return judge


def joint_is_right(alignment: Alignment, item: Item, claim: GoldClaim) -> bool | None:
    """Claim, holder and commitment all right; None unless both are given."""
    holder = is_right("holder")(alignment, item, claim)
    commitment = is_right("commitment")(alignment, item, claim)
    return None if holder is None or commitment is None else holder and commitment


def conditional(alignment: Alignment) -> dict[str, dict[str, Conditional]]:
    """Accuracy within aligned pairs beside the majority class: by attribute, for all, author-held and other claims."""
    gold = alignment.gold
    required = [(i, c) for i, c in enumerate(gold.claims) if c.required]
    groups = {
        "all": required,
        "author": [(i, c) for i, c in required if c.holder == AUTHOR],
        "other": [(i, c) for i, c in required if c.holder != AUTHOR],
    }
    table: dict[str, dict[str, Conditional]] = {}
    for name in (*ATTRIBUTES, "joint"):
        judge = joint_is_right if name == "joint" else is_right(name)
        table[name] = {}
        for group, wanted in groups.items():
            pairs = [(item, c) for i, c in wanted if (item := alignment.item(i))]
            frequent = Counter(_value(c, name) for _, c in wanted).most_common()
            top = min((v for v, n in frequent if n == frequent[0][1]), default=None)
            table[name][group] = Conditional(
                required=len(wanted),
                aligned=len(pairs),
                right=sum(judge(alignment, item, claim) is True for item, claim in pairs),
                majority=sum(_value(claim, name) == top for _, claim in pairs),
            )
    return table


def _value(claim: GoldClaim, name: str) -> str:
    return f"{claim.holder}, {claim.commitment}" if name == "joint" else str(getattr(claim, name))


def _given(item: Item, name: str) -> bool:
    if name == "holder":
        return item.holder is not None
    if name == "joint":
        return item.holder is not None and item.located.claim.commitment is not None
    return getattr(item.located.claim, name) is not None
