"""The layer ``citation``: the sources that the article gives for a claim."""

from collections.abc import Iterable

from claimbench.alignment.align import Alignment
from claimbench.model.normalize import normalize
from claimbench.scoring.tally import Blocks, Tally


def citations(alignment: Alignment) -> Blocks:
    """Citations within aligned pairs, as sets: tp in both, fp only predicted, fn only in the gold.

    All citations of an unaligned claim are fn, all of an unaligned prediction fp. A citation is right if it reads
    like the gold one after folding, or names its outlet (what stands before the first comma) where the claim has
    only one such.
    """
    gold, tally = alignment.gold, Tally(alignment)
    for i, claim in enumerate(gold.claims):
        if claim.required:
            wanted = {normalize(c.text) for c in claim.citations}
            outlets = {normalize(c.text.split(",")[0]): normalize(c.text) for c in claim.citations}
            item = alignment.item(i)
            predicted = _plain(item.located.claim.citations) if item else set()
            given = {outlets.get(name, name) for name in predicted}
            hits = len(wanted & given)
            tally.add(gold.block_of(claim), tp=hits, fp=len(given) - hits, fn=len(wanted) - hits)
    for item in alignment.unaligned:
        tally.add(item.block, fp=len(_plain(item.located.claim.citations)))
    return tally.blocks()


def _plain(names: Iterable[str] | None) -> set[str]:
    return {normalize(name.strip(" ()[]")) for name in names or ()} - {""}
