"""Reading a sentence into what the lexical matcher compares: lemmas, content words, character n-grams, cues."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from zlib import crc32

import msgspec

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
BUCKETS = 4096
"""Character 4-grams are hashed into this many buckets: on the development paragraphs that ranks as well as exact
n-grams of 3 to 5, at a hundredth of the memory."""
NAMED_TYPES = frozenset({"person", "state", "group", "organization"})

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_CONTRACTED = re.compile(r"n't\b")
_POSSESSIVE = re.compile(r"'s\b|(?<=s)'(?!\w)")
_NUMBER = re.compile(r"^\d+$")


class Sentence(msgspec.Struct, frozen=True):
    """A sentence as the matcher sees it.

    Attributes:
        key: normalized text; equal keys are equal sentences.
        lemmas: lemmas in order, names of known entities replaced by the entity.
        content: the lemmas that are no function words.
        grams: buckets of the character 4-grams of the normalized text.
        names: the known entities, in order.
        negations: how many words negate.
        numbers: numbers in figures.
    """

    key: str
    lemmas: tuple[str, ...]
    content: frozenset[str]
    grams: frozenset[int]
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

    def read(self, text: str) -> Sentence:
        """Read one sentence; the same text is read once."""
        if text not in self._read:
            self._read[text] = self._analyse(text)
        return self._read[text]

    def _analyse(self, text: str) -> Sentence:
        plain = words(text)
        lemmas = tuple(self._named(plain))
        key = normalize(text)
        return Sentence(
            key=key,
            lemmas=lemmas,
            content=frozenset(s for s in lemmas if s not in FUNCTION_WORDS),
            grams=frozenset(crc32(key[i : i + GRAM].encode()) % BUCKETS for i in range(len(key) - GRAM + 1)),
            names=tuple(lemma for lemma in lemmas if lemma.startswith("@")),
            negations=sum(word in NEGATIONS for word in plain),
            numbers=frozenset(word for word in plain if _NUMBER.match(word)),
        )

    def _named(self, plain: Sequence[str]) -> Iterable[str]:
        at = 0
        while at < len(plain):
            for name, entity in self._aliases.get(plain[at], ()):
                if tuple(plain[at : at + len(name)]) == name:
                    yield entity
                    at += len(name)
                    break
            else:
                yield lemma(plain[at])
                at += 1


def words(text: str) -> list[str]:
    """Lower-case words; contracted negations are written out and possessive endings dropped."""
    plain = _CONTRACTED.sub(" not", fold(text).casefold()).replace("cannot", "can not")
    return _WORD.findall(_POSSESSIVE.sub("", plain))


@cache
def lemma(word: str) -> str:
    """Lemma of a lower-case word; function words stay as they are."""
    if word in FUNCTION_WORDS:
        return word
    import simplemma

    return simplemma.lemmatize(word, lang="en").casefold()
