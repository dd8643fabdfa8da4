"""The hooks of a leaderboard run: collect, run, gather (also from xdist workers), score once, print, judge gates."""

import re
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from claimbench.corpus.corpus import Corpus, load_corpus
from claimbench.leaderboard.faces import print_board, write_all
from claimbench.leaderboard.record import Board, SubmissionScore
from claimbench.leaderboard.runinfo import RunInfo, asides, remarks
from claimbench.leaderboard.session import Entry, assemble, entries
from claimbench.model.article import Article
from claimbench.model.faults import InputError, visible
from claimbench.model.vocabulary import FAILED_STATES, LAYERS, VIEWS
from claimbench.submissions.runner import Answer, Runner
from claimbench.submissions.terms import Terms, terms

_CARRIED = "claimbench"
_GATE = re.compile(r"^(?P<layer>[\w.]+)\.(?P<ratio>precision|recall|f1)=(?P<least>\d*\.?\d+)$")


class Gate(NamedTuple):
    """A least value for one ratio of one layer or view."""

    layer: str
    ratio: str
    least: float

    @classmethod
    def parse(cls, text: str) -> "Gate":
        """Read ``claims.f1=0.5``."""
        match = _GATE.match(text)
        known = (*LAYERS, *VIEWS)
        if not match or match["layer"] not in known or float(match["least"]) > 1:
            layers = ", ".join(known)
            raise pytest.UsageError(
                f"--gate {text}: wanted LAYER.precision|recall|f1=X with X up to 1, LAYER one of {layers}"
            )
        return cls(match["layer"], match["ratio"], float(match["least"]))

    def value(self, score: SubmissionScore) -> float | None:
        """The ratio that the gate is about; None without data."""
        ratio = (score.layers | score.views)[self.layer] if score.scored else None
        return None if ratio is None else getattr(ratio, self.ratio)


