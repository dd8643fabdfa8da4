from pathlib import Path

import pytest

from claimbench.corpus.corpus import Corpus, load_corpus

pytest_plugins = ["pytester"]

SMALL = Path(__file__).parent / "corpus"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests neither find nor leave anything in the user's cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture(scope="session")
def shipped() -> Corpus:
    """The real article with its gold."""
    return load_corpus()


@pytest.fixture(scope="session")
def small() -> Corpus:
    """Two small articles written for the tests; one leaves every optional field empty."""
    return load_corpus(SMALL)
