"""Parts of speech from textblob's tagger, with the mistakes mended that its context rules leave."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

from tokens import Token

NOUNS = frozenset("NN NNS NNP NNPS".split())
VERBS = frozenset("VB VBD VBG VBN VBP VBZ MD".split())
BE = frozenset("be is are was were am been being 's 're 'm".split())
HAVE = frozenset("have has had having 've 'd".split())
DO = frozenset("do does did".split())
AUXILIARIES = BE | HAVE | DO
NOMINATIVE = frozenset("i he she we they who it you".split())
CLITICS = {"n't": "RB", "'re": "VBP", "'ve": "VBP", "'ll": "MD", "'m": "VBP", "'d": "MD"}
FIXED = {
    "not": "RB",
    "to": "TO",
    "which": "WDT",
    "who": "WP",
    "whom": "WP",
    "whose": "WP$",
    "cannot": "MD",
    "can": "MD",
}
FIXED |= {"and": "CC", "or": "CC", "but": "CC", "nor": "CC", "yet": "RB", "because": "IN", "than": "IN", "—": ":"}
ADVERBS = frozenset("never always rarely seldom often usually merely simply already still only".split())
FOLLOW_VERB = frozenset("that the a an their his her its our your my them him it us".split())


def _load() -> Callable[..., Any]:
    """Import textblob's parser without the rest of textblob, which would load nltk and take a second."""
    if "textblob" in sys.modules:
        from textblob.en import parse

        return parse  # type: ignore[no-any-return]
    spec = importlib.util.find_spec("textblob")
    if spec is None or spec.submodule_search_locations is None:
        raise ModuleNotFoundError("textblob")
    stub = ModuleType("textblob")
    stub.__path__ = list(spec.submodule_search_locations)
    sys.modules["textblob"] = stub
    try:
        from textblob.en import parse
    finally:
        del sys.modules["textblob"]
    return parse  # type: ignore[no-any-return]


PARSE = _load()


def tag(tokens: Sequence[Token]) -> list[str]:
    """Return the Penn tag of each token; marks get themselves."""
    words = [token for token in tokens if token.is_word]
    tagged = [
        pair[1]
        for part in PARSE(" ".join(_plain(w) for w in words), tokenize=False, chunks=False).split()
        for pair in part
    ]
    if len(tagged) != len(words):  # a word that the tagger takes apart; rare
        tagged = ["NN"] * len(words)
    of_word = iter(tagged)
    tags = [next(of_word) if token.is_word else token.text for token in tokens]
    lowers = [token.lower for token in tokens]
    for index in range(len(tokens)):
        if tokens[index].is_word:
            tags[index] = _mend(lowers, tags, index)
    return tags


def _plain(token: Token) -> str:
    return token.text.replace("’", "'").replace("‑", "-").replace("/", "-")


def _mend(lowers: list[str], tags: list[str], index: int) -> str:
    """Return the tag of a word, given the mended tags before it."""
    word, own = lowers[index], tags[index]
    before = tags[index - 1] if index else ""
    after = tags[index + 1] if index + 1 < len(tags) else ""
    last = lowers[index - 1] if index else ""
    if word in CLITICS:
        return CLITICS[word]
    if word == "'s":
        if last in NOMINATIVE or last in {"that", "there", "what", "here"}:
            return "VBZ"
        return "VBZ" if before in NOUNS and after in {"DT", "RB", "VBG", "PRP", "IN", "TO"} else "POS"
    if word in FIXED:
        return FIXED[word]
    if before == "TO" and own in {"VBP", "NN", "VBN", "VBD"} and after not in NOUNS and own != "NN":
        return "VB"
    if before in {"DT", "PRP$", "POS", "JJ"} and own in {"VB", "VBP", "VBZ"}:
        # "the shrug", but not "this means", "all believe", "the poor pay".
        plural = own == "VBZ"
        certain = before != "DT" or last in {"the", "a", "an", "every", "no", "this"}
        if certain and not (plural and last in {"this", "that"}):
            return "NNS" if plural else "NN"
    if own == "VBN" and last in NOMINATIVE:
        return "VBD"
    if own == "VB" and (last in NOMINATIVE or before in {"NNS", "NNPS"}) and last != "it":
        return "VBP"
    if own in {"NN", "NNS"} and (before == "MD" or last in DO):
        return "VB"
    if own in {"NN", "NNS", "VBN"} and _wants_verb(lowers, tags, index):
        return "VBP" if own == "NN" else "VBZ" if own == "NNS" else "VBD"
    if own in {"VBD", "VBN"} and _after_auxiliary(lowers, tags, index):
        return "VBN"
    if own == "VBN" and _after_relative(tags, index):
        return "VBD"
    if own == "JJ" and before == "MD" and after in {"DT", "PRP", "PRP$"}:
        return "VB"
    return own


def _wants_verb(lowers: list[str], tags: list[str], index: int) -> bool:
    """Whether a word that may be a noun or a verb stands where only a verb can stand."""
    if not index:
        return False
    last, before = lowers[index - 1], tags[index - 1]
    after = tags[index + 1] if index + 1 < len(tags) else ""
    if last in NOMINATIVE - {"it", "you"} or (last in {"it", "you"} and after not in VERBS):
        return True
    if last in ADVERBS and index > 1 and tags[index - 2] in NOUNS | {"PRP", "WP", "WDT"}:
        return True
    following = lowers[index + 1] if index + 1 < len(tags) else ""
    return before == "NNS" and tags[index] == "NN" and (following in FOLLOW_VERB)


def _after_auxiliary(lowers: list[str], tags: list[str], index: int) -> bool:
    at = index - 1
    while at >= 0 and tags[at] == "RB" and index - at < 4:
        at -= 1
    return at >= 0 and lowers[at] in BE | HAVE | {"being", "having"} and lowers[at] != "'d"


def _after_relative(tags: list[str], index: int) -> bool:
    """Whether "who" or "which" waits for its verb: "who on Monday described"."""
    for at in range(index - 1, max(-1, index - 5), -1):
        if tags[at] in VERBS:
            return False
        if tags[at] in {"WP", "WDT"}:
            return True
    return False
