"""Intervals against scipy and against hand-worked cases; ratios against scikit-learn."""

import numpy as np
import pytest
from scipy.stats import bootstrap
from sklearn.metrics import precision_recall_fscore_support

from claimbench.model.counts import Counts, total
from claimbench.statistics.bootstrap import Interval, Intervals, intervals, unit

BLOCKS = [Counts(3, 1, 2), Counts(0, 2, 1), Counts(4, 0, 0), Counts(1, 1, 3), Counts(2, 0, 2), Counts(5, 2, 1)]


def test_interval_agrees_with_scipy_within_monte_carlo_error() -> None:
    table = np.array([(c.tp, c.fp, c.fn) for c in BLOCKS])

    def f1(index: np.ndarray) -> float:
        tp, fp, fn = table[index.astype(int)].sum(axis=0)
        return 2 * tp / (2 * tp + fp + fn)

    theirs = bootstrap(
        (np.arange(6),), f1, n_resamples=9999, method="percentile", vectorized=False, rng=np.random.default_rng(1)
    ).confidence_interval
    ours = intervals([BLOCKS], resamples=9999).f1
    assert ours is not None
    assert ours.low == pytest.approx(theirs.low, abs=0.01)
    assert ours.high == pytest.approx(theirs.high, abs=0.01)


def test_equal_blocks_leave_no_uncertainty() -> None:
    result = intervals([[Counts(1, 1, 0)] * 5])
    assert result.precision == Interval(0.5, 0.5)
    assert result.recall == Interval(1.0, 1.0)


def test_seed_zero_is_a_seed_like_any_other() -> None:
    assert intervals([BLOCKS], seed=0) == intervals([BLOCKS], seed=0)
    assert intervals([BLOCKS], seed=0) != intervals([BLOCKS], seed=1)


def test_nothing_counted_has_no_interval() -> None:
    assert intervals([[Counts(), Counts()]]) == Intervals(None, None, None)
    assert intervals([]) == Intervals(None, None, None)


def test_from_twenty_articles_on_articles_are_resampled() -> None:
    assert unit(19) == "blocks within articles"
    assert unit(20) == "articles"
    alike = [[Counts(1, 0, 0), Counts(0, 1, 1)]] * 20  # every article has P = R = 1/2
    assert intervals(alike).f1 == Interval(0.5, 0.5)


def test_ratios_agree_with_scikit_learn_on_flattened_counts() -> None:
    c = total(BLOCKS)
    truth = [1] * c.tp + [0] * c.fp + [1] * c.fn
    guess = [1] * c.tp + [1] * c.fp + [0] * c.fn
    precision, recall, f1, _ = precision_recall_fscore_support(truth, guess, average="binary")
    assert (c.precision, c.recall, c.f1) == pytest.approx((precision, recall, f1))


def test_empty_case_of_ratios() -> None:
    assert (Counts().precision, Counts().recall, Counts().f1) == (None, None, None)
    assert (Counts(fn=2).precision, Counts(fn=2).recall, Counts(fn=2).f1) == (0.0, 0.0, 0.0)
    assert (Counts(fp=2).precision, Counts(fp=2).recall) == (0.0, 0.0)
