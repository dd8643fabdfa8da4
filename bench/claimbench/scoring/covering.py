"""The view ``coverage``: content stated, many-to-many. It is shown and never ranks."""

from claimbench.alignment.align import Alignment
from claimbench.scoring.tally import Blocks, Tally


def recall(alignment: Alignment) -> Blocks:
    """Required claims: tp if a prediction covers it, alone or beside others, or several state it together; else fn."""
    gold, tally = alignment.gold, Tally(alignment)
    stated = alignment.coverage.stated
    for i, claim in enumerate(gold.claims):
        if claim.required:
            tally.add(gold.block_of(claim), tp=int(i in stated), fn=int(i not in stated))
    return tally.blocks()


def precision(alignment: Alignment) -> Blocks:
    """Content words of all predictions, copies included: tp those that state covered claims, fp the others."""
    tally = Tally(alignment)
    together = {i for pieces in alignment.coverage.split.values() for i in pieces}
    for i, (item, (units, covered)) in enumerate(zip(alignment.items, alignment.coverage.units, strict=True)):
        right = units if i in together else covered
        tally.add(item.block, tp=right, fp=units - right)
    return tally.blocks()
