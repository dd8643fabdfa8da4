"""What a fenced worker sees: an allow-list of places, less what lies in them and is nobody's business."""

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path("/submission")
"""Where a fenced worker finds its own folder, whatever it is called outside."""
SCRATCH = Path("/tmp")
SYSTEM = tuple(map(Path, ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")))
"""System programs and libraries; links into /usr on most systems."""
SETTINGS = (
    *("ld.so.cache", "ld.so.conf", "ld.so.conf.d", "alternatives", "localtime", "ssl/certs", "ssl/openssl.cnf"),
    *("ca-certificates", "pki/tls/certs", "pki/ca-trust", "crypto-policies"),
)
"""What programs read in /etc and what says nothing of this machine's users."""
NETWORK = ("resolv.conf", "hosts", "nsswitch.conf", "services", "protocols", "gai.conf")
LITTER = ("__pycache__", ".git", "tries", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis")
"""Folders of a submission that decide nothing: covered up in the fence, and no part of what an answer is kept under."""
_MOST = 20_000  # folders of a submission that are looked at
_SITES = ("lib*/python3*/*-packages", "local/lib*/python3*/*-packages", "python3*/*-packages", "*-packages")
_INSTALLED = tuple(f"{site}/claimbench" for site in _SITES)

Shown = tuple[Path, Path]
"""A place outside, and where it is seen inside."""


@dataclass(frozen=True)
class Sight:
    """What one worker is to see.

    Attributes:
        folder: the submission's, read-only at ``FOLDER``; None if its code is all in ``shown``.
        shown: further files and folders, read-only.
        hidden: never seen, even inside something that is.
    """

    folder: Path | None
    shown: tuple[Shown, ...] = ()
    hidden: tuple[Path, ...] = ()

    def mounts(self) -> list[Shown]:
        """Files and folders with their places inside; each place once, outer ones first, none that the system has."""
        placed = list(_placed(self.folder.resolve())) if self.folder else []
        for source, place in sorted(self.shown, key=lambda pair: len(pair[1].parts)):
            if source.exists() and not any(place.is_relative_to(top) for top in (*SYSTEM, *(p for _, p in placed))):
                placed.append((source.resolve(), place))
        return placed

    def covered(self) -> Iterator[tuple[Path, bool]]:
        """Places inside that must be covered up, as something hidden would be seen there; and whether each is a folder.

        Links of the submission's are never gone through: they would lead the cover elsewhere.
        """
        system = [(path, path) for path in SYSTEM if path.is_dir() and not path.is_symlink()]
        hidden = [path.resolve() for path in self.hidden if path.exists()]
        for source, place in (*system, *self.mounts()):
            found = [path for path in hidden if path.is_relative_to(source)]
            if not place.is_relative_to(FOLDER):
                found += [path for pattern in _INSTALLED for path in source.glob(pattern) if not path.is_symlink()]
            yield from ((place / path.relative_to(source), path.is_dir()) for path in found)
        if self.folder:
            root = self.folder.resolve()
            yield from ((FOLDER / path.relative_to(root), True) for path in litter(root))


def litter(folder: Path) -> Iterator[Path]:
    """Folders that decide nothing, but for those of an environment that lies in the submission's folder."""
    for count, (place, folders, files) in enumerate(os.walk(folder)):
        if count > _MOST or "pyvenv.cfg" in files:
            folders.clear()
        found = [name for name in folders if name in LITTER and not Path(place, name).is_symlink()]
        yield from (Path(place, name) for name in found)
        folders[:] = [name for name in folders if name not in found]


def _placed(folder: Path) -> Iterator[Shown]:
    """A folder, or what is in it where others than its owner may not enter it and workers of root are others."""
    if os.geteuid() or folder.stat().st_mode & 0o5 == 0o5:
        yield folder, FOLDER
    else:
        yield from ((path, FOLDER / path.name) for path in sorted(folder.iterdir()) if not path.is_symlink())


def modules(folder: Path, top: str) -> tuple[Shown, ...]:
    """The Python modules and packages of a folder, as a class that is imported from there sees them; nothing else.

    Args:
        folder: where the user stands.
        top: the module or package that is imported, which may be a plain folder with modules.
    """
    found = [path for path in sorted(folder.glob("*.py")) if path.is_file()]
    found += [path.parent for path in sorted(folder.glob("*/__init__.py"))] + [folder / top]
    shown = [path for path in dict.fromkeys(found) if path.exists() and not path.is_symlink()]
    return tuple((path, FOLDER / path.name) for path in shown)


def find_program(
    name: str, folder: Path, path: str, shown: Sequence[Shown] = (), anywhere: bool = False
) -> tuple[str, tuple[Shown, ...]] | None:
    """A command's program as it is called inside, and what must be seen besides the system for it to run.

    That is the program's own file, and only if the one who runs it allows programs from outside the system: a manifest
    could else have any program of the user's shown, with what stands in it.

    Args:
        name: with a slash, a file of the submission; without, looked up in ``path``.
        folder: of the submission.
        path: folders separated by colons.
        shown: what is seen anyway, as the interpreter's programs are.
        anywhere: whether programs outside of the system and the submission may be shown.

    Returns:
        None where there is no such program, or none that may be shown.
    """
    try:
        root = folder.resolve()
        if "/" in name:
            inside = (folder / name).resolve()
            return (str(FOLDER / name), ()) if inside.is_file() and inside.is_relative_to(root) else None
        found = shutil.which(name, path=path)
        if found is None:
            return None
        called, real = Path(os.path.abspath(found)), Path(found).resolve()
    except (OSError, ValueError, RuntimeError):  # too long a name, a NUL, a link that leads to itself
        return None
    if real.is_relative_to(root):
        return str(FOLDER / real.relative_to(root)), ()
    if any(real.is_relative_to(source) for source, _ in shown):
        return str(FOLDER / called.relative_to(root) if called.is_relative_to(root) else called), ()
    if any(real.is_relative_to(top.resolve()) for top in SYSTEM) or called.is_relative_to(root):
        system = next((str(p) for p in (called, real) if any(p.is_relative_to(top) for top in SYSTEM)), None)
        return (system, ()) if system else None
    return (str(real), ((real, real),)) if anywhere else None


def unreadable(folder: Path) -> Path | None:
    """The first thing in a folder that a user of no consequence, as workers of a root process are, could not read."""
    for path in sorted(folder.rglob("*"))[:_MOST]:
        needed = 0o5 if path.is_dir() else 0o4
        if not path.is_symlink() and path.stat().st_mode & needed != needed:
            return path
    return None
