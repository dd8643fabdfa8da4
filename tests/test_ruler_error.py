"""The matcher against readers: counted as by hand, and published from what was really judged."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from claimbench.alignment.align import Ruler
from claimbench.cli import main
from claimbench.corpus.corpus import Corpus
from claimbench.corpus.judgments import Judged, JudgedName, extraction, load_judged, load_judged_names
from claimbench.leaderboard.score import Scorer
from claimbench.matching.matcher import ACCEPT, Verdicts
from claimbench.model.faults import InputError
from claimbench.model.gold import Gold
from claimbench.scoring.article import score_article
from claimbench.statistics.band import Bands
from claimbench.statistics.ruler_error import ReadersMatcher, names_error, ruler_error
from toy import toy_gold

TOY = ("rose", "double", "suffer", "cap", "lied")


class Fixed:
    """A matcher that accepts what it is told to."""

    signature = "fixed"

    def __init__(self, accepted: dict[str, str]) -> None:
        self._accepted = accepted

    def match(self, sentences: Sequence[str]) -> Verdicts:
        table = np.array([[self._accepted.get(s) == c for c in TOY] for s in sentences], dtype=bool).reshape(-1, 5)
        return Verdicts(table.astype(float), (table * ACCEPT).astype(np.int8), (None,) * len(sentences))


def judged(text: str, *votes: Sequence[str], name: str = "one", half: str = "reporting", **last: Any) -> Judged:
    record = [{"states": list(v), "supported": "yes", **last} for v in votes]
    return msgspec.convert({"extraction": name, "style": "free", "half": half, "text": text, "votes": record}, Judged)


FOUR = [
    judged("A", ["rose"], ["rose"]),  # accepted for rose: right
    judged("B", ["cap"], ["cap"]),  # accepted for suffer: wrong
    judged("C", ["suffer"], ["suffer"]),  # accepted for nothing: missed
    judged("D", [], [], near="lied", wrong="actor"),  # accepted for double: a near miss taken for a claim
]
MATCHER = Fixed({"A": "rose", "B": "suffer", "D": "double"})


def test_precision_recall_and_near_misses_of_a_hand_worked_case() -> None:
    error = ruler_error(toy_gold(), FOUR, "reporting", MATCHER)
    assert error.precision.share == pytest.approx(1 / 3)  # A of A, B, D
    assert error.recall.share == pytest.approx(1 / 3)  # A of A, B, C
    assert (error.taken["actor"].share, error.taken["actor"].n) == (1.0, 1)
    assert len(error.worst) == 3
    # matcher rose suffer none double, readers rose cap suffer none: agreed 1 of 4, by chance 3 times 1/16
    assert error.kappa.share == pytest.approx((1 / 4 - 3 / 16) / (1 - 3 / 16))
    assert error.readers.share == 1.0


def test_scores_under_matcher_and_readers_of_a_hand_worked_case() -> None:
    # matcher: rose, suffer, double found of 4 required, D and B right for it: tp 3, fp 1 (C), fn 1
    # readers: rose, cap, suffer found, D wrong: tp 3, fp 1, fn 1
    (row,) = ruler_error(toy_gold(), FOUR, "reporting", MATCHER).extractions
    assert row.matcher == pytest.approx((3 / 4, 3 / 4, 3 / 4))
    assert row.judges == pytest.approx((3 / 4, 3 / 4, 3 / 4))


def test_other_half_is_left_alone() -> None:
    other = [judged("A", ["cap"], ["cap"], name="two", half="tuning")]
    assert ruler_error(toy_gold(), [*FOUR, *other], "reporting", MATCHER).predictions == 4


def test_what_more_than_half_of_the_readers_say_counts() -> None:
    assert judged("A", ["rose", "cap"], ["rose"], ["rose", "lied"]).states == {"rose"}
    assert judged("A", ["rose"], ["cap"]).states == frozenset()


def test_readers_as_matcher_have_no_error() -> None:
    error = ruler_error(toy_gold(), FOUR, "reporting", ReadersMatcher(toy_gold(), FOUR))
    assert (error.precision.share, error.recall.share, error.kappa.share) == (1.0, 1.0, 1.0)
    assert [share.share for share in error.errors.values()] == [0.0, 0.0, 0.0]


def test_names_error_leaves_out_what_readers_dispute() -> None:
    names = [
        JudgedName(half="reporting", kind="holder", name="Central Bank", votes=("bank", "bank")),
        JudgedName(half="reporting", kind="holder", name="the mayor", votes=("bank", "bank")),
        JudgedName(half="reporting", kind="holder", name="the writer", votes=("author", None)),
        JudgedName(half="tuning", kind="holder", name="the bank", votes=("bank", "bank")),
    ]
    found = names_error(toy_gold(), names, "reporting")
    assert (found["holder"].share, found["holder"].n) == (0.5, 2)
    assert (found["target"].share, found["target"].n) == (None, 0)


def outcomes(gold: Gold, ruler: Ruler, group: Sequence[Judged]) -> list[Any]:
    score = score_article(ruler, extraction(gold, tuple(group)))
    return [(score.predictions, score.gold)]


def test_band_of_a_matcher_without_error_lies_around_the_observed_figures(shipped: Corpus) -> None:
    (gold,) = shipped.golds
    everything = load_judged(shipped.root, gold)
    truth = Ruler(gold, ReadersMatcher(gold, everything))
    bands = Bands()
    bands.add(truth, everything)
    group = [j for j in everything if j.extraction == "keypoints-1"]
    score = score_article(truth, extraction(gold, tuple(group))).total("claims")
    band = bands.band(outcomes(gold, truth, group), "keypoints")
    assert band is not None
    assert score.f1 == pytest.approx((band.f1.low + band.f1.high) / 2, abs=0.03)


def test_band_follows_the_rates_of_a_hand_worked_case() -> None:
    # 40 copies of one paragraph's case make the half case more than was seen negligible: what the matcher counts
    # right is right by the readers in 2 of 3 (A, and B for another claim; D is not), what it counts wrong always (C)
    gold = toy_gold()
    many = [msgspec.structs.replace(j, extraction=f"e{k}") for k in range(40) for j in FOUR]
    ruler = Ruler(gold, MATCHER)
    bands = Bands()
    bands.add(ruler, many)
    band = bands.band(outcomes(gold, ruler, FOUR), "free")
    assert band is not None
    assert (band.precision.low + band.precision.high) / 2 == pytest.approx(3 / 4, abs=0.02)
    assert (band.recall.low + band.recall.high) / 2 == pytest.approx(3 / 4, abs=0.02)


def test_style_that_was_not_judged_has_no_band_and_says_so(shipped: Corpus) -> None:
    bands = Bands()
    assert bands.band([], "anything") is None


def test_bands_never_rank_and_are_the_same_twice(shipped: Corpus) -> None:
    from claimbench.leaderboard.board import make_board
    from claimbench.leaderboard.session import annotators

    scorer = Scorer(shipped)
    scores = [scorer.score(s, answers, annotator=True) for s, answers, _ in annotators(shipped)]
    assert make_board(scorer, scores).bands == make_board(scorer, scores).bands


def test_shipped_judgments_are_as_many_and_as_varied_as_the_docs_say(shipped: Corpus) -> None:
    (gold,) = shipped.golds
    everything = load_judged(shipped.root, gold)
    names = {j.extraction: (j.style, j.half) for j in everything}
    assert len(everything) == 1076
    assert len(names) == 18
    assert len({style for style, _ in names.values()}) == 12
    assert Counter(half for _, half in names.values()) == {"tuning": 9, "reporting": 9}
    twice = [style for style, n in Counter(style for style, _ in names.values()).items() if n == 2]
    assert all({h for s, h in names.values() if s == style} == {"tuning", "reporting"} for style in twice)


def test_third_reader_was_asked_where_and_only_where_two_differ(shipped: Corpus) -> None:
    for j in load_judged(shipped.root, shipped.golds[0]):
        differ = set(j.votes[0].states) != set(j.votes[1].states)
        assert len(j.votes) == 2 + differ


def test_at_least_two_hundred_names_were_judged(shipped: Corpus) -> None:
    assert len(load_judged_names(shipped.root, shipped.golds[0])) >= 200


def test_verdict_on_an_unknown_claim_or_name_is_told_with_file_and_line(tmp_path: Path) -> None:
    folder = tmp_path / "annotations" / "prices" / "judgments"
    folder.mkdir(parents=True)
    record = msgspec.to_builtins(judged("A", ["rent"], ["rose"], near="wages"))
    (folder / "extractions.jsonl").write_bytes(msgspec.json.encode(record) + b"\n")
    name = JudgedName(half="tuning", kind="holder", name="x", votes=("nobody", None))
    (folder / "names.jsonl").write_bytes(msgspec.json.encode(name) + b"\n")
    with pytest.raises(InputError) as caught:
        load_judged(tmp_path, toy_gold())
    assert [f.found for f in caught.value.faults] == ["rent", "wages", "wages"]
    assert "extractions.jsonl:1: votes[0]" in str(caught.value.faults[0])
    with pytest.raises(InputError, match=r"names.jsonl:1: votes: unknown id; found nobody"):
        load_judged_names(tmp_path, toy_gold())


def test_unknown_matcher_is_told_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["matcher", "check", "--matcher", "psychic"]) == 2
    assert "lexical, embedding, nli:MODEL or judge:MODEL@URL" in capsys.readouterr().err
