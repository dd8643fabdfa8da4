import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimbench.model import json_text
from claimbench.model.article import Article, ArticleInfo, Span
from claimbench.model.faults import Fault, InputError
from claimbench.model.json_text import MAX_LINE
from claimbench.model.prediction import PredictedClaim, Prediction
from claimbench.submissions.predictions import layers_spoken, parse_prediction, read_predictions, write_lines

TEXT = "Snow is white. Grass is green."  # 30 code points


def article(name: str) -> Article:
    info = ArticleInfo(title="Colours", publication="", body=Span(0, len(TEXT)), sha256="", rights="")
    return Article(id=name, text=TEXT, info=info)


ARTICLES = tuple(map(article, ("first", "second", "third", "fourth", "fifth")))


def row(*claims: Any, article: str = "first", **fields: Any) -> str:
    return json.dumps({"schema": 1, "article": article, "claims": claims, **fields})


def claim(**fields: Any) -> dict[str, Any]:
    return {"id": "p", "text": "Snow is white.", **fields}


def write(folder: Path, *rows: str | bytes, end: bytes = b"\n") -> Path:
    path = folder / "p.jsonl"
    path.write_bytes(b"".join((r.encode() if isinstance(r, str) else r) + end for r in rows))
    return path


def faults(path: Path) -> tuple[Fault, ...]:
    with pytest.raises(InputError) as caught:
        read_predictions(path, ARTICLES)
    return caught.value.faults


def only(path: Path) -> Fault:
    listed = faults(path)
    assert len(listed) == 1, listed
    return listed[0]


def test_file_that_holds_nothing_is_one_fault(tmp_path: Path) -> None:
    absent = only(tmp_path / "absent.jsonl")
    assert str(absent).startswith(f"{tmp_path / 'absent.jsonl'}: no such file")
    assert only(tmp_path).what == "cannot be read"
    assert only(write(tmp_path)).what == "empty file"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n", "\n \r\n"])
def test_line_endings_and_blank_lines_change_nothing(tmp_path: Path, end: str) -> None:
    path = write(tmp_path, end.join([row(claim()), row(claim(), article="second")]), end=b"")
    claims = (PredictedClaim(id="p", text="Snow is white."),)
    said = {name: Prediction(schema=1, article=name, claims=claims) for name in ("first", "second")}
    assert read_predictions(path, ARTICLES) == said


def test_line_over_the_limit_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_text, "MAX_LINE", 100)
    found = only(write(tmp_path, row(), row(article="second", meta={"pad": "x" * 100})))
    assert (found.where, found.what) == ("p.jsonl:2", "line too long")
    assert "100 bytes" in found.wanted


