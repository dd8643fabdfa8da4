"""Submissions for tests: folders with a class that does what a test wants, and what is heard of it."""

import json
import os
from pathlib import Path
from typing import Any

from claimbench.model.article import Article, ArticleInfo, Span
from claimbench.submissions.opening import Submission, open_submission
from claimbench.submissions.runner import Answer

TEXT = "Snow is “white”.\n\nGrass 🌱 is green."  # paragraphs of 16 and 17 code points


def article(name: str) -> Article:
    info = ArticleInfo(title="Colours", publication="", body=Span(0, len(TEXT)), sha256="", rights="")
    return Article(id=name, text=TEXT, info=info)


ONE, TWO = article("one"), article("two")
BOTH = (ONE, TWO)
LOADS: dict[Path, int] = {}
"""What to read from to learn how often the class in a folder was loaded."""
MODULE = """
import json, os, signal, subprocess, sys, time
from pathlib import Path
HERE = Path(__file__).parent
if (HERE / "loads").exists():
    os.write(os.open(HERE / "loads", os.O_WRONLY), b"x")
{top}
class Mine:
    setups = 0
    def setup(self):
        {setup}
    def extract(self, article):
        {body}
"""


def pipe(folder: Path, name: str) -> int:
    """A pipe in a submission's folder, through which code can be heard that has nowhere to write."""
    os.mkfifo(folder / name)
    (folder / name).chmod(0o666)
    return os.open(folder / name, os.O_RDONLY | os.O_NONBLOCK)


def written(
    folder: Path, body: str, top: str = "", setup: str = "pass", heard: bool = True, **fields: Any
) -> Submission:
    """A submission folder whose class does ``body`` for each article; ``heard`` if it tells how often it is loaded."""
    if heard and not (folder / "loads").exists():
        LOADS[folder] = pipe(folder, "loads")
    code = MODULE.format(top=top, setup=setup, body=body.replace("\n", "\n        "))
    (folder / "extractor.py").write_text(code, "utf-8")
    manifest = {"name": "mine", "version": "1", "kind": "class", "entry": "extractor:Mine", "timeout": 20.0, **fields}
    (folder / "submission.toml").write_text("".join(f"{k} = {json.dumps(v)}\n" for k, v in manifest.items()), "utf-8")
    return open_submission(str(folder))


def texts(answers: list[Answer]) -> list[str]:
    """The text of the only claim of each answer."""
    assert [answer.state for answer in answers] == ["ok"] * len(answers), answers
    return [answer.prediction.claims[0].text for answer in answers if answer.prediction]
