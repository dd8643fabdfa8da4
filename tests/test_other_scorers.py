"""Our figures against those of other scorers, and the faults found in other scorers as facts that hold of ours."""

import random
from collections.abc import Callable, Sequence
from itertools import permutations
from pathlib import Path

import krippendorff
import msgspec
import numpy as np
import pytest
from nervaluate.entities import EvaluationResult
from nervaluate.evaluator import Evaluator
from sklearn.metrics import cohen_kappa_score, f1_score

from claimbench.alignment.align import Ruler
from claimbench.alignment.assign import Edge, assign
from claimbench.corpus.corpus import Corpus
from claimbench.leaderboard.score import Scorer
from claimbench.matching.matcher import ACCEPT, REJECT, Verdicts
from claimbench.model.counts import Counts
from claimbench.model.gold import Fragment, Gold, Mention, Stance, Target
from claimbench.model.prediction import PredictedClaim, PredictedSpan
from claimbench.scoring.article import score_article
from claimbench.statistics.reliability import alpha, kappa
from claimbench.submissions.manifest import Manifest
from claimbench.submissions.opening import Submission
from claimbench.submissions.runner import Answer
from making import answer, as_prediction
from toy import SENTENCES, TEXT, toy_gold

Ranges = Sequence[tuple[int, int]]
LABELS = ("favor", "against")


def marked(**places: Ranges) -> Gold:
    """The toy gold with these claims only, each with one mention at these half-open ranges."""
    gold = toy_gold()
    mentions = {n: tuple(Fragment(start=s, end=e, quote=TEXT[s:e]) for s, e in at) for n, at in places.items()}
    claims = ((c, Mention(fragments=mentions[c.id])) for c in gold.claims if c.id in places)
    return msgspec.structs.replace(gold, claims=tuple(msgspec.structs.replace(c, mentions=(m,)) for c, m in claims))


def said(name: str, *ranges: tuple[int, int], **fields: object) -> PredictedClaim:
    return PredictedClaim(text=SENTENCES[name], spans=tuple(PredictedSpan(*r) for r in ranges) or None, **fields)


def count(gold: Gold, layer: str, *claims: PredictedClaim, stances: tuple[Stance, ...] | None = None) -> Counts:
    return score_article(Ruler(gold), answer(gold, claims, stances=stances)).total(layer)


def nervaluate(gold: Sequence[Ranges], predicted: Sequence[Ranges], strategy: str) -> EvaluationResult:
    """Its counts over documents, one a claim; its ends are inclusive."""
    both = [[[{"label": "c", "start": s, "end": e - 1} for s, e in doc] for doc in side] for side in (gold, predicted)]
    return Evaluator(*both, tags=["c"], loader="dict").evaluate()["overall"][strategy]


@pytest.mark.parametrize("seed", range(5))
def test_character_counts_are_those_of_nervaluate_with_every_character_an_entity(seed: int) -> None:
    draw = random.Random(seed)
    gold, predicted = {}, {}
    for name in ("rose", "double", "suffer", "cap"):
        a, b, c, d = sorted(draw.sample(range(len(TEXT)), 4))
        gold[name] = [(a, b), (c, d)]
        predicted[name] = [tuple(sorted(draw.sample(range(len(TEXT)), 2))) for _ in range(draw.randint(1, 3))]
    del predicted[draw.choice(list(predicted))]
    claims = [said(name, *ranges) for name, ranges in predicted.items()]
    stray = PredictedClaim(text="Zebras hum.", spans=(PredictedSpan(3, 17),))

    def characters(ranges: Ranges) -> Ranges:
        return [(at, at + 1) for at in sorted({at for s, e in ranges for at in range(s, e)})]

    wanted = [*map(characters, gold.values()), []]
    other = nervaluate(wanted, [characters(predicted.get(n, [])) for n in gold] + [characters([(3, 17)])], "exact")
    assert (other.incorrect, other.partial) == (0, 0)
    expected = Counts(tp=other.correct, fp=other.spurious, fn=other.missed)
    assert count(marked(**gold), "spans", *claims, stray) == expected


