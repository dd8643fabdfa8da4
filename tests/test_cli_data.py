"""The commands about the data and the ruler: ``schema``, ``gold check``, ``gold export``, ``matcher check``."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas
import pytest
from jsonschema import Draft202012Validator

from claimbench.cli import main
from claimbench.corpus.corpus import Corpus
from conftest import SMALL

CORPUS = f"--corpus={SMALL}"
Claims = list[dict[str, Any]]
Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Cli:
    """Call a command in an empty folder: exit code, output, errors."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: (main(arguments), *capsys.readouterr())


@pytest.fixture
def damaged(tmp_path: Path) -> Callable[[Callable[[Claims], None]], str]:
    """Make a copy of the small corpus with a change to the claims of harbour-toll; the option that names it."""

    def make(change: Callable[[Claims], None]) -> str:
        copy = tmp_path / "copy"
        shutil.copytree(SMALL, copy)
        path = copy / "annotations/harbour-toll/claims.jsonl"
        claims = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        change(claims)
        path.write_text("".join(json.dumps(claim) + "\n" for claim in claims), "utf-8")
        return f"--corpus={copy}"

    return make


def test_schema_accepts_a_good_line_and_rejects_bad_ones(cli: Cli) -> None:
    code, out, err = cli("schema")
    assert (code, err) == (0, "")
    schema = json.loads(out)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    claim = {"text": "A.", "spans": [{"start": 0, "end": 2}], "holder": "author", "kind": "fact", "confidence": 0.5}
    stance = {"holder": "author", "target": "toll", "polarity": "favor"}
    good = {"schema": 1, "article": "harbour-toll", "claims": [claim], "stances": [stance]}
    assert validator.is_valid(good)
    bad = [
        good | {"schema": 2},
        {k: v for k, v in good.items() if k != "claims"},
        good | {"extra": 1},
        good | {"claims": [claim | {"kind": "rumour"}]},
        good | {"claims": [claim | {"spans": [{"start": -1, "end": 2}]}]},
        good | {"claims": [claim | {"confidence": 1.5}]},
        good | {"claims": [claim | {"text": None}]},
        good | {"stances": [stance | {"polarity": "pro"}]},
    ]
    assert [record for record in bad if validator.is_valid(record)] == []


@pytest.mark.parametrize("corpus", [[], [CORPUS]], ids=["shipped", "small"])
def test_gold_has_no_fault(cli: Cli, corpus: list[str]) -> None:
    code, out, err = cli("gold", "check", *corpus)
    assert (code, err, out.splitlines()[-1]) == (0, "", "OK")


def _shift_fragment(claims: Claims) -> None:
    claims[0]["mentions"][0]["fragments"][0]["start"] += 1


def _shift_citation(claims: Claims) -> None:
    claims[0]["citations"][0]["end"] += 1


def _unknown_holder(claims: Claims) -> None:
    claims[2]["holder"] = "nobody"


def _unknown_reporter(claims: Claims) -> None:
    claims[0]["reported_by"] = ["nobody"]


def _unknown_target(claims: Claims) -> None:
    claims[3]["stances"][0]["target"] = "nothing"


def _repeated_id(claims: Claims) -> None:
    claims[7]["id"] = claims[6]["id"]


def _circle(claims: Claims) -> None:
    claims[5]["part_of"] = claims[3]["id"]  # which is a part of this one


def _no_counter(claims: Claims) -> None:
    claims[1]["counter"] = None


def _near_miss_is_a_claim(claims: Claims) -> None:
    claims[0]["near_misses"][1]["text"] = claims[7]["text"]


def _shared_wording(claims: Claims) -> None:
    claims[7]["wordings"][2]["text"] = claims[0]["wordings"][0]["text"].upper().replace(".", "!")


DAMAGE = [
    (_shift_fragment, 1, r"p01c01: mentions\[0\]\.fragments\[0\]: quote is not the text"),
    (_shift_citation, 1, r"p01c01: citations\[0\]"),
    (_unknown_holder, 3, "p01c03: holder: .*nobody"),
    (_unknown_reporter, 1, "p01c01: reported_by: .*nobody"),
    (_unknown_target, 4, r"p02c01: stances\[0\]\.target: .*nothing"),
    (_repeated_id, 8, "p02c04: .*repeated id"),
    (_circle, 6, "p02c03: part_of: a circle"),
    (_no_counter, 2, "p01c02: counter"),
    (_near_miss_is_a_claim, 1, r"p01c01: .*(near_misses\[1\]|n2).*p03c01"),
    (_shared_wording, 8, "p03c01: .*(wording|sentence).*p01c01"),
]


