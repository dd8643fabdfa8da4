"""The commands about one submission: ``run``, ``score``, ``validate``, ``show``."""

import argparse
from functools import partial
from pathlib import Path

from claimbench.cli.matchers import made
from claimbench.cli.output import Report, print_json
from claimbench.corpus.corpus import Corpus, load_corpus
from claimbench.corpus.judgments import judged_styles
from claimbench.leaderboard.record import SubmissionScore
from claimbench.leaderboard.score import Scorer
from claimbench.leaderboard.table import number
from claimbench.model.faults import InputError, fault, visible
from claimbench.model.vocabulary import ATTRIBUTES, FAILED_STATES
from claimbench.scoring.outcomes import PREDICTION_OUTCOMES
from claimbench.submissions.examining import ERROR, OK, WARN, look_over
from claimbench.submissions.from_file import read_file
from claimbench.submissions.opening import Submission, open_submission
from claimbench.submissions.runner import run as run_submission
from claimbench.submissions.terms import terms


def score(arguments: argparse.Namespace) -> int:
    """Print every layer and view of one submission."""
    result = _score(arguments, load_corpus(arguments.corpus))
    if arguments.json:
        print_json(result)
        return _exit_code(result)
    print(f"{result.name}: {result.state}, {result.diagnostics['predicted']} claims\n")
    print(f"{'':18}{'tp':>6}{'fp':>6}{'fn':>6}{'P':>8}{'R':>8}{'F1':>8}   F1 95 %")
    for name, ratio in {**result.layers, **result.views}.items():
        if ratio is None:
            print(f"{name:18}  does not take part")
            continue
        figures = "".join(f"{number(v):>8}" for v in (ratio.precision, ratio.recall, ratio.f1))
        low_high = ratio.intervals.f1
        interval = f"   {low_high.low:.3f}–{low_high.high:.3f}" if low_high else ""
        print(f"{name:18}{ratio.tp:6}{ratio.fp:6}{ratio.fn:6}{figures}{interval}")
    coverage = result.coverage
    figures = "".join(f"{number(v):>8}" for v in (coverage.precision.precision, coverage.recall.recall, coverage.f1))
    print(f"{'coverage':18}{'':18}{figures}")
    averages = [f"{layer} {number(value)}" for layer, value in result.stance_f_avg.items() if value is not None]
    if averages:
        names = result.resolution
        print(f"\nF_avg of favor and against: {', '.join(averages)}")
        print(f"unresolved names: {names.holders_unresolved} of {names.holders} holders, ", end="")
        print(f"{names.targets_unresolved} of {names.targets} targets")
    _print_conditional(result)
    print("\n" + ", ".join(f"{key} {value}" for key, value in result.diagnostics.items() if value))
    print(f"{result.signature}\n{result.resampling}")
    return _exit_code(result)


def _print_conditional(result: SubmissionScore) -> None:
    """Accuracy within aligned pairs beside the majority class; nothing where no attribute is entered."""
    entered = {name: groups for name, groups in result.conditional.items() if result.layers[name]}
    if entered:
        print(f"\nright within aligned pairs (majority class)\n{'':18}{'all':>14}{'author':>14}{'others':>14}")
    for name, groups in entered.items():
        cells = [f"{g.right}/{g.aligned} ({g.majority})" for g in (groups["all"], groups["author"], groups["other"])]
        print(f"{name:18}" + "".join(f"{cell:>14}" for cell in cells))


def validate(arguments: argparse.Namespace) -> int:
    """List every fault, what is allowed but hardly meant, and what is all right; runs no code of the submission."""
    corpus = load_corpus(arguments.corpus)
    if not Path(arguments.submission).exists():
        open_submission(arguments.submission)  # module:Class, an installed extractor, or wrong input
    try:
        submission = open_submission(arguments.submission)
        styles = judged_styles(corpus.root, corpus.golds) if submission.manifest.style else ()
        findings = look_over(submission, corpus.articles, styles)
    except InputError as error:
        findings = [(ERROR, entry) for entry in error.faults]
    faults, warnings, fine = ([f for level, f in findings if level == kind] for kind in (ERROR, WARN, OK))
    if arguments.json:
        print_json({"faults": faults, "warnings": warnings, "fine": fine})
        return 1 if faults else 0
    for level, entry in findings:
        print(f"{level} {visible(str(entry))}")
    told = f"{len(faults)} faults, {len(warnings)} warnings"
    print(told if faults else f"{told}; next: claimbench score {arguments.submission}")
    return 1 if faults else 0


def show(arguments: argparse.Namespace) -> int:
    """Print the fate of predictions and gold claims, or only of one kind of outcome."""
    corpus = load_corpus(arguments.corpus)
    kinds = (*PREDICTION_OUTCOMES, "missed", "found", *ATTRIBUTES, "stance")
    if arguments.errors and arguments.errors not in kinds:
        raise fault("--errors", "unknown outcome", arguments.errors, ", ".join(kinds))
    result = _score(arguments, corpus)
    kept = {
        outcome.article: (
            [p for p in outcome.predictions if arguments.errors in (None, p.outcome, *(w.name for w in p.wrong))],
            [g for g in outcome.gold if arguments.errors in (None, g.outcome)],
        )
        for outcome in result.alignment
    }
    if arguments.json:
        print_json({article: {"predictions": p, "gold": g} for article, (p, g) in kept.items()})
        return _exit_code(result)
    for gold in corpus.golds:
        texts = {c.id: c.text if c.required else f"{c.text} (optional)" for c in gold.claims}
        predictions, fates = kept[gold.article.id]
        print(f"{gold.article.id}: {len(predictions)} predictions, {len(fates)} gold claims shown\n")
        for p in sorted(predictions, key=lambda p: p.paragraph):
            wrong = "".join(f", {w.name} {visible(w.given)} (gold: {w.gold})" for w in p.wrong)
            why = f", {p.why}" if p.why else wrong
            print(f"{p.outcome} ({p.score:.2f}{why})\n  said {visible(p.text)}")
            print(f"  gold {p.claim}: {texts.get(p.claim, '')}")
        for g in fates:
            if g.outcome in ("missed", arguments.errors):
                covered = " (stated inside another prediction)" if g.covered and g.outcome == "missed" else ""
                print(f"{g.outcome}{covered}\n  gold {g.id}: {texts[g.id]}")
    print("\naside: an optional claim, counts neither way; what each word means: docs/scoring.md, Outcomes")
    return _exit_code(result)


def _exit_code(result: SubmissionScore) -> int:
    """1 if an article has no answer: its gold was counted as missed, but nothing was measured."""
    return int(any(outcome.state in FAILED_STATES for outcome in result.alignment))


def _score(arguments: argparse.Namespace, corpus: Corpus) -> SubmissionScore:
    """Run and score; a predictions file with faults is wrong input here, not a state."""
    submission: Submission = open_submission(arguments.submission, arguments.layers)
    if submission.predictions is not None:
        read_file(submission, corpus.articles)
    allowed = terms(arguments, corpus.root)
    answers = run_submission(submission, corpus.articles, partial(Report(corpus.articles), submission.name), allowed)
    make = made(arguments.matcher)
    result = Scorer(corpus, matcher=make).score(submission, answers)
    make.tell()
    return result
