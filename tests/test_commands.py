"""Commands in any language: a line with an article goes in, a line with its claims comes out."""

import json
import shutil
from pathlib import Path

import msgspec
import pytest

from claimbench.corpus.corpus import Corpus
from claimbench.engines import process
from claimbench.model.faults import InputError
from claimbench.model.prediction import Prediction
from claimbench.submissions.opening import Submission, open_submission
from claimbench.submissions.runner import Answer, run
from claimbench.submissions.terms import Terms
from submitting import BOTH, ONE, TWO, article, texts

EXAMPLES = Path(__file__).parents[1] / "docs" / "examples"
HEAD = """
import json, os, sys, time
def answer(name, *texts):
    print(json.dumps({"schema": 1, "article": name, "claims": [{"text": text} for text in texts]}), flush=True)
"""
LOOP = "for line in sys.stdin:\n    name = json.loads(line)['article']\n    "


@pytest.fixture(params=["bubblewrap", "process"])
def terms(request: pytest.FixtureRequest) -> Terms:
    terms = Terms(fence=request.param)
    try:
        terms.isolation()
    except InputError as error:
        pytest.skip(str(error))
    return terms


def command(folder: Path, code: str, *words: str, **fields: object) -> Submission:
    """A submission whose command is Python code, or the words given."""
    (folder / "extract.py").write_text(HEAD + code)
    manifest = {"name": "mine", "version": "1", "kind": "command", "timeout": 20.0, **fields}
    manifest["command"] = [*words] or ["python3", "extract.py"]
    (folder / "submission.toml").write_text("".join(f"{k} = {json.dumps(v)}\n" for k, v in manifest.items()))
    return open_submission(str(folder))


def states(answers: list[Answer]) -> list[str]:
    return [answer.state for answer in answers]


def test_each_line_is_answered_by_one_process(tmp_path: Path, terms: Terms) -> None:
    answers = run(command(tmp_path, LOOP + "answer(name, str(os.getpid()))"), BOTH, terms=terms)
    first, second = texts(answers)
    assert first == second


def test_what_goes_in_is_the_article_and_what_comes_out_a_line_of_a_predictions_file(
    tmp_path: Path, terms: Terms
) -> None:
    answers = run(command(tmp_path, LOOP + "answer(name, line)"), [ONE], terms=terms)
    assert json.loads(texts(answers)[0]) == ONE.as_task()
    assert isinstance(answers[0].prediction, Prediction)


def test_buffered_output_of_python_is_not_held_back(tmp_path: Path, terms: Terms) -> None:
    code = LOOP + "print(json.dumps({'schema': 1, 'article': name, 'claims': []}))"
    assert states(run(command(tmp_path, code), BOTH, terms=terms)) == ["empty", "empty"]


def test_log_is_what_it_writes_to_stderr(tmp_path: Path, terms: Terms) -> None:
    (answer,) = run(command(tmp_path, LOOP + "print('hm', file=sys.stderr)\n    answer(name)"), [ONE], terms=terms)
    assert (answer.state, answer.log) == ("empty", "hm\n")


def test_second_answer_to_one_article_is_no_answer_to_the_next(tmp_path: Path, terms: Terms) -> None:
    code = LOOP + "answer(name, 'first')\n    answer(name, 'second')"
    answers = run(command(tmp_path, code), [ONE, TWO, article("three"), article("four")], terms=terms)
    assert states(answers) == ["ok", "invalid", "ok", "invalid"]
    assert "another article's answer; found one; wanted two" in answers[1].message


def test_answer_to_another_article_is_invalid(tmp_path: Path, terms: Terms) -> None:
    code = LOOP + "answer('two' if name == 'one' else 'one', 'x')"
    assert states(run(command(tmp_path, code), BOTH, terms=terms)) == ["invalid", "invalid"]


def test_answers_kept_back_to_be_given_out_of_order_are_time_outs(tmp_path: Path, terms: Terms) -> None:
    code = (
        "lines = [json.loads(next(sys.stdin))['article'] for _ in range(2)]\nfor name in lines[::-1]:\n    answer(name)"
    )
    assert states(run(command(tmp_path, code, timeout=1.0), BOTH, terms=terms)) == ["timeout", "timeout"]


FAULTS = {
    "no JSON": ("print('hello', flush=True)", "invalid", "invalid JSON"),
    "a list": ("print('[]', flush=True)", "invalid", "wrong type"),
    "its own error": ('print(\'{"error": "too hard"}\', flush=True)', "error", "too hard"),
    "its own lack of memory": ('print(\'{"error": "x", "state": "out-of-memory"}\', flush=True)', "out-of-memory", "x"),
    "exit": ("sys.exit(7)", "error", "exit code 7"),
    "exit as a signal would": ("sys.exit(3)", "error", "exit code 3"),
    "another schema": ("print(json.dumps({'schema': 2, 'article': name, 'claims': []}))", "invalid", "schema"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_failure_is_a_state_with_a_message(tmp_path: Path, terms: Terms, case: str) -> None:
    code, state, message = FAULTS[case]
    answers = run(command(tmp_path, LOOP + code), BOTH, terms=terms)
    assert states(answers) == [state, state]
    assert message in answers[0].message


def test_answer_without_an_end_is_stopped_at_the_limit(
    tmp_path: Path, terms: Terms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "MAX_LINE", 1_000_000)
    code = "for _ in range(1000):\n    os.write(1, b'x' * 100_000)"
    (answer,) = run(command(tmp_path, code), [ONE], terms=terms)
    assert (answer.state, answer.message) == ("invalid", "answer longer than 1,000,000 bytes")


def test_article_that_is_not_read_is_a_time_out_and_blocks_nobody(tmp_path: Path, terms: Terms) -> None:
    long = msgspec.structs.replace(ONE, text="x" * 3_000_000)  # more than a pipe holds
    (answer,) = run(command(tmp_path, "time.sleep(30)", timeout=1.0), [long], terms=terms)
    assert answer.state == "timeout"
    assert answer.seconds < 5


@pytest.mark.parametrize("words", [["no-such-program"], ["./missing.sh"], ["../outside.sh"]])
def test_program_that_is_not_there_is_said(tmp_path: Path, terms: Terms, words: list[str]) -> None:
    (answer,) = run(command(tmp_path, "", *words), [ONE], terms=terms)
    assert (answer.state, answer.message) == ("error", f"{words[0]} cannot be started: no such program")


def test_program_may_be_a_file_of_the_folder(tmp_path: Path, terms: Terms) -> None:
    script = tmp_path / "run.sh"
    script.write_text('#!/bin/sh\nexec python3 "$(dirname "$0")/extract.py"\n')
    script.chmod(0o755)
    assert states(run(command(tmp_path, LOOP + "answer(name)", "./run.sh"), BOTH, terms=terms)) == ["empty", "empty"]


def test_examples_in_three_languages_say_the_same(shipped: Corpus, terms: Terms) -> None:
    said = {}
    for name, needed in (("python", "python3"), ("jq", "jq"), ("javascript", "node")):
        if shutil.which(needed):
            (answer,) = run(open_submission(str(EXAMPLES / f"sentences-{name}")), shipped.articles, terms=terms)
            assert answer.prediction is not None, answer
            said[name] = answer.prediction
    assert len({repr(prediction) for prediction in said.values()}) == 1
    spans = [(c.text, c.spans[0]) for c in said["python"].claims if c.spans]
    assert len(spans) == len(said["python"].claims) > 40
    assert all(shipped.articles[0].text[s.start : s.end] == text for text, s in spans)
