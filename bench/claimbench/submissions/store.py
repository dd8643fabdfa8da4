"""Answers kept between runs, under a key that holds everything that decides them."""

import hashlib
import json
import os
import platform
import stat
from pathlib import Path
from typing import Any

import msgspec

from claimbench.engines.sight import litter
from claimbench.model.article import Article
from claimbench.model.faults import InputError
from claimbench.model.prediction import Prediction
from claimbench.model.vocabulary import SCHEMA
from claimbench.model.writing import write_whole
from claimbench.submissions.from_endpoint import FromEndpoint
from claimbench.submissions.from_worker import FromWorker
from claimbench.submissions.opening import Submission

CONTRACT = f"{SCHEMA}.1"
"""Version of what is handed to a submission and how; raised with any change that could change an answer."""
_MOST_FILES, _MOST_BYTES = 20_000, 4 * 1024**3
_PACKAGE_LISTS = ("/var/lib/dpkg/status", "/lib/apk/db/installed", "/usr/lib/sysimage/rpm/rpmdb.sqlite")
_IN_SYSTEM = ("/usr/bin/", "/bin/", "/usr/sbin/", "/sbin/")


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """An answer as it is kept: what it was, and how long it took."""

    prediction: Prediction
    seconds: float


class Store:
    """The answers of one submission in a folder.

    Errors, time-outs and invalid answers are never kept; an article with one of these is asked anew.

    Args:
        folder: of the store.
        what: everything but the article that decides an answer, as JSON; from :func:`deciding`.
    """

    def __init__(self, folder: Path, what: dict[str, Any]) -> None:
        self._folder = folder / _digest(what)

    def get(self, article: Article) -> Kept | None:
        """The answer that was kept, None where there is none that can be read."""
        try:
            return msgspec.json.decode(self._path(article).read_bytes(), type=Kept)
        except (OSError, msgspec.MsgspecError, ValueError):
            return None

    def put(self, article: Article, kept: Kept) -> None:
        """Keep an answer, whole or not at all; a store that cannot be written to is no reason to fail."""
        try:
            write_whole(self._path(article), msgspec.json.encode(kept))
        except InputError:
            return

    def _path(self, article: Article) -> Path:
        return self._folder / f"{_digest(article.as_task())}.json"


def deciding(submission: Submission, source: object) -> dict[str, Any] | None:
    """Everything but the article that decides the answers of a submission, None where not all of it can be known.

    Unfenced code may read anything, code that uses the network hears anything, and ``module:Class`` imports anything
    from where the user stands: none of it can be known.
    """
    manifest = submission.manifest
    common = {
        "contract": CONTRACT,
        "manifest": msgspec.to_builtins(manifest),
        "limits": msgspec.to_builtins(manifest.limits),
    }
    if isinstance(source, FromEndpoint) and source.endpoint:
        endpoint = {"url": source.endpoint.url, "model": source.endpoint.model}
        return {**common, "endpoint": endpoint, "files": _content(submission.folder, source.chat.prompts)}
    if not isinstance(source, FromWorker) or source.broken or source.isolation is None:
        return None
    if not (submission.whole and source.isolation.fenced and source.python.known and not manifest.network):
        return None
    system, files = _system(), {} if submission.installed else _content(submission.folder, None)
    if (
        system is None
        or files is None
        or (manifest.kind == "command" and not source.program.startswith((*_IN_SYSTEM, "/submission/")))
    ):
        return None
    return {
        **common,
        "isolation": str(source.isolation),
        "limits": msgspec.to_builtins(source.limits),
        "system": system,
        "interpreter": str(source.python.path.resolve()),
        "packages": source.python.packages(),
        "installed": submission.installed,
        "files": files,
    }


def _content(folder: Path, names: tuple[str, ...] | None) -> dict[str, str] | None:
    """Hash of the content of each file, by its path; links by where they lead. None where not all can be known."""
    paths = [folder / name for name in names] if names is not None else _files(folder)
    if paths is None:
        return None
    return {path.relative_to(folder).as_posix(): _hash(path) for path in paths}


def _files(folder: Path) -> list[Path] | None:
    """The files and folders that a worker sees; None where there are too many, or some without content, like pipes."""
    covered, found, size = set(litter(folder)), list[Path](), 0
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if Path(place, name) not in covered)
        for name in (*sorted(files), *folders):
            path = Path(place, name)
            status = path.lstat()
            size += status.st_size
            if not any(kind(status.st_mode) for kind in (stat.S_ISREG, stat.S_ISLNK, stat.S_ISDIR)):
                return None
            found.append(path)
            if len(found) > _MOST_FILES or size > _MOST_BYTES:
                return None
    return found


def _hash(path: Path) -> str:
    """What a file is: its content and mode; a link by where it leads, a folder by its mode."""
    if path.is_symlink():
        return f"-> {path.readlink()}"
    mode = f"{path.stat().st_mode & 0o777:o}"
    if path.is_dir():
        return mode
    with path.open("rb") as stream:
        return f"{hashlib.file_digest(stream, 'sha256').hexdigest()} {mode}"


def _system() -> str | None:
    """A hash of the list of the system's packages, which says which programs and libraries it has."""
    for name in _PACKAGE_LISTS:
        path = Path(name)
        if path.is_file():
            return f"{platform.machine()} {_hash(path)}"
    return None


def _digest(record: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()
