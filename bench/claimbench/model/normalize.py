"""Folding of text to the form in which two strings count as written alike."""

import re
import unicodedata

QUOTES = "‘’‚‛′`´ʼ＇"
DOUBLE_QUOTES = "“”„‟″«»＂"
DASHES = "‐‑‒–—―−﹘﹣－"

FOLD = (
    {ord(c): "'" for c in QUOTES}
    | {ord(c): '"' for c in DOUBLE_QUOTES}
    | {ord(c): "-" for c in DASHES}
    | {ord("…"): "..."}
)

_MARKS = re.compile(r"[^\w\s%$€£]+")


def fold(text: str) -> str:
    """Fold quotation marks, dashes, compatibility forms, invisible characters and runs of spaces; keep the case."""
    if not text.isascii():  # plain ASCII needs none of this
        text = text.translate(FOLD)
        text = unicodedata.normalize("NFKC", text).translate(FOLD)
        text = "".join(ch for ch in text if unicodedata.category(ch) != "Cf")
    return " ".join(text.split())


def normalize(text: str) -> str:
    """Fold, lower the case and drop punctuation: equal results are one and the same sentence."""
    return " ".join(_MARKS.sub(" ", fold(text).casefold()).split())
