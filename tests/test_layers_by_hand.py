"""Every layer on the toy article, with the arithmetic written out."""

import pytest

from claimbench.alignment.align import Ruler
from claimbench.model.counts import Counts
from claimbench.model.gold import Gold, Stance
from claimbench.model.prediction import PredictedClaim, PredictedSpan
from claimbench.scoring.article import ArticleScore, score_article
from making import answer, as_prediction
from toy import SENTENCES, TEXT, toy_gold


@pytest.fixture(scope="module")
def gold() -> Gold:
    return toy_gold()


@pytest.fixture(scope="module")
def ruler(gold: Gold) -> Ruler:
    return Ruler(gold)


def run(ruler: Ruler, *claims: PredictedClaim, stances: tuple[Stance, ...] | None = None) -> ArticleScore:
    return score_article(ruler, answer(ruler.gold, claims, stances=stances))


def said(name: str, **fields: object) -> PredictedClaim:
    return PredictedClaim(text=SENTENCES[name], **fields)


def test_claims_two_right_one_copy_one_wrong_one_optional(ruler: Ruler) -> None:
    result = run(ruler, said("rose"), said("rose"), said("cap"), said("lied"), PredictedClaim(text="Zebras hum."))
    # 4 required: rose and cap are found, double and suffer missed; the copy and the zebras are wrong; lied is set aside
    assert result.total("claims") == Counts(tp=2, fp=2, fn=2)
    assert result.total("claims.strict") == Counts(tp=2, fp=3, fn=2)
    assert result.total("claims.lenient") == Counts(tp=3, fp=2, fn=2)
    counts = result.total("claims")
    assert (counts.precision, counts.recall, counts.f1) == (2 / 4, 2 / 4, 4 / 8)


def test_second_prediction_of_an_optional_claim_is_a_false_positive(ruler: Ruler) -> None:
    result = run(ruler, said("lied"), said("lied"))
    assert result.total("claims") == Counts(tp=0, fp=1, fn=4)
    assert result.diagnostics["duplicate"] == 1


def test_spans_are_characters_of_the_aligned_pair(ruler: Ruler) -> None:
    start = TEXT.index("Rents rose")
    half = PredictedSpan(start, start + len("Rents rose"))
    stray = PredictedSpan(0, 6)
    result = run(ruler, said("rose", spans=(half,)), said("cap"), PredictedClaim(text="Zebras hum.", spans=(stray,)))
    lengths = {
        name: len(c.mentions[0].fragments[0].quote) for name, c in zip(SENTENCES, ruler.gold.claims, strict=True)
    }
    # rose: 10 of 27 characters; cap is matched without a span, double and suffer are missed: all theirs are fn
    tp = len("Rents rose")
    fn = lengths["rose"] - tp + lengths["cap"] + lengths["double"] + lengths["suffer"]
    assert result.total("spans") == Counts(tp=tp, fp=6, fn=fn)


def test_marking_the_whole_text_does_not_pay_in_spans(ruler: Ruler) -> None:
    exact = [as_prediction(c) for c in ruler.gold.claims if c.required]
    whole = [PredictedClaim(text=c.text, spans=(PredictedSpan(0, len(TEXT)),)) for c in exact]
    right, greedy = run(ruler, *exact).total("spans"), run(ruler, *whole).total("spans")
    # recall is the same; each of the four pairs pays for the whole text
    assert greedy.recall == right.recall == 1.0
    assert greedy.fp == 4 * len(TEXT) - greedy.tp
    assert (greedy.precision or 0) < 0.25


def test_attributes_end_to_end(ruler: Ruler) -> None:
    result = run(
        ruler,
        said("rose", holder="author", kind="causal"),
        said("double", holder="Central Bank", commitment="reports"),
        said("cap"),
        PredictedClaim(text="Zebras hum.", holder="author"),
    )
    # holder: rose and double right, cap absent (fn), suffer missed (fn), the zebras' holder is fp
    assert result.total("holder") == Counts(tp=2, fp=1, fn=2)
    # kind: only rose says one, and it is wrong
    assert result.total("kind") == Counts(tp=0, fp=1, fn=4)
    # joint needs holder and commitment: only double has both
    assert result.total("joint") == Counts(tp=1, fp=0, fn=3)


