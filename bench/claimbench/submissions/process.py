"""One worker process: its pipes, its log, its end."""

import json
import os
import selectors
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from claimbench.model.json_text import MAX_LINE
from claimbench.model.vocabulary import State
from claimbench.submissions.manifest import Submission

WORKER = Path(__file__).with_name("worker.py")
_LOG_TAIL = 2000


class NoAnswer(Exception):
    """There is no answer; ``state`` says of which kind the failure is."""

    def __init__(self, state: State, message: str) -> None:
        super().__init__(message)
        self.state: State = state


class WorkerProcess:
    """One process, its pipes and its log."""

    def __init__(self, submission: Submission) -> None:
        self._manifest = submission.manifest
        self._folder = submission.folder
        self._log: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the worker
        self._home = tempfile.TemporaryDirectory(prefix="claimbench-")
        self._buffer = bytearray()
        try:
            self._process = subprocess.Popen(
                [submission.interpreter, "-P", "-s", "-B", str(WORKER)],  # -I would ignore the hash seed
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._log,
                cwd=self._home.name,
                env=_environment(self._home.name),
                start_new_session=True,
            )
        except OSError as error:
            self._log.close()
            self._home.cleanup()
            raise NoAnswer("error", f"{submission.interpreter} cannot be started: {error.strerror}") from None

    def load(self) -> None:
        """Import the submission's class; it gets as long as for an article."""
        reply = self.ask({"paths": [str(self._folder)], "entry": self._manifest.entry})
        if "error" in reply:
            raise NoAnswer("error", str(reply["error"]))

    def ask(self, message: dict[str, Any]) -> dict[str, Any]:
        """Send one line and wait for one line."""
        deadline = time.monotonic() + self._manifest.timeout
        assert self._process.stdin
        try:
            self._process.stdin.write(json.dumps(message).encode() + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise NoAnswer("error", self._death()) from None
        try:
            reply = json.loads(self._line(deadline))
        except (ValueError, RecursionError):
            reply = None
        if not isinstance(reply, dict):
            raise NoAnswer("invalid", "the worker did not speak the protocol")
        return reply

    def _line(self, deadline: float) -> bytes:
        assert self._process.stdout
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            searched = 0
            while (end := self._buffer.find(b"\n", searched)) < 0:
                searched = len(self._buffer)
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    raise NoAnswer("timeout", f"no answer within {self._manifest.timeout:g} s")
                chunk = os.read(self._process.stdout.fileno(), 1 << 20)
                if not chunk:
                    raise NoAnswer("error", self._death())
                self._buffer += chunk
                if len(self._buffer) > MAX_LINE:
                    raise NoAnswer("invalid", f"answer longer than {MAX_LINE:,} bytes")
        line = bytes(self._buffer[:end])
        del self._buffer[: end + 1]
        return line

    def _death(self) -> str:
        try:
            code = self._process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            return "the worker closed its pipe"
        return f"the worker ended with signal {-code}" if code < 0 else f"the worker ended with exit code {code}"

    def log_tail(self) -> str:
        """The last characters that the submission printed."""
        size = self._log.seek(0, os.SEEK_END)
        self._log.seek(max(0, size - _LOG_TAIL))
        return self._log.read().decode("utf-8", "replace")

    def close(self) -> None:
        """End the whole process group, whatever the submission has started."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with suppress(BrokenPipeError):
                    pipe.close()
        self._log.close()
        self._home.cleanup()


def _environment(home: str) -> dict[str, str]:
    """A clean environment: no secrets of the user's, one thread, one hash seed."""
    threads = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}
    blas = {k: v for k, v in os.environ.items() if k.startswith("OPENBLAS_")}  # kernel choice of the machine
    path = os.environ.get("PATH", os.defpath)
    return {
        "PATH": path,
        "HOME": home,
        "TMPDIR": home,
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        **blas,
        **threads,
    }
