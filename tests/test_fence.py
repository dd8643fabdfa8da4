"""Code that attacks: what it gets, which state it ends in, and that nothing is left of it.

Each attack is bounded in number and time by itself. Where it helps, the same attack is shown to work without the fence.
"""

import json
import os
import platform
import socket
import sys
import time
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from claimbench.corpus.corpus import Corpus
from claimbench.corpus.location import data_root
from claimbench.engines import process
from claimbench.engines.isolation import Isolation
from claimbench.leaderboard.score import Scorer
from claimbench.model.faults import InputError
from claimbench.submissions.opening import open_submission
from claimbench.submissions.runner import Answer, Runner, run
from claimbench.submissions.terms import Terms
from submitting import BOTH, ONE, TWO, article, texts, written
from test_commands import LOOP, command

FENCED = Terms(fence="bubblewrap")
UNFENCED = Terms(fence="process")
LIMITS = ("cgroup", "rlimit")


@pytest.fixture(autouse=True)
def _nothing_is_left() -> Iterator[None]:
    """The fence works here, and after the attack no process and no control group of it is there."""
    try:
        FENCED.isolation()
    except InputError as error:
        pytest.skip(str(error))
    yield
    for _ in range(100):
        left = [*_workers(), *Path("/sys/fs/cgroup").glob(f"**/claimbench-{os.getpid()}-*")]
        if not left:
            return
        time.sleep(0.02)
    pytest.fail(f"left behind: {left}")


def _workers() -> list[str]:
    """Processes of the fence that belong to this test process."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            words = (path / "cmdline").read_bytes().split(b"\0")
            parents = _ancestors(int(path.name))
        except OSError:
            continue
        if b"/submission" in words and os.getpid() in parents:
            found.append(f"{path.name} {words[0].decode()}")
    return found


def _ancestors(pid: int) -> list[int]:
    listed = []
    while pid > 1:
        pid = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
        listed.append(pid)
    return listed


def seen(answers: list[Answer]) -> list[Any]:
    """What an attacker reports, as JSON in the text of its only claim, for each article."""
    return [json.loads(text) for text in texts(answers)]


SEARCH = """
found = []
places = {places!r} + [str(p) for p in Path(__file__).parents] + sys.path
places += [str(Path(p) / ".." / name) for p in list(places) for name in ("annotations", "baselines", "_data", "seeds")]
for process in os.listdir("/proc"):
    if process.isdigit():
        places += [f"/proc/{{process}}/{{name}}" for name in ("root", "cwd", "fd")]
        try:
            found += ["environ"] * (b"open-sesame" in Path(f"/proc/{{process}}/environ").read_bytes())
        except OSError:
            pass
begin, count = time.monotonic(), 0
def walk(place):
    try:
        yield from os.walk(place)
    except RecursionError:  # somebody's folder is that deep
        pass
for place in dict.fromkeys(places):
    for folder, folders, files in walk(place):
        folders[:] = [f for f in folders if not (folder == "/" and f in ("proc", "sys"))]
        count += len(files)
        for name in files:
            if name in ("claims.jsonl", "adjudication.jsonl", "votes.jsonl") or "the-fallacy" in name:
                try:
                    (Path(folder) / name).read_bytes()
                    found.append(str(Path(folder) / name))
                except OSError:
                    pass
        if time.monotonic() - begin > {seconds} or count > 2_000_000:
            break
try:
    import claimbench
    found.append(claimbench.__file__)
except ImportError:
    pass
