"""The commands that compare: differences with their claims, power, and the table that a README keeps."""

import json
from pathlib import Path

import msgspec
import pytest

from claimbench.cli import main
from claimbench.cli.compare import compared
from claimbench.corpus.corpus import Corpus
from claimbench.corpus.location import baselines, data_root
from claimbench.leaderboard.board import disagreeing, make_board
from claimbench.leaderboard.faces import MARKS, as_markdown, write_between
from claimbench.leaderboard.score import Scorer
from claimbench.leaderboard.session import entries, leaderboard
from claimbench.model.counts import Counts
from claimbench.model.faults import InputError
from claimbench.model.gold import Stance
from claimbench.statistics.paired import compare_all
from claimbench.submissions.manifest import Manifest
from claimbench.submissions.opening import Submission
from claimbench.submissions.runner import Answer
from making import answer, required, score

CORPUS = f"--corpus={Path(__file__).parent / 'corpus'}"
CUES, SENTENCES = (str(folder) for folder in baselines() if folder.name in ("cue-rules", "every-sentence"))


def scored(corpus: Corpus, name: str, keep: int) -> object:
    """A score of the first required claims of each article."""
    manifest = Manifest(name=name, version="1", kind="predictions", entry="x.jsonl")
    answers = [Answer(article=g.article.id, state="ok", prediction=answer(g, required(g)[:keep])) for g in corpus.golds]
    return Scorer(corpus).score(Submission(manifest, corpus.root), answers)


def test_claims_that_only_one_finds_are_named_on_its_side(small: Corpus) -> None:
    more, less = scored(small, "more", 3), scored(small, "less", 1)
    result = compared(more, less)
    for gold in small.golds:
        ids = [claim.id for claim in gold.claims if claim.required]
        assert result.only[gold.article.id] == (tuple(sorted(ids[1:3])), ())
    assert result.layers["claims"].difference > 0
    assert not result.depends_on_granularity


def test_differences_turn_round_with_the_order(small: Corpus) -> None:
    more, less = scored(small, "more", 3), scored(small, "less", 1)
    there, back = compared(more, less), compared(less, more)
    assert there.layers["claims"].difference == -back.layers["claims"].difference
    assert there.layers["claims"].p == back.layers["claims"].p
    assert there.layers["claims"].interval.low == -back.layers["claims"].interval.high


def test_compare_prints_layers_and_claims_and_as_json_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", CUES, SENTENCES, CORPUS]) == 0
    text = capsys.readouterr().out
    assert text.startswith("cue-rules minus every-sentence")
    assert main(["compare", CUES, SENTENCES, CORPUS, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert f"{found['layers']['claims']['difference']:+.3f}" in text
    assert all(claim in text for sides in found["only"].values() for side in sides for claim in side)


def test_compare_refuses_a_submission_with_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", CUES, CUES, CORPUS]) == 2
    assert "two submissions of one name" in capsys.readouterr().err


def test_four_times_the_articles_find_half_the_difference(capsys: pytest.CaptureFixture[str]) -> None:
    found = []
    for articles in ("10", "40"):
        assert main(["power", CUES, SENTENCES, CORPUS, "--articles", articles, "--difference", "0.1", "--json"]) == 0
        found.append(json.loads(capsys.readouterr().out))
    assert found[1]["detectable"] == pytest.approx(found[0]["detectable"] / 2)
    assert found[1]["power"] > found[0]["power"]


def test_power_at_the_detectable_difference_is_eighty_percent(capsys: pytest.CaptureFixture[str]) -> None:
    main(["power", CUES, SENTENCES, CORPUS, "--articles", "10", "--json"])
    difference = json.loads(capsys.readouterr().out)["detectable"]
    main(["power", CUES, SENTENCES, CORPUS, "--articles", "10", "--difference", str(difference), "--json"])
    assert json.loads(capsys.readouterr().out)["power"] == pytest.approx(0.8, abs=1e-4)


def test_power_of_no_article_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["power", CUES, SENTENCES, CORPUS, "--articles", "0"]) == 2
    assert "too few" in capsys.readouterr().err


def test_table_is_put_between_the_marks_and_nothing_else_changes(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_bytes(b"# Mine\n\n" + MARKS[0] + b"old\n" + MARKS[1] + b"\nrest\n")
    write_between(path, b"new\n")
    assert path.read_bytes() == b"# Mine\n\n" + MARKS[0] + b"new\n" + MARKS[1] + b"\nrest\n"


@pytest.mark.parametrize("text", [b"", MARKS[0], MARKS[1] + b"\n" + MARKS[0], MARKS[0] * 2 + MARKS[1]])
def test_file_without_the_two_marks_is_refused_and_left_alone(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "README.md"
    path.write_bytes(text)
    with pytest.raises(InputError, match="no place for the table"):
        write_between(path, b"new\n")
    assert path.read_bytes() == text


def test_readme_shows_the_board_of_today(shipped: Corpus) -> None:
    board, _ = leaderboard(shipped, entries([]))
    text = (data_root() / "README.md").read_bytes()
    assert MARKS[0] + as_markdown(board) + MARKS[1] in text, "claimbench leaderboard --write README.md"


def test_step_summary_gets_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    monkeypatch.chdir(tmp_path)
    assert main(["leaderboard", CORPUS]) == 0
    assert summary.read_bytes() == (tmp_path / "build" / "leaderboard" / "leaderboard.md").read_bytes()


def test_reference_that_is_not_ranked_is_refused_with_those_that_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["leaderboard", CORPUS, "--reference", "nobody"]) == 2
    assert "not on this board; found nobody; wanted clause-classifier, cue-rules, " in capsys.readouterr().err


def test_board_of_one_of_none_and_of_failed_systems_says_so(small: Corpus) -> None:
    scorer = Scorer(small)
    manifest = Manifest(name="broken", version="1", kind="predictions", entry="x.jsonl")
    failed = scorer.score(Submission(manifest, small.root), [])
    for scores in ([], [failed], [scored(small, "one", 2)]):
        assert b"Tests: none, as fewer than two systems are ranked." in as_markdown(make_board(scorer, scores))


def test_errors_of_an_attribute_can_be_shown_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", CUES, CORPUS, "--errors", "holder", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    listed = [p for article in shown.values() for p in article["predictions"]]
    assert all("holder" in [wrong["name"] for wrong in p["wrong"]] for p in listed)


def test_wrong_stances_of_a_right_claim_are_an_error_of_their_own(shipped: Corpus) -> None:
    gold = shipped.golds[0]
    claims = [c for c in required(gold) if c.stances]
    wrong = msgspec.structs.replace(claims[0], stances=(Stance(holder="author", target="nothing", polarity="favor"),))
    fates = score(gold, [wrong, *claims[1:]]).predictions
    told = [w for fate in fates for w in fate.wrong if w.name == "stance"]
    assert len(told) == 1
    assert told[0].given == "author – ?nothing – favor"


def test_board_names_the_systems_on_which_claims_and_families_disagree() -> None:
    # claims: other is far better than ref; families: no difference at all
    finer = {"ref": [[Counts(tp=2, fp=1, fn=4)] * 14], "other": [[Counts(tp=6, fp=1, fn=0)] * 14]}
    coarser = {"ref": [[Counts(tp=2, fp=1)] * 14], "other": [[Counts(tp=2, fp=1)] * 14]}
    claims, families = compare_all(finer, "ref"), compare_all(coarser, "ref")
    assert disagreeing(claims, families) == ("other",)
    assert disagreeing(claims, claims) == ()
