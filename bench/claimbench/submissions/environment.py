"""The environment that a submission's requirements ask for, made once and only when the one who runs it says so."""

import hashlib
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from claimbench.engines.interpreter import Interpreter, find_interpreter
from claimbench.engines.process import NoAnswer
from claimbench.model.faults import Fault, InputError
from claimbench.model.json_text import read_bytes
from claimbench.model.writing import cache_folder
from claimbench.submissions.opening import Submission
from claimbench.submissions.terms import Terms

_READY = "ready"


def environment(submission: Submission, terms: Terms) -> Interpreter | None:
    """The interpreter of a submission's own environment.

    Only wheels of plain names and versions are installed, so that making it runs no code of a stranger's; what is
    installed runs later, inside the fence.

    Returns:
        None for a submission without requirements.

    Raises:
        NoAnswer: when it is not made, or cannot be.
    """
    if not submission.manifest.requirements:
        return None
    path = submission.folder / submission.manifest.requirements
    try:
        content = read_bytes(path)
        if faults := requirement_faults(path):
            raise InputError(faults)
    except InputError as error:
        raise NoAnswer("error", str(error)) from None
    made_for = f"{sys.executable} {platform.python_version()} {platform.machine()}".encode()
    folder = cache_folder() / "environments" / hashlib.sha256(content + b"\0" + made_for).hexdigest()[:24]
    if not (folder / _READY).is_file():
        if not terms.prepare:
            raise NoAnswer("error", f"the environment of {path.name} is not made yet: claimbench run --prepare does it")
        _make(folder, path)
    return find_interpreter(str(folder / "bin" / "python"), submission.folder)


def requirement_faults(path: Path) -> list[Fault]:
    """What in a requirements file is more than names and versions."""
    from packaging.requirements import InvalidRequirement, Requirement

    faults = []
    for number, line in enumerate(read_bytes(path).decode("utf-8", "replace").splitlines(), 1):
        text = line.split(" #")[0].strip()
        if not text or text.startswith("#"):
            continue
        try:
            plain = Requirement(text).url is None
        except InvalidRequirement:
            plain = False
        if not plain:
            faults.append(
                Fault(f"{path.name}:{number}", "not a plain requirement", text, "name and version, as numpy>=2")
            )
    return faults


def _make(folder: Path, requirements: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    pip = [
        str(folder / "bin" / "python"),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
    ]
    commands = (
        [sys.executable, "-m", "venv", str(folder)],
        [*pip, "--only-binary", ":all:", "-r", str(requirements)],
    )
    for command in commands:
        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, check=False)
        if done.returncode:
            said = (done.stderr or done.stdout).decode("utf-8", "replace").strip()
            faults = [line for line in said.splitlines() if line.startswith("ERROR")] or said.splitlines()
            raise NoAnswer("error", f"{requirements.name} cannot be installed: {' '.join(faults)[:500]}")
    os.close(os.open(folder / _READY, os.O_CREAT | os.O_WRONLY))
