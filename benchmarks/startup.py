"""What it costs to start claimbench, as ratios of CPU time that hold on any machine.

Two ratios are measured, each between two commands that take turns, so that both meet the same load:

* ``claimbench --help`` to an interpreter that does nothing;
* scoring one predictions file to a process that only imports the third-party modules that scoring loads, and lets
  simplemma load its English dictionary.

CPU time is user and system time of the process and all that it started, and the median of the rounds is taken. Byte
code is kept in a temporary folder, as an installed package would have it, whatever the environment says. Run it with
the Python that claimbench is installed for::

    python benchmarks/startup.py [--rounds 15] [--json]
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import NamedTuple

from claimbench.corpus.location import baselines

BASELINE = "every-sentence"
CLAIMBENCH = str(Path(sysconfig.get_path("scripts")) / "claimbench")

# Modules without a spec of their own are made by extension modules and cannot be imported by name.
LOADED = """\
import sys
before = set(sys.modules)
from claimbench.cli import main
main(["score", sys.argv[1], "--json"])
for name, module in list(sys.modules.items()):
    top = name.partition(".")[0]
    if name not in before and top not in sys.stdlib_module_names and top != "claimbench":
        if getattr(getattr(module, "__spec__", None), "name", None) == name:
            print(name, file=sys.stderr)
"""
BARE = """\
import sys
from importlib import import_module
for name in sys.argv[1:]:
    import_module(name)
import simplemma
simplemma.lemmatize("claims", lang="en")
"""


class Ratio(NamedTuple):
    """Median CPU seconds of a command and of what it is compared with."""

    what: str
    seconds: float
    base: str
    base_seconds: float
    goal: float

    @property
    def ratio(self) -> float:
        """How many times the base."""
        return self.seconds / self.base_seconds


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Ratios of CPU time at the start of claimbench.")
    parser.add_argument(
        "--rounds", type=int, default=15, metavar="N", help="rounds to take the median of (%(default)s)"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "bytecode")
        predictions = make_predictions(Path(folder))
        modules = third_party(predictions)
        ratios = [
            compare(
                ("claimbench --help", [CLAIMBENCH, "--help"]),
                ("python -c pass", [sys.executable, "-c", "pass"]),
                arguments.rounds,
                goal=5,
            ),
            compare(
                ("claimbench score", [CLAIMBENCH, "score", predictions]),
                ("its bare imports", [sys.executable, "-c", BARE, *modules]),
                arguments.rounds,
                goal=2,
            ),
        ]
    packages = sorted({name.partition(".")[0] for name in modules})
    if arguments.json:
        listed = [{**ratio._asdict(), "ratio": ratio.ratio, "met": ratio.ratio <= ratio.goal} for ratio in ratios]
        print(json.dumps({"rounds": arguments.rounds, "imports": packages, "ratios": listed}, indent=1))
        return
    print(f"{'command':20}{'CPU s':>8}   {'compared with':20}{'CPU s':>8}{'ratio':>8}{'goal':>6}")
    for r in ratios:
        verdict = "met" if r.ratio <= r.goal else "missed"
        print(f"{r.what:20}{r.seconds:8.3f}   {r.base:20}{r.base_seconds:8.3f}{r.ratio:8.2f}{r.goal:6g}  {verdict}")
    print(f"median of {arguments.rounds} rounds; scoring imports {', '.join(packages)}")


def make_predictions(folder: Path) -> str:
    """Let a shipped baseline write the predictions file that is scored."""
    submission = next(path for path in baselines() if path.name == BASELINE)
    predictions = folder / f"{BASELINE}.jsonl"
    subprocess.run([CLAIMBENCH, "run", str(submission), "-o", str(predictions)], check=True, stdout=subprocess.DEVNULL)
    return str(predictions)


def third_party(predictions: str) -> list[str]:
    """Names of the modules that scoring loads besides the standard library and claimbench, in the order of loading."""
    command = [sys.executable, "-c", LOADED, predictions]
    done = subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    return done.stderr.split()


def compare(one: tuple[str, list[str]], base: tuple[str, list[str]], rounds: int, goal: float) -> Ratio:
    """Run two commands in turn; the first round only fills caches and is not counted."""
    seconds = [(cpu_seconds(one[1]), cpu_seconds(base[1])) for _ in range(rounds + 1)][1:]
    mine, others = (statistics.median(column) for column in zip(*seconds, strict=True))
    return Ratio(one[0], mine, base[0], others, goal)


def cpu_seconds(command: list[str]) -> float:
    """User and system time that a command takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


if __name__ == "__main__":
    main()
