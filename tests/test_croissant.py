"""The Croissant description: a loader that knows only Croissant reads the gold by it."""

import hashlib
import json
from pathlib import Path

import mlcroissant
import pytest

from claimbench.cli import main
from claimbench.corpus.corpus import Corpus
from claimbench.corpus.croissant import to_croissant

NAME = "the-fallacy-of-negotiating-with-putin"


def test_shipped_description_is_that_of_the_shipped_files(shipped: Corpus) -> None:
    stored = (shipped.root / "annotations" / "croissant.json").read_bytes()
    assert stored == to_croissant(shipped), "claimbench gold export -o annotations/croissant.json"


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.filterwarnings("ignore::DeprecationWarning:mlcroissant")
def test_croissant_loader_reads_every_claim_and_finds_no_error(shipped: Corpus) -> None:
    dataset = mlcroissant.Dataset(jsonld=str(shipped.root / "annotations" / "croissant.json"))
    assert not dataset.metadata.issues.errors
    (gold,) = shipped.golds
    read = [(r[f"{NAME}/id"].decode(), r[f"{NAME}/text"].decode()) for r in dataset.records(NAME)]
    assert read == [(claim.id, claim.text) for claim in gold.claims]


def test_hashes_are_those_of_the_files(shipped: Corpus) -> None:
    home = shipped.root / "annotations"
    for file in json.loads(to_croissant(shipped))["distribution"]:
        assert file["sha256"] == hashlib.sha256((home / file["contentUrl"]).read_bytes()).hexdigest()


def test_canary_of_the_gold_stands_in_the_data_card(shipped: Corpus) -> None:
    for gold in shipped.golds:
        assert len(gold.info.canary) > 36
        assert gold.info.canary in (shipped.root / "annotations" / "README.md").read_text()


def test_command_writes_it_for_any_corpus(small: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "croissant.json"
    assert main(["gold", "export", f"--corpus={small.root}", "-o", str(path)]) == 0
    assert path.read_bytes() == to_croissant(small)
