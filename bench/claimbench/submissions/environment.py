"""The environment that a submission's requirements ask for, made once and only when the one who runs it says so."""

import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from claimbench.engines.interpreter import Interpreter, find_interpreter
from claimbench.engines.process import NoAnswer
from claimbench.model.faults import Fault, InputError
from claimbench.model.writing import cache_folder
from claimbench.submissions.inside import read_inside
from claimbench.submissions.opening import Submission
from claimbench.submissions.terms import Terms

_READY = "ready"
_LARGEST = 64 * 1024  # bytes of a requirements file
_ARCHIVE = re.compile(r"\.(?:whl|zip|tar|gz|tgz|bz2|tbz2?|xz|txz|lzma|z)$", re.IGNORECASE)
_KEPT = (
    *("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "XDG_CONFIG_HOME"),
    *("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE"),
)


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
    name = submission.manifest.requirements
    try:
        wanted = requirements(submission.folder, name)
    except InputError as error:
        raise NoAnswer("error", str(error)) from None
    content = "\n".join(wanted).encode()
    made_for = f"{sys.executable} {platform.python_version()} {platform.machine()}".encode()
    folder = cache_folder() / "environments" / hashlib.sha256(content + b"\0" + made_for).hexdigest()[:24]
    if not (folder / _READY).is_file():
        if not terms.prepare:
            raise NoAnswer("error", f"the environment of {name} is not made yet: claimbench run --prepare does it")
        _make(folder, wanted, name)
    return find_interpreter(str(folder / "bin" / "python"), submission.folder)


def requirements(folder: Path, name: str) -> list[str]:
    """The requirements of a submission, each written anew from what was understood of it.

    Raises:
        InputError: when the file cannot be read, or has more in it than names and versions.
    """
    wanted, faults = _understood(folder, name)
    if faults:
        raise InputError(faults)
    return wanted


def requirement_faults(folder: Path, name: str) -> list[Fault]:
    """What in a requirements file is more than names and versions.

    pip would take more for instructions: options, addresses, names of archives, variables, declarations of an encoding.

    Raises:
        InputError: when it cannot be read.
    """
    return _understood(folder, name)[1]


def _understood(folder: Path, name: str) -> tuple[list[str], list[Fault]]:
    """The requirements of a file, written anew, and what in it is none."""
    from packaging.requirements import InvalidRequirement, Requirement

    raw = read_inside(folder, name, _LARGEST)
    if not raw.isascii():
        return [], [Fault(name, "characters other than ASCII", wanted="names and versions in ASCII")]
    wanted, faults = list[str](), list[Fault]()
    for number, text in _lines(raw.decode("ascii")):
        try:
            found = Requirement(text)
            plain = found.url is None and "$" not in text and not _ARCHIVE.search(found.name)
        except (InvalidRequirement, RecursionError):
            plain = False
        if plain:
            wanted.append(str(found))
        else:
            faults.append(Fault(f"{name}:{number}", "not a plain requirement", text, "name and version, as numpy>=2"))
    return wanted, faults


def _lines(text: str) -> list[tuple[int, str]]:
    bare = ((number, line.split("#")[0].strip()) for number, line in enumerate(text.splitlines(), 1))
    return [(number, line) for number, line in bare if line]


def _make(folder: Path, wanted: list[str], name: str) -> None:
    """Make the environment, away from the submission's folder and without what the user's shell exports."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    python = str(folder / "bin" / "python")
    kept = {k: v for k, v in os.environ.items() if k in _KEPT or k.startswith("PIP_") or k.lower().endswith("_proxy")}
    with tempfile.TemporaryDirectory(prefix="claimbench-") as empty:
        listed = Path(empty, "requirements.txt")
        listed.write_text("\n".join(wanted) + "\n", "ascii")
        pip = [python, "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
        for command in (
            [sys.executable, "-I", "-m", "venv", str(folder)],
            [*pip, "--only-binary", ":all:", "-r", str(listed)],
        ):
            done = subprocess.run(
                command, capture_output=True, stdin=subprocess.DEVNULL, cwd=empty, env=kept, check=False
            )
            if done.returncode:
                said = (done.stderr or done.stdout).decode("utf-8", "replace").strip()
                faults = [line for line in said.splitlines() if line.startswith("ERROR")] or said.splitlines()
                raise NoAnswer("error", f"{name} cannot be installed: {' '.join(faults)[:500]}")
    (folder / _READY).touch()
