"""Percentile bootstrap intervals of ratios of counts."""

from collections.abc import Sequence
from functools import cache

import msgspec
import numpy as np
import numpy.typing as npt

from claimbench.model.counts import Counts

RESAMPLES = 2000
ARTICLES = 20
"""From this many articles on, articles are resampled; below, blocks within articles."""
LEVEL = 0.95


class Interval(msgspec.Struct, frozen=True):
    """A 95 % percentile interval."""

    low: float
    high: float


class Intervals(msgspec.Struct, frozen=True):
    """Intervals of precision, recall and F1; None where the ratio is undefined."""

    precision: Interval | None
    recall: Interval | None
    f1: Interval | None


def unit(articles: int) -> str:
    """What is resampled."""
    return "articles" if articles >= ARTICLES else "blocks within articles"


def intervals(counts: Sequence[Sequence[Counts]], seed: int = 0, resamples: int = RESAMPLES) -> Intervals:
    """Bootstrap the three ratios of a layer (Efron 1979; percentile method).

    With ``ARTICLES`` articles or more, articles are drawn with replacement; with fewer, blocks are drawn within each
    article, and the interval then speaks of these articles only. A resample in which a ratio has no denominator
    counts as 0, as in :class:`Counts`. The same input and seed give the same interval.

    Args:
        counts: for each article its blocks.
        seed: of the generator; 0 is a seed like any other.
        resamples: number of draws.
    """
    table = [np.array([(c.tp, c.fp, c.fn) for c in blocks], dtype=np.int64).reshape(-1, 3) for blocks in counts]
    if not table or not any(part.any() for part in table):
        return Intervals(None, None, None)
    if len(table) >= ARTICLES:
        table = [np.stack([part.sum(axis=0) for part in table])]
    times = draws(tuple(len(part) for part in table), seed, resamples)
    sums = times @ np.concatenate(table)
    tp, fp, fn = sums.T
    return Intervals(_percentile(tp, tp + fp), _percentile(tp, tp + fn), _percentile(2 * tp, 2 * tp + fp + fn))


@cache
def draws(sizes: tuple[int, ...], seed: int, resamples: int) -> npt.NDArray[np.int64]:
    """How often each block is drawn in each resample, within its article; all layers and systems get the same draws."""
    generator = np.random.default_rng(seed)
    drawn = []
    for size in sizes:
        chosen = generator.integers(size, size=(resamples, size)) if size else np.zeros((resamples, 0), dtype=np.int64)
        at = np.arange(resamples)[:, None] * size + chosen
        drawn.append(np.bincount(at.ravel(), minlength=resamples * size).reshape(resamples, size))
    return np.concatenate(drawn, axis=1)


def _percentile(over: np.ndarray, under: np.ndarray) -> Interval:
    ratios = np.divide(over, under, out=np.zeros(len(over)), where=under > 0)
    low, high = np.quantile(ratios, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(round(float(low), 6), round(float(high), 6))
