"""Pronouns to what they most likely stand for: a regression ranks the noun phrases before them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from atoms import Atom
from model import Linear
from names import Directory, Mention
from parsing import Sentence
from phrases import Phrase, words_of
from pronouns import KINDS, roles_of, stands_for_nothing

REACH = 2  # sentences before that are searched
MOST = 24  # phrases that are compared


@dataclass(frozen=True, slots=True)
class Known:
    """A noun phrase that was mentioned, and where."""

    text: str
    lemma: str
    tag: str
    role: str
    person: bool
    name: bool
    sentence: int
    paragraph: int
    start: int
    opening: str


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A pronoun with the phrases that it may stand for, each with its features."""

    token: int
    word: str
    options: tuple[tuple[Known, tuple[str, ...]], ...]


@dataclass(slots=True)
class Tracker:
    """Goes through an article sentence by sentence and remembers what was mentioned."""

    directory: Directory
    seen: list[Known] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    gender: dict[str, str] = field(default_factory=dict)
    number: int = 0

    def read(
        self,
        sentence: Sentence,
        atoms: Sequence[Atom],
        phrases: Sequence[Phrase],
        mentions: Sequence[Mention],
        paragraph: int,
    ) -> list[Anaphor]:
        """Return the pronouns of the next sentence."""
        people = {m.end - 1: m for m in mentions if self.directory.is_person(m)}
        starting = {phrase.start: phrase for phrase in phrases}
        roles = roles_of(sentence, atoms)
        found = []
        for index, word in enumerate(sentence.lowers):
            if index in starting:
                self._remember(sentence, starting[index], people, paragraph)
            kind = KINDS.get(word)
            if kind and not stands_for_nothing(sentence, index):
                options = tuple(self._options(sentence, index, kind, roles.get(index, "other"), paragraph))
                if options:
                    found.append(Anaphor(index, word, options))
        self.number += 1
        return found

    def _remember(self, sentence: Sentence, phrase: Phrase, people: dict[int, Mention], paragraph: int) -> None:
        mention = people.get(phrase.head)
        text = words_of(sentence, phrase.start, phrase.end)
        if mention is not None:
            text = self.directory.full(mention.words)
        lemma = sentence.lemmas[phrase.head]
        self.counts[lemma] += 1
        self.seen.append(
            Known(
                text,
                lemma,
                sentence.tags[phrase.head],
                phrase.role,
                mention is not None,
                sentence.tags[phrase.head] in {"NNP", "NNPS"},
                self.number,
                paragraph,
                phrase.start,
                sentence.lowers[phrase.start],
            )
        )

    def _options(
        self, sentence: Sentence, index: int, kind: str, role: str, paragraph: int
    ) -> Iterator[tuple[Known, tuple[str, ...]]]:
        near = [known for known in self.seen[-MOST:] if known.sentence >= self.number - REACH]
        subjects = [known for known in near if known.role == "subject"]
        fitting = [known for known in near if _fits(kind, known)]
        people = [known for known in near if known.person]
        for rank, known in enumerate(reversed(near)):
            if kind in {"he", "she"} and not known.person:
                continue
            distance = self.number - known.sentence
            first = next((k for k in near if k.sentence == known.sentence), None) is known
            features = {
                f"{kind} {role} {known.role} {distance}",
                f"{kind} {distance}",
                f"{kind} {known.role}",
                f"{role} {known.role}",
                f"{kind} {known.tag}",
                f"{kind} fits {_fits(kind, known)}",
                f"{kind} {known.opening if known.opening in DETERMINERS else '-'}",
                f"rank {min(rank, 8)}",
                f"{kind} count {min(self.counts[known.lemma], 4)}",
                f"{kind} person {known.person}",
                f"{kind} name {known.name}",
                f"{kind} length {min(known.text.count(' '), 4)}",
                f"same paragraph {known.paragraph == paragraph}",
            }
            if subjects and subjects[-1] is known:
                features |= {f"{kind} last subject {distance}", f"{role} last subject"}
            if first:
                features.add(f"{kind} first {distance}")
            if fitting and fitting[-1] is known:
                features.add(f"{kind} last fitting {role}")
            last_subject = [k for k in fitting if k.role == "subject"]
            if last_subject and last_subject[-1] is known:
                features |= {f"{kind} last fitting subject {role} {distance}"}
            if people and people[-1] is known:
                features.add(f"{kind} last person")
            if self.gender.get(known.text, kind) != kind and kind in {"he", "she"}:
                features.add("other gender")
            yield known, tuple(sorted(features))


DETERMINERS = frozenset("the a an this that his her its their no every some".split())


def resolve(anaphors: Sequence[Anaphor], model: Linear, least: float) -> dict[int, Known]:
    """Return the likeliest antecedent of each pronoun that has one likely enough."""
    found = {}
    for anaphor in anaphors:
        best, chance = None, least
        for known, features in anaphor.options:
            own = model.probabilities(features)[1]
            if own > chance:
                best, chance = known, own
        if best:
            found[anaphor.token] = best
    return found


def _fits(kind: str, known: Known) -> bool:
    """Whether a phrase has the pronoun's number and may be a person if that is one."""
    plural = known.tag in {"NNS", "NNPS"}
    if kind in {"he", "she"}:
        return known.person
    if kind in {"they", "these"}:
        return plural
    return not plural and not known.person