@pytest.mark.parametrize(
    ("predicted", "f1"),
    # half right: 1 correct and 1/2 for a partial of 2 with nervaluate, 10 + 5 of 20 characters with us
    [([(10, 20), (40, 50)], 1.0), ([(60, 70), (80, 90)], 0.0), ([(10, 20), (45, 55)], 0.75)],
)
def test_partial_credit_is_nervaluates_where_spans_are_right_wrong_or_half_right(predicted: Ranges, f1: float) -> None:
    rose, cap = predicted
    assert nervaluate([[(10, 20)], [(40, 50)]], [[rose], [cap]], "partial").f1 == f1
    assert count(marked(rose=[(10, 20)], cap=[(40, 50)]), "spans", said("rose", rose), said("cap", cap)).f1 == f1


def test_order_of_spans_changes_nothing_where_nervaluate_depends_on_it() -> None:
    # inclusive ends: gold (0-5), (6-9), predicted (4-9), (0-5): its partial F1 (1.2.1) is 0.25, in the other order 0.75
    one, two = marked(rose=[(0, 6), (6, 10)]), marked(rose=[(0, 6)], cap=[(6, 10)])
    for spans in permutations(((0, 6), (4, 10))):  # together they mark 0..9, as the gold does
        assert count(one, "spans", said("rose", *spans)) == Counts(tp=10, fp=0, fn=0)
    for claims in permutations((said("rose", (0, 6)), said("cap", (4, 10)))):  # 6 of 6 and 4 of 4, and 2 too many
        assert count(two, "spans", *claims) == Counts(tp=10, fp=2, fn=0)


def labelled(labels: Sequence[str]) -> tuple[Stance, ...]:
    """One instance a target; ``none`` is an instance about which nothing is said."""
    return tuple(Stance(holder="author", target=f"t{i}", polarity=p) for i, p in enumerate(labels) if p != "none")


def f_avg(gold: Sequence[str], predicted: Sequence[str]) -> float | None:
    toy = toy_gold()
    claims = [msgspec.structs.replace(c, stances=labelled(gold) if c.id == "cap" else ()) for c in toy.claims]
    targets = tuple(Target(id=f"t{i}", name=f"topic {i}") for i in range(len(gold)))
    made = msgspec.structs.replace(toy, claims=tuple(claims), targets=targets)
    submission = Submission(Manifest(name="any", version="1", kind="class", entry="a:B"), Path())
    given = Answer(article=made.article.id, state="ok", prediction=answer(made, [], stances=labelled(predicted)))
    return Scorer(Corpus(Path(), (made,))).score(submission, [given]).stance_f_avg["stance.document"]


@pytest.mark.parametrize("outside", ["none", "neutral"])
def test_f_avg_of_semeval_2016_worked_by_hand(outside: str) -> None:
    gold = ["favor"] * 3 + ["against"] * 4 + [outside] * 3
    predicted = ["favor", "favor", "against", "against", "against", "favor", outside, "against", outside, outside]
    # favor: 3 in the gold, 3 predicted, 2 right: F1 2/3; against: 4, 4, 2: F1 1/2; the mean is 7/12
    assert f_avg(gold, predicted) == pytest.approx(7 / 12)
    # the constant favor: 10 predicted, 3 right of 3: F1 6/13; against: F1 0
    assert f_avg(gold, ["favor"] * 10) == pytest.approx(3 / 13)


@pytest.mark.parametrize("seed", range(4))
def test_f_avg_is_the_macro_f1_of_scikit_learn_over_favor_and_against(seed: int) -> None:
    draw = random.Random(seed)
    gold, predicted = (draw.choices([*LABELS, "neutral", "none"], k=30) for _ in range(2))
    assert f_avg(gold, predicted) == pytest.approx(f1_score(gold, predicted, labels=LABELS, average="macro"))


