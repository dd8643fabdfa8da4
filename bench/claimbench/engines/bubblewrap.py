"""Running a command under bubblewrap: an empty root, into which only what a worker is to see is put."""

import os
import shutil
from collections.abc import Iterable, Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple

from claimbench.engines import seccomp
from claimbench.engines.limits import MIB, Limits
from claimbench.engines.sight import FOLDER, NETWORK, SCRATCH, SETTINGS, SYSTEM, Sight

_FIRST_USER = 31_000
"""Users without a name, for workers of a root process: root's own would not be held by RLIMIT_NPROC."""
_MOST_COVERS = 300
_number = count()


class Wrapped(NamedTuple):
    """A command with what it is given besides.

    Attributes:
        argv: to start.
        pass_fds: open files that it reads, to be closed here once it runs.
        info: where the fence tells the number of its first process; None without a fence.
    """

    argv: list[str]
    pass_fds: tuple[int, ...] = ()
    info: int | None = None

    def close(self) -> None:
        """Close the files that the command has by now."""
        for fd in self.pass_fds:
            os.close(fd)


def fenced(command: Sequence[str], sight: Sight, limits: Limits, network: bool) -> Wrapped:
    """Wrap a command.

    The worker has a root of its own that is read-only but for its temporary folder, processes, users, network and names
    of its own, no capabilities, no way to new privileges, and a filter on system calls; it dies with this process.
    Options go in by a file, so that the worker cannot read them in the list of processes.

    Args:
        command: as it is called inside.
        sight: what it sees.
        limits: for the size of its temporary folder.
        network: whether it shares the machine's network.

    Raises:
        FileNotFoundError: where a program that this needs is missing.
    """
    root = os.geteuid() == 0
    options = ["--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try", "--hostname", "claimbench"]
    options += ["--new-session", "--die-with-parent"]
    options += [] if network else ["--unshare-net"]
    options += [] if root else ["--unshare-user"]
    options += _system()
    scratch = ["--perms", "1777", "--size", str(limits.scratch * MIB), "--tmpfs"]
    # the fence's own first process has the worker's user where that is not root's: its memory is not to be written to
    options += ["--proc", "/proc", "--tmpfs", "/proc/1", "--remount-ro", "/proc/1"]
    options += ["--dev", "/dev", *scratch, "/dev/shm", "--remount-ro", "/dev", *scratch, str(SCRATCH)]
    options += ["--perms", "0755", "--dir", str(FOLDER)]
    made = {FOLDER}
    settings = [Path("/etc", name) for name in (*SETTINGS, *(NETWORK if network else ()))]
    for source, place in [(path.resolve(), path) for path in settings if path.exists()] + sight.mounts():
        options += [*_parents(place, made), "--ro-bind", str(source), str(place)]
    options += _covers(sight)
    options += ["--remount-ro", "/", "--chdir", str(FOLDER), "--cap-drop", "ALL"]
    needed, become = _unprivileged() if root else ([], [])
    ended, info = os.pipe()
    passed = [info]
    if (calls := seccomp.program()) is not None:
        passed.append(_file(calls))
        options += ["--seccomp", str(passed[-1])]
    options += [*needed, "--info-fd", str(info)]
    passed.append(_file(b"".join(option.encode("utf-8", "surrogateescape") + b"\0" for option in options)))
    return Wrapped([_tool("bwrap"), "--args", str(passed[-1]), "--", *become, *command], tuple(passed), ended)


def _file(content: bytes) -> int:
    fd = os.memfd_create("claimbench")
    os.write(fd, content)
    os.lseek(fd, 0, os.SEEK_SET)
    return fd


def _system() -> list[str]:
    options: list[str] = []
    for path in SYSTEM:
        if path.is_symlink():
            options += ["--symlink", os.readlink(path), str(path)]
        elif path.is_dir():
            options += ["--ro-bind", str(path), str(path)]
    return options


def _parents(place: Path, made: set[Path]) -> Iterable[str]:
    """Folders that bubblewrap would make for root alone; those of the system are there."""
    for parent in reversed(place.parents[:-1]):
        if parent not in made and parent != SCRATCH and not any(parent.is_relative_to(top) for top in SYSTEM):
            made.add(parent)
            yield from ("--perms", "0755", "--dir", str(parent))


def _unprivileged() -> tuple[list[str], list[str]]:
    """Bubblewrap's options and the command prefix by which a root process becomes a user of no consequence."""
    user = str(_FIRST_USER + (os.getpid() * 16 + next(_number)) % 8_000)
    needed = [word for name in ("SETUID", "SETGID", "SETPCAP") for word in ("--cap-add", f"CAP_{name}")]
    become = [_tool("setpriv"), "--reuid", user, "--regid", user, "--clear-groups", "--no-new-privs"]
    return needed, [*become, "--inh-caps=-all", "--bounding-set=-all", "--"]


def _covers(sight: Sight) -> list[str]:
    """Options that cover up what is hidden; what lies in something covered already needs none."""
    options: list[str] = []
    last: Path | None = None
    covered = dict(sight.covered())
    if len(covered) > _MOST_COVERS:
        raise OSError(f"more than {_MOST_COVERS} folders to cover up, such as __pycache__ and .git")
    for place in sorted(covered):
        if last is None or not place.is_relative_to(last):
            last = place
            folder = ["--size", "4096", "--tmpfs", str(place), "--remount-ro", str(place)]
            options += folder if covered[place] else ["--ro-bind", os.devnull, str(place)]
    return options


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise FileNotFoundError(f"{name} is not installed")
    return found