return [{{"text": json.dumps(list(dict.fromkeys(found))[:50])}}]
"""


def test_search_by_every_path_finds_no_gold(tmp_path: Path, shipped: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_SECRET", "open-sesame")
    root = data_root()
    package = Path(process.__file__).parents[1]
    places = [str(p) for p in (root, shipped.root, package, *package.parents, Path.home(), "/tmp", "/")]
    attack = written(tmp_path, SEARCH.format(places=places, seconds=20), timeout=60.0)
    assert seen(run(attack, [ONE], terms=FENCED)) == [[]]
    attack = written(tmp_path, SEARCH.format(places=[str(root / "annotations")], seconds=1))
    (found,) = seen(run(attack, [ONE], terms=UNFENCED))
    assert str(root / "annotations" / shipped.articles[0].id / "claims.jsonl") in found  # the search finds what it can


def test_class_from_the_current_folder_sees_its_modules_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("annotations/a/claims.jsonl", ".git/x", "build/board.json", ".env", "notes.txt", "pack/__init__.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    written(tmp_path, "return [{'text': json.dumps(sorted(os.listdir(HERE)))}]", heard=False)
    (tmp_path / "link.py").symlink_to("/etc/hosts")
    monkeypatch.chdir(tmp_path)
    loose = open_submission("extractor:Mine")
    assert seen(run(loose, [ONE], terms=FENCED)) == [["extractor.py", "pack"]]


def test_private_gold_that_would_be_seen_is_covered_up(tmp_path: Path) -> None:
    (tmp_path / "annotations" / "a").mkdir(parents=True)
    (tmp_path / "annotations" / "a" / "claims.jsonl").write_text("{}")
    body = "return [{'text': json.dumps(sorted(os.listdir(HERE / 'annotations')))}]"
    hidden = Terms(fence="bubblewrap", hidden=(tmp_path / "annotations",))
    assert seen(run(written(tmp_path, body), [ONE], terms=hidden)) == [[]]


def test_link_out_of_the_folder_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "gold").symlink_to(data_root() / "annotations")
    assert seen(
        run(written(tmp_path, "return [{'text': json.dumps((HERE / 'gold').exists())}]"), [ONE], terms=FENCED)
    ) == [False]


CONNECT = """
import socket
try:
    socket.create_connection(("127.0.0.1", {port}), timeout=2).close()
    said = "connected"
except OSError as error:
    said = "refused"
return [{{"text": json.dumps(said)}}]
"""


def test_network_is_there_only_where_both_sides_want_it(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        body = CONNECT.format(port=listener.getsockname()[1])
        assert seen(run(written(tmp_path, body), [ONE], terms=Terms(fence="bubblewrap", network=True))) == ["refused"]
        with pytest.raises(TimeoutError):
            listener.accept()
        wanting = written(tmp_path, body, network=True)
        (refused,) = run(wanting, [ONE], terms=FENCED)
        assert (refused.state, "--allow-network" in refused.message) == ("error", True)
        assert seen(run(wanting, [ONE], terms=Terms(fence="bubblewrap", network=True))) == ["connected"]


FORK = """
count = 0
for _ in range(1000):
    try:
        pid = os.fork()
    except OSError:
        break
    if not pid:
        time.sleep(5)
        os._exit(0)
    count += 1
return [{"text": json.dumps(count)}]
"""
ALLOCATE = """
held = []
for _ in range(64):
    held.append(b"x" * (64 << 20))
return [{"text": str(len(held))}]
"""


@pytest.fixture(params=LIMITS)
def limits(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Control groups, and rlimits as where there are none; each only where it holds."""
    isolation = Isolation("bubblewrap", request.param)
    if request.param == "cgroup" and FENCED.isolation().limits != "cgroup":
        pytest.skip(FENCED.isolation().why)
    monkeypatch.setattr(Terms, "isolation", lambda self: isolation)
    return str(request.param)


def test_thousand_forks_end_at_the_limit(tmp_path: Path, limits: str) -> None:
    (answer,) = run(written(tmp_path, FORK, processes=40), [ONE])
    assert answer.isolation == f"bubblewrap, {limits}"
    assert 20 <= int(texts([answer])[0]) <= 44


def test_more_memory_than_allowed_is_a_state_and_the_next_article_is_read(tmp_path: Path, limits: str) -> None:
    body = f'if article["article"] == "two":\n    return []\n{ALLOCATE}'
    first, second = run(written(tmp_path, body, memory=256), BOTH)
    assert (first.state, second.state) == ("out-of-memory", "empty")


def test_64_gigabytes_at_once_are_out_of_memory(tmp_path: Path, limits: str) -> None:
    (answer,) = run(written(tmp_path, "bytearray(64 << 30)\nreturn []", memory=256), [ONE])
    if answer.state == "empty":  # address space alone, never touched, costs nothing under control groups
        assert limits == "cgroup"
    else:
        assert answer.state == "out-of-memory"


WRITE = """
done = []
for place in {places!r}:
    try:
        Path(place).write_text("x")
        done.append(place)
    except OSError:
        pass
mine = Path(os.environ["TMPDIR"]) / "mine"
mine.write_text("x")
return [{{"text": json.dumps([done, mine.read_text()])}}]
"""


