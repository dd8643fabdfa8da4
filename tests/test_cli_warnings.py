"""What ``validate`` warns of, and the exit codes of a submission that fails."""

import json
from pathlib import Path

import pytest

from claimbench.cli import main

CORPUS = f"--corpus={Path(__file__).parent / 'corpus'}"


@pytest.fixture
def predictions(tmp_path: Path) -> Path:
    claims = [{"text": "Zebras hum.", "quotes": ["zebras hum"]}, {"id": "p2", "text": "…"}]
    path = tmp_path / "p.jsonl"
    path.write_text(json.dumps({"schema": 1, "article": "night-trains", "claims": claims}) + "\n")
    return path


def test_validate_warns_of_lost_quotes_and_wordless_claims(
    predictions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["validate", str(predictions), CORPUS]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("WARN p.jsonl: no line for an article of this corpus; wanted harbour-toll")
    assert lines[1].startswith("WARN night-trains: claims[0].quotes[0]: not in the article; found zebras hum")
    assert lines[2].startswith("WARN night-trains: claims[1] (p2).text: a claim without words")
    assert lines[3] == "OK p.jsonl: 1 articles, 2 claims"
    assert lines[4].startswith("0 faults, 3 warnings")


def test_validate_warns_of_gold_seen_that_names_no_article(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keys = {"name": "mine", "version": "1", "kind": "class", "entry": "a:B"}
    manifest = "".join(f"{key} = {json.dumps(value)}\n" for key, value in keys.items())
    (tmp_path / "submission.toml").write_text(manifest + 'gold_seen = ["night-train"]\n')
    (tmp_path / "a.py").write_text("class B:\n    def extract(self, article):\n        return []\n")
    assert main(["validate", str(tmp_path), CORPUS]) == 0
    assert capsys.readouterr().out.startswith("WARN gold_seen: no article of this corpus; found night-train")


def test_validate_of_nothing_is_wrong_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "nowhere.jsonl", CORPUS]) == 2
    assert "nowhere.jsonl: no such file, folder or installed extractor" in capsys.readouterr().err


def test_score_with_a_missing_article_prints_and_exits_with_one(
    predictions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", str(predictions), CORPUS]) == 1
    captured = capsys.readouterr()
    assert "harbour-toll: missing" in captured.err
    assert captured.out.startswith("p: 1 missing, 1 ok, 2 claims")


def test_csv_export_holds_nested_records_as_json(tmp_path: Path) -> None:
    import pandas

    assert main(["gold", "export", "-o", str(tmp_path / "g.csv"), CORPUS]) == 0
    frame = pandas.read_csv(tmp_path / "g.csv")
    assert [len(json.loads(cell)) for cell in frame["wordings"]] == [5] * len(frame)
    assert json.loads(frame["mentions"][0])[0]["fragments"][0]["start"] == 39
