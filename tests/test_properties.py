"""What must be true of every layer and view, whatever is predicted (the design's points 1 to 8)."""

import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimbench.alignment.align import Ruler
from claimbench.corpus.corpus import Corpus
from claimbench.model.gold import Gold
from claimbench.model.prediction import PredictedClaim
from claimbench.model.vocabulary import LAYERS, SUBLAYERS, VIEWS
from claimbench.scoring.article import ArticleScore, score_article
from making import answer, as_prediction, mixture, required, ruler, score

COUNTED = (*LAYERS, *VIEWS, *SUBLAYERS, "coverage.recall", "coverage.precision")
FIXED_GOLD = ("claims", "families", "holder", "commitment", "modality", "kind", "checkable", "citation", "joint")
FEW = settings(max_examples=10, deadline=None)
SEEDS = st.integers(0, 10**6)


@pytest.fixture(scope="module", params=["harbour-toll", "night-trains"])
def gold(request: pytest.FixtureRequest, small: Corpus) -> Gold:
    return next(g for g in small.golds if g.article.id == request.param)


def ratios(result: ArticleScore, name: str) -> list[float]:
    counts = result.total(name)
    return [v for v in (counts.precision, counts.recall, counts.f1) if v is not None]


@pytest.mark.parametrize("name", COUNTED)
def test_gold_against_itself_is_exactly_one(name: str, gold: Gold) -> None:
    assert set(ratios(score(gold, required(gold)), name)) <= {1.0}


@pytest.fixture(scope="module")
def perfect(shipped: Corpus) -> ArticleScore:
    return score(shipped.golds[0], required(shipped.golds[0]))


@pytest.mark.parametrize("name", COUNTED)
def test_the_real_gold_against_itself_is_exactly_one(name: str, perfect: ArticleScore) -> None:
    # this gold has no neutral stance
    assert ratios(perfect, name) == ([] if name.endswith("neutral") else [1.0, 1.0, 1.0])


@pytest.mark.parametrize("name", COUNTED)
def test_empty_answer_has_precision_and_recall_zero(name: str, gold: Gold) -> None:
    counts = score(gold, []).total(name)
    assert (counts.tp, counts.fp) == (0, 0)
    assert counts.precision in (0.0, None)
    assert counts.recall in (0.0, None)
    assert counts.precision == counts.recall  # None exactly where the gold has nothing in this layer


@FEW
@given(seed=SEEDS)
def test_no_ratio_leaves_zero_to_one(small: Corpus, seed: int) -> None:
    for gold in small.golds:
        result = score(gold, mixture(gold, seed, 12))
        assert all(0 <= v <= 1 for name in COUNTED for v in ratios(result, name))


@FEW
@given(seed=SEEDS)
def test_order_of_claims_changes_no_figure(small: Corpus, seed: int) -> None:
    gold = small.golds[0]
    claims = mixture(gold, seed, 12)
    shuffled = random.Random(seed).sample(claims, len(claims))
    assert score(gold, shuffled).counts == score(gold, claims).counts


@FEW
@given(seed=SEEDS)
def test_ids_of_predictions_change_no_figure(small: Corpus, seed: int) -> None:
    gold = small.golds[0]
    claims = mixture(gold, seed, 10)
    named = [msgspec.structs.replace(c, id=f"{(7 * i) % 10}") for i, c in enumerate(claims)]
    assert score(gold, named).counts == score(gold, claims).counts


@FEW
@given(seed=SEEDS)
def test_order_of_gold_claims_changes_no_figure(small: Corpus, seed: int) -> None:
    gold = small.golds[0]
    claims = tuple(random.Random(seed).sample(gold.claims, len(gold.claims)))
    other = msgspec.structs.replace(gold, claims=claims)
    predicted = answer(gold, mixture(gold, seed, 10))
    assert score_article(Ruler(other), predicted).counts == score_article(ruler(gold), predicted).counts