def test_only_the_temporary_folder_can_be_written_to(tmp_path: Path) -> None:
    root = data_root()
    outside = ["/submission/x", "/submission/extractor.py", "/usr/x", "/etc/x", "/x", "/claimbench/worker.py", "/bin/x"]
    outside += [str(root / "x"), str(Path.home() / "x"), str(tmp_path / "x"), "/proc/sys/kernel/core_pattern"]
    ((done, mine),) = seen(run(written(tmp_path, WRITE.format(places=outside)), [ONE], terms=FENCED))
    assert mine == "x"
    assert [place for place in done if not place.startswith("/tmp/")] == []  # in its own /tmp it may
    assert [place for place in outside if place.endswith("/x") and Path(place).exists()] == []


def test_temporary_folder_has_an_end(tmp_path: Path) -> None:
    body = "with open(os.environ['TMPDIR'] + '/big', 'wb') as big:\n    for _ in range(16):\n"
    body += "        big.write(b'x' * (64 << 20))\nreturn []"
    (answer,) = run(written(tmp_path, body), [ONE], terms=FENCED)
    assert answer.state == "error"
    assert "No space left" in answer.message or "File too large" in answer.message


@pytest.mark.parametrize("end", ["os.kill(os.getppid(), 9)", "os.kill(1, 9)", "os.kill(-1, 9)", "os.killpg(0, 9)"])
def test_killing_parents_and_everybody_reaches_nobody_outside(tmp_path: Path, end: str) -> None:
    body = f"try:\n    {end}\nexcept OSError:\n    pass\nreturn [{{'text': '1'}}]"
    first, second = run(
        written(tmp_path, f"if article['article'] == 'two':\n    return []\n{body}"), BOTH, terms=FENCED
    )
    assert first.state in ("ok", "error")
    assert second.state == "empty"


def test_worker_has_no_privileges_and_no_way_to_new_ones(tmp_path: Path) -> None:
    body = "said = dict(line.split(':', 1) for line in Path('/proc/self/status').read_text().splitlines())\n"
    body += "found = [said[k].split()[0] for k in ('CapEff', 'CapBnd', 'NoNewPrivs')]\n"
    body += "return [{'text': json.dumps([*found, os.getuid()])}]"
    (found,) = seen(run(written(tmp_path, body), [ONE], terms=FENCED))
    effective, bounding, no_new, user = found
    assert (int(effective, 16), no_new, user != 0) == (0, "1", True)
    assert int(bounding, 16) == 0 or os.geteuid() != 0  # in a user namespace they would be worth nothing outside


CALLS = """
import ctypes, errno, socket
libc = ctypes.CDLL(None, use_errno=True)
said = {}
def call(name, *arguments):
    ctypes.set_errno(0)
    result = libc.syscall(*arguments)
    said[name] = errno.errorcode.get(ctypes.get_errno(), "") if result < 0 else "done"
ptrace, keyctl, unshare, clone, io_uring = NUMBERS
call("trace the first process", ptrace, 16, 1, 0, 0)
call("join a keyring", keyctl, 1, 0)
call("new user name space", unshare, 0x10000000)
call("clone into one", clone, 0x10000000 | 17, 0, 0, 0, 0)
call("io_uring", io_uring, 8, 0)
try:
    socket.socket(40, socket.SOCK_STREAM)
    said["vsock"] = "done"
except OSError as error:
    said["vsock"] = errno.errorcode[error.errno]
socket.socket(socket.AF_INET, socket.SOCK_STREAM).close()
socket.socketpair()
return [{"text": json.dumps(said)}]
"""
NUMBERS = {"x86_64": (101, 250, 272, 56, 425), "aarch64": (117, 219, 97, 220, 425)}


def test_calls_that_reach_past_name_spaces_are_denied(tmp_path: Path) -> None:
    if platform.machine() not in NUMBERS:
        pytest.skip("no filter for this processor")
    body = CALLS.replace("NUMBERS", repr(NUMBERS[platform.machine()]))
    (said,) = seen(run(written(tmp_path, body), [ONE], terms=FENCED))
    assert said.pop("vsock") == "EAFNOSUPPORT"
    assert said == dict.fromkeys(said, "EPERM")
    assert len(said) == 5


