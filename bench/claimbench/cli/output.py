"""Printing: results on stdout, progress on stderr and only to a terminal."""

import sys
from collections.abc import Sequence
from typing import Any

from claimbench.model.article import Article
from claimbench.model.faults import visible
from claimbench.model.json_text import shown_json
from claimbench.model.vocabulary import FAILED_STATES
from claimbench.submissions.quotes import doubts
from claimbench.submissions.runner import Answer

_LOG_LINES = 10


def print_json(record: Any) -> None:
    """One JSON object with sorted keys."""
    sys.stdout.buffer.write(shown_json(record, "sorted"))
    sys.stdout.flush()


class Report:
    """Tells how each article went.

    Args:
        articles: of the corpus, against which answers are looked over.
    """

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = {article.id: article for article in articles}

    def __call__(self, name: str, answer: Answer) -> None:
        """One line a finished article to a terminal; in any case why there is no answer, or what in one is doubtful."""
        if sys.stderr.isatty():
            print(f"{name}: {answer.article}: {answer.state} ({answer.seconds:.1f} s)", file=sys.stderr)
        where = f"claimbench: {name}: {answer.article}"
        if answer.state in FAILED_STATES:
            for line in answer.message.splitlines() or [""]:
                print(f"{where}: {answer.state}: {visible(line)}", file=sys.stderr)
            for line in answer.log.splitlines()[-_LOG_LINES:]:
                print(f"claimbench:   {visible(line)}", file=sys.stderr)
        elif answer.prediction and (found := list(doubts(answer.prediction, self._articles[answer.article]))):
            first = str(found[0]).removeprefix(f"{answer.article}: ")
            more = f", and {len(found) - 1} more (claimbench run, then validate)" if len(found) > 1 else ""
            print(f"{where}: warning: {first}{more}", file=sys.stderr)
