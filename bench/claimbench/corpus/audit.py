"""``gold audit``: what a person says of the gold, drawn by lot, kept with the person's name."""

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from claimbench.model.decoding import read_records
from claimbench.model.faults import Fault, InputError, fault
from claimbench.model.gold import Gold
from claimbench.model.writing import write_whole

CLAIMS = 60
SENTENCES = 150
FOLDER = "audits"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")

Verdict = Literal["yes", "no", "unsure"]


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What the auditor is asked: is this claim in this passage, or does this sentence state this claim?

    Attributes:
        claim: the claim's id.
        sentence: id of one of its wordings or near misses, empty for a question about the claim itself.
        shown: what is read.
        expected: what the gold says.
    """

    claim: str
    sentence: str
    shown: str
    expected: Verdict


class Answered(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One verdict of an auditor."""

    claim: str
    sentence: str
    gold: str
    verdict: Verdict
    remark: str = ""


def draw(gold: Gold, seed: int = 0) -> list[Question]:
    """Draw the questions of an audit; the same seed draws the same ones.

    ``CLAIMS`` claims ("does the passage put this forward, held so?") and ``SENTENCES`` sentences ("does this state the
    claim?"), wordings and near misses alike and without their kind; all there are where there are fewer.
    """
    lot = random.Random(seed)
    claims, sentences = _about_claims(gold), _about_sentences(gold)
    return lot.sample(claims, min(CLAIMS, len(claims))) + lot.sample(sentences, min(SENTENCES, len(sentences)))


def passage(gold: Gold, claim: str) -> str:
    """The paragraph that a claim stands in."""
    record = next(c for c in gold.claims if c.id == claim)
    return gold.article.paragraphs[gold.block_of(record)].cut(gold.article.text)


def audit_file(root: Path, gold: Gold, auditor: str) -> Path:
    """Where an auditor's verdicts are kept.

    Raises:
        InputError: when the name cannot be a file's.
    """
    if not _NAME.fullmatch(auditor):
        raise fault("--auditor", "not a name", auditor, "1 to 64 of A-Z, a-z, 0-9, dot, dash, underscore")
    return root / "annotations" / gold.article.id / FOLDER / f"{auditor}.jsonl"


def load_audit(path: Path, gold: Gold) -> tuple[Answered, ...]:
    """Read an auditor's verdicts, none where there is no file yet.

    Raises:
        InputError: with every fault, a verdict on what the gold does not have included.
    """
    if not path.is_file():
        return ()
    known = _expected(gold)
    faults: list[Fault] = []

    def check(where: str, answer: Answered) -> Iterator[Fault]:
        if (answer.claim, answer.sentence) not in known:
            shown = f"{answer.claim} {answer.sentence}"
            yield Fault(where, "not in the gold", shown, "a claim, or its sentence")

    answers = read_records(path, Answered, f"{gold.article.id}/{FOLDER}/{path.name}", faults, check)
    if faults:
        raise InputError(faults)
    return tuple(answer for _, answer in answers)


def save_audit(path: Path, answers: Sequence[Answered]) -> None:
    """Write all verdicts of an auditor, whole or not at all."""
    write_whole(path, b"".join(msgspec.json.encode(answer) + b"\n" for answer in answers))


def audited(root: Path, gold: Gold) -> str:
    """What people have checked of a gold, in one line; "no human audit yet" where nobody has."""
    expected = _expected(gold)
    parts = []
    for path in sorted((root / "annotations" / gold.article.id / FOLDER).glob("*.jsonl")):
        answers = load_audit(path, gold)
        agreed = sum(answer.verdict == expected[answer.claim, answer.sentence] for answer in answers)
        if answers:
            parts.append(f"audited by {path.stem}: agrees on {agreed} of {len(answers)}")
    return "; ".join(parts) or "no human audit yet"


def _expected(gold: Gold) -> dict[tuple[str, str], Verdict]:
    return {(q.claim, q.sentence): q.expected for q in (*_about_claims(gold), *_about_sentences(gold))}


def _about_claims(gold: Gold) -> list[Question]:
    return [
        Question(
            claim=c.id,
            sentence="",
            shown=f"{c.text}\n  held by {c.holder}; the author {c.commitment}; {c.modality}; {c.kind}; {c.status}",
            expected="yes",
        )
        for c in gold.claims
    ]


def _about_sentences(gold: Gold) -> list[Question]:
    kinds: tuple[tuple[Verdict, str], ...] = (("yes", "wordings"), ("no", "near_misses"))
    return [
        Question(
            claim=c.id,
            sentence=sentence.id,
            shown=f"claim:    {c.text}\n  sentence: {sentence.text}",
            expected=expected,
        )
        for c in gold.claims
        for expected, field in kinds
        for sentence in getattr(c, field)
    ]
