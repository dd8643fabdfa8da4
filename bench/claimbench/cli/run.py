"""``claimbench run``: what one or several submissions answer, with steps behind them, as a predictions file."""

import argparse
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from claimbench.alignment.steps import STEPS, union
from claimbench.cli.output import Report, print_json
from claimbench.corpus.corpus import load_corpus
from claimbench.leaderboard.runinfo import asides, remarks, run_info
from claimbench.model.article import Article
from claimbench.model.faults import fault, visible
from claimbench.model.prediction import Prediction
from claimbench.model.writing import write_whole
from claimbench.submissions.opening import open_submission
from claimbench.submissions.predictions import write_lines
from claimbench.submissions.runner import Answer
from claimbench.submissions.runner import run as run_submission
from claimbench.submissions.terms import terms


def run(arguments: argparse.Namespace) -> int:
    """Write what submissions answer; articles without an answer have no line, are named, and make the exit code 1.

    What has been answered is kept as it comes, so that the same command goes on where it was interrupted.
    """
    corpus = load_corpus(arguments.corpus)
    if unknown := [name for name in arguments.filter if name not in STEPS]:
        raise fault("--filter", "unknown step", ", ".join(unknown), ", ".join(STEPS))
    if len(arguments.submissions) > 1 and not arguments.union:
        raise fault("run", "several submissions", " ".join(arguments.submissions), "one, or --union to join them")
    submissions = [open_submission(spec) for spec in arguments.submissions]
    allowed = terms(arguments, corpus.root, arguments.prepare)
    report = Report(corpus.articles)
    answers = {s.name: run_submission(s, corpus.articles, partial(report, s.name), allowed) for s in submissions}
    said = composed(corpus.articles, answers, arguments.filter)
    write_whole(Path(arguments.output), write_lines(said))
    info = run_info(answers)
    if arguments.json:
        states = {name: {a.article: a.state for a in listed} for name, listed in answers.items()}
        print_json({"output": arguments.output, "states": states, "run": info})
    else:
        claims = sum(len(prediction.claims) for prediction in said)
        print(f"{len(said)} of {len(corpus.articles)} articles written to {arguments.output}, {claims} claims")
        for line in (*remarks(info), *asides(info)):
            print(visible(line))
    return int(len(said) < len(corpus.articles))


def composed(
    articles: Sequence[Article], answers: Mapping[str, Sequence[Answer]], steps: Sequence[str]
) -> list[Prediction]:
    """The joined and filtered answers of the articles that every submission has answered."""
    found = []
    for article in articles:
        mine = [answer for listed in answers.values() for answer in listed if answer.article == article.id]
        predictions = [answer.prediction for answer in mine if answer.prediction]
        if len(predictions) == len(answers):
            prediction = predictions[0] if len(predictions) == 1 else union(predictions)
            for step in steps:
                prediction = STEPS[step](prediction, article)
            found.append(prediction)
    return found
