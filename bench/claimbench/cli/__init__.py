"""The command line: what a user types. Nothing heavy is imported before a command needs it."""

import sys
from collections.abc import Sequence

from claimbench.cli.arguments import parser

FINE, WRONG = 0, 2
LISTED = 20
"""Faults of wrong input that are printed; ``validate`` prints all."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: the arguments; those of the process if None.

    Returns:
        0 if all is well, 1 if a check or gate failed, 2 for wrong usage or input.
    """
    arguments = parser().parse_args(argv)
    from claimbench.model.faults import InputError

    try:
        return int(arguments.command()(arguments))
    except InputError as error:
        for fault in error.faults[:LISTED]:
            print(f"claimbench: {fault}", file=sys.stderr)
        if (more := len(error.faults) - LISTED) > 0:
            print(f"claimbench: and {more} more", file=sys.stderr)
        return WRONG
    except BrokenPipeError:
        sys.stderr.close()
        return FINE
    except KeyboardInterrupt:
        print("claimbench: interrupted", file=sys.stderr)
        return 130