def test_conditional_accuracy_stands_beside_the_majority_class_for_author_and_others(ruler: Ruler) -> None:
    result = run(ruler, said("rose", holder="author"), said("double", holder="author"), said("suffer", holder="bank"))
    table = result.conditional["holder"]
    # aligned: rose (author, right), suffer (author, wrong), double (bank, wrong); the constant "author" gets 2 of 3
    assert (table["all"].required, table["all"].aligned, table["all"].right, table["all"].majority) == (4, 3, 1, 2)
    assert (table["author"].aligned, table["author"].right, table["author"].majority) == (2, 1, 2)
    assert (table["other"].aligned, table["other"].right, table["other"].majority) == (1, 0, 1)


def test_citations_by_text_or_by_outlet(ruler: Ruler) -> None:
    assert run(ruler, said("double", citations=("Bank, May 2",))).total("citation") == Counts(tp=1)
    assert run(ruler, said("double", citations=("Bank",))).total("citation") == Counts(tp=1)
    # a wrong one beside the right one, and one on a claim that has none
    both = run(ruler, said("double", citations=("(Bank, May 2)", "Times, May 3")), said("rose", citations=("Bank",)))
    assert both.total("citation") == Counts(tp=1, fp=2, fn=0)


def test_document_stances_are_distinct_tuples_pooled_from_claims_and_list(ruler: Ruler) -> None:
    cap = Stance(holder="the author", target="rent cap", polarity="favor")
    strange = Stance(holder="author", target="giraffes", polarity="against")
    result = run(ruler, said("rose", stances=(cap,)), said("suffer", stances=(cap,)), stances=(cap, strange))
    # three times the same right tuple is one tp; giraffes mean nothing: fp; the stance against landlords is missed
    assert result.total("stance.document") == Counts(tp=1, fp=1, fn=1)
    assert result.total("stance.document.favor") == Counts(tp=1)
    assert result.total("stance.document.against") == Counts(fp=1, fn=1)
    assert (result.resolution.targets, result.resolution.targets_unresolved) == (2, 1)


def test_contradictory_polarities_forfeit_the_pair(ruler: Ruler) -> None:
    favor = Stance(holder="author", target="rent cap", polarity="favor")
    against = Stance(holder="author", target="rent cap", polarity="against")
    result = run(ruler, said("cap", stances=(favor, against)))
    # both are wrong, and favor, which is in the gold, is missed
    assert result.total("stance.document") == Counts(tp=0, fp=2, fn=2)
    assert result.total("stance.claim") == Counts(tp=1, fp=1, fn=1)  # within the pair each is judged for itself


def test_stance_of_an_unaligned_claim_counts_for_the_document_and_not_for_claims(ruler: Ruler) -> None:
    stance = Stance(holder="author", target="rent cap", polarity="favor")
    result = run(ruler, PredictedClaim(text="Zebras hum.", stances=(stance,)))
    assert result.total("stance.document") == Counts(tp=1, fp=0, fn=1)
    assert result.total("stance.claim") == Counts(tp=0, fp=1, fn=2)


def test_attribution_in_the_text_is_stripped_and_serves_where_the_holder_is_absent(ruler: Ruler) -> None:
    stripped = run(ruler, PredictedClaim(text="According to the bank, wages will double."))
    assert stripped.total("claims").tp == 1
    assert stripped.total("holder") == Counts(tp=1, fp=0, fn=3)
    declared = run(ruler, PredictedClaim(text="According to the bank, wages will double.", holder="author"))
    assert declared.total("holder") == Counts(tp=0, fp=1, fn=4)


def test_a_pair_counts_in_the_block_of_its_gold_claim_whatever_spans_are_declared(ruler: Ruler) -> None:
    elsewhere = PredictedSpan(TEXT.index("Rents rose"), TEXT.index("Rents rose") + 5)
    result = run(ruler, said("cap", spans=(elsewhere,)))
    assert [c.tp for c in result.counts["claims"]] == [0, 1]


def test_an_unpaired_prediction_counts_at_its_most_similar_sentence(ruler: Ruler) -> None:
    result = run(ruler, PredictedClaim(text="Agents wore green hats and boots."))
    assert [c.fp for c in result.counts["claims"]] == [0, 1]
