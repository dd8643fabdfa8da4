from pathlib import Path

import pytest

from claimbench.corpus.corpus import Corpus, load_corpus
from claimbench.corpus.location import baselines
from claimbench.submissions.opening import open_submission

pytest_plugins = ["pytester"]

SMALL = Path(__file__).parent / "corpus"
_MANIFESTS = [(folder, open_submission(str(folder)).manifest) for folder in baselines()]
CODE = [folder for folder, manifest in _MANIFESTS if manifest.kind == "class" and not manifest.requirements]
"""Baselines that run anywhere: the others answer from a file, for the shipped article, or need an environment."""


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
