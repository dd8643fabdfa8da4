"""Control groups, version 1 or 2: the only limits on memory and processes that hold for a worker as a whole."""

import os
import re
import signal
import time
from contextlib import suppress
from itertools import count
from pathlib import Path

from claimbench.engines.limits import MIB, Limits

_PROCESSES_OF_THE_FENCE = 4  # shell, bwrap twice, setpriv: they are in the group but not the submission's
_number = count()


class Cgroup:
    """A group for one worker; one folder in version 2, two in version 1.

    Raises:
        OSError: where groups cannot be made, which is for :func:`available` and its caller to find out.
    """

    def __init__(self, limits: Limits) -> None:
        self._folders: list[Path] = []
        settings = _settings(limits)
        name = f"claimbench-{os.getpid()}-{next(_number)}"
        try:
            for parent, values in settings.items():
                _remove_stale(parent)
                folder = parent / name
                folder.mkdir()
                self._folders.append(folder)
                for file, (value, needed) in values.items():
                    try:
                        (folder / file).write_text(str(value))
                    except OSError:
                        if needed:
                            raise
        except OSError:
            self.close()
            raise

    def prefix(self) -> list[str]:
        """Command prefix that enters the group and then becomes the command."""
        enter = 'while [ "$1" != -- ]; do echo $$ > "$1" || exit 125; shift; done; shift; exec "$@"'
        return ["/bin/sh", "-c", enter, "sh", *(str(folder / "cgroup.procs") for folder in self._folders), "--"]

    def ran_out_of_memory(self) -> bool:
        """Whether the kernel has killed a process of the group for its memory."""
        for folder in self._folders:
            for name in ("memory.events", "memory.oom_control"):
                with suppress(OSError):
                    if re.search(r"^oom_kill [1-9]", (folder / name).read_text(), re.MULTILINE):
                        return True
        return False

    def close(self) -> None:
        """Kill whatever is left in the group, and remove it."""
        for _ in range(200):
            left = {pid for folder in self._folders for pid in _members(folder)}
            for pid in left:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            for folder in list(self._folders):
                with suppress(OSError):  # busy until its processes are gone
                    folder.rmdir()
                    self._folders.remove(folder)
            if not self._folders:
                return
            time.sleep(0.005)


def _remove_stale(parent: Path) -> None:
    """Remove the empty groups of processes that were killed before they could."""
    for folder in parent.glob("claimbench-*"):
        if not Path("/proc", folder.name.split("-")[1]).exists():
            with suppress(OSError):
                folder.rmdir()


def _members(folder: Path) -> list[int]:
    with suppress(OSError):
        return [int(pid) for pid in (folder / "cgroup.procs").read_text().split()]
    return []


def _settings(limits: Limits) -> dict[Path, dict[str, tuple[int, bool]]]:
    """The parent folders, with the files to write into a new group: value, and whether it is of use without.

    Raises:
        OSError: where this process is in no group that can have children with these limits.
    """
    memory, tasks = limits.memory * MIB, limits.processes + _PROCESSES_OF_THE_FENCE
    parents = _own_groups()
    if {"memory", "pids"} <= parents.keys():
        swap = {"memory.memsw.limit_in_bytes": (memory, False)}
        return {
            parents["memory"]: {"memory.limit_in_bytes": (memory, True), **swap},
            parents["pids"]: {"pids.max": (tasks, True)},
        }
    if "" not in parents:
        raise FileNotFoundError("no control groups")
    parent = parents[""]
    switch = parent / "cgroup.subtree_control"
    if not {"memory", "pids"} <= set(switch.read_text().split()):
        switch.write_text("+memory +pids")  # busy where the parent has processes of its own
    values = {"memory.max": (memory, True), "memory.swap.max": (0, False), "memory.oom.group": (0, False)}
    return {parent: {**values, "pids.max": (tasks, True)}}


def _own_groups() -> dict[str, Path]:
    """Folder of this process's group by controller; the key of version 2 is the empty string."""
    try:
        mounts = Path("/proc/self/mountinfo").read_text().splitlines()
        groups = Path("/proc/self/cgroup").read_text().splitlines()
    except OSError:
        return {}
    places: dict[str, tuple[str, str]] = {}
    for line in mounts:
        before, _, after = line.partition(" - ")
        root, where = before.split()[3:5]
        kind, _, options = after.split(maxsplit=2)
        if kind == "cgroup2":
            places[""] = (root, where)
        elif kind == "cgroup":
            places.update(dict.fromkeys(options.split(","), (root, where)))
    found = {}
    for line in groups:
        _, names, path = line.split(":", 2)
        for name in names.split(","):
            if name in places:
                root, where = places[name]
                inside = path.removeprefix(root.rstrip("/")) or "/"
                found[name] = Path(where + inside)
    return found
