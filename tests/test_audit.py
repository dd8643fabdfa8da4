"""A person's audit of the gold: drawn by lot, kept at once, counted against the gold."""

import io
import shutil
from pathlib import Path

import pytest

from claimbench.cli import main
from claimbench.corpus.audit import audited, draw, load_audit
from claimbench.corpus.corpus import Corpus, load_corpus
from claimbench.model.faults import InputError


@pytest.fixture
def corpus(small: Corpus, tmp_path: Path) -> Corpus:
    shutil.copytree(small.root, tmp_path / "c")
    return load_corpus(tmp_path / "c")


def answer(corpus: Corpus, typed: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    return main(["gold", "audit", "--auditor", "ada", f"--corpus={corpus.root}"])


def test_sixty_claims_and_a_hundred_and_fifty_sentences_are_drawn_and_the_seed_decides(shipped: Corpus) -> None:
    gold = shipped.golds[0]
    questions = draw(gold, seed=0)
    assert sum(q.sentence == "" for q in questions) == 60
    assert sum(q.sentence != "" for q in questions) == 150
    assert draw(gold, seed=0) == questions != draw(gold, seed=1)
    assert {q.expected for q in questions if q.sentence} == {"yes", "no"}


def test_verdicts_are_kept_and_the_next_session_goes_on(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    gold = corpus.golds[0]
    path = corpus.root / "annotations" / gold.article.id / "audits" / "ada.jsonl"
    assert answer(corpus, "y\nwhat\nn holder is wrong\nq\n", monkeypatch) == 0
    assert [(a.verdict, a.remark) for a in load_audit(path, gold)] == [("yes", ""), ("no", "holder is wrong")]
    assert answer(corpus, "u\n", monkeypatch) == 0  # the input ends: as if q had been typed
    questions = draw(gold)
    assert [a.claim for a in load_audit(path, gold)] == [q.claim for q in questions[:3]]


def test_audited_agreement_counts_verdicts_that_are_the_golds(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    gold = corpus.golds[0]
    assert audited(corpus.root, gold) == "no human audit yet"
    answer(corpus, "y\nn\nu\ny\nq\n", monkeypatch)  # all four are claims: the gold says yes
    assert audited(corpus.root, gold) == "audited by ada: agrees on 2 of 4"


def test_faults_of_an_audit_come_all_at_once(corpus: Corpus) -> None:
    gold = corpus.golds[0]
    path = corpus.root / "annotations" / gold.article.id / "audits" / "eve.jsonl"
    path.parent.mkdir()
    good = '{"claim": "p01c01", "sentence": "", "gold": "1.0.0", "verdict": "yes"}'
    path.write_text(f"{good}\n{good.replace('p01c01', 'none')}\n{good.replace('yes', 'maybe')}\n")
    with pytest.raises(InputError) as caught:
        audited(corpus.root, gold)
    assert [f.what for f in caught.value.faults] == ["not in the gold", "value not in the vocabulary"]


def test_auditor_must_have_a_name_that_can_be_a_files(corpus: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gold", "audit", "--auditor", "../eve", f"--corpus={corpus.root}"]) == 2
    assert "not a name" in capsys.readouterr().err
