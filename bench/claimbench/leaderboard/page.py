"""The board as one static page: a table that needs no script, and views that a script makes of the data beside it."""

import base64
import hashlib
import json
from collections.abc import Sequence
from importlib import resources
from typing import Any

from claimbench.leaderboard.record import ArticleOutcome, Board, Ratio, SubmissionScore
from claimbench.leaderboard.table import COLUMNS, notes, rows
from claimbench.model.faults import visible
from claimbench.model.vocabulary import LAYERS, VIEWS


def render(board: Board, remarks: Sequence[str] = ()) -> bytes:
    """The page; equal boards are equal bytes.

    Nothing is loaded from anywhere, and the policy allows the one script and the one style sheet by their hashes only.
    All texts go in as data, with what a reader could not see made visible, and the script writes them as text.
    """
    from jinja2 import Environment, StrictUndefined

    folder = resources.files("claimbench.leaderboard")
    script, style, source = (folder.joinpath(f"page.{kind}").read_text("utf-8") for kind in ("js", "css", "html.jinja"))
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: visible(value) if isinstance(value, str) else value,
    )
    page = environment.from_string(source).render(columns=COLUMNS, rows=rows(board), notes=[*notes(board), *remarks])
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    blocks = {"@POLICY@": policy, "@STYLE@": style, "@SCRIPT@": script, "@DATA@": _data(board)}
    for mark, block in blocks.items():
        page = page.replace(mark, block, 1)
    return page.encode()


def _hash(block: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(block.encode()).digest()).decode()}'"


def _data(board: Board) -> str:
    """The data as JSON that cannot end its element; the article is as it is, because offsets count its characters."""
    ranked = dict(zip((score.name for score in board.rows), rows(board), strict=True))
    data = {
        "layers": [*LAYERS, *VIEWS],
        "articles": {
            name: {
                "title": shown.title,
                "text": shown.text,
                "paragraphs": shown.paragraphs,
                "gold": [_fields(claim) for claim in shown.gold],
            }
            for name, shown in sorted(board.shown.items())
        },
        "systems": [_system(score, ranked[score.name].group) for score in board.rows],
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _system(score: SubmissionScore, group: str) -> dict[str, Any]:
    return {
        "name": visible(score.name),
        "version": visible(score.version),
        "group": group,
        "trained": visible(score.trained_on),
        "figures": {name: _ratio(ratio) for name, ratio in {**score.layers, **score.views}.items() if ratio},
        "within": {
            name: [[group.right, group.aligned, group.majority] for group in (g["all"], g["author"], g["other"])]
            for name, g in score.conditional.items()
            if score.layers[name]
        },
        "articles": {outcome.article: _outcome(outcome) for outcome in score.alignment},
    }


def _ratio(ratio: Ratio) -> list[Any]:
    ends = ratio.intervals.f1
    figures = [ratio.precision, ratio.recall, ratio.f1, ends.low if ends else None, ends.high if ends else None]
    return [ratio.tp, ratio.fp, ratio.fn, *(None if v is None else round(v, 6) for v in figures)]


def _outcome(outcome: ArticleOutcome) -> dict[str, Any]:
    return {
        "state": outcome.state,
        "message": visible(outcome.message),
        "said": [
            {
                "text": visible(p.text),
                "outcome": p.outcome,
                "claim": p.claim,
                "score": round(p.score, 3),
                "why": p.why,
                "paragraph": p.paragraph,
                "wrong": [[w.name, visible(w.given), w.gold] for w in p.wrong],
                "spans": p.spans,
            }
            for p in outcome.predictions
        ],
        "found": {g.id: g.prediction for g in outcome.gold if g.prediction is not None},
        "covered": [g.id for g in outcome.gold if g.covered and g.prediction is None],
    }


def _fields(claim: Any) -> dict[str, Any]:
    return {name: getattr(claim, name) for name in claim.__struct_fields__}
