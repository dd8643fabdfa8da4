"""The default matcher: its measured error, and the faults that it was built against."""

import pytest

from claimbench.corpus.corpus import Corpus
from claimbench.matching.attribution import strip_attribution
from claimbench.matching.leave_one_out import SelfCheck, leave_one_out
from claimbench.matching.matcher import ACCEPT, UNSURE, LeftOut, LexicalMatcher
from claimbench.matching.names import Names
from claimbench.model.gold import Gold


@pytest.fixture(scope="module")
def gold(shipped: Corpus) -> Gold:
    return shipped.golds[0]


@pytest.fixture(scope="module")
def matcher(gold: Gold) -> LexicalMatcher:
    return LexicalMatcher(gold)


@pytest.fixture(scope="module")
def measured(gold: Gold, matcher: LexicalMatcher) -> SelfCheck:
    return leave_one_out(gold, matcher)[0]


def accepted(matcher: LexicalMatcher, gold: Gold, text: str) -> list[str]:
    row = matcher.match([text]).decisions[0]
    return [claim.id for claim, decision in zip(gold.claims, row, strict=True) if decision == ACCEPT]


def test_leave_one_out_looks_at_every_wording_and_near_miss(measured: SelfCheck, gold: Gold) -> None:
    assert measured.wordings.n == sum(len(c.wordings) for c in gold.claims)
    assert sum(measured.near_misses.n.values()) == sum(len(c.near_misses) for c in gold.claims)


def test_wordings_are_taken_for_another_claim_as_seldom_as_the_docs_say(measured: SelfCheck) -> None:
    # the aim is 0.03
    assert measured.wordings.other / measured.wordings.n == pytest.approx(0.062, abs=0.001)


def test_near_misses_are_accepted_as_seldom_as_the_docs_say(measured: SelfCheck) -> None:
    # the aim is 0.10
    taken = sum(measured.near_misses.accepted.values()) / sum(measured.near_misses.n.values())
    assert taken == pytest.approx(0.111, abs=0.001)


def test_wordings_are_found_again_as_often_as_the_docs_say(measured: SelfCheck) -> None:
    # the aim is 0.85 and is not reached; the data card gives the figure
    assert measured.wordings.right / measured.wordings.n == pytest.approx(0.670, abs=0.002)


def test_every_wording_is_accepted_while_it_is_in_the_references(matcher: LexicalMatcher, gold: Gold) -> None:
    stated = [
        (c, text) for c, claim in enumerate(gold.claims) for text in (claim.text, *(w.text for w in claim.wordings))
    ]
    decisions = matcher.match([text for _, text in stated]).decisions
    assert [text for (c, text), row in zip(stated, decisions, strict=True) if row[c] != ACCEPT] == []


def test_a_sentence_is_accepted_for_one_claim_at_most(matcher: LexicalMatcher, gold: Gold) -> None:
    texts = [w.text for c in gold.claims for w in c.wordings[:3]] + [m.text for c in gold.claims for m in c.near_misses]
    assert (matcher.match(texts).decisions == ACCEPT).sum(axis=1).max() == 1


def test_scores_do_not_depend_on_what_else_is_judged(matcher: LexicalMatcher, gold: Gold) -> None:
    texts = [c.wordings[0].text for c in gold.claims[:20]]
    together = matcher.match(texts)
    for i, text in enumerate(texts):
        alone = matcher.match([text])
        assert alone.scores[0] == pytest.approx(together.scores[i], abs=2e-6)
        assert (alone.decisions[0] == together.decisions[i]).all()


def test_a_wording_left_out_is_not_used(matcher: LexicalMatcher, gold: Gold) -> None:
    claim = gold.claims[5]
    wording = claim.wordings[0]
    with_it = matcher.match([wording.text]).scores[0, 5]
    without = matcher.match([wording.text], [LeftOut(5, wording.id)]).scores[0, 5]
    assert with_it == 1.0
    assert without < 1.0


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Obviously, any peace on Putin’s terms is fraught with far-reaching geopolitical implications.", "p07c01"),
        ("The Kremlin leader has violated the UN Charter.", "p05c06"),
        ("The war against Ukraine is unpopular with the Russian public.", "p11c08"),
    ],
)
def test_plain_statements_of_a_claim_are_accepted(matcher: LexicalMatcher, gold: Gold, text: str, claim: str) -> None:
    assert accepted(matcher, gold, text) == [claim]


@pytest.mark.parametrize(
    "text",
    [
        "The war against Ukraine is not unpopular among the Russian public.",
        "Russian diplomats will never threaten to derail the talks.",
        "China has violated the Charter of the United Nations.",
        "The West understands only the language of strength.",
        "With each round of negotiations.",
        "Unless officially requested by the latter.",
        "Zebras hum quietly at dusk.",
        "",
        "… — ?!",
        "\u200b\u200b",
    ],
)
def test_what_no_claim_says_is_not_accepted(matcher: LexicalMatcher, gold: Gold, text: str) -> None:
    assert accepted(matcher, gold, text) == []


def test_invisible_characters_do_not_change_a_sentence(matcher: LexicalMatcher, gold: Gold) -> None:
    text = gold.claims[10].text
    assert accepted(matcher, gold, "\u200b".join(text)) == [gold.claims[10].id]


def test_unsure_is_neither_accepted_nor_rejected(matcher: LexicalMatcher, gold: Gold) -> None:
    texts = [w.text for c in gold.claims for w in c.wordings]
    left = [LeftOut(i, w.id) for i, c in enumerate(gold.claims) for w in c.wordings]
    decisions = matcher.match(texts, left).decisions
    assert 0 < (decisions == UNSURE).any(axis=1).sum() < len(texts)


@pytest.mark.parametrize(
    ("text", "rest", "name"),
    [
        ("According to Meduza, the West will surrender.", "The West will surrender.", "Meduza"),
        ("Putin believes that the West will surrender.", "The West will surrender.", "Putin"),
        ("As Andrei Kozyrev wrote, democracies avoid risk.", "Democracies avoid risk.", "Andrei Kozyrev"),
        ("Blinken said: “We don’t want to broaden this war.”", "We don't want to broaden this war.", "Blinken"),
        ("The West will surrender.", "The West will surrender.", None),
        ("If the West, as some say, is weak, it falls.", "If the West, as some say, is weak, it falls.", None),
        ("According to Meduza,", "According to Meduza,", None),
    ],
)
def test_only_a_leading_attribution_is_stripped(text: str, rest: str, name: str | None) -> None:
    assert strip_attribution(text) == (rest, name)


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("author", "author"),
        ("Vladimir Putin", "putin"),
        ("President Vladimir Putin", "putin"),
        ("the Kremlin", "moscow"),
        ("US Secretary of State Antony Blinken", "blinken"),
        ("Global South political elites", "global-south-elites"),
        ("Emmanuel Macron", None),
        ("", None),
    ],
)
def test_holders_resolve_by_alias_and_else_by_the_nearest_one(gold: Gold, name: str, entity: str | None) -> None:
    assert Names(gold).holders.resolve(name) == entity


def test_unnamed_is_right_for_sources_left_unnamed_and_for_no_other(gold: Gold) -> None:
    names = Names(gold)
    assert names.same_holder("unnamed", "some-in-the-west")
    assert names.same_holder("some in the West", "unnamed")
    assert not names.same_holder("unnamed", "putin")
    assert not names.same_holder("reports", "some-in-the-west")
    assert not names.same_holder(None, "unnamed")