@FEW
@given(seed=SEEDS)
def test_a_wrong_claim_never_raises_precision_in_any_layer(small: Corpus, seed: int) -> None:
    gold = small.golds[0]
    claims = mixture(gold, seed, 8)
    wrong = msgspec.structs.replace(
        as_prediction(gold.claims[0]), text="Zebras hum at dusk in Antarctica.", stances=None
    )
    before, after = score(gold, claims), score(gold, [*claims, wrong])
    assert after.diagnostics["predicted"] == before.diagnostics["predicted"] + 1
    for name in COUNTED:
        old, new = before.total(name), after.total(name)
        if old.precision is not None and new.precision is not None:
            assert new.precision <= old.precision, name


@FEW
@given(seed=SEEDS)
def test_what_is_to_be_found_does_not_depend_on_what_is_predicted(small: Corpus, seed: int) -> None:
    for gold in small.golds:
        full, empty = score(gold, mixture(gold, seed, 10)), score(gold, [])
        for name in (*FIXED_GOLD, "stance.document", "stance.claim", "coverage.recall"):
            assert full.total(name).tp + full.total(name).fn == empty.total(name).fn, name


@FEW
@given(seed=SEEDS)
def test_every_prediction_is_in_claims_exactly_once(small: Corpus, seed: int) -> None:
    gold = small.golds[0]
    claims = mixture(gold, seed, 12)
    result = score(gold, claims)
    counts, aside = result.total("claims"), result.diagnostics["aside"]
    assert counts.tp + counts.fp + aside == len(claims)
    strict, lenient = result.total("claims.strict"), result.total("claims.lenient")
    assert (strict.tp, strict.fp) == (counts.tp, counts.fp + aside)
    assert (lenient.tp, lenient.fp) == (counts.tp + aside, counts.fp)


@FEW
@given(seed=SEEDS, copies=st.integers(2, 5))
def test_copies_of_an_answer_gain_no_recall_and_lose_precision(small: Corpus, seed: int, copies: int) -> None:
    gold = small.golds[0]
    claims = mixture(gold, seed, 6)
    once, often = score(gold, claims), score(gold, claims * copies)
    assert often.total("claims").tp == once.total("claims").tp
    assert often.total("claims").fp >= once.total("claims").fp + (copies - 1) * once.total("claims").tp
    assert often.total("coverage.recall") == once.total("coverage.recall")


@FEW
@given(seed=SEEDS)
def test_blocks_add_up_to_the_article(small: Corpus, seed: int) -> None:
    gold = small.golds[0]
    result = score(gold, mixture(gold, seed, 10))
    for name in COUNTED:
        assert len(result.counts[name]) == len(gold.article.paragraphs)
        assert sum(c.tp for c in result.counts[name]) == result.total(name).tp


@FEW
@given(seed=SEEDS)
def test_attribute_is_never_credited_beyond_its_claim(small: Corpus, seed: int) -> None:
    gold = small.golds[0]
    result = score(gold, mixture(gold, seed, 10))
    for name in ("holder", "commitment", "modality", "kind", "checkable", "joint"):
        assert result.total(name).tp <= result.total("claims").tp
    assert result.total("joint").tp <= min(result.total("holder").tp, result.total("commitment").tp)


def test_failed_state_counts_as_all_misses(gold: Gold) -> None:
    failed = score_article(ruler(gold), None, "timeout")
    assert failed.counts == score(gold, []).counts
    assert failed.state == "timeout"
    assert failed.total("claims").fn == sum(c.required for c in gold.claims) > 0


def test_absent_attribute_is_a_miss_and_no_false_positive(gold: Gold) -> None:
    bare = [PredictedClaim(text=c.text) for c in gold.claims if c.required]
    for name in ("commitment", "modality", "kind", "checkable", "joint"):
        counts = score(gold, bare).total(name)
        assert (counts.tp, counts.fp, counts.fn) == (0, 0, len(bare))
