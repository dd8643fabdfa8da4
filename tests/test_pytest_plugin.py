"""``pytest --leaderboard`` as a user runs it: in a project with a test of its own, which fails if it is collected."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from claimbench.cli import main
from claimbench.corpus.corpus import Corpus
from claimbench.corpus.location import data_root
from conftest import CODE, SMALL

CORPUS = f"--corpus={SMALL}"
BOARD = Path("build/leaderboard")
FACES = {"index.html", "leaderboard.md", "leaderboard.csv", "leaderboard.json", "run.json"}
STABLE = ("leaderboard.json", "leaderboard.csv", "leaderboard.md", "index.html")
# 4 of the 10 required claims, word for word: precision 4/4, recall 4/10, F1 = 8 / (8 + 0 + 6) = 4/7 = 0.5714...
HALF = {"harbour-toll": ["p01c01", "p01c03"], "night-trains": ["p01c01", "p01c02"]}
MANIFEST = 'name = "{name}"\nversion = "1"\nkind = "class"\nentry = "answers:Answers"\ntimeout = {timeout}\n'
ANSWERS = """
import time

class Answers:
    def extract(self, article):
        if article["article"] == "harbour-toll":
            return []
        {trouble}
"""


@pytest.fixture(scope="module", autouse=True)
def _warm(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Import what a board needs; pytester keeps only what was there before a run, and the next would start anew."""
    assert main(["leaderboard", CORPUS, "-o", str(tmp_path_factory.mktemp("warm"))]) == 0


@pytest.fixture
def project(pytester: pytest.Pytester, small: Corpus) -> pytest.Pytester:
    """A project with a test of its own and a submission that is a file, ``half.jsonl``."""
    pytester.makeini("[pytest]\naddopts = -p no:hypothesispytest\n")
    pytester.makepyfile(test_own="def test_own():\n    raise AssertionError('collected')\n")
    texts = {gold.article.id: {claim.id: claim.text for claim in gold.claims} for gold in small.golds}
    predictions(Path("half.jsonl"), {a: [texts[a][key] for key in keys] for a, keys in HALF.items()})
    return pytester