@pytest.mark.slow
def test_line_of_200_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    tracemalloc.start()
    try:
        found = only(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found.what == "line too long"
    assert peak < 2.5 * MAX_LINE  # the limit twice over, while the pieces are joined; never the 200 MB


NO_PREDICTIONS: list[tuple[str | bytes, str]] = [
    (b"\xef\xbb\xbf" + row().encode(), "byte order mark"),
    (row().encode().replace(b"first", b"\xff"), "invalid UTF-8 at byte 26"),  # after {"schema": 1, "article": "
    (row().encode().replace(b"first", b"f\xed\xa0\x80"), "invalid UTF-8 at byte 27"),  # a surrogate in raw bytes
    (row()[:-1], "invalid JSON"),
    (row("X").replace('"X"', "[" * 100_000), "invalid JSON: nested too deeply"),
    (row().replace("1", "1" * 5000), "invalid JSON"),
    (row(claim(text="\ud800")), "unpaired surrogate"),
    (row(meta={"\udc00": 1}), "unpaired surrogate"),
    (row().replace("{", '{"article": "first", '), "repeated key"),
    (row(meta={"a": {"b": 1, "d": 2}}).replace('"d"', '"b"'), "repeated key"),
    (row(claim(confidence=float("nan"))), "not a JSON number"),
    (row(meta={"x": float("inf")}), "not a JSON number"),
    (row(meta={"x": 8}).replace("8", "1e400"), "not a JSON number"),
    ("null", "wrong type"),
]


@pytest.mark.parametrize(("line", "what"), NO_PREDICTIONS, ids=map(str, range(len(NO_PREDICTIONS))))
def test_line_that_is_no_prediction_is_one_fault(tmp_path: Path, line: str | bytes, what: str) -> None:
    assert str(only(write(tmp_path, line))).startswith(f"p.jsonl:1: {what}")


def test_nesting_of_no_depth_escapes_as_another_error(tmp_path: Path) -> None:
    for depth in range(800, 1010):
        only(write(tmp_path, row("DEEP").replace('"DEEP"', "[" * depth + "]" * depth)))


CASES: list[tuple[dict[str, Any], str, str, str]] = [
    ({"text": 5}, ".text", "5", "string"),
    ({"commitment": "denies"}, ".commitment", '"denies"', "endorses"),
    ({"modality": "maybe"}, ".modality", '"maybe"', "probable"),
    ({"kind": 3}, ".kind", "3", "causal"),
    ({"checkable": "yes"}, ".checkable", '"yes"', "boolean"),
    ({"confidence": 1.5}, ".confidence", "1.5", "1"),
    ({"confidence": -0.5}, ".confidence", "-0.5", "0"),
    ({"citations": [None]}, ".citations[0]", "null", "string"),
    ({"spans": [{"start": -1, "end": 2}]}, ".spans[0].start", "-1", "0"),
    ({"spans": [{"start": 0}]}, ".spans[0]", "", "end"),
    ({"spans": [{"start": 0, "end": 4}, {"start": 4, "end": 4}]}, ".spans[1]", "4..4", "30"),
    ({"spans": [{"start": 5, "end": 4}]}, ".spans[0]", "5..4", "30"),
    ({"spans": [{"start": 0, "end": 31}]}, ".spans[0]", "0..31", "30"),
    ({"stances": [{"holder": "h", "target": "t", "polarity": "pro"}]}, ".stances[0].polarity", '"pro"', "favor"),
    ({"certainty": 1}, "", "certainty", "modality"),
]


@pytest.mark.parametrize(("fields", "place", "found", "wanted"), CASES)
def test_fault_names_line_claim_and_field(
    tmp_path: Path, fields: dict[str, Any], place: str, found: str, wanted: str
) -> None:
    fault = only(write(tmp_path, row(), row({"text": "x"}, claim(**fields), article="second")))
    assert (fault.where, fault.found) == (f"p.jsonl:2: claims[1] (p){place}", found)
    assert wanted in fault.wanted


def test_each_missing_field_is_told_once(tmp_path: Path) -> None:
    listed = faults(write(tmp_path, "{}"))
    assert len(set(listed)) == len(listed)
    assert all(name in " ".join(f.wanted for f in listed) for name in ("schema", "article", "claims"))


def test_null_in_an_optional_field_is_the_same_as_no_field(tmp_path: Path) -> None:
    optional = [name for name in PredictedClaim.__struct_fields__ if name not in ("text", "id")]
    path = write(tmp_path, row(claim(**dict.fromkeys(optional)), stances=None, meta=None))
    assert read_predictions(path, ARTICLES)["first"] == parse_prediction(row(claim()).encode(), ARTICLES[0], "x")


def test_faults_of_all_lines_come_at_once_in_order(tmp_path: Path) -> None:
    wrong = [claim(id=f"p{i}", **({"kind": i} if i in (2, 10) else {})) for i in range(12)]
    told = [
        ("p.jsonl:3: claims[2] (p2).kind", "2"),
        ("p.jsonl:3: claims[10] (p10).kind", "10"),
        ("p.jsonl:4: article", "sixth"),
        ("p.jsonl:5: article", "first"),
        ("p.jsonl:6: schema", "2"),
        ("p.jsonl:7: claims", "p"),
        ("p.jsonl:8", "stance"),
        ("p.jsonl:9", "NaN"),
    ]
    rows = [row(), "", row(*wrong, article="second"), row(article="sixth"), row(), row(article="third", schema=2)]
    rows += [row(claim(), claim(), article="fourth"), row(article="fifth", stance=[]), "NaN"]
    assert [(f.where, f.found) for f in faults(write(tmp_path, *rows))[:8]] == told


BAD, KIND = {"kind": "x"}, "claims[0] (p).kind: "
OUTSIDE, OFFSETS = {"spans": [{"start": 40, "end": 41}]}, "claims[0] (p).spans[0]: "
STANCE = {"holder": "h", "target": "t", "polarity": "pro"}
LONG = row(meta={"pad": "x" * 900})
HIDING: dict[str, tuple[list[str], list[str]]] = {
    "repeated article, offsets": ([row(), row(claim(**OUTSIDE))], ["2: article: ", f"2: {OFFSETS}"]),
    "first of two lines is faulty": ([row(claim(**BAD)), row()], [KIND, "2: article: repeated article"]),
    "unknown article, repeated id": ([row(claim(), claim(), article="sixth")], ["1: article: ", "1: claims: "]),
    "value, offsets": ([row(claim(**BAD, **OUTSIDE))], [KIND, OFFSETS]),
    "value, repeated id": ([row(claim(**BAD), claim())], [KIND, "1: claims: repeated claim id"]),
    "value, repeated key": ([row(claim(**BAD)).replace("{", '{"schema": 1, ', 1)], [KIND, "repeated key"]),
    "value, NaN": ([row(claim(**BAD, confidence=float("nan")))], [KIND, "not a JSON number"]),
    "value, surrogate": ([row(claim(**BAD, text="\ud800"))], [KIND, "unpaired surrogate"]),
    "two quotes": ([row(claim(quotes=[1, 2]))], [".quotes[0]: ", ".quotes[1]: "]),
    "two stances": ([row(claim(stances=[STANCE, STANCE]))], [".stances[0].polarity: ", ".stances[1].polarity: "]),
    "two offsets": ([row(claim(spans=[{"start": -1, "end": -1}]))], [".start: ", ".end: "]),
    "JSON, then too long": (["{]", LONG], ["1: invalid JSON", "2: line too long"]),
    "too long, then JSON": ([LONG, "{"], ["1: line too long", "2: invalid JSON"]),
    "byte order mark, then JSON": (["\ufeff" + row(), "{"], ["1: byte order mark", "2: invalid JSON"]),
}


@pytest.mark.parametrize("case", HIDING)
def test_no_fault_hides_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    monkeypatch.setattr(json_text, "MAX_LINE", 800)
    rows, told = HIDING[case]
    message = "\n".join(map(str, faults(write(tmp_path, *rows))))
    assert [part for part in told if part not in message] == []


def test_answer_for_another_article_is_a_fault() -> None:
    with pytest.raises(InputError, match="w: article: another article's answer; found second; wanted first"):
        parse_prediction(row(article="second").encode(), ARTICLES[0], "w")


FULL = """{"schema": 1, "article": "first", "stances": [{"holder": "a", "target": "b", "polarity": "neutral"}],
"meta": {"a": [null, 1, {"b": ""}]}, "claims": [{"id": "p", "text": "Snow\\nis “\\ud83d\\ude00”.", "quotes": ["", "x"],
"spans": [{"start": 0, "end": 30}], "holder": "a", "commitment": "endorses", "modality": "certain", "kind": "fact",
"checkable": false, "citations": ["A 2020"], "stances": [{"holder": "a", "target": "b", "polarity": "favor"}],
"confidence": 0.25, "meta": {}}, {"text": ""}]}"""


def test_everything_that_a_prediction_can_say_is_written_and_read_again(tmp_path: Path) -> None:
    read = read_predictions(write(tmp_path, FULL.replace("\n", ""), row(article="second")), ARTICLES)
    claim = read["first"].claims[0]
    assert None not in [getattr(claim, name) for name in claim.__struct_fields__]
    raw = write_lines(list(read.values()))
    assert [json.loads(line) for line in raw.splitlines()] == [json.loads(FULL), json.loads(row(article="second"))]
    assert read_predictions(write(tmp_path, raw, end=b""), ARTICLES) == read


@settings(deadline=None, derandomize=True, database=None)
@given(st.text(), st.text(), st.dictionaries(st.text(), st.text(), max_size=2))
def test_any_text_keeps_to_one_line_and_survives(text: str, holder: str, meta: dict[str, Any]) -> None:
    said = Prediction(schema=1, article="first", claims=(PredictedClaim(text=text, holder=holder, meta=meta),))
    raw = write_lines([said, said])
    assert raw.count(b"\n") == 2
    assert [parse_prediction(line, ARTICLES[0], "w") for line in raw.split(b"\n")[:-1]] == [said, said]


@pytest.mark.parametrize(
    ("fields", "stances", "layers"),
    [
        ({}, None, []),
        ({"spans": [], "quotes": [], "citations": [], "stances": []}, [], []),
        ({"checkable": False}, None, ["checkable"]),
        ({"holder": "author", "commitment": "reports"}, None, ["holder", "commitment", "joint"]),
        ({"quotes": ["x"], "citations": ["A"]}, None, ["spans", "citation"]),
        ({}, [{**STANCE, "polarity": "favor"}], ["stance.document"]),
        ({"stances": [{**STANCE, "polarity": "favor"}]}, None, ["stance.document", "stance.claim"]),
    ],
)
def test_layers_spoken_are_those_with_a_value(fields: dict[str, Any], stances: Any, layers: list[str]) -> None:
    said = parse_prediction(row(claim(), claim(id="q", **fields), stances=stances).encode(), ARTICLES[0], "w")
    assert layers_spoken([said]) == ("claims", *layers)
