"""What a worker costs an article: against calling the class in this process, and against a fresh process an article.

The articles are the shipped one under many names, the class cuts sixty claims out of each, and the answers are read and
checked in each way, as scoring needs them. The ways take turns, and the median of the rounds is taken::

    python benchmarks/worker.py [--articles 200] [--rounds 5] [--json]
"""

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from claimbench import load_corpus, open_submission, run
from claimbench.engines.isolation import probe
from claimbench.model.article import Article
from claimbench.submissions.opening import Submission
from claimbench.submissions.predictions import parse_prediction
from claimbench.submissions.runner import Runner
from claimbench.submissions.terms import Terms

CLASS = """
class Sixty:
    def extract(self, article):
        spans = [{"start": n * 100, "end": n * 100 + 90} for n in range(60)]
        text = article["text"]
        return [{"text": text[s["start"]:s["end"]], "spans": [s], "holder": "author"} for s in spans]
"""
MANIFEST = 'name = "sixty"\nversion = "1"\nkind = "class"\nentry = "sixty:Sixty"\n'
GOAL_MS, GOAL_RATIO = 1.0, 50.0


class Way(NamedTuple):
    """Seconds an article in each way."""

    in_process: float
    worker: float
    fresh: float

    @property
    def overhead(self) -> float:
        """Milliseconds that the worker adds to an article."""
        return 1000 * (self.worker - self.in_process)

    @property
    def ratio(self) -> float:
        """How many times cheaper the worker's overhead is than a fresh process's."""
        return (self.fresh - self.in_process) / (self.worker - self.in_process)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Cost of a worker, by article.")
    parser.add_argument("--articles", type=int, default=200, metavar="N", help="articles a round (%(default)s)")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="rounds to take the median of (%(default)s)")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")
    arguments = parser.parse_args()
    (article,) = load_corpus().articles
    articles = [msgspec.structs.replace(article, id=f"a{n}") for n in range(arguments.articles)]
    fences = ["process"]
    try:
        probe("bubblewrap")
        fences.append("bubblewrap")
    except OSError as error:
        print(f"no bubblewrap here: {error}")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        (Path(folder) / "sixty.py").write_text(CLASS)
        (Path(folder) / "submission.toml").write_text(MANIFEST)
        submission = open_submission(folder)
        found = {fence: measure(submission, articles, Terms(fence=fence), arguments.rounds) for fence in fences}
    if arguments.json:
        record = {f: {**w._asdict(), "overhead_ms": w.overhead, "ratio": w.ratio} for f, w in found.items()}
        print(json.dumps(record, indent=1))
        return
    print("milliseconds an article")
    print(f"{'fence':12}{'in process':>12}{'worker':>10}{'fresh':>10}{'overhead':>11}{'times cheaper':>15}")
    for fence, way in found.items():
        ms = [1000 * value for value in way]
        met = "met" if way.overhead < GOAL_MS and way.ratio >= GOAL_RATIO else "missed"
        print(f"{fence:12}{ms[0]:12.3f}{ms[1]:10.3f}{ms[2]:10.1f}{way.overhead:11.3f}{way.ratio:15.0f}   goals {met}")


def measure(submission: Submission, articles: Sequence[Article], terms: Terms, rounds: int) -> Way:
    """Median seconds an article in each way; a fresh process is started for every twentieth article only."""
    extractor = _extractor(submission)
    ways = []
    for _ in range(rounds):
        begin = time.perf_counter()
        for article in articles:
            said = {"schema": 1, "article": article.id, "claims": extractor.extract(article.as_task())}
            parse_prediction(json.dumps(said).encode(), article, "in process")
        one = (time.perf_counter() - begin) / len(articles)
        with Runner(submission, articles, terms) as runner:
            runner.answer(articles[0])  # starts it
            begin = time.perf_counter()
            for article in articles:
                runner.answer(article)
            two = (time.perf_counter() - begin) / len(articles)
        few = articles[::20]
        begin = time.perf_counter()
        for article in few:
            run(submission, [article], terms=terms)
        ways.append((one, two, (time.perf_counter() - begin) / len(few)))
    return Way(*(statistics.median(column) for column in zip(*ways, strict=True)))


def _extractor(submission: Submission) -> Any:
    space: dict[str, Any] = {}
    exec((submission.folder / "sixty.py").read_text(), space)
    return space["Sixty"]()


if __name__ == "__main__":
    main()
