"""Prompt files: what is put to a model for an article, step by step."""

import json
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from string import Template
from typing import Any

import msgspec

from claimbench.model.article import Article
from claimbench.model.decoding import schema_of
from claimbench.model.faults import Fault, InputError
from claimbench.model.gold import Stance
from claimbench.model.prediction import PredictedClaim
from claimbench.submissions.inside import read_inside

FILLED = ("title", "article", "passage", "previous", "contract")
_USER = re.compile(r"^--- user ---[ \t]*\n", re.MULTILINE)
_FENCE = "```"
_STARTS = re.compile(r"[\[{]")
_LARGEST = 1024 * 1024  # bytes of a prompt
_MOST = 4_000_000  # characters of an answer that are looked through
_TRIES = 50  # beginnings of JSON that are tried
_OFFERED = ("text", "quotes", "holder", "commitment", "modality", "kind", "checkable", "citations", "stances")
"""Fields of a claim that a model is asked for; offsets it cannot count."""


class Prompt(msgspec.Struct, frozen=True):
    """One step: what the system says, if anything, and what the user says.

    ``$title``, ``$article`` (its body), ``$passage`` (the body, or the paragraph that is asked about), ``$previous``
    (the answer of the step before) and ``$contract`` (JSON Schema of the answer) are filled in; ``$$`` is a dollar
    sign.
    """

    system: str
    user: str

    def messages(self, values: dict[str, str]) -> list[dict[str, str]]:
        """The chat with everything filled in."""
        parts = {"system": self.system, "user": self.user}
        return [{"role": role, "content": Template(text).substitute(values)} for role, text in parts.items() if text]


def read_prompts(folder: Path, names: tuple[str, ...]) -> tuple[Prompt, ...]:
    """Read prompt files; a line ``--- user ---`` divides what the system says from what the user says.

    Raises:
        InputError: with every fault of every file.
    """
    prompts: list[Prompt] = []
    faults: list[Fault] = []
    for name in names:
        try:
            text = read_inside(folder, name, _LARGEST).decode("utf-8")
        except InputError as error:
            faults.extend(error.faults)
            continue
        except UnicodeDecodeError as error:
            faults.append(Fault(name, f"invalid UTF-8 at byte {error.start}", wanted="UTF-8"))
            continue
        faults.extend(_faults(text, name, first=not prompts))
        before, _, after = text.partition(match[0]) if (match := _USER.search(text)) else ("", "", text)
        prompts.append(Prompt(before.strip(), after.strip()))
    if faults:
        raise InputError(faults)
    return tuple(prompts)


def _faults(text: str, name: str, first: bool) -> Iterator[Fault]:
    template = Template(text)
    if not text.strip():
        yield Fault(name, "an empty prompt", wanted="what to ask for")
    if not template.is_valid():
        yield Fault(name, "a dollar sign that starts no name", wanted="$$ for a dollar sign")
    for found in template.get_identifiers():
        if found not in FILLED or (found == "previous" and first):
            wanted = ", ".join(f"${known}" for known in FILLED if not (first and known == "previous"))
            yield Fault(name, "nothing is filled in here", f"${found}", wanted)


def values(article: Article, passage: str) -> dict[str, str]:
    """What is filled in for an article, but for ``$previous``."""
    contract = json.dumps(answer_schema(), separators=(",", ":"))
    body = article.info.body.cut(article.text).strip()
    return {"title": article.info.title, "article": body, "passage": passage, "previous": "", "contract": contract}


def answer_schema() -> dict[str, Any]:
    """JSON Schema of what the last step is to answer: all fields there, null for what is not known.

    Endpoints that hold a model to a schema want every field required and no other one allowed.
    """
    claim, stance = (schema_of(kind)["$defs"] for kind in (PredictedClaim, Stance))
    properties = {name: claim["PredictedClaim"]["properties"][name] for name in _OFFERED}
    inner = {"type": "array", "items": _strict(stance["Stance"]["properties"])}
    properties["stances"] = {"anyOf": [inner, {"type": "null"}]}
    claims = {"type": "array", "items": _strict(properties)}
    return _strict({"claims": claims})


def _strict(properties: dict[str, Any]) -> dict[str, Any]:
    """An object that has all of its fields and no others; bounds, which many endpoints do not know, are left out."""
    bare = {name: _bare(value) for name, value in properties.items()}
    return {"type": "object", "properties": bare, "required": list(bare), "additionalProperties": False}


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _bare(v) for k, v in value.items() if k not in ("default", "maxLength", "maxItems", "description")}
    return [_bare(item) for item in value] if isinstance(value, list) else value


def claims_in(content: str) -> dict[str, Any] | None:
    """The answer in a model's text: all of it, a fenced block, or the first JSON in it that has claims; else None."""
    content = content[:_MOST]
    fenced = [block.partition("\n")[2] for block in content.split(_FENCE)[1::2][:_TRIES]]
    for text in (content, *fenced):
        if (found := _answer(_load(text))) is not None:
            return found
    decoder = json.JSONDecoder()
    for start in islice(_STARTS.finditer(content), _TRIES):
        try:
            value, _ = decoder.raw_decode(content, start.start())
        except (ValueError, RecursionError):
            continue
        if (found := _answer(value)) is not None:
            return found
    return None


def _load(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _answer(value: Any) -> dict[str, Any] | None:
    """A record with a list of claims; a bare list of records is one."""
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        value = {"claims": value}
    return value if isinstance(value, dict) and isinstance(value.get("claims"), list) else None
