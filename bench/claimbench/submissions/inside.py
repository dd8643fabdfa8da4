"""Files of a stranger's folder, looked at before they are opened: a link leads anywhere, a pipe never ends."""

import stat
from pathlib import Path

from claimbench.model.faults import fault
from claimbench.model.json_text import read_bytes


def regular(folder: Path, name: str, most: int) -> Path:
    """A file that a manifest names.

    Args:
        folder: of the submission, or a folder in it.
        name: of a file in it.
        most: its largest size in bytes.

    Raises:
        InputError: when it is missing, a link, no regular file, or too large.
    """
    path = folder / name
    where = f"{folder.name}/{name}"
    try:
        found = path.lstat()
    except (OSError, ValueError):
        raise fault(where, "no such file", wanted="an existing file") from None
    if not stat.S_ISREG(found.st_mode):
        kind = "a link" if stat.S_ISLNK(found.st_mode) else "no regular file"
        raise fault(where, kind, wanted="a regular file in the submission's folder")
    if found.st_size > most:
        raise fault(where, "too large", f"{found.st_size:,} bytes", f"at most {most:,}")
    return path


def read_inside(folder: Path, name: str, most: int) -> bytes:
    """The content of a file that a manifest names.

    Raises:
        InputError: as for :func:`regular`.
    """
    return read_bytes(regular(folder, name, most))
