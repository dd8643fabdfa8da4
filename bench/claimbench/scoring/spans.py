"""The layer ``spans``: characters of the text, within aligned pairs."""

from collections.abc import Sequence

from claimbench.alignment.align import Alignment
from claimbench.model.article import Span, merged
from claimbench.scoring.tally import Blocks, Tally


def spans(alignment: Alignment) -> Blocks:
    """Characters of each pair's prediction against the mention of the claim that it fits best.

    In a pair, tp are the common characters, fp and fn the others of either side. An unaligned claim is fn with its
    first mention, an unaligned prediction fp with all that it marks, a prediction without spans fn only. Each pair is
    counted for itself, so that marking the whole body with every prediction costs the body every time.
    """
    gold, tally = alignment.gold, Tally(alignment)
    for i, claim in enumerate(gold.claims):
        if not claim.required:
            continue
        block = gold.block_of(claim)
        mentions = [merged(Span(f.start, f.end) for f in mention.fragments) for mention in claim.mentions]
        item = alignment.item(i)
        if item and item.located.spans:
            predicted = item.located.spans
            tp, fp, fn = max((_compare(predicted, mention) for mention in mentions), key=_f1)
            tally.add(block, tp=tp, fp=fp, fn=fn)
        else:
            tally.add(block, fn=_length(mentions[0]))
    for item in alignment.unaligned:
        if item.located.spans:
            tally.add(item.block, fp=_length(item.located.spans))
    return tally.blocks()


def _compare(predicted: Sequence[Span], gold: Sequence[Span]) -> tuple[int, int, int]:
    common = sum(max(0, min(p.end, g.end) - max(p.start, g.start)) for p in predicted for g in gold)
    return common, _length(predicted) - common, _length(gold) - common


def _f1(counts: tuple[int, int, int]) -> float:
    tp, fp, fn = counts
    return 2 * tp / (2 * tp + fp + fn)


def _length(spans: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in spans)
