"""What may import what, and what an import may cost."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[1] / "bench"
MODULES = sorted(BENCH.rglob("*.py"))
WORKER = BENCH / "claimbench" / "engines" / "worker.py"

ORDER = ("model", "corpus", "engines", "submissions", "matching", "alignment", "scoring", "statistics", "leaderboard")
TOP = {"cli": (), "__main__": ("cli",), "pytest_leaderboard": (), "pytest_plugin": ("pytest_leaderboard",)}
"""The entries into the package: each may use every layer, and of each other only what stands here."""
MAY_USE = {layer: {layer, *ORDER[:rank]} for rank, layer in enumerate(ORDER)}
MAY_USE["engines"] = {"engines", "model"}  # where work runs: at the side, and without a way to the gold
MAY_USE |= {entry: {entry, *ORDER, *others} for entry, others in TOP.items()}

HEAVY = ("numpy", "pandas", "sklearn", "datasets", "scipy", "rapidfuzz")
MAX_LINES = 300


def imports(source: str, package: str) -> Iterator[tuple[int, str]]:
    """Line and full name of every module that a source names in an import, wherever in it that stands.

    ``from a import b`` gives ``a.b``, which is the module b of a or a name in a: both begin with a.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def upward(path: Path, root: Path) -> list[str]:
    """The imports of a module that do not go down, as ``file:line: what``."""
    inside = path.relative_to(root).with_suffix("").parts
    found = []
    for line, name in imports(path.read_text("utf-8"), ".".join(inside[:-1])):
        parts = name.split(".")
        if parts[0] == "claimbench" and len(parts) > 1 and parts[1] not in MAY_USE[inside[1]]:
            found.append(f"{path.relative_to(root).as_posix()}:{line}: {inside[1]} imports {name}")
    return found


def outside(path: Path) -> list[tuple[int, str]]:
    """Line and top-level name of the imports of a module."""
    package = ".".join(path.relative_to(BENCH).parent.parts)
    return [(line, name.split(".")[0]) for line, name in imports(path.read_text("utf-8"), package)]


def loaded(code: str, *arguments: str) -> tuple[str, set[str]]:
    """What a fresh interpreter prints, and the top-level modules that it has loaded at its end."""
    tail = "\nfinally:\n    print(*sorted({m.split('.')[0] for m in sys.modules}), file=sys.stderr)"
    command = [sys.executable, "-c", f"import sys\ntry:\n    {code}{tail}", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout, set(done.stderr.split())


def test_every_module_has_a_place_in_the_order() -> None:
    places = {path.relative_to(BENCH / "claimbench").with_suffix("").parts[0] for path in MODULES}
    assert places == {*MAY_USE, "__init__"}


def test_imports_go_down_only() -> None:
    package = BENCH / "claimbench" / "__init__.py"
    assert [found for path in MODULES if path != package for found in upward(path, BENCH)] == []


@pytest.mark.parametrize(
    ("place", "statement", "name"),
    [
        ("model/gold.py", "import claimbench.scoring.claims", "claimbench.scoring.claims"),
        ("corpus/corpus.py", "from claimbench.leaderboard import board", "claimbench.leaderboard.board"),
        ("engines/process.py", "import claimbench.corpus.corpus", "claimbench.corpus.corpus"),
        ("scoring/claims.py", "from claimbench import cli", "claimbench.cli"),
        ("matching/names.py", "from ..alignment.align import Ruler", "claimbench.alignment.align.Ruler"),
        ("cli/board.py", "import claimbench.pytest_leaderboard", "claimbench.pytest_leaderboard"),
    ],
)
def test_upward_import_is_reported_with_file_and_line(tmp_path: Path, place: str, statement: str, name: str) -> None:
    path = tmp_path / "claimbench" / place
    path.parent.mkdir(parents=True)
    path.write_text(f"import json\n\n\ndef late():\n    {statement}\n")
    layer = place.split("/")[0]
    assert upward(path, tmp_path) == [f"claimbench/{place}:5: {layer} imports {name}"]


def test_downward_and_level_imports_are_allowed(tmp_path: Path) -> None:
    path = tmp_path / "claimbench" / "scoring" / "claims.py"
    path.parent.mkdir(parents=True)
    path.write_text("import numpy\nfrom claimbench.model import gold\nfrom .tally import Tally\nfrom . import spans\n")
    assert upward(path, tmp_path) == []


def test_torch_is_imported_nowhere() -> None:
    found = [f"{path.name}:{line}" for path in MODULES for line, name in outside(path) if name == "torch"]
    assert found == []


def test_worker_imports_the_standard_library_only() -> None:
    found = outside(WORKER)
    assert "json" in {name for _, name in found}
    assert [f"worker.py:{line}: {name}" for line, name in found if name not in sys.stdlib_module_names] == []


@pytest.mark.parametrize("module", ["claimbench", "claimbench.cli", "claimbench.pytest_plugin"])
def test_import_loads_nothing_heavy(module: str) -> None:
    _, names = loaded(f"import {module}")
    assert "claimbench" in names
    assert names & set(HEAVY) == set()


@pytest.mark.parametrize("arguments", [["--help"], ["score", "--help"], ["--version"]])
def test_help_and_version_load_neither_numpy_nor_msgspec(arguments: list[str]) -> None:
    code = "import runpy; runpy.run_module('claimbench', run_name='__main__', alter_sys=True)"
    printed, names = loaded(code, *arguments)
    assert printed.startswith(("usage: claimbench", "claimbench "))
    assert names & {*HEAVY, "msgspec"} == set()


def test_modules_are_under_300_lines() -> None:
    lengths = {path.relative_to(BENCH).as_posix(): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert lengths
    assert {name: length for name, length in lengths.items() if length >= MAX_LINES} == {}
