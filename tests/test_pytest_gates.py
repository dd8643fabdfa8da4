"""Gates of ``pytest --leaderboard``, and the options that cannot be used: exit codes and what is said."""

import json
from pathlib import Path

import pytest

from claimbench.cli import main
from claimbench.corpus.corpus import Corpus
from claimbench.corpus.location import data_root
from conftest import SMALL

CORPUS = f"--corpus={SMALL}"
# Of 6 + 4 required claims, half.jsonl states the first two of each article (an exact wording is a match):
# precision 4/4, recall 4/10, F1 = 8 / (8 + 0 + 6) = 4/7 = 0.5714... whole.jsonl states all: every ratio is 1.
CRASH = "class Crash:\n    def extract(self, article):\n        raise RuntimeError('no luck')\n"


@pytest.fixture(scope="module", autouse=True)
def _warm(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Import what a board needs; pytester keeps only what was there before a run, and the next would start anew."""
    assert main(["leaderboard", CORPUS, "-o", str(tmp_path_factory.mktemp("warm"))]) == 0


@pytest.fixture
def project(pytester: pytest.Pytester, small: Corpus, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """Three submissions in a folder, and one baseline beside them."""
    monkeypatch.setattr("claimbench.leaderboard.session.baselines", lambda: [data_root() / "baselines/lead-sentences"])
    pytester.makeini("[pytest]\naddopts = -p no:hypothesispytest\n")
    required = {gold.article.id: [claim.text for claim in gold.claims if claim.required] for gold in small.golds}
    for name, count in (("half", 2), ("whole", 6)):
        records = [
            {"schema": 1, "article": article, "claims": [{"text": text} for text in texts[:count]]}
            for article, texts in required.items()
        ]
        Path(f"{name}.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    Path("crash.py").write_text(CRASH)
    return pytester


def run(project: pytest.Pytester, *options: str) -> pytest.RunResult:
    return project.runpytest_inprocess("--leaderboard", CORPUS, *options)


@pytest.mark.parametrize(
    ("gates", "code", "verdicts"),
    [
        (["claims.precision=1"], 0, ["claims.precision>=1 half: passed (1.000)"]),
        (["claims.recall=0.4"], 0, ["claims.recall>=0.4 half: passed (0.400)"]),
        (["claims.f1=0.571"], 0, ["claims.f1>=0.571 half: passed (0.571)"]),
        (["claims.f1=0.572"], 1, ["claims.f1>=0.572 half: FAILED (0.571)"]),
        (["claims.strict.precision=1.0"], 0, ["claims.strict.precision>=1 half: passed (1.000)"]),
        (["holder.f1=0"], 4, ["holder.f1>=0 half: no data"]),
        (["stance.document.f1=.5"], 4, ["stance.document.f1>=0.5 half: no data"]),
        (
            ["claims.recall=.4", "claims.f1=.6"],
            1,
            ["claims.recall>=0.4 half: passed (0.400)", "claims.f1>=0.6 half: FAILED (0.571)"],
        ),
        (["claims.f1=0.6", "joint.f1=0"], 4, ["claims.f1>=0.6 half: FAILED (0.571)", "joint.f1>=0 half: no data"]),
    ],
)
def test_gate_sets_the_exit_code(project: pytest.Pytester, gates: list[str], code: int, verdicts: list[str]) -> None:
    result = run(project, "--submission=half.jsonl", *(f"--gate={gate}" for gate in gates))
    assert result.ret == code
    result.assert_outcomes(passed=4)  # a gate is no item
    assert [line for line in result.outlines if line.startswith("gate ")] == [f"gate {text}" for text in verdicts]
    assert Path("build/leaderboard/index.html").is_file()


def test_gate_binds_every_submission_named_and_no_baseline(project: pytest.Pytester) -> None:
    result = run(project, "--submission=whole.jsonl", "--gate=claims.f1=1")
    board = json.loads(Path("build/leaderboard/leaderboard.json").read_text())
    assert board["rows"][-1]["name"] == "lead-sentences"
    assert board["rows"][-1]["layers"]["claims"]["f1"] < 1
    assert result.ret == 0
    result = run(project, "--submission=whole.jsonl", "--submission=half.jsonl", "--gate=claims.f1=1")
    assert result.ret == 1
    gates = [line for line in result.outlines if line.startswith("gate ")]
    assert gates == ["gate claims.f1>=1 whole: passed (1.000)", "gate claims.f1>=1 half: FAILED (0.571)"]


def test_gate_on_a_submission_that_failed_everywhere_has_no_data(project: pytest.Pytester) -> None:
    result = run(project, "--submission=crash:Crash", "--gate=claims.f1=0")
    assert result.ret == 4
    result.stdout.fnmatch_lines(["gate claims.f1>=0 Crash: no data"])


def test_gate_counts_an_article_without_an_answer_as_missed(project: pytest.Pytester) -> None:
    first = Path("whole.jsonl").read_text("utf-8").splitlines(keepends=True)[0]
    Path("first.jsonl").write_text(first, "utf-8")
    result = run(project, "--submission=first.jsonl", "--gate=claims.recall=0.6", "--gate=claims.recall=0.61")
    result.stdout.fnmatch_lines(["gate * first: passed (0.600)", "gate * first: FAILED (0.600)"])  # 6 of 6 + 4


@pytest.mark.parametrize(
    "gate",
    [
        "",
        "claims",
        "claims.f1",
        "claims=0.5",
        "f1=0.5",
        "claims.f2=0.5",
        "claims.f1=",
        "claims.f1=half",
        "claims.f1=-0.1",
        "claims.f1=1.01",
        "claims.f1=nan",
        "claims.f1=0.5.1",
        "claims.f1=.",
        "claims.f1=0.5 ",
        "claim.f1=0.5",
        "stance.f1=0.5",
    ],
)
def test_gate_that_says_nothing_known_is_wrong_usage(project: pytest.Pytester, gate: str) -> None:
    result = run(project, "--submission=half.jsonl", f"--gate={gate}")
    assert result.ret == 4
    result.stderr.fnmatch_lines([f"ERROR: --gate {gate}: wanted LAYER.precision|recall|f1=X*claims*families*"])
    assert not Path("build").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--leaderboard --gate=claims.f1=0.5", "--gate binds the submissions named with --submission*"),
        ("--gate=claims.f1=0.5", "*unrecognized arguments: --gate*"),
        ("--submission=half.jsonl", "*unrecognized arguments: --submission*"),
        (
            "--leaderboard --submission=none",
            "none: no such file, folder or installed extractor; wanted a folder with submission.toml*",
        ),
        ("--leaderboard --submission=bare", "bare: a submission folder without a manifest; wanted submission.toml"),
        ("--leaderboard --submission=wrong", "wrong/submission.toml: kind: value not in the vocabulary*found*magic*"),
        ("--leaderboard --submission=wrong", "wrong/submission.toml: missing field*wanted*version*"),
        (
            "--leaderboard --submission=half.jsonl --submission=none",
            "none: no such file, folder or installed extractor*",
        ),
        ("--leaderboard --submission=half.jsonl --submission=bare/half.jsonl", "half: two submissions of one name*"),
        ("--leaderboard --submission=bare/lead-sentences.jsonl", "lead-sentences: two submissions of one name*"),
        ("--leaderboard --corpus=nowhere", "nowhere: not a corpus; wanted a folder with seeds/ and annotations/"),
    ],
)
def test_wrong_usage_names_the_fault_and_runs_nothing(project: pytest.Pytester, options: str, said: str) -> None:
    Path("bare").mkdir()
    for name in ("half", "lead-sentences"):
        Path("bare", f"{name}.jsonl").write_bytes(Path("half.jsonl").read_bytes())
    Path("wrong").mkdir()
    Path("wrong/submission.toml").write_text('name = "wrong"\nkind = "magic"\nentry = "a:B"\n')
    result = project.runpytest_inprocess(*options.split())
    assert result.ret == 4
    assert result.outlines == []
    result.stderr.fnmatch_lines([f"*{said}"])
    assert not Path("build").exists()