@pytest.mark.parametrize(("change", "line", "field"), DAMAGE, ids=[change.__name__[1:] for change, *_ in DAMAGE])
def test_gold_check_names_file_line_and_field_of_a_fault(
    cli: Cli, damaged: Callable[..., str], change: Callable[[Claims], None], line: int, field: str
) -> None:
    code, out, err = cli("gold", "check", damaged(change))
    assert (code, err) == (1, "")
    errors = [text for text in out.splitlines() if text.startswith("ERROR ")]
    assert out.splitlines()[-1] == f"{len(errors)} faults"
    assert "night-trains/" not in "".join(errors)
    place = rf"ERROR harbour-toll/claims\.jsonl:{line}: {field}"
    assert [text for text in errors if re.match(place, text)], "\n".join(errors)


def test_every_fault_of_the_gold_is_listed_at_once(cli: Cli, damaged: Callable[..., str]) -> None:
    def change(claims: Claims) -> None:
        _shift_fragment(claims)
        _unknown_holder(claims)
        _no_counter(claims)

    code, out, _ = cli("gold", "check", damaged(change), "--json")
    assert (code, len(json.loads(out)["faults"])) == (1, 3)


def test_gold_that_is_no_record_is_wrong_input(cli: Cli, damaged: Callable[..., str]) -> None:
    def change(claims: Claims) -> None:
        del claims[1]["holder"]
        claims[4]["kind"] = "rumour"

    code, out, err = cli("gold", "check", damaged(change))
    assert (code, out, len(err.splitlines())) == (2, "", 2)
    assert re.search(r"harbour-toll/claims\.jsonl:2: missing field.*holder", err)
    assert re.search(r"harbour-toll/claims\.jsonl:5: kind: .*rumour", err)


@pytest.mark.parametrize("command", [["gold", "check"], ["matcher", "check"], ["score", "x.jsonl"]])
def test_text_with_a_changed_byte_is_refused(cli: Cli, damaged: Callable[..., str], command: list[str]) -> None:
    option = damaged(lambda claims: None)
    path = Path(option.partition("=")[2]) / "seeds/night-trains.txt"
    path.write_bytes(path.read_bytes().replace(b"October", b"october", 1))
    code, out, err = cli(*command, option)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert "seeds/night-trains.txt: not the text that was annotated" in err


def test_matcher_check_counts_every_wording_and_near_miss(cli: Cli, small: Corpus) -> None:
    code, out, err = cli("matcher", "check", CORPUS, "--json")
    assert (code, err.count("measuring lexical-3@0.40")) == (0, len(small.golds))
    checks = json.loads(out)
    for gold in small.golds:
        parts = {part["paragraphs"]: part for part in checks[gold.article.id]["sentences"]}
        assert set(parts) == {"all", "odd", "even"}
        found, misses = parts["all"]["wordings"], parts["all"]["near_misses"]
        assert found["n"] == sum(len(claim.wordings) for claim in gold.claims)
        assert found["n"] == parts["odd"]["wordings"]["n"] + parts["even"]["wordings"]["n"]
        assert found["n"] - found["right"] == len(found["examples"])
        assert sum(misses["n"].values()) == sum(len(claim.near_misses) for claim in gold.claims)
        assert sum(misses["accepted"].values()) == len(misses["examples"])


def test_matcher_check_prints_as_many_examples_as_asked_for(cli: Cli) -> None:
    plain = cli("matcher", "check", CORPUS)[1].splitlines()
    more = cli("matcher", "check", CORPUS, "--examples", "2")[1].splitlines()
    added = [line for line in more if line not in plain]
    assert len(added) == 4  # two an article
    assert all(" -> " in line for line in added)


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("gold.parquet", pandas.read_parquet),
        ("gold.csv", pandas.read_csv),
        ("gold.jsonl", lambda path: pandas.read_json(path, lines=True)),
    ],
)
def test_export_writes_one_row_a_claim(
    cli: Cli, small: Corpus, name: str, read: Callable[[str], pandas.DataFrame]
) -> None:
    code, out, _ = cli("gold", "export", CORPUS, "-o", f"new/{name}")
    assert (code, out) == (0, f"12 claims written to new/{name}\n")
    table = read(f"new/{name}")
    rows = [(g.article.id, c.id, c.text, c.status) for g in small.golds for c in g.claims]
    assert [tuple(row) for row in table[["article", "id", "text", "status"]].to_numpy()] == rows


@pytest.mark.parametrize("name", ["gold.parquet", "gold.csv", "gold.jsonl"])
def test_export_shows_no_progress_where_there_is_no_terminal(cli: Cli, name: str) -> None:
    assert cli("gold", "export", CORPUS, "-o", name, "--json")[2] == ""


@pytest.mark.parametrize("name", ["gold.xlsx", "gold", "file/gold.csv", "file/gold.jsonl", "file/gold.parquet"])
def test_export_refuses_what_it_cannot_write(cli: Cli, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    code, out, err = cli("gold", "export", CORPUS, "-o", name)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert err.startswith("claimbench: ")
