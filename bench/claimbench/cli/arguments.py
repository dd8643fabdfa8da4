"""The arguments of every command, with the help that a newcomer reads first."""

import argparse
from collections.abc import Callable
from importlib import import_module
from typing import Any

Command = Callable[[argparse.Namespace], int]

_ABOUT = """\
Measure claim extraction: what is claimed, who holds it, and what the author makes of it.

  claimbench leaderboard                       score the shipped baselines and print the board
  claimbench leaderboard my_folder             the same with your submission on it
  claimbench score predictions.jsonl           score one predictions file
  claimbench show predictions.jsonl            read what was matched, missed and why
  claimbench compare A B                       which is better, and by which claims
"""
_SUBMISSION = "a folder with submission.toml, a predictions file (*.jsonl), module:Class, or the name of a baseline"
_EXIT = "exit codes: 0 fine, 1 a check failed, 2 wrong usage or input"


def parser() -> argparse.ArgumentParser:
    """The parser; each command carries the function that runs it, imported when it is called."""
    top = argparse.ArgumentParser(
        prog="claimbench",
        description=_ABOUT,
        epilog=_EXIT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)

    board = _add(
        commands, "leaderboard", "board:leaderboard", "run submissions and the baselines, print and write the board"
    )
    board.add_argument("submissions", nargs="*", metavar="SUBMISSION", help=_SUBMISSION)
    board.add_argument(
        "-o", "--output", metavar="DIR", default="build/leaderboard", help="where to write it (%(default)s)"
    )

    board.add_argument("--reference", metavar="NAME", help="system that the others are tested against (cue-rules)")
    board.add_argument("--no-baselines", action="store_true", help="only the submissions that are named")
    board.add_argument("--write", metavar="FILE", help="keep the table in a Markdown file between its two marks")
    _matcher(board)
    _running(board)

    run = _add(commands, "run", "run:run", "run a submission and write its predictions")
    run.add_argument("submissions", metavar="SUBMISSION", nargs="+", help=_SUBMISSION)
    run.add_argument("-o", "--output", metavar="FILE", required=True, help="predictions file to write (JSON lines)")
    run.add_argument("--union", action="store_true", help="join the claims of several submissions")
    run.add_argument(
        "--filter",
        metavar="A,B",
        type=lambda text: text.split(","),
        default=[],
        help="drop claims, in this order: grounded (those that the article does not have), duplicates",
    )
    run.add_argument("--prepare", action="store_true", help="first make the environment that it asks for, with pip")
    _running(run)

    score = _add(commands, "score", "submission:score", "score a submission or a predictions file")
    score.add_argument("submission", metavar="FILE", help=_SUBMISSION)
    _layers(score)
    _matcher(score)
    _running(score)

    validate = _add(commands, "validate", "submission:validate", "list every fault of a submission without scoring it")
    validate.add_argument("submission", metavar="SUBMISSION", help=_SUBMISSION)

    fresh = _add(
        commands, "new", "publishing:new", "write a working submission folder with a test that passes", corpus=False
    )
    fresh.add_argument("folder", metavar="FOLDER", help="to be made")
    fresh.add_argument(
        "--kind",
        choices=("class", "command", "llm", "predictions"),
        default="class",
        help="of submission (%(default)s)",
    )

    publish = _add(commands, "publish", "publishing:publish_try", "keep what a submission answers and scores as a try")
    publish.add_argument("folder", metavar="FOLDER", help="a submission folder; the try goes into its tries/")
    publish.add_argument("--rescore", action="store_true", help="only bring the scores of its tries up to date")
    publish.add_argument("--check", action="store_true", help="only hold the scores of its tries to today's scorer")
    _running(publish)

    show = _add(commands, "show", "submission:show", "print what became of every prediction and every gold claim")
    show.add_argument("submission", metavar="SUBMISSION", help=_SUBMISSION)
    show.add_argument(
        "--errors", metavar="KIND", help="only one kind: missed, duplicate, merged, contradicting, holder, ..."
    )
    _layers(show)
    _matcher(show)
    _running(show)

    versus = _add(commands, "compare", "compare:compare", "differences between two submissions, with tests and claims")
    planned = _add(
        commands, "power", "compare:power", "what a planned number of articles would tell of two submissions"
    )
    for command in (versus, planned):
        command.add_argument("first", metavar="A", help=_SUBMISSION)
        command.add_argument("second", metavar="B", help="likewise")
        _matcher(command)
        _running(command)
    planned.add_argument("--articles", type=int, required=True, metavar="N", help="planned number of articles")
    planned.add_argument("--difference", type=float, metavar="D", help="true difference in F1 to ask about")

    _add(commands, "schema", "data:schema", "print the JSON Schema of one line of a predictions file", corpus=False)

    gold = commands.add_parser(
        "gold", help="check, audit, compare or export annotations", description="Check, audit, compare or export."
    )
    actions = gold.add_subparsers(title="actions", metavar="ACTION", required=True)
    _add(actions, "check", "data:gold_check", "verify everything of the gold that can be verified")
    _add(actions, "agreement", "agreement:gold_agreement", "compare the annotation passes with each other")
    audit = _add(actions, "audit", "audit:gold_audit", "let a person check the gold, or say who has")
    audit.add_argument("--auditor", metavar="NAME", help="who you are; without it, print what has been audited")
    audit.add_argument("--seed", type=int, default=0, help="draws the questions (%(default)s)")
    export = _add(actions, "export", "data:gold_export", "write the gold as a table for other tools")
    export.add_argument(
        "-o", "--output", metavar="FILE", required=True, help="*.parquet, *.csv, *.jsonl, or *.json: Croissant"
    )

    matcher = commands.add_parser("matcher", help="measure the matcher", description="Measure the matcher.")
    actions = matcher.add_subparsers(title="actions", metavar="ACTION", required=True)
    check = _add(actions, "check", "ruler:matcher_check", "its error on the gold itself and on what readers judged")
    check.add_argument("--examples", type=int, default=0, metavar="N", help="print N sentences that were judged wrong")
    _matcher(check)
    return top


