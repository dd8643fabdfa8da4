"""Environments that submissions ask for: made on demand, from wheels of plain names, and seen inside the fence."""

import zipfile
from pathlib import Path

import pytest

from claimbench.model.faults import InputError
from claimbench.submissions.opening import Submission
from claimbench.submissions.runner import Answer, run
from claimbench.submissions.terms import Terms
from submitting import ONE, texts, written

WHEEL = {
    "tinypkg/__init__.py": "SAID = 'tiny'\n",
    "tinypkg-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: tinypkg\nVersion: 1.0\n",
    "tinypkg-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
}
RECORD = "tinypkg-1.0.dist-info/RECORD"
USES = "import tinypkg\nreturn [{'text': tinypkg.SAID}]"


@pytest.fixture
def links(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the only place where pip looks; it has one wheel."""
    folder = tmp_path_factory.mktemp("links")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    with zipfile.ZipFile(folder / "tinypkg-1.0-py3-none-any.whl", "w") as wheel:
        for name, content in WHEEL.items():
            wheel.writestr(name, content)
        wheel.writestr(RECORD, "".join(f"{name},,\n" for name in (*WHEEL, RECORD)))
    return folder


def wanting(folder: Path, requirements: str) -> Submission:
    (folder / "requirements.txt").write_text(requirements)
    return written(folder, USES, requirements="requirements.txt", timeout=60.0)


def answer(submission: Submission, **terms: object) -> Answer:
    (only,) = run(submission, [ONE], terms=Terms(**terms))  # type: ignore[arg-type]
    return only


@pytest.mark.parametrize("fence", ["bubblewrap", "process"])
def test_environment_is_made_once_and_used_from_then_on(tmp_path: Path, links: Path, fence: str) -> None:
    submission = wanting(tmp_path, "tinypkg==1.0\n")
    try:
        Terms(fence=fence).isolation()  # type: ignore[arg-type]
    except InputError as error:
        pytest.skip(str(error))
    before = answer(submission, fence=fence)
    assert (before.state, "claimbench run --prepare" in before.message) == ("error", True)
    assert texts([answer(submission, fence=fence, prepare=True)]) == ["tiny"]
    (links / "tinypkg-1.0-py3-none-any.whl").unlink()
    assert texts([answer(submission, fence=fence)]) == ["tiny"]


def test_package_that_is_no_wheel_is_not_built(tmp_path: Path, links: Path) -> None:
    (links / "tinypkg-1.0-py3-none-any.whl").unlink()
    (links / "tinypkg-1.0.tar.gz").write_bytes(b"would be unpacked and run")
    failed = answer(wanting(tmp_path, "tinypkg==1.0\n"), prepare=True)
    assert (failed.state, "requirements.txt cannot be installed" in failed.message) == ("error", True)


@pytest.mark.parametrize(
    "line", ["-e .", "tinypkg @ file:///tmp/x.whl", "git+https://example.org/x", "--no-binary :all:"]
)
def test_more_than_names_and_versions_is_refused(tmp_path: Path, links: Path, line: str) -> None:
    refused = answer(wanting(tmp_path, f"tinypkg==1.0\n{line}\n"), prepare=True)
    assert (refused.state, "requirements.txt:2: not a plain requirement" in refused.message) == ("error", True)
