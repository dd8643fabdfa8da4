"""The command line, called in the same process: what it prints, where, and how it exits."""

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from claimbench.cli import main
from claimbench.corpus.corpus import Corpus
from claimbench.corpus.location import data_root
from claimbench.model.vocabulary import LAYERS, VIEWS
from conftest import CODE, SMALL

CORPUS = f"--corpus={SMALL}"
COMMANDS = {
    "": ["leaderboard", "run", "score", "validate", "show", "schema", "gold", "matcher", "--version"],
    "leaderboard": ["SUBMISSION", "--output", "--corpus", "--json"],
    "run": ["SUBMISSION", "--output", "--corpus", "--json"],
    "score": ["FILE", "--layers", "--corpus", "--json"],
    "validate": ["SUBMISSION", "--corpus", "--json"],
    "show": ["SUBMISSION", "--errors", "--layers", "--corpus", "--json"],
    "schema": ["--json"],
    "gold": ["check", "export"],
    "gold check": ["--corpus", "--json"],
    "gold export": ["--output", "--corpus", "--json"],
    "matcher": ["check"],
    "matcher check": ["--corpus", "--examples", "--json"],
}
# 3 of the 10 required claims and one that no article makes: tp 3, fp 1, fn 7, so F1 = 6 / (6 + 1 + 7).
CHOSEN = {"harbour-toll": ["p01c01", "p01c03"], "night-trains": ["p01c01"]}
CRASH = "class Crash:\n    def extract(self, article):\n        raise RuntimeError('no luck')\n"


