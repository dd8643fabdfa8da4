"""Writing files whole or not at all, and where what can be made again is kept."""

import os
import tempfile
from pathlib import Path

from claimbench.model.faults import fault


def cache_folder() -> Path:
    """``claimbench`` in the user's cache folder."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "claimbench"


def write_whole(path: Path, data: bytes) -> None:
    """Replace ``path`` by ``data`` in one step, so that no reader and no interruption sees half a file.

    A link stays, and what it leads to is replaced; a device or a pipe, as ``/dev/stdout``, is written to.

    Raises:
        InputError: when the folder cannot be made or written to.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        _pour(path, data)
        return
    place = Path(os.path.realpath(path))
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    except OSError as error:
        raise fault(path, "cannot be written", error.strerror or error, "a writable folder") from None
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
        os.replace(name, place)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise fault(path, "cannot be written", error.strerror or error, "a writable place") from None


def _pour(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise fault(path, "cannot be written", error.strerror or error, "a writable place") from None
