"""``claimbench leaderboard``."""

import argparse
import os
import sys
from pathlib import Path

from claimbench.cli.matchers import made
from claimbench.cli.output import Report, print_json
from claimbench.corpus.corpus import load_corpus
from claimbench.leaderboard.board import REFERENCE
from claimbench.leaderboard.faces import as_markdown, print_board, write_all, write_between
from claimbench.leaderboard.runinfo import asides, remarks
from claimbench.leaderboard.session import entries
from claimbench.leaderboard.session import leaderboard as run_leaderboard
from claimbench.model.faults import fault
from claimbench.submissions.terms import terms


def leaderboard(arguments: argparse.Namespace) -> int:
    """Run, score, write, print; a submission that fails is on the board with its state."""
    corpus = load_corpus(arguments.corpus)
    make = made(arguments.matcher)
    chosen, allowed = entries(arguments.submissions, corpus, not arguments.no_baselines), terms(arguments, corpus.root)
    if arguments.reference and arguments.reference not in (names := [entry.submission.name for entry in chosen]):
        raise fault("--reference", "not on this board", arguments.reference, ", ".join(names))
    report, reference = Report(corpus.articles), arguments.reference or REFERENCE
    board, run = run_leaderboard(corpus, chosen, report, make, reference, allowed)
    make.tell()
    if arguments.reference and board.reference is None:
        raise fault("--reference", "not ranked here", arguments.reference, ", ".join(board.comparison.ranks))
    folder = Path(arguments.output)
    write_all(board, run, folder)
    if arguments.write:
        write_between(Path(arguments.write), as_markdown(board))
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(summary).open("ab") as stream:
            stream.write(as_markdown(board, remarks(run)))
    if arguments.json:
        print_json(board)
        return 0
    from rich.console import Console

    print_board(
        board, Console(width=None if sys.stdout.isatty() else 200, highlight=False), [*remarks(run), *asides(run)]
    )
    print(f"written: {folder / 'index.html'} and leaderboard.md, .csv, .json, run.json")
    return 0
