"""``claimbench new`` and ``claimbench publish``: the beginning and the end of a submission."""

import argparse
import json
import re
from functools import partial
from importlib import resources
from pathlib import Path

from claimbench.cli.output import Report, print_json
from claimbench.corpus.corpus import load_corpus
from claimbench.leaderboard.published import check_tries, publish, rescore
from claimbench.leaderboard.score import Scorer
from claimbench.leaderboard.table import number
from claimbench.model.faults import InputError, fault
from claimbench.model.writing import write_whole
from claimbench.submissions.opening import TRIES, open_submission
from claimbench.submissions.runner import run
from claimbench.submissions.terms import terms

KINDS = ("class", "command", "llm", "predictions")


def new(arguments: argparse.Namespace) -> int:
    """Write a working submission folder with a test that passes."""
    folder = Path(arguments.folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise fault(folder, "is there already", wanted="a new folder")
    name = re.sub(r"[^A-Za-z0-9._-]", "-", folder.resolve().name).strip("-._")[:64] or "mine"
    written = []
    for kind in ("any", arguments.kind):
        for file in sorted(resources.files("claimbench").joinpath("templates", kind).iterdir(), key=lambda f: f.name):
            path = folder / file.name.removesuffix(".tmpl")
            if str(path) not in written:
                written.append(str(path))
            write_whole(path, file.read_text("utf-8").replace("@NAME@", name).encode())
    if arguments.kind == "predictions":
        path = folder / "predictions.jsonl"
        write_whole(path, _first_sentences())
        written.append(str(path))
    if arguments.json:
        print_json({"written": sorted(written)})
        return 0
    print("\n".join(sorted(written)))
    print(f"\nnext: claimbench validate {folder}\n      claimbench leaderboard {folder}\n      pytest {folder}")
    return 0


def _first_sentences() -> bytes:
    """A predictions file for the shipped corpus: the first sentence of each article."""
    lines = []
    for article in load_corpus().articles:
        sentence = article.sentences[0].cut(article.text)
        claim = {"text": sentence, "quotes": [sentence], "holder": "author", "commitment": "endorses"}
        lines.append(json.dumps({"schema": 1, "article": article.id, "claims": [claim]}, ensure_ascii=False) + "\n")
    return "".join(lines).encode()


def publish_try(arguments: argparse.Namespace) -> int:
    """Run a submission folder and keep its answers and score as a try; or bring kept ones up to date; or check them."""
    corpus = load_corpus(arguments.corpus)
    folder = Path(arguments.folder)
    if not folder.is_dir():
        raise fault(folder, "no such folder", wanted="a submission folder")
    submission, scorer = open_submission(arguments.folder), Scorer(corpus)
    if arguments.check or arguments.rescore:
        added = rescore(submission.folder, scorer) if arguments.rescore else 0
        if faults := check_tries(submission.folder, scorer):
            raise InputError(faults)
        if arguments.json:
            print_json({"tries": submission.tries, "rescored": added})
        else:
            print(f"{submission.tries} tries, {added} rescored; all stand as the scorer gives them today")
        return 0
    if submission.name != submission.folder.name:
        raise fault("name", "not the folder's", submission.name, submission.folder.name)
    if faults := check_tries(submission.folder, scorer):
        raise InputError(faults)
    allowed = terms(arguments, corpus.root)
    answers = run(submission, corpus.articles, partial(Report(corpus.articles), submission.name), allowed)
    made = publish(submission, answers, scorer)
    if arguments.json:
        print_json(made)
    else:
        place = submission.folder / TRIES / str(made.number)
        print(f"try {made.number}: claims F1 {number(made.scores[-1].f1)}, in {place}")
    return 0