@pytest.fixture
def quick(project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """The same with one baseline only, for runs in this process."""
    monkeypatch.setattr("claimbench.leaderboard.session.baselines", lambda: [data_root() / "baselines/lead-sentences"])
    return project


def predictions(path: Path, texts: dict[str, list[str]]) -> None:
    records = [{"schema": 1, "article": a, "claims": [{"text": t} for t in said]} for a, said in texts.items()]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")


def folder(name: str, trouble: str, timeout: float = 60) -> str:
    """A submission with an empty answer for harbour-toll and some trouble with night-trains."""
    Path(name).mkdir()
    Path(name, "submission.toml").write_text(MANIFEST.format(name=name, timeout=timeout))
    Path(name, "answers.py").write_text(ANSWERS.format(trouble=trouble))
    return name


def board() -> Any:
    return json.loads((BOARD / "leaderboard.json").read_bytes())


def row(name: str) -> Any:
    return next(row for row in board()["rows"] if row["name"] == name)


def test_without_the_option_own_tests_run_and_nothing_else_is_imported(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import sys

        def test_own():
            loaded = {name for name in sys.modules if name.startswith("claimbench")}
            assert loaded == {"claimbench", "claimbench.pytest_plugin"}
        """
    )
    result = pytester.runpytest_subprocess()
    result.assert_outcomes(passed=1)
    assert result.ret == 0
    result.stdout.no_fnmatch_line("*leaderboard*")
    assert not Path("build").exists()


def test_option_replaces_own_tests_by_an_item_a_submission_and_article(project: pytest.Pytester) -> None:
    result = project.runpytest_inprocess("--leaderboard", CORPUS, "--submission=half.jsonl", "-v")
    names = [*(path.name for path in CODE), "half"]
    result.assert_outcomes(passed=2 * len(names))
    for name in names:
        for article in HALF:
            result.stdout.fnmatch_lines(f"{name}::{article} PASSED*")
    result.stdout.no_fnmatch_line("*test_own*")
    assert result.ret == 0


def test_board_is_printed_and_written(quick: pytest.Pytester) -> None:
    result = quick.runpytest_inprocess("--leaderboard", CORPUS, "--submission=half.jsonl")
    result.stdout.fnmatch_lines(["*claimbench leaderboard*", "rank*system*P*R*F1*", "*1*half*ok*1.000*0.400*0.571*"])
    assert {path.name for path in BOARD.iterdir()} == FACES
    assert set(board()["articles"]) == set(HALF)
    assert {row["name"]: row["reference"] for row in board()["rows"]} == {"half": False, "lead-sentences": True}


def test_output_option_names_the_folder(quick: pytest.Pytester) -> None:
    quick.runpytest_inprocess("--leaderboard", CORPUS, "--leaderboard-output=here/it")
    assert {path.name for path in Path("here/it").iterdir()} == FACES
    assert not BOARD.exists()


def test_output_that_cannot_be_written_is_said_without_a_traceback(quick: pytest.Pytester) -> None:
    Path("file").touch()
    result = quick.runpytest_inprocess("--leaderboard", CORPUS, "--leaderboard-output=file/it")
    said = result.outlines + result.errlines
    assert [line for line in said if "file/it" in line and "cannot be written" in line]
    assert [line for line in said if "Traceback" in line or "INTERNALERROR" in line] == []
    assert result.ret != 0


def test_without_a_corpus_the_shipped_one_is_read(quick: pytest.Pytester, shipped: Corpus) -> None:
    quick.runpytest_inprocess("--leaderboard").assert_outcomes(passed=len(shipped.articles))
    assert list(board()["articles"]) == [article.id for article in shipped.articles]


@pytest.mark.parametrize("spec", ["folder", "half.jsonl", "folder.answers:Answers"])
def test_submission_may_be_a_folder_a_file_or_a_class(quick: pytest.Pytester, spec: str) -> None:
    folder("folder", "return [{'text': 'The Kelder Railway ran its last night train in October.'}]")
    result = quick.runpytest_inprocess("--leaderboard", CORPUS, f"--submission={spec}")
    name = {"half.jsonl": "half", "folder": "folder"}.get(spec, "Answers")
    assert row(name)["layers"]["claims"]["tp"] == {"half.jsonl": 4}.get(spec, 1)
    assert result.ret == 0


TROUBLES = {
    "raises": ("error", "raise RuntimeError('no luck')", "error: RuntimeError: no luck"),
    "dies": ("error", "import os; os._exit(7)", "error: the worker ended with exit code 7"),
    "hangs": ("timeout", "time.sleep(60)", "timeout: no answer within 1.5 s"),
    "wrong type": ("invalid", "return [{'text': 1}]", "invalid: troubled: night-trains: claims?0?.text*"),
    "no line": ("missing", "", "missing: the file has no line for this article"),
}


@pytest.mark.parametrize(("state", "trouble", "said"), TROUBLES.values(), ids=TROUBLES)
def test_item_without_an_answer_fails_and_the_other_rows_stand(
    quick: pytest.Pytester, state: str, trouble: str, said: str
) -> None:
    quick.runpytest_inprocess("--leaderboard", CORPUS, "--submission=half.jsonl")
    before = board()
    if state == "missing":
        predictions(Path("troubled.jsonl"), {"harbour-toll": []})
    spec = "troubled.jsonl" if state == "missing" else folder("troubled", trouble, 1.5 if state == "timeout" else 60)
    result = quick.runpytest_inprocess("--leaderboard", CORPUS, "--submission=half.jsonl", f"--submission={spec}")
    result.assert_outcomes(passed=5, failed=1)  # the empty answer for the other article passes
    assert result.ret == 1
    result.stdout.fnmatch_lines([said, f"*troubled*1 empty, 1 {state}*", "FAILED *troubled::night-trains*"])
    states = {outcome["article"]: outcome["state"] for outcome in row("troubled")["alignment"]}
    assert states == {"harbour-toll": "empty", "night-trains": state}
    others = [row for row in board()["rows"] if row["name"] != "troubled"]
    assert json.dumps(others) == json.dumps(before["rows"])


def test_file_with_faults_fails_its_items_with_every_fault(quick: pytest.Pytester) -> None:
    Path("faulty.jsonl").write_text('{"schema": 1, "article": "nowhere", "claims": []}\n{\n')
    result = quick.runpytest_inprocess("--leaderboard", CORPUS, "--submission=faulty.jsonl")
    result.assert_outcomes(passed=2, failed=2)
    result.stdout.fnmatch_lines(["*faulty.jsonl:1: article: no such article*", "*faulty.jsonl:2: invalid JSON*"])
    assert (row("faulty")["scored"], board()["ranks"]["faulty"]) == (False, None)


def test_low_score_fails_nothing(quick: pytest.Pytester) -> None:
    predictions(Path("zebras.jsonl"), {article: ["Zebras hum."] for article in HALF})
    result = quick.runpytest_inprocess("--leaderboard", CORPUS, "--submission=zebras.jsonl")
    result.assert_outcomes(passed=4)
    assert (result.ret, row("zebras")["layers"]["claims"]["tp"]) == (0, 0)


def test_junit_file_holds_the_state_of_every_item(quick: pytest.Pytester) -> None:
    spec = folder("troubled", "raise RuntimeError")
    quick.runpytest_inprocess("--leaderboard", CORPUS, f"--submission={spec}", "--junitxml=items.xml")
    states = {
        (case.get("classname"), case.get("name")): [
            p.get("value") for p in case.iter("property") if p.get("name") == "claimbench.state"
        ]
        for case in ElementTree.parse("items.xml").iter("testcase")
    }
    assert states == {
        ("lead-sentences", "harbour-toll"): ["ok"],
        ("lead-sentences", "night-trains"): ["ok"],
        ("troubled", "harbour-toll"): ["empty"],
        ("troubled", "night-trains"): ["error"],
    }


def test_listing_the_items_makes_no_board(quick: pytest.Pytester) -> None:
    result = quick.runpytest_inprocess("--leaderboard", CORPUS, "--collect-only", "-q")
    result.stdout.fnmatch_lines([f"lead-sentences::{article}" for article in HALF])
    assert not BOARD.exists()


@pytest.mark.parametrize("strictness", ["--strict-markers", "-Werror"])
def test_strict_project_needs_no_xdist(project: pytest.Pytester, strictness: str) -> None:
    result = project.runpytest_subprocess("--leaderboard", CORPUS, "-p", "no:xdist", strictness)
    result.assert_outcomes(passed=2 * len(CODE))
    assert result.ret == 0


def test_equal_runs_give_equal_bytes_also_with_xdist_and_by_the_command_line(project: pytest.Pytester) -> None:
    options = ("--leaderboard", CORPUS, "--submission=half.jsonl", f"--submission={folder('t', 'raise RuntimeError')}")

    def faces() -> dict[str, bytes]:
        return {name: (BOARD / name).read_bytes() for name in STABLE}

    project.runpytest_inprocess(*options)
    first = faces()
    project.runpytest_inprocess(*options)
    assert faces() == first
    result = project.runpytest_subprocess(*options, "-n", "2", "--dist", "loadgroup")
    result.assert_outcomes(passed=2 * len(CODE) + 3, failed=1)
    assert faces() == first
    assert main(["leaderboard", CORPUS, "half.jsonl", "t"]) == 0
    assert faces() == first
