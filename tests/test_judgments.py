"""The sentences that judge the matcher: kept apart from the references, and read strictly."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from claimbench.corpus.corpus import Corpus
from claimbench.corpus.judgments import SENTENCES, load_test_sentences
from claimbench.matching.leave_one_out import second_writer
from claimbench.matching.matcher import LexicalMatcher
from claimbench.model.faults import InputError
from claimbench.model.gold import TestSentence


def test_every_claim_has_wordings_and_two_near_misses_of_the_second_writer(shipped: Corpus) -> None:
    gold = shipped.golds[0]
    kinds = Counter((s.claim, s.change is None) for s in load_test_sentences(shipped.root, gold))
    assert {claim: n for (claim, stated), n in kinds.items() if not stated} == {c.id: 2 for c in gold.claims}
    assert {claim: n for (claim, stated), n in kinds.items() if stated} == {c.id: 3 for c in gold.claims}


def test_matcher_error_on_the_second_writer_is_what_the_data_card_says(shipped: Corpus) -> None:
    gold = shipped.golds[0]
    measured = second_writer(gold, LexicalMatcher(gold), load_test_sentences(shipped.root, gold))
    accepted, misses = sum(measured.near_misses.accepted.values()), sum(measured.near_misses.n.values())
    assert (measured.wordings.n, misses) == (396, 298)
    assert measured.wordings.right / 396 == pytest.approx(0.750, abs=0.001)
    assert measured.wordings.other / 396 == pytest.approx(0.023, abs=0.001)
    assert accepted / 298 == pytest.approx(0.242, abs=0.001)


def test_sentence_that_reads_like_a_reference_is_left_out(shipped: Corpus) -> None:
    gold = shipped.golds[0]
    same = TestSentence(claim=gold.claims[0].id, text=gold.claims[0].wordings[0].text.upper())
    other = TestSentence(claim=gold.claims[0].id, text="Zebras hum.")
    assert second_writer(gold, LexicalMatcher(gold), [same, other]).wordings.n == 1


def test_corpus_without_test_sentences_has_none(small: Corpus) -> None:
    assert load_test_sentences(small.root, small.golds[0]) == ()


def test_faults_of_test_sentences_come_all_at_once(small: Corpus, tmp_path: Path) -> None:
    gold = small.golds[0]
    shutil.copytree(small.root, tmp_path / "c")
    path = tmp_path / "c" / "annotations" / gold.article.id / SENTENCES
    path.parent.mkdir()
    path.write_text('{"claim": "none", "text": "x"}\n{"claim": "p01c01", "change": "mood", "text": "x"}\n{\n')
    with pytest.raises(InputError) as caught:
        load_test_sentences(tmp_path / "c", gold)
    found = [(f.where.rsplit(":", 2)[-2:], f.what.split(":")[0]) for f in caught.value.faults]
    assert [what for _, what in found] == ["unknown id", "value not in the vocabulary", "invalid JSON"]
