"""Who states what, many-to-many: merged and split predictions are seen here, and only here."""

from collections import defaultdict
from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from claimbench.alignment.parts import parts
from claimbench.matching.matcher import ACCEPT, Matcher
from claimbench.matching.reading import Reader
from claimbench.model.gold import Gold

_BATCH = 400  # fragments that are matched at one time: each is compared with every reference of the gold
_WHOLE = 10.0  # what a prediction states as a whole decides its sentence, whatever its parts are like

MOST = 3
"""A prediction covers at most this many claims, all of one sentence; more would pay for handing over the text."""
PART_OF = 0.8
"""Share of its content words that a fragment must have in common with a wording, and all fragments with it together."""


class Coverage(msgspec.Struct, frozen=True):
    """Content covered in each direction.

    Attributes:
        claims: for each prediction the gold claims that it covers.
        units: for each prediction its number of content words, and how many of them state covered claims.
        split: claims that no prediction covers alone, with the predictions that state them together.
    """

    claims: tuple[tuple[int, ...], ...]
    units: tuple[tuple[int, int], ...]
    split: dict[int, tuple[int, ...]]

    @property
    def stated(self) -> frozenset[int]:
        """The claims that are stated, by one prediction or by several together."""
        return frozenset().union(*self.claims, self.split)


class Coverer:
    """Finds the claims that predictions cover, whole or in their parts.

    Args:
        gold: the article's gold.
        reader: of the article.
        matcher: the one that judges whole predictions; parts are judged as strictly.
    """

    def __init__(self, gold: Gold, reader: Reader, matcher: Matcher) -> None:
        self._gold, self._reader, self._matcher = gold, reader, matcher
        self._vocabulary = _vocabulary(gold, reader)

    def cover(self, texts: Sequence[str], accepted: npt.NDArray[np.bool_]) -> Coverage:
        """Read predictions, without their attribution, given which claims accept which whole one."""
        scores = self._scores(texts, accepted)
        content = [self._reader.read(text).content for text in texts]
        covered, units = [], []
        for i in range(len(texts)):
            claims = _of_one_sentence(self._gold, scores[i])
            words = frozenset().union(*(self._vocabulary[c] for c in claims))
            covered.append(claims)
            units.append((len(content[i]), len(content[i] & words)))
        stated = {c for claims in covered for c in claims}
        loose = [i for i, claims in enumerate(covered) if not claims and content[i]]
        split = _split(self._gold, self._reader, content, loose, stated)
        return Coverage(tuple(covered), tuple(units), split)

    def _scores(self, texts: Sequence[str], accepted: npt.NDArray[np.bool_]) -> dict[int, dict[int, float]]:
        scores: dict[int, dict[int, float]] = defaultdict(dict)
        for i, claim in zip(*np.nonzero(accepted), strict=True):
            scores[int(i)][int(claim)] = _WHOLE
        fragments = {text: parts(text) for text in texts}
        listed = sorted(set().union(*fragments.values()))
        best: dict[str, tuple[int, float]] = {}
        for batch in (listed[at : at + _BATCH] for at in range(0, len(listed), _BATCH)):
            verdicts = self._matcher.match(batch)
            for row, claim in zip(*np.nonzero(verdicts.decisions == ACCEPT), strict=True):
                best[batch[row]] = (int(claim), float(verdicts.scores[row, claim]))
        for i, text in enumerate(texts):
            for fragment in fragments[text]:
                if fragment in best:
                    claim, score = best[fragment]
                    scores[i][claim] = max(score, scores[i].get(claim, 0.0))
        return scores


def _of_one_sentence(gold: Gold, scores: dict[int, float]) -> tuple[int, ...]:
    """Of the candidates the best of the one sentence that they speak for most, at most ``MOST`` of them."""
    by_sentence: dict[int, list[int]] = defaultdict(list)
    for claim in scores:
        by_sentence[_sentence(gold, claim)].append(claim)
    if not by_sentence:
        return ()
    ranked = {s: sorted(c, key=lambda c: (-scores[c], c))[:MOST] for s, c in by_sentence.items()}
    best = max(sorted(ranked), key=lambda s: sum(scores[c] for c in ranked[s]))  # the earliest of equals
    return tuple(sorted(ranked[best]))


def _sentence(gold: Gold, claim: int) -> int:
    start = gold.claims[claim].mentions[0].fragments[0].start
    return sum(span.start <= start for span in gold.article.sentences)


def _vocabulary(gold: Gold, reader: Reader) -> list[frozenset[str]]:
    words = []
    for claim in gold.claims:
        sentences = [text for _, text in claim.stating]
        sentences += [f.quote for mention in claim.mentions for f in mention.fragments]
        words.append(frozenset().union(*(reader.read(s).content for s in sentences)))
    return words


def _split(
    gold: Gold, reader: Reader, content: Sequence[frozenset[str]], loose: Sequence[int], stated: set[int]
) -> dict[int, tuple[int, ...]]:
    found = {}
    for index, claim in enumerate(gold.claims):
        if index in stated or not claim.required:
            continue
        for _, sentence in claim.stating:
            whole = reader.read(sentence).content
            pieces = [i for i in loose if whole and len(content[i] & whole) >= PART_OF * len(content[i])]
            together = frozenset().union(*(content[i] for i in pieces)) & whole
            alone = max((len(content[i] & whole) for i in pieces), default=0)
            if len(pieces) > 1 and len(together) >= PART_OF * len(whole) > alone:
                found[index] = tuple(pieces)
                break
    return found
