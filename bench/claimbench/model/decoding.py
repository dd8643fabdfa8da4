"""Typed decoding: the fast path makes the record; where it fails, the schema of the same type names every fault."""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from claimbench.model.faults import Fault, InputError
from claimbench.model.json_text import lines, parse, read_bytes

T = TypeVar("T")

NAMED = 80
"""Characters of an id in a message."""
MOST = 200
"""Faults of one record that are told; who has more has one fault many times."""


def decode(raw: bytes, kind: type[T], where: str) -> T:
    """Decode one JSON text into a record.

    Args:
        raw: UTF-8 encoded JSON.
        kind: a msgspec-compatible type.
        where: file and line, for messages.

    Raises:
        InputError: with one fault for each thing that is wrong.
    """
    found: list[Fault] = []
    _, record = examine(raw, kind, where, found)
    if found or record is None:
        raise InputError(found)
    return record


def examine(
    raw: bytes,
    kind: type[T],
    where: str,
    found: list[Fault],
    flood: Callable[[Any], Iterable[Fault]] = lambda value: (),
) -> tuple[Any, T | None]:
    """Parse one JSON text and make a record of it, adding all that is wrong to ``found``.

    Args:
        raw: UTF-8 encoded JSON.
        kind: a msgspec-compatible type.
        where: file and line, for messages.
        found: takes the faults.
        flood: says what is too much of it to be looked at more closely; then nothing else is told of it.

    Returns:
        The value as far as it could be read, and the record where it is one; a fault of the text does not hide those of
        the record.
    """
    before = len(found)
    value = parse(raw, where, found)
    if value is None and len(found) > before:
        return None, None
    if floods := list(islice(flood(value), MOST)):
        found.extend(floods)
        return None, None
    return value, typed(value, kind, where, found)


def read_records(
    path: Path,
    kind: type[T],
    label: str,
    found: list[Fault],
    check: Callable[[str, T], Iterable[Fault]] = lambda where, record: (),
) -> list[tuple[str, T]]:
    """Read JSON lines into records, each with its place (``label:line``); lines with faults are told and left out.

    Args:
        path: the file.
        kind: of each line.
        label: the file's name in messages.
        found: takes the faults, in the order of the lines.
        check: what else can be wrong with one record at its place.

    Raises:
        InputError: for a file that is missing or cannot be read.
    """
    records = []
    for number, line in lines(path, found):
        where, before = f"{label}:{number}", len(found)
        _, record = examine(line, kind, where, found)
        if record is not None and len(found) == before:
            found.extend(check(where, record))
            records.append((where, record))
    return records


def typed(value: Any, kind: type[T], where: str, found: list[Fault]) -> T | None:
    """Make a record of parsed JSON or TOML; None, and all that is wrong added to ``found``, where that cannot be."""
    try:
        return msgspec.convert(value, kind)
    except (msgspec.ValidationError, RecursionError) as error:
        try:
            faults = list(_schema_faults(value, kind, where))
        except RecursionError:
            faults = [Fault(where, "nested too deeply", wanted="the nesting of the schema")]
        found.extend(faults or [Fault(where, str(error))])
        return None


def read_json(path: Path, kind: type[T]) -> T:
    """Decode a whole file into a record; faults name the file."""
    return decode(read_bytes(path), kind, path.name)


def schema_of(kind: Any) -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a record type."""
    return msgspec.json.schema(kind)


@cache
def _validator(kind: Any) -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(schema_of(kind))


def _schema_faults(value: Any, kind: Any, where: str) -> Iterator[Fault]:
    errors = list(islice((leaf for error in _validator(kind).iter_errors(value) for leaf in _leaves(error)), MOST))
    for error in sorted(errors, key=_position):
        path = _path(value, error.absolute_path)
        yield Fault(f"{where}: {path}" if path else where, *_in_words(error))


def _position(error: Any) -> list[tuple[bool, int, str]]:
    """Order of the input: by index in arrays, by name in objects."""
    return [(isinstance(s, str), s if isinstance(s, int) else 0, str(s)) for s in error.absolute_path]


def _leaves(error: Any) -> Iterator[Any]:
    """What is really wrong: for "a value or null", the errors of the branch whose type fits."""
    if not error.context:
        yield error
        return
    branches: dict[Any, list[Any]] = {}
    for inner in error.context:
        branches.setdefault(inner.schema_path[0], []).append(inner)
    fitting = [b for b in branches.values() if not any(e.validator == "type" and not e.relative_path for e in b)]
    best = fitting[0] if fitting else next(iter(branches.values()))
    for inner in best:
        yield from _leaves(inner)


def _path(value: Any, steps: Any) -> str:
    """Name a place by field and, inside claims, by the claim's id: ``claims[3] (p4).spans[0].start``."""
    shown = ""
    for step in steps:
        value = value[step]
        shown += f"[{step}]" if isinstance(step, int) else f".{step}" if shown else step
        if isinstance(step, int) and isinstance(value, dict) and isinstance(value.get("id"), str):
            shown += f" ({value['id'][:NAMED]})"
    return shown


def _in_words(error: Any) -> tuple[str, str, str]:
    """What, found and wanted of a schema error."""
    found = json.dumps(error.instance, ensure_ascii=False, default=str)
    match error.validator:
        case "required":
            names = [n for n in error.validator_value if n not in error.instance]
            missing = next((n for n in names if error.message.startswith(repr(n))), ", ".join(names))
            return "missing field", "", missing
        case "additionalProperties":
            known = error.schema.get("properties", {})
            unknown = [name for name in error.instance if name not in known]
            return "unknown field", ", ".join(unknown), f"one of {', '.join(known)}"
        case "enum":
            return "value not in the vocabulary", found, " | ".join(map(str, error.validator_value))
        case "type":
            return "wrong type", found, str(error.validator_value)
        case "minimum" | "maximum" | "exclusiveMinimum":
            bound = {"minimum": "at least", "maximum": "at most", "exclusiveMinimum": "more than"}[error.validator]
            return "outside its range", found, f"{bound} {error.validator_value}"
        case _:
            wanted = error.schema.get("description", str(error.validator_value))
            if error.validator in ("maxItems", "maxLength"):
                return "too long", f"{len(error.instance):,}", wanted
            return f"does not fit {error.validator}", found, wanted