def ceaf(key: str, response: str, similarity: Callable[[set[str], set[str]], float]) -> list[float]:
    """Recall, precision and F in percent of the Constrained Entity-Alignment F-Measure (Luo 2005).

    A word is an entity, its letters are the mentions. Every pair is an edge, also one of similarity 0: all largest
    matchings have then equally many pairs, and the sum of similarities alone decides.
    """
    wanted, found = ([set(entity) for entity in side.split()] for side in (key, response))
    table = [[similarity(w, f) for w in wanted] for f in found]
    most = max(map(max, table))
    edges = [Edge(i, j, True, value / most) for i, row in enumerate(table) for j, value in enumerate(row)]
    common = sum(table[i][j] for i, j in assign(edges).items())
    r, p = (common / sum(similarity(e, e) for e in side) for side in (wanted, found))
    return [round(100 * value, 2) for value in (r, p, 2 * p * r / (p + r))]


@pytest.mark.parametrize(
    ("key", "response", "mentions", "entities"),
    [  # test cases 2 to 6 of the reference coreference scorers: recall, precision, F; B is a mention beside b
        ("a bc def", "a de", [50.0, 100.0, 66.67], [60.0, 90.0, 72.0]),  # 3 of 6, 3; 1 + 4/5 of 3, 2
        ("a bc def", "a bcx defy z", [100.0, 66.67, 80.0], [88.57, 66.43, 75.92]),  # 6 of 6, 9; 1 + 4/5 + 6/7 of 3, 4
        ("a bc def", "a bcx dy z", [66.67, 57.14, 61.54], [73.33, 55.0, 62.86]),  # 4 of 6, 7; 1 + 4/5 + 2/5 of 3, 4
        ("a bc def", "a bcxB dy z", [66.67, 50.0, 57.14], [68.89, 51.67, 59.05]),  # 4 of 6, 8; 1 + 4/6 + 2/5 of 3, 4
        ("a bc def", "a bcx dy Bz", [66.67, 50.0, 57.14], [73.33, 55.0, 62.86]),  # 4 of 6, 8; 1 + 4/5 + 2/5 of 3, 4
        # of our own: to take the best pair first (abc) would leave nothing for the others; 2 + 2 of 7; 4/7 + 4/7 of 2
        ("abcde fg", "abcfg de", [57.14] * 3, [57.14] * 3),
    ],
)
def test_alignment_gives_the_ceaf_of_the_reference_coreference_scorers(
    key: str, response: str, mentions: list[float], entities: list[float]
) -> None:
    assert ceaf(key, response, lambda one, other: len(one & other)) == mentions
    assert ceaf(key, response, lambda one, other: 2 * len(one & other) / (len(one) + len(other))) == entities


def test_assignment_removes_rejected_pairs_before_assigning() -> None:
    # two rejected pairs sum to 0.78 and the accepted one to 0.60: a threshold after assigning would leave no pair
    table = {"Rents up.": (0.60, 0.39), "Caps on.": (0.39, 0.0)}

    class Fixed:
        signature = "fixed"

        def match(self, sentences: Sequence[str]) -> Verdicts:
            scores = np.array([table.get(s, (0.0, 0.0)) for s in sentences]).reshape(-1, 2)
            return Verdicts(scores, np.where(scores >= 0.40, ACCEPT, REJECT).astype(np.int8), (None,) * len(sentences))

    gold = marked(rose=[(8, 35)], cap=[(108, 133)])
    result = score_article(Ruler(gold, Fixed()), answer(gold, [PredictedClaim(text=text) for text in table]))
    assert result.total("claims") == Counts(tp=1, fp=1, fn=1)


@pytest.mark.parametrize("seed", range(3))
def test_agreement_is_that_of_scikit_learn_and_krippendorff(seed: int) -> None:
    draw = random.Random(seed)
    truth = draw.choices([1, 2, 3], (5, 3, 2), k=40)
    units = [[draw.choice([t, t, draw.choice([1, 2, 3])]) for _ in range(4)] for t in truth]
    pairs = [(one, other) for one, other, *_ in units]
    assert kappa([pairs[:15], pairs[15:]]).kappa == pytest.approx(cohen_kappa_score(*zip(*pairs, strict=True)))
    gaps = [[value if draw.random() < 0.7 else None for value in unit] for unit in units]
    table = np.array(gaps, dtype=float).T  # None becomes nan
    expected = krippendorff.alpha(reliability_data=table, level_of_measurement="nominal")
    assert alpha([gaps[:15], gaps[15:]]).alpha == pytest.approx(expected)


