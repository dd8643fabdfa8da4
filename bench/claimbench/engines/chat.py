"""An OpenAI-compatible chat endpoint: one question, one completion, tried again where that may help."""

import json
import os
import queue
import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib import request
from urllib.error import HTTPError

import msgspec

from claimbench.model.faults import Fault, InputError

_FIRST_WAIT = 1.0  # seconds; doubled before each further try
_LONGEST_WAIT = 60.0
_MOST = 16 * 1024 * 1024  # bytes of an answer
_URL = re.compile(r"https?://[\w.\-\[\]:]+(?:/[\w.~%+:/\-]*)?", re.ASCII)


class Endpoint(msgspec.Struct, frozen=True):
    """Where a model is and how it is asked.

    Attributes:
        base_url: what ``/chat/completions`` is appended to; without user, password or query, as it is shown in faults.
        model: as the endpoint calls it.
        api_key_env: environment variable with the key; empty to send none.
        timeout: seconds that the endpoint may be silent.
        retries: further tries after the first.
        concurrency: requests at the same time.
    """

    base_url: str
    model: str
    api_key_env: str = "OPENAI_API_KEY"
    timeout: float = 60
    retries: int = 4
    concurrency: int = 4

    def __post_init__(self) -> None:
        least = {"timeout": 0.001, "retries": 0, "concurrency": 1}
        given = {name: getattr(self, name) for name in least}
        found = [Fault(n, "too small", str(given[n]), f"at least {least[n]}") for n in least if given[n] < least[n]]
        if not _URL.fullmatch(self.base_url):  # what was found may hold a password
            found.append(Fault("base_url", "no address of an endpoint", wanted="http(s)://host[:port][/path]"))
        if found:
            raise InputError(found)

    @property
    def url(self) -> str:
        """What is asked."""
        return f"{self.base_url.rstrip('/')}/chat/completions"


@dataclass(frozen=True)
class Completion:
    """What a model said.

    Attributes:
        content: its text, empty where there is none.
        refused: whether it, or a filter before it, would not answer.
        finish: why it stopped, in the endpoint's words.
        model: what the endpoint says answered.
        prompt_tokens: that were read, by the endpoint's count; 0 where it does not say.
        completion_tokens: that were written.
        requests: that it took.
    """

    content: str
    refused: bool
    finish: str = ""
    model: str = ""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    requests: int = 1


class NoCompletion(Exception):
    """The endpoint has failed; ``what`` says how, ``found`` what was seen of it, in which the key is not."""

    def __init__(self, what: str, found: str, requests: int = 0) -> None:
        super().__init__(f"{what}: {found}")
        self.what, self.found, self.requests = what, found, requests


def complete(
    endpoint: Endpoint,
    messages: Sequence[Mapping[str, str]],
    parameters: Mapping[str, Any],
    sleep: Callable[[float], None] = time.sleep,
    deadline: float = float("inf"),
) -> Completion:
    """Ask once.

    A status of 429 or from 500 on, and whatever breaks on the way, is tried again after a doubled wait, or the one that
    the endpoint asks for; any other failure is final. Redirects are not followed, because the key would be sent along.

    Args:
        endpoint: whom to ask.
        messages: the chat.
        parameters: further fields of the request.
        sleep: waits some seconds before a further try.
        deadline: on the clock ``time.monotonic``; neither a try nor a wait goes beyond it.

    Raises:
        NoCompletion: when there is none.
    """
    key = os.environ.get(endpoint.api_key_env, "").strip() if endpoint.api_key_env else ""
    if not (key.isascii() and key.isprintable()):
        raise NoCompletion("the key cannot be sent", "characters other than printable ASCII")
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
    body = json.dumps({**parameters, "model": endpoint.model, "messages": list(messages)}).encode()
    found, wait = "", _FIRST_WAIT
    for tries in range(1, endpoint.retries + 2):
        try:
            answer = _in_time(lambda: _post(endpoint, body, headers, deadline), deadline)
        except HTTPError as error:
            asked_for = error.headers.get("Retry-After", "")
            found, last = _refused(error, key), error.code != 429 and error.code < 500
            pause = min(float(asked_for), _LONGEST_WAIT) if re.fullmatch(r"\d{1,6}", asked_for) else wait
        except (OSError, HTTPException, ValueError, OverflowError) as error:
            found = str(getattr(error, "reason", error)) if isinstance(error, OSError) else type(error).__name__
            pause, last = wait, False
        else:
            return _read(answer, tries)
        if last or tries > endpoint.retries or time.monotonic() + pause > deadline:
            break
        sleep(pause)
        wait *= 2
    raise NoCompletion("no answer", found, tries)


def _in_time(ask: Callable[[], bytes], deadline: float) -> bytes:
    """Ask in a thread that is left to itself at the deadline: an endpoint may drip its headers for ever."""
    if deadline == float("inf"):
        return ask()
    done: queue.Queue[bytes | Exception] = queue.Queue()

    def work() -> None:
        try:
            done.put(ask())
        except Exception as error:
            done.put(error)

    threading.Thread(target=work, daemon=True).start()
    try:
        found = done.get(timeout=max(0.0, deadline - time.monotonic()) + 0.5)
    except queue.Empty:
        raise TimeoutError("timed out") from None
    if isinstance(found, Exception):
        raise found
    return found


def _refused(error: HTTPError, key: str) -> str:
    """The status and the beginning of what was said with it, less the key, which some endpoints repeat."""
    with error:
        try:
            said = error.read(2000).decode("utf-8", "replace")
        except (OSError, HTTPException):
            said = ""
    said = " ".join((said.replace(key, "***") if key else said).split())[:300]
    return f"status {error.code}" + (f", {said}" if said else "")


def _post(endpoint: Endpoint, body: bytes, headers: dict[str, str], deadline: float) -> bytes:
    left = min(endpoint.timeout, deadline - time.monotonic())
    if left <= 0:
        raise TimeoutError("timed out")
    asked = request.Request(endpoint.url, body, headers)
    answer = bytearray()
    with request.build_opener(_NoRedirect).open(asked, timeout=left) as response:
        while chunk := response.read1(1 << 16):
            answer += chunk
            if len(answer) > _MOST:
                raise ValueError("too long")
            if time.monotonic() > deadline:
                raise TimeoutError("timed out")
        if response.length:
            raise ConnectionError(f"cut off {response.length:,} bytes before its end")
    return bytes(answer)


def _read(answer: bytes, requests: int) -> Completion:
    """What is no chat completion at all is a failure: with a wrong address everything would quietly be empty."""
    try:
        record = json.loads(answer)
        choice = (record["choices"] or [{}])[0]
        message = choice.get("message") or {}
        content, refusal = message.get("content"), message.get("refusal")
        usage = record.get("usage") or {}
        read, written = (_count(usage.get(name)) for name in ("prompt_tokens", "completion_tokens"))
        finish, model = choice.get("finish_reason"), record.get("model")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise NoCompletion("no chat completion", "an answer of another shape", requests) from None
    return Completion(
        _clean(content),
        bool(refusal) or finish == "content_filter",
        _clean(finish)[:100],
        _clean(model)[:100],
        read,
        written,
        requests,
    )


def _count(value: object) -> int:
    return min(max(value, 0), 10**12) if isinstance(value, int) else 0


def _clean(value: object) -> str:
    """Text that can be written as UTF-8, empty for what is none."""
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else ""


class _NoRedirect(request.HTTPRedirectHandler):
    """Follows no redirect."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None