def test_first_process_of_the_fence_is_out_of_reach(tmp_path: Path) -> None:
    body = "return [{'text': json.dumps(sorted(os.listdir('/proc/1')))}]"
    assert seen(run(written(tmp_path, body), [ONE], terms=FENCED)) == [[]]


def test_cover_is_not_led_elsewhere_by_links_of_the_submission(tmp_path: Path) -> None:
    (tmp_path / "target").mkdir()
    (tmp_path / "mine" / "lib" / "python3x" / "a-packages").mkdir(parents=True)
    (tmp_path / "mine" / "lib" / "python3x" / "a-packages" / "claimbench").symlink_to("../../../../target/planted")
    (tmp_path / "mine" / "__pycache__").symlink_to("../target")
    submission = written(tmp_path / "mine", "return []", heard=False)
    assert [a.state for a in run(submission, [ONE], terms=FENCED)] == ["empty"]
    assert list((tmp_path / "target").iterdir()) == []


def test_too_many_folders_to_cover_are_refused_at_once(tmp_path: Path) -> None:
    for number in range(500):
        (tmp_path / f"d{number}" / "__pycache__").mkdir(parents=True)
    (answer,) = run(written(tmp_path, "return []", heard=False), [ONE], terms=FENCED)
    assert (answer.state, "folders to cover up" in answer.message) == ("error", True)
    assert answer.seconds < 5


def test_program_of_the_user_is_shown_only_if_the_one_who_runs_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "deploy").write_text("#!/bin/sh\n# TOKEN=open-sesame\nexec python3 extract.py\n")
    (tmp_path / "bin" / "deploy").chmod(0o755)
    (tmp_path / "mine" / "v" / "bin").mkdir(parents=True)
    (tmp_path / "mine" / "v" / "bin" / "python3").symlink_to(os.path.realpath(sys.executable))
    (tmp_path / "mine" / "v" / "bin" / "linked").symlink_to(tmp_path / "bin" / "deploy")
    monkeypatch.setenv("PATH", f"{os.environ['PATH']}:{tmp_path / 'bin'}")
    for fields in ({"python": "v/bin/python3"}, {}):
        for name in ("deploy", "linked"):
            submission = command(tmp_path / "mine", LOOP + "answer(name)", name, **fields)
            (refused,) = run(submission, [ONE], terms=FENCED)
            assert refused.state == "error"
            assert "--allow-programs" in refused.message or "no such program" in refused.message
    allowed = command(tmp_path / "mine", LOOP + "answer(name)", "deploy")
    assert [a.state for a in run(allowed, [ONE], terms=Terms(fence="bubblewrap", programs=True))] == ["empty"]


def test_python_of_another_submission_is_not_shown(tmp_path: Path) -> None:
    other = tmp_path / "submissions" / "other" / ".venv"
    venv.create(other, symlinks=True, with_pip=False)
    (tmp_path / "mine").mkdir()
    submission = written(tmp_path / "mine", "return []", heard=False, python=str(other / "bin" / "python3"))
    (answer,) = run(submission, [ONE], terms=Terms(fence="bubblewrap", hidden=(tmp_path / "submissions",)))
    assert (answer.state, "cannot be shown" in answer.message) == ("error", True)


def test_options_of_the_fence_are_not_told(tmp_path: Path) -> None:
    body = "there = [p for p in Path('/proc').glob('[0-9]*/cmdline') if p.exists()]\n"
    body += "said = [path.read_bytes() for path in there]\n"
    body += f"return [{{'text': json.dumps([{str(tmp_path)!r}.encode() in line for line in said])}}]"
    (found,) = seen(run(written(tmp_path, body), [ONE], terms=FENCED))
    assert found
    assert not any(found)


ENDLESS = {
    "spins": "while True:\n    pass",
    "ignores SIGTERM": "signal.signal(signal.SIGTERM, signal.SIG_IGN)\ntime.sleep(60)",
    "stops itself": "os.kill(os.getpid(), signal.SIGSTOP)",
    "leaves its group": "if not os.fork():\n    os.setsid()\n    time.sleep(60)\ntime.sleep(60)",
    "floods its output": "for _ in range(10**9):\n    print('x' * 1000)",
    "floods its log": "while True:\n    os.write(2, b'x' * 65536)",
}


