"""The headline layer ``claims`` and its other readings."""

from claimbench.alignment.align import Alignment
from claimbench.scoring.tally import Blocks, Tally


def claims(alignment: Alignment) -> Blocks:
    """One-to-one: a required claim that has a prediction is tp, one that has none fn, a prediction without a claim fp.

    A prediction aligned with an optional claim is set aside: it is in no count.
    """
    return _count(alignment, alignment.item_of, optional="aside")


def strict(alignment: Alignment) -> Blocks:
    """As ``claims``, with predictions of optional claims counted as wrong."""
    return _count(alignment, alignment.item_of, optional="wrong")


def lenient(alignment: Alignment) -> Blocks:
    """As ``claims``, with predictions of optional claims counted as right; missing one still costs nothing."""
    return _count(alignment, alignment.item_of, optional="right")


def unsure(alignment: Alignment) -> Blocks:
    """As ``claims``, with the pairs accepted of which the matcher is not sure; an upper bound by the same matcher."""
    return _count(alignment, alignment.lenient, optional="aside")


def families(alignment: Alignment) -> Blocks:
    """Each family of claims is one unit: tp if any member is matched, fn if none is.

    Precision does not pay for the granularity of a prediction: any number of matched members make one tp, and none
    of them is fp. What is no member of any family is fp, as in ``claims``.
    """
    gold, tally = alignment.gold, Tally(alignment)
    index = {claim.id: i for i, claim in enumerate(gold.claims)}
    members: dict[int, list[int]] = {}
    for i in range(len(gold.claims)):
        root = i
        while (parent := gold.claims[root].part_of) is not None:
            root = index[parent]
        members.setdefault(root, []).append(i)
    for family in members.values():
        if any(gold.claims[i].required for i in family):
            found = any(i in alignment.item_of for i in family)
            first = min(gold.block_of(gold.claims[i]) for i in family if gold.claims[i].required)
            tally.add(first, tp=int(found), fn=int(not found))
    for item in alignment.unaligned:
        tally.add(item.block, fp=1)
    return tally.blocks()


def _count(alignment: Alignment, item_of: dict[int, int], optional: str) -> Blocks:
    gold, tally = alignment.gold, Tally(alignment)
    for i, claim in enumerate(gold.claims):
        block = gold.block_of(claim)
        if claim.required:
            tally.add(block, tp=int(i in item_of), fn=int(i not in item_of))
        elif i in item_of:
            tally.add(block, tp=int(optional == "right"), fp=int(optional == "wrong"))
    aligned = set(item_of.values())
    for i, item in enumerate(alignment.items):
        if i not in aligned:
            tally.add(item.block, fp=1)
    return tally.blocks()
