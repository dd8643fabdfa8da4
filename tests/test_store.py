"""Answers kept between runs: found again when nothing that decides them has changed, and never else."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest

from claimbench.engines import interpreter
from claimbench.model.faults import InputError
from claimbench.submissions import store
from claimbench.submissions.opening import Submission, open_submission
from claimbench.submissions.runner import Answer, run
from claimbench.submissions.terms import Terms
from endpoint import Served, serve
from submitting import BOTH, ONE, TWO, article, texts
from submitting import written as written_with_a_pipe
from test_commands import LOOP, command
from test_prompts import ANSWER, prompts

BODY = 'return [{"text": str(time.monotonic_ns())}]'  # another answer each time that it is asked


written = partial(written_with_a_pipe, heard=False)  # what a pipe says cannot be known


@pytest.fixture
def terms(tmp_path: Path) -> Terms:
    terms = Terms(fence="bubblewrap", store=tmp_path / "store")
    try:
        terms.isolation()
    except InputError as error:
        pytest.skip(str(error))
    return terms


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine").mkdir()
    return tmp_path / "mine"


def kept(answers: list[Answer]) -> list[bool]:
    return [answer.kept for answer in answers]


def test_answer_is_kept_and_is_the_same(folder: Path, terms: Terms) -> None:
    submission = written(folder, BODY)
    first, second = (run(submission, BOTH, terms=terms) for _ in range(2))
    assert (kept(first), kept(second)) == ([False, False], [True, True])
    assert [a.prediction for a in first] == [a.prediction for a in second]
    assert [a.seconds for a in first] == [a.seconds for a in second]


def test_without_a_store_everything_is_asked_anew(folder: Path, terms: Terms) -> None:
    submission = written(folder, BODY)
    run(submission, [ONE], terms=terms)
    assert kept(run(submission, [ONE], terms=Terms(fence="bubblewrap"))) == [False]


def test_empty_answer_is_an_answer_and_kept(folder: Path, terms: Terms) -> None:
    submission = written(folder, "return []")
    assert kept(run(submission, [ONE], terms=terms) + run(submission, [ONE], terms=terms)) == [False, True]


@pytest.mark.parametrize("body", ["raise ValueError", "time.sleep(9)", "return [{'text': 1}]", "bytearray(1 << 40)"])
def test_failure_is_never_kept(folder: Path, terms: Terms, body: str) -> None:
    submission = written(folder, body, timeout=0.5)
    assert kept(run(submission, [ONE], terms=terms) + run(submission, [ONE], terms=terms)) == [False, False]
    assert list((terms.store or Path()).rglob("*.json")) == []


CHANGES: dict[str, dict[str, Any]] = {
    "code": {"body": f"pass\n{BODY}"},
    "version": {"version": "2"},
    "time limit": {"timeout": 21.0},
    "memory limit": {"memory": 500},
    "process limit": {"processes": 99},
    "claims of the manifest": {"trained_on": "something"},
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_decides_an_answer_changed(folder: Path, terms: Terms, change: str) -> None:
    run(written(folder, BODY), [ONE], terms=terms)
    again = {"body": BODY, **CHANGES[change]}
    assert kept(run(written(folder, **again), [ONE], terms=terms)) == [False]
    assert kept(run(written(folder, BODY), [ONE], terms=terms)) == [True]


def test_file_beside_the_code_changed(folder: Path, terms: Terms) -> None:
    (folder / "weights").mkdir()
    (folder / "weights" / "w.txt").write_text("1")
    submission = written(folder, BODY)
    run(submission, [ONE], terms=terms)
    assert kept(run(submission, [ONE], terms=terms)) == [True]
    (folder / "weights" / "w.txt").write_text("2")
    assert kept(run(submission, [ONE], terms=terms)) == [False]
    (folder / "weights" / "w.txt").unlink()
    (folder / "weights" / "w.txt").symlink_to("/etc/hosts")
    assert kept(run(submission, [ONE], terms=terms)) == [False]


def test_what_does_not_decide_an_answer_changed(folder: Path, terms: Terms) -> None:
    (folder / "deeper").mkdir()
    submission = written(folder, BODY)
    run(submission, [ONE], terms=terms)
    for name in ("__pycache__", "tries", ".mypy_cache", "deeper/.git"):
        (folder / name).mkdir(parents=True)
        (folder / name / "x").write_text("x")
    assert kept(run(submission, [ONE], terms=terms)) == [True]
    for name in ("__pycache__", "tries", "deeper/.git"):  # because none of it is seen
        body = f"return [{{'text': str(sorted(os.listdir(HERE / {name!r})))}}]"
        assert texts(run(written(folder, body), [ONE], terms=terms)) == ["[]"]


@pytest.mark.parametrize("name", ["build", "dist", "data_cache"])
def test_every_folder_that_is_seen_decides(folder: Path, terms: Terms, name: str) -> None:
    (folder / name).mkdir()
    (folder / name / "x").write_text("1")
    submission = written(folder, BODY)
    run(submission, [ONE], terms=terms)
    (folder / name / "x").write_text("2")
    assert kept(run(submission, [ONE], terms=terms)) == [False]


def test_text_of_the_article_decides(folder: Path, terms: Terms) -> None:
    submission = written(folder, BODY)
    run(submission, [ONE], terms=terms)
    other = msgspec.structs.replace(ONE, text=ONE.text.replace("white", "green"))
    assert kept(run(submission, [other], terms=terms)) == [False]


@pytest.mark.parametrize(
    ("module", "name", "value"),
    [
        (store, "CONTRACT", "1.99"),
        (store, "_system", lambda: "another machine"),
        (interpreter.Interpreter, "packages", lambda self: ("numpy-99.dist-info",)),
    ],
    ids=["contract", "system", "packages"],
)
def test_what_it_runs_on_decides(
    folder: Path, terms: Terms, monkeypatch: pytest.MonkeyPatch, module: object, name: str, value: object
) -> None:
    submission = written(folder, BODY)
    run(submission, [ONE], terms=terms)
    monkeypatch.setattr(module, name, value)
    assert kept(run(submission, [ONE], terms=terms)) == [False]


def _unfenced(folder: Path, terms: Terms) -> tuple[Submission, Terms]:
    return written(folder, BODY), msgspec.structs.replace(terms, fence="process")


def _networked(folder: Path, terms: Terms) -> tuple[Submission, Terms]:
    return written(folder, BODY, network=True), msgspec.structs.replace(terms, network=True)


def _loose(folder: Path, terms: Terms) -> tuple[Submission, Terms]:
    written(folder, BODY)
    os.chdir(folder)
    return open_submission("extractor:Mine"), terms


def _elsewhere(folder: Path, terms: Terms) -> tuple[Submission, Terms]:
    (folder.parent / "bin").mkdir()
    (folder.parent / "bin" / "mine").write_text(f"#!/bin/sh\nexec python3 {folder / 'extract.py'}\n")
    (folder.parent / "bin" / "mine").chmod(0o755)
    os.environ["PATH"] += f":{folder.parent / 'bin'}"
    return command(folder, LOOP + "answer(name)", "mine"), terms


def _piped(folder: Path, terms: Terms) -> tuple[Submission, Terms]:
    return written_with_a_pipe(folder, BODY), terms


def _other_python(folder: Path, terms: Terms) -> tuple[Submission, Terms]:
    return written(folder, BODY, python="python3"), terms


@pytest.mark.parametrize("case", [_unfenced, _networked, _loose, _elsewhere, _piped, _other_python])
def test_what_cannot_be_known_is_not_kept(
    folder: Path, terms: Terms, monkeypatch: pytest.MonkeyPatch, case: Any
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PATH", os.environ["PATH"])
    submission, allowed = case(folder, terms)
    assert kept(run(submission, [ONE], terms=allowed) + run(submission, [ONE], terms=allowed)) == [False, False]
    assert list((terms.store or Path()).rglob("*.json")) == []


def test_command_of_the_system_is_kept(folder: Path, terms: Terms) -> None:
    submission = command(folder, LOOP + "answer(name)", "sh", "-c", "exec python3 extract.py")
    assert kept(run(submission, [ONE], terms=terms) + run(submission, [ONE], terms=terms)) == [False, True]


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    served = Served()
    served.reply = lambda body: ANSWER
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.delenv("CLAIMBENCH_MODEL", raising=False)
    with serve(served):
        monkeypatch.setenv("OPENAI_BASE_URL", served.base_url)
        yield served


def test_prompts_are_kept_by_endpoint_model_parameters_and_text(
    folder: Path, tmp_path: Path, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    terms = Terms(network=True, store=tmp_path / "store")
    assert kept(run(prompts(folder), [ONE], terms=terms)) == [False]
    assert kept(run(prompts(folder), [ONE], terms=terms)) == [True]
    assert kept(run(prompts(folder, "Other $passage"), [ONE], terms=terms)) == [False]
    assert kept(run(prompts(folder, parameters="temperature = 1"), [ONE], terms=terms)) == [False]
    monkeypatch.setenv("CLAIMBENCH_MODEL", "other")
    assert kept(run(prompts(folder), [ONE], terms=terms)) == [False]
    monkeypatch.delenv("CLAIMBENCH_MODEL")
    monkeypatch.setenv("OPENAI_BASE_URL", f"{served.base_url}/")
    assert kept(run(prompts(folder), [ONE], terms=terms)) == [True]  # the address that is asked is the same


def test_damaged_answer_is_asked_for_again(folder: Path, terms: Terms) -> None:
    submission = written(folder, BODY)
    run(submission, [ONE], terms=terms)
    (path,) = (terms.store or Path()).rglob("*.json")
    path.write_bytes(path.read_bytes()[:-5])
    assert kept(run(submission, [ONE], terms=terms)) == [False]
    assert kept(run(submission, [ONE], terms=terms)) == [True]


def test_store_that_cannot_be_written_to_is_no_failure(folder: Path, tmp_path: Path, terms: Terms) -> None:
    (tmp_path / "store").write_text("in the way")
    assert [a.state for a in run(written(folder, BODY), [ONE], terms=terms)] == ["ok"]


ARTICLES = [f"a{n:03}" for n in range(200)]
MANY = """
from pathlib import Path
import sys
from claimbench.submissions.opening import open_submission
from claimbench.submissions.predictions import write_lines
from claimbench.submissions.runner import run
from claimbench.submissions.terms import Terms
sys.path.insert(0, {tests!r})
from submitting import article
articles, terms = [article(name) for name in {names!r}], Terms(fence="bubblewrap", store=Path({store!r}))
answers = run(open_submission({folder!r}), articles, lambda a: print(a.article, flush=True), terms)
Path({out!r}).write_bytes(write_lines([a.prediction for a in answers if a.prediction]))
Path({out!r} + ".states").write_text(repr([a.state for a in answers]))
"""


def test_killed_run_goes_on_where_it_stopped_and_ends_as_an_undisturbed_one(folder: Path, terms: Terms) -> None:
    """200 articles with crashes and time-outs; the runner is killed twice in the middle."""
    draw = random.Random(5)
    crash, hang = draw.sample(ARTICLES, 12), draw.sample(ARTICLES, 2)
    body = f"""if article["article"] in {hang!r}:
    time.sleep(60)
