"""One worker process: a line goes in, a line comes out within a time, and everything it started ends with it."""

import json
import os
import selectors
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import IO

from claimbench.engines.cgroups import Cgroup
from claimbench.engines.isolation import Isolation
from claimbench.engines.limits import Limits
from claimbench.engines.sight import SCRATCH, Sight
from claimbench.model.json_text import MAX_LINE
from claimbench.model.vocabulary import State

_CHUNK = 1 << 20
_LOG_TAIL = 2000
_STARTING = 10.0  # seconds that the fence may take


class NoAnswer(Exception):
    """There is no answer; ``state`` says of which kind the failure is."""

    def __init__(self, state: State, message: str) -> None:
        super().__init__(message)
        self.state: State = state


class WorkerProcess:
    """A process that answers lines with lines, in a fence and with limits.

    Args:
        command: as it is called inside of the fence.
        sight: what it sees, where the fence can hold it to that.
        limits: of time, memory, processes and temporary files.
        isolation: the fence and what holds the limits.
        network: whether it may use the machine's network; unfenced it always can.
        path: where it looks for programs.

    Raises:
        NoAnswer: when it cannot be started.
    """

    def __init__(
        self, command: Sequence[str], sight: Sight, limits: Limits, isolation: Isolation, network: bool, path: str
    ) -> None:
        self._limits = limits
        self._home = tempfile.TemporaryDirectory(prefix="claimbench-")
        self._out, self._log = bytearray(), bytearray()
        self._group: Cgroup | None = None
        self._fenced, self._first = isolation.fenced, -1
        home = str(SCRATCH) if self._fenced else self._home.name
        try:
            self._group = Cgroup(limits) if isolation.limits == "cgroup" else None
            wrapped = isolation.wrap(command, sight, limits, network)
            self._process = subprocess.Popen(
                [*(self._group.prefix() if self._group else []), *wrapped.argv],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=self._home.name if self._fenced or sight.folder is None else sight.folder,
                env=_environment(home, path),
                start_new_session=True,
                pass_fds=wrapped.pass_fds,
                bufsize=0,
            )
        except (OSError, ValueError) as error:  # a NUL among the arguments is a ValueError
            self._home.cleanup()
            if self._group:
                self._group.close()
            why = getattr(error, "strerror", None) or error
            raise NoAnswer("error", f"{command[0]} cannot be started: {why}") from None
        wrapped.close()
        if wrapped.info is not None:
            self._first = _handle(wrapped.info)
        self._in, self._answers, self._said = _pipes(self._process)
        self._selector = selectors.DefaultSelector()
        for pipe in (self._answers, self._said):
            self._selector.register(pipe, selectors.EVENT_READ)

    def ask(self, line: bytes) -> bytes:
        """Send one line and wait for one line, both without their end.

        Raises:
            NoAnswer: when none comes in time, the process ends, or the answer is too long.
        """
        deadline = time.monotonic() + self._limits.seconds
        left = memoryview(line + b"\n")
        self._selector.register(self._in, selectors.EVENT_WRITE)
        end, searched = -1, 0
        try:
            while left or end < 0:
                events = self._selector.select(max(0.0, deadline - time.monotonic()))
                if not events:
                    raise NoAnswer("timeout", f"no answer within {self._limits.seconds:g} s")
                for key, _ in events:
                    if key.fileobj is self._in:
                        left = self._send(left)
                    else:
                        self._receive(key.fileobj)
                if time.monotonic() > deadline:  # a flood of output must not hold the clock
                    raise NoAnswer("timeout", f"no answer within {self._limits.seconds:g} s")
                if not left:
                    end = self._out.find(b"\n", searched)
                    searched = len(self._out)
        finally:
            with suppress(KeyError):
                self._selector.unregister(self._in)
        answer = bytes(self._out[:end])
        del self._out[: end + 1]
        return answer

    def _send(self, left: memoryview) -> memoryview:
        try:
            left = left[self._in.write(left) or 0 :]
        except BrokenPipeError:
            raise self._death() from None
        if not left:
            self._selector.unregister(self._in)
        return left

    def _receive(self, pipe: object) -> None:
        if pipe is self._said:
            if not self._hear():
                self._selector.unregister(self._said)
            return
        chunk = self._answers.read(_CHUNK)
        if chunk == b"":
            raise self._death()
        self._out += chunk or b""
        if len(self._out) > MAX_LINE:
            raise NoAnswer("invalid", f"answer longer than {MAX_LINE:,} bytes")

    def _hear(self) -> bytes | None:
        """Read what the log pipe has, and keep its end; empty when the pipe is closed, None when nothing waits."""
        chunk = self._said.read(_CHUNK)
        if chunk:
            self._log += chunk
            del self._log[:-_LOG_TAIL]
        return chunk

    def _death(self) -> NoAnswer:
        try:
            code = self._process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            return NoAnswer("error", "the worker closed its pipe")
        if self._group and self._group.ran_out_of_memory():
            return NoAnswer("out-of-memory", f"more than {self._limits.memory:,} MiB")
        number = -code if code < 0 else code - 128 if self._fenced else 0  # a fence tells of signals as a shell does
        if number > 0:
            return NoAnswer("error", f"the worker ended with signal {number}")
        return NoAnswer("error", f"the worker ended with exit code {code}")

    def log_tail(self) -> str:
        """The last characters that the submission printed."""
        for _ in range(64):  # what is in the pipe by now, and no endless flood
            if not self._hear():
                break
        return self._log.decode("utf-8", "replace")

    def close(self) -> None:
        """End everything that the submission has started: with its first process all others of its name space end."""
        if self._first >= 0:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._first, signal.SIGKILL)
            os.close(self._first)
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        if self._group:
            self._group.close()
        self._selector.close()
        for pipe in (self._in, self._answers, self._said):
            pipe.close()
        self._home.cleanup()


def _handle(info: int) -> int:
    """A handle of the fence's first process, which bubblewrap names as soon as it is there; -1 where it never was."""
    said = b""
    with os.fdopen(info, "rb", buffering=0) as stream, selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        while b"}" not in said and selector.select(_STARTING) and (chunk := stream.read(4096)):
            said += chunk
    try:
        return os.pidfd_open(json.loads(said)["child-pid"])
    except (ValueError, KeyError, ProcessLookupError):
        return -1


def _pipes(process: "subprocess.Popen[bytes]") -> tuple[IO[bytes], IO[bytes], IO[bytes]]:
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    pipes = (process.stdin, process.stdout, process.stderr)
    for pipe in pipes:
        os.set_blocking(pipe.fileno(), False)
    return pipes


def _environment(home: str, path: str) -> Mapping[str, str]:
    """A clean environment: no secrets of the user's, one thread, one hash seed, output that is not held back."""
    threads = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}
    blas = {k: v for k, v in os.environ.items() if k.startswith("OPENBLAS_")}  # kernel choice of the machine
    python = {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUNBUFFERED": "1"}
    return {"PATH": path, "HOME": home, "TMPDIR": home, "LANG": "C.UTF-8", **blas, **threads, **python}
