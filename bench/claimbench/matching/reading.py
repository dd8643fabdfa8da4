"""Reading a sentence into what the lexical matcher compares: lemmas, content words, character n-grams, cues."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from claimbench.model.gold import Entity
from claimbench.model.normalize import fold, normalize

FUNCTION_WORDS = frozenset(
    """a an the of to in on at by for with from into onto over under about as than that this these those there here it
    its they them their he him his she her we us our you your i me my who whom whose which what when where how why and
    or but if while so such both either be is are was were been being am have has had having do does did done doing
    will would shall should can could may might must also just very too more most much many any some all each every own
    same other another else then once only even still yet already after before during until upon up out off down again
    further through between against among across per via not no nor never neither none nothing nobody without""".split()
)
NEGATIONS = frozenset("not no nor never neither none nothing nobody without hardly nowhere".split())
GRAM = 4
BITS = 11
"""Character 4-grams are hashed into 2^11 buckets: on the development paragraphs that ranks as well as 2^12, and as well
as exact n-grams of 3 to 5 did."""
NAMED_TYPES = frozenset({"person", "state", "group", "organization"})

_PLANE = 0x10000  # code points from here on are no surrogates
_WORD = re.compile(r"[^\W_]+")
_CONTRACTED = re.compile(r"n't\b")
_POSSESSIVE = re.compile(r"'s\b|(?<=s)'(?!\w)")


Numbers = npt.NDArray[np.int64]


class Sentence(msgspec.Struct, frozen=True):
    """A sentence as the matcher sees it.

    Attributes:
        key: normalized text; equal keys are equal sentences.
        lemmas: lemmas in order, names of known entities replaced by the entity.
        codes: the same, one code point a lemma, for string metrics.
        content: the lemmas that are no function words.
        words: numbers of these, sorted.
        grams: buckets of the 4-grams of the normalized text, sorted.
        names: the known entities, in order.
        negations: how many words negate.
        numbers: numbers in figures.
    """

    key: str
    lemmas: tuple[str, ...]
    codes: str
    content: frozenset[str]
    words: Numbers
    grams: Numbers
    names: tuple[str, ...]
    negations: int
    numbers: frozenset[str]


class Reader:
    """Reads sentences about one article; knows the names of its entities.

    Naming an actor otherwise does not change a claim, so each alias of a person, state or group counts as one word.
    """

    def __init__(self, entities: Iterable[Entity] = ()) -> None:
        self._aliases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for entity in entities:
            if entity.type in NAMED_TYPES:
                for alias in (entity.name, *entity.aliases):
                    name = tuple(word for word in words(alias) if word != "the")
                    if name:
                        self._aliases.setdefault(name[0], []).append((name, f"@{entity.id}"))
        for choices in self._aliases.values():
            choices.sort(key=lambda choice: -len(choice[0]))
        self._read: dict[str, Sentence] = {}
        self._numbers: dict[str, int] = {}
        self._of_word: dict[str, _Token] = {}

    def read(self, text: str) -> Sentence:
        """Read one sentence; the same text is read once."""
        if text not in self._read:
            self._read[text] = self._analyse(text)
        return self._read[text]

    def _analyse(self, text: str) -> Sentence:
        plain = words(text)
        tokens = self._tokens(plain)
        lemmas = tuple(token.lemma for token in tokens)
        content = {token.number: token.lemma for token in tokens if token.content}
        key = normalize(text)
        return Sentence(
            key=key,
            lemmas=lemmas,
            codes="".join([token.code for token in tokens]),
            content=frozenset(content.values()),
            words=np.array(sorted(content), dtype=np.int64),
            grams=_grams(key),
            names=tuple(lemma for lemma in lemmas if lemma[0] == "@"),
            negations=sum(word in NEGATIONS for word in plain),
            numbers=frozenset(word for word in plain if word.isdecimal()),
        )

    def _tokens(self, plain: Sequence[str]) -> "list[_Token]":
        """The words of a sentence, the longest known name at each place taken as one."""
        tokens, at = [], 0
        while at < len(plain):
            word = plain[at]
            for name, entity in self._aliases.get(word, ()):
                if tuple(plain[at : at + len(name)]) == name:
                    tokens.append(self._token(entity, entity))
                    at += len(name)
                    break
            else:
                tokens.append(self._of_word.get(word) or self._token(word, lemma(word)))
                at += 1
        return tokens

    def _token(self, word: str, reading: str) -> "_Token":
        if word not in self._of_word:
            number = self._numbers.setdefault(reading, len(self._numbers))
            self._of_word[word] = _Token(reading, number, chr(_PLANE + number), reading not in FUNCTION_WORDS)
        return self._of_word[word]


class _Token(NamedTuple):
    """What a word is read as."""

    lemma: str
    number: int
    code: str
    content: bool


def words(text: str) -> list[str]:
    """Lower-case words; contracted negations are written out and possessive endings dropped."""
    plain = fold(text).casefold().replace("cannot", "can not")
    if "'" in plain:
        plain = _POSSESSIVE.sub("", _CONTRACTED.sub(" not", plain))
    return _WORD.findall(plain)


def _grams(key: str) -> Numbers:
    """Buckets of the 4-grams of the UTF-8 bytes, by multiplicative hashing (Knuth 1973)."""
    codes = np.frombuffer(key.encode(), dtype=np.uint8).astype(np.uint32)
    if len(codes) < GRAM:
        return np.zeros(0, dtype=np.int64)
    packed = codes[:-3] << 24 | codes[1:-2] << 16 | codes[2:-1] << 8 | codes[3:]
    hashed = packed * np.uint32(2654435761) >> np.uint32(32 - BITS)
    return np.array(sorted(set(hashed.tolist())), dtype=np.int64)


@cache
def lemma(word: str) -> str:
    """Lemma of a lower-case word; function words stay as they are."""
    if word in FUNCTION_WORDS:
        return word
    import simplemma

    return simplemma.lemmatize(word, lang="en").casefold()
