"""What the matcher is judged by: sentences of writers that never enter the references."""

from collections.abc import Iterator
from pathlib import Path

from claimbench.model.decoding import read_records
from claimbench.model.faults import Fault, InputError
from claimbench.model.gold import Gold, TestSentence

FILE = "judgments/second_writer.jsonl"


def load_test_sentences(root: Path, gold: Gold) -> tuple[TestSentence, ...]:
    """Read the test sentences of an article.

    Args:
        root: of the corpus.
        gold: the article's gold.

    Returns:
        The sentences in the order of the file, none where the article has no such file.

    Raises:
        InputError: with every fault, a sentence for an unknown claim included.
    """
    path = root / "annotations" / gold.article.id / FILE
    if not path.is_file():
        return ()
    known = {claim.id for claim in gold.claims}
    faults: list[Fault] = []

    def check(where: str, sentence: TestSentence) -> Iterator[Fault]:
        if sentence.claim not in known:
            yield Fault(f"{where}: claim", "unknown claim", sentence.claim, "the id of a claim")

    sentences = read_records(path, TestSentence, f"{gold.article.id}/{FILE}", faults, check)
    if faults:
        raise InputError(faults)
    return tuple(sentence for _, sentence in sentences)
