"""What belongs to a Python interpreter, found without running it: a stranger's manifest may name any program."""

import os
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

_HOME = re.compile(r"^home\s*=\s*(.+?)\s*$", re.MULTILINE)
_SYSTEM_SITE = re.compile(r"^include-system-site-packages\s*=\s*true\s*$", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True)
class Interpreter:
    """A Python to run workers with.

    Attributes:
        path: the program; never resolved, since a virtual environment is known by where its link stands.
        trees: folders that it needs to see: its own, and those of the Python that its environment was made from.
        site: those of its folders that hold installed packages.
    """

    path: Path
    trees: tuple[Path, ...]
    site: tuple[Path, ...]

    def packages(self) -> tuple[str, ...]:
        """Name and version of every installed distribution, as their folders are called."""
        return tuple(sorted({p.name for folder in self.site for p in folder.glob("*.dist-info")}))


def find_interpreter(name: str, folder: Path) -> Interpreter | None:
    """The interpreter that a manifest names.

    Args:
        name: empty for the one that runs claimbench; a name is looked up in the PATH, anything with a slash is a path
            from the submission's folder.
        folder: of the submission.

    Returns:
        None where there is no such program.
    """
    found = str(folder / name) if "/" in name else shutil.which(name) if name else sys.executable
    if not found or not Path(found).is_file():
        return None
    path = Path(os.path.abspath(found))
    own = path.parent.parent
    bases, site = [path.resolve().parent.parent], [own]
    settings = own / "pyvenv.cfg"
    text = settings.read_text("utf-8", "replace") if settings.is_file() else ""
    if match := _HOME.search(text):
        home = Path(os.path.abspath(match[1]))
        bases += [home.parent, (home / "python3").resolve().parent.parent]
    if not text or _SYSTEM_SITE.search(text):
        site += bases
    trees = [own] * bool(text) + [tree for tree in (own, *bases) if _is_python(tree)]
    libraries = [lib for tree in dict.fromkeys(site) for lib in sorted(tree.glob("lib*/python3*/*-packages"))]
    return Interpreter(path, tuple(dict.fromkeys(trees)), tuple(libraries))


def _is_python(tree: Path) -> bool:
    """Whether a folder may be shown as a Python's own: a manifest could name one that holds a user's secrets."""
    personal = (Path.home(), Path.home() / ".local")
    return any(tree.glob("lib/python3*")) and tree not in personal and not Path.home().is_relative_to(tree)
