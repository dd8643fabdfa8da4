"""How alike a prediction and a gold claim read: a score in [0, 1] from words, their order and characters."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from claimbench.matching.reading import Numbers, Sentence

Matrix = npt.NDArray[Any]

_TINY = 1e-9


class References:
    """The sentences that state (or nearly state) the claims of an article, as matrices.

    Args:
        sentences: the references, all read by the reader that reads the queries.
        owner: index of the claim that each belongs to, non-decreasing and without gaps.

    Raises:
        ValueError: when the references are not sorted by claim or a claim has none.
    """

    def __init__(self, sentences: Sequence[Sentence], owner: Sequence[int]) -> None:
        self.sentences = tuple(sentences)
        self.owner = np.asarray(owner, dtype=np.int64)
        self.claims = int(self.owner.max()) + 1 if len(owner) else 0
        if (np.diff(self.owner) < 0).any() or len(set(owner)) != self.claims:
            raise ValueError("references must be sorted by claim, and every claim must have one")
        self._starts = np.searchsorted(self.owner, np.arange(self.claims))
        self._words = _Bags([s.words for s in sentences], self.owner, self.claims)
        self._grams = _Bags([s.grams for s in sentences], self.owner, self.claims)
        self._same: dict[str, list[int]] = {}
        for index, sentence in enumerate(sentences):
            self._same.setdefault(sentence.key, []).append(index)

    def pairwise(self, queries: Sequence[Sentence]) -> Matrix:
        """Likeness of each query with each reference, shape (queries, references).

        Weighted mean of three F1 measures: content lemmas weighted by inverse claim frequency (half of it), longest
        common subsequence of lemmas (ROUGE-L; Lin 2004), and character n-grams (after chrF; Popovic 2015). 0 for a
        query without words.
        """
        words = self._words.f1([q.words for q in queries])
        grams = self._grams.f1([q.grams for q in queries])
        return (2 * words + self._order(queries) + grams) / 4

    def by_claim(
        self, pairs: Matrix, queries: Sequence[Sentence], left_out: Sequence[int | None] | None = None
    ) -> Matrix:
        """Score of each query for each claim, shape (queries, claims).

        Mean of the likeness to the claim's nearest reference and of the cosines to the centres of all its
        references, in words and in characters. The centre knows the vocabulary that the claim may be stated in; the
        nearest reference knows one way to put it.

        Args:
            pairs: what :meth:`pairwise` gave.
            queries: the same queries.
            left_out: for each query the reference that must not be used, or None; for leave-one-out measurement.
        """
        skip = left_out or [None] * len(queries)
        pairs = pairs.copy()
        for row, reference in enumerate(skip):
            if reference is not None:
                pairs[row, reference] = -1.0
        nearest = self._nearest_two(pairs)
        words = self._words.centre_cosine([q.words for q in queries], skip)
        grams = self._grams.centre_cosine([q.grams for q in queries], skip)
        scores = (2 * nearest + words + grams) / 4
        for row, query in enumerate(queries):
            for reference in self._same.get(query.key, ()):
                if reference != skip[row]:
                    scores[row, self.owner[reference]] = 1.0
        return scores

    def _nearest_two(self, pairs: Matrix) -> Matrix:
        """Mean of the two highest likenesses to each claim's references, of the highest where there is but one."""
        ends = [*self._starts[1:], pairs.shape[1]]
        nearest = np.zeros((len(pairs), self.claims))
        for claim, (start, end) in enumerate(zip(self._starts, ends, strict=True)):
            two = np.sort(pairs[:, start:end], axis=1)[:, -2:]
            nearest[:, claim] = np.where(two[:, 0] < 0, two[:, -1], two.mean(axis=1)) if two.shape[1] else 0.0
        return nearest

    def _order(self, queries: Sequence[Sentence]) -> Matrix:
        from rapidfuzz.distance import LCSseq
        from rapidfuzz.process import cdist

        ours, theirs = [q.codes for q in queries], [s.codes for s in self.sentences]
        if not ours or not theirs:
            return np.zeros((len(ours), len(theirs)))
        common = cdist(ours, theirs, scorer=LCSseq.similarity, workers=1).astype(np.float64)
        lengths = np.array([len(c) for c in ours])[:, None] + np.array([len(c) for c in theirs])[None, :]
        return np.asarray(2 * common / np.maximum(lengths, 1))


