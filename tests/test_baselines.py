"""Every baseline on text that is not the article: sensible answers, no crash, the same twice."""

from pathlib import Path

import pytest

from claimbench.corpus.location import baselines
from claimbench.model.article import Article, ArticleInfo, Span
from claimbench.submissions.opening import Submission, open_submission
from claimbench.submissions.predictions import write_lines
from claimbench.submissions.quotes import doubts
from claimbench.submissions.runner import Answer, run
from conftest import CODE

HERE = Path(__file__).parent / "texts"
NEWS, SCIENCE, DIALOGUE, ODD = (
    (HERE / f"{name}.txt").read_text("utf-8") for name in ("news", "science", "dialogue", "odd")
)
CLAUSE = "the mayor said that the bridge is safe, and the engineers fear that it may fall because nobody repairs it, "
TEXTS = {
    "news report": NEWS,
    "science piece": SCIENCE,
    "dialogue": DIALOGUE,
    "empty": "",
    "spaces": " \n\n \t ",
    "emoji and right-to-left": ODD,
    "one sentence of 5,000 words": (CLAUSE * 250)[:-2].capitalize() + ".",
    "50,000 words": "\n\n".join([NEWS, SCIENCE] * 310),
}
SHORT = [name for name in TEXTS if "000" not in name]


def article(name: str) -> Article:
    text = TEXTS[name]
    info = ArticleInfo(title="", publication="", body=Span(0, len(text)), sha256="", rights="")
    return Article(id=name.replace(" ", "-").replace(",", ""), text=text, info=info)


ARTICLES = {name: article(name) for name in TEXTS}


@pytest.fixture(scope="module")
def answers() -> dict[str, dict[str, Answer]]:
    """What each baseline answers to each text."""
    found = {}
    for folder in CODE:
        listed = run(open_submission(str(folder)), list(ARTICLES.values()))
        found[folder.name] = dict(zip(ARTICLES, listed, strict=True))
    return found


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("baseline", [folder.name for folder in CODE])
def test_any_text_has_a_valid_answer(answers: dict[str, dict[str, Answer]], baseline: str, text: str) -> None:
    answer = answers[baseline][text]
    assert answer.state in ("ok", "empty"), f"{answer.message}\n{answer.log}"
    assert answer.prediction is not None
    claims = answer.prediction.claims
    if baseline != "random-spans":  # which takes one span for twenty words of a paragraph
        assert (len(claims) == 0) == (text in ("empty", "spaces"))
    assert list(doubts(answer.prediction, ARTICLES[text])) == []
    assert all(claim.text.strip() == claim.text for claim in claims)


@pytest.mark.parametrize("text", ["news report", "science piece"])
@pytest.mark.parametrize("baseline", [folder.name for folder in CODE])
def test_words_of_a_claim_are_those_of_its_place(
    answers: dict[str, dict[str, Answer]], baseline: str, text: str
) -> None:
    prediction = answers[baseline][text].prediction
    assert prediction is not None
    for claim in prediction.claims:
        marked = " ".join(TEXTS[text][s.start : s.end] for s in claim.spans or ()).lower()
        words = [word.strip(".,;:“”’()").lower() for word in claim.text.split()]
        assert sum(word in marked for word in words) >= len(words) / 2, claim


@pytest.mark.parametrize("folder", CODE, ids=lambda folder: folder.name)
def test_two_runs_give_the_same_bytes(folder: Path) -> None:
    submission: Submission = open_submission(str(folder))
    few = [ARTICLES[name] for name in SHORT]
    first, second = ([a.prediction for a in run(submission, few) if a.prediction] for _ in range(2))
    assert write_lines(first) == write_lines(second)


def test_cue_rules_say_who_holds_what_in_a_news_report(answers: dict[str, dict[str, Answer]]) -> None:
    prediction = answers["cue-rules"]["news report"].prediction
    assert prediction is not None
    held = {claim.holder for claim in prediction.claims}
    assert any("Calder" in (holder or "") for holder in held)
    assert any("harbour board" in (holder or "") for holder in held)
    cited = [claim.citations for claim in prediction.claims if claim.citations]
    assert ("Bay Herald, March 3",) in cited


@pytest.mark.parametrize("folder", baselines(), ids=lambda folder: folder.name)
def test_baseline_is_a_submission_with_a_readme_of_a_page(folder: Path) -> None:
    submission = open_submission(str(folder))
    assert submission.name == folder.name
    words = (folder / "README.md").read_text("utf-8").split()
    assert 30 < len(words) < 700
    assert submission.manifest.trained_on
