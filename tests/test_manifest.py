import json
from pathlib import Path

import pytest

from claimbench.model.faults import Fault, InputError
from claimbench.submissions.manifest import Chat, Manifest, Price
from claimbench.submissions.opening import Submission, open_submission

PLAIN = {"name": '"mine"', "version": '"1"', "kind": '"class"', "entry": '"extractor:Mine"'}


def write(folder: Path, **fields: str | None) -> str:
    """A folder ``sub`` whose manifest has the given fields, in TOML; None leaves one out."""
    home = folder / "sub"
    home.mkdir(exist_ok=True)
    rows = [f"{key} = {value}\n" for key, value in {**PLAIN, **fields}.items() if value is not None]
    (home / "submission.toml").write_text("".join(rows), "utf-8")
    return str(home)


def faults(spec: str) -> tuple[Fault, ...]:
    with pytest.raises(InputError) as caught:
        open_submission(spec)
    return caught.value.faults


def test_folder_with_a_class_has_the_defaults_of_the_format(tmp_path: Path) -> None:
    opened = open_submission(write(tmp_path))
    assert opened.manifest == Manifest(
        name="mine",
        version="1",
        kind="class",
        entry="extractor:Mine",
        authors=(),
        description="",
        python="",
        layers=(),
        trained_on="not stated",
        gold_seen=(),
        timeout=60.0,
    )
    assert (opened.name, opened.folder) == ("mine", (tmp_path / "sub").resolve())
    assert (opened.predictions, opened.whole, opened.installed, opened.tries) == (None, True, False, 0)


def test_every_field_is_read(tmp_path: Path) -> None:
    more = {"authors": '["A", "Ö"]', "description": '"d"', "python": '"/opt/python"', "trained_on": '"news"'}
    lists = {"layers": '["claims", "stance.claim"]', "gold_seen": '["a"]', "timeout": "3"}
    opened = open_submission(write(tmp_path, **more, **lists))
    assert (opened.manifest.authors, opened.manifest.description) == (("A", "Ö"), "d")
    assert (opened.manifest.python, opened.manifest.trained_on) == ("/opt/python", "news")
    assert (opened.manifest.layers, opened.manifest.gold_seen) == (("claims", "stance.claim"), ("a",))
    assert opened.manifest.timeout == 3.0


def test_folder_with_a_file_leads_to_the_file_in_it(tmp_path: Path) -> None:
    opened = open_submission(write(tmp_path, kind='"predictions"', entry='"p.jsonl"'))
    assert opened.predictions == (tmp_path / "sub").resolve() / "p.jsonl"


@pytest.mark.parametrize(("file", "name"), [("my run 2.jsonl", "my-run-2"), ("_ä_.jsonl", "predictions")])
def test_bare_file_is_a_submission_named_after_it(tmp_path: Path, file: str, name: str) -> None:
    (tmp_path / file).touch()
    opened = open_submission(str(tmp_path / file), ["claims", "spans"])
    assert (opened.name, opened.manifest.kind, opened.manifest.layers) == (name, "predictions", ("claims", "spans"))
    assert opened.predictions == tmp_path / file


def test_bare_class_is_a_submission_of_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    manifest = Manifest(name="Mine", version="-", kind="class", entry="pack.mod:Mine", layers=("kind",))
    assert open_submission("pack.mod:Mine", ["kind"]) == Submission(manifest, Path.cwd(), whole=False)


def test_folder_without_a_manifest_is_a_fault(tmp_path: Path) -> None:
    (only,) = faults(str(tmp_path))
    assert (only.where, only.what) == (str(tmp_path), "a submission folder without a manifest")
    assert only.wanted == "submission.toml"


@pytest.mark.parametrize("spec", ["nowhere", "nowhere/p.jsonl", "module:", ":Class", "module:Class:x", "a/b:C", "m:9"])
def test_what_is_none_of_the_three_forms_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spec: str) -> None:
    monkeypatch.chdir(tmp_path)
    (only,) = faults(spec)
    assert only.where == spec
    assert "submission.toml" in only.wanted


def test_unknown_layer_on_the_command_line_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "p.jsonl").touch()
    with pytest.raises(InputError, match="--layers: unknown layer; found sense, nonsense; wanted claims, spans"):
        open_submission(str(tmp_path / "p.jsonl"), ["sense", "claims", "nonsense"])


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"name = ", id="no value"),
        pytest.param(b"[name", id="open table"),
        pytest.param(b'name = "\xff"', id="not UTF-8"),
        pytest.param(b'\xef\xbb\xbfname = "x"', id="byte order mark"),
        pytest.param(b"a = 1\na = 2", id="repeated key"),
        pytest.param(b"a = " + b"[" * 5000 + b"]" * 5000, id="nested too deeply"),
        pytest.param(b"a = " + b"1" * 5000, id="number too long"),
    ],
)
def test_file_that_is_not_toml_is_one_fault(tmp_path: Path, content: bytes) -> None:
    home = Path(write(tmp_path))
    (home / "submission.toml").write_bytes(content)
    (only,) = faults(str(home))
    assert str(only).startswith("sub/submission.toml: invalid TOML")


