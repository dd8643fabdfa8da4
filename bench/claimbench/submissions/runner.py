"""Running a submission: one worker process, articles streamed to it, a time limit on each."""

import json
import time
from collections.abc import Callable, Sequence
from types import TracebackType

import msgspec

from claimbench.model.article import Article
from claimbench.model.faults import InputError
from claimbench.model.prediction import Prediction
from claimbench.model.vocabulary import State
from claimbench.submissions.manifest import Submission
from claimbench.submissions.predictions import parse_prediction, read_predictions
from claimbench.submissions.process import NoAnswer, WorkerProcess


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one submission on one article.

    Attributes:
        article: the article's id.
        state: ``ok``, ``empty`` (an answer without claims), or what went wrong.
        prediction: None unless ``ok`` or ``empty``.
        message: why there is none.
        log: the end of what the submission printed.
        seconds: wall-clock time; belongs to run.json, never to the record.
    """

    article: str
    state: State
    prediction: Prediction | None = None
    message: str = ""
    log: str = ""
    seconds: float = 0.0


class Runner:
    """A submission ready to answer for articles; use it as a context manager.

    A worker that dies, is killed or raises is started again for the next article; one that cannot be loaded is not
    tried again. No exception leaves :meth:`answer`: a failure is a state, and the article keeps its place in the
    denominator.
    """

    def __init__(self, submission: Submission, articles: Sequence[Article]) -> None:
        self._submission = submission
        self._worker: WorkerProcess | None = None
        self._broken = ""
        self._file: dict[str, Prediction] = {}
        if submission.predictions is not None:
            try:
                self._file = read_predictions(submission.predictions, articles)
            except InputError as error:
                self._broken = str(error)

    def __enter__(self) -> "Runner":
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def answer(self, article: Article) -> Answer:
        """Let the submission read one article."""
        if self._submission.predictions is not None:
            return self._from_file(article)
        if self._broken:
            return Answer(article=article.id, state="error", message=self._broken)
        begin = time.perf_counter()
        try:
            raw = self._ask(article)
            prediction = parse_prediction(raw, article, f"{self._submission.name}: {article.id}")
        except NoAnswer as failure:
            log = self._log()
            self.close()
            return Answer(article=article.id, state=failure.state, message=str(failure), log=log, seconds=_since(begin))
        except InputError as error:
            return Answer(
                article=article.id,
                state="invalid",
                message=str(error),
                log=self._log(),
                seconds=_since(begin),
            )
        state: State = "ok" if prediction.claims else "empty"
        return Answer(article=article.id, state=state, prediction=prediction, log=self._log(), seconds=_since(begin))

    def _from_file(self, article: Article) -> Answer:
        if self._broken:
            return Answer(article=article.id, state="invalid", message=self._broken)
        prediction = self._file.get(article.id)
        if prediction is None:
            return Answer(article=article.id, state="missing", message="the file has no line for this article")
        return Answer(article=article.id, state="ok" if prediction.claims else "empty", prediction=prediction)

    def _ask(self, article: Article) -> bytes:
        if self._worker is None:
            try:
                self._worker = WorkerProcess(self._submission)
                self._worker.load()
            except NoAnswer as failure:
                self._broken = str(failure)
                raise
        reply = self._worker.ask(article.as_task())
        if "error" in reply:
            raise NoAnswer("error", str(reply["error"]))
        return json.dumps(reply.get("answer")).encode()

    def _log(self) -> str:
        return self._worker.log_tail() if self._worker else ""

    def close(self) -> None:
        """End the worker; the runner may be used again."""
        if self._worker:
            self._worker.close()
            self._worker = None


def run(
    submission: Submission,
    articles: Sequence[Article],
    progress: Callable[[Answer], None] = lambda answer: None,
) -> list[Answer]:
    """Let a submission read every article, in order.

    Args:
        submission: what to run.
        articles: the articles of the corpus.
        progress: called after each article.
    """
    answers = []
    with Runner(submission, articles) as runner:
        for article in articles:
            answers.append(runner.answer(article))
            progress(answers[-1])
    return answers


def _since(begin: float) -> float:
    return time.perf_counter() - begin
