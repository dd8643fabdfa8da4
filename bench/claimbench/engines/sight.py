"""What a fenced worker sees: an allow-list of folders, less what lies in them and is nobody's business."""

import os
import shutil
from collections.abc import Iterator
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


@dataclass(frozen=True)
class Sight:
    """What one worker is to see.

    Attributes:
        folder: the submission's, read-only at ``FOLDER``; None if its code is all in ``trees``.
        trees: read-only at their own place, beside the system.
        files: single files, by their place inside.
        hidden: never seen, even inside something that is.
    """

    folder: Path | None
    trees: tuple[Path, ...] = ()
    files: tuple[tuple[Path, Path], ...] = ()
    hidden: tuple[Path, ...] = ()

    def mounts(self) -> list[tuple[Path, Path]]:
        """Folders and files with their places inside; each place once, outer ones first."""
        placed = list(_placed(self.folder.resolve())) if self.folder else []
        seen: list[Path] = []
        for tree in sorted({tree.absolute() for tree in self.trees}, key=lambda tree: len(tree.parts)):
            if not any(tree.is_relative_to(other) for other in (*SYSTEM, *seen)):
                seen.append(tree)
                placed.append((tree, tree))
        return placed + [(source.resolve(), place) for source, place in self.files]

    def covered(self) -> Iterator[Path]:
        """Places inside that must be covered up, because something hidden would be seen there."""
        shown = [*((path, path) for path in SYSTEM if path.is_dir() and not path.is_symlink()), *self.mounts()]
        for source, place in shown:
            for path in self.hidden:
                real = path.resolve()
                for root in {source, source.resolve()}:
                    if real.is_relative_to(root) and path.exists():
                        yield place / real.relative_to(root)
            for library in source.glob("lib*/python3*/*-packages/claimbench"):
                if library.is_dir():
                    yield place / library.relative_to(source)
            for library in source.glob("local/lib*/python3*/*-packages/claimbench"):
                yield place / library.relative_to(source)


def _placed(folder: Path) -> Iterator[tuple[Path, Path]]:
    """A folder, or what is in it where others than its owner may not enter it and workers of root are others."""
    if os.geteuid() or folder.stat().st_mode & 0o5 == 0o5:
        yield folder, FOLDER
    else:
        yield from ((path, FOLDER / path.name) for path in sorted(folder.iterdir()) if not path.is_symlink())


def program(name: str, folder: Path, path: str) -> tuple[str, tuple[Path, ...]] | None:
    """A command's program as it is called inside, and what must be seen besides the system for it to run.

    That is the file itself, or all of its folder in /opt: a manifest could else have a user's home shown.

    Args:
        name: with a slash, a file of the submission; without, looked up in ``path``.
        folder: of the submission.
        path: folders separated by colons.

    Returns:
        None where there is no such program.
    """
    if "/" in name:
        inside = (folder / name).resolve()
        return (str(FOLDER / name), ()) if inside.is_file() and inside.is_relative_to(folder.resolve()) else None
    found = shutil.which(name, path=path)
    if found is None:
        return None
    files = (Path(os.path.abspath(found)), Path(os.path.realpath(found)))
    return str(files[0]), tuple(dict.fromkeys(_installed(file) for file in files))


def _installed(file: Path) -> Path:
    return Path(*file.parts[:3]) if file.parts[1] == "opt" and len(file.parts) > 4 else file


def unreadable(folder: Path) -> Path | None:
    """The first thing in a folder that a user of no consequence, as workers of a root process are, could not read."""
    for path in sorted(folder.rglob("*")):
        needed = 0o5 if path.is_dir() else 0o4
        if not path.is_symlink() and path.stat().st_mode & needed != needed:
            return path
    return None
