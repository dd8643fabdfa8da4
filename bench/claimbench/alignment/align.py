"""Aligning one article's predictions with its gold."""

from collections.abc import Sequence

import msgspec
import numpy as np

from claimbench.alignment.assign import Edge, assign
from claimbench.alignment.coverage import Coverage, Coverer
from claimbench.alignment.placing import Place, Placer
from claimbench.matching.attribution import strip_attribution
from claimbench.matching.matcher import ACCEPT, UNSURE, LexicalMatcher, Matcher, Opposed, Verdicts
from claimbench.matching.names import Names
from claimbench.matching.reading import Reader
from claimbench.model.gold import Gold
from claimbench.model.prediction import Located, PredictedClaim, Prediction
from claimbench.submissions.quotes import Quotes


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A prediction with everything that the layers need to know of it.

    Attributes:
        located: the claim with its spans found.
        holder: the declared holder, else the one that its text attributes it to.
        gold: index of the gold claim that it is aligned with, or None.
        score: of the aligned pair, else of the claim that it reads most like.
        nearest: index of the claim that it reads most like.
        accepted: claims that would accept it.
        unsure: claims of which the matcher is not sure.
        opposed: the claim that it comes close to without stating it.
        block: the paragraph that it is counted in.
        grounded: whether the article has its words.
    """

    located: Located
    holder: str | None
    gold: int | None
    score: float
    nearest: int
    accepted: tuple[int, ...]
    unsure: tuple[int, ...]
    opposed: Opposed | None
    block: int
    grounded: bool


class Alignment(msgspec.Struct, frozen=True, kw_only=True):
    """One article's predictions, in the order of their content, each with its gold claim or none.

    Attributes:
        gold: the article's gold.
        names: its holders and targets.
        items: the predictions.
        item_of: index of the item of each aligned gold claim.
        lenient: like ``item_of``, with unsure pairs accepted.
        coverage: who states what, many-to-many.
        prediction: what was aligned.
        placer: finds the place of any other text.
    """

    gold: Gold
    names: Names
    items: tuple[Item, ...]
    item_of: dict[int, int]
    lenient: dict[int, int]
    coverage: Coverage
    prediction: Prediction
    placer: Placer

    def item(self, claim: int) -> Item | None:
        """The prediction that a gold claim is aligned with."""
        return self.items[self.item_of[claim]] if claim in self.item_of else None

    @property
    def unaligned(self) -> tuple[Item, ...]:
        """The predictions that are aligned with no gold claim."""
        return tuple(item for item in self.items if item.gold is None)

    def place(self, texts: Sequence[str]) -> list[Place]:
        """Places of texts that are no claims."""
        return self.placer.place(texts)


class Ruler:
    """Everything that is made once for an article and used for every submission: matcher, names, places, quotes.

    Args:
        gold: the article's gold layer.
        matcher: the default one if None.
        reader: one to share among rulers of the same text and names; made here if None.
    """

    def __init__(self, gold: Gold, matcher: Matcher | None = None, reader: Reader | None = None) -> None:
        self.gold = gold
        reader = reader or Reader(gold.entities)
        self.matcher = matcher or LexicalMatcher(gold, reader)
        self.names = Names(gold)
        self.placer = Placer(gold.article, reader)
        self.coverer = Coverer(gold, reader, self.matcher)
        self.quotes = Quotes(gold.article)
        by_content = sorted(range(len(gold.claims)), key=lambda c: _gold_key(gold, c))
        self._rank = {claim: rank for rank, claim in enumerate(by_content)}

    def align(self, prediction: Prediction) -> Alignment:
        """Align a prediction with the gold; the order of its claims changes nothing."""
        claims = sorted(prediction.claims, key=_content)
        stripped = [strip_attribution(claim.text) for claim in claims]
        verdicts = self.judge([claim.text for claim in claims])
        holders = [c.holder if c.holder is not None else s.name for c, s in zip(claims, stripped, strict=True)]
        sure = verdicts.decisions == ACCEPT
        maybe = verdicts.decisions >= UNSURE
        pairs = self._assign(sure, verdicts, holders)
        places = self.placer.place([s.text for s in stripped])
        items = []
        for i, claim in enumerate(claims):
            at = pairs.get(i)
            nearest = int(verdicts.scores[i].argmax()) if verdicts.scores.shape[1] else 0
            items.append(
                Item(
                    located=self.quotes.locate(claim),
                    holder=holders[i],
                    gold=at,
                    score=round(float(verdicts.scores[i, nearest if at is None else at]), 6),
                    nearest=nearest,
                    accepted=tuple(int(c) for c in np.flatnonzero(sure[i])),
                    unsure=tuple(int(c) for c in np.flatnonzero(maybe[i] & ~sure[i])),
                    opposed=verdicts.opposed[i],
                    block=places[i].block if at is None else self.gold.block_of(self.gold.claims[at]),
                    grounded=places[i].grounded,
                )
            )
        return Alignment(
            gold=self.gold,
            names=self.names,
            items=tuple(items),
            item_of={claim: i for i, claim in pairs.items()},
            lenient={claim: i for i, claim in self._assign(maybe, verdicts, holders).items()},
            coverage=self.coverer.cover([s.text for s in stripped], sure),
            prediction=prediction,
            placer=self.placer,
        )

    def pairs(self, claims: Sequence[PredictedClaim]) -> list[int | None]:
        """The gold claim that each predicted claim is aligned with, and nothing more, as :meth:`align` finds it."""
        order = sorted(range(len(claims)), key=lambda i: _content(claims[i]))
        ordered = [claims[i] for i in order]
        verdicts = self.judge([claim.text for claim in ordered])
        names = [strip_attribution(claim.text).name for claim in ordered]
        holders = [c.holder if c.holder is not None else name for c, name in zip(ordered, names, strict=True)]
        found = self._assign(verdicts.decisions == ACCEPT, verdicts, holders)
        return [found.get(order.index(i)) for i in range(len(claims))]

    def judge(self, texts: Sequence[str]) -> Verdicts:
        """Judge each text without its attribution, or as given where nothing speaks against it and that is clearer.

        What is vetoed without its attribution is not given a second chance with it: any attribution would be one.
        Equal texts are judged once, in the order of the alphabet, so that neither copies nor order can matter.
        """
        readings = [(text, strip_attribution(text).text) for text in texts]
        listed = sorted({text for pair in readings for text in pair})
        at = {text: i for i, text in enumerate(listed)}
        verdicts = self.matcher.match(listed)
        clear = [
            (int(d.max(initial=0)), float(s.max(initial=0)))
            for d, s in zip(verdicts.decisions, verdicts.scores, strict=True)
        ]
        rows = [
            given if clear[given][1] == 1.0 or (verdicts.opposed[bare] is None and clear[given] > clear[bare]) else bare
            for given, bare in ((at[text], at[rest]) for text, rest in readings)
        ]
        return Verdicts(verdicts.scores[rows], verdicts.decisions[rows], tuple(verdicts.opposed[r] for r in rows))

    def _assign(self, accepted: np.ndarray, verdicts: Verdicts, holders: Sequence[str | None]) -> dict[int, int]:
        at_rank = {rank: claim for claim, rank in self._rank.items()}
        edges = [
            Edge(
                row=int(i),
                column=self._rank[int(c)],
                required=self.gold.claims[c].required,
                score=float(verdicts.scores[i, c]),
                agrees=self.names.same_holder(holders[i], self.gold.claims[c].holder),
            )
            for i, c in zip(*np.nonzero(accepted), strict=True)
        ]
        return {row: at_rank[column] for row, column in assign(edges).items()}


def _content(claim: PredictedClaim) -> bytes:
    return msgspec.json.encode(msgspec.structs.replace(claim, id=None))


def _gold_key(gold: Gold, claim: int) -> bytes:
    return msgspec.json.encode(msgspec.structs.replace(gold.claims[claim], id="", part_of=None, counter=None))
