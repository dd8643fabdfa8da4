"""The command line of bubblewrap: an empty root, into which only what a worker is to see is put."""

import os
import shutil
from collections.abc import Iterable, Sequence
from itertools import count
from pathlib import Path

from claimbench.engines.limits import MIB, Limits
from claimbench.engines.sight import FOLDER, NETWORK, SCRATCH, SETTINGS, SYSTEM, Sight

_FIRST_USER = 31_000
"""Users without a name, for workers of a root process: root's own would not be held by RLIMIT_NPROC."""
_number = count()


def fenced(command: Sequence[str], sight: Sight, limits: Limits, network: bool) -> list[str]:
    """Wrap a command.

    The worker has a root of its own that is read-only but for its temporary folder, processes, users, network and names
    of its own, no capabilities and no way to new privileges; it dies with this process.

    Args:
        command: as it is called inside.
        sight: what it sees.
        limits: for the size of its temporary folder.
        network: whether it shares the machine's network.

    Raises:
        FileNotFoundError: where a program that this needs is missing.
    """
    root = os.geteuid() == 0
    arguments = [_tool("bwrap"), "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"]
    arguments += ["--hostname", "claimbench", "--new-session", "--die-with-parent"]
    arguments += [] if network else ["--unshare-net"]
    arguments += [] if root else ["--unshare-user"]
    arguments += _system()
    scratch = ["--perms", "1777", "--size", str(limits.scratch * MIB), "--tmpfs"]
    arguments += ["--proc", "/proc", "--dev", "/dev", *scratch, "/dev/shm", *scratch, str(SCRATCH)]
    arguments += ["--perms", "0755", "--dir", str(FOLDER)]
    made = {FOLDER}
    settings = [Path("/etc", name) for name in (*SETTINGS, *(NETWORK if network else ()))]
    for source, place in [(path.resolve(), path) for path in settings if path.exists()] + sight.mounts():
        arguments += [*_parents(place, made), "--ro-bind", str(source), str(place)]
    for place in sorted(set(sight.covered())):
        arguments += ["--tmpfs", str(place)] if _is_folder(place, sight) else ["--ro-bind", os.devnull, str(place)]
    arguments += ["--remount-ro", "/", "--chdir", str(FOLDER if sight.folder else SCRATCH), "--cap-drop", "ALL"]
    return [*arguments, *(_unprivileged() if root else []), *command]


def _system() -> list[str]:
    arguments: list[str] = []
    for path in SYSTEM:
        if path.is_symlink():
            arguments += ["--symlink", os.readlink(path), str(path)]
        elif path.is_dir():
            arguments += ["--ro-bind", str(path), str(path)]
    return arguments


def _parents(place: Path, made: set[Path]) -> Iterable[str]:
    """Folders that bubblewrap would make for root alone; those of the system are there."""
    for parent in reversed(place.parents[:-1]):
        if parent not in made and parent != SCRATCH and not any(parent.is_relative_to(top) for top in SYSTEM):
            made.add(parent)
            yield from ("--perms", "0755", "--dir", str(parent))


def _unprivileged() -> list[str]:
    """Bubblewrap's arguments and the command prefix by which a root process becomes a user of no consequence."""
    user = str(_FIRST_USER + (os.getpid() * 16 + next(_number)) % 8_000)
    needed = [word for name in ("SETUID", "SETGID", "SETPCAP") for word in ("--cap-add", f"CAP_{name}")]
    become = [_tool("setpriv"), "--reuid", user, "--regid", user, "--clear-groups", "--no-new-privs"]
    return [*needed, "--", *become, "--inh-caps=-all", "--bounding-set=-all", "--"]


def _is_folder(place: Path, sight: Sight) -> bool:
    for source, root in reversed(sight.mounts()):
        if place.is_relative_to(root):
            return (source / place.relative_to(root)).is_dir()
    return place.is_dir()


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise FileNotFoundError(f"{name} is not installed")
    return found
