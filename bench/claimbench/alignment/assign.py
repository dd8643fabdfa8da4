"""One-to-one assignment of predictions to gold claims: exact, and the same whatever the order of the input."""

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence

import msgspec

_QUANTUM = 10**9


class Edge(msgspec.Struct, frozen=True):
    """A prediction that a gold claim accepts.

    Attributes:
        row: the prediction.
        column: the gold claim.
        required: whether the claim is required.
        score: the matcher's score in [0, 1]; compared after rounding to 1e-9.
        agrees: whether the holders agree.
    """

    row: int
    column: int
    required: bool
    score: float
    agrees: bool = False


def assign(edges: Sequence[Edge]) -> dict[int, int]:
    """Choose the best matching among accepted pairs.

    Best is, in this order: most required claims, most optional claims, largest sum of scores, most agreeing holders,
    and then the matching that holds the earliest edges. The last rule leaves exactly one answer, so rows and columns
    must be numbered by content and not by the order in which they came. Nothing is thresholded afterwards: what is
    not an edge was rejected before.

    All five are packed into one integer weight per edge; Python's integers are exact at any size. Connected
    components are solved apart, each by successive best augmentation, O(rows x edges) for a component.

    Args:
        edges: accepted pairs, each pair once.

    Returns:
        Column of each matched row; empty without edges.
    """
    matched: dict[int, int] = {}
    for component in _components(sorted(edges, key=lambda e: (e.row, e.column))):
        if len(component) == 1:
            matched[component[0].row] = component[0].column
        else:
            matched |= _solve(component)
    return matched


def _components(edges: Sequence[Edge]) -> Iterator[list[Edge]]:
    of_row: dict[int, list[Edge]] = defaultdict(list)
    of_column: dict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        of_row[edge.row].append(edge)
        of_column[edge.column].append(edge)
    seen_rows: set[int] = set()
    seen_columns: set[int] = set()
    for start in of_row:
        if start in seen_rows:
            continue
        seen_rows.add(start)
        queue, rows = deque([start]), []
        while queue:
            row = queue.popleft()
            rows.append(row)
            for edge in of_row[row]:
                if edge.column not in seen_columns:
                    seen_columns.add(edge.column)
                    for other in of_column[edge.column]:
                        if other.row not in seen_rows:
                            seen_rows.add(other.row)
                            queue.append(other.row)
        yield [edge for row in sorted(rows) for edge in of_row[row]]


def _solve(edges: Sequence[Edge]) -> dict[int, int]:
    weights = _weights(edges)
    rows, columns = {e.row for e in edges}, {e.column for e in edges}
    if len(rows) <= len(columns):
        return _augment({(e.row, e.column): w for e, w in zip(edges, weights, strict=True)})
    flipped = _augment({(e.column, e.row): w for e, w in zip(edges, weights, strict=True)})
    return {row: column for column, row in flipped.items()}


def _weights(edges: Sequence[Edge]) -> list[int]:
    """Pack the five criteria, most important highest, each with room for the sum over a whole matching."""
    room = min(len({e.row for e in edges}), len({e.column for e in edges})).bit_length()
    agree_at = len(edges)
    score_at = agree_at + room
    optional_at = score_at + _QUANTUM.bit_length() + room
    required_at = optional_at + room
    weights = []
    for rank, edge in enumerate(edges):
        weight = 1 << (len(edges) - 1 - rank)
        weight += edge.agrees << agree_at
        weight += round(edge.score * _QUANTUM) << score_at
        weight += 1 << (required_at if edge.required else optional_at)
        weights.append(weight)
    return weights


def _augment(weight: dict[tuple[int, int], int]) -> dict[int, int]:
    """Maximum-weight matching: add one row after the other, each by the alternating path that gains most.

    The matching over the rows so far is optimal, so the graph of exchanges has no cycle that gains, and a queue of
    improved rows settles.
    """
    neighbours: dict[int, list[int]] = defaultdict(list)
    for row, column in weight:
        neighbours[row].append(column)
    column_of: dict[int, int] = {}
    row_of: dict[int, int] = {}
    for start in sorted(neighbours):
        gain = {start: 0}
        came: dict[int, tuple[int, int]] = {}
        best, end = 0, (start, -1)
        queue = deque([start])
        while queue:
            row = queue.popleft()
            for column in neighbours[row]:
                if column_of.get(row) == column:
                    continue
                value = gain[row] + weight[row, column]
                holder = row_of.get(column)
                if holder is None:
                    if value > best:
                        best, end = value, (row, column)
                    continue
                value -= weight[holder, column]
                if holder not in gain or value > gain[holder]:
                    gain[holder], came[holder] = value, (row, column)
                    queue.append(holder)
                    if value > best:
                        best, end = value, (holder, -1)
        row, column = end
        if column < 0:
            column_of.pop(row, None)
        while True:
            if column >= 0:
                column_of[row], row_of[column] = column, row
            if row == start:
                break
            row, column = came[row]
    return column_of
