from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimbench.corpus.corpus import Corpus
from claimbench.model.article import Article, ArticleInfo, Span
from claimbench.model.normalize import fold
from claimbench.model.prediction import Located, PredictedClaim, PredictedSpan
from claimbench.submissions.quotes import Quotes

TEXT = "He said “it’s over” – twice.\nThe war\u00a0is  lost. The war goes on. The end"


def article(text: str) -> Article:
    info = ArticleInfo(title="", publication="", body=Span(0, len(text)), sha256="", rights="")
    return Article(id="a", text=text, info=info)


@cache
def quotes_of(article: Article) -> Quotes:
    return Quotes(article)


def locate(*quotes: str, text: str = TEXT) -> Located:
    return Quotes(article(text)).locate(PredictedClaim(text="x", quotes=quotes))


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        ("said", "said"),
        ("“it’s over”", "“it’s over”"),
        ('"it\'s over"', "“it’s over”"),
        ("«it`s over»", "“it’s over”"),
        ("over” - twice", "over” – twice"),
        ("over” — twice", "over” – twice"),
        ("over” \u2011 twice", "over” – twice"),
        ("twice. The war", "twice.\nThe war"),
        ("twice.\r\n\tThe war", "twice.\nThe war"),
        ("war is lost", "war\u00a0is  lost"),
        ("war\u2009is\u00a0\u00a0 lost", "war\u00a0is  lost"),
        ("  goes on\n", "goes on"),
        ("go\u00ades\u200b on", "goes on"),
        ("ｇｏｅｓ on", "goes on"),
    ],
)
def test_quote_is_found_whatever_its_quotation_marks_dashes_and_spaces(quote: str, stands: str) -> None:
    start = TEXT.index(stands)
    assert locate(quote).spans == (Span(start, start + len(stands)),)


@pytest.mark.parametrize(
    ("text", "quote", "stands"),
    [
        ("a b… c", "b... c", "b… c"),
        ("a b... c", "b… c", "b... c"),
        ("an eﬃcient end", "efficient", "eﬃcient"),
        ("a co\u00adope\u200bration b", "cooperation", "co\u00adope\u200bration"),
        ("😀 a \U0001f1e9\U0001f1ea b", "a \U0001f1e9\U0001f1ea", "a \U0001f1e9\U0001f1ea"),
        ("a \u200b \u200b b c", "b c", "b c"),
        ("a \u200b \u200b b c", "a b", "a \u200b \u200b b"),
    ],
)
def test_text_is_folded_as_the_quote_is_and_offsets_stay_those_of_the_text(text: str, quote: str, stands: str) -> None:
    start = text.index(stands)
    assert locate(quote, text=text).spans == (Span(start, start + len(stands)),)


@pytest.mark.parametrize(
    "quote", ["", " \n", "\u200b", "Goes on", "the war", "it is over", "goes-on", "goeson", "lost The"]
)
def test_quote_with_other_words_case_or_marks_stands_nowhere(quote: str) -> None:
    assert locate(quote) == Located(claim=PredictedClaim(text="x", quotes=(quote,)), spans=(), quotes=1, located=0)


def test_quotes_that_stand_nowhere_are_counted_and_the_others_kept() -> None:
    found = locate("said", "never written", "twice")
    # "He said": said begins after 3 code points; twice after "He said “it’s over” – ", 3 + 5 + 12 + 2 = 22
    assert (found.spans, found.quotes, found.located) == ((Span(3, 7), Span(22, 27)), 3, 2)


# cat 0..3, dog 4..7, owl 8..11, cat 12..15, eel 16..19, fish 20..24, cat 25..28, bird 29..33
ANIMALS = "cat,dog,owl,cat,eel,fish,cat,bird"


@pytest.mark.parametrize(
    ("quotes", "spans"),
    [
        (["cat"], [(0, 3)]),
        (["cat", "zebra"], [(0, 3)]),
        (["cat", "cat"], [(0, 3)]),
        (["cat", "dog"], [(0, 3), (4, 7)]),  # distances from dog 1, 5, 18
        (["cat", "owl"], [(8, 11), (12, 15)]),  # distances from owl 5, 1, 14
        (["eel", "cat"], [(12, 15), (16, 19)]),  # distances from eel 13, 1, 6
        (["fish", "cat"], [(20, 24), (25, 28)]),  # distances from fish 17, 5, 1
        (["cat", "dog", "bird"], [(0, 3), (4, 7), (29, 33)]),  # distances 1, 5, 1: the first of two equals
        (["cat", "owl", "bird"], [(8, 11), (12, 15), (29, 33)]),  # distances 5, 1, 1: likewise
    ],
)
def test_repeated_quote_is_taken_nearest_to_the_other_fragments_else_first(
    quotes: list[str], spans: list[tuple[int, int]]
) -> None:
    assert locate(*quotes, text=ANIMALS).spans == tuple(Span(*pair) for pair in spans)


def test_overlapping_quotes_are_one_span() -> None:
    found = locate("owl,cat", "dog,owl", "bird", text=ANIMALS)
    assert (found.spans, found.located) == ((Span(4, 15), Span(29, 33)), 3)


@pytest.mark.parametrize(
    ("declared", "merged"),
    [
        ([(4, 9), (0, 5), (20, 21)], [(0, 9), (20, 21)]),
        ([(0, 10), (2, 3), (8, 12)], [(0, 12)]),
        ([(3, 4), (3, 4)], [(3, 4)]),
        ([], []),
    ],
)
def test_declared_spans_are_sorted_and_merged_and_go_before_quotes(
    declared: list[tuple[int, int]], merged: list[tuple[int, int]]
) -> None:
    claim = PredictedClaim(text="x", spans=tuple(PredictedSpan(*pair) for pair in declared), quotes=("The end",))
    assert Quotes(article(TEXT)).locate(claim).spans == tuple(Span(*pair) for pair in merged)


def test_claim_with_neither_spans_nor_quotes_has_no_spans() -> None:
    claim = PredictedClaim(text="The war goes on.")
    assert Quotes(article(TEXT)).locate(claim) == Located(claim=claim, spans=None, quotes=0, located=0)


FIXED = settings(deadline=None, derandomize=True, database=None)
TEXTS = st.text(alphabet="ab’'“\"–- \u00a0\n", min_size=1, max_size=14)


@FIXED
@given(TEXTS, st.integers(0, 13), st.integers(1, 14))
def test_every_slice_is_found_where_brute_force_finds_it_first(text: str, start: int, length: int) -> None:
    quote = text[start : start + length]
    found = locate(quote, text=text)
    if not quote.strip():
        assert (found.spans, found.located) == ((), 0)
        return
    ranges = [(i, j) for i in range(len(text)) for j in range(i + 1, len(text) + 1)]
    bare = [(i, j) for i, j in ranges if text[i:j] == text[i:j].strip()]
    first = min((i, j) for i, j in bare if fold(text[i:j]) == fold(quote))
    assert (found.spans, found.located) == ((Span(*first),), 1)


@FIXED
@given(st.data())
def test_every_slice_of_the_real_article_is_found(shipped: Corpus, data: st.DataObject) -> None:
    text = shipped.articles[0].text
    start = data.draw(st.integers(0, len(text) - 1))
    quote = text[start : start + data.draw(st.integers(1, 400))]
    found = quotes_of(shipped.articles[0]).locate(PredictedClaim(text="x", quotes=(fold(quote),)))
    assert found.located == bool(quote.strip())
    for span in found.spans or ():
        assert fold(span.cut(text)) == fold(quote)
        assert span.start <= start + len(quote) - len(quote.lstrip())
