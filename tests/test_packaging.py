"""What the wheel and the sdist hold, and that an installed claimbench scores like the checkout."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest
from build import ProjectBuilder

ROOT = Path(__file__).parents[1]
DATA = ("annotations", "baselines", "seeds")

pytestmark = pytest.mark.slow


class Built(NamedTuple):
    """A copy of the checkout, what it holds as data, and what was built of it.

    Attributes:
        copy: the sources that were built.
        data: files of the data folders, as paths inside the copy; without the caches that were put among them.
        wheel: content of the wheel of the copy, unpacked.
        from_sdist: content of a wheel that was built of the unpacked sdist, unpacked.
        editable: content of the editable wheel of the copy, unpacked.
    """

    copy: Path
    data: set[str]
    wheel: Path
    from_sdist: Path
    editable: Path


def copy_checkout(to: Path) -> None:
    """Copy what a commit of everything would hold: tracked and new files, and nothing that is ignored."""
    listing = ["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard", "-z"]
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        patterns = (ROOT / ".gitignore").read_text("utf-8").split() if (ROOT / ".gitignore").is_file() else []
        ignored = [pattern.strip("/") for pattern in patterns]
        shutil.copytree(ROOT, to, ignore=shutil.ignore_patterns(".git", "__pycache__", ".*_cache", *ignored))
        return
    names = subprocess.run(listing, capture_output=True, text=True, check=True).stdout.split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():  # a tracked file may have been deleted
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, to / name)


def litter(copy: Path) -> None:
    """Put there what working in a checkout leaves behind: byte code, and a board of a run in a baseline's folder."""
    for name in (
        "bench/claimbench/__pycache__/cli.pyc",
        "baselines/every-sentence/__pycache__/extractor.pyc",
        "baselines/every-sentence/build/leaderboard/index.html",
        "baselines/every-sentence/.mypy_cache/cache.json",
    ):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_text("left behind")


def build_wheel(source: Path, to: Path, kind: str = "wheel") -> Path:
    """Build with the backend that is installed, and unpack the wheel."""
    made = ProjectBuilder(source, python_executable=sys.executable).build(kind, to / "packed")
    with zipfile.ZipFile(made) as archive:
        archive.extractall(to / "unpacked")
    return to / "unpacked"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    home = tmp_path_factory.mktemp("packaging")
    copy = home / "checkout"
    copy_checkout(copy)
    data = {name for name in contents(copy) if name.split("/")[0] in DATA}
    litter(copy)
    sdist = ProjectBuilder(copy, python_executable=sys.executable).build("sdist", home / "sdist")
    with tarfile.open(sdist) as archive:
        archive.extraction_filter = getattr(tarfile, "data_filter", None)  # Python 3.11.0 to 3.11.3 have none
        archive.extractall(home / "source")
    (source,) = (home / "source").iterdir()
    return Built(
        copy=copy,
        data=data,
        wheel=build_wheel(copy, home / "wheel"),
        from_sdist=build_wheel(source, home / "from_sdist"),
        editable=build_wheel(copy, home / "editable", "editable"),
    )


def claimbench(package: Path, folder: Path, *arguments: str) -> str:
    """Run the claimbench of a folder in another, with the dependencies of this environment; what it prints."""
    environment = {**os.environ, "PYTHONPATH": str(package), "PYTHONDONTWRITEBYTECODE": "1"}
    where = [sys.executable, "-c", "import claimbench; print(claimbench.__file__)"]
    command = [sys.executable, "-m", "claimbench", *arguments]
    outputs = [
        subprocess.run(c, cwd=folder, env=environment, capture_output=True, text=True, check=True).stdout
        for c in (where, command)
    ]
    assert Path(outputs[0].strip()) == package / "claimbench" / "__init__.py"
    return outputs[1]


def test_wheel_and_wheel_of_the_sdist_hold_the_same(built: Built) -> None:
    wheel, from_sdist = contents(built.wheel), contents(built.from_sdist)
    assert set(wheel) == set(from_sdist)
    assert [name for name in wheel if wheel[name] != from_sdist[name]] == []


@pytest.mark.parametrize("made", ["wheel", "from_sdist"])
def test_wheel_holds_the_data_of_the_checkout_and_nothing_else(built: Built, made: str) -> None:
    packaged = contents(getattr(built, made) / "claimbench" / "_data")
    assert {name.split("/")[0] for name in built.data} == set(DATA)
    assert set(packaged) == built.data
    assert [name for name in packaged if packaged[name] != (built.copy / name).read_bytes()] == []


