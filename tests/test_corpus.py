"""Corpora: more than one article, missing articles, tables, signatures."""

import msgspec
import pytest

from claimbench.corpus.corpus import Corpus
from claimbench.corpus.tables import features, to_dataset, to_frame
from claimbench.leaderboard.score import Scorer
from claimbench.model.gold import GoldClaim
from claimbench.scoring.signature import gold_hash, signature
from claimbench.submissions.manifest import Manifest
from claimbench.submissions.opening import Submission
from claimbench.submissions.runner import Answer
from making import answer, required


@pytest.fixture(scope="module")
def scorer(small: Corpus) -> Scorer:
    return Scorer(small)


@pytest.fixture(scope="module")
def submission(small: Corpus) -> Submission:
    return Submission(Manifest(name="gold", version="1", kind="class", entry="a:B"), small.root)


def perfect(small: Corpus) -> list[Answer]:
    return [Answer(article=g.article.id, state="ok", prediction=answer(g, required(g))) for g in small.golds]


def test_missing_article_counts_as_all_misses(scorer: Scorer, submission: Submission, small: Corpus) -> None:
    first, second = small.golds
    only_first = scorer.score(submission, perfect(small)[:1])
    claims = only_first.layers["claims"]
    wanted = [sum(c.required for c in g.claims) for g in (first, second)]
    assert claims is not None
    assert (claims.tp, claims.fp, claims.fn) == (wanted[0], 0, wanted[1])
    assert [o.state for o in only_first.alignment] == ["ok", "missing"]


def test_order_of_articles_changes_nothing(scorer: Scorer, submission: Submission, small: Corpus) -> None:
    there, back = perfect(small), perfect(small)[::-1]
    assert scorer.score(submission, there) == scorer.score(submission, back)


def test_scores_do_not_depend_on_other_systems(small: Corpus, scorer: Scorer, submission: Submission) -> None:
    before = Scorer(small).score(submission, perfect(small))
    scorer.score(submission, [])
    assert scorer.score(submission, perfect(small)) == before


def test_submission_without_any_answer_is_not_scored(scorer: Scorer, submission: Submission, small: Corpus) -> None:
    failed = [Answer(article=g.article.id, state="error", message="boom") for g in small.golds]
    assert not scorer.score(submission, failed).scored
    assert scorer.score(submission, [*failed[:1], *perfect(small)[1:]]).scored


def test_layers_outside_the_manifest_are_null(scorer: Scorer, small: Corpus) -> None:
    manifest = Manifest(name="gold", version="1", kind="class", entry="a:B", layers=("claims", "holder"))
    result = scorer.score(Submission(manifest, small.root), perfect(small))
    assert [name for name, ratio in result.layers.items() if ratio is not None] == ["claims", "holder"]


def test_dataset_has_one_row_a_claim_and_the_same_columns_where_fields_are_empty(small: Corpus) -> None:
    table = to_dataset(small)
    assert table.num_rows == sum(len(g.claims) for g in small.golds)
    assert table.features == features()
    empty = Corpus(small.root, small.golds[1:])
    assert to_dataset(empty).features == table.features
    assert all(row == [] for row in to_dataset(empty)["citations"])


def test_dataset_rows_hold_the_records_as_they_are(small: Corpus) -> None:
    claims = [c for g in small.golds for c in g.claims]
    for row, claim in zip(to_dataset(small), claims, strict=True):
        del row["article"]
        assert msgspec.convert(row, GoldClaim) == claim


def test_frame_has_one_row_a_claim(small: Corpus) -> None:
    frame = to_frame(small)
    assert list(frame["id"]) == [c.id for g in small.golds for c in g.claims]
    assert list(frame.columns) == ["article", *GoldClaim.__struct_fields__]


def test_signature_changes_with_any_word_of_the_gold_and_not_with_its_order(small: Corpus) -> None:
    first, second = small.golds
    claim = msgspec.structs.replace(first.claims[0], text="Another text.")
    changed = msgspec.structs.replace(first, claims=(claim, *first.claims[1:]))
    turned = msgspec.structs.replace(first, claims=first.claims[::-1])
    assert gold_hash([first, second]) == gold_hash([second, turned])
    assert gold_hash([first, second]) != gold_hash([changed, second])
    assert signature("m-1@0.40", [first]).split("|")[:2] == ["layer:all", "matcher:m-1@0.40"]
