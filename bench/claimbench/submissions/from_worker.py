"""Answers of code: a class in our worker, or a command in any language, either in a process that stays."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from claimbench.engines import worker
from claimbench.engines.interpreter import Interpreter, find_interpreter
from claimbench.engines.isolation import Isolation
from claimbench.engines.process import NoAnswer, WorkerProcess
from claimbench.engines.sight import FOLDER, Shown, Sight, find_program, modules
from claimbench.model.article import Article
from claimbench.model.faults import InputError
from claimbench.model.prediction import Prediction
from claimbench.model.vocabulary import State
from claimbench.submissions.environment import environment
from claimbench.submissions.opening import Submission
from claimbench.submissions.predictions import parse_prediction
from claimbench.submissions.terms import NETWORK, PROGRAMS, Terms

_WORKER = Path(worker.__file__)
_WORKER_INSIDE = Path("/claimbench/worker.py")
_SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin"


class FromWorker:
    """A submission's process, started for the first article and again after it has died or lost its place."""

    def __init__(self, submission: Submission, terms: Terms) -> None:
        self._submission, self._manifest = submission, submission.manifest
        self._process: WorkerProcess | None = None
        self._unseen = terms.unseen()
        self.limits, self._programs = terms.bounded(self._manifest.limits), terms.programs
        self._log, self.program = "", ""
        self.broken: NoAnswer | None = None
        self.isolation: Isolation | None = None
        if self._manifest.network and not terms.network:
            self.broken = NoAnswer("error", f"it asks for the network, which is not allowed without {NETWORK}")
            return
        self.isolation = terms.isolation()
        try:
            self.python = environment(submission, terms) or self._named_python()
            self._seen_program()
            self._nothing_unseen()
        except NoAnswer as failure:
            self.broken = failure

    def _named_python(self) -> Interpreter:
        found = find_interpreter(self._manifest.python, self._submission.folder)
        if found is None:
            raise NoAnswer("error", f"{self._manifest.python} cannot be started: no such program")
        return found

    def _seen_program(self) -> None:
        """Find a command's program, and what must be seen for it to run."""
        self._program_files: tuple[Shown, ...] = ()
        if self._manifest.kind == "command":
            name = self._manifest.command[0]
            user = os.environ.get("PATH", os.defpath)
            path = f"{self.python.path.parent}:{_SYSTEM_PATH}:{user}"
            anywhere = self._programs or not (self.isolation and self.isolation.fenced)
            found = find_program(name, self._submission.folder, path, self.python.shown, anywhere)
            if found is None and find_program(name, self._submission.folder, path, anywhere=True):
                raise NoAnswer("error", f"{name} is outside of the system: it is shown if you say {PROGRAMS}")
            if found is None:
                raise NoAnswer("error", f"{name} cannot be started: no such program")
            self.program, self._program_files = found

    def _nothing_unseen(self) -> None:
        """Refuse a Python or program that lies in what no submission may see."""
        for source, _ in (*self.python.shown, *self._program_files):
            if any(source.is_relative_to(path.resolve()) for path in self._unseen):
                raise NoAnswer(
                    "error", f"{source} cannot be shown: it belongs to the gold, the package or another submission"
                )

    def ask(self, article: Article) -> Prediction:
        """The answer for one article.

        Raises:
            NoAnswer: when there is none; the process is gone then.
            InputError: when it is not valid.
        """
        if self.broken:
            raise self.broken
        try:
            if self._process is None:
                self._start()
            assert self._process
            raw = self._process.ask(json.dumps(article.as_task()).encode())
            return _parsed(raw, article, f"{self._submission.name}: {article.id}")
        except NoAnswer:
            self.close()
            raise
        except InputError:
            if _record(raw).get("article") != article.id:  # it answers something else: the next line may be this one's
                self.close()
            raise

    def log(self) -> str:
        """The end of what it printed so far, after :meth:`close` too."""
        return self._process.log_tail() if self._process else self._log

    def close(self) -> None:
        """End the process; the next article starts another."""
        if self._process:
            self._log = self._process.log_tail()
            self._process.close()
            self._process = None

    def _start(self) -> None:
        """Start it; what cannot be started or loaded is not tried again."""
        try:
            self._process = self._command() if self._manifest.kind == "command" else self._class()
        except NoAnswer as failure:
            self.broken = failure
            raise

    def _open(self, command: Sequence[str], sight: Sight) -> WorkerProcess:
        assert self.isolation
        return WorkerProcess(command, sight, self.limits, self.isolation, self._manifest.network, self._search_path())

    def _search_path(self) -> str:
        """Where programs are looked for: beside the interpreter, then in the system, unfenced in the user's PATH."""
        assert self.isolation
        others = _SYSTEM_PATH if self.isolation.fenced else os.environ.get("PATH", os.defpath)
        return f"{self._inside(self.python.path.parent)}:{others}"

    def _inside(self, path: Path) -> Path:
        assert self.isolation
        submission = self._submission  # of whose folder not all is seen unless it is whole
        return self.isolation.inside(path, submission.folder) if submission.whole else path

    def _class(self) -> WorkerProcess:
        assert self.isolation
        submission = self._submission
        home = submission.folder
        shown = (*self.python.shown, (_WORKER, _WORKER_INSIDE))
        if submission.installed:
            sight = Sight(None, (*shown, (home, home)), self._unseen)
            place = home.parent
        elif submission.whole:
            sight = Sight(home, shown, self._unseen)
            place = self._inside(home)
        else:  # imported from where the user stands, of which its modules are seen and nothing else
            fenced, top = self.isolation.fenced, self._manifest.entry.split(":")[0].split(".")[0]
            sight = Sight(None if fenced else home, (*shown, *modules(home, top)), self._unseen)
            place = FOLDER if fenced else home
        script = _WORKER_INSIDE if self.isolation.fenced else _WORKER
        # -I would ignore the hash seed
        process = self._open([str(self._inside(self.python.path)), "-P", "-s", "-B", str(script)], sight)
        self._process = process  # so that its log is kept whatever happens
        order = {"paths": [str(place)], "entry": self._manifest.entry}
        reply = _record(process.ask(json.dumps(order).encode()))
        if "error" in reply:
            said = str(reply["error"])
            hint = "; packages of its own: requirements in submission.toml" * ("ModuleNotFoundError" in said)
            raise NoAnswer("out-of-memory" if reply.get("state") else "error", f"{said}{hint}")
        return process

    def _command(self) -> WorkerProcess:
        assert self.isolation
        name, *arguments = self._manifest.command
        folder = self._submission.folder
        called = str(folder / name) if "/" in name and not self.isolation.fenced else self.program
        sight = Sight(folder, (*self.python.shown, *self._program_files), self._unseen)
        return self._open([called, *arguments], sight)


def _parsed(raw: bytes, article: Article, where: str) -> Prediction:
    """An answer, which a line ``{"error": "..."}`` is not."""
    try:
        return parse_prediction(raw, article, where)
    except InputError:
        record = _record(raw)
        if isinstance(record.get("error"), str) and "claims" not in record:
            state: State = "out-of-memory" if record.get("state") == "out-of-memory" else "error"
            raise NoAnswer(state, record["error"]) from None
        raise


def _record(raw: bytes) -> dict[str, Any]:
    try:
        record = json.loads(raw)
    except (ValueError, RecursionError):
        record = None
    return record if isinstance(record, dict) else {}
