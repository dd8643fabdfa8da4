"""What any matcher answers, and the default one: lexical, deterministic, offline."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from claimbench.matching.padding import EMPTY_WORDS
from claimbench.matching.reading import Reader, Sentence
from claimbench.matching.similarity import Matrix, References
from claimbench.matching.vetoes import changes, veto
from claimbench.model.gold import Gold

REJECT, UNSURE, ACCEPT = 0, 1, 2

_DIGITS = 6  # what is beyond depends on the machine's arithmetic


class Opposed(NamedTuple):
    """A claim that a prediction comes close to without stating it: which, and what is against it."""

    claim: int
    why: str


class Verdicts(NamedTuple):
    """What a matcher decided on some sentences.

    Attributes:
        scores: in [0, 1], shape (sentences, claims).
        decisions: ``REJECT``, ``UNSURE`` or ``ACCEPT``, same shape.
        opposed: for each sentence the highest-scoring claim that was vetoed, or None.
    """

    scores: Matrix
    decisions: npt.NDArray[np.int8]
    opposed: tuple[Opposed | None, ...]


class LeftOut(NamedTuple):
    """A wording or near miss of a claim that must not be used; for leave-one-out measurement."""

    claim: int
    id: str


class Matcher(Protocol):
    """Decides which gold claims of one article a sentence states."""

    @property
    def signature(self) -> str:
        """Name, version and thresholds; scores of different signatures are never compared."""
        ...

    def match(self, sentences: Sequence[str]) -> Verdicts:
        """Judge sentences against all claims of the article."""
        ...


class LexicalMatcher:
    """The default matcher.

    A sentence is accepted for the one claim that it reads most like (``References.by_claim``), if no near miss of
    that claim is nearer than every wording, no veto holds, and its score either reaches ``accept`` with a ``margin``
    over every other claim's, or reaches ``floor`` and no other claim's is above ``rival`` of it. What reaches the floor
    and neither of these is unsure. The constants were set on the odd paragraphs of the gold and on one half of the
    judged extractions; ``claimbench matcher check`` reports the rest apart.

    Args:
        gold: the article's gold layer.
        reader: one to share; made here if None.
    """

    name = "lexical"
    version = "3"
    accept = 0.40
    margin = 0.02
    rival = 0.80
    crowd = 20  # among fewer claims than these, that no other is near tells little, and only ``accept`` counts
    floor = 0.15
    whole = 0.4  # with fewer content words than this share of the median wording's, a sentence is a fragment of it
    reach = 0.10  # where the nearest claim is the opposite, how much further its counter may be
    polarity = 0.05  # taken off the score where a sentence negates and the claim's wordings do not, or the reverse

    def __init__(self, gold: Gold, reader: Reader | None = None) -> None:
        self._gold = gold
        self._reader = reader or Reader(gold.entities)
        rows = [(c, i, t) for c, claim in enumerate(gold.claims) for i, t in claim.stating]
        self._ids = [name for _, name, _ in rows]
        self._references = References([self._reader.read(text) for _, _, text in rows], [c for c, _, _ in rows])
        self._rows = [[int(r) for r in np.flatnonzero(self._references.owner == c)] for c in range(len(gold.claims))]
        misses = [(c, miss) for c, claim in enumerate(gold.claims) for miss in claim.near_misses]
        self._misses = [_Miss(c, m.id, m.of, *self._change(c, m.text, m.of)) for c, m in misses]
        self._missed = References([self._reader.read(m.text) for _, m in misses], [c for c, _ in misses])
        self._of_claim = [[k for k, m in enumerate(self._misses) if m.claim == c] for c in range(len(gold.claims))]
        self._known = [self._vocabulary(c, rows) for c, rows in enumerate(self._rows)]
        self._length = [float(np.median([_extent(self._sentence(r)) for r in rows])) for rows in self._rows]
        self._negated = np.array([np.mean([self._sentence(r).negations % 2 for r in rows]) for rows in self._rows])

    @property
    def signature(self) -> str:
        """``lexical-3@0.40``."""
        return f"{self.name}-{self.version}@{self.accept:.2f}"

    def match(self, sentences: Sequence[str], left_out: Sequence[LeftOut | None] | None = None) -> Verdicts:
        """Judge sentences against all claims of the article.

        Args:
            sentences: the predictions.
            left_out: for each the reference that must not be used, or None.
        """
        skip = list(left_out or [None] * len(sentences))
        queries = [self._reader.read(text) for text in sentences]
        rows = [self._row(s) for s in skip]
        pairs = self._references.pairwise(queries)
        misses = self._missed.pairwise(queries)
        scores = self._references.by_claim(pairs, queries, rows)
        negated = np.array([q.negations % 2 for q in queries])
        penalty = self.polarity * np.abs(negated[:, None] - self._negated[None, :]).reshape(scores.shape)
        scores = np.where(scores < 1.0, np.clip(scores - penalty, 0.0, 1.0), 1.0).round(_DIGITS)
        decisions = np.zeros(scores.shape, dtype=np.int8)
        opposed = []
        for i, query in enumerate(queries):
            opposed.append(self._judge(query, scores[i], pairs[i], misses[i], decisions[i], skip[i]))
        return Verdicts(scores, decisions, tuple(opposed))

    def _judge(
        self,
        query: Sentence,
        scores: Matrix,
        pairs: Matrix,
        misses: Matrix,
        decisions: npt.NDArray[np.int8],
        skip: LeftOut | None,
    ) -> Opposed | None:
        """Fill in one sentence's decisions; say which claim was vetoed on the way."""
        opposed: Opposed | None = None
        order = np.argsort(-scores, kind="stable")
        best = float(scores[order[0]]) if order.size else 0.0
        for rank, claim in enumerate(order):
            score = float(scores[claim])
            if score < self.floor or score < best - self.reach:
                break
            why = self._against(query, int(claim), pairs, misses, skip)
            if why is None:
                other = float(scores[order[rank + 1]]) if rank + 1 < order.size else 0.0
                alone = other <= self.rival * score and (order.size >= self.crowd or score >= self.accept)
                clear = alone or (score >= self.accept and score - other >= self.margin)
                sure = score == 1.0 or clear
                decisions[claim] = ACCEPT if sure else UNSURE
                break
            opposed = opposed or Opposed(int(claim), why)
            if why not in ("negation", "near miss", "fragment"):
                break  # only the opposite or a piece of one claim may well be another claim
        return opposed

    def _against(self, query: Sentence, claim: int, pairs: Matrix, misses: Matrix, skip: LeftOut | None) -> str | None:
        left = skip.id if skip and skip.claim == claim else None
        rows = [r for r in self._rows[claim] if self._ids[r] != left]
        nearest = max(rows, key=lambda r: pairs[r])
        if _extent(query) < self.whole * self._length[claim] and query.key != self._sentence(nearest).key:
            return "fragment"
        lemmas = frozenset(query.lemmas)
        for k in self._of_claim[claim]:
            miss = self._misses[k]
            if left in (miss.id, miss.of) and left is not None:
                continue
            if misses[k] > pairs[nearest] + 10**-_DIGITS and miss.shows_in(lemmas):
                return "near miss"
        known, numbers = self._known[claim] if left is None else self._vocabulary(claim, rows)
        return veto(query, self._sentence(nearest), known, numbers, float(self._negated[claim]))

    def _vocabulary(self, claim: int, rows: Sequence[int]) -> tuple[Mapping[str, float], frozenset[str]]:
        """Lemmas of a claim's wordings (with the share that has each) and of its sentences in the article; numbers."""
        counts = Counter(lemma for r in rows for lemma in set(self._sentence(r).lemmas))
        mentioned = self._read_mentions(claim)
        known = {lemma: 0.0 for sentence in mentioned for lemma in sentence.lemmas}
        known |= {lemma: times / len(rows) for lemma, times in counts.items()}
        numbers = frozenset().union(*(s.numbers for s in mentioned), *(self._sentence(r).numbers for r in rows))
        return known, numbers

    def _change(self, claim: int, text: str, of: str) -> tuple[frozenset[str], frozenset[str]]:
        changed = self._reader.read(text)
        added, dropped = changes(changed, self._reader.read(self._gold.claims[claim].reference(of)))
        return frozenset(added) - EMPTY_WORDS - frozenset(dropped), frozenset(dropped) - EMPTY_WORDS - frozenset(added)

    def _read_mentions(self, claim: int) -> list[Sentence]:
        """The sentences of the article in which the claim is mentioned."""
        article = self._gold.article
        places = [f for mention in self._gold.claims[claim].mentions for f in mention.fragments]
        spans = [s for s in article.sentences if any(s.start < p.end and p.start < s.end for p in places)]
        return [self._reader.read(span.cut(article.text)) for span in spans]

    def _row(self, skip: LeftOut | None) -> int | None:
        if skip is None:
            return None
        return next((int(r) for r in self._rows[skip.claim] if self._ids[r] == skip.id), None)

    def _sentence(self, row: int) -> Sentence:
        return self._references.sentences[row]


def _extent(sentence: Sentence) -> int:
    """How many words that can change a claim a sentence has."""
    return len(sentence.content - EMPTY_WORDS)


class _Miss(NamedTuple):
    """A near miss and the words by which it departs from its wording."""

    claim: int
    id: str
    of: str
    added: frozenset[str]
    dropped: frozenset[str]

    def shows_in(self, lemmas: frozenset[str]) -> bool:
        """Whether a query shows this change: has a word that it adds, and not all of those that it drops."""
        return (not self.added or bool(self.added & lemmas)) and not (self.dropped and self.dropped <= lemmas)
