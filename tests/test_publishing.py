"""From ``claimbench new`` to a published try, and what holds a published score to the scorer."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from claimbench.cli import main
from claimbench.corpus.corpus import Corpus
from claimbench.corpus.location import data_root, published
from claimbench.leaderboard.published import check_tries
from claimbench.leaderboard.score import Scorer
from claimbench.leaderboard.session import entries, leaderboard
from claimbench.submissions.examining import ERROR, look_over
from claimbench.submissions.opening import open_submission, tries_of
from conftest import SMALL

EXAMPLES = Path(__file__).parents[1] / "docs" / "examples"
CORPUS = f"--corpus={SMALL}"
SENTENCE = "class Mine:\n    def extract(self, article):\n        return [{{'text': article['text'][{start}:60]}}]\n"


@pytest.mark.parametrize("kind", ["class", "command", "llm", "predictions"])
def test_new_submission_is_valid_and_its_test_passes(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / f"my-{kind}"
    assert main(["new", str(folder), "--kind", kind]) == 0
    assert main(["validate", str(folder)]) == 0
    assert open_submission(str(folder)).name == f"my-{kind}"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, "1 passed" in done.stdout) == (0, True), done.stdout


def test_new_submission_in_place_of_something_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "x").write_text("x")
    assert main(["new", str(tmp_path / "mine")]) == 2
    assert "is there already" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["x"]


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A submission that says the beginning of each article."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "submission.toml").write_text('name = "mine"\nversion = "1"\nkind = "class"\nentry = "extractor:Mine"\n')
    say(folder, 0)
    return folder


def say(folder: Path, start: int) -> None:
    (folder / "extractor.py").write_text(SENTENCE.format(start=start))


def kept(folder: Path, number: int) -> Any:
    return json.loads((folder / "tries" / str(number) / "score.json").read_text())


def test_every_try_is_kept_and_counted(mine: Path, small: Corpus) -> None:
    assert main(["publish", str(mine), CORPUS]) == 0
    say(mine, 5)
    assert main(["publish", str(mine), CORPUS]) == 0
    assert tries_of(mine) == [1, 2]
    assert open_submission(str(mine)).tries == 2
    first = kept(mine, 1)
    assert (first["number"], first["version"], len(first["scores"])) == (1, "1", 1)
    assert first["scores"][0]["signature"] == Scorer(small).signature
    assert check_tries(mine, Scorer(small)) == []
    assert main(["publish", str(mine), CORPUS, "--check"]) == 0


def test_same_answers_are_no_second_try(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["publish", str(mine), CORPUS]) == 0
    assert main(["publish", str(mine), CORPUS]) == 2
    assert "the same answers as try 1" in capsys.readouterr().err
    assert tries_of(mine) == [1]


def test_nothing_is_published_of_a_submission_without_any_answer(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (mine / "extractor.py").write_text("raise OSError('no model')")
    assert main(["publish", str(mine), CORPUS]) == 2
    assert "nothing to publish; found cannot be loaded: OSError: no model" in capsys.readouterr().err
    assert not (mine / "tries").exists()


def test_name_must_be_the_folders(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.move(mine, mine.parent / "yours")
    assert main(["publish", str(mine.parent / "yours"), CORPUS]) == 2
    assert "name: not the folder's; found mine; wanted yours" in capsys.readouterr().err


def test_try_that_is_taken_away_is_missed(mine: Path, small: Corpus) -> None:
    for start in (0, 5, 9):
        say(mine, start)
        assert main(["publish", str(mine), CORPUS]) == 0
    shutil.rmtree(mine / "tries" / "2")
    (told,) = check_tries(mine, Scorer(small))
    assert str(told) == "mine/tries: a try is missing; found 1, 3; wanted 1, 2, 3 and so on: every try is kept"


def changed(folder: Path, **fields: Any) -> None:
    """Change the newest score of the first try."""
    record = kept(folder, 1)
    record["scores"][-1] |= fields
    (folder / "tries" / "1" / "score.json").write_text(json.dumps(record))


def test_score_that_has_moved_is_a_fault_that_names_the_layer(mine: Path, small: Corpus) -> None:
    assert main(["publish", str(mine), CORPUS]) == 0
    layers = kept(mine, 1)["scores"][0]["layers"]
    changed(mine, layers={**layers, "claims": [9, 0, 0]})
    (told,) = check_tries(mine, Scorer(small))
    assert told.where == "mine/tries/1/score.json: claims"
    assert told.what == "a published score has moved under the same signature"
    assert (told.found, told.wanted) == ("(9, 0, 0) (tp, fp, fn)", str(tuple(layers["claims"])))


def test_score_of_another_signature_names_what_changed_and_can_be_brought_up_to_date(mine: Path, small: Corpus) -> None:
    assert main(["publish", str(mine), CORPUS]) == 0
    today = Scorer(small).signature
    changed(mine, signature=today.replace("scoring:", "scoring:0"))
    (told,) = check_tries(mine, Scorer(small))
    part = today.split("|")[-1]
    assert told.what == "published under another signature"
    assert (told.found, told.wanted) == (part.replace(":", ":0"), f"{part} (publish --rescore)")
    assert main(["publish", str(mine), CORPUS, "--rescore"]) == 0
    scores = kept(mine, 1)["scores"]
    assert [score["signature"] for score in scores] == [today.replace("scoring:", "scoring:0"), today]
    assert check_tries(mine, Scorer(small)) == []


def test_answers_changed_after_publishing_are_a_fault(mine: Path, small: Corpus) -> None:
    assert main(["publish", str(mine), CORPUS]) == 0
    path = mine / "tries" / "1" / "predictions.jsonl"
    path.write_text("".join(line + "\n" for line in path.read_text().splitlines()[:1]))
    assert all(f.what.startswith("a published score has moved") for f in check_tries(mine, Scorer(small)))
    path.write_text("{}\n")
    assert [f.what for f in check_tries(mine, Scorer(small))] == ["not valid"]


def test_published_submission_is_on_the_board_with_its_tries_and_its_code_is_not_run(
    mine: Path, shipped: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["publish", str(mine)]) == 0
    say(mine, 3)
    assert main(["publish", str(mine)]) == 0
    (mine / "extractor.py").write_text("raise OSError('run')")
    monkeypatch.setattr("claimbench.leaderboard.session.published", lambda: [mine])
    monkeypatch.setattr("claimbench.leaderboard.session.baselines", list)
    board, _ = leaderboard(shipped, entries([]))
    (row,) = [row for row in board.rows if row.name == "mine"]
    assert (row.state, row.tries, row.kind) == ("ok", 2, "predictions")
    (named,) = entries([str(mine)])
    assert named.submission.predictions is None  # whoever names it runs it


FOLDERS = [*published(), *sorted(p.parent for p in EXAMPLES.glob("*/submission.toml"))]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_accepted_submission_is_whole_and_its_scores_are_what_the_scorer_gives(folder: Path, shipped: Corpus) -> None:
    """What a pull request that adds a submission must pass."""
    submission = open_submission(str(folder))
    assert submission.name == folder.name
    assert [str(fault) for level, fault in look_over(submission, shipped.articles) if level == ERROR] == []
    assert submission.tries > 0
    assert [str(fault) for fault in check_tries(folder, Scorer(shipped))] == []


def test_accepted_submissions_have_names_of_their_own() -> None:
    assert entries([])  # two of one name would be a fault
    assert (data_root() / "submissions" / "README.md").is_file()