@pytest.mark.parametrize("made", ["wheel", "from_sdist"])
def test_wheel_holds_the_package_with_page_and_types_and_no_byte_code(built: Built, made: str) -> None:
    names = {name for name in contents(getattr(built, made)) if not name.startswith("claimbench/_data/")}
    assert {"claimbench/py.typed", "claimbench/leaderboard/page.html.jinja"} <= names
    sources = {p.relative_to(built.copy / "bench").as_posix() for p in (built.copy / "bench").rglob("*.py")}
    assert {name for name in names if name.endswith(".py")} == sources
    assert [name for name in contents(getattr(built, made)) if "__pycache__" in name or name.endswith(".pyc")] == []


def test_editable_install_holds_no_data_and_leads_to_the_checkout(built: Built) -> None:
    names = contents(built.editable)
    assert [name for name in names if "_data" in name or name.startswith("claimbench/")] == []
    (pth,) = (text.decode() for name, text in names.items() if name.endswith(".pth"))
    assert pth.strip() == str(built.copy / "bench")


def test_wheels_score_like_the_checkout(built: Built, tmp_path: Path) -> None:
    checkout = built.copy / "bench"  # what an editable install leads to
    predictions = tmp_path / "predictions.jsonl"
    claimbench(checkout, tmp_path, "run", str(built.copy / "baselines" / "every-sentence"), "-o", str(predictions))
    empty = tmp_path / "empty"
    empty.mkdir()
    wanted = claimbench(checkout, empty, "score", str(predictions), "--json")
    assert '"signature"' in wanted
    assert claimbench(built.wheel, empty, "score", str(predictions), "--json") == wanted
    assert claimbench(built.from_sdist, empty, "score", str(predictions), "--json") == wanted
    assert list(empty.iterdir()) == []


def test_leaderboard_of_the_wheel_shows_the_baselines_in_an_empty_folder(built: Built, tmp_path: Path) -> None:
    boards = []
    for place, package in (("installed", built.wheel), ("checkout", built.copy / "bench")):
        folder = tmp_path / place
        folder.mkdir()
        before = set(contents(package))
        printed = claimbench(package, folder, "leaderboard")
        assert set(contents(package)) == before
        manifests = (built.copy / "baselines").glob("*/submission.toml")
        names = {path.parent.name for path in manifests if "requirements" not in path.read_text()}
        assert {"every-sentence", "lead-sentences", "cue-rules"} <= names
        assert names <= set(printed.split())
        written = {f"leaderboard.{end}" for end in ("json", "csv", "md")} | {"index.html", "run.json"}
        assert set(contents(folder)) == {f"build/leaderboard/{name}" for name in written}
        boards.append((folder / "build" / "leaderboard" / "leaderboard.json").read_bytes())
    assert boards[0] == boards[1]


HUNT = """
import os, sys

class Hunt:
    def extract(self, article):
        found = []
        for place in sys.path:
            for folder, _, files in os.walk(place):
                ours = [name for name in files if "claimbench" in folder[len(place) :] or name == "claims.jsonl"]
                found += [os.path.join(folder, name) for name in ours]
        return [{"text": repr([path for path in found if "dist-info" not in path])}]
"""


def test_fence_covers_the_gold_of_an_installed_wheel(built: Built, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    (site,) = environment.glob("lib/python3*/site-packages")
    shutil.copytree(built.wheel, site, dirs_exist_ok=True)
    (site / "others.pth").write_text(os.pathsep.join(p for p in sys.path if p.endswith("-packages")) + "\n")
    (tmp_path / "hunt.py").write_text(HUNT)
    said = {}
    for fence in ("process", "bubblewrap"):
        run = [environment / "bin" / "python", "-m", "claimbench", "run", "hunt:Hunt", "--isolation", fence, "-o", "o"]
        done = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True)
        if "bubblewrap does not work here" in done.stderr:
            pytest.skip(done.stderr)
        assert done.returncode == 0, done.stderr
        said[fence] = (tmp_path / "o").read_text()
    assert "claims.jsonl" in said["process"]  # the hunt finds what it can see
    assert '"text":"[]"' in said["bubblewrap"]
