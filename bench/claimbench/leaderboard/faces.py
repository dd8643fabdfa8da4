"""The board as Markdown, CSV, JSON, HTML and in the terminal, all from the same record."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from claimbench.leaderboard.record import Board
from claimbench.leaderboard.runinfo import RunInfo, remarks
from claimbench.leaderboard.table import COLUMNS, notes, rows
from claimbench.model.faults import fault, visible
from claimbench.model.json_text import read_bytes, shown_json
from claimbench.model.writing import write_whole

if TYPE_CHECKING:
    from rich.console import Console


def as_json(board: Board) -> bytes:
    """The whole record; keys sorted, so that equal boards are equal bytes."""
    return shown_json(board, "sorted")


def as_csv(board: Board) -> bytes:
    """The table with its counts by layer, one row a system and layer."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["rank", "system", "layer", "tp", "fp", "fn", "precision", "recall", "f1", "f1_low", "f1_high"])
    for score in board.rows:
        for layer, ratio in {**score.layers, **score.views}.items():
            if ratio is not None:
                interval = ratio.intervals.f1
                ends = [interval.low, interval.high] if interval else ["", ""]
                figures = ["" if v is None else f"{v:.6f}" for v in (ratio.precision, ratio.recall, ratio.f1)]
                rank = board.ranks[score.name] or ""
                writer.writerow([rank, _cell(score.name), layer, ratio.tp, ratio.fp, ratio.fn, *figures, *ends])
    return stream.getvalue().encode()


def as_markdown(board: Board, remarks: Sequence[str] = ()) -> bytes:
    """The table and its notes, with remarks on the run, if any, at the end."""
    lines = ["| " + " | ".join(COLUMNS) + " |", "|" + "---|" * len(COLUMNS)]
    lines += ["| " + " | ".join(visible(c).replace("|", "\\|") for c in row.cells) + " |" for row in rows(board)]
    return ("\n".join([*lines, "", *(f"{visible(note)}  " for note in (*notes(board), *remarks))]) + "\n").encode()


def as_html(board: Board, remarks: Sequence[str] = ()) -> bytes:
    """One static page without external assets; every text is escaped."""
    from claimbench.leaderboard.page import render

    return render(board, remarks)


def print_board(board: Board, console: "Console", remarks: Sequence[str] = ()) -> None:
    """The table in a terminal: as many columns as it has room for, none of them cut."""
    from rich.table import Table
    from rich.text import Text

    cells = [[visible(cell) for cell in row.cells] for row in rows(board)]
    widths = [max(len(line[k]) for line in [list(COLUMNS), *cells]) for k in range(len(COLUMNS))]
    shown = max((k for k in range(1, len(COLUMNS) + 1) if sum(widths[:k]) + 2 * (k - 1) <= console.width), default=1)
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for column in COLUMNS[:shown]:
        table.add_column(column, justify="left" if column in ("system", "state") else "right", no_wrap=True)
    for row, line in zip(rows(board), cells, strict=True):
        style = "dim" if row.group == "not scored" else ""
        table.add_row(*(Text(cell, style=style) for cell in line[:shown]))
    console.print(table)
    if left := len(COLUMNS) - shown:
        console.print(f"{left} more columns: a wider terminal, or the page")
    for note in (*notes(board), *remarks):
        console.print(Text(visible(note), style="dim"))


MARKS = (b"<!-- claimbench leaderboard -->\n", b"<!-- end of claimbench leaderboard -->")


def write_between(path: Path, table: bytes) -> None:
    """Put a table into a Markdown file, between its two marks, and leave everything else as it is.

    Raises:
        InputError: when the file cannot be read or has not each mark once, in this order.
    """
    raw = read_bytes(path)
    start, end = raw.find(MARKS[0]), raw.find(MARKS[1])
    if raw.count(MARKS[0]) != 1 or raw.count(MARKS[1]) != 1 or end < start:
        raise fault(path, "no place for the table", wanted=" and ".join(mark.decode().strip() for mark in MARKS))
    write_whole(path, raw[: start + len(MARKS[0])] + table + raw[end:])


def write_all(board: Board, run: RunInfo, folder: Path) -> None:
    """Write every face into a folder, each file whole or not at all."""
    write_whole(folder / "leaderboard.json", as_json(board))
    write_whole(folder / "leaderboard.csv", as_csv(board))
    said = remarks(run)
    write_whole(folder / "leaderboard.md", as_markdown(board, said))
    write_whole(folder / "index.html", as_html(board, said))
    write_whole(folder / "run.json", shown_json(run))


def _cell(text: str) -> str:
    """Keep a spreadsheet from taking a name for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text
