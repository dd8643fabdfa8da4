"""Words of a text with their places and part-of-speech tags, before any repair."""

from __future__ import annotations

import re
from typing import NamedTuple

from textblob.en import lexicon, parse
from wordclasses import MODAL

CLITIC = r"['’](?:s|re|ve|ll|d|m)\b"
ABBREVIATION = r"(?:[A-Z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Sen|Gov)\.(?= )"
JOINT = r"(?:[-‑](?=\w)|(?<=\d)–(?=\d)|['’](?!(?:s|re|ve|ll|d|m)\b)|\.(?=[a-z]))"
PATTERN = re.compile(
    rf"{ABBREVIATION}|\w+(?=n['’]t\b)|n['’]t\b|{CLITIC}|\d[\d.,]*\d[a-z]*|"
    rf"[^\W_]+(?:{JOINT}[^\W_]+)*|(?<=s)['’](?= \w)|\.\.\.|[^\s“”„«»\"‘’']"
)
FINITE = {
    **dict.fromkeys("is has does 's isn hasn doesn".split(), "VBZ"),
    **dict.fromkeys("are am have do 're 'm 've aren haven don".split(), "VBP"),
    **dict.fromkeys("was were had did wasn weren hadn didn".split(), "VBD"),
    **dict.fromkeys(MODAL, "MD"),
}
CLOSED = {
    **FINITE,
    "be": "VB", "been": "VBN", "being": "VBG", "having": "VBG", "not": "RB", "n't": "RB", "never": "RB",
    **dict.fromkeys("the a an every each no another any some".split(), "DT"),
    **dict.fromkeys("i you he she it we they me him us them himself herself itself themselves".split(), "PRP"),
    **dict.fromkeys("everyone everybody nobody somebody someone anyone anybody everything nothing something "
                    "anything none".split(), "NN"),
    **dict.fromkeys("my your his its our their whose".split(), "PRP$"),
    **dict.fromkeys("and or but nor".split(), "CC"),
    **dict.fromkeys("of in on at by with from into about against between among under over during without within "
                    "through towards toward despite until than per via upon amid because if unless whether "
                    "although though while whereas whenever since as for".split(), "IN"),
    **dict.fromkeys("who whom what".split(), "WP"), "which": "WDT",
    **dict.fromkeys("when where why how".split(), "WRB"),
    "most": "JJS", "many": "JJ", "several": "JJ", "both": "DT", "all": "DT", "to": "TO", "there": "EX",
    **dict.fromkeys("people men women children police media data".split(), "NNS"),
    **dict.fromkeys("also already still even soon now then always often rarely seldom just once again".split(), "RB"),
}  # fmt: skip


class Token(NamedTuple):
    """One word, number or mark."""

    start: int
    end: int
    word: str
    low: str
    tag: str


def raw_tokens(text: str) -> list[Token]:
    """Return the words of the text with the tagger's tags, those of closed classes from a list."""
    found = [(match.start(), match.end(), match[0]) for match in PATTERN.finditer(text)]
    if not found:
        return []
    plain = " ".join(word.replace("’", "'").replace("/", "|") for _, _, word in found)
    tagged = parse(plain, tokenize=False, chunks=False).split(" ")
    tokens: list[Token] = []
    for (start, end, word), item in zip(found, tagged, strict=True):
        low = word.lower().replace("’", "'")
        tag = _tag(low, word, item.rsplit("/", 1)[1])
        if tokens and tokens[-1].tag == "NNP" and word[0].isupper() and tag in {"RB", "JJ", "VB", "VBP", "IN"}:
            tag = "NNP"
        if not tokens and tag in {"NNP", "NNPS"}:
            tag = _common(low, tag)
        tokens.append(Token(start, end, word, low, tag))
    if (
        len(tokens) > 1
        and tokens[1].tag in {"NNP", "NNPS"}
        and tokens[0].word.istitle()
        and tokens[0].tag in {"NN", "JJ"}
    ):
        tokens[0] = tokens[0]._replace(tag="NNP")
    return tokens


def _common(low: str, tag: str) -> str:
    """Return the tag of a sentence's first word, whose capital says nothing."""
    known: str | None = lexicon.get(low)
    if known in {"NN", "NNS", "JJ"}:
        return known
    return "NNS" if low.endswith("s") and lexicon.get(low[:-1]) == "NN" else tag


def _tag(low: str, word: str, given: str) -> str:
    if low in CLOSED and not (word.isupper() and len(word) > 1 and low in {"us", "it", "may", "will"}):
        return CLOSED[low]
    if not any(char.isalnum() for char in word):
        return word if word in {",", ";", ":", ".", "(", ")", "—", "–", "!", "?"} else "''"
    if word[0].isdigit():
        return "CD"
    return given if given.isalpha() or given.endswith("$") else "NN"
