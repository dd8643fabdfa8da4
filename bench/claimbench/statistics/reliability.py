"""Coefficients of agreement, from scikit-learn and krippendorff, with intervals over paragraphs."""

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

import msgspec
import numpy as np

from claimbench.statistics.bootstrap import LEVEL, Interval

RESAMPLES = 1000
KAPPA_RESAMPLES = 200
"""Fewer, because one call of scikit-learn's kappa takes as long as fifteen of krippendorff's alpha."""

T = TypeVar("T")
Units = Sequence[Sequence[Hashable | None]]
"""One entry a unit, with the value of each rater; None where a rater has not got the unit."""


class Kappa(msgspec.Struct, frozen=True, kw_only=True):
    """Agreement of two raters.

    Attributes:
        n: pairs.
        agreed: share of pairs with the same value; None without pairs.
        kappa: Cohen's kappa (Cohen 1960), None where it is undefined because both always give one and the same value.
        interval: 95 % of kappa over resampled paragraphs, those in which it is undefined left out.
    """

    n: int
    agreed: float | None
    kappa: float | None
    interval: Interval | None


class Alpha(msgspec.Struct, frozen=True, kw_only=True):
    """Agreement of any number of raters.

    Attributes:
        n: units that two raters or more have.
        alpha: Krippendorff's alpha for nominal data (Krippendorff 2011), None where all values are the same.
        interval: 95 % over resampled paragraphs, those in which it is undefined left out.
    """

    n: int
    alpha: float | None
    interval: Interval | None


def kappa(blocks: Sequence[Sequence[tuple[str, str]]], seed: int = 0) -> Kappa:
    """Cohen's kappa of pairs of values, given by paragraph."""
    pairs = [pair for block in blocks for pair in block]
    agreed = sum(a == b for a, b in pairs) / len(pairs) if pairs else None
    return Kappa(
        n=len(pairs), agreed=agreed, kappa=cohen(pairs), interval=resampled(blocks, cohen, KAPPA_RESAMPLES, seed)
    )


def alpha(blocks: Sequence[Units], seed: int = 0) -> Alpha:
    """Krippendorff's alpha of units, given by paragraph."""
    units = [unit for block in blocks for unit in block if sum(value is not None for value in unit) > 1]
    classes = {value: i for i, value in enumerate(dict.fromkeys(v for unit in units for v in unit if v is not None))}
    counted = [[_counts(unit, classes) for unit in block] for block in blocks]
    return Alpha(
        n=len(units),
        alpha=_alpha([row for block in counted for row in block]),
        interval=resampled(counted, _alpha, RESAMPLES, seed),
    )


def _counts(unit: Sequence[Hashable | None], classes: dict[Hashable, int]) -> list[int]:
    row = [0] * len(classes)
    for value in unit:
        if value in classes:
            row[classes[value]] += 1
    return row


def cohen(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of pairs of values, None where it is undefined."""
    from sklearn.metrics import cohen_kappa_score

    if len({value for pair in pairs for value in pair}) < 2:
        return None
    return float(cohen_kappa_score([a for a, _ in pairs], [b for _, b in pairs]))


def _alpha(rows: Sequence[Sequence[int]]) -> float | None:
    import krippendorff

    table = np.array([row for row in rows if sum(row) > 1], dtype=np.int64)
    if not len(table) or np.count_nonzero(table.sum(axis=0)) < 2:
        return None
    return float(krippendorff.alpha(value_counts=table, level_of_measurement="nominal"))


def resampled(
    blocks: Sequence[Sequence[T]], statistic: Callable[[list[T]], float | None], resamples: int, seed: int
) -> Interval | None:
    """Percentile interval of a statistic over blocks drawn with replacement; None where it is undefined."""
    if statistic([item for block in blocks for item in block]) is None:
        return None
    draws = np.random.default_rng(seed).integers(len(blocks), size=(resamples, len(blocks)))
    found = [statistic([item for b in draw for item in blocks[b]]) for draw in draws]
    values = [value for value in found if value is not None]
    if not values:
        return None
    low, high = np.quantile(values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(round(float(low), 6), round(float(high), 6))
