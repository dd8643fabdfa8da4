"""Submissions that are prompts, against an endpoint on loopback that does what endpoints do wrong."""

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from claimbench.engines import chat
from claimbench.model.prediction import PredictedClaim
from claimbench.submissions.opening import Submission, open_submission
from claimbench.submissions.prompts import answer_schema, claims_in
from claimbench.submissions.runner import Answer, run
from claimbench.submissions.terms import Terms
from endpoint import Served, said, serve
from submitting import BOTH, ONE, TEXT

ALLOWED = Terms(network=True)
KEY = "sk-very-secret-0123456789"
CLAIM = {"text": "Snow is white.", "holder": "author", "commitment": "endorses", "quotes": ["Snow is"], "kind": None}
ANSWER = json.dumps({"claims": [CLAIM]})


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    served = Served()
    served.reply = lambda body: ANSWER
    monkeypatch.setattr(chat, "_FIRST_WAIT", 0.001)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    for name in ("OPENAI_API_KEY", "CLAIMBENCH_MODEL", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    with serve(served):
        monkeypatch.setenv("OPENAI_BASE_URL", served.base_url)
        yield served


def prompts(folder: Path, *texts: str, timeout: float = 20, parameters: str = "", **chat: Any) -> Submission:
    """A submission with these prompts, one a step."""
    names = []
    for number, text in enumerate(texts or ("Be brief.\n--- user ---\n$title: $passage",)):
        (folder / f"{number}.md").write_text(text)
        names.append(f"{number}.md")
    fields = {"prompts": names, "model": "stand-in", **chat}
    lines = ['name = "mine"', 'version = "1"', 'kind = "llm"', f"timeout = {timeout}", "[llm]"]
    lines += [f"{key} = {json.dumps(value)}" for key, value in fields.items()]
    (folder / "submission.toml").write_text("\n".join([*lines, "[llm.parameters]", parameters]))
    return open_submission(str(folder))


def answer(submission: Submission, terms: Terms = ALLOWED) -> Answer:
    (only,) = run(submission, [ONE], terms=terms)
    return only


def test_prompt_is_filled_in_and_the_answer_is_the_claims(tmp_path: Path, served: Served) -> None:
    found = answer(prompts(tmp_path, parameters="temperature = 0\nseed = 7"))
    assert found.prediction is not None
    assert found.prediction.claims == (
        PredictedClaim(text="Snow is white.", holder="author", commitment="endorses", quotes=("Snow is",)),
    )
    (body,) = served.bodies
    assert body["messages"] == [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": f"Colours: {TEXT}"},
    ]
    assert (body["model"], body["temperature"], body["seed"]) == ("stand-in", 0, 7)
    assert served.paths == ["/v1/chat/completions"]


def test_only_the_last_step_is_held_to_the_contract_and_sees_the_one_before(tmp_path: Path, served: Served) -> None:
    served.reply = lambda body: ANSWER if "selected" in body["messages"][0]["content"] else "selected: $1"
    found = answer(prompts(tmp_path, "Select from $article", "Split $previous"))
    assert found.state == "ok"
    first, second = served.bodies
    assert second["messages"] == [{"role": "user", "content": "Split selected: $1"}]
    assert "response_format" not in first
    assert second["response_format"]["json_schema"] == {"name": "claims", "strict": True, "schema": answer_schema()}


def test_contract_is_a_schema_that_endpoints_take_and_the_answer_fits() -> None:
    schema = answer_schema()
    Draft202012Validator.check_schema(schema)
    full = dict.fromkeys(schema["properties"]["claims"]["items"]["properties"])
    stance = {"holder": "author", "target": "snow", "polarity": "favor"}
    Draft202012Validator(schema).validate({"claims": [{**full, "text": "x", "stances": [stance], "kind": "fact"}]})

    def objects(value: Any) -> Iterator[dict[str, Any]]:
        if isinstance(value, dict):
            if value.get("type") == "object":
                yield value
            for inner in value.values():
                yield from objects(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from objects(inner)

    for found in objects(schema):
        assert found["required"] == list(found["properties"])
        assert found["additionalProperties"] is False
    assert "$ref" not in json.dumps(schema)


@pytest.mark.parametrize(("name", "sent"), [("json_object", {"type": "json_object"}), ("none", None)])
def test_other_formats(tmp_path: Path, served: Served, name: str, sent: object) -> None:
    assert answer(prompts(tmp_path, response_format=name)).state == "ok"
    assert served.bodies[0].get("response_format") == sent


def test_each_paragraph_is_asked_about_and_the_claims_come_in_order(tmp_path: Path, served: Served) -> None:
    def late(body: dict[str, Any]) -> str:
        passage = body["messages"][0]["content"]
        time.sleep(0.2 if "Snow" in passage else 0)
        return json.dumps(
            {"claims": [{"text": passage}], "stances": [{"holder": "a", "target": "b", "polarity": "favor"}]}
        )

    served.reply = late
    found = answer(prompts(tmp_path, "$passage", per="paragraph"))
    assert found.prediction is not None
    assert [claim.text for claim in found.prediction.claims] == TEXT.split("\n\n")
    assert len(found.prediction.stances or ()) == 2


def test_no_more_requests_at_a_time_than_wanted(tmp_path: Path, served: Served) -> None:
    lock, now, most = threading.Lock(), [0], [0]

    def counted(body: dict[str, Any]) -> str:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        time.sleep(0.02)
        with lock:
            now[0] -= 1
        return ANSWER

    served.reply = counted
    run(prompts(tmp_path, "$passage", per="paragraph", concurrency=2), BOTH * 4, terms=ALLOWED)
    assert (most[0], len(served.bodies)) == (2, 16)


@pytest.mark.parametrize("status", [429, 500, 503, 0])
def test_what_may_pass_is_tried_again_and_counted(tmp_path: Path, served: Served, status: int) -> None:
    served.statuses = [status, status]
    found = answer(prompts(tmp_path, retries=2))
    assert found.state == "ok"
    assert found.usage is not None
    assert found.usage.requests == 3


def test_answer_cut_off_on_the_way_is_tried_again(tmp_path: Path, served: Served) -> None:
    served.cut = [20]
    found = answer(prompts(tmp_path))
    assert found.state == "ok"
    assert found.usage is not None
    assert found.usage.requests == 2
    served.cut = [20] * 2
    (tmp_path / "b").mkdir()
    failed = answer(prompts(tmp_path / "b", retries=1))
    assert (failed.state, "cut off 20 bytes before its end" in failed.message) == ("error", True)


def test_endpoint_that_asks_for_a_wait_gets_it(tmp_path: Path, served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    served.statuses, served.retry_after = [429], "1"
    begin = time.monotonic()
    assert answer(prompts(tmp_path)).state == "ok"
    assert 1 <= time.monotonic() - begin < 5


def test_wait_beyond_the_time_of_the_article_is_not_begun(tmp_path: Path, served: Served) -> None:
    served.statuses, served.retry_after = [429], "30"
    found = answer(prompts(tmp_path, timeout=2))
    assert (found.state, "status 429" in found.message, found.seconds < 2) == ("error", True, True)


def test_slow_endpoint_is_a_time_out(tmp_path: Path, served: Served) -> None:
    served.slow = 1.5
    found = answer(prompts(tmp_path, timeout=0.5, retries=0))
    assert found.state == "timeout"
    assert found.seconds < 1.4


@pytest.mark.parametrize("status", [400, 401, 403, 404])
def test_refused_request_fails_at_once_and_shows_no_key(
    tmp_path: Path, served: Served, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    served.statuses, served.error = [status], json.dumps({"error": f"bad key {KEY}"}).encode()
    found = answer(prompts(tmp_path))
    assert (found.state, len(served.bodies), KEY in repr(found)) == ("error", 1, False)
    assert f"status {status}" in found.message


CONTENTS = {
    "plain": ANSWER,
    "bare list": json.dumps([CLAIM]),
    "fenced": f"Here you are:\n```json\n{ANSWER}\n```\nAnything else?",
    "prose around": f"I found {{one}} claim [1]. {ANSWER} I hope that helps.",
    "thought before": f'<think>{{"a": 1}} hm</think>{ANSWER}',
}


@pytest.mark.parametrize("case", CONTENTS)
def test_claims_are_found_in_what_models_put_around_them(case: str) -> None:
    assert claims_in(CONTENTS[case]) == {"claims": [CLAIM]}


@pytest.mark.parametrize("content", ["", "I cannot help.", "{}", "[]", '{"claims": 3}', ANSWER[:-3], "[" * 5000, "[1]"])
def test_what_has_no_claims_is_invalid(tmp_path: Path, served: Served, content: str) -> None:
    served.reply = lambda body: content
    found = answer(prompts(tmp_path))
    assert (found.state, "no JSON with" in found.message) == ("invalid", True)


REFUSED = {
    "refusal": said(None, message={"refusal": "I will not."}),
    "filter": said("", finish_reason="content_filter"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refusal_is_an_error_that_says_so(tmp_path: Path, served: Served, case: str) -> None:
    served.reply = lambda body: REFUSED[case]
    found = answer(prompts(tmp_path))
    assert (found.state, found.message) == ("error", "step 1 (0.md): the model refused to answer")


def test_answer_that_ran_out_of_tokens_is_invalid_and_says_what_to_raise(tmp_path: Path, served: Served) -> None:
    served.reply = lambda body: said(ANSWER[:20], finish_reason="length")
    found = answer(prompts(tmp_path))
    assert (found.state, "max_tokens" in found.message) == ("invalid", True)


def test_claims_are_held_to_the_contract(tmp_path: Path, served: Served) -> None:
    served.reply = lambda body: json.dumps({"claims": [{"text": "x", "commitment": "agrees"}, {"holder": "y"}]})
    found = answer(prompts(tmp_path))
    assert found.state == "invalid"
    assert [word in found.message for word in ("commitment", "text")] == [True, True]


def test_usage_and_cost_are_counted(tmp_path: Path, served: Served) -> None:
    found = answer(_priced(tmp_path))
    assert found.usage is not None
    assert (found.usage.model, found.usage.requests) == ("stand-in-1", 2)
    assert (found.usage.prompt_tokens, found.usage.completion_tokens) == (200, 20)
    assert found.usage.cost == pytest.approx(200 * 3 / 1e6 + 20 * 10 / 1e6)


def _priced(folder: Path) -> Submission:
    prompts(folder, "$passage", per="paragraph")
    path = folder / "submission.toml"
    path.write_text(path.read_text().replace("[llm]", "[llm]\nprice = {input = 3, output = 10}"))
    return open_submission(str(folder))


def test_without_leave_nothing_is_asked(tmp_path: Path, served: Served) -> None:
    found = answer(prompts(tmp_path), Terms())
    assert (found.state, "--allow-network" in found.message, served.bodies) == ("error", True, [])


def test_key_goes_only_where_the_one_who_runs_it_says(
    tmp_path: Path, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    assert answer(prompts(tmp_path, base_url="http://127.0.0.1:1/v1")).state == "ok"  # the environment goes before
    assert served.headers[-1]["Authorization"] == f"Bearer {KEY}"
    monkeypatch.delenv("OPENAI_BASE_URL")
    assert answer(prompts(tmp_path, base_url=served.base_url)).state == "ok"
    assert "Authorization" not in served.headers[-1]


def test_model_of_the_environment_goes_before_that_of_the_manifest(
    tmp_path: Path, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMBENCH_MODEL", "other")
    assert answer(prompts(tmp_path)).state == "ok"
    assert served.bodies[0]["model"] == "other"
    monkeypatch.delenv("CLAIMBENCH_MODEL")
    found = answer(prompts(tmp_path, model=""))
    assert (found.state, "CLAIMBENCH_MODEL" in found.message) == ("error", True)


def test_missing_prompt_is_told_for_every_article(tmp_path: Path, served: Served) -> None:
    submission = prompts(tmp_path)
    (tmp_path / "0.md").unlink()
    assert [a.state for a in run(submission, BOTH, terms=ALLOWED)] == ["error", "error"]
    assert served.bodies == []
