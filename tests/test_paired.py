"""Tests, differences and ranks: against full enumeration, other libraries and hand-worked cases."""

from itertools import product

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests

from claimbench.model.counts import Counts, total
from claimbench.statistics.paired import compare_all, exchange, holm, smallest_p

Table = list[list[Counts]]


def blocks(*rows: tuple[int, int, int]) -> Table:
    return [[Counts(*row) for row in rows]]


def random(seed: int, systems: int, units: int, better: float = 0.0) -> dict[str, Table]:
    draw = np.random.default_rng(seed)
    return {
        f"s{k}": blocks(*(tuple(int(v) for v in draw.poisson([4 + better * k, 2, 2])) for _ in range(units)))
        for k in range(systems)
    }


def array(table: Table) -> np.ndarray:
    return np.array([(c.tp, c.fp, c.fn) for article in table for c in article], dtype=float)


def f1(rows: list[Counts]) -> float:
    return total(rows).f1 or 0.0


@pytest.mark.parametrize("seed", range(5))
def test_p_of_the_exchange_test_is_that_of_full_enumeration(seed: int) -> None:
    a, b = (table[0] for table in random(seed, 2, 6, better=2).values())
    observed = abs(f1(a) - f1(b))
    reached = 0
    for swaps in product((False, True), repeat=6):
        one = [y if s else x for x, y, s in zip(a, b, swaps, strict=True)]
        other = [x if s else y for x, y, s in zip(a, b, swaps, strict=True)]
        reached += abs(f1(one) - f1(other)) >= observed - 1e-12
    (p,) = exchange(np.stack([array([a]), array([b])]), [(0, 1)])
    assert p == reached / 2**6


def test_sampled_p_is_near_the_enumerated_one_and_never_zero() -> None:
    tables = np.stack([array(table) for table in random(3, 2, 14, better=2).values()])
    (exact,) = exchange(tables, [(0, 1)])
    doubled = np.concatenate(
        [tables, np.zeros((2, 3, 3))], axis=1
    )  # empty units change nothing but the number of swaps
    (drawn,) = exchange(doubled, [(0, 1)], sampled=20_000)
    assert drawn == pytest.approx(exact, abs=0.01)
    far = np.stack([np.tile([9.0, 0, 0], (40, 1)), np.tile([0.0, 9, 9], (40, 1))])
    assert exchange(far, [(0, 1)], sampled=99) == [1 / 100]


def test_equal_systems_have_p_one_and_any_pair_its_mirror_image() -> None:
    tables = np.stack([array(table) for table in random(1, 2, 8).values()])
    assert exchange(np.stack([tables[0], tables[0]]), [(0, 1)]) == [1.0]
    assert exchange(tables, [(0, 1)]) == exchange(tables, [(1, 0)])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_holm_is_that_of_statsmodels(ps: list[float]) -> None:
    assert holm(ps) == pytest.approx(list(multipletests(ps, method="holm")[1]))


def test_difference_and_interval_are_those_of_scipys_paired_bootstrap() -> None:
    systems = random(5, 2, 14, better=1.5)
    (found,) = compare_all(systems, "s0").family
    a, b = (array(table) for table in systems.values())

    def gap(index: np.ndarray, axis: int = -1) -> np.ndarray:
        rows = index.astype(int)
        both = [table[rows].sum(axis=-2) for table in (b, a)]
        one, other = (2 * c[..., 0] / (2 * c[..., 0] + c[..., 1] + c[..., 2]) for c in both)
        return np.asarray(one - other)

    theirs = stats.bootstrap(
        (np.arange(14),), gap, n_resamples=10_000, method="percentile", vectorized=True, rng=np.random.default_rng(9)
    ).confidence_interval
    assert found.difference == pytest.approx(float(gap(np.arange(14))), abs=1e-6)
    assert found.interval.low == pytest.approx(theirs.low, abs=0.01)
    assert found.interval.high == pytest.approx(theirs.high, abs=0.01)


def test_smallest_p_is_reached_by_the_clearest_case() -> None:
    clear = {"a": blocks(*[(9, 0, 0)] * 14), "b": blocks(*[(0, 9, 9)] * 14)}
    (found,) = compare_all(clear, "b").family
    assert smallest_p(14) == 2 / 2**14
    assert found.p == pytest.approx(smallest_p(14), abs=1e-6)


def test_clear_order_gives_single_ranks_and_letters_of_their_own() -> None:
    table = {"best": blocks(*[(9, 0, 1)] * 14), "mid": blocks(*[(5, 3, 5)] * 14), "worst": blocks(*[(1, 8, 9)] * 14)}
    found = compare_all(table, "mid")
    assert found.ranks == {"best": (1, 1), "mid": (2, 2), "worst": (3, 3)}
    assert found.groups == {"best": "a", "mid": "b", "worst": "c"}
    assert [d.system for d in found.family] == ["best", "worst"]
    assert [d.difference > 0 for d in found.family] == [True, False]


def test_equal_systems_are_tied_over_all_ranks() -> None:
    same = random(2, 1, 14)["s0"]
    found = compare_all({"a": same, "b": same, "c": same}, "a")
    assert found.ranks == dict.fromkeys("abc", (1, 3))
    assert found.groups == dict.fromkeys("abc", "a")
    assert [(d.difference, d.p, d.adjusted) for d in found.family] == [(0.0, 1.0, 1.0)] * 2


def test_chain_of_near_ties_gets_overlapping_letters() -> None:
    found = compare_all(random(4, 8, 14, better=1.2), None)
    order = sorted(found.groups, key=lambda name: found.ranks[name])
    assert not set(found.groups[order[0]]) & set(found.groups[order[-1]])
    assert any(len(letters) > 1 for letters in found.groups.values())
    assert all(found.groups.values())


@pytest.mark.parametrize("count", [0, 1])
def test_no_or_one_system_has_nothing_to_be_compared_with(count: int) -> None:
    found = compare_all(random(1, count, 5), "s0")
    assert (found.family, found.detectable) == ((), None)
    assert found.ranks == ({"s0": (1, 1)} if count else {})


def test_order_of_systems_changes_no_p_and_no_rank() -> None:
    systems = random(6, 5, 14, better=0.8)
    there, back = compare_all(systems, "s2"), compare_all(dict(reversed(systems.items())), "s2")
    assert there.ranks == back.ranks
    assert {d.system: d.p for d in there.family} == {d.system: d.p for d in back.family}
    assert {d.system: d.interval for d in there.family} == {d.system: d.interval for d in back.family}


def test_from_twenty_articles_on_articles_are_the_units() -> None:
    # the same counts as one block or as two an article: only the article's sum counts
    draw = np.random.default_rng(0)
    rows = {n: [[Counts(*map(int, draw.poisson([4, 2, 2]))) for _ in range(2)] for _ in range(25)] for n in "ab"}
    sums = {n: [[total(article)] for article in table] for n, table in rows.items()}
    assert compare_all(rows, "a") == compare_all(sums, "a")


def test_twice_the_same_bytes_seed_zero_included() -> None:
    systems = random(8, 4, 30, better=0.5)
    one, two = (msgspec.json.encode(compare_all(systems, "s0", seed=0, sampled=500)) for _ in range(2))
    assert one == two
    assert msgspec.json.encode(compare_all(systems, "s0", seed=1, sampled=500)) != one
