"""Published tries: what a submission answered and scored, kept in its folder and held to what the scorer gives today.

``tries/1/predictions.jsonl``, ``tries/1/score.json`` and so on. Every try stays; a score of another signature is added
to those that a try has.
"""

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import msgspec

from claimbench.leaderboard.record import SubmissionScore
from claimbench.leaderboard.score import Scorer
from claimbench.model.decoding import read_json
from claimbench.model.faults import Fault, InputError, fault
from claimbench.model.vocabulary import FAILED_STATES, State
from claimbench.model.writing import write_whole
from claimbench.submissions.inside import regular
from claimbench.submissions.manifest import read_manifest
from claimbench.submissions.opening import LARGEST_FILE, TRIES, Submission, tries_of
from claimbench.submissions.predictions import write_lines
from claimbench.submissions.runner import Answer, run

PREDICTIONS, SCORE = "predictions.jsonl", "score.json"
_LARGEST = 1024 * 1024  # bytes of a score


class Figures(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A score in short.

    Attributes:
        signature: under which it was made.
        states: by article.
        layers: true positives, false positives and false negatives of each layer that it takes part in.
        f1: of claims, for reading; follows from the counts.
    """

    signature: str
    states: dict[str, State]
    layers: dict[str, tuple[int, int, int]]
    f1: float | None


class Try(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One published try: the content of ``score.json``; the newest score stands last."""

    number: int
    date: str
    version: str
    scores: tuple[Figures, ...]


def stored(folder: Path) -> Submission:
    """A published submission as the answers of its last try: its code is not run again.

    Raises:
        InputError: when the manifest has faults or there is no try.
    """
    manifest = read_manifest(folder)
    numbers = tries_of(folder)
    if not numbers:
        raise fault(folder / TRIES, "nothing is published", wanted="claimbench publish")
    # what belongs to another kind goes, the rest of what it says of itself stays
    kept = msgspec.structs.replace(manifest, kind="predictions", entry=PREDICTIONS, command=(), llm=None)
    return Submission(kept, folder.resolve() / TRIES / str(numbers[-1]), tries=len(numbers))


def publish(submission: Submission, answers: Sequence[Answer], scorer: Scorer) -> Try:
    """Keep answers and their score as the next try.

    Raises:
        InputError: when no article has an answer, or the answers are those of the last try.
    """
    folder = submission.folder
    if (folder / TRIES).is_symlink():
        raise fault(folder / TRIES, "a link", wanted="a folder in the submission's")
    if all(answer.state in FAILED_STATES for answer in answers):
        raise fault(submission.name, "nothing to publish", answers[0].message, "an answer to at least one article")
    lines = write_lines([answer.prediction for answer in answers if answer.prediction])
    numbers = tries_of(folder)
    if numbers and regular(folder / TRIES / str(numbers[-1]), PREDICTIONS, LARGEST_FILE).read_bytes() == lines:
        raise fault(submission.name, f"the same answers as try {numbers[-1]}", wanted="other answers, or --rescore")
    number = len(numbers) + 1
    made = Try(
        number=number,
        date=date.today().isoformat(),
        version=submission.manifest.version,
        scores=(_figures(scorer.score(submission, answers)),),
    )
    home = folder / TRIES / str(number)
    if os.path.lexists(home):
        raise fault(home, "is there already and no try", wanted="folders 1, 2, 3 and so on")
    write_whole(home / PREDICTIONS, lines)
    _write(home, made)
    return made


def rescore(folder: Path, scorer: Scorer) -> int:
    """Add a score of today's signature to each try that has none.

    Returns:
        How many tries got one.
    """
    added = 0
    for number in tries_of(folder):
        home = folder / TRIES / str(number)
        kept, today = _kept(home), _today(folder, home, scorer)
        if kept.scores[-1].signature != today.signature:
            _write(home, msgspec.structs.replace(kept, scores=(*kept.scores, today)))
            added += 1
    return added


def check_tries(folder: Path, scorer: Scorer) -> list[Fault]:
    """Everything that is wrong with the tries of a submission folder.

    A published score that is no longer what the scorer gives is a fault: one that names what changed in the signature,
    or, under the same signature, one that says so.
    """
    numbers, faults = tries_of(folder), []
    if numbers != list(range(1, len(numbers) + 1)):
        wanted = "1, 2, 3 and so on: every try is kept"
        faults.append(Fault(f"{folder.name}/{TRIES}", "a try is missing", ", ".join(map(str, numbers)), wanted))
    for number in numbers:
        home, where = folder / TRIES / str(number), f"{folder.name}/{TRIES}/{number}"
        try:
            kept, today = _kept(home), _today(folder, home, scorer)
        except InputError as error:
            faults += [Fault(f"{where}/{f.where}", f.what, f.found, f.wanted) for f in error.faults]
            continue
        if kept.number != number:
            faults.append(Fault(f"{where}/{SCORE}", "not the score of this try", str(kept.number), str(number)))
            continue
        faults += _moved(kept.scores[-1], today, f"{where}/{SCORE}")
    return faults


def _moved(kept: Figures, today: Figures, where: str) -> list[Fault]:
    if kept.signature != today.signature:
        old, new = kept.signature.split("|"), today.signature.split("|")
        changed = [(a, b) for a, b in zip(old, new, strict=False) if a != b] or [(kept.signature, today.signature)]
        return [Fault(where, "published under another signature", a, f"{b} (publish --rescore)") for a, b in changed]
    if kept == today:
        return []
    names = sorted(kept.layers.keys() | today.layers.keys())
    found = [(n, kept.layers.get(n), today.layers.get(n)) for n in names if kept.layers.get(n) != today.layers.get(n)]
    same = "a published score has moved under the same signature"
    told = [Fault(f"{where}: {name}", same, f"{a} (tp, fp, fn)", str(b)) for name, a, b in found]
    return told or [Fault(where, same, str(kept.states), str(today.states))]


def _kept(home: Path) -> Try:
    kept = read_json(regular(home, SCORE, _LARGEST), Try)
    if not kept.scores:
        raise fault(SCORE, "no score", wanted="at least one in scores")
    return kept


def _today(folder: Path, home: Path, scorer: Scorer) -> Figures:
    """The score of kept answers."""
    submission = stored(folder)
    submission = Submission(submission.manifest, home)
    answers = run(submission, scorer.corpus.articles)
    if invalid := [answer for answer in answers if answer.state == "invalid"]:
        raise fault(PREDICTIONS, "not valid", invalid[0].message, "what claimbench validate accepts")
    return _figures(scorer.score(submission, answers))


def _figures(score: SubmissionScore) -> Figures:
    entered = {name: ratio for name, ratio in score.layers.items() if ratio}
    claims = entered.get("claims")
    return Figures(
        signature=score.signature,
        states={outcome.article: outcome.state for outcome in score.alignment},
        layers={name: (ratio.tp, ratio.fp, ratio.fn) for name, ratio in entered.items()},
        f1=None if claims is None or claims.f1 is None else round(claims.f1, 6),
    )


def _write(home: Path, record: Try) -> None:
    write_whole(home / SCORE, msgspec.json.format(msgspec.json.encode(record, order="deterministic"), indent=1) + b"\n")
