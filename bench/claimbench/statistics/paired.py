"""Is one system really better than another? Paired tests, differences with intervals, ranks with intervals.

Everything is made of the stored counts of each block (tp, fp, fn), never of other systems' answers.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import combinations

import msgspec
import numpy as np
import numpy.typing as npt

from claimbench.model.counts import Counts
from claimbench.statistics.bootstrap import ARTICLES, LEVEL, Interval, draws

ENUMERATED = 65_536
"""Up to this many exchanges, all of them are tried; beyond, ``SAMPLED`` of them are drawn."""
SAMPLED = 10_000
ALPHA = 1 - LEVEL
DETECTED = 1.959964 + 0.841621
"""Normal quantiles of 97.5 and 80 %: a true difference of so many standard errors is found in 80 % of the cases."""

Table = npt.NDArray[np.float64]
Blocks = Sequence[Sequence[Counts]]
"""For each article its blocks."""


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """System minus reference in F1.

    Attributes:
        system: its name; ``reference`` likewise.
        difference: of F1.
        interval: 95 %, paired bootstrap.
        p: of the exchange test, two-sided.
        adjusted: p after Holm's correction over the family.
    """

    system: str
    reference: str
    difference: float
    interval: Interval
    p: float
    adjusted: float


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """All systems with each other.

    Attributes:
        ranks: lowest and highest rank of each system that pairwise tests allow (Holm over all pairs).
        groups: letters; systems that share one are tied: no test tells them apart.
        family: each system against the reference, Holm over these.
        smallest_p: that the test can reach at all.
        detectable: difference that would be found in 80 % of cases, by the median pair's standard error; None for one
            system.
    """

    ranks: dict[str, tuple[int, int]]
    groups: dict[str, str]
    family: tuple[Difference, ...]
    smallest_p: float
    detectable: float | None


def compare_all(
    systems: Mapping[str, Blocks], reference: str | None, seed: int = 0, sampled: int = SAMPLED
) -> Comparison:
    """Compare systems by F1.

    Args:
        systems: counts of each, all over the same articles and blocks.
        reference: name of the one that the family is tested against; no family if None.
        seed: of resampling; 0 is a seed like any other.
        sampled: resamples and, where not all are tried, exchanges.
    """
    names = list(systems)
    tables = np.stack([_units(blocks) for blocks in systems.values()]) if names else np.zeros((0, 0, 3))
    scores = _f1(tables.sum(axis=1))
    pairs = list(combinations(range(len(names)), 2))
    raw = exchange(tables, pairs, seed, sampled)
    adjusted = dict(zip(pairs, holm(raw), strict=True))
    errors, spreads = _differences(systems, tables, pairs, seed, sampled)
    better = [[0, 0] for _ in names]
    for (i, j), p in adjusted.items():
        if p <= ALPHA and scores[i] != scores[j]:
            best, worst = (i, j) if scores[i] > scores[j] else (j, i)
            better[worst][0] += 1
            better[best][1] += 1
    ranks = {name: (1 + above, len(names) - below) for name, (above, below) in zip(names, better, strict=True)}
    order = sorted(range(len(names)), key=lambda i: -scores[i])
    family = []
    if reference is not None and reference in systems:
        at = names.index(reference)
        against = [i for i in range(len(names)) if i != at]
        ps = [raw[pairs.index((min(i, at), max(i, at)))] for i in against]
        for i, p, corrected in zip(against, ps, holm(ps), strict=True):
            k, sign = pairs.index((min(i, at), max(i, at))), 1 if i < at else -1
            low, high = sorted((sign * spreads[k][0], sign * spreads[k][1]))
            family.append(
                Difference(
                    system=names[i],
                    reference=reference,
                    difference=round(float(scores[i] - scores[at]), 6),
                    interval=Interval(round(low, 6), round(high, 6)),
                    p=round(p, 6),
                    adjusted=round(corrected, 6),
                )
            )
    return Comparison(
        ranks=ranks,
        groups=_letters(
            [names[i] for i in order], {frozenset((names[i], names[j])): p for (i, j), p in adjusted.items()}
        ),
        family=tuple(family),
        smallest_p=smallest_p(tables.shape[1], sampled),
        detectable=round(DETECTED * float(np.median(errors)), 6) if len(errors) else None,
    )


def exchange(tables: Table, pairs: Sequence[tuple[int, int]], seed: int = 0, sampled: int = SAMPLED) -> list[float]:
    """The p of the exchange test of each pair of systems: under the null either could have given either block's counts.

    Two-sided on F1 (approximate randomization; Noreen 1989). With ``2^units <= ENUMERATED`` all exchanges are tried
    and ``p = count / 2^units``; else ``sampled`` are drawn and ``p = (1 + count) / (1 + sampled)``. Differences equal
    to the observed one count as reached.

    Args:
        tables: counts, shape (systems, units, 3).
        pairs: indices of two systems each.
        seed: of the draw.
        sampled: number of draws.
    """
    units = tables.shape[1] if tables.ndim == 3 else 0
    swaps, all_of_them = _swaps(units, seed, sampled)
    found = []
    for i, j in pairs:
        change = swaps @ (tables[j] - tables[i])
        gap = np.abs(_f1(tables[i].sum(axis=0) + change) - _f1(tables[j].sum(axis=0) - change))
        observed = abs(float(_f1(tables[i].sum(axis=0)) - _f1(tables[j].sum(axis=0))))
        reached = int((gap >= observed - 1e-12).sum())
        found.append(reached / len(swaps) if all_of_them else (1 + reached) / (1 + len(swaps)))
    return found


def holm(ps: Sequence[float]) -> list[float]:
    """Holm's step-down correction (Holm 1979): the k-th smallest of m times m - k + 1, never falling, at most 1."""
    order = sorted(range(len(ps)), key=lambda i: ps[i])
    corrected, highest = [0.0] * len(ps), 0.0
    for place, i in enumerate(order):
        highest = max(highest, min(1.0, (len(ps) - place) * ps[i]))
        corrected[i] = highest
    return corrected


