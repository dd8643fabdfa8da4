"""Running submissions and making their board: what the command line and pytest both do."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from claimbench.corpus.adjudication import gold_without, load_adjudication
from claimbench.corpus.corpus import Corpus
from claimbench.corpus.location import baselines, data_root, published
from claimbench.corpus.passes import as_prediction, load_passes
from claimbench.leaderboard.board import REFERENCE, make_board
from claimbench.leaderboard.published import stored
from claimbench.leaderboard.record import Board
from claimbench.leaderboard.runinfo import RunInfo, run_info
from claimbench.leaderboard.score import MakeMatcher, Scorer
from claimbench.model.faults import Fault, InputError
from claimbench.model.gold import Gold
from claimbench.submissions.manifest import Manifest
from claimbench.submissions.opening import Submission, open_submission
from claimbench.submissions.runner import Answer, run
from claimbench.submissions.terms import Terms


class Entry(NamedTuple):
    """A submission on the board; ``reference`` for a shipped baseline."""

    submission: Submission
    reference: bool


def entries(specs: Sequence[str], corpus: Corpus | None = None, others: bool = True) -> list[Entry]:
    """The baselines, what was published, and what the user named, all faults at once.

    Baselines that need an environment of their own are there only if they are named, so that the board is the same on
    every machine. Published submissions stand there with the answers of their last try, unless the user names one of
    them. What answers from a file is there on the shipped corpus only, for whose articles it was made.

    Args:
        specs: what the user named.
        corpus: that the board is about; the shipped one if None.
        others: whether baselines and published submissions are there beside what the user named.

    Raises:
        InputError: when something is no submission, or two have one name.
    """
    found: list[Entry] = []
    faults: list[Fault] = []

    def attempt(make: Callable[[], Submission], reference: bool) -> None:
        try:
            found.append(Entry(make(), reference))
        except InputError as error:
            faults.extend(error.faults)

    for folder in baselines() if others else ():
        attempt(partial(open_submission, str(folder)), True)
    found = [entry for entry in found if not entry.submission.manifest.requirements]
    for spec in specs:
        attempt(partial(open_submission, spec), False)
    if corpus is None or corpus.root == data_root():
        named = {entry.submission.name.lower() for entry in found if not entry.reference}
        for folder in published() if others else ():
            if folder.name.lower() not in named:
                attempt(partial(stored, folder), False)
    else:
        found = [e for e in found if not (e.reference and e.submission.predictions)]
    first: dict[str, Entry] = {}
    for entry in found:
        if entry.submission.name.lower().startswith("annotator-"):
            faults.append(Fault(entry.submission.name, "reserved for annotation passes", wanted="another name"))
        other = first.setdefault(entry.submission.name.lower(), entry)
        if other is not entry:
            places = f"{other.submission.folder} and {entry.submission.folder}"
            faults.append(Fault(entry.submission.name, "two submissions of one name", places, "a name of its own"))
    if faults:
        raise InputError(faults)
    return found


def leaderboard(
    corpus: Corpus,
    chosen: Sequence[Entry],
    progress: Callable[[str, Answer], None] = lambda name, answer: None,
    matcher: MakeMatcher | None = None,
    reference: str = REFERENCE,
    terms: Terms | None = None,
) -> tuple[Board, RunInfo]:
    """Run submissions, score them, put them in order."""
    answers = {}
    for submission, _ in chosen:
        answers[submission.name] = run(
            submission, corpus.articles, partial(progress, submission.name), terms or Terms()
        )
    return assemble(corpus, chosen, answers, matcher, reference)


def assemble(
    corpus: Corpus,
    chosen: Sequence[Entry],
    answers: dict[str, list[Answer]],
    matcher: MakeMatcher | None = None,
    reference: str = REFERENCE,
) -> tuple[Board, RunInfo]:
    """Make the board of answers that are there already."""
    scorer = Scorer(corpus, matcher=matcher)
    scores = [scorer.score(e.submission, answers.get(e.submission.name, []), e.reference) for e in chosen]
    for submission, passes, without in annotators(corpus):
        scores.append(Scorer(without, matcher=matcher, like=scorer).score(submission, passes, annotator=True))
    return make_board(scorer, scores, reference), run_info(answers)


def annotators(corpus: Corpus) -> list[tuple[Submission, list[Answer], Corpus]]:
    """The annotation passes in the form of submissions, each with the corpus whose gold was adjudicated without it.

    One for each name that any article has a pass of, by name.
    """
    found: dict[str, list[Answer]] = {}
    golds: dict[str, list[Gold]] = {}
    for gold in corpus.golds:
        layers = load_passes(corpus.root, gold)
        decisions = load_adjudication(corpus.root, gold, layers)
        for layer in layers:
            prediction = as_prediction(gold.article, layer)
            found.setdefault(layer.name, []).append(Answer(article=gold.article.id, state="ok", prediction=prediction))
            golds.setdefault(layer.name, []).append(gold_without(gold, decisions, layer.name))
    entered = []
    for name, answers in sorted(found.items()):
        manifest = Manifest(
            name=f"annotator-{name}",
            version="-",
            kind="predictions",
            entry=f"{name}.jsonl",
            trained_on="nothing; a language model that read the guidelines",
            style="faithful",
        )
        entered.append((Submission(manifest, corpus.root), answers, Corpus(corpus.root, tuple(golds[name]))))
    return entered
