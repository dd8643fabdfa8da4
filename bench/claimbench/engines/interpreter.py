"""What belongs to a Python interpreter, found without running it: a stranger's manifest may name any program."""

import os
import shutil
import sys
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from claimbench.engines.sight import Shown

_PARTS = ("bin", "lib", "lib64", "include", "pyvenv.cfg")
"""What is shown of a Python's folder: never the whole, in which a user may keep other things."""


@dataclass(frozen=True)
class Interpreter:
    """A Python to run workers with.

    Attributes:
        path: the program; never resolved, since a virtual environment is known by where its link stands.
        shown: what must be seen for it to run.
        site: those of its folders that hold installed packages.
        known: whether the packages' names and versions say what is in them: not for an environment that somebody may
            have changed by hand since.
    """

    path: Path
    shown: tuple[Shown, ...]
    site: tuple[Path, ...]
    known: bool = True

    def packages(self) -> tuple[str, ...]:
        """Name and version of every installed distribution, as their folders are called."""
        return tuple(sorted({p.name for folder in self.site for p in folder.glob("*.dist-info")}))


def find_interpreter(name: str, folder: Path) -> Interpreter | None:
    """The interpreter that a manifest names.

    Args:
        name: empty for the one that runs claimbench; a name is looked up in the PATH; a path with a slash that does not
            begin with one lies in the submission's folder, as an environment made from the Python that runs claimbench
            or the system's.
        folder: of the submission.

    Returns:
        None where there is no such program, or it is none that may be shown.
    """
    try:
        if "/" in name and not name.startswith("/"):
            return _of_the_folder(folder / name, folder)
        found = (shutil.which(name) if "/" not in name else name) if name else sys.executable
        if not found or not Path(found).is_file():
            return None
        # only the running Python is shown where links lead to it; any other stands where it really is
        path = Path(os.path.abspath(found)) if not name else Path(found).parent.resolve() / Path(found).name
        if name and path.is_relative_to(folder.resolve()):
            return _of_the_folder(path, folder)
        own = path.parent.parent
        bases = [path.resolve().parent.parent]
        if home := _home(own):
            bases += [home.parent] * (not name) + [(home / "python3").resolve().parent.parent]
        trees = [tree for tree in dict.fromkeys((own, *bases)) if _is_python(tree)]
    except (OSError, ValueError, RuntimeError):  # too long a name, a NUL, a link that leads to itself
        return None
    if not trees:
        return None
    site = [own] if home else [own, *bases]
    return Interpreter(path, _parts(trees), _libraries(site), known=not name)


def _of_the_folder(path: Path, folder: Path) -> Interpreter | None:
    """An environment in the submission's folder; what it was made from is shown, if that is a Python that we know."""
    base = path.resolve().parent.parent
    inside = path.parent.resolve().is_relative_to(folder.resolve())
    if (
        not path.is_file()
        or not inside
        or base not in (Path(sys.base_prefix).resolve(), Path("/usr"), Path("/usr/local"))
    ):
        return None
    return Interpreter(path, _parts([base]), _libraries([path.parent.parent]), known=True)


def _home(tree: Path) -> Path | None:
    """Where the environment's Python was made from, by its pyvenv.cfg."""
    settings = tree / "pyvenv.cfg"
    if not settings.is_file():
        return None
    with settings.open(encoding="utf-8", errors="replace") as stream:
        for line in islice(iter(lambda: stream.readline(4096), ""), 100):
            key, _, value = line.partition("=")
            if key.strip() == "home" and value.strip().startswith("/"):
                return Path(os.path.abspath(value.strip()))
    return None


def _is_python(tree: Path) -> bool:
    """Whether a folder is a Python's own, wherever links lead to it from."""
    real = tree.resolve()
    holds_home = Path.home().resolve().is_relative_to(real) or real.is_relative_to("/proc")
    return not holds_home and ((real / "pyvenv.cfg").is_file() or any(real.glob("lib/python3*")))


def _parts(trees: list[Path]) -> tuple[Shown, ...]:
    """The parts of Pythons, each where it is looked for; a part that a link leads elsewhere with is left out."""
    found = []
    for tree in trees:
        for name in _PARTS:
            part, real = tree / name, (tree / name).resolve()
            if part.exists() and real.is_relative_to(tree.resolve()):
                found.append((real, part))
    return tuple(dict.fromkeys(found))


def _libraries(trees: list[Path]) -> tuple[Path, ...]:
    return tuple(lib for tree in dict.fromkeys(trees) for lib in sorted(tree.glob("lib*/python3*/*-packages")))
