"""True positives, false positives and false negatives, and the three ratios made from them."""

import msgspec


class Counts(msgspec.Struct, frozen=True):
    """Sufficient statistics of a layer.

    Attributes:
        tp: units predicted and in the gold.
        fp: units predicted and not in the gold.
        fn: units of the gold that no prediction states.
    """

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def precision(self) -> float | None:
        """``tp / (tp + fp)``; 0 where nothing is predicted, None where there is no gold either."""
        return self._ratio(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float | None:
        """``tp / (tp + fn)``; 0 where there is no gold but a prediction, None where there is neither."""
        return self._ratio(self.tp, self.tp + self.fn)

    @property
    def f1(self) -> float | None:
        """``2 tp / (2 tp + fp + fn)``, the harmonic mean of precision and recall; None as for these."""
        return self._ratio(2 * self.tp, 2 * self.tp + self.fp + self.fn)

    def _ratio(self, over: int, under: int) -> float | None:
        if self.tp + self.fp + self.fn == 0:
            return None
        return over / under if under else 0.0


def total(counts: "list[Counts] | tuple[Counts, ...]") -> Counts:
    """Sum counts over blocks or articles."""
    return sum(counts, Counts())