class Result(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Cli = Callable[..., Result]


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Cli:
    """Call a command in an empty folder; of the baselines only one takes part, to be quick."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("claimbench.leaderboard.session.baselines", lambda: [data_root() / "baselines/lead-sentences"])

    def call(*arguments: str) -> Result:
        try:
            code = main(arguments)
        except SystemExit as end:  # argparse's own exits
            code = end.code if isinstance(end.code, int) else 1
        return Result(code, *capsys.readouterr())

    return call


@pytest.fixture
def some(small: Corpus, tmp_path: Path) -> str:
    """A predictions file with what ``CHOSEN`` says and a claim of no article, which carries escapes and markup."""
    texts = {gold.article.id: {claim.id: claim.text for claim in gold.claims} for gold in small.golds}
    claims = {article: [{"text": texts[article][key]} for key in keys] for article, keys in CHOSEN.items()}
    claims["night-trains"].append({"text": "\x1b[31mZebras\x1b[0m <script>alert('hum')</script> & quarrel."})
    return lines(tmp_path / "some.jsonl", [{"schema": 1, "article": a, "claims": c} for a, c in claims.items()])


@pytest.fixture
def faulty(tmp_path: Path) -> str:
    """Four faults on three lines."""
    two = {"schema": 1, "article": "harbour-toll", "claims": [{"text": "A.", "kind": "rumour", "confidence": 2}]}
    path = lines(tmp_path / "faulty.jsonl", [{"schema": 1, "article": "nowhere", "claims": []}, two])
    with Path(path).open("a", encoding="utf-8") as stream:
        stream.write("{not JSON}\n")
    return path


def lines(path: Path, records: Sequence[object]) -> str:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return path.name


@pytest.mark.parametrize("command", COMMANDS)
def test_help_names_every_argument(cli: Cli, command: str) -> None:
    result = cli(*command.split(), "--help")
    assert (result.code, result.err) == (0, "")
    assert [word for word in COMMANDS[command] if word not in result.out] == []


@pytest.mark.parametrize("line", ["", "sing", "gold", "score", "score a.jsonl --loud", "run a.jsonl", "gold export"])
def test_wrong_usage_exits_with_2(cli: Cli, line: str) -> None:
    result = cli(*line.split())
    assert (result.code, result.out) == (2, "")
    assert "usage: claimbench" in result.err


def test_score_prints_every_layer_and_view(cli: Cli, some: str) -> None:
    result = cli("score", some, CORPUS)
    assert result.code == 0
    rows = {line.split()[0]: line.split()[1:] for line in result.out.splitlines() if line.strip()}
    assert {*LAYERS, *VIEWS, "coverage"} <= set(rows)
    assert rows["claims"][:6] == ["3", "1", "7", "0.750", "0.300", "0.429"]  # 3/4, 3/10, 6/14
    assert " ".join(rows["holder"]) == "does not take part"


def test_score_as_json_holds_everything_known(cli: Cli, some: str) -> None:
    record = cli("score", some, CORPUS, "--json").json
    claims = record["layers"]["claims"]
    assert (claims["tp"], claims["fp"], claims["fn"]) == (3, 1, 7)
    assert claims["f1"] == pytest.approx(6 / 14)
    for ratio, interval in claims["intervals"].items():
        assert 0 <= interval["low"] <= claims[ratio] <= interval["high"] <= 1
    assert record["signature"].startswith("layer:all|matcher:")
    assert set(record["views"]) == set(VIEWS)
    assert record["diagnostics"]["predicted"] == 4
    fates = {o["article"]: [g["id"] for g in o["gold"] if g["outcome"] == "found"] for o in record["alignment"]}
    assert fates == CHOSEN


@pytest.mark.parametrize(("name", "said"), [("none.jsonl", "no such file"), ("empty.jsonl", "empty file")])
def test_score_refuses_a_missing_and_an_empty_file(cli: Cli, tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "empty.jsonl").touch()
    result = cli("score", name, CORPUS)
    assert (result.code, result.out) == (2, "")
    assert [line for line in result.err.splitlines() if name in line and said in line] == result.err.splitlines()


def test_score_says_each_fault_on_a_line_of_stderr(cli: Cli, faulty: str) -> None:
    result = cli("score", faulty, CORPUS)
    assert (result.code, result.out) == (2, "")
    places = re.findall(r"^claimbench: faulty\.jsonl:(\d): (.*)$", result.err, re.MULTILINE)
    assert [number for number, _ in places] == ["1", "2", "2", "3"]
    assert len(result.err.splitlines()) == 4
    for (_, message), found in zip(places, ["nowhere", "confidence", "kind", "invalid JSON"], strict=True):
        assert found in message


def test_unknown_layer_is_wrong_input(cli: Cli, some: str) -> None:
    result = cli("score", some, CORPUS, "--layers", "claims,spots")
    assert (result.code, "spots" in result.err) == (2, True)


def test_validate_lists_every_fault_and_fails(cli: Cli, some: str, faulty: str) -> None:
    result = cli("validate", faulty, CORPUS)
    assert (result.code, result.out.count("ERROR faulty.jsonl:"), result.err) == (1, 4, "")
    assert len(cli("validate", faulty, CORPUS, "--json").json["faults"]) == 4
    fine = "OK some.jsonl: 2 articles, 4 claims\n0 faults, 0 warnings; next: claimbench score some.jsonl\n"
    assert cli("validate", some, CORPUS) == (0, fine, "")


def test_validate_runs_no_code_of_a_submission(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "eager.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n{CRASH}")
    assert cli("validate", "eager:Crash", CORPUS).code == 0
    assert not (tmp_path / "ran").exists()
    cli("score", "eager:Crash", CORPUS, "--isolation=process")  # the trap works
    assert (tmp_path / "ran").exists()


@pytest.mark.parametrize("baseline", CODE, ids=lambda folder: folder.name)
def test_predictions_that_run_writes_score_as_running_does(cli: Cli, baseline: Path) -> None:
    assert cli("run", str(baseline), CORPUS, "-o", "said.jsonl").code == 0
    direct = cli("score", str(baseline), CORPUS, "--json").json
    entered = ",".join(layer for layer, ratio in direct["layers"].items() if ratio)
    written = cli("score", "said.jsonl", CORPUS, "--layers", entered, "--json").json
    own = {
        "name",
        "version",
        "kind",
        "trained_on",
        "gold_seen",
        "style",
    }  # what the manifest says and a bare file cannot
    assert {k: v for k, v in written.items() if k not in own} == {k: v for k, v in direct.items() if k not in own}


def test_run_fails_and_says_so_when_an_article_has_no_answer(cli: Cli, tmp_path: Path) -> None:
    half = CRASH.replace("raise", "if article['article'] == 'night-trains': return []\n        raise")
    (tmp_path / "half.py").write_text(half)
    result = cli("run", "half:Crash", CORPUS, "-o", "said.jsonl", "--json")
    assert (result.code, result.json["states"]) == (1, {"Crash": {"harbour-toll": "error", "night-trains": "empty"}})
    said = result.err.splitlines()
    assert said[0] == "claimbench: Crash: harbour-toll: error: RuntimeError: no luck"
    assert said[2].endswith('half.py", line 4, in extract')  # its log, less our own frames
    assert [json.loads(line)["article"] for line in Path("said.jsonl").read_text().splitlines()] == ["night-trains"]


def test_crashing_submission_leaves_the_other_rows_as_they_are(cli: Cli, some: str, tmp_path: Path) -> None:
    (tmp_path / "crash.py").write_text(CRASH)
    without = cli("leaderboard", some, CORPUS, "--json").json
    result = cli("leaderboard", some, "crash:Crash", CORPUS)
    board = json.loads(Path("build/leaderboard/leaderboard.json").read_text())
    *others, crashed = board["rows"]
    assert json.dumps(others) == json.dumps(without["rows"])
    assert {name: board["ranks"][name] for name in without["ranks"]} == without["ranks"]
    assert (crashed["name"], crashed["scored"], board["ranks"]["Crash"]) == ("Crash", False, None)
    assert {outcome["state"] for outcome in crashed["alignment"]} == {"error"}
    assert result.code == 0
    row = next(line.split() for line in result.out.splitlines() if " Crash " in line)
    assert row[:3] == ["–", "Crash", "error"]


def test_two_submissions_of_one_name_are_refused(cli: Cli, some: str) -> None:
    result = cli("leaderboard", some, some, CORPUS)
    assert (result.code, result.out) == (2, "")
    assert "two submissions of one name" in result.err
    assert not Path("build").exists()


def test_markup_in_a_prediction_is_escaped_on_the_page(cli: Cli, some: str) -> None:
    cli("leaderboard", some, CORPUS)
    page = Path("build/leaderboard/index.html").read_text("utf-8")
    assert page.count("<script") == 2  # the data and the page's own
    assert "\\u003cscript\\u003ealert('hum')\\u003c/script\\u003e \\u0026 quarrel." in page


def test_terminal_escapes_in_a_prediction_are_not_on_the_page(cli: Cli, some: str) -> None:
    cli("leaderboard", some, CORPUS)
    page = Path("build/leaderboard/index.html").read_text("utf-8")
    assert "Zebras" in page
    assert "\x1b" not in page


def test_terminal_escapes_in_a_prediction_do_not_reach_the_terminal(cli: Cli, some: str) -> None:
    shown = cli("show", some, CORPUS).out
    assert "Zebras" in shown
    assert "\x1b" not in shown


def test_terminal_escapes_in_an_error_do_not_reach_the_terminal(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "crash.py").write_text(CRASH.replace("no luck", "no \\x1b[31mluck"))
    result = cli("score", "crash:Crash", CORPUS)
    assert result.err.count("error: RuntimeError: no") == 2  # an article, a line, and its log behind it
    assert "\x1b" not in result.err


def test_show_lists_only_the_errors_asked_for(cli: Cli, some: str, small: Corpus) -> None:
    required = [(g.article.id, c) for g in small.golds for c in g.claims if c.required]
    missed = [claim for article, claim in required if claim.id not in CHOSEN[article]]
    result = cli("show", some, CORPUS, "--errors", "missed")
    assert result.code == 0
    assert "said" not in result.out
    shown = re.findall(r"^missed.*\n  gold (\w+): (.*)$", result.out, re.MULTILINE)
    assert shown == [(c.id, c.text) for c in missed]
    kept = cli("show", some, CORPUS, "--errors", "missed", "--json").json
    assert [len(kept[name]["predictions"]) for name in kept] == [0, 0]
    assert [g["id"] for name in kept for g in kept[name]["gold"]] == [c.id for c in missed]


def test_show_refuses_an_unknown_error(cli: Cli, some: str) -> None:
    result = cli("show", some, CORPUS, "--errors", "mist")
    assert (result.code, result.out) == (2, "")
    assert "mist" in result.err
    assert "missed" in result.err
