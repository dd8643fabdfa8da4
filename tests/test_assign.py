"""The assignment against brute force, and against networkx for its value."""

import random
from itertools import product

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbench.alignment.assign import Edge, assign


def brute_force(edges: list[Edge]) -> dict[int, int]:
    """Of all matchings the one that is best by the five criteria, in their order."""
    ordered = sorted(edges, key=lambda e: (e.row, e.column))
    rows = sorted({e.row for e in ordered})
    options = [[None, *(e for e in ordered if e.row == row)] for row in rows]
    best_key, best = None, {}
    for choice in product(*options):
        chosen = [e for e in choice if e is not None]
        if len({e.column for e in chosen}) < len(chosen):
            continue
        key = (
            sum(e.required for e in chosen),
            sum(not e.required for e in chosen),
            sum(round(e.score * 1e9) for e in chosen),
            sum(e.agrees for e in chosen),
            [e in chosen for e in ordered],
        )
        if best_key is None or key > best_key:
            best_key, best = key, {e.row: e.column for e in chosen}
    return best


def random_edges(draw: random.Random, rows: int, columns: int, density: float) -> list[Edge]:
    needed = [draw.random() < 0.6 for _ in range(columns)]
    scores = [0.5, 0.6, 0.6, 0.9]  # few values, so that ties are the rule
    return [
        Edge(i, j, needed[j], draw.choice(scores), draw.random() < 0.5)
        for i in range(rows)
        for j in range(columns)
        if draw.random() < density
    ]


@pytest.mark.parametrize("density", [0.2, 0.4, 0.6])
def test_assignment_equals_brute_force_on_all_small_problems_ties_included(density: float) -> None:
    draw = random.Random(7)
    for _ in range(150):
        edges = random_edges(draw, draw.randint(1, 6), draw.randint(1, 6), density)
        assert assign(edges) == brute_force(edges)


def test_assignment_equals_brute_force_on_full_six_by_six() -> None:
    draw = random.Random(11)
    for _ in range(2):
        edges = random_edges(draw, 6, 6, 1.0)
        assert assign(edges) == brute_force(edges)


@given(st.integers(0, 10**6), st.integers(1, 12), st.integers(1, 12))
def test_shuffling_edges_changes_nothing(seed: int, rows: int, columns: int) -> None:
    draw = random.Random(seed)
    edges = random_edges(draw, rows, columns, 0.5)
    shuffled = edges.copy()
    draw.shuffle(shuffled)
    assert assign(shuffled) == assign(edges)


def test_number_of_required_claims_matched_is_the_maximum_that_networkx_finds() -> None:
    draw = random.Random(3)
    for _ in range(30):
        edges = [Edge(i, j, True, draw.random()) for i in range(40) for j in range(30) if draw.random() < 0.06]
        graph = networkx.Graph((("p", e.row), ("g", e.column)) for e in edges)
        largest = len(networkx.max_weight_matching(graph, maxcardinality=True))
        assert len(assign(edges)) == largest


def test_sum_of_scores_is_the_maximum_that_networkx_finds() -> None:
    draw = random.Random(5)
    for _ in range(30):
        edges = [Edge(i, j, True, round(draw.random(), 3)) for i in range(25) for j in range(25) if draw.random() < 0.1]
        score = {(e.row, e.column): e.score for e in edges}
        graph = networkx.Graph()
        graph.add_weighted_edges_from((("p", e.row), ("g", e.column), round(e.score * 1000)) for e in edges)
        pairs = [sorted(pair, reverse=True) for pair in networkx.max_weight_matching(graph, maxcardinality=True)]
        expected = sum(score[p[1], g[1]] for p, g in pairs)
        assert sum(score[r, c] for r, c in assign(edges).items()) == pytest.approx(expected, abs=1e-9)


def test_a_required_claim_goes_before_any_score() -> None:
    # row 0 may take the optional column at 1.0 or the required one at 0.1
    assert assign([Edge(0, 0, False, 1.0), Edge(0, 1, True, 0.1)]) == {0: 1}


def test_matching_first_and_thresholding_after_would_lose_this_match() -> None:
    # by score alone the best pair is (0, 0), which leaves row 1 without a claim; both can be served
    assert assign([Edge(0, 0, True, 0.9), Edge(0, 1, True, 0.5), Edge(1, 0, True, 0.6)]) == {0: 1, 1: 0}


def test_equal_scores_are_decided_by_holder_agreement() -> None:
    assert assign([Edge(0, 0, True, 0.7), Edge(1, 0, True, 0.7, agrees=True)]) == {1: 0}


def test_no_edges_give_no_pairs() -> None:
    assert assign([]) == {}


def test_ten_thousand_copies_of_a_prediction_match_once() -> None:
    matched = assign([Edge(i, j, True, 0.8) for i in range(10_000) for j in range(2)])
    assert matched == {0: 0, 1: 1}
