"""Answers of prompts: put to a chat endpoint, step by step, for the article or for each of its paragraphs."""

import json
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec

from claimbench.engines.chat import Completion, Endpoint, NoCompletion, complete
from claimbench.engines.process import NoAnswer
from claimbench.model.article import Article
from claimbench.model.faults import InputError
from claimbench.model.prediction import Prediction
from claimbench.model.vocabulary import SCHEMA, State
from claimbench.submissions.manifest import Chat
from claimbench.submissions.opening import Submission
from claimbench.submissions.predictions import parse_prediction
from claimbench.submissions.prompts import answer_schema, claims_in, read_prompts, values
from claimbench.submissions.terms import NETWORK, Terms

OFFICIAL = "https://api.openai.com/v1"
MODEL, BASE_URL, KEY = "CLAIMBENCH_MODEL", "OPENAI_BASE_URL", "OPENAI_API_KEY"


class Usage(msgspec.Struct, kw_only=True):
    """What answers took at an endpoint; goes into run.json.

    Attributes:
        model: what the endpoint says answered.
        requests: all tries.
        prompt_tokens: by the endpoint's count.
        completion_tokens: likewise.
        cost: by the manifest's price.
    """

    model: str = ""
    requests: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float = 0.0


class FromEndpoint:
    """A submission's prompts and where they are put."""

    def __init__(self, submission: Submission, terms: Terms, sleep: Callable[[float], None] = time.sleep) -> None:
        self._submission, self._sleep = submission, sleep
        assert submission.manifest.llm
        self.chat: Chat = submission.manifest.llm
        self.endpoint: Endpoint | None = None
        self.broken: NoAnswer | None = None
        self._free, self._counting = threading.Semaphore(self.chat.concurrency), threading.Lock()
        try:
            self._prompts = read_prompts(submission.folder, self.chat.prompts)
            self.endpoint = _endpoint(submission, terms)
        except InputError as error:
            self.broken = NoAnswer("error", str(error))
        except NoAnswer as failure:
            self.broken = failure

    def ask(self, article: Article, usage: Usage) -> Prediction:
        """The answer for one article; may be called by several threads.

        Args:
            article: what to read.
            usage: what it took is added here.

        Raises:
            NoAnswer: when the endpoint fails or refuses, or a completion was cut off or is none with claims.
            InputError: when the claims are not valid.
        """
        if self.broken:
            raise self.broken
        deadline = time.monotonic() + self._submission.manifest.timeout
        by_paragraph = self.chat.per == "paragraph"
        passages = (
            [p.cut(article.text) for p in article.paragraphs] if by_paragraph else [values(article, "")["article"]]
        )
        with ThreadPoolExecutor(self.chat.concurrency) as pool:
            answers = list(pool.map(lambda passage: self._steps(article, passage, usage, deadline), passages))
        merged: dict[str, Any] = {"schema": SCHEMA, "article": article.id}
        for answer in answers:
            for name, value in answer.items():
                listed = isinstance(value, list) and isinstance(merged.get(name), list)
                merged[name] = merged[name] + value if listed else value
        return parse_prediction(json.dumps(merged).encode(), article, f"{self._submission.name}: {article.id}")

    def _steps(self, article: Article, passage: str, usage: Usage, deadline: float) -> dict[str, Any]:
        filled = values(article, passage)
        for number, prompt in enumerate(self._prompts, 1):
            last = number == len(self._prompts)
            said = self._complete(prompt.messages(filled), last, usage, deadline)
            where = f"step {number} ({self.chat.prompts[number - 1]})"
            if said.refused:
                raise NoAnswer("error", f"{where}: the model refused to answer")
            if said.finish == "length":
                raise NoAnswer("invalid", f"{where}: cut off; wanted more max_tokens in [llm.parameters]")
            filled["previous"] = said.content
        answer = claims_in(said.content)
        if answer is None:
            raise NoAnswer("invalid", f'{where}: no JSON with "claims"; found {said.content[:200]}')
        return answer

    def _complete(self, messages: list[dict[str, str]], last: bool, usage: Usage, deadline: float) -> Completion:
        assert self.endpoint
        parameters = {**self.chat.parameters, **(_format(self.chat.response_format) if last else {})}
        try:
            with self._free:
                said = complete(self.endpoint, messages, parameters, self._sleep, deadline)
        except NoCompletion as failure:
            with self._counting:
                usage.requests += failure.requests
            state: State = "timeout" if time.monotonic() > deadline - 0.001 else "error"
            hint = "" if os.environ.get(BASE_URL) or self.chat.base_url else f" ({BASE_URL} is not set)"
            raise NoAnswer(state, f"{self.endpoint.url}{hint}: {failure}") from None
        price = self.chat.price
        with self._counting:
            usage.model = said.model or usage.model or self.endpoint.model
            usage.requests += said.requests
            usage.prompt_tokens += said.prompt_tokens
            usage.completion_tokens += said.completion_tokens
            usage.cost += (said.prompt_tokens * price.input + said.completion_tokens * price.output) / 1e6
        return said


def _endpoint(submission: Submission, terms: Terms) -> Endpoint:
    """Where the prompts are put.

    The key goes only where the one who runs this says, or to the official address: never to one that only a manifest
    names.
    """
    chat = submission.manifest.llm
    assert chat
    named = os.environ.get(BASE_URL, "")
    model = os.environ.get(MODEL) or chat.model
    if not terms.network:
        raise NoAnswer("error", f"it asks for an endpoint, which is not allowed without {NETWORK}")
    if not model:
        raise NoAnswer("error", f"no model is named: {MODEL}, or model in [llm]")
    url = named or chat.base_url or OFFICIAL
    trusted = bool(named) or url == OFFICIAL
    key = KEY if trusted else ""
    return Endpoint(url, model, key, submission.manifest.timeout, chat.retries, chat.concurrency)


def _format(name: str) -> dict[str, Any]:
    if name == "none":
        return {}
    if name == "json_object":
        return {"response_format": {"type": name}}
    schema = {"name": "claims", "strict": True, "schema": answer_schema()}
    return {"response_format": {"type": name, "json_schema": schema}}
