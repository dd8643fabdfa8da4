"""Where the shipped corpus and baselines are: inside the wheel, else in the checkout."""

from pathlib import Path

from claimbench.model.faults import fault


def data_root() -> Path:
    """Folder that holds ``seeds/``, ``annotations/`` and ``baselines/``.

    Raises:
        InputError: when the package was installed without its data.
    """
    package = Path(__file__).resolve().parents[1]
    checkout = package.parents[1]
    for root in (package / "_data", checkout):
        if (root / "seeds").is_dir() and (root / "annotations").is_dir():
            return root
    raise fault(package, "the shipped corpus is missing", wanted="_data/ in the package or a checkout around it")


def baselines() -> list[Path]:
    """The folders of the reference submissions, by name."""
    folder = data_root() / "baselines"
    return sorted(p.parent for p in folder.glob("*/submission.toml")) if folder.is_dir() else []


def published() -> list[Path]:
    """The folders of submissions that were accepted into the checkout, by name; a wheel has none."""
    return sorted(p.parent for p in (data_root() / "submissions").glob("*/submission.toml"))


def private() -> tuple[Path, ...]:
    """What code of a submission must not see: the package with its data, the gold, and the other submissions."""
    root = data_root()
    return (Path(__file__).resolve().parents[1], *(root / name for name in ("annotations", "baselines", "submissions")))
