"""claimbench: a benchmark for claim extraction.

The names below are the public ones. They are imported when they are first used, so that ``import claimbench`` costs
nothing::

    from claimbench import load_corpus, open_submission, run, Scorer

    corpus = load_corpus()
    submission = open_submission("predictions.jsonl")
    score = Scorer(corpus).score(submission, run(submission, corpus.articles))
    print(score.layers["claims"].f1)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claimbench.alignment.align import Alignment as Alignment
    from claimbench.alignment.align import Ruler as Ruler
    from claimbench.corpus.checks import check_gold as check_gold
    from claimbench.corpus.corpus import Corpus as Corpus
    from claimbench.corpus.corpus import load_corpus as load_corpus
    from claimbench.corpus.tables import to_dataset as to_dataset
    from claimbench.corpus.tables import to_frame as to_frame
    from claimbench.leaderboard.board import make_board as make_board
    from claimbench.leaderboard.record import Board as Board
    from claimbench.leaderboard.record import SubmissionScore as SubmissionScore
    from claimbench.leaderboard.score import Scorer as Scorer
    from claimbench.matching.matcher import LexicalMatcher as LexicalMatcher
    from claimbench.matching.matcher import Matcher as Matcher
    from claimbench.model.article import Article as Article
    from claimbench.model.counts import Counts as Counts
    from claimbench.model.faults import InputError as InputError
    from claimbench.model.gold import Gold as Gold
    from claimbench.model.gold import GoldClaim as GoldClaim
    from claimbench.model.prediction import PredictedClaim as PredictedClaim
    from claimbench.model.prediction import Prediction as Prediction
    from claimbench.submissions.opening import open_submission as open_submission
    from claimbench.submissions.predictions import read_predictions as read_predictions
    from claimbench.submissions.runner import run as run
    from claimbench.submissions.terms import Terms as Terms

_PLACES = {
    "Alignment": "alignment.align",
    "Article": "model.article",
    "Board": "leaderboard.record",
    "Corpus": "corpus.corpus",
    "Counts": "model.counts",
    "Gold": "model.gold",
    "GoldClaim": "model.gold",
    "InputError": "model.faults",
    "LexicalMatcher": "matching.matcher",
    "Matcher": "matching.matcher",
    "PredictedClaim": "model.prediction",
    "Prediction": "model.prediction",
    "Ruler": "alignment.align",
    "Scorer": "leaderboard.score",
    "SubmissionScore": "leaderboard.record",
    "Terms": "submissions.terms",
    "check_gold": "corpus.checks",
    "load_corpus": "corpus.corpus",
    "make_board": "leaderboard.board",
    "open_submission": "submissions.opening",
    "read_predictions": "submissions.predictions",
    "run": "submissions.runner",
    "to_dataset": "corpus.tables",
    "to_frame": "corpus.tables",
}

__all__ = sorted(_PLACES)


def __getattr__(name: str) -> Any:
    if name in _PLACES:
        return getattr(import_module(f"claimbench.{_PLACES[name]}"), name)
    raise AttributeError(f"module 'claimbench' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
