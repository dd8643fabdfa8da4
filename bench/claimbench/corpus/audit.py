"""``gold audit``: what a person says of the gold, drawn by lot, kept with the person's name."""

import random
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec

from claimbench.model.decoding import decode
from claimbench.model.faults import Fault, InputError, fault
from claimbench.model.gold import Gold
from claimbench.model.json_text import lines
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
    claims = lot.sample(gold.claims, min(CLAIMS, len(gold.claims)))
    questions = [
        Question(
            claim=c.id,
            sentence="",
            shown=f"{c.text}\n  held by {c.holder}; the author {c.commitment}; {c.modality}; {c.kind}; {c.status}",
            expected="yes",
        )
        for c in claims
    ]
    sentences: list[Question] = []
    for c in gold.claims:
        for wording in c.wordings:
            sentences.append(_sentence(c.id, wording.id, c.text, wording.text, "yes"))
        for miss in c.near_misses:
            sentences.append(_sentence(c.id, miss.id, c.text, miss.text, "no"))
    return questions + lot.sample(sentences, min(SENTENCES, len(sentences)))


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
    known = {(c.id, s) for c in gold.claims for s in ("", *(w.id for w in c.wordings), *(m.id for m in c.near_misses))}
    faults: list[Fault] = []
    answers = []
    for number, line in lines(path, faults):
        where = f"{gold.article.id}/{FOLDER}/{path.name}:{number}"
        try:
            answer = decode(line, Answered, where)
        except InputError as error:
            faults.extend(error.faults)
            continue
        if (answer.claim, answer.sentence) not in known:
            faults.append(
                Fault(where, "not in the gold", f"{answer.claim} {answer.sentence}", "a claim, or its sentence")
            )
        answers.append(answer)
    if faults:
        raise InputError(faults)
    return tuple(answers)


def save_audit(path: Path, answers: Sequence[Answered]) -> None:
    """Write all verdicts of an auditor, whole or not at all."""
    write_whole(path, b"".join(msgspec.json.encode(answer) + b"\n" for answer in answers))


def audited(root: Path, gold: Gold) -> str:
    """What people have checked of a gold, in one line; "no human audit yet" where nobody has."""
    expected = {(q, s): e for q, s, e in _expectations(gold)}
    parts = []
    for path in sorted((root / "annotations" / gold.article.id / FOLDER).glob("*.jsonl")):
        answers = load_audit(path, gold)
        agreed = sum(answer.verdict == expected[answer.claim, answer.sentence] for answer in answers)
        if answers:
            parts.append(f"audited by {path.stem}: agrees on {agreed} of {len(answers)}")
    return "; ".join(parts) or "no human audit yet"


def _expectations(gold: Gold) -> list[tuple[str, str, Verdict]]:
    whole: list[tuple[str, str, Verdict]] = [(c.id, "", "yes") for c in gold.claims]
    whole += [(c.id, w.id, "yes") for c in gold.claims for w in c.wordings]
    return whole + [(c.id, m.id, "no") for c in gold.claims for m in c.near_misses]


def _sentence(claim: str, sentence: str, text: str, shown: str, expected: Verdict) -> Question:
    return Question(claim=claim, sentence=sentence, shown=f"claim:    {text}\n  sentence: {shown}", expected=expected)
