"""What varies between two equal runs, and therefore stays out of the record."""

import platform
from collections.abc import Mapping, Sequence

import msgspec

from claimbench.submissions.runner import Answer

ISOLATION = "process"
"""A process of its own with a clean environment and a time limit; neither network nor files are fenced off yet."""


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """How one article went for one submission."""

    submission: str
    article: str
    state: str
    seconds: float
    message: str
    log: str


class RunInfo(msgspec.Struct, frozen=True, kw_only=True):
    """The content of run.json."""

    version: str
    python: str
    system: str
    isolation: str
    runs: tuple[Run, ...]


def run_info(answers: Mapping[str, Sequence[Answer]]) -> RunInfo:
    """Collect the runs of some submissions, by name."""
    from importlib.metadata import version

    runs = [
        Run(
            submission=name,
            article=answer.article,
            state=answer.state,
            seconds=round(answer.seconds, 4),
            message=answer.message,
            log=answer.log,
        )
        for name, listed in answers.items()
        for answer in listed
    ]
    return RunInfo(
        version=version("claimbench"),
        python=platform.python_version(),
        system=platform.platform(),
        isolation=ISOLATION,
        runs=tuple(runs),
    )
