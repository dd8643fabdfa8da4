"""Steps behind an extractor: join the answers of several, drop what the article does not have, drop what is said twice.

They know the article and no gold, so that a team can put them behind its own extractor.
"""

from collections.abc import Callable, Sequence

import msgspec

from claimbench.alignment.placing import Placer
from claimbench.matching.attribution import strip_attribution
from claimbench.matching.reading import Reader, Sentence
from claimbench.model.article import Article
from claimbench.model.normalize import normalize
from claimbench.model.prediction import PredictedClaim, Prediction

SAME = 0.8
"""Jaccard index of content lemmas from which two claims of one holder with as many negations say the same."""

Step = Callable[[Prediction, Article], Prediction]


def union(predictions: Sequence[Prediction]) -> Prediction:
    """All claims of several answers for one article, those of the first answer first; ids are left out.

    Stances of the document are joined too, each once.

    Args:
        predictions: at least one, all of the same article.
    """
    claims = [msgspec.structs.replace(claim, id=None) for p in predictions for claim in p.claims]
    stances = tuple(dict.fromkeys(stance for p in predictions for stance in p.stances or ()))
    spoken = any(p.stances is not None for p in predictions)
    return Prediction(
        schema=1, article=predictions[0].article, claims=tuple(claims), stances=stances if spoken else None
    )


def drop_ungrounded(prediction: Prediction, article: Article) -> Prediction:
    """Drop claims less than half of whose content words the article has in one place."""
    if not prediction.claims:
        return prediction
    places = Placer(article, Reader()).place([claim.text for claim in prediction.claims])
    kept = tuple(c for c, place in zip(prediction.claims, places, strict=True) if place.grounded)
    return msgspec.structs.replace(prediction, claims=kept)


def drop_duplicates(prediction: Prediction, article: Article) -> Prediction:
    """Drop claims that an earlier one says already: of the same holder, as far as both name one, and in like words."""
    reader = Reader()
    kept: list[tuple[PredictedClaim, Sentence]] = []
    for claim in prediction.claims:
        read = reader.read(strip_attribution(claim.text).text)
        if not any(_same(claim, read, other, earlier) for other, earlier in kept):
            kept.append((claim, read))
    return msgspec.structs.replace(prediction, claims=tuple(claim for claim, _ in kept))


STEPS: dict[str, Step] = {"grounded": drop_ungrounded, "duplicates": drop_duplicates}
"""The steps by the names that a user types."""


def _same(one: PredictedClaim, read: Sentence, other: PredictedClaim, earlier: Sentence) -> bool:
    if one.holder is not None and other.holder is not None and normalize(one.holder) != normalize(other.holder):
        return False
    if read.key == earlier.key:
        return True
    both, either = read.content & earlier.content, read.content | earlier.content
    alike = len(both) >= SAME * len(either) > 0
    return alike and read.negations == earlier.negations and read.numbers == earlier.numbers
