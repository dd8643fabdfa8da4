"""Which entity or target a name means."""

from collections.abc import Iterable, Sequence

from claimbench.matching.reading import FUNCTION_WORDS, lemma, words
from claimbench.model.gold import Entity, Gold, Target
from claimbench.model.normalize import normalize
from claimbench.model.vocabulary import UNNAMED

ENOUGH = 0.75
"""Dice coefficient of content lemmas from which a name counts as a variant of an alias."""


class Resolver:
    """Resolves names of one kind: by normalized id, name or alias, else by the nearest alias.

    The nearest alias must share at least ``ENOUGH`` of its content lemmas with the name, and no alias of another record
    may be as near; otherwise the name stays unresolved.
    """

    def __init__(self, records: Iterable[Entity | Target]) -> None:
        self._exact: dict[str, str] = {}
        self._aliases: list[tuple[frozenset[str], str]] = []
        for record in records:
            for alias in (record.id, record.name, *record.aliases):
                self._exact.setdefault(_plain(alias), record.id)
                self._aliases.append((_content(alias), record.id))
        self._known: dict[str, str | None] = {}

    def resolve(self, name: str) -> str | None:
        """Id of the record that a name means, or None."""
        if name not in self._known:
            self._known[name] = self._exact.get(_plain(name)) or self._nearest(name)
        return self._known[name]

    def _nearest(self, name: str) -> str | None:
        content = _content(name)
        best: dict[str, float] = {}
        for alias, record in self._aliases:
            if content and alias:
                dice = 2 * len(content & alias) / (len(content) + len(alias))
                best[record] = max(best.get(record, 0.0), dice)
        ranked = sorted(best.items(), key=lambda item: -item[1])
        if not ranked or ranked[0][1] < ENOUGH or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
            return None
        return ranked[0][0]


class Names:
    """The holders and targets of one article."""

    def __init__(self, gold: Gold) -> None:
        self.holders = Resolver(gold.entities)
        self.targets = Resolver(gold.targets)
        self._unnamed = frozenset(e.id for e in gold.entities if e.unnamed) | {UNNAMED}

    def same_holder(self, predicted: str | None, gold: str) -> bool:
        """Whether a predicted holder is the gold one.

        The answer ``unnamed`` is right for every source that the article leaves unnamed, and an unnamed source
        described in any words is right where the gold says no more than ``unnamed``.
        """
        found = self.holders.resolve(predicted) if predicted else None
        if found is None:
            return False
        both_unnamed = found in self._unnamed and gold in self._unnamed
        return found == gold or (both_unnamed and UNNAMED in (found, gold))

    def stands_for(self, predicted: str, holders: Sequence[str]) -> str | None:
        """Of some gold holders the first that a resolved predicted one is right for."""
        return next((h for h in holders if self.same_holder(predicted, h)), None)


def _plain(name: str) -> str:
    key = normalize(name.replace("-", " "))
    return key.removeprefix("the ")


def _content(name: str) -> frozenset[str]:
    return frozenset(lemma(word) for word in words(name) if word not in FUNCTION_WORDS)
