"""What ``validate`` finds in a submission without running it."""

import json
from pathlib import Path

import pytest

from claimbench.corpus.corpus import Corpus
from claimbench.submissions.examining import ERROR, OK, WARN, look_over
from claimbench.submissions.opening import open_submission

CLASS = {"kind": "class", "entry": "extractor:Mine"}
CHAT = {"kind": "llm", "llm": {"prompts": ["a.md", "b.md"], "model": "m"}}


def found(folder: Path, corpus: Corpus, level: str, **fields: object) -> list[str]:
    """What is said of a folder with this manifest, of one level."""
    manifest = {"name": folder.name, "version": "1", **fields}
    lines = [f"{k} = {_toml(v)}\n" for k, v in manifest.items()]
    (folder / "submission.toml").write_text("".join(lines))
    return [str(entry) for kind, entry in look_over(open_submission(str(folder)), corpus.articles) if kind == level]


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k} = {_toml(v)}" for k, v in value.items()) + "}"
    return json.dumps(value)


@pytest.mark.parametrize(
    ("code", "level", "told"),
    [
        (None, ERROR, "entry: no such module in the folder; found extractor; wanted extractor.py"),
        ("def (", ERROR, "extractor.py:1: not Python"),
        ("class Mine:\n    pass", ERROR, "extractor.py:1: a class without extract; found Mine"),
        (
            "from other import *",
            WARN,
            "extractor.py: the class of the entry does not stand here; found no class; wanted Mine",
        ),
        ("class Mine:\n    def extract(self, article): ...", OK, "extractor.py: class Mine"),
        ("class Mine(Base):\n    pass", OK, "extractor.py: class Mine"),
    ],
)
def test_class_is_looked_for_and_not_run(
    tmp_path: Path, small: Corpus, code: str | None, level: str, told: str
) -> None:
    if code is not None:
        (tmp_path / "extractor.py").write_text(code)
    assert any(line.startswith(told) for line in found(tmp_path, small, level, **CLASS))


@pytest.mark.parametrize(
    ("command", "level", "told"),
    [
        (["no-such-program"], WARN, "command: no such program here; found no-such-program"),
        (["./run.sh"], ERROR, "command: no such program here; found ./run.sh"),
        (["./there.sh"], ERROR, "command: not executable; found ./there.sh; wanted chmod +x ./there.sh"),
        (["sh", "missing.sh"], WARN, "command: no such file in the folder; found missing.sh"),
        (["sh", "there.sh"], OK, "command: sh there.sh"),
    ],
)
def test_program_and_files_of_a_command_are_looked_for(
    tmp_path: Path, small: Corpus, command: list[str], level: str, told: str
) -> None:
    (tmp_path / "there.sh").write_text("")
    assert any(line.startswith(told) for line in found(tmp_path, small, level, kind="command", command=command))


def test_all_faults_of_all_prompts_are_told(tmp_path: Path, small: Corpus) -> None:
    (tmp_path / "a.md").write_text("For $5 read $passage, $previous and $passages")
    listed = found(tmp_path, small, ERROR, **CHAT)
    assert listed == [
        "a.md: a dollar sign that starts no name; wanted $$ for a dollar sign",
        "a.md: nothing is filled in here; found $previous; wanted $title, $article, $passage, $contract",
        "a.md: nothing is filled in here; found $passages; wanted $title, $article, $passage, $contract",
        f"{tmp_path.name}/b.md: no such file; wanted an existing file",
    ]
    (tmp_path / "a.md").write_text("$passage")
    (tmp_path / "b.md").write_text("system\n--- user ---\n$previous costs $$5")
    assert found(tmp_path, small, ERROR, **CHAT) == []


def test_requirements_are_names_and_versions_only(tmp_path: Path, small: Corpus) -> None:
    (tmp_path / "extractor.py").write_text("class Mine:\n    def extract(self, article): ...")
    lines = ["numpy>=2  # fine", "", "# fine", "-e .", "--index-url http://x", "x @ file:///x", "./local", "a b c"]
    (tmp_path / "requirements.txt").write_text("\n".join(lines))
    listed = found(tmp_path, small, ERROR, **CLASS, requirements="requirements.txt")
    assert [line.split(": ")[0] for line in listed] == [f"requirements.txt:{n}" for n in (4, 5, 6, 7, 8)]


def test_interpreter_that_is_missing_here_is_a_warning(tmp_path: Path, small: Corpus) -> None:
    (tmp_path / "extractor.py").write_text("class Mine:\n    def extract(self, article): ...")
    assert found(tmp_path, small, WARN, **CLASS, python="pypy99") == [
        "python: no such program here; found pypy99; wanted an interpreter"
    ]


def test_line_missing_from_a_predictions_file_is_a_warning(tmp_path: Path, small: Corpus) -> None:
    (tmp_path / "p.jsonl").write_text('{"schema": 1, "article": "night-trains", "claims": []}\n')
    warned = found(tmp_path, small, WARN, kind="predictions", entry="p.jsonl")
    assert warned == ["p.jsonl: no line for an article of this corpus; wanted harbour-toll"]
