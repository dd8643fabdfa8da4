"""Proper names in an article: persons and other names, with the fullest form that the article has of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from parsing import Sentence

TITLES = frozenset(
    """mr mr. mrs mrs. ms ms. dr dr. sir lord lady prof prof. professor president minister prime chancellor premier
    councillor councilor mayor general colonel marshal judge justice senator governor secretary chairman chairwoman
    chief executive director deputy king queen prince princess sister brother father bishop commissioner union boss
    economist biologist interior foreign finance health agriculture education transport defence defense captain
    major sergeant ambassador spokesman spokeswoman inspector author columnist comrade gen. sen. rep. gov. col. lt.
    st. st coach architect historian engineer grandmaster runner striker novelist critic analyst""".split()
)
ORGANISATIONS = frozenset(
    """institute board council office agency ministry department commission committee party union federation
    association chamber society bank trust group company consortium university school college hospital court
    parliament government league club division network herald courier gazette post times journal beacon sentinel
    ledger tribune news radio bureau authority service station station's museum laboratory centre center foundation
    airways airlines athletic mutual water mission observatory review street road avenue bridge square park valley
    river sea island islands strait bay cape port mount lake bill act treaty fund front movement alliance republic
    kingdom states nations academy guild festival opera house hall tower airport ltd inc""".split()
)
PLACE_WORDS = frozenset("in at from near to of into across outside inside".split())
NAME_TAGS = frozenset({"NNP", "NNPS"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at tokens ``start..end`` of a sentence."""

    start: int
    end: int
    words: tuple[str, ...]
    person: bool


def mentions_of(sentence: Sentence) -> list[Mention]:
    """Return the names in a sentence in reading order, titles left out."""
    found = []
    index = 0
    tokens, tags, lowers = sentence.tokens, sentence.tags, sentence.lowers
    opening = next((i for i, token in enumerate(tokens) if token.is_word), 0)
    while index < len(tokens):
        if not _in_name(sentence, index, opening):
            index += 1
            continue
        end = index + 1
        while end < len(tokens) and _in_name(sentence, end, opening):
            end += 1
        start = index
        titled = False
        while start < end - 1 and lowers[start] in TITLES:
            start += 1
            titled = True
        before = lowers[index - 1] if index else ""
        titled = titled or before in TITLES
        words = tuple(token.text for token in tokens[start:end])
        plain = all(word.lower() not in ORGANISATIONS for word in words) and before != "the"
        person = plain and (titled or (len(words) in {2, 3} and before not in PLACE_WORDS and tags[start] == "NNP"))
        found.append(Mention(start, end, words, person))
        index = end
    return found


def _in_name(sentence: Sentence, index: int, opening: int) -> bool:
    text, own = sentence.tokens[index].text, sentence.tags[index]
    if not text[:1].isupper() or len(text) < 2:
        return False
    if index == opening:
        # The first word has a capital anyway; the tagger must know it for a name, or a name must follow it.
        following = sentence.tokens[index + 1].text if index + 1 < len(sentence.tokens) else ""
        return own in NAME_TAGS or (own in {"NN", "JJ"} and following[:1].isupper() and following.isalpha())
    return own in NAME_TAGS or own in {"NN", "NNS", "JJ", "CD", "VBG"}


class Directory:
    """The names of an article by their last word and by their words."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        """Collect the names; the fullest form of a person's name is kept."""
        self._full: dict[str, tuple[str, ...]] = {}
        self.persons: set[str] = set()
        for sentence in sentences:
            for mention in mentions_of(sentence):
                if mention.person and len(mention.words) > 1:
                    self.persons.add(mention.words[-1])
                    known = self._full.get(mention.words[-1], ())
                    if len(mention.words) > len(known):
                        self._full[mention.words[-1]] = mention.words

    def full(self, words: tuple[str, ...]) -> str:
        """Return the fullest form of a name."""
        if words and words[-1] in self._full and len(words) <= len(self._full[words[-1]]):
            return " ".join(self._full[words[-1]])
        return " ".join(words)

    def is_person(self, mention: Mention) -> bool:
        """Whether a mention is of a person, by itself or by an earlier full name."""
        return mention.person or (len(mention.words) == 1 and mention.words[0] in self.persons)
