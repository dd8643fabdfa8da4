"""Finding out what a user named: the forms in which a submission can be handed over."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.machinery import PathFinder
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from claimbench.corpus.location import baselines
from claimbench.model.faults import fault
from claimbench.model.vocabulary import LAYERS
from claimbench.submissions.manifest import CLASS, MANIFEST, Manifest, read_manifest

TRIES = "tries"
"""Folder of a submission in which its published tries are kept."""
GROUP = "claimbench.extractors"
"""Entry points by which an installed package offers extractors."""
LARGEST_FILE = 4 * 1024**3
"""Bytes of a predictions file in a submission's folder."""
FORMS = f"a folder with {MANIFEST}, a predictions file, module:Class, or the name of a baseline or installed extractor"


@dataclass(frozen=True)
class Submission:
    """A manifest, and where what it names is found.

    Attributes:
        manifest: what it says of itself.
        folder: that its files are in; what ``module:Class`` is imported from.
        whole: whether the folder is all that it brings, so that its content tells whether it has changed.
        installed: whether its code is part of an installed package, the folder or file being that package.
        tries: how often it was published; 0 where it never was.
    """

    manifest: Manifest
    folder: Path
    whole: bool = True
    installed: bool = False
    tries: int = 0

    @property
    def name(self) -> str:
        """The name on the board."""
        return self.manifest.name

    @property
    def predictions(self) -> Path | None:
        """The predictions file, for a submission that is one."""
        return self.folder / self.manifest.entry if self.manifest.kind == "predictions" else None


def open_submission(spec: str, layers: Sequence[str] = ()) -> Submission:
    """Find out what a user named.

    Args:
        spec: a folder with ``submission.toml``, a predictions file (``*.jsonl``), ``module:Class`` importable from the
            current folder, the name of a shipped baseline, or one that an installed package offers as an entry point of
            ``claimbench.extractors``.
        layers: overrides the layers of anything but a folder.

    Raises:
        InputError: when it is none of these, or its manifest has faults.
    """
    unknown = [layer for layer in layers if layer not in LAYERS]
    if unknown:
        raise fault("--layers", "unknown layer", ", ".join(unknown), ", ".join(LAYERS))
    path = Path(spec)
    if path.is_dir():
        return Submission(read_manifest(path), path.resolve(), tries=len(tries_of(path)))
    if path.is_file():
        entry = Manifest(name=_name(path.stem), version="-", kind="predictions", entry=path.name, layers=tuple(layers))
        return Submission(entry, path.parent, whole=False)
    if CLASS.fullmatch(spec):
        name = spec.rsplit(":", 1)[1]
        manifest = Manifest(name=name, version="-", kind="class", entry=spec, layers=tuple(layers))
        return Submission(manifest, Path.cwd(), whole=False)
    for folder in baselines():
        if folder.name == spec:
            return Submission(read_manifest(folder), folder)
    for point in entry_points(group=GROUP, name=spec):
        return _installed(point, layers)
    what = "not a submission" if path.exists() or ":" in spec else "no such file, folder or installed extractor"
    raise fault(spec, what, wanted=FORMS)


def tries_of(folder: Path) -> list[int]:
    """The numbers of a submission's published tries, in order."""
    home = folder / TRIES
    names = [path.name for path in home.glob("[0-9]*") if path.is_dir() and not path.is_symlink()]
    return (
        sorted(int(name) for name in names if re.fullmatch(r"[1-9][0-9]{0,5}", name)) if not home.is_symlink() else []
    )


def _installed(point: EntryPoint, layers: Sequence[str]) -> Submission:
    """An extractor of an installed package, which is looked for and not imported."""
    top = point.value.split(":")[0].split(".")[0]
    found = PathFinder.find_spec(top)
    if found is None or found.origin is None or not CLASS.fullmatch(point.value):
        raise fault(point.name, f"an entry point of {GROUP} that leads nowhere", point.value, "package.module:Class")
    place = Path(found.origin).resolve()
    version = point.dist.version if point.dist else "-"
    manifest = Manifest(name=_name(point.name), version=version, kind="class", entry=point.value, layers=tuple(layers))
    editable = point.dist is not None and '"editable": true' in (point.dist.read_text("direct_url.json") or "")
    home = place.parent if place.name == "__init__.py" else place
    return Submission(manifest, home, whole=not editable, installed=True)


def _name(stem: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]", "-", stem).strip("-._")[:64] or "predictions"
