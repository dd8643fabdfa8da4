"""Answers of a predictions file: read whole when the first is wanted, so that one fault makes all of it invalid."""

from collections.abc import Sequence

from claimbench.engines.process import NoAnswer
from claimbench.model.article import Article
from claimbench.model.faults import InputError
from claimbench.model.prediction import Prediction
from claimbench.submissions.inside import regular
from claimbench.submissions.opening import LARGEST_FILE, Submission
from claimbench.submissions.predictions import read_predictions


def read_file(submission: Submission, articles: Sequence[Article]) -> dict[str, Prediction]:
    """The predictions that a submission's file holds, by article.

    Raises:
        InputError: with every fault; also where the file that a folder's manifest names is no plain one.
    """
    path = submission.predictions
    assert path is not None
    if submission.whole:  # a bare file is what the user named, wherever it is
        regular(path.parent, path.name, LARGEST_FILE)
    return read_predictions(path, articles)


class FromFile:
    """The lines of a predictions file."""

    def __init__(self, submission: Submission, articles: Sequence[Article]) -> None:
        self._found: dict[str, Prediction] = {}
        self._fault: InputError | None = None
        try:
            self._found = read_file(submission, articles)
        except InputError as error:
            self._fault = error

    def ask(self, article: Article) -> Prediction:
        """The line of one article.

        Raises:
            NoAnswer: when there is none.
            InputError: when the file has faults, on whatever line.
        """
        if self._fault:
            raise self._fault
        if article.id not in self._found:
            raise NoAnswer("missing", "the file has no line for this article")
        return self._found[article.id]

    def log(self) -> str:
        """Nothing is run."""
        return ""

    def close(self) -> None:
        """Nothing is open."""
