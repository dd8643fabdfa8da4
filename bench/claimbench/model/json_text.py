"""JSON as text: lines of bounded length, parsed without the liberties of Python's parser, all faults kept."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

from claimbench.model.faults import Fault, fault

MAX_LINE = 16 * 1024 * 1024
"""Longest line in bytes that is read; an article's claims take some kilobytes."""

_BOM = b"\xef\xbb\xbf"
_SUSPECT = re.compile(r"\\u[dD]|\d[eE]\+?\d{3}")


def read_bytes(path: Path) -> bytes:
    """Read a file, or say plainly why it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise fault(path, "no such file", wanted="an existing file") from None
    except OSError as error:
        raise fault(path, "cannot be read", error.strerror or error, "a readable file") from None


def lines(path: Path, found: list[Fault]) -> Iterator[tuple[int, bytes]]:
    """Yield the number and the bytes of each non-blank line, never holding more than ``MAX_LINE`` of one.

    A byte order mark, a line that is too long and an empty file are added to ``found``; the other lines are still read.

    Raises:
        InputError: for a file that is missing or cannot be read.
    """
    try:
        stream = path.open("rb")
    except FileNotFoundError:
        raise fault(path, "no such file", wanted="an existing file") from None
    except OSError as error:
        raise fault(path, "cannot be read", error.strerror or error, "a readable file") from None
    with stream:
        number, blank = 0, True
        while line := stream.readline(MAX_LINE + 1):
            number += 1
            where = f"{path.name}:{number}"
            if len(line) > MAX_LINE:
                limit = f"{MAX_LINE:,} bytes"
                found.append(Fault(where, "line too long", f"more than {limit}", f"at most {limit}"))
                while line and not line.endswith(b"\n"):
                    line = stream.readline(1 << 20)
                continue
            if number == 1 and line.startswith(_BOM):
                found.append(Fault(where, "byte order mark", "EF BB BF", "UTF-8 without a byte order mark"))
                line = line.removeprefix(_BOM)
            if line.strip():
                blank = False
                yield number, line
        if blank and not found:
            found.append(Fault(path.name, "empty file", "no line with anything in it", "one JSON object a line"))


def parse(raw: bytes, where: str, found: list[Fault]) -> Any:
    """Parse one JSON text; repeated keys, NaN, infinities, invalid UTF-8 and unpaired surrogates are faults.

    Returns:
        The value as far as it could be read, None where nothing could be.
    """

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
        text = raw.decode("utf-8").rstrip("\r\n")
        value = json.loads(text, object_pairs_hook=pairs, parse_constant=constant)
        if _SUSPECT.search(text):
            found.extend(_odd_values(value, where))
    except UnicodeDecodeError as error:
        bad = raw[error.start : error.start + 4].hex(" ")
        found.append(Fault(where, f"invalid UTF-8 at byte {error.start}", bad, "UTF-8"))
    except json.JSONDecodeError as error:
        near = text[error.pos : error.pos + 40].strip()
        found.append(Fault(where, f"invalid JSON: {error.msg} at column {error.colno}", near, "one JSON object"))
    except RecursionError:
        found.append(Fault(where, "invalid JSON: nested too deeply", wanted="the nesting of the schema"))
    except ValueError as error:
        found.append(Fault(where, f"invalid JSON: {error}", wanted="a number of ordinary length"))
    else:
        return value
    return None


def _odd_values(value: Any, where: str) -> Iterator[Fault]:
    if isinstance(value, str):
        try:
            value.encode("utf-8")
        except UnicodeEncodeError as error:
            yield Fault(where, "unpaired surrogate", ascii(value[error.start]), "Unicode text")
    elif isinstance(value, float) and value in (float("inf"), float("-inf")):
        yield Fault(where, "not a JSON number", str(value), "a finite number")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _odd_values(key, where)
            yield from _odd_values(item, where)
    elif isinstance(value, list):
        for item in value:
            yield from _odd_values(item, where)


_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def shown_json(record: Any, order: Literal["sorted"] | None = None) -> bytes:
    """A record as indented JSON in which what a terminal would obey, or would not show, stands as an escape."""
    text = msgspec.json.format(msgspec.json.encode(record, order=order), indent=1).decode()
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text).encode() + b"\n"
