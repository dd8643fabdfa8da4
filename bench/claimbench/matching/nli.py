"""An optional matcher: the lexical one with a cross-encoder for natural language inference as a further veto."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from claimbench.matching.matcher import REJECT, LexicalMatcher, Opposed, Verdicts
from claimbench.matching.reading import Reader
from claimbench.model.faults import fault
from claimbench.model.gold import Gold

Predict = Callable[[Sequence[tuple[str, str]]], npt.NDArray[np.float64]]
"""Probability that the first sentence of each pair contradicts the second."""


class NliMatcher:
    """Accepts what the lexical matcher accepts, unless the model says that sentence and claim contradict each other.

    A veto only: models of this kind tell a negated or exchanged claim well, and rank claims badly. Both directions are
    asked, because an exchange shows in either.

    Args:
        gold: the article's gold.
        model: name or path of a cross-encoder, part of the signature.
        reader: one to share; made here if None.
        predict: gives the probabilities.
    """

    contradiction = 0.5

    def __init__(self, gold: Gold, model: str, reader: Reader | None, predict: Predict) -> None:
        self._lexical = LexicalMatcher(gold, reader)
        self._texts = [claim.text for claim in gold.claims]
        self._predict = predict
        self._model = model

    @property
    def signature(self) -> str:
        """``nli-1:<model>`` and the signature of the lexical matcher behind it."""
        return f"nli-1:{self._model}@{self.contradiction:.2f}+{self._lexical.signature}"

    def match(self, sentences: Sequence[str]) -> Verdicts:
        """Judge sentences against all claims of the article."""
        lexical = self._lexical.match(sentences)
        decisions, opposed = lexical.decisions.copy(), list(lexical.opposed)
        rows, claims = np.nonzero(decisions != REJECT)
        asked = [(sentences[int(r)], self._texts[int(c)]) for r, c in zip(rows, claims, strict=True)]
        if asked:
            there, back = self._predict(asked), self._predict([(b, a) for a, b in asked])
            for row, claim, chance in zip(rows, claims, np.maximum(there, back), strict=True):
                if chance > self.contradiction and lexical.scores[row, claim] < 1.0:
                    decisions[row, claim] = REJECT
                    opposed[row] = opposed[row] or Opposed(int(claim), "contradiction")
        return Verdicts(lexical.scores, decisions, tuple(opposed))


def cross_encoder(model: str) -> Predict:
    """Probabilities of contradiction by a cross-encoder with a label of that name.

    Raises:
        InputError: when sentence-transformers is not installed, or the model cannot be loaded or has no such label.
    """
    try:
        from sentence_transformers import CrossEncoder
    except ImportError:
        raise fault("--matcher nli", "package missing", wanted="pip install 'claimbench[nli]'") from None
    try:
        encoder = CrossEncoder(model)
    except (OSError, ValueError) as error:
        raise fault("--matcher nli", "no such model", f"{model}: {error}", "a folder or a name on the hub") from None
    labels = {name.lower(): index for index, name in encoder.config.id2label.items()}
    if "contradiction" not in labels:
        raise fault("--matcher nli", "a model without contradiction", ", ".join(labels), "an NLI cross-encoder")

    def predict(pairs: Sequence[tuple[str, str]]) -> npt.NDArray[np.float64]:
        chances = encoder.predict(list(pairs), apply_softmax=True)
        return np.asarray(chances, dtype=np.float64)[:, labels["contradiction"]]

    return predict