@pytest.mark.parametrize("body", ENDLESS.values(), ids=ENDLESS)
def test_what_never_answers_is_ended_in_time(tmp_path: Path, body: str) -> None:
    body = f"if article['article'] == 'two':\n    return []\n{body}"
    first, second = run(written(tmp_path, body, timeout=1.0), BOTH, terms=FENCED)
    assert (first.state, second.state) == ("timeout", "empty")
    assert first.seconds < 5
    assert len(first.log) <= 2000


FORGE = """
import gc
for number in range(3, 20):
    try:
        os.write(number, {line!r})
    except OSError:
        pass
return [{{"text": "x"}}]
"""


def test_line_for_another_article_is_no_answer_to_this_one(tmp_path: Path) -> None:
    line = b'{"schema": 1, "article": "two", "claims": []}\n'
    answers = run(written(tmp_path, FORGE.format(line=line)), BOTH, terms=FENCED)
    # the line for two is no answer to one; for two it is, as what the class says of two is its own business
    assert [answer.state for answer in answers] == ["invalid", "empty"]


def test_class_that_patches_the_scorer_changes_no_other_score(tmp_path: Path, shipped: Corpus) -> None:
    honest = open_submission(str(data_root() / "baselines" / "lead-sentences"))
    scorer = Scorer(shipped)
    alone = scorer.score(honest, run(honest, shipped.articles, terms=UNFENCED))
    patch = (
        "import importlib\nname = 'claimbench.model.counts'\nimportlib.import_module(name).Counts.f1 = 1.0\nreturn []"
    )
    attack = written(tmp_path, patch)
    assert [a.state for a in run(attack, shipped.articles, terms=FENCED)] == ["error"]  # there is no scorer to patch
    assert [a.state for a in run(attack, shipped.articles, terms=UNFENCED)] == ["empty"]  # there is, in its own process
    assert scorer.score(honest, run(honest, shipped.articles, terms=UNFENCED)) == alone


@pytest.mark.parametrize("name", ["\x1b[31mred", "<script>alert(1)</script>", "a\u202eb", "../up", "=1+1"])
def test_name_with_escapes_or_markup_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "submission.toml").write_text(
        f"name = {json.dumps(name)}\nversion = '1'\nkind = 'class'\nentry = 'a:B'\n"
    )
    with pytest.raises(InputError, match="name"):
        open_submission(str(tmp_path))


@pytest.mark.parametrize("python", ["~/bin/x", "/etc/passwd", "sub/bin/python"])
def test_interpreter_that_a_manifest_names_shows_no_folder_that_is_none(tmp_path: Path, python: str) -> None:
    (tmp_path / "sub" / "bin").mkdir(parents=True)
    (tmp_path / "sub" / "bin" / "python").symlink_to("/bin/sh")
    (tmp_path / "sub" / "pyvenv.cfg").write_text(f"home = {Path.home()}/bin\n")
    attack = written(tmp_path, "return []", python=python.replace("~", str(Path.home())))
    runner = Runner(attack, [ONE], FENCED)
    assert runner.answer(ONE).state == "error"
    source = runner._source
    shown = source.python.shown if getattr(source, "python", None) else ()
    assert not any(Path.home().is_relative_to(real) or real == Path("/etc") for real, _ in shown)


def test_fence_that_is_asked_for_and_missing_is_wrong_input(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(fence: str) -> Isolation:
        raise OSError("setting up uid map: Permission denied")

    monkeypatch.setattr("claimbench.submissions.terms.probe", broken)
    with pytest.raises(InputError, match="bubblewrap does not work here; found setting up uid map"):
        FENCED.isolation()


def test_without_the_fence_the_weaker_mode_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    from claimbench.engines.isolation import probe

    probe.cache_clear()
    try:
        isolation = Terms().isolation()
    finally:
        probe.cache_clear()
    assert isolation.fence == "process"
    assert str(isolation).startswith("process, ")


def test_five_seconds_of_silence_from_two_workers_do_not_mix(tmp_path: Path) -> None:
    """Two runners at one time: each keeps its own process and answers."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    a, b = (written(tmp_path / name, f"return [{{'text': '\"{name}\"'}}]") for name in "ab")
    with Runner(a, BOTH, FENCED) as one, Runner(b, BOTH, FENCED) as two:
        pairs = [(one.answer(x), two.answer(x)) for x in (ONE, TWO, article("three"))]
    assert [tuple(seen([p])[0] for p in pair) for pair in pairs] == [("a", "b")] * 3