def test_no_f1_exceeds_one_when_one_prediction_overlaps_many_gold_spans() -> None:
    gold = marked(rose=[(10, 20)], suffer=[(20, 40)], cap=[(40, 70)])
    # all 60 gold characters are marked, but only the 10 of the prediction's own claim are found by it
    assert count(gold, "spans", said("rose", (10, 70))) == Counts(tp=10, fp=50, fn=50)
    # a mention in three fragments of 10, 5 and 5 under one span of 30, given once and three times
    parts = marked(rose=[(10, 20), (25, 30), (35, 40)])
    for spans in ([(10, 40)], [(10, 40)] * 3, [(10, 30), (20, 40)]):
        assert count(parts, "spans", said("rose", *spans)) == Counts(tp=20, fp=10, fn=0)
    assert count(parts, "spans", said("rose", (10, 20), (10, 20), (25, 30), (35, 40))).f1 == 1.0


def test_precision_and_recall_are_not_swapped() -> None:
    many, few = toy_gold(), marked(rose=[(8, 35)])
    rose, *others = (as_prediction(c) for c in many.claims)
    wrong = [msgspec.structs.replace(c, text="Zebras hum.") for c in others]
    for layer in ("claims", "holder", "commitment", "modality", "kind", "checkable", "joint"):
        little, much = count(many, layer, rose), count(few, layer, rose, *wrong)
        assert (little.precision, little.recall) == (1.0, 1 / 4), layer  # 1 prediction, right; 4 required claims
        assert (much.precision, much.recall) == (1 / 5, 1.0), layer  # 5 predictions, 1 right; 1 required claim


def test_one_of_two_claims_wrong_does_not_give_recall_one() -> None:
    gold = marked(rose=[(8, 35)], cap=[(108, 133)])
    counts = count(gold, "claims", said("rose"), PredictedClaim(text="Parliament must not cap rents."))
    assert (counts.precision, counts.recall, counts.f1) == (0.5, 0.5, 0.5)


def test_overlapping_gold_spans_are_not_collapsed() -> None:
    gold = marked(rose=[(10, 40)], suffer=[(20, 30)], cap=[(10, 40)])
    rose, cap = said("rose", (10, 40)), said("cap", (10, 40))
    assert count(gold, "spans", rose, cap, said("suffer", (20, 30))) == Counts(tp=30 + 30 + 10, fp=0, fn=0)
    # each span that is not given is missed, although another claim's prediction marks its characters
    assert count(gold, "spans", rose) == Counts(tp=30, fp=0, fn=10 + 30)
    assert count(gold, "spans", rose, cap) == Counts(tp=60, fp=0, fn=10)


def test_inverse_of_a_claim_in_its_own_words_does_not_score() -> None:
    gold = toy_gold()
    exchanged = ["March rose sharply in rents.", "Rents must cap parliament."]  # the very words of rose and of cap
    for text in (*exchanged, "Rents did not rise sharply in March.", "Wages will not double.", "Tenants suffer not."):
        assert text not in {miss.text for claim in gold.claims for miss in claim.near_misses}
        for view in ("claims", "claims.lenient", "claims.unsure", "families"):
            assert count(gold, view, PredictedClaim(text=text)) == Counts(tp=0, fp=1, fn=4)


def test_right_tuple_repeated_twenty_times_gains_nothing() -> None:
    gold = toy_gold()
    right = Stance(holder="author", target="rent-cap", polarity="favor")
    wrong = said("rose", stances=(Stance(holder="bank", target="rent-cap", polarity="against"),))
    once, often = said("cap", stances=(right,)), said("cap", stances=(right,) * 20)
    # one right, one wrong, and the stance against landlords missed: F1 0.5
    for layer in ("stance.document", "stance.claim"):
        for claim in (once, often):
            assert count(gold, layer, claim, wrong, stances=(right,) * 20) == Counts(tp=1, fp=1, fn=1)
    # on twenty copies of the claim: nothing for the document, and 19 wrong beside the one pair
    assert count(gold, "stance.document", *[once] * 20, wrong) == Counts(tp=1, fp=1, fn=1)
    assert count(gold, "stance.claim", *[once] * 20, wrong) == Counts(tp=1, fp=20, fn=1)
