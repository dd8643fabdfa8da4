"""What a submission says of itself, and the three forms in which one can be handed over."""

import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from claimbench.model.decoding import typed
from claimbench.model.faults import Fault, InputError, fault
from claimbench.model.vocabulary import LAYERS

MANIFEST = "submission.toml"
_NAME = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$(?!\n)"
_CLASS = re.compile(r"[A-Za-z_][\w.]*:[A-Za-z_]\w*")
_Name = Annotated[str, msgspec.Meta(pattern=_NAME, description="1 to 64 of A-Z, a-z, 0-9, dot, dash, underscore")]
_Seconds = Annotated[float, msgspec.Meta(gt=0, le=3600)]


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The content of ``submission.toml``.

    Attributes:
        name: letters, digits, dots, dashes; unique on a board.
        kind: ``class`` (Python) or ``predictions`` (a file).
        entry: ``module:Class`` or the file's name, inside the folder.
        python: interpreter for a class; the one that runs claimbench if empty.
        layers: those that it takes part in; if empty, those in which it says anything.
        trained_on: in words.
        gold_seen: ids of articles whose gold it has seen in any form, folds included; ranked apart on these.
        style: of extraction, as one of the judged extractions is (verbatim, fragments, faithful, free, keypoints ...);
            the matcher's error band is that of the style, or of all styles if empty.
        timeout: seconds an article may take.
    """

    name: _Name
    version: str
    kind: Literal["class", "predictions"]
    entry: str
    authors: tuple[str, ...] = ()
    description: str = ""
    python: str = ""
    layers: tuple[str, ...] = ()
    trained_on: str = "not stated"
    gold_seen: tuple[str, ...] = ()
    style: str = ""
    timeout: _Seconds = 60.0


@dataclass(frozen=True)
class Submission:
    """A manifest and the folder that its entry is found in."""

    manifest: Manifest
    folder: Path

    @property
    def name(self) -> str:
        """The name on the board."""
        return self.manifest.name

    @property
    def predictions(self) -> Path | None:
        """The predictions file, for a submission that is one."""
        return self.folder / self.manifest.entry if self.manifest.kind == "predictions" else None

    @property
    def interpreter(self) -> str:
        """The Python that runs a class."""
        return self.manifest.python or sys.executable


def open_submission(spec: str, layers: Sequence[str] = ()) -> Submission:
    """Find out what a user named.

    Args:
        spec: a folder with ``submission.toml``, a predictions file (``*.jsonl``), or ``module:Class`` importable
            from the current folder.
        layers: overrides the layers of a file or class.

    Raises:
        InputError: when it is none of these, or its manifest has faults.
    """
    unknown = [layer for layer in layers if layer not in LAYERS]
    if unknown:
        raise fault("--layers", "unknown layer", ", ".join(unknown), ", ".join(LAYERS))
    path = Path(spec)
    if path.is_dir():
        return _from_folder(path)
    if path.is_file():
        entry = Manifest(name=_name(path.stem), version="-", kind="predictions", entry=path.name, layers=tuple(layers))
        return Submission(entry, path.parent)
    if _CLASS.fullmatch(spec):
        name = spec.rsplit(":", 1)[1]
        return Submission(Manifest(name=name, version="-", kind="class", entry=spec, layers=tuple(layers)), Path.cwd())
    what = "not a submission" if path.exists() or ":" in spec else "no such file or folder"
    raise fault(spec, what, wanted=f"a folder with {MANIFEST}, a predictions file, or module:Class")


def _from_folder(folder: Path) -> Submission:
    path = folder / MANIFEST
    where = f"{folder.resolve().name}/{MANIFEST}"
    if not path.is_file():
        raise fault(folder, "a submission folder without a manifest", wanted=MANIFEST)
    try:
        record = tomllib.loads(path.read_text("utf-8"))
    except RecursionError:
        raise fault(where, "invalid TOML", "nested too deeply", "TOML in UTF-8") from None
    except (ValueError, OSError) as error:  # TOML and UTF-8 errors are both ValueErrors
        raise fault(where, "invalid TOML", error, "TOML in UTF-8") from None
    faults: list[Fault] = []
    manifest = typed(record, Manifest, where, faults)
    faults.extend(_against_kind(record, where))
    if faults or manifest is None:
        raise InputError(faults)
    return Submission(manifest, folder.resolve())


def _against_kind(record: dict[str, Any], where: str) -> Iterator[Fault]:
    """What no schema can say, on the record as it was parsed."""
    layers, entry = record.get("layers"), record.get("entry")
    for name in layers if isinstance(layers, list) else ():
        if isinstance(name, str) and name not in LAYERS:
            yield Fault(f"{where}: layers", "unknown layer", name, ", ".join(LAYERS))
    if isinstance(entry, str):
        if record.get("kind") == "class" and not _CLASS.fullmatch(entry):
            yield Fault(f"{where}: entry", "not module:Class", entry, "extractor:MyExtractor")
        inside = entry not in ("", ".", "..") and Path(entry).name == entry
        if record.get("kind") == "predictions" and not inside:
            yield Fault(f"{where}: entry", "outside the folder", entry, "the name of a file in it")


def _name(stem: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]", "-", stem).strip("-._")[:64] or "predictions"
