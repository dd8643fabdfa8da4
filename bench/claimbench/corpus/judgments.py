"""What the matcher is judged by: sentences of writers that never enter the references."""

from pathlib import Path

from claimbench.model.decoding import decode
from claimbench.model.faults import Fault, InputError
from claimbench.model.gold import Gold, TestSentence
from claimbench.model.json_text import lines

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
    sentences = []
    for number, line in lines(path, faults):
        where = f"{gold.article.id}/{FILE}:{number}"
        try:
            sentence = decode(line, TestSentence, where)
        except InputError as error:
            faults.extend(error.faults)
            continue
        if sentence.claim not in known:
            faults.append(Fault(f"{where}: claim", "unknown claim", sentence.claim, "the id of a claim"))
        sentences.append(sentence)
    if faults:
        raise InputError(faults)
    return tuple(sentences)
