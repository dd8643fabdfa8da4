import json
import os
import select
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from claimbench.engines import process
from claimbench.model.faults import InputError
from claimbench.model.gold import Stance
from claimbench.model.prediction import PredictedClaim, PredictedSpan, Prediction
from claimbench.submissions.opening import open_submission
from claimbench.submissions.runner import Answer
from claimbench.submissions.runner import run as run_on_terms
from claimbench.submissions.terms import Terms
from submitting import BOTH, LOADS, ONE, TEXT, article, pipe, texts, written

run = run_on_terms


@pytest.fixture(params=["bubblewrap", "process"], autouse=True)
def terms(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything here holds in either fence."""
    try:
        Terms(fence=request.param).isolation()
    except InputError as error:
        pytest.skip(str(error))
    monkeypatch.setattr(f"{__name__}.run", lambda *given: run_on_terms(*given, terms=Terms(fence=request.param)))


@pytest.fixture
def pulse(tmp_path: Path) -> Iterator[Callable[[], bytes]]:
    """A pipe at ``tmp_path/pulse``; gives what was written to it as soon as no process holds it open any more."""
    heard = pipe(tmp_path, "pulse")

    def ended() -> bytes:
        said = b""
        while select.select([heard], [], [], 5)[0]:
            if not (chunk := os.read(heard, 100)):
                return said
            said += chunk
        return b"a process is still alive"

    yield ended
    os.close(heard)


def test_claims_of_an_extractor_are_its_answer(tmp_path: Path) -> None:
    body = 'return [{"text": article["text"], "spans": [{"start": 18, "end": 35}], "checkable": True}, {"text": "b"}]'
    seen: list[Answer] = []
    answers = run(written(tmp_path, body), BOTH, seen.append)
    claims = (PredictedClaim(text=TEXT, spans=(PredictedSpan(18, 35),), checkable=True), PredictedClaim(text="b"))
    said = [Prediction(schema=1, article=name, claims=claims) for name in ("one", "two")]
    assert [answer.prediction for answer in answers] == said
    assert [(a.article, a.state, a.message) for a in seen] == [("one", "ok", ""), ("two", "ok", "")]
    assert all(0 < answer.seconds < 20 for answer in answers)


def test_answer_without_claims_is_empty_and_may_hold_stances(tmp_path: Path) -> None:
    stances = '[{"holder": "author", "target": "snow", "polarity": "favor"}]'
    body = f'return [] if article["article"] == "one" else {{"claims": (), "stances": {stances}, "meta": {{"a": 1}}}}'
    answers = run(written(tmp_path, body), BOTH)
    assert [answer.state for answer in answers] == ["empty", "empty"]
    assert answers[0].prediction == Prediction(schema=1, article="one", claims=())
    said = (Stance(holder="author", target="snow", polarity="favor"),)
    assert answers[1].prediction == Prediction(schema=1, article="two", claims=(), stances=said, meta={"a": 1})


NEST = "sys.setrecursionlimit(9000)\nvalue = []\nfor _ in range(3000):\n    value = [value]\n"
FAILURES: dict[str, tuple[str, str, str]] = {
    "returns nothing": ("pass", "error", "NoneType"),
    "returns a generator": ("return (c for c in [])", "error", "generator"),
    "dictionary without claims": ('return {"stances": []}', "error", "NoneType"),
    "raises": ('raise ValueError("on purpose")', "error", "ValueError: on purpose"),
    "raises what cannot be said": ('raise ValueError("\\ud800")', "error", "ValueError"),
    "raises what cannot be printed": ('raise type("E", (Exception,), {"__str__": lambda e: 1 / 0})()', "error", ""),
    "sys.exit": ("sys.exit(3)", "error", "SystemExit: 3"),
    "os._exit": ("os._exit(7)", "error", "exit code 7"),
    "kills itself": ("os.kill(os.getpid(), signal.SIGKILL)", "error", "signal 9"),
    "reads its input": ("input()", "error", "EOFError"),
    "unserialisable": ('return [{"text": "x", "meta": {"a": {1}}}]', "error", "set"),
    "not a number": ('return [{"text": "x", "confidence": float("nan")}]', "invalid", "NaN"),
    "infinity in meta": ('return {"claims": [], "meta": {"a": float("inf")}}', "invalid", "Infinity"),
    "offsets outside": ('return [{"text": "x", "spans": [{"start": 0, "end": 36}]}]', "invalid", "0..36"),
    "unknown field": ('return [{"text": "x", "certainty": 1}]', "invalid", "certainty"),
    "no objects": ('return ["x"]', "invalid", "claims[0]"),
    "unpaired surrogate": ('return [{"text": "\\ud800"}]', "invalid", "surrogate"),
    "another article": ('return {"article": "three", "claims": []}', "invalid", "three"),
    "nested too deeply": (f"{NEST}return {{'claims': [], 'meta': {{'a': value}}}}", "invalid", ""),
}


@pytest.mark.parametrize("case", FAILURES)
def test_failure_is_a_state_with_a_message_and_every_article_keeps_its_answer(tmp_path: Path, case: str) -> None:
    body, state, message = FAILURES[case]
    answers = run(written(tmp_path, body), BOTH)
    assert [(a.article, a.state, a.prediction) for a in answers] == [("one", state, None), ("two", state, None)]
    for answer in answers:
        assert message in answer.message
        assert answer.message.encode("utf-8")  # goes into files in UTF-8


def test_answer_over_the_limit_is_invalid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "MAX_LINE", 1000)
    answers = run(written(tmp_path, 'return [{"text": "x" * (5000 if article["article"] == "one" else 5)}]'), BOTH)
    assert [answer.state for answer in answers] == ["invalid", "ok"]
    assert "1,000 bytes" in answers[0].message


UNLOADABLE: dict[str, tuple[dict[str, str], str]] = {
    "class missing": ({"entry": "extractor:Yours"}, "Yours"),
    "module missing": ({"entry": "elsewhere:Mine"}, "elsewhere"),
    "syntax error": ({"top": "def"}, "SyntaxError"),
    "setup raises": ({"setup": "raise OSError('no model')"}, "no model"),
    "exits": ({"top": "sys.exit(4)"}, "SystemExit: 4"),
    "dies": ({"top": "os._exit(4)"}, "exit code 4"),
    "no interpreter": ({"python": "/nowhere/python"}, "/nowhere/python"),
    "interpreter fails": ({"python": "false"}, "exit code 1"),
}


@pytest.mark.parametrize("case", UNLOADABLE)
def test_class_that_cannot_be_loaded_is_an_error_on_every_article_and_not_tried_again(
    tmp_path: Path, case: str
) -> None:
    fields, message = UNLOADABLE[case]
    answers = run(written(tmp_path, "return []", **fields), BOTH)
    assert [(answer.article, answer.state) for answer in answers] == [("one", "error"), ("two", "error")]
    assert all(message in answer.message for answer in answers)
    assert len(os.read(LOADS[tmp_path], 100)) <= 1


def test_prints_and_traceback_go_to_the_log_and_not_into_the_protocol(tmp_path: Path) -> None:
    body = 'print("{}")\nprint("to stderr", file=sys.stderr)\nos.write(1, b"raw\\n")\nsubprocess.run(["echo", "child"])'
    body += '\nif article["article"] == "two":\n    raise ValueError("on purpose")\nreturn [{"text": "x"}]'
    first, second = run(written(tmp_path, body, top='print("loading")'), BOTH)
    assert texts([first]) == ["x"]
    assert set(first.log.split("\n")) == {"loading", "{}", "to stderr", "raw", "child", ""}
    assert (second.state, "{}" in second.log, "extractor.py" in second.log) == ("error", True, True)


HANG = """if article["article"] == "one":
    held = (HERE / "pulse").open("wb", 0)
    held.write(b"up")
    time.sleep(60)
return []"""


@pytest.mark.parametrize("top", ["", "signal.signal(signal.SIGTERM, signal.SIG_IGN)"], ids=["plain", "ignores SIGTERM"])
def test_extractor_that_never_ends_is_killed_and_answers_for_the_next(
    tmp_path: Path, pulse: Callable[[], bytes], top: str
) -> None:
    answers = run(written(tmp_path, HANG, top, timeout=1.0), BOTH)
    assert [answer.state for answer in answers] == ["timeout", "empty"]
    assert "1 s" in answers[0].message
    assert 1 <= answers[0].seconds < 5
    assert pulse() == b"up"


@pytest.mark.parametrize("end", ["return []", "os._exit(1)"])
def test_child_does_not_outlive_the_run(tmp_path: Path, pulse: Callable[[], bytes], end: str) -> None:
    child = 'held = (HERE / "pulse").open("wb", 0)\nheld.write(b"up")\nsubprocess.Popen(["sleep", "60"], stdout=held)\n'
    run(written(tmp_path, child + end), [ONE])
    assert pulse() == b"up"


def test_worker_that_dies_is_started_again_for_the_next_article(tmp_path: Path) -> None:
    body = 'if article["article"] == "one":\n    os._exit(1)\nreturn [{"text": "alive"}]'
    first, second = run(written(tmp_path, body), BOTH)
    assert first.state == "error"
    assert texts([second]) == ["alive"]


def told(folder: Path, expression: str, **more: str) -> list[Any]:
    """What the worker says that an expression is worth, once for each of two articles."""
    body = f'return [{{"text": json.dumps({expression})}}]'
    return [json.loads(text) for text in texts(run(written(folder, body, **more), BOTH))]


def test_extractor_is_given_the_article_and_nothing_else(tmp_path: Path) -> None:
    given = {"schema": 1, "article": "one", "title": "Colours", "text": TEXT, "body": {"start": 0, "end": 35}}
    paragraphs = [{"start": 0, "end": 16}, {"start": 18, "end": 35}]
    assert told(tmp_path, "article")[0] == {**given, "paragraphs": paragraphs}


def test_one_process_reads_all_articles_after_one_setup(tmp_path: Path) -> None:
    first, second = told(tmp_path, "[os.getpid(), Mine.setups]", setup="Mine.setups += 1")
    assert first == second
    assert (first[0] != os.getpid(), first[1]) == (True, 1)


def test_what_an_extractor_does_to_its_article_is_its_own_business(tmp_path: Path) -> None:
    assert told(tmp_path, "[article.pop(key) for key in list(article)][1]") == ["one", "two"]


def test_worker_has_loaded_nothing_of_the_benchmark(tmp_path: Path) -> None:
    loaded = {name.split(".")[0] for name in told(tmp_path, "list(sys.modules)")[0]}
    assert "extractor" in loaded
    assert loaded.isdisjoint({"claimbench", "numpy", "msgspec", "jsonschema", "pytest"})


def test_environment_holds_nothing_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_API_TOKEN", "open-sesame")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "open-sesame"))
    mark = '(Path(os.environ["HOME"]) / "mark").write_text("x")'
    (environment, at_home, path, _), _ = told(
        tmp_path, f"[dict(os.environ), os.getcwd() == str(HERE), sys.path, {mark}]"
    )
    assert "open-sesame" not in json.dumps([environment, path])
    assert at_home
    assert environment["HOME"] == environment["TMPDIR"]
    assert not (Path(environment["HOME"]) / "mark").exists()  # a folder of its own, gone by now


def test_strings_hash_alike_in_every_run(tmp_path: Path) -> None:
    assert told(tmp_path, "hash('snow')") == told(tmp_path, "hash('snow')")


def test_predictions_file_answers_without_a_process_or_is_invalid_for_every_article(tmp_path: Path) -> None:
    line = '{"schema": 1, "article": "%s", "claims": %s}\n'
    (tmp_path / "p.jsonl").write_text(line % ("one", '[{"text": "x"}]') + line % ("two", "[]"), "utf-8")
    submission = open_submission(str(tmp_path / "p.jsonl"))
    assert [answer.state for answer in run(submission, (*BOTH, article("three")))] == ["ok", "empty", "missing"]
    answers = run(submission, (ONE, article("three")))  # in this corpus the second line names no article
    assert [answer.state for answer in answers] == ["invalid", "invalid"]
    assert all("p.jsonl:2: article: no such article" in answer.message for answer in answers)