if article["article"] in {crash!r}:
    os._exit(1)
return [{{"text": article["article"] + " is an article."}}] * (hash(article["article"]) % 4)"""
    written(folder, body, timeout=1.0)

    def start(name: str) -> "subprocess.Popen[str]":
        places = {
            "folder": str(folder),
            "store": str(folder.parent / name),
            "out": str(folder.parent / f"{name}.jsonl"),
        }
        code = MANY.format(tests=str(Path(__file__).parent), names=ARTICLES, **places)
        return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)

    undisturbed = start("whole")
    undisturbed.communicate()
    seen = []
    for stop in (60, 110):
        disturbed = start("torn")
        assert disturbed.stdout is not None
        for count, line in enumerate(disturbed.stdout, 1):
            if count == stop:
                disturbed.send_signal(signal.SIGKILL)
                seen.append(line.strip())
                break
        disturbed.communicate()
    assert seen == [ARTICLES[59], ARTICLES[109]]
    before = time.monotonic()
    last = start("torn")
    last.communicate()
    assert (undisturbed.returncode, last.returncode) == (0, 0)
    for end in ("jsonl", "jsonl.states"):
        assert (folder.parent / f"whole.{end}").read_bytes() == (folder.parent / f"torn.{end}").read_bytes()
    states = (folder.parent / "torn.jsonl.states").read_text()
    assert (states.count("timeout"), states.count("error")) == (len({*hang}), len({*crash} - {*hang}))
    assert time.monotonic() - before < 60


def test_article_that_was_answered_before_is_not_asked_for_again(folder: Path, terms: Terms) -> None:
    submission = written(folder, BODY)
    run(submission, [ONE], terms=terms)
    assert kept(run(submission, [ONE, TWO, article("three")], terms=terms)) == [True, False, False]
