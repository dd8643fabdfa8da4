"""Which fence and which limits hold on this machine: tried out, never assumed."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from claimbench.engines.bubblewrap import Wrapped, fenced
from claimbench.engines.cgroups import Cgroup
from claimbench.engines.interpreter import find_interpreter
from claimbench.engines.limits import Limits, rlimit_prefix
from claimbench.engines.sight import FOLDER, Sight

Fence = Literal["bubblewrap", "process"]
Held = Literal["cgroup", "rlimit", "unlimited"]

_SMALL = Limits(seconds=20, memory=128, processes=24, scratch=1)
_PROBE = """
import json, os, signal, socket, sys
children = []
try:
    while len(children) < 64:
        pid = os.fork()
        if not pid:
            signal.pause()
        children.append(pid)
except OSError:
    pass
for pid in children:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
pid = os.fork()
if not pid:
    try:
        len(b"x" * (256 << 20))
    except MemoryError:
        os._exit(1)
    os._exit(0)
print(json.dumps({"processes": len(children) < 64, "memory": os.waitpid(pid, 0)[1] != 0}))
"""


@dataclass(frozen=True)
class Isolation:
    """What a worker is run in.

    Attributes:
        fence: ``bubblewrap``, or ``process``: a process of its own with a clean environment, which sees all that the
            user sees.
        limits: what holds memory and processes: control groups, rlimits of each process, or nothing.
        why: what is missing where it is not ``bubblewrap`` with ``cgroup``.
    """

    fence: Fence
    limits: Held
    why: str = ""

    def __str__(self) -> str:
        return f"{self.fence}, {self.limits}"

    @property
    def fenced(self) -> bool:
        """Whether a worker sees only what it is shown."""
        return self.fence == "bubblewrap"

    def inside(self, path: Path, folder: Path) -> Path:
        """Where a worker finds something that may be in its folder."""
        return FOLDER / path.relative_to(folder) if self.fenced and path.is_relative_to(folder) else path

    def wrap(self, command: Sequence[str], sight: Sight, limits: Limits, network: bool) -> Wrapped:
        """A command within the fence and its rlimits; a control group is entered outside of it."""
        inner = [*rlimit_prefix(limits, self.limits == "cgroup", self.fenced), *command]
        if self.fenced:
            return fenced(inner, sight, limits, network)
        return Wrapped([*_dies_with_parent(), *inner])


@cache
def probe(fence: Fence) -> Isolation:
    """Try a fence, first with control groups, then with rlimits, on processes that do what the limits forbid.

    Raises:
        OSError: where the fence does not work here at all; with what was said about it.
    """
    why = []
    limits: Held
    for limits in ("cgroup", "rlimit") if fence == "bubblewrap" else ("cgroup",):
        tried = Isolation(fence, limits)
        try:
            held = _try(tried)
        except OSError as error:
            why.append(f"{limits}: {error}")
            continue
        missing = [name for name, holds in held.items() if not holds]
        if not missing:
            return Isolation(fence, limits, "; ".join(why))
        why.append(f"{limits}: no limit on {' and '.join(missing)}")
    _try(Isolation(fence, "unlimited"))
    return Isolation(fence, "unlimited", "; ".join(why))


def _try(isolation: Isolation) -> dict[str, bool]:
    """Whether the limits hold, by what the fenced probe found."""
    python = find_interpreter("", Path.cwd())
    if python is None:
        raise FileNotFoundError("no Python")
    with tempfile.TemporaryDirectory(prefix="claimbench-") as folder, ExitStack() as stack:
        os.chmod(folder, 0o755)
        inner = [str(python.path), "-I", "-S", "-c", _PROBE]
        wrapped = stack.enter_context(closing(isolation.wrap(inner, Sight(Path(folder), python.shown), _SMALL, False)))
        if wrapped.info is not None:
            stack.callback(os.close, wrapped.info)
        group = stack.enter_context(closing(Cgroup(_SMALL))) if isolation.limits == "cgroup" else None
        try:
            done = subprocess.run(
                [*(group.prefix() if group else []), *wrapped.argv],
                capture_output=True,
                stdin=subprocess.DEVNULL,
                cwd=folder,
                timeout=_SMALL.seconds,
                start_new_session=True,
                pass_fds=wrapped.pass_fds,
            )
        except subprocess.TimeoutExpired:
            raise TimeoutError("the probe did not end") from None
    with suppress(ValueError):
        return dict(json.loads(done.stdout))
    raise ChildProcessError(done.stderr.decode("utf-8", "replace").strip()[-300:] or f"exit code {done.returncode}")


def _dies_with_parent() -> list[str]:
    """Command prefix by which an unfenced worker ends when this process is killed, where there is such a thing."""
    if sys.platform == "linux" and (tool := shutil.which("setpriv")):
        return [tool, "--pdeathsig", "KILL", "--"]
    return []
