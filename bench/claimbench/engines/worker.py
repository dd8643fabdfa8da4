"""The process in which a submission's code runs. Standard library only; it never imports claimbench.

Protocol: JSON lines. First comes a line that names the class and the folders to import from, answered by a line that
says ``ready`` or ``error``; then an article a line, each answered by one line. What the submission prints goes to
the log.
"""

import importlib
import json
import os
import sys
import traceback
from typing import Any, BinaryIO


def main() -> None:
    """Serve until standard input ends."""
    tasks, answers = _private_pipes()
    order = json.loads(tasks.readline())
    sys.path[:0] = order["paths"]
    try:
        module, name = order["entry"].split(":")
        extractor = getattr(importlib.import_module(module), name)()
        if hasattr(extractor, "setup"):
            extractor.setup()
    except BaseException as error:  # a submission may raise anything, SystemExit included
        _answer(answers, {"error": f"cannot be loaded: {_say(error)}"})
        return
    _answer(answers, {"ready": True})
    for line in tasks:
        task = json.loads(line)
        try:
            _answer(answers, _extract(extractor, task))
        except MemoryError as error:
            _answer(answers, {"error": _say(error), "state": "out-of-memory"})
        except BaseException as error:
            _answer(answers, {"error": _say(error)})


def _extract(extractor: Any, task: dict[str, Any]) -> dict[str, Any]:
    name = task["article"]  # the task is the extractor's to change
    claims = extractor.extract(task)
    answer = dict(claims) if isinstance(claims, dict) else {"claims": claims}
    if not isinstance(answer.get("claims"), (list, tuple)):
        return {"error": f"extract returned {type(answer.get('claims')).__name__}; wanted a list of claims"}
    return {"schema": 1, "article": name, **answer}


def _say(error: BaseException) -> str:
    place = error.__traceback__
    while place and place.tb_frame.f_code.co_filename == __file__:  # ours says nothing of what is wrong
        place = place.tb_next
    traceback.print_exception(error.with_traceback(place), file=sys.stderr)
    return f"{type(error).__name__}: {error}"[:1000].encode("utf-8", "backslashreplace").decode()


def _answer(stream: BinaryIO, record: dict[str, Any]) -> None:
    sys.stdout.flush()
    # ASCII and NaN as they are: the runner judges the answer, the worker only carries it
    stream.write(json.dumps(record).encode("ascii") + b"\n")
    stream.flush()


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep the two pipes to the runner, and give the submission an empty input and the log as its output."""
    tasks = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.dup2(2, 1)
    return tasks, answers


if __name__ == "__main__":
    main()
