"""``claimbench leaderboard``."""

import argparse
import sys
from pathlib import Path

from claimbench.cli.matchers import made
from claimbench.cli.output import print_json, report
from claimbench.corpus.corpus import load_corpus
from claimbench.leaderboard.faces import print_board, write_all
from claimbench.leaderboard.session import entries
from claimbench.leaderboard.session import leaderboard as run_leaderboard


def leaderboard(arguments: argparse.Namespace) -> int:
    """Run, score, write, print; a submission that fails is on the board with its state."""
    corpus = load_corpus(arguments.corpus)
    make = made(arguments.matcher)
    board, run = run_leaderboard(corpus, entries(arguments.submissions), report, make)
    make.tell()
    folder = Path(arguments.output)
    write_all(board, run, folder)
    if arguments.json:
        print_json(board)
        return 0
    from rich.console import Console

    print_board(board, Console(width=None if sys.stdout.isatty() else 200, highlight=False))
    print(f"written: {folder / 'index.html'} and leaderboard.md, .csv, .json, run.json")
    return 0
