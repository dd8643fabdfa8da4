from pathlib import Path

import pytest

from claimbench.corpus.corpus import Corpus, load_corpus

pytest_plugins = ["pytester"]

SMALL = Path(__file__).parent / "corpus"


@pytest.fixture(scope="session")
def shipped() -> Corpus:
    """The real article with its gold."""
    return load_corpus()


@pytest.fixture(scope="session")
def small() -> Corpus:
    """Two small articles written for the tests; one leaves every optional field empty."""
    return load_corpus(SMALL)
