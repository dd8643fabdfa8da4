"""Adjudication: every claim of every layer decided once, and the gold as it would be without one pass."""

import json
import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest

from claimbench.cli import main
from claimbench.corpus.adjudication import Decision, gold_without, load_adjudication
from claimbench.corpus.corpus import Corpus
from claimbench.corpus.passes import Pass, load_passes
from claimbench.model.faults import InputError
from claimbench.model.gold import GoldClaim, Stance
from claimbench.statistics.agreement import agreement
from test_passes import claim
from toy import SENTENCES, toy_gold

A = Pass(name="a", claims=tuple(claim(name) for name in SENTENCES))
B = Pass(name="b", claims=tuple(claim(name) for name in ("rose", "double", "cap")))


def decided(name: str | None, **fields: Any) -> dict[str, Any]:
    return {
        "claim": name,
        "layers": {"first": [name], "a": [name]},
        "votes": ["required", "required"],
        "rule": "1",
        "reason": "all agree",
    } | fields


def decisions(**changed: dict[str, Any]) -> list[Decision]:
    return [msgspec.convert(decided(name, **changed.get(name, {})), Decision) for name in SENTENCES]


def only(gold: Any, name: str) -> GoldClaim:
    (found,) = [c for c in gold.claims if c.id == name]
    return found


def test_claim_that_only_the_left_out_pass_has_is_dropped_with_its_links() -> None:
    gold = toy_gold()
    linked = tuple(msgspec.structs.replace(c, part_of="lied" if c.id == "rose" else None) for c in gold.claims)
    gold = msgspec.structs.replace(gold, claims=linked)
    found = decisions(lied={"layers": {"a": ["lied"]}})
    assert [c.id for c in gold_without(gold, found, "a").claims] == ["rose", "double", "suffer", "cap"]
    assert only(gold_without(gold, found, "a"), "rose").part_of is None
    assert gold_without(gold, found, "b") == gold


def test_value_that_only_the_left_out_pass_gives_falls_back_to_the_first_gold() -> None:
    said = {"kind": {"first": "evaluation", "a": "fact", "b": "causal", "c": "causal"}}
    found = decisions(rose={"differing": said})
    assert only(gold_without(toy_gold(), found, "a"), "rose").kind == "evaluation"
    assert only(gold_without(toy_gold(), found, "b"), "rose").kind == "fact"


def test_value_falls_back_to_what_most_others_say_where_there_was_no_first_gold() -> None:
    said = {"kind": {"a": "fact", "b": "causal", "c": "causal", "d": "evaluation"}}
    found = decisions(rose={"differing": said, "layers": {n: ["rose"] for n in "abcd"}})
    assert only(gold_without(toy_gold(), found, "a"), "rose").kind == "causal"


def test_value_that_another_layer_gives_too_or_that_no_layer_gives_stays() -> None:
    shared = decisions(rose={"differing": {"kind": {"a": "fact", "b": "fact", "first": "causal"}}})
    nobodys = decisions(rose={"differing": {"kind": {"a": "causal", "first": "evaluation"}}})
    for found in (shared, nobodys):
        assert gold_without(toy_gold(), found, "a") == toy_gold()


def test_stance_that_only_the_left_out_pass_gives_is_dropped() -> None:
    favor = ["author", "rent-cap", "favor"]
    alone = decisions(cap={"differing": {"stances": {"a": [favor], "first": []}}})
    shared = decisions(cap={"differing": {"stances": {"a": [favor], "b": [favor], "first": []}}})
    assert only(gold_without(toy_gold(), alone, "a"), "cap").stances == ()
    assert only(gold_without(toy_gold(), shared, "a"), "cap").stances == (
        Stance(holder="author", target="rent-cap", polarity="favor"),
    )


def write(root: Path, *records: dict[str, Any]) -> None:
    folder = root / "annotations" / "prices"
    folder.mkdir(parents=True)
    (folder / "adjudication.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))


def test_every_fault_is_told_with_file_line_and_field(tmp_path: Path) -> None:
    write(
        tmp_path,
        decided("rose"),
        decided("double", layers={"z": ["double"]}),
        decided("suffer", differing={"mood": {"a": "bad"}, "stances": {"a": [["author", "rent-cap"]]}}),
        decided("cap", layers={"a": ["cap", "rose"]}, reason=" "),
        decided("none", layers={}),
    )
    with pytest.raises(InputError) as caught:
        load_adjudication(tmp_path, toy_gold(), [A])
    assert [(f.where.removeprefix("prices/adjudication.jsonl:").strip(), f.what) for f in caught.value.faults] == [
        ("2: layers", "unknown layer"),
        ("3: differing", "unknown field"),
        ("3: differing.stances", "no list of stances"),
        ("4: reason", "no reason"),
        ("5: layers", "no layer has it"),
        ("gold: lied", "decided"),
        ("gold: none", "unknown claim"),
        ("pass a: rose", "decided"),
        ("pass a: double", "decided"),
        ("pass a: lied", "decided"),
    ]


def test_article_without_adjudication_has_no_decisions_and_one_gold(tmp_path: Path) -> None:
    assert load_adjudication(tmp_path, toy_gold(), [A]) == ()
    assert gold_without(toy_gold(), (), "a") == toy_gold()


def test_agreement_by_the_adjudicators_reading_of_a_hand_worked_case() -> None:
    # a has five claims, b three of them: by reading F1 = 2 x 3 / (5 + 3)
    found = decisions(**{n: {"layers": {"a": [n], "b": [n]}} for n in ("rose", "double", "cap")})
    result = agreement(toy_gold(), [A, B], found)
    (pair,) = result.pairs
    assert pair.identified["adjudicated"].f1 == pytest.approx(6 / 8)
    assert result.attributes["holder"].all.n == 3
    assert result.attributes["holder"].not_author.n == 1
    assert result.attributes["holder"].all.alpha == 1.0
    assert set(result.attributes["holder"].classes) == {"author", "bank"}


def test_shipped_adjudication_decides_every_claim_of_every_pass_with_a_reason(shipped: Corpus) -> None:
    (gold,) = shipped.golds
    passes = load_passes(shipped.root, gold)
    found = load_adjudication(shipped.root, gold, passes)
    assert {d.claim for d in found if d.claim} == {c.id for c in gold.claims}
    assert sum(len(ids) for d in found for name, ids in d.layers.items() if name != "first") == 132 + 129 + 134
    assert all(len(d.votes) == 2 for d in found)


def test_gold_without_a_pass_keeps_its_links_and_names_whole(shipped: Corpus) -> None:
    (gold,) = shipped.golds
    passes = load_passes(shipped.root, gold)
    found = load_adjudication(shipped.root, gold, passes)
    for layer in passes:
        without = gold_without(gold, found, layer.name)
        ids = {c.id for c in without.claims}
        assert ids < {c.id for c in gold.claims}
        assert all(link in ids for c in without.claims for link in (c.part_of, c.counter) if link)


def test_gold_check_tells_the_faults_of_the_adjudication(
    tmp_path: Path, shipped: Corpus, capsys: pytest.CaptureFixture[str]
) -> None:
    for part in ("seeds", "annotations"):
        shutil.copytree(shipped.root / part, tmp_path / part)
    path = next((tmp_path / "annotations").glob("*/adjudication.jsonl"))
    first, *rest = path.read_text().splitlines(keepends=True)
    path.write_text("".join(rest))
    assert main(["gold", "check", f"--corpus={tmp_path}"]) == 1
    assert f"gold: {json.loads(first)['claim']}: decided; found 0 times" in capsys.readouterr().out
