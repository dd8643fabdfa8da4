"""What the matcher is judged by: sentences, extractions and names that readers judged; none is a reference."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from claimbench.model.decoding import read_records
from claimbench.model.faults import Fault, InputError
from claimbench.model.gold import Gold, TestSentence
from claimbench.model.prediction import PredictedClaim, Prediction
from claimbench.model.vocabulary import Commitment

SENTENCES = "judgments/second_writer.jsonl"
EXTRACTIONS = "judgments/extractions.jsonl"
NAMES = "judgments/names.jsonl"

T = TypeVar("T")

Half = Literal["tuning", "reporting"]
Wrong = Literal[
    "negation", "antonym", "actor", "swap", "quantity", "time", "cause", "reversal",
    "part", "broader", "vague", "fragment", "other",
]  # fmt: skip


class Judgment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One reader's verdict on a predicted claim.

    Attributes:
        states: ids of the gold claims that it states.
        near: the claim that it comes nearest to, where it states none.
        wrong: what is wrong with it then.
        supported: whether the article puts it forward.
    """

    states: tuple[str, ...]
    near: str | None = None
    wrong: Wrong | None = None
    supported: Literal["yes", "partly", "no"]


class Judged(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A predicted claim of a judged extraction.

    Attributes:
        extraction: its name.
        style: of the extraction.
        half: constants were set on the ``tuning`` half, nothing was ever tuned on the ``reporting`` half.
        text: as predicted; ``quotes``, ``holder`` and ``commitment`` likewise.
        votes: of two readers who worked apart, and of a third where the claims that they name differ.
    """

    extraction: str
    style: str
    half: Half
    text: str
    quotes: tuple[str, ...] | None = None
    holder: str | None = None
    commitment: Commitment | None = None
    votes: tuple[Judgment, ...]

    @property
    def states(self) -> frozenset[str]:
        """The gold claims that more than half of the readers say it states."""
        named = Counter(claim for vote in self.votes for claim in set(vote.states))
        return frozenset(claim for claim, votes in named.items() if 2 * votes > len(self.votes))

    @property
    def claim(self) -> PredictedClaim:
        """The predicted claim as an extractor returns it."""
        return PredictedClaim(text=self.text, quotes=self.quotes, holder=self.holder, commitment=self.commitment)


class JudgedName(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A name that an extractor used, and what two readers say that it means: an id of the register, or None.

    Aliases were taken from the ``tuning`` half; nothing was ever taken from the ``reporting`` half.
    """

    half: Half
    kind: Literal["holder", "target"]
    name: str
    votes: tuple[str | None, ...]


def load_test_sentences(root: Path, gold: Gold) -> tuple[TestSentence, ...]:
    """Read the second writers' sentences on an article, in the order of the file; none where there are none.

    Raises:
        InputError: with every fault, a sentence for an unknown claim included.
    """
    known = {claim.id for claim in gold.claims}
    return _load(root, gold, SENTENCES, TestSentence, lambda s: [("claim", s.claim)] if s.claim not in known else [])


def load_judged(root: Path, gold: Gold) -> tuple[Judged, ...]:
    """Read the judged extractions of an article, in the order of the file; none where there are none.

    Raises:
        InputError: with every fault, a verdict that names an unknown claim included.
    """
    known = {claim.id for claim in gold.claims}

    def unknown(judged: Judged) -> list[tuple[str, str]]:
        named = [
            (f"votes[{v}]", n) for v, j in enumerate(judged.votes) for n in (*j.states, *([j.near] if j.near else []))
        ]
        return [(where, name) for where, name in named if name not in known]

    return _load(root, gold, EXTRACTIONS, Judged, unknown)


def load_judged_names(root: Path, gold: Gold) -> tuple[JudgedName, ...]:
    """Read the judged names of an article, in the order of the file; none where there are none.

    Raises:
        InputError: with every fault, a verdict that names an unknown entity or target included.
    """
    known = {"holder": {e.id for e in gold.entities}, "target": {t.id for t in gold.targets}}
    return _load(
        root,
        gold,
        NAMES,
        JudgedName,
        lambda name: [("votes", v) for v in name.votes if v is not None and v not in known[name.kind]],
    )


def extraction(gold: Gold, judged: tuple[Judged, ...]) -> Prediction:
    """Judged claims of one extraction as a prediction; ids are their places."""
    claims = [msgspec.structs.replace(j.claim, id=str(i)) for i, j in enumerate(judged)]
    return Prediction(schema=1, article=gold.article.id, claims=tuple(claims))


def _load(
    root: Path, gold: Gold, file: str, kind: type[T], unknown: Callable[[T], list[tuple[str, str]]]
) -> tuple[T, ...]:
    path = root / "annotations" / gold.article.id / file
    if not path.is_file():
        return ()
    faults: list[Fault] = []

    def check(where: str, record: T) -> Iterator[Fault]:
        for field, name in unknown(record):
            yield Fault(f"{where}: {field}", "unknown id", name, "an id of the gold")

    records = read_records(path, kind, f"{gold.article.id}/{file}", faults, check)
    if faults:
        raise InputError(faults)
    return tuple(record for _, record in records)


def judged_styles(root: Path, golds: Sequence[Gold]) -> tuple[str, ...]:
    """The styles of extraction that readers judged, by name."""
    return tuple(sorted({judged.style for gold in golds for judged in load_judged(root, gold)}))
