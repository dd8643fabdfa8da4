"""The shipped gold and its article: what can be verified holds."""

import hashlib
import json
from pathlib import Path

import pytest

from claimbench.corpus.checks import check_gold
from claimbench.corpus.corpus import Corpus
from claimbench.corpus.location import data_root
from claimbench.model.gold import Gold
from claimbench.model.vocabulary import AUTHOR

NAME = "the-fallacy-of-negotiating-with-putin"


@pytest.fixture(scope="module")
def gold(shipped: Corpus) -> Gold:
    return shipped.golds[0]


def test_article_is_the_one_that_was_given_byte_for_byte() -> None:
    raw = (data_root() / "seeds" / f"{NAME}.txt").read_bytes()
    assert hashlib.sha256(raw).hexdigest() == "99009a2a453a334f8936497d5514ccb6dbd109536331826090eb3dbb364b6465"


def test_body_has_fourteen_paragraphs_and_all_of_its_sentences(gold: Gold) -> None:
    assert len(gold.article.paragraphs) == 14
    body = gold.article.info.body.cut(gold.article.text)
    joined = "".join(s.cut(gold.article.text) for s in gold.article.sentences)
    assert "".join(joined.split()) == "".join(body.split())


def test_gold_check_finds_no_fault(gold: Gold) -> None:
    assert check_gold(gold, Path(data_root()) / "annotations" / NAME) == []


def test_every_span_slices_to_its_quote(gold: Gold) -> None:
    fragments = [f for c in gold.claims for m in c.mentions for f in m.fragments]
    assert len(fragments) > len(gold.claims)
    assert [gold.article.text[f.start : f.end] for f in fragments] == [f.quote for f in fragments]


def test_every_rejected_claim_has_a_counter_of_the_author(gold: Gold) -> None:
    by_id = {c.id: c for c in gold.claims}
    rejected = [c for c in gold.claims if c.commitment == "rejects"]
    assert len(rejected) >= 4
    assert {by_id[c.counter or ""].holder for c in rejected} == {AUTHOR}


def test_every_parenthesised_source_of_the_article_supports_a_claim(gold: Gold) -> None:
    body = gold.article.info.body.cut(gold.article.text)
    sources = {part.strip() for inside in _parentheses(body) for part in inside.split(";")}
    sources = {s for s in sources if any(ch.isdigit() for ch in s)}
    cited = {c.text for claim in gold.claims for c in claim.citations}
    assert len(sources) == 18  # counted by hand
    assert sources == cited


def test_two_readers_called_every_wording_the_same_and_every_near_miss_another_claim(gold: Gold) -> None:
    votes = {}
    for line in (Path(data_root()) / "annotations" / NAME / "votes.jsonl").read_text().splitlines():
        record = json.loads(line)
        votes[record["claim"], record["sentence"]] = record["votes"]
    for claim in gold.claims:
        assert [votes[claim.id, w.id] for w in claim.wordings] == [["same", "same"]] * len(claim.wordings)
        assert [votes[claim.id, m.id] for m in claim.near_misses] == [["not the same"] * 2] * len(claim.near_misses)


def test_no_holder_has_contradictory_stances_towards_one_target(gold: Gold) -> None:
    polarity: dict[tuple[str, str], str] = {}
    for claim in gold.claims:
        for stance in claim.stances:
            assert polarity.setdefault((stance.holder, stance.target), stance.polarity) == stance.polarity


def _parentheses(text: str) -> list[str]:
    return [piece.split(")")[0] for piece in text.split("(")[1:]]
