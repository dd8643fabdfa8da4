"""What varies between two equal runs, and therefore stays out of the record."""

import platform
from collections.abc import Mapping, Sequence

import msgspec

from claimbench.submissions.from_endpoint import Usage
from claimbench.submissions.runner import Answer


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """How one article went for one submission; the fields are those of an answer."""

    submission: str
    article: str
    state: str
    seconds: float
    isolation: str
    kept: bool
    message: str
    log: str
    usage: Usage | None


class RunInfo(msgspec.Struct, frozen=True, kw_only=True):
    """The content of run.json."""

    version: str
    python: str
    system: str
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
            isolation=answer.isolation,
            kept=answer.kept,
            message=answer.message,
            log=answer.log,
            usage=answer.usage,
        )
        for name, listed in answers.items()
        for answer in listed
    ]
    return RunInfo(
        version=version("claimbench"),
        python=platform.python_version(),
        system=platform.platform(),
        runs=tuple(runs),
    )


def remarks(run: RunInfo) -> list[str]:
    """What a reader of a board must know of its run: in which fence code was run."""
    fences = sorted({r.isolation for r in run.runs if r.isolation not in ("", "file", "endpoint")})
    return [f"Code was run in: {'; '.join(_fence(fence) for fence in fences)}."] if fences else []


def asides(run: RunInfo) -> list[str]:
    """What the one who runs it may want to know besides and differs between equal runs: what was kept, and costs."""
    lines = []
    kept = sorted({r.submission for r in run.runs if r.kept})
    if kept:
        lines.append(f"Answers of an earlier run of the same files: {', '.join(kept)} (--fresh asks anew).")
    for name in sorted({r.submission for r in run.runs if r.usage and r.usage.requests}):
        usage = [r.usage for r in run.runs if r.submission == name and r.usage]
        models = ", ".join(sorted({u.model for u in usage if u.model})) or "an unnamed model"
        read, written = sum(u.prompt_tokens for u in usage), sum(u.completion_tokens for u in usage)
        lines.append(
            f"{name}: {models}, {sum(u.requests for u in usage)} requests, {read:,} tokens read, {written:,} written, "
            f"cost {sum(u.cost for u in usage):.4f}."
        )
    return lines


def _fence(name: str) -> str:
    if name.startswith("process"):
        return f"{name} (NOT fenced: it could read files, the gold among them, and use the network)"
    return name
