"""Whether the time of every baseline grows with the length of the text and no faster.

Each baseline that needs no environment of its own reads texts of one length and of four times that length, both made of
passages written for the tests; the ratio of the two times is near 4 where time is linear, and 16 where it is quadratic.
Sentences that never end are read too, of 1,250 and of 5,000 words::

    python benchmarks/baselines.py [--words 12500] [--rounds 3] [--json]
"""

import argparse
import json
import statistics
from pathlib import Path

from claimbench import open_submission
from claimbench.corpus.location import baselines
from claimbench.model.article import Article, ArticleInfo, Span
from claimbench.submissions.opening import Submission
from claimbench.submissions.runner import Runner

TEXTS = Path(__file__).parents[1] / "tests" / "texts"
CLAUSE = "the mayor said that the bridge is safe, and the engineers fear that it may fall because nobody repairs it, "
TIMES = 4
GOAL = 6.0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time of the baselines by length of text.")
    parser.add_argument("--words", type=int, default=12_500, metavar="N", help="of the shorter text (%(default)s)")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="rounds to take the median of (%(default)s)")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")
    arguments = parser.parse_args()
    passage = "\n\n".join((TEXTS / f"{name}.txt").read_text("utf-8") for name in ("news", "science"))
    size = len(passage.split())
    texts = [_article(f"t{k}", "\n\n".join([passage] * (k * arguments.words // size))) for k in (1, TIMES)]
    endless = [_article(f"e{k}", (CLAUSE * (k * 1250 // 20)).strip(" ,").capitalize() + ".") for k in (1, TIMES)]
    found = {}
    for folder in baselines():
        submission = open_submission(str(folder))
        if submission.manifest.kind == "class" and not submission.manifest.requirements:
            found[submission.name] = [_seconds(submission, pair, arguments.rounds) for pair in (texts, endless)]
    if arguments.json:
        print(json.dumps({name: {"text": a, "sentence": b} for name, (a, b) in found.items()}, indent=1))
        return
    lengths = f"{arguments.words:>9}{TIMES * arguments.words:>9}{'ratio':>8}"
    print(f"{'seconds, by words':22}{lengths}   a sentence {1250:>6}{5000:>9}{'ratio':>8}")
    for name, (text, sentence) in found.items():
        ratios = [longer / shorter for shorter, longer in (text, sentence)]
        met = "met" if max(ratios) <= GOAL else "missed"
        print(
            f"{name:22}{text[0]:9.3f}{text[1]:9.3f}{ratios[0]:8.2f}   {'':11}{sentence[0]:6.3f}{sentence[1]:9.3f}"
            f"{ratios[1]:8.2f}   goal {GOAL:g}: {met}"
        )


def _article(name: str, text: str) -> Article:
    info = ArticleInfo(title="", publication="", body=Span(0, len(text)), sha256="", rights="")
    return Article(id=name, text=text, info=info)


def _seconds(submission: Submission, pair: list[Article], rounds: int) -> tuple[float, float]:
    """Median seconds of the shorter and of the longer text, in a worker that is there already."""
    with Runner(submission, pair) as runner:
        runner.answer(pair[0])
        seconds = [[runner.answer(article).seconds for article in pair] for _ in range(rounds)]
    shorter, longer = (statistics.median(column) for column in zip(*seconds, strict=True))
    return shorter, longer


if __name__ == "__main__":
    main()