def _add(commands: Any, name: str, target: str, about: str, corpus: bool = True) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        name, help=about, description=f"{about[0].upper()}{about[1:]}.", epilog=_EXIT
    )
    if corpus:
        command.add_argument(
            "--corpus", metavar="DIR", help="folder with seeds/ and annotations/ (default: the shipped one)"
        )
    command.add_argument("--json", action="store_true", help="print one JSON object instead of text")
    command.set_defaults(command=lambda: _load(target))
    return command


def _running(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--isolation",
        choices=("bubblewrap", "process"),
        help="bubblewrap: refuse to run code without it; process: do without it (default: the best that works here)",
    )
    command.add_argument(
        "--allow-network", action="store_true", help="let submissions that ask for the network or an endpoint have it"
    )
    command.add_argument(
        "--allow-programs",
        action="store_true",
        help="let commands use programs of yours from outside /usr, and see them",
    )
    command.add_argument("--fresh", action="store_true", help="ask anew what an earlier run has answered")
    command.add_argument("--max-memory", type=int, metavar="MIB", help="most that a manifest may ask for (16384)")
    command.add_argument("--max-seconds", type=float, metavar="S", help="most that a manifest may ask for (3600)")


def _layers(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--layers",
        metavar="A,B",
        type=lambda text: text.split(","),
        default=[],
        help="layers that a file takes part in",
    )


def _matcher(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--matcher",
        metavar="NAME",
        default="lexical",
        help="lexical (default), embedding, nli:MODEL or judge:MODEL@URL",
    )


def _load(target: str) -> Command:
    module, name = target.split(":")
    command: Command = getattr(import_module(f"claimbench.cli.{module}"), name)
    return command


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"claimbench {version('claimbench')}")
        parser.exit()
