"""The page: one file that loads nothing and runs nothing of its data, and every view of it in a real browser."""

import base64
import hashlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from claimbench.corpus.corpus import Corpus
from claimbench.leaderboard.faces import as_html
from claimbench.leaderboard.record import Board
from claimbench.leaderboard.session import entries, leaderboard
from claimbench.leaderboard.table import COLUMNS

HOSTILE = "</script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">\u202e"
ARTICLE = "the-fallacy-of-negotiating-with-putin"


@pytest.fixture(scope="module")
def board(shipped: Corpus) -> Board:
    return leaderboard(shipped, entries([]))[0]


@pytest.fixture(scope="module")
def large(board: Board) -> Board:
    """25 systems of hostile names and 3,000 claims."""
    rows = [
        msgspec.structs.replace(board.rows[k % 5], name=f"s{k} {HOSTILE}" if k else f"s{k}", trained_on=HOSTILE)
        for k in range(25)
    ]
    shown = board.shown[ARTICLE]
    gold = tuple(
        msgspec.structs.replace(shown.gold[k % len(shown.gold)], id=f"c{k}", text=f"{k} {HOSTILE}") for k in range(3000)
    )
    comparison = msgspec.structs.replace(
        board.comparison, ranks={r.name: (1, 25) for r in rows}, groups={r.name: "a" for r in rows}, family=()
    )
    return msgspec.structs.replace(
        board,
        rows=tuple(rows),
        ranks={r.name: 1 for r in rows},
        bands={r.name: None for r in rows},
        comparison=comparison,
        shown={ARTICLE: msgspec.structs.replace(shown, gold=gold)},
    )


def test_page_loads_nothing_and_is_small(board: Board) -> None:
    page = as_html(board)
    assert len(page) < 3_000_000
    head = page[: page.index(b'<script type="application/json"')]
    assert not re.search(rb"(?:src|href)\s*=\s*[\"']?(?:https?:)?//|@import|url\(", head)


def test_policy_allows_the_one_script_and_the_one_style_by_hash_only(board: Board) -> None:
    page = as_html(board).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    for tag in ("style", "script"):
        block = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert block is not None
        digest = base64.b64encode(hashlib.sha256(block[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy[1]
    assert "unsafe" not in policy[1]
    assert not re.search(r"<[a-z][^>]*\s(?:style|on[a-z]+)=", page[: page.index("application/json")])


def test_hostile_texts_cannot_end_the_data_or_hide(large: Board) -> None:
    page = as_html(large).decode()
    assert page.count("<script") == 2
    assert "\u202e" not in page[: page.index("application/json")]


def test_page_is_the_same_bytes_twice(board: Board) -> None:
    assert as_html(board) == as_html(board)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api")
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("no chromium")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


class Tab:
    """A page in the browser, with everything that it complained of."""

    def __init__(self, browser: Any, file: Path, width: int = 1200) -> None:
        self.url, self.complaints = file.as_uri(), []
        self.page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, view: str) -> Any:
        self.page.goto(f"{self.url}#{view}")
        return self.page


@pytest.fixture
def tab(browser: Any, board: Board, tmp_path: Path) -> Tab:
    (tmp_path / "index.html").write_bytes(as_html(board))
    return Tab(browser, tmp_path / "index.html")


VIEWS = {
    "board": "Any layer",
    "plot": "Precision against recall",
    "map": "stated inside another prediction",
    f"read/{ARTICLE}/p06c16/cue-rules": "What each system said",
    "system/cue-rules": "Errors, the most frequent first",
    "compare/cue-rules/every-sentence": "required claims that only cue-rules finds",
}


@pytest.mark.parametrize("width", [360, 800, 1400])
def test_every_view_opens_without_a_complaint_and_without_scrolling_sideways(
    browser: Any, board: Board, tmp_path: Path, width: int
) -> None:
    (tmp_path / "index.html").write_bytes(as_html(board))
    tab = Tab(browser, tmp_path / "index.html", width)
    for view, words in VIEWS.items():
        page = tab.open(view)
        assert words in page.inner_text("main")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.complaints == []


def test_click_on_a_column_sorts_within_the_groups(tab: Tab) -> None:
    page = tab.open("board")
    page.click("#board-table thead button:text-is('claims')")
    cells = page.eval_on_selector_all(
        "#board-table tbody tr",
        "(rows, at) => rows.map(r => [r.dataset.group, +r.cells[at].textContent])",
        COLUMNS.index("claims"),
    )
    numbers = [number for group, number in cells if group == "reference"]
    assert numbers == sorted(numbers, reverse=True)
    assert [group for group, _ in cells] == sorted([g for g, _ in cells], key=[g for g, _ in cells].index)
    assert page.get_attribute("#board-table th[aria-sort]", "aria-sort") == "descending"


def test_choice_of_a_layer_shows_its_figures(tab: Tab, board: Board) -> None:
    page = tab.open("board")
    page.select_option("#layer select", "spans")
    row = page.inner_text("#layer tbody tr >> nth=0").split("\t")
    spans = board.rows[0].layers["spans"]
    assert spans is not None
    assert row[1:4] == [str(spans.tp), str(spans.fp), str(spans.fn)]


def test_click_on_a_claim_shows_it_and_marks_its_place(tab: Tab, board: Board) -> None:
    page = tab.open("read")
    page.click(".side .list button >> nth=5")
    claim = board.shown[ARTICLE].gold[5]
    page.wait_for_selector("#claim")
    assert claim.text in page.inner_text("#claim")
    marked = "".join(page.eval_on_selector_all(".article .on", "spans => spans.map(s => s.textContent)"))
    text = board.shown[ARTICLE].text
    assert all(text[start:end] in marked for mention in claim.mentions for start, end in mention)


def test_reader_says_why_a_system_missed_a_claim(tab: Tab, board: Board) -> None:
    first = next(row for row in board.rows if row.name == "cue-rules")
    lost = next(p for p in first.alignment[0].predictions if p.outcome == "fragment")
    page = tab.open(f"read/{ARTICLE}/{lost.claim}")
    assert "fragment" in page.inner_text("#claim")


def test_errors_of_a_system_can_be_filtered(tab: Tab) -> None:
    page = tab.open("system/cue-rules")
    page.select_option("select >> nth=1", "holder")
    kinds = page.eval_on_selector_all(
        "#view table >> nth=2", "t => [...t[0].tBodies[0].rows].map(r => r.cells[0].textContent)"
    )
    assert set(kinds) == {"holder"}


def test_views_are_reached_by_keyboard(tab: Tab) -> None:
    page = tab.open("board")
    for _ in range(4):
        page.keyboard.press("Tab")  # skip link, board, plot, map
    page.keyboard.press("Enter")
    page.wait_for_selector("#view h2:text-is('Map')")


def test_hostile_names_and_three_thousand_claims_run_nothing_and_stay_usable(
    browser: Any, large: Board, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_bytes(as_html(large))
    tab = Tab(browser, tmp_path / "index.html")
    for view in ("board", "plot", "map", f"read/{ARTICLE}/c7", "system/s0", "compare"):
        page = tab.open(view)
        assert page.title() == "claimbench leaderboard"
    page = tab.open("map")
    page.fill("input[type=search]", "c2999")
    assert page.locator("#view tbody tr").count() == 1
    assert tab.complaints == []
