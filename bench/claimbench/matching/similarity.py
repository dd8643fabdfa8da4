"""How alike a prediction and a gold claim read: a score in [0, 1] from words, their order and characters."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from claimbench.matching.reading import Sentence

Matrix = npt.NDArray[Any]
Bag = frozenset[Any]

_TINY = 1e-9


class References:
    """The sentences that state (or nearly state) the claims of an article, as matrices.

    Args:
        sentences: the references.
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
        self._words = _Bags([s.content for s in sentences], self.owner, self.claims)
        self._grams = _Bags([s.grams for s in sentences], self.owner, self.claims)
        self._same: dict[str, list[int]] = {}
        for index, sentence in enumerate(sentences):
            self._same.setdefault(sentence.key, []).append(index)
        self._codes: dict[str, str] = {}
        self._coded = [self._encode(s.lemmas) for s in sentences]

    def pairwise(self, queries: Sequence[Sentence]) -> Matrix:
        """Likeness of each query with each reference, shape (queries, references).

        Weighted mean of three F1 measures: content lemmas weighted by inverse claim frequency (half of it), longest
        common subsequence of lemmas (ROUGE-L; Lin 2004), and character n-grams (after chrF; Popovic 2015). 0 for a
        query without words.
        """
        return (
            2 * self._words.f1(q.content for q in queries)
            + self._order(queries)
            + self._grams.f1(q.grams for q in queries)
        ) / 4

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
        nearest = np.maximum.reduceat(pairs, self._starts, axis=1) if self.claims else pairs
        words = self._words.centre_cosine([q.content for q in queries], skip)
        grams = self._grams.centre_cosine([q.grams for q in queries], skip)
        scores = (nearest + words + grams) / 3
        for row, query in enumerate(queries):
            for reference in self._same.get(query.key, ()):
                if reference != skip[row]:
                    scores[row, self.owner[reference]] = 1.0
        return scores

    def _order(self, queries: Sequence[Sentence]) -> Matrix:
        from rapidfuzz.distance import LCSseq
        from rapidfuzz.process import cdist

        coded = [self._encode(q.lemmas) for q in queries]
        if not coded or not self._coded:
            return np.zeros((len(coded), len(self._coded)), np.float32)
        common = cdist(coded, self._coded, scorer=LCSseq.similarity, workers=1).astype(np.float32)
        lengths = np.array([len(c) for c in coded])[:, None] + np.array([len(c) for c in self._coded])[None, :]
        return np.asarray(2 * common / np.maximum(lengths, 1).astype(np.float32))

    def _encode(self, lemmas: Iterable[str]) -> str:
        """One code point a stem, so that a string metric compares words; private planes avoid surrogates."""
        codes = self._codes
        return "".join(codes.setdefault(s, chr(0x10000 + len(codes))) for s in lemmas)


class _Bags:
    """Sets of tokens (words, or buckets of n-grams) as a matrix weighted by inverse claim frequency."""

    def __init__(self, bags: Sequence[Bag], owner: npt.NDArray[np.int64], claims: int) -> None:
        self._column = {token: i for i, token in enumerate(sorted(set().union(*bags)))}
        present = self._matrix(bags)
        known = np.stack([present[owner == c].any(axis=0) for c in range(claims)]) if claims else present
        frequency = known.sum(axis=0)
        self._weight = np.log1p(claims / np.maximum(frequency, 1)).astype(np.float32)
        self._rare = float(np.log1p(claims))  # weight of a token that no claim knows
        self._present = present
        self._size = present @ self._weight
        self._owner = owner
        self._units = self._unit(present * self._weight, np.zeros(len(bags), np.float32))
        sums = [self._units[owner == c].sum(axis=0) for c in range(claims)]
        self._centres = np.stack(sums) if claims else self._units

    def f1(self, bags: Iterable[Bag]) -> Matrix:
        """Weighted F1 between each bag and each reference: ``2 |common| / (|one| + |other|)``."""
        listed = list(bags)
        present = self._matrix(listed)
        size = present @ self._weight + self._rare * self._unknown(listed)
        common = (present * self._weight) @ self._present.T
        total = size[:, None] + self._size[None, :]
        return np.asarray(np.divide(2 * common, total, out=np.zeros_like(common), where=total > 0))

    def centre_cosine(self, bags: Sequence[Bag], left_out: Sequence[int | None]) -> Matrix:
        """Cosine between each bag and the centre of each claim's references."""
        unknown = self._rare**2 * self._unknown(bags)
        units = self._unit(self._matrix(bags) * self._weight, unknown)
        norms = np.linalg.norm(self._centres, axis=1)
        cosine = units @ self._centres.T / np.maximum(norms, _TINY)
        for row, reference in enumerate(left_out):
            if reference is not None:
                claim = self._owner[reference]
                centre = self._centres[claim] - self._units[reference]
                cosine[row, claim] = units[row] @ centre / max(float(np.linalg.norm(centre)), _TINY)
        return np.asarray(cosine)

    def _matrix(self, bags: Sequence[Bag]) -> Matrix:
        present = np.zeros((len(bags), len(self._column)), dtype=np.float32)
        for row, bag in enumerate(bags):
            present[row, [self._column[t] for t in bag if t in self._column]] = 1.0
        return present

    def _unknown(self, bags: Sequence[Bag]) -> Matrix:
        return np.array([sum(t not in self._column for t in bag) for bag in bags], dtype=np.float32)

    @staticmethod
    def _unit(matrix: Matrix, extra: Matrix) -> Matrix:
        norms = np.sqrt((matrix**2).sum(axis=1) + extra)
        return np.asarray(matrix / np.maximum(norms, _TINY)[:, None])