def smallest_p(units: int, sampled: int = SAMPLED) -> float:
    """The smallest p that the test can reach: an exchange and its mirror image are always as far apart."""
    return min(1.0, 2 / 2**units) if 2**units <= ENUMERATED else 1 / (1 + sampled)


def _units(blocks: Blocks) -> Table:
    """What is exchanged and resampled, as rows of tp, fp, fn: articles from ``ARTICLES`` on, else blocks."""
    tables = [np.array([(c.tp, c.fp, c.fn) for c in article], dtype=np.float64).reshape(-1, 3) for article in blocks]
    if len(tables) >= ARTICLES:
        return np.stack([table.sum(axis=0) for table in tables])
    return np.concatenate(tables) if tables else np.zeros((0, 3))


def _differences(
    systems: Mapping[str, Blocks], tables: Table, pairs: Sequence[tuple[int, int]], seed: int, sampled: int
) -> tuple[list[float], list[tuple[float, float]]]:
    """Standard error of each pair's difference and its percentile interval, by the draws that intervals use."""
    if not pairs:
        return [], []
    sizes = tuple(len(article) for article in next(iter(systems.values())))
    times = draws((len(sizes),) if len(sizes) >= ARTICLES else sizes, seed, sampled)
    scores = np.stack([_f1(times @ table) for table in tables])
    gaps = [scores[i] - scores[j] for i, j in pairs]
    ends = [np.quantile(gap, [ALPHA / 2, 1 - ALPHA / 2]) for gap in gaps]
    return [float(gap.std()) for gap in gaps], [(float(low), float(high)) for low, high in ends]


@cache
def _swaps(units: int, seed: int, sampled: int) -> tuple[npt.NDArray[np.float32], bool]:
    if 2**units <= ENUMERATED:
        every = np.arange(2**units)[:, None] >> np.arange(units)[None, :] & 1
        return every.astype(np.float32), True
    return np.random.default_rng(seed).integers(2, size=(sampled, units)).astype(np.float32), False


def _f1(counts: Table) -> Table:
    tp, fp, fn = counts[..., 0], counts[..., 1], counts[..., 2]
    under = 2 * tp + fp + fn
    return np.divide(2 * tp, under, out=np.zeros_like(tp, dtype=np.float64), where=under > 0)


def _letters(order: Sequence[str], adjusted: dict[frozenset[str], float]) -> dict[str, str]:
    """A letter for each longest run of the order in which no two systems are told apart."""
    runs: list[tuple[int, int]] = []
    for start in range(len(order)):
        end = start
        while end + 1 < len(order) and all(
            adjusted[frozenset((order[k], order[end + 1]))] > ALPHA for k in range(start, end + 1)
        ):
            end += 1
        if not runs or end > runs[-1][1]:
            runs.append((start, end))
    letters = dict.fromkeys(order, "")
    for index, (start, end) in enumerate(runs):
        for name in order[start : end + 1]:
            letters[name] += chr(ord("a") + index) if index < 26 else f"+{index}"
    return letters
