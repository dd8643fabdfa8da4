"""Folders that attack the one who runs them, outside of the fence: links, pipes, floods, odd names, instructions."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from claimbench.cli import main
from claimbench.corpus.corpus import Corpus
from claimbench.engines.interpreter import find_interpreter
from claimbench.engines.limits import Limits
from claimbench.leaderboard.session import entries, leaderboard
from claimbench.model.faults import InputError
from claimbench.submissions.environment import requirement_faults
from claimbench.submissions.examining import ERROR, look_over
from claimbench.submissions.opening import open_submission
from claimbench.submissions.runner import Answer, run
from claimbench.submissions.terms import Terms
from conftest import SMALL
from endpoint import Served, serve
from submitting import ONE
from test_commands import LOOP, command

SECRET = "open-sesame"
CORPUS = f"--corpus={SMALL}"


@pytest.fixture(autouse=True)
def _soon() -> Iterator[None]:
    """Whatever a folder is like, nothing takes long."""
    begin = time.monotonic()
    yield
    assert time.monotonic() - begin < 60


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    (tmp_path / "elsewhere").mkdir()
    path = tmp_path / "elsewhere" / "secret"
    path.write_text(f"{SECRET}\n")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine").mkdir()
    return tmp_path / "mine"


def manifest(folder: Path, text: str) -> None:
    (folder / "submission.toml").write_text(f'name = "mine"\nversion = "1"\n{text}\n')


def answer(folder: Path, **terms: Any) -> Answer:
    (only,) = run(open_submission(str(folder)), [ONE], terms=Terms(**terms))
    return only


# Pythons that a manifest names


def _link(folder: Path, to: str) -> str:
    (folder / "r").symlink_to(to)
    return "r/bin/python3"


def _home(folder: Path, home: str) -> str:
    (folder / "env" / "bin").mkdir(parents=True)
    (folder / "env" / "bin" / "python3").symlink_to(sys.executable)
    (folder / "env" / "pyvenv.cfg").write_text(f"home = {home}\n")
    return "env/bin/python3"


PYTHONS: dict[str, Callable[[Path], str]] = {
    "link to the root": lambda folder: _link(folder, "/"),
    "link to a home": lambda folder: _link(folder, str(Path.home())),
    "up and out": lambda folder: "../../../../../usr/bin/python3",
    "environment of the root": lambda folder: _home(folder, "/bin"),
    "environment of a home": lambda folder: _home(folder, f"{Path.home()}/bin"),
    "environment of here": lambda folder: _home(folder, "here/bin"),
    "spaces without end": lambda folder: _home(folder, "a" + " " * 50_000 + "b"),
    "a program of another sort": lambda folder: "/etc/passwd",
    "the process itself": lambda folder: "/proc/self/root/bin/python3",
    "where the process stands": lambda folder: f"/proc/self/cwd/{_home(folder, '/usr/bin')}",
}


@pytest.mark.parametrize("case", PYTHONS)
def test_python_of_a_manifest_shows_its_own_parts_and_nothing_else(
    folder: Path, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    found = find_interpreter(PYTHONS[case](folder), folder)
    shown = [real for real, _ in found.shown] if found else []
    known = {Path(sys.prefix), Path(sys.base_prefix), Path("/usr")}
    assert [real for real in shown if real.parent not in known] == []
    assert all(real.name in ("bin", "lib", "lib64", "include", "pyvenv.cfg") for real in shown)


# Instructions in disguise


@pytest.mark.parametrize("form", [["--submission", "mine"], ["--submission=mine"]], ids=["apart", "with ="])
def test_conftest_and_settings_of_a_submission_are_not_run_by_pytest(folder: Path, form: list[str]) -> None:
    manifest(folder, 'kind = "class"\nentry = "extractor:Mine"')
    (folder / "extractor.py").write_text("class Mine:\n    def extract(self, article):\n        return []\n")
    (folder / "conftest.py").write_text("from pathlib import Path\nPath('conftest-was-run').touch()\n")
    (folder / "pytest.ini").write_text("[pytest]\naddopts = --junitxml=settings-were-read\n")
    command = [sys.executable, "-m", "pytest", "--leaderboard", CORPUS, "-p", "no:cacheprovider", *form]
    done = subprocess.run(command, cwd=folder.parent, capture_output=True, text=True)
    assert not (folder.parent / "conftest-was-run").exists()
    assert not (folder.parent / "settings-were-read").exists()
    if "--submission" in form:
        assert "write --submission=" in done.stderr + done.stdout
    else:
        assert done.returncode == 0, done.stdout


REQUIREMENTS = {
    "encoding": b'# coding: utf-7\nsix; python_version < "2+ACI-+AAo-./evil+AAo-#"\n',
    "not ASCII": "six==1.16.0  # \u202e\n".encode(),
    "byte order mark": b"\xff\xfes\0i\0x\0",
    "archive": b"evil.zip\n",
    "wheel": b"evil-1.0-py3-none-any.whl\n",
    "variable": b'six; python_version < "${MY_SECRET}"\n',
    "option": b"--index-url http://127.0.0.1:1/simple\n",
    "file": b"-r other.txt\n",
    "continued": b"six \\\n--index-url=x\n",
}


@pytest.mark.parametrize("case", REQUIREMENTS)
def test_requirements_that_tell_pip_more_than_names_are_refused(folder: Path, case: str) -> None:
    (folder / "requirements.txt").write_bytes(REQUIREMENTS[case])
    assert requirement_faults(folder, "requirements.txt")


@pytest.mark.parametrize("name", ["venv.py", "pip.py", "sitecustomize.py"])
def test_module_beside_the_requirements_is_not_run(
    folder: Path, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (folder / name).write_text(f"open({str(tmp_path / 'was-run')!r}, 'w')\n")
    (folder / "requirements.txt").write_text("no-such-package-for-sure==1\n")
    manifest(folder, 'kind = "class"\nentry = "a:B"\nrequirements = "requirements.txt"')
    assert answer(folder, prepare=True).state == "error"
    assert not (tmp_path / "was-run").exists()


# Files that are none


def _to(path: str) -> Callable[[Path, str], None]:
    return lambda folder, name: (folder / name).symlink_to(path)


def _sparse(folder: Path, name: str) -> None:
    with (folder / name).open("wb") as stream:
        stream.truncate(1 << 40)


ODD: dict[str, Callable[[Path, str], Any]] = {
    "pipe": lambda folder, name: os.mkfifo(folder / name),
    "link to a secret": lambda folder, name: (folder / name).symlink_to(folder.parent / "elsewhere" / "secret"),
    "link without end": _to("/dev/zero"),
    "link to itself": lambda folder, name: (folder / name).symlink_to(name),
    "folder": lambda folder, name: (folder / name).mkdir(),
    "terabyte": _sparse,
}
USES = {
    "submission.toml": "",
    "p.jsonl": 'kind = "predictions"\nentry = "p.jsonl"',
    "p.md": 'kind = "llm"\n[llm]\nprompts = ["p.md"]\nmodel = "m"',
    "r.txt": 'kind = "class"\nentry = "a:B"\nrequirements = "r.txt"',
}


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("case", ODD)
def test_what_is_no_plain_file_is_neither_read_nor_waited_for(folder: Path, secret: Path, case: str, use: str) -> None:
    if use != "submission.toml":
        manifest(folder, USES[use])
    ODD[case](folder, use)
    told = []
    try:
        submission = open_submission(str(folder))
        told += [str(fault) for level, fault in look_over(submission, [ONE]) if level == ERROR]
        told.append(answer(folder, network=True, prepare=True).message)
    except InputError as error:
        told.append(str(error))
    assert told
    assert all(told)
    assert SECRET not in " ".join(told)


def test_tries_that_lead_elsewhere_are_not_followed(folder: Path, secret: Path) -> None:
    manifest(folder, 'kind = "class"\nentry = "extractor:Mine"')
    (folder / "extractor.py").write_text(
        "class Mine:\n    def extract(self, article):\n        return [{'text': article['text'][:50]}]\n"
    )
    (folder / "tries").symlink_to(secret.parent)
    assert open_submission(str(folder)).tries == 0
    assert main(["publish", str(folder), CORPUS]) == 2
    assert [path.name for path in secret.parent.iterdir()] == ["secret"]


def test_try_that_leads_to_another_submission_is_not_written_to(folder: Path, secret: Path) -> None:
    manifest(folder, 'kind = "class"\nentry = "extractor:Mine"')
    (folder / "extractor.py").write_text(
        "class Mine:\n    def extract(self, article):\n        return [{'text': 'x'}]\n"
    )
    (folder / "tries").mkdir()
    (folder / "tries" / "1").symlink_to(secret.parent)
    assert main(["publish", str(folder), CORPUS]) == 2
    assert [path.name for path in secret.parent.iterdir()] == ["secret"]


@pytest.mark.parametrize("command", ["score", "show", "validate", "run"])
def test_predictions_that_are_a_link_are_read_by_no_command(
    folder: Path, secret: Path, command: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    manifest(folder, USES["p.jsonl"])
    (folder / "p.jsonl").symlink_to(secret)
    more = ["-o", str(tmp_path / "out")] if command == "run" else []
    assert main([command, str(folder), CORPUS, *more]) in (1, 2)
    assert SECRET not in "".join(capsys.readouterr())


@pytest.mark.parametrize("name", ["1²", "01", "x1", "1.5", "٣"])
def test_folder_that_is_no_number_is_no_try(folder: Path, name: str) -> None:
    manifest(folder, 'kind = "class"\nentry = "extractor:Mine"')
    (folder / "tries" / name).mkdir(parents=True)
    assert open_submission(str(folder)).tries == 0


# Manifests


MANIFESTS = {
    "NUL in a command": 'kind = "command"\ncommand = ["sh", "a\\u0000b"]',
    "NUL in an entry": 'kind = "predictions"\nentry = "a\\u0000b"',
    "long entry": f'kind = "predictions"\nentry = "{"x" * 300}"',
    "deep parameters": 'kind = "llm"\n[llm]\nprompts = ["p"]\n[llm.parameters]\na = ' + "[" * 40 + "]" * 40,
    "date among parameters": 'kind = "llm"\n[llm]\nprompts = ["p"]\n[llm.parameters]\na = 2026-01-01',
    "another model": 'kind = "llm"\n[llm]\nprompts = ["p"]\n[llm.parameters]\nmodel = "dear"',
    "other messages": 'kind = "llm"\n[llm]\nprompts = ["p"]\n[llm.parameters]\nmessages = []',
    "many prompts": f'kind = "llm"\n[llm]\nprompts = {json.dumps(["p"] * 99)}',
    "much of it": 'kind = "class"\nentry = "a:B"\n' + "a.b.c = 1\n" * 5000,
    "name of an annotator": 'kind = "class"\nentry = "a:B"',
}


@pytest.mark.parametrize("case", MANIFESTS)
def test_manifest_that_asks_for_trouble_is_refused_in_words(folder: Path, case: str) -> None:
    manifest(folder, MANIFESTS[case])
    if case == "name of an annotator":
        path = folder / "submission.toml"
        path.write_text(path.read_text().replace('"mine"', '"Annotator-A"'))
    with pytest.raises(InputError):
        open_submission(str(folder))


@pytest.mark.parametrize("word", ["./" + "x" * 300, "x" * 300, "./loop"])
def test_program_that_cannot_be_is_said(folder: Path, word: str) -> None:
    (folder / "loop").symlink_to("loop")
    submission = command(folder, "", word)
    (found,) = run(submission, [ONE])
    assert (found.state, "no such program" in found.message) == ("error", True)


@pytest.mark.parametrize(
    "code", ["-" * 300_000 + "1", "a" + ".a" * 100_000, "if a:\n pass\n" + "elif a:\n pass\n" * 60_000]
)
def test_python_that_is_too_deep_to_look_at_is_no_crash(folder: Path, code: str) -> None:
    manifest(folder, 'kind = "class"\nentry = "extractor:Mine"')
    (folder / "extractor.py").write_text(code)
    assert look_over(open_submission(str(folder)), [ONE])


def test_manifest_gets_no_more_than_the_one_who_runs_it_allows() -> None:
    wanted = Limits(seconds=3600, memory=65536, processes=1024)
    most = Limits(seconds=10, memory=512, processes=50)
    assert Terms(most=most).bounded(wanted) == most
    assert Terms(most=most).bounded(Limits(seconds=5, memory=100, processes=9)) == Limits(
        seconds=5, memory=100, processes=9
    )
    assert Terms().bounded(wanted).memory <= 16 * 1024


# Answers


def test_error_that_cannot_be_written_does_not_take_the_board_from_the_others(folder: Path, small: Corpus) -> None:
    command(folder, LOOP + 'os.write(1, b\'{"error": "\\\\ud800 \\\\u001b[31m"}\\n\')')
    board, info = leaderboard(small, entries([str(folder)], small))
    row = next(row for row in board.rows if row.name == "mine")
    assert (row.state, row.scored) == ("error", False)
    assert [r.message for r in info.runs if r.submission == "mine"] == ["\\ud800 \x1b[31m"] * 2
    assert any(row.scored for row in board.rows)


def test_message_of_any_length_is_kept_short(folder: Path) -> None:
    command(folder, LOOP + "print(json.dumps({'error': 'x\\n' * 3_000_000}))", timeout=30.0)
    assert len(answer(folder).message) < 5000


@pytest.mark.parametrize(
    "claims", ['[{"text": "x"}] * 100_000', "[{}] * 100_000", '[{"text": "x", "quotes": ["e"] * 20_000}]']
)
def test_flood_of_claims_is_invalid_and_costs_little(folder: Path, claims: str) -> None:
    command(folder, LOOP + f"print(json.dumps({{'schema': 1, 'article': name, 'claims': {claims}}}))", timeout=30.0)
    found = answer(folder)
    assert found.state == "invalid"
    assert len(found.message) < 10_000


HUGE = {
    "an id": "[{'id': 'i' * 1_000_000, 'text': 'x', 'spans': [{'start': 5, 'end': 10**6}] * 90}]",
    "texts": "[{'text': 'ab ' * 2000}] * 400",
    "a text that unfolds": "[{'text': chr(0xFDFA) * 99_000}]",
    "quotes": "[{'text': 'x', 'quotes': ['e'] * 100}] * 499",
}


@pytest.mark.parametrize("case", HUGE)
def test_huge_parts_of_an_answer_cost_little(folder: Path, case: str, small: Corpus) -> None:
    command(folder, LOOP + f"print(json.dumps({{'schema': 1, 'article': name, 'claims': {HUGE[case]}}}))", timeout=30.0)
    begin = time.monotonic()
    board, _ = leaderboard(small, entries([str(folder)], small, others=False))
    assert time.monotonic() - begin < 30
    assert len(board.rows) == 1


def test_endpoint_that_drips_for_ever_is_left_at_the_deadline(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "p.md").write_text("$passage")
    manifest(folder, "timeout = 1.0\n" + USES["p.md"])
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        monkeypatch.setenv("OPENAI_BASE_URL", f"http://127.0.0.1:{listener.getsockname()[1]}/v1")
        stop = threading.Event()
        thread = threading.Thread(target=_drip, args=(listener, stop))
        thread.start()
        begin = time.monotonic()
        found = answer(folder, network=True)
        stop.set()
        thread.join()
    assert found.state == "timeout"
    assert time.monotonic() - begin < 5


def _drip(listener: socket.socket, stop: threading.Event) -> None:
    connection, _ = listener.accept()
    with connection:
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        while not stop.wait(0.1):
            try:
                connection.sendall(b"X-More: x\r\n")
            except OSError:
                return


def test_endpoint_that_says_odd_things_is_no_crash(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "p.md").write_text("$passage")
    manifest(folder, USES["p.md"])
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    served = Served()
    usage = {"prompt_tokens": 10**400, "completion_tokens": -5}
    message = {"content": "\ud800" + "```\n" * 40_000}
    served.reply = lambda body: {"model": "\ud800", "choices": [{"message": message}], "usage": usage}
    with serve(served):
        monkeypatch.setenv("OPENAI_BASE_URL", served.base_url)
        found = answer(folder, network=True)
    assert found.state == "invalid"
    assert found.usage is not None
    assert (found.usage.completion_tokens, found.usage.prompt_tokens) == (0, 10**12)
    assert repr(found).encode()


def test_nothing_that_a_terminal_obeys_is_printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hostile = "\x1b[31mRED\x9b31m\u202e"
    claims = [{"id": hostile, "text": hostile, "spans": [{"start": 5, "end": 10**6}]}]
    path = folder / "p.jsonl"
    path.write_text(json.dumps({"schema": 1, "article": "night-trains", "claims": claims}) + "\n")
    for arguments in (["validate"], ["score"], ["show"], ["validate", "--json"], ["score", "--json"]):
        main([*arguments, str(path), CORPUS])
        printed = "".join(capsys.readouterr())
        assert printed
        assert not {"\x1b", "\x9b", "\u202e"} & set(printed), arguments