@pytest.mark.parametrize(
    ("field", "value", "found", "wanted"),
    [
        ("colour", '"red"', "colour", "timeout"),
        ("kind", '"classes"', '"classes"', "predictions"),
        ("layers", '["claims", "sense"]', "sense", "stance.claim"),
        ("layers", '"claims"', '"claims"', "array"),
        ("gold_seen", "[1]", "1", "string"),
        ("version", "1", "1", "string"),
        ("version", "2024-05-01", "2024-05-01", "string"),
        ("name", '""', '""', "A-Z"),
        ("name", '"two words"', '"two words"', "A-Z"),
        ("name", '"two\\nlines"', "lines", "A-Z"),
        ("name", '"line\\n"', "line", "A-Z"),
        ("name", '"-x"', '"-x"', "A-Z"),
        ("timeout", "0", "0", "0"),
        ("timeout", "3601", "3601", "3600"),
        ("timeout", "nan", "", ""),
        ("timeout", '"60"', '"60"', "number"),
        ("entry", '"extractor"', "extractor", "extractor:MyExtractor"),
        ("entry", '"extractor:"', "extractor:", "extractor:MyExtractor"),
        ("entry", '"../extractor:Mine"', "../extractor:Mine", "extractor:MyExtractor"),
        ("entry", '"..extractor:Mine"', "..extractor:Mine", "extractor:MyExtractor"),
        ("entry", '"extractor:Mine\\n"', "extractor:Mine", "extractor:MyExtractor"),
    ],
)
def test_wrong_value_is_one_fault_with_its_field(
    tmp_path: Path, field: str, value: str, found: str, wanted: str
) -> None:
    (only,) = faults(write(tmp_path, **{field: value}))
    assert only.where.startswith("sub/submission.toml")
    assert field in str(only)
    assert found in only.found
    assert wanted in only.wanted


@pytest.mark.parametrize("entry", ["../p.jsonl", "/etc/hosts", "deeper/p.jsonl", "..", ".", ""])
def test_predictions_file_outside_the_folder_is_a_fault(tmp_path: Path, entry: str) -> None:
    (only,) = faults(write(tmp_path, kind='"predictions"', entry=f'"{entry}"'))
    assert (only.where, only.found) == ("sub/submission.toml: entry", entry)


def test_each_missing_field_is_told_once(tmp_path: Path) -> None:
    listed = faults(write(tmp_path, **dict.fromkeys(PLAIN)))
    assert len(set(listed)) == len(listed)
    assert sorted(f.wanted for f in listed) == ["kind", "name", "version"]  # what else is needed depends on the kind


@pytest.mark.parametrize(
    ("kind", "needed"), [("class", "entry"), ("predictions", "entry"), ("command", "command"), ("llm", "llm")]
)
def test_what_a_kind_needs_is_told_if_it_is_missing(tmp_path: Path, kind: str, needed: str) -> None:
    (only,) = faults(write(tmp_path, kind=f'"{kind}"', entry=None))
    assert only.wanted == f"{needed}, as kind is {kind}"


def test_what_belongs_to_another_kind_is_a_fault(tmp_path: Path) -> None:
    (only,) = faults(write(tmp_path, command='["node", "extract.js"]'))
    assert (only.where, only.wanted) == ("sub/submission.toml: command", "only for command")


def test_table_of_a_chat_is_read_and_its_prompts_stay_in_the_folder(tmp_path: Path) -> None:
    chat = '{prompts = ["a.md", "b.md"], model = "m", price = {input = 2}, parameters = {temperature = 0, seed = 7}}'
    opened = open_submission(write(tmp_path, kind='"llm"', entry=None, llm=chat))
    assert opened.manifest.llm == Chat(
        prompts=("a.md", "b.md"), model="m", price=Price(input=2), parameters={"temperature": 0, "seed": 7}
    )
    (only,) = faults(write(tmp_path, kind='"llm"', entry=None, llm=chat.replace("b.md", "../b.md")))
    assert (only.where, only.found) == ("sub/submission.toml: llm.prompts", "../b.md")


def test_interpreter_and_requirements_exclude_each_other(tmp_path: Path) -> None:
    (only,) = faults(write(tmp_path, python='"python3"', requirements='"requirements.txt"'))
    assert (only.where, only.what) == ("sub/submission.toml: requirements", "beside python")


class _Point:
    """An entry point of an installed package."""

    name, value, dist = "offered", "json.decoder:JSONDecoder", None


def test_installed_package_offers_an_extractor_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "claimbench.submissions.opening.entry_points", lambda group, name: [_Point] * (name == "offered")
    )
    opened = open_submission("offered")
    assert (opened.name, opened.manifest.entry) == ("offered", "json.decoder:JSONDecoder")
    assert (opened.installed, opened.folder) == (True, Path(json.__file__).parent.resolve())
    assert "installed extractor" in faults("not-offered")[0].what


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"kind": '"x"', "name": '""', "timeout": "0", "colour": "1"}, ["kind", "name", "timeout", "colour"]),
        ({"layers": '["x", "claims", "y"]', "entry": '"z"'}, ["found x", "found y", "found z"]),
        ({"kind": '"x"', "layers": '["y"]'}, ['found "x"', "found y"]),
        ({"colour": "1", "entry": '"z"'}, ["found colour", "found z"]),
        ({"authors": '[1, "A", 2]'}, ["authors[0]", "authors[2]"]),
    ],
)
def test_all_faults_come_at_once(tmp_path: Path, fields: dict[str, str], told: list[str]) -> None:
    message = "\n".join(map(str, faults(write(tmp_path, **fields))))
    assert [part for part in told if part not in message] == []


def test_fault_in_the_current_folder_does_not_name_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write(tmp_path, kind='"x"'))
    (only,) = faults(".")
    assert only.where in ("submission.toml: kind", "sub/submission.toml: kind")