class LeaderboardRun:
    """One run of the leaderboard under pytest.

    Every process collects the same items and may run any of them; answers travel in the reports, and only the
    process that prints the summary scores them.
    """

    def __init__(
        self, corpus: Corpus, chosen: Sequence[Entry], gates: Sequence[Gate], folder: Path, allowed: Terms
    ) -> None:
        self._corpus = corpus
        self._terms = allowed
        self._entries = list(chosen)
        self._gates = list(gates)
        self._folder = folder
        self._runners: dict[str, Runner] = {}
        self._answers: dict[str, list[Answer]] = {}
        self._board: Board | None = None
        self._run: RunInfo | None = None
        self._verdicts: list[str] = []

    @classmethod
    def from_config(cls, config: pytest.Config) -> "LeaderboardRun":
        """Read the options; a user's mistake is a usage error with every fault in it."""
        gates = [Gate.parse(text) for text in config.getoption("gate")]
        if gates and not config.getoption("submission"):
            raise pytest.UsageError("--gate binds the submissions named with --submission, and there is none")
        try:
            corpus = load_corpus(config.getoption("corpus"))
            chosen = entries(config.getoption("submission"), corpus)
            allowed = terms(config.option, corpus.root)
            if allowed.fence:
                allowed.isolation()
        except InputError as error:
            raise pytest.UsageError(*map(str, error.faults)) from None
        return cls(corpus, chosen, gates, Path(config.getoption("leaderboard_output")), allowed)

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session: pytest.Session) -> bool:
        """Replace collection: the project's own tests are not looked for."""
        session.items = []
        for entry in self._entries:
            group: Any = SubmissionItems.from_parent(session, name=entry.submission.name, nodeid=entry.submission.name)
            items: list[pytest.Item | pytest.Collector] = []
            for article in self._corpus.articles:
                item = ArticleItem.from_parent(group, name=article.id, run=self, entry=entry, article=article)
                item.add_marker(pytest.mark.xdist_group(entry.submission.name))
                items.append(item)
                session.items.append(item)
            report = pytest.CollectReport(entry.submission.name, "passed", None, items)
            session.config.hook.pytest_collectreport(report=report)
        session.testscollected = len(session.items)
        session.config.hook.pytest_collection_modifyitems(session=session, config=session.config, items=session.items)
        session.config.hook.pytest_collection_finish(session=session)
        return True

    def answer(self, entry: Entry, article: Article) -> Answer:
        """Run one item; the submission's worker stays for the next."""
        name = entry.submission.name
        if name not in self._runners:
            self._runners[name] = Runner(entry.submission, self._corpus.articles, self._terms)
        return self._runners[name].answer(article)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Let the answer travel with the report, as plain JSON, so that xdist can carry it."""
        report = yield
        if isinstance(item, ArticleItem) and item.answer is not None:
            answer = msgspec.json.encode(item.answer).decode()
            report.__dict__[_CARRIED] = (item.submission, answer)
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Gather answers, from here or from a worker."""
        carried = getattr(report, _CARRIED, None)
        if report.when == "call" and carried:
            name, answer = carried
            self._answers.setdefault(name, []).append(msgspec.json.decode(answer, type=Answer))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """End the workers; then, where the reports arrive, score, write and judge once."""
        for runner in self._runners.values():
            runner.close()
        if hasattr(session.config, "workerinput") or session.config.option.collectonly:
            return
        self._board, self._run = assemble(self._corpus, self._entries, self._answers)
        try:
            write_all(self._board, self._run, self._folder)
        except InputError as error:
            self._verdicts += [f"not written: {fault}" for fault in error.faults]
            session.exitstatus = pytest.ExitCode.USAGE_ERROR
            return
        expected = len(self._entries) * len(self._corpus.articles)
        answered = sum(map(len, self._answers.values()))
        if answered < expected:
            self._verdicts.append(
                f"{expected - answered} of {expected} items were not run: their articles count as missed"
            )
        self._verdicts.append(f"written: {self._folder / 'index.html'}")
        failed, without = self._judge(self._board)
        if without:
            session.exitstatus = pytest.ExitCode.USAGE_ERROR
        elif failed:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print the board and the gates."""
        if self._board is None or self._run is None:
            return
        from rich.console import Console

        terminalreporter.section("claimbench leaderboard")
        console = Console(width=200, highlight=False, color_system=None)
        with console.capture() as capture:
            print_board(self._board, console, [*remarks(self._run), *asides(self._run)])
        terminalreporter.write(capture.get())
        for verdict in self._verdicts:
            terminalreporter.write_line(verdict)

    def _judge(self, board: Board) -> tuple[bool, bool]:
        """Hold every submission named on the line to every gate: whether one failed, and whether one had no data."""
        named = {e.submission.name for e in self._entries if not e.reference}
        failed = without = False
        for score in board.rows:
            for gate in self._gates if score.name in named else ():
                value = gate.value(score)
                verdict = "no data" if value is None else "passed" if value >= gate.least else "FAILED"
                without |= value is None
                failed |= verdict == "FAILED"
                shown = "" if value is None else f" ({value:.3f})"
                self._verdicts.append(f"gate {gate.layer}.{gate.ratio}>={gate.least:g} {score.name}: {verdict}{shown}")
        return failed, without


class SubmissionItems(pytest.Collector):
    """The items of one submission."""

    def collect(self) -> Sequence[pytest.Item]:
        """Nothing: the run makes the items."""
        return []


class ArticleItem(pytest.Item):
    """One submission on one article; fails when there is no answer, never on a score."""

    def __init__(self, *, run: LeaderboardRun, entry: Entry, article: Article, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._run, self._entry, self._article = run, entry, article
        self.submission = entry.submission.name
        self.answer: Answer | None = None

    def runtest(self) -> None:
        """Ask the submission, and keep what JUnit shows."""
        self.answer = self._run.answer(self._entry, self._article)
        claims = len(self.answer.prediction.claims) if self.answer.prediction else 0
        self.user_properties += [
            ("claimbench.state", self.answer.state),
            ("claimbench.claims", claims),
            ("claimbench.seconds", round(self.answer.seconds, 3)),
        ]
        if self.answer.state in FAILED_STATES:
            raise NoAnswerError(self.answer)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> str:
        """State, reason and the end of the submission's log; no traceback of ours."""
        if isinstance(excinfo.value, NoAnswerError):
            answer = excinfo.value.answer
            said = [f"{answer.state}: {answer.message}", *(["--- log ---", answer.log] if answer.log else [])]
            return "\n".join(visible(line) for text in said for line in text.splitlines())
        return str(super().repr_failure(excinfo, style))

    def reportinfo(self) -> tuple[Path, None, str]:
        """What pytest calls this item."""
        return self._entry.submission.folder, None, f"{self._entry.submission.name}: {self._article.id}"


class NoAnswerError(Exception):
    """An item without an answer."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.message)
        self.answer = answer
