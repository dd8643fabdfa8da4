"""Running a submission: every article gets an answer or a state, kept ones are not asked for again."""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType

import msgspec

from claimbench.engines.process import NoAnswer
from claimbench.model.article import Article
from claimbench.model.faults import InputError
from claimbench.model.prediction import Prediction
from claimbench.model.vocabulary import State
from claimbench.submissions.from_endpoint import FromEndpoint, Usage
from claimbench.submissions.from_file import FromFile
from claimbench.submissions.from_worker import FromWorker
from claimbench.submissions.opening import Submission
from claimbench.submissions.store import Kept, Store, deciding
from claimbench.submissions.terms import Terms

_TERMS = Terms()
_LONGEST, _LINES = 4000, 50
Source = FromFile | FromWorker | FromEndpoint


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one submission on one article.

    Attributes:
        article: the article's id.
        state: ``ok``, ``empty`` (an answer without claims), or what went wrong.
        prediction: None unless ``ok`` or ``empty``.
        message: why there is none.
        log: the end of what the submission printed.
        seconds: wall-clock time; like all that follows it belongs to run.json, never to the record.
        isolation: the fence and limits of code, ``file`` or ``endpoint``.
        kept: whether it is the answer of an earlier run.
        usage: what it took at an endpoint.
    """

    article: str
    state: State
    prediction: Prediction | None = None
    message: str = ""
    log: str = ""
    seconds: float = 0.0
    isolation: str = ""
    kept: bool = False
    usage: Usage | None = None


class Runner:
    """A submission ready to answer for articles; use it as a context manager.

    A worker that dies, is killed or raises is started again for the next article; one that cannot be loaded is not
    tried again. No exception leaves :meth:`answer`: a failure is a state, and the article keeps its place in the
    denominator.

    Args:
        submission: what to run.
        articles: those of the corpus; a predictions file may have lines for no others.
        terms: what it is allowed, and where answers are kept.

    Raises:
        InputError: when the terms ask for a fence that does not work here.
    """

    def __init__(self, submission: Submission, articles: Sequence[Article], terms: Terms = _TERMS) -> None:
        self._broken = ""
        self._source: Source | None = None
        self._store: Store | None = None
        try:
            self._source = _source(submission, articles, terms)
            what = deciding(submission, self._source) if terms.store else None
            self._store = Store(terms.store, what) if terms.store and what else None
        except InputError:
            raise
        except Exception as error:  # whatever a stranger's files make of us, the others' articles are read
            self._broken = f"{type(error).__name__}: {error}"

    def __enter__(self) -> "Runner":
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    @property
    def concurrency(self) -> int:
        """How many articles it can read at one time."""
        return self._source.chat.concurrency if isinstance(self._source, FromEndpoint) else 1

    def answer(self, article: Article) -> Answer:
        """Let the submission read one article."""
        if self._store and (kept := self._store.get(article)):
            return self._made(article, kept.prediction, kept.seconds, kept=True)
        begin = time.perf_counter()
        usage = Usage() if isinstance(self._source, FromEndpoint) else None
        state: State
        try:
            if self._source is None:
                raise NoAnswer("error", self._broken)
            if isinstance(self._source, FromEndpoint):
                prediction = self._source.ask(article, usage or Usage())
            else:
                prediction = self._source.ask(article)
        except NoAnswer as failure:
            state, message = failure.state, str(failure)
        except InputError as error:
            state, message = "invalid", str(error)
        except Exception as error:  # a fault of ours that a stranger's answer found must not end the run of the others
            state, message = "error", f"{type(error).__name__}: {error}"
        else:
            seconds = time.perf_counter() - begin
            if self._store:
                self._store.put(article, Kept(prediction=prediction, seconds=seconds))
            return self._made(article, prediction, seconds, usage=usage)
        return Answer(
            article=article.id,
            state=state,
            message=_short(message),
            log=self._log(),
            seconds=time.perf_counter() - begin,
            isolation=self._isolation(),
            usage=usage,
        )

    def _made(
        self, article: Article, prediction: Prediction, seconds: float, kept: bool = False, usage: Usage | None = None
    ) -> Answer:
        return Answer(
            article=article.id,
            state="ok" if prediction.claims else "empty",
            prediction=prediction,
            log="" if kept else self._log(),
            seconds=seconds,
            isolation=self._isolation(),
            kept=kept,
            usage=usage,
        )

    def _log(self) -> str:
        return "" if self._source is None or isinstance(self._source, FromEndpoint) else self._source.log()

    def _isolation(self) -> str:
        if isinstance(self._source, FromWorker):
            return str(self._source.isolation or "not run")
        return "endpoint" if isinstance(self._source, FromEndpoint) else "file" if self._source else "not run"

    def close(self) -> None:
        """End the worker; the runner may be used again."""
        if self._source is not None and not isinstance(self._source, FromEndpoint):
            self._source.close()


def run(
    submission: Submission,
    articles: Sequence[Article],
    progress: Callable[[Answer], None] = lambda answer: None,
    terms: Terms = _TERMS,
) -> list[Answer]:
    """Let a submission read every article, in order.

    Args:
        submission: what to run.
        articles: the articles of the corpus.
        progress: called after each article.
        terms: what it is allowed, and where answers are kept; by default no network, no store, and the best fence
            that works here.

    Raises:
        InputError: when the terms ask for a fence that does not work here.
    """
    answers = []
    with Runner(submission, articles, terms) as runner:
        for answer in _each(runner, articles):
            answers.append(answer)
            progress(answer)
    return answers


def _each(runner: Runner, articles: Sequence[Article]) -> Iterator[Answer]:
    if runner.concurrency == 1:
        yield from map(runner.answer, articles)
        return
    with ThreadPoolExecutor(runner.concurrency) as pool:
        yield from pool.map(runner.answer, articles)


def _short(message: str) -> str:
    """A message of bounded length that can be written as UTF-8: it goes onto boards and pages."""
    lines = message[:_LONGEST].splitlines()
    text = "\n".join(lines[:_LINES])
    more = " …" if len(message) > _LONGEST or len(lines) > _LINES else ""
    return f"{text}{more}".encode("utf-8", "backslashreplace").decode()


def _source(submission: Submission, articles: Sequence[Article], terms: Terms) -> Source:
    match submission.manifest.kind:
        case "predictions":
            return FromFile(submission, articles)
        case "llm":
            return FromEndpoint(submission, terms)
        case _:
            return FromWorker(submission, terms)
