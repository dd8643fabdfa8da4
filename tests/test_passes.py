"""Annotation passes: read strictly, compared fairly, shown apart from the systems."""

import json
import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest

from claimbench.cli import main
from claimbench.corpus.corpus import Corpus
from claimbench.corpus.passes import Pass, PassClaim, load_passes
from claimbench.leaderboard.board import make_board
from claimbench.leaderboard.score import Scorer
from claimbench.leaderboard.session import annotators
from claimbench.model.faults import InputError
from claimbench.statistics.agreement import agreement
from toy import SENTENCES, TEXT, toy_gold

PLACES = {"rose": 1, "double": 1, "suffer": 1, "cap": 2, "lied": 2}


def claim(name: str, **fields: Any) -> PassClaim:
    quote = {"double": "expects wages to double"}.get(name, SENTENCES[name][:-1])
    record = {
        "id": name,
        "paragraph": PLACES[name],
        "text": SENTENCES[name],
        "quotes": [quote],
        "holder": "the bank" if name == "double" else "author",
        "commitment": "reports" if name == "double" else "endorses",
        "modality": "certain",
        "kind": "fact",
        "checkable": True,
        "status": "required",
    }
    return msgspec.convert(record | fields, PassClaim)


def test_pass_against_itself_agrees_in_everything() -> None:
    layer = Pass(name="a", claims=tuple(claim(name) for name in SENTENCES))
    result = agreement(toy_gold(), [layer, msgspec.structs.replace(layer, name="b")])
    (pair,) = result.pairs
    assert {name: found.f1 for name, found in pair.identified.items()} == {"scored": 1, "strict": 1, "families": 1}
    assert (pair.stances.f1, pair.stances.interval) == (None, None)  # neither shows any
    assert result.characters.alpha == 1.0
    assert (pair.attributes["holder"].agreed, pair.attributes["holder"].kappa) == (1.0, 1.0)
    assert pair.attributes["modality"].kappa is None  # both always say certain: nothing can be told by chance
    assert pair.not_author["holder"].n == 1


def test_f1_and_kappa_of_a_hand_worked_pair() -> None:
    # a has rose, double, suffer, cap; b has rose, double, suffer, cap, lied: 4 pairs, F1 = 2 x 4 / (4 + 5)
    a = Pass(name="a", claims=tuple(claim(n) for n in ("rose", "double", "suffer", "cap")))
    b = Pass(
        name="b",
        claims=(*(claim(n) for n in ("rose", "double", "suffer")), claim("cap", checkable=False), claim("lied")),
    )
    a = msgspec.structs.replace(
        a, claims=(a.claims[0], *(msgspec.structs.replace(c, checkable=False) for c in a.claims[1:]))
    )
    # checkable: a says T F F F, b says T T T F: agreed 2 of 4; by chance (1/4 x 3/4) + (3/4 x 1/4) = 3/8
    (pair,) = agreement(toy_gold(), [a, b]).pairs
    assert pair.identified["strict"].f1 == pytest.approx(8 / 9)
    assert pair.attributes["checkable"].n == 4
    assert pair.attributes["checkable"].agreed == 0.5
    assert pair.attributes["checkable"].kappa == pytest.approx((1 / 2 - 3 / 8) / (1 - 3 / 8))


def test_holders_are_compared_as_entities() -> None:
    a = Pass(name="a", claims=(claim("rose"), claim("double", holder="Central Bank")))
    b = Pass(name="b", claims=(claim("rose"), claim("double", holder="the bank")))
    (pair,) = agreement(toy_gold(), [a, b]).pairs
    assert pair.attributes["holder"].agreed == 1.0


def write(root: Path, *records: dict[str, Any]) -> None:
    folder = root / "annotations" / "prices" / "passes"
    folder.mkdir(parents=True)
    (folder / "a.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))


def test_every_fault_of_a_pass_is_told_with_file_line_and_field(tmp_path: Path) -> None:
    good = msgspec.to_builtins(claim("rose"))
    write(
        tmp_path,
        good,
        good | {"quotes": ["Rents fell"]},
        good | {"id": "x", "part_of": "y", "counter": "none"},
        good | {"id": "y", "part_of": "x", "paragraph": 3},
        good | {"id": "z", "modality": "maybe"},
    )
    with pytest.raises(InputError) as caught:
        load_passes(tmp_path, toy_gold())
    told = [(f.where.split("a.jsonl:")[1], f.what) for f in caught.value.faults]
    assert told == [
        ("5: modality", "value not in the vocabulary"),
        ("2: rose: id", "repeated id"),
        ("2: rose: quotes[0]", "not in its paragraph"),
        ("3: x: part_of", "a circle"),
        ("3: x: counter", "unknown claim"),
        ("4: y: paragraph", "no such paragraph"),
        ("4: y: part_of", "a circle"),
        (" paragraph 2", "no claim"),
    ]
    assert "Rents fell" not in TEXT


def test_shipped_passes_cover_every_paragraph_and_quote_the_article(shipped: Corpus) -> None:
    passes = load_passes(shipped.root, shipped.golds[0])
    assert [p.name for p in passes] == ["a", "b", "c"]
    assert all({c.paragraph for c in p.claims} >= set(range(1, 15)) for p in passes)


def test_annotators_stand_on_the_board_without_a_rank(shipped: Corpus) -> None:
    scorer = Scorer(shipped)
    scores = [Scorer(without).score(s, answers, annotator=True) for s, answers, without in annotators(shipped)]
    board = make_board(scorer, scores)
    assert board.ranks == {"annotator-a": None, "annotator-b": None, "annotator-c": None}


def test_command_says_when_there_is_nothing_to_compare(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gold", "agreement", f"--corpus={Path(__file__).parent / 'corpus'}"]) == 0
    assert capsys.readouterr().out == "no article has two passes\n"


def test_command_refuses_a_damaged_pass(tmp_path: Path, shipped: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
    for part in ("seeds", "annotations"):
        shutil.copytree(shipped.root / part, tmp_path / part)
    path = next((tmp_path / "annotations").glob("*/passes/b.jsonl"))
    path.write_text(path.read_text().replace('"quotes": ["', '"quotes": ["~', 1))
    assert main(["gold", "agreement", f"--corpus={tmp_path}"]) == 2
    assert "passes/b.jsonl:1: b1: quotes[0]: not in its paragraph" in capsys.readouterr().err
