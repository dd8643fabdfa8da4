"""Coefficients of agreement against hand-worked values and against their relation to each other."""

import pytest

from claimbench.statistics.reliability import alpha, kappa


def test_kappa_of_a_hand_worked_table() -> None:
    # 10 pairs: 4 yes/yes, 1 yes/no, 1 no/yes, 4 no/no: agreed 0.8, by chance 0.5, kappa 0.6
    pairs = [("y", "y")] * 4 + [("y", "n"), ("n", "y")] + [("n", "n")] * 4
    found = kappa([pairs])
    assert (found.n, found.agreed) == (10, 0.8)
    assert found.kappa == pytest.approx(0.6)


def test_alpha_of_krippendorffs_own_example() -> None:
    # Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", section C: nominal data, four observers, 0.743
    observers = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    ]
    found = alpha([list(zip(*observers, strict=True))])
    assert found.n == 11
    assert found.alpha == pytest.approx(0.743, abs=0.0005)


def test_constant_values_have_no_coefficient_and_no_interval() -> None:
    assert kappa([[("y", "y")] * 3]).kappa is None
    assert alpha([[("y", "y")] * 3]).alpha is None
    assert alpha([[("y", "y")] * 3]).interval is None
    assert kappa([]).agreed is None


def test_interval_holds_the_value_and_is_the_same_twice() -> None:
    blocks = [[("y", "y"), ("n", "n")], [("y", "n"), ("n", "n")], [("y", "y")], [("n", "y"), ("n", "n")]]
    for coefficient, value in ((kappa, "kappa"), (alpha, "alpha")):
        one, two = coefficient(blocks), coefficient(blocks)
        assert one == two
        assert one.interval is not None
        assert one.interval.low <= getattr(one, value) <= one.interval.high


def test_unit_that_one_rater_has_counts_for_nothing() -> None:
    units = [("y", "y", None), ("n", "n", "n"), ("y", "n", "n")]
    assert alpha([[*units, (None, "y", None)]]) == alpha([units])