class _Bags:
    """Sets of tokens, given as sorted numbers, each token weighted by inverse claim frequency.

    Kept as postings, the references of each token: a query meets only those that it shares a token with. Sums are in
    double precision and in a fixed order, so that the figures do not depend on the machine.
    """

    def __init__(self, bags: Sequence[Numbers], owner: Numbers, claims: int) -> None:
        self._tokens = np.concatenate([*bags, np.zeros(0, dtype=np.int64)])
        self._columns = np.repeat(np.arange(len(bags)), [len(bag) for bag in bags])
        self._owner, self._claims, self._count = owner, claims, len(bags)
        rows = int(self._tokens.max(initial=-1)) + 1
        seen = np.zeros((rows, max(claims, 1)), dtype=bool)
        seen[self._tokens, owner[self._columns]] = True
        self._frequency = seen.sum(axis=1)
        self._weight = np.log1p(claims / np.maximum(self._frequency, 1))
        self._rare = float(np.log1p(claims))  # weight of a token that no claim knows
        by_token = self._columns[np.argsort(self._tokens, kind="stable")]
        ends = np.cumsum(np.bincount(self._tokens, minlength=rows))
        self._postings = np.split(by_token, ends[:-1]) if rows else []
        weights = self._weight[self._tokens]
        self._size = np.bincount(self._columns, weights, self._count)
        self._norms = np.maximum(np.sqrt(np.bincount(self._columns, weights**2, self._count)), _TINY)

    @cached_property
    def _centres(self) -> Matrix:
        """Sum of the unit vectors of each claim's references, one column a claim."""
        places = self._tokens * self._claims + self._owner[self._columns]
        values = self._weight[self._tokens] / self._norms[self._columns]
        sums = np.bincount(places, values, len(self._weight) * self._claims)
        return np.asarray(sums.reshape(-1, self._claims))

    def f1(self, bags: Sequence[Numbers]) -> Matrix:
        """Weighted F1 between each bag and each reference: ``2 |common| / (|one| + |other|)``."""
        result = np.zeros((len(bags), self._count))
        for i, bag in enumerate(bags):
            rows, unknown = self._known(bag)
            if len(rows):
                weights = self._weight[rows]
                postings = [self._postings[row] for row in rows]
                shared = np.repeat(weights, [len(posting) for posting in postings])
                common = np.bincount(np.concatenate(postings), shared, self._count)
                result[i] = 2 * common / (self._size + weights.sum() + self._rare * unknown)
        return result

    def centre_cosine(self, bags: Sequence[Numbers], left_out: Sequence[int | None]) -> Matrix:
        """Cosine between each bag and the centre of each claim's references."""
        norms = np.maximum(np.linalg.norm(self._centres, axis=0), _TINY)
        result = np.zeros((len(bags), self._centres.shape[1]))
        for i, (bag, reference) in enumerate(zip(bags, left_out, strict=True)):
            rows, unknown = self._known(bag)
            weights = self._weight[rows]
            length = max(float(np.sqrt((weights**2).sum() + self._rare**2 * unknown)), _TINY)
            result[i] = weights @ self._centres[rows] / (norms * length)
            if reference is not None:
                claim = self._owner[reference]
                centre = self._centres[:, claim].copy()
                own = self._tokens[self._columns == reference]
                centre[own] -= self._weight[own] / self._norms[reference]
                result[i, claim] = weights @ centre[rows] / (max(float(np.linalg.norm(centre)), _TINY) * length)
        return result

    def _known(self, bag: Numbers) -> tuple[Numbers, int]:
        """The tokens that the references have, and the number of the others."""
        rows = bag[bag < len(self._frequency)]
        rows = rows[self._frequency[rows] > 0]
        return rows, len(bag) - len(rows)
