"""Steps behind an extractor: joining answers, dropping what the article does not have and what is said twice."""

import json
from pathlib import Path

import pytest

from claimbench.alignment.steps import STEPS, drop_duplicates, drop_ungrounded, union
from claimbench.cli import main
from claimbench.corpus.corpus import Corpus
from claimbench.model.article import Article, ArticleInfo, Span
from claimbench.model.gold import Stance
from claimbench.model.prediction import PredictedClaim, Prediction
from conftest import SMALL
from making import mixture

TEXT = "The harbour toll will rise in May. Fishers say that the toll drives small boats away.\n\nThe port needs money."
ARTICLE = Article(
    id="a",
    text=TEXT,
    info=ArticleInfo(title="", publication="", body=Span(0, len(TEXT)), sha256="", rights=""),
)
LOVE = Stance(holder="a", target="b", polarity="favor")


def said(*texts: str, holder: str | None = None) -> Prediction:
    return Prediction(schema=1, article="a", claims=tuple(PredictedClaim(text=t, holder=holder) for t in texts))


def texts(prediction: Prediction) -> list[str]:
    return [claim.text for claim in prediction.claims]


def test_union_has_all_claims_in_order_and_ids_of_none() -> None:
    one = Prediction(schema=1, article="a", claims=(PredictedClaim(text="x", id="p1"),), stances=(LOVE,))
    two = Prediction(schema=1, article="a", claims=(PredictedClaim(text="y", id="p1"), PredictedClaim(text="x")))
    joined = union([one, two, one])
    assert texts(joined) == ["x", "y", "x", "x"]
    assert [claim.id for claim in joined.claims] == [None] * 4
    assert joined.stances == (LOVE,)
    assert union([two]).stances is None


def test_claim_whose_words_the_article_has_not_is_dropped() -> None:
    kept = drop_ungrounded(
        said("The toll will rise.", "Zebras hum at night.", "The port of Oslo needs tall ships."), ARTICLE
    )
    # of "port Oslo need tall ship" the article has two in five, of the first all
    assert texts(kept) == ["The toll will rise."]
    assert texts(drop_ungrounded(said(), ARTICLE)) == []


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("The toll will rise in May.", "the toll will rise, in May", True),
        ("The toll will rise in May.", "In May, the tolls will rise.", True),
        ("The toll will rise in May.", "Fishers say that the toll will rise in May.", True),
        ("The toll will rise in May.", "The toll will not rise in May.", False),
        ("The toll will rise by 5 percent.", "The toll will rise by 6 percent.", False),
        ("The toll will rise in May.", "The port needs money.", False),
        ("", "", True),
        ("", "It is.", False),
    ],
)
def test_second_claim_in_like_words_is_dropped(first: str, second: str, same: bool) -> None:
    assert texts(drop_duplicates(said(first, second), ARTICLE)) == ([first] if same else [first, second])


def test_claims_of_two_holders_are_two_claims() -> None:
    claims = tuple(
        PredictedClaim(text="The toll will rise.", holder=holder) for holder in ("Fishers", "fishers", "author", None)
    )
    kept = drop_duplicates(Prediction(schema=1, article="a", claims=claims), ARTICLE)
    assert [claim.holder for claim in kept.claims] == ["Fishers", "author"]  # who names none agrees with all


@pytest.mark.parametrize("name", STEPS)
def test_step_only_drops_and_a_second_time_drops_nothing(small: Corpus, name: str) -> None:
    for gold in small.golds:
        for seed in range(5):
            before = Prediction(schema=1, article=gold.article.id, claims=tuple(mixture(gold, seed, 30)))
            after = STEPS[name](before, gold.article)
            assert all(claim in before.claims for claim in after.claims)
            assert len(after.claims) < 30
            assert STEPS[name](after, gold.article) == after


def write(path: Path, *names: str, claims: object = ({"text": "The harbour toll is high."},)) -> str:
    lines = [json.dumps({"schema": 1, "article": name, "claims": claims}) + "\n" for name in names]
    path.write_text("".join(lines))
    return str(path)


def test_run_joins_and_filters(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = write(tmp_path / "one.jsonl", "harbour-toll", "night-trains")
    two = write(tmp_path / "two.jsonl", "harbour-toll", "night-trains", claims=[{"text": "Zebras hum."}])
    out = tmp_path / "out.jsonl"
    run = ["run", one, two, f"--corpus={SMALL}", "-o", str(out)]
    assert main(run) == 2
    assert "--union to join them" in capsys.readouterr().err
    assert main([*run, "--union"]) == 0
    assert [len(json.loads(line)["claims"]) for line in out.read_text().splitlines()] == [2, 2]
    assert main([*run, "--union", "--filter", "grounded,duplicates"]) == 0
    assert [len(json.loads(line)["claims"]) for line in out.read_text().splitlines()] == [1, 0]
    assert main([*run, "--union", "--filter", "ground"]) == 2
    assert "--filter: unknown step; found ground; wanted grounded, duplicates" in capsys.readouterr().err


def test_article_that_one_of_them_has_no_answer_for_is_not_written(tmp_path: Path) -> None:
    one, two = (
        write(tmp_path / "one.jsonl", "harbour-toll", "night-trains"),
        write(tmp_path / "two.jsonl", "night-trains"),
    )
    out = tmp_path / "out.jsonl"
    assert main(["run", "--union", one, two, f"--corpus={SMALL}", "-o", str(out)]) == 1
    assert [json.loads(line)["article"] for line in out.read_text().splitlines()] == ["night-trains"]
