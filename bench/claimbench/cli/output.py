"""Printing: results on stdout, progress on stderr and only to a terminal."""

import re
import sys
from typing import Any

import msgspec

from claimbench.model.faults import visible
from claimbench.model.vocabulary import FAILED_STATES
from claimbench.submissions.runner import Answer

_LOG_LINES = 10
_UNSEEN = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def print_json(record: Any) -> None:
    """One JSON object with sorted keys."""
    text = msgspec.json.format(msgspec.json.encode(record, order="sorted"), indent=1).decode()
    # what a terminal would obey, or would not show, goes as an escape
    safe = _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    sys.stdout.buffer.write(safe.encode() + b"\n")
    sys.stdout.flush()


def report(name: str, answer: Answer) -> None:
    """One line a finished article to a terminal; why an article has no answer, in any case."""
    if sys.stderr.isatty():
        print(f"{name}: {answer.article}: {answer.state} ({answer.seconds:.1f} s)", file=sys.stderr)
    if answer.state in FAILED_STATES:
        for line in answer.message.splitlines() or [""]:
            print(f"claimbench: {name}: {answer.article}: {answer.state}: {visible(line)}", file=sys.stderr)
        for line in answer.log.splitlines()[-_LOG_LINES:]:
            print(f"claimbench:   {visible(line)}", file=sys.stderr)
