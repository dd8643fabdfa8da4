"""Strict decoding of JSON into records, with every fault of a text reported at once."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from claimbench.model.faults import Fault, InputError, fault

T = TypeVar("T")

MAX_LINE = 64 * 1024 * 1024
"""Longest line in bytes that is read; an article's claims take some kilobytes."""


def decode(raw: bytes, kind: type[T], where: str) -> T:
    """Decode one JSON text into a record.

    The typed decoder is the fast path. Where it fails, the text is checked against the JSON Schema of the same type,
    so that the user hears of every fault and not only of the first.

    Args:
        raw: UTF-8 encoded JSON.
        kind: a msgspec-compatible type.
        where: file and line, for messages.

    Raises:
        InputError: with one fault for each thing that is wrong.
    """
    found: list[Fault] = []
    value = _strict_json(raw, where, found)
    if not found:
        try:
            return msgspec.convert(value, kind)
        except msgspec.ValidationError as error:
            found.extend(schema_faults(value, kind, where))
            if not found:
                found.append(Fault(where, str(error)))
    raise InputError(found)


def read_json(path: Path, kind: type[T]) -> T:
    """Decode a whole file into a record; faults name the file."""
    return decode(read_bytes(path), kind, path.name)


def read_bytes(path: Path) -> bytes:
    """Read a file, or say plainly why it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise fault(path, "no such file", wanted="an existing file") from None
    except OSError as error:
        raise fault(path, "cannot be read", error.strerror or error, "a readable file") from None


def lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the number and the bytes of each non-blank line, never holding more than ``MAX_LINE`` of one.

    Raises:
        InputError: for a missing or empty file, a byte order mark, or a line that is too long.
    """
    try:
        stream = path.open("rb")
    except FileNotFoundError:
        raise fault(path, "no such file", wanted="an existing file") from None
    except OSError as error:
        raise fault(path, "cannot be read", error.strerror or error, "a readable file") from None
    with stream:
        number = 0
        while line := stream.readline(MAX_LINE + 1):
            number += 1
            if number == 1 and line.startswith(b"\xef\xbb\xbf"):
                raise fault(f"{path.name}:1", "byte order mark", "EF BB BF", "UTF-8 without a byte order mark")
            if len(line) > MAX_LINE:
                limit = f"at most {MAX_LINE:,} bytes"
                raise fault(f"{path.name}:{number}", "line too long", f"more than {MAX_LINE:,} bytes", limit)
            if line.strip():
                yield number, line
        if number == 0:
            raise fault(path.name, "empty file", "0 bytes", "one JSON object a line")


def schema_of(kind: Any) -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a record type."""
    return msgspec.json.schema(kind)


def _strict_json(raw: bytes, where: str, found: list[Fault]) -> Any:
    """Parse JSON; repeated keys, NaN and invalid UTF-8 are faults (Python's parser lets them pass)."""

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        record = dict(items)
        if len(record) < len(items):
            seen: set[str] = set()
            for key, _ in items:
                if key in seen:
                    found.append(Fault(where, "repeated key", key, "each key once"))
                seen.add(key)
        return record

    def constant(name: str) -> None:
        found.append(Fault(where, "not a JSON number", name, "a finite number"))

    try:
        text = raw.decode("utf-8")
        value = json.loads(text, object_pairs_hook=pairs, parse_constant=constant)
    except UnicodeDecodeError as error:
        found.append(Fault(where, f"invalid UTF-8 at byte {error.start}", raw[error.start : error.start + 4].hex(" ")))
        return None
    except json.JSONDecodeError as error:
        found.append(
            Fault(where, f"invalid JSON: {error.msg}", text[error.pos : error.pos + 40], f"column {error.colno}")
        )
        return None
    except RecursionError:
        found.append(Fault(where, "invalid JSON: nested too deeply", wanted="the nesting of the schema"))
        return None
    except ValueError as error:
        found.append(Fault(where, "invalid JSON", error, "a number of ordinary length"))  # type: ignore[arg-type]
        return None
    if "\\ud" in text.lower():
        _find_surrogates(value, where, found)
    return value


def _find_surrogates(value: Any, where: str, found: list[Fault]) -> None:
    if isinstance(value, str):
        try:
            value.encode("utf-8")
        except UnicodeEncodeError as error:
            found.append(Fault(where, "unpaired surrogate", ascii(value[error.start]), "Unicode text"))
    elif isinstance(value, dict):
        for key, item in value.items():
            _find_surrogates(key, where, found)
            _find_surrogates(item, where, found)
    elif isinstance(value, list):
        for item in value:
            _find_surrogates(item, where, found)


@cache
def _validator(kind: Any) -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(schema_of(kind))


def schema_faults(value: Any, kind: Any, where: str) -> list[Fault]:
    """Hold parsed JSON or TOML to a record type's schema and list all that is wrong."""
    found = []
    for error in sorted(_validator(kind).iter_errors(value), key=lambda e: [str(p) for p in e.absolute_path]):
        leaf = _deepest(error)
        path = _path(value, leaf.absolute_path)
        place = f"{where}: {path}" if path else where
        found.append(Fault(place, *_in_words(leaf)))
    return found


def _deepest(error: Any) -> Any:
    """Of an ``anyOf`` (value or null) the branch that got furthest says what is really wrong."""
    while error.context:
        error = max(error.context, key=lambda e: (len(e.absolute_path), e.validator != "type"))
    return error


def _path(value: Any, steps: Any) -> str:
    """Name a place by field and, inside claims, by the claim's id: ``claims[3] (p4).spans[0].start``."""
    shown = ""
    for step in steps:
        value = value[step]
        shown += f"[{step}]" if isinstance(step, int) else f".{step}" if shown else step
        if isinstance(step, int) and isinstance(value, dict) and isinstance(value.get("id"), str):
            shown += f" ({value['id']})"
    return shown


def _in_words(error: Any) -> tuple[str, str, str]:
    found = json.dumps(error.instance, ensure_ascii=False) if error.validator != "required" else ""
    match error.validator:
        case "required":
            missing = [name for name in error.validator_value if name not in error.instance]
            return "missing field", "", ", ".join(missing)
        case "additionalProperties":
            known = error.schema.get("properties", {})
            unknown = [name for name in error.instance if name not in known]
            return "unknown field", ", ".join(unknown), f"one of {', '.join(known)}"
        case "enum":
            return "value not in the vocabulary", found, " | ".join(map(str, error.validator_value))
        case "type":
            return "wrong type", found, str(error.validator_value)
        case _:
            return error.validator, found, str(error.validator_value)
