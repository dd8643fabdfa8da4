"""Families, coverage and the outcomes of predictions, on the toy article."""

import msgspec
import pytest

from claimbench.alignment.align import Ruler
from claimbench.model.counts import Counts
from claimbench.model.gold import Gold
from claimbench.model.prediction import PredictedClaim
from claimbench.scoring.article import ArticleScore, score_article
from making import answer
from toy import SENTENCES, toy_gold


@pytest.fixture(scope="module")
def gold() -> Gold:
    """rose and suffer are the parts of an optional whole, lied."""
    plain = toy_gold()
    parts = {"rose", "suffer"}
    claims = [msgspec.structs.replace(c, part_of="lied" if c.id in parts else None) for c in plain.claims]
    return msgspec.structs.replace(plain, claims=tuple(claims))


@pytest.fixture(scope="module")
def ruler(gold: Gold) -> Ruler:
    return Ruler(gold)


def run(ruler: Ruler, *texts: str) -> ArticleScore:
    return score_article(ruler, answer(ruler.gold, [PredictedClaim(text=text) for text in texts]))


def outcomes(result: ArticleScore) -> list[str]:
    return sorted(p.outcome for p in result.predictions)


def test_a_family_is_found_by_any_member(ruler: Ruler) -> None:
    # families: {lied, rose, suffer}, {double}, {cap}
    assert run(ruler, SENTENCES["rose"]).total("families") == Counts(tp=1, fp=0, fn=2)
    assert run(ruler, SENTENCES["lied"]).total("families") == Counts(tp=1, fp=0, fn=2)
    assert run(ruler, SENTENCES["rose"], SENTENCES["suffer"]).total("families") == Counts(tp=1, fp=0, fn=2)
    assert run(ruler, SENTENCES["cap"], "Zebras hum.").total("families") == Counts(tp=1, fp=1, fn=2)


def test_merged_prediction_covers_the_claims_of_one_sentence_only(ruler: Ruler) -> None:
    merged = run(ruler, "Rents rose sharply in March, and parliament must cap rents.")
    covered = {g.id for g in merged.gold if g.covered}
    assert len(covered) == 1  # the two stand in different sentences of the article
    assert merged.total("coverage.recall") == Counts(tp=1, fp=0, fn=3)


def test_coverage_precision_counts_content_words_of_copies_too(ruler: Ruler) -> None:
    once = run(ruler, SENTENCES["cap"], "Zebras hum quietly.")
    twice = run(ruler, SENTENCES["cap"], "Zebras hum quietly.", "Zebras hum quietly.")
    # parliament, cap, rent (must is a function word) are covered; zebra, hum, quietly are not
    assert once.total("coverage.precision") == Counts(tp=3, fp=3, fn=0)
    assert twice.total("coverage.precision") == Counts(tp=3, fp=6, fn=0)


def test_whole_article_as_one_claim_covers_three_claims_at_most(shipped_ruler: Ruler) -> None:
    result = run(shipped_ruler, shipped_ruler.gold.article.text)
    assert sum(g.covered for g in result.gold) <= 3
    assert result.total("claims").tp <= 1


@pytest.fixture(scope="module")
def shipped_ruler(shipped: "Corpus") -> Ruler:  # type: ignore[name-defined]  # noqa: F821
    return Ruler(shipped.golds[0])


def test_negated_claim_is_contradicting_and_no_match(ruler: Ruler) -> None:
    result = run(ruler, "Parliament must not cap rents.")
    assert outcomes(result) == ["contradicting"]
    assert result.total("claims") == Counts(tp=0, fp=1, fn=4)


def test_inverse_of_every_claim_finds_nothing(ruler: Ruler) -> None:
    inverse = [f"It is not so that {text.lower()}" for text in SENTENCES.values()]
    assert run(ruler, *inverse).total("claims").tp == 0


def test_prediction_that_is_not_in_the_article_is_ungrounded(ruler: Ruler) -> None:
    assert outcomes(run(ruler, "Zebras hum quietly at dusk.")) == ["ungrounded"]


def test_denial_that_is_the_counter_of_a_rejected_claim_is_a_match_and_not_contradicting(shipped: "Corpus") -> None:  # type: ignore[name-defined]  # noqa: F821
    gold = shipped.golds[0]
    rejected = [c for c in gold.claims if c.commitment == "rejects" and c.counter]
    by_id = {c.id: c for c in gold.claims}
    counters = list(dict.fromkeys(by_id[c.counter or ""].text for c in rejected))
    result = run(Ruler(gold), *counters)
    assert outcomes(result) == ["matched"] * len(counters)
