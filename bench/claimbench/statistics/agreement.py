"""Agreement among annotation passes, with coefficients from scikit-learn and krippendorff."""

from collections.abc import Sequence
from itertools import combinations

import msgspec
import numpy as np

from claimbench.alignment.align import Alignment, Ruler
from claimbench.corpus.passes import Pass, PassClaim, as_gold, as_prediction, fragments
from claimbench.matching.names import Names
from claimbench.model.article import Article
from claimbench.model.gold import Gold
from claimbench.model.normalize import normalize
from claimbench.model.vocabulary import AUTHOR

COMPARED = ("holder", "commitment", "modality", "kind", "checkable", "status")


class Kappa(msgspec.Struct, frozen=True, kw_only=True):
    """Agreement on one attribute over pairs of claims that the aligner pairs.

    Attributes:
        n: pairs.
        agreed: share of pairs with the same value; None without pairs.
        kappa: Cohen's kappa (Cohen 1960), None where it is undefined because both sides always give one value.
    """

    n: int
    agreed: float | None
    kappa: float | None


class PairAgreement(msgspec.Struct, frozen=True, kw_only=True):
    """Two passes.

    Attributes:
        passes: their names.
        claims: how many each has.
        f1: pairs over all claims, ``2 pairs / (claims of one + claims of other)``, optional claims like required ones;
            the mean of the two directions of the aligner, which knows only one wording of each claim.
        attributes: by attribute, over the pairs of the first direction.
        not_author: the same over the pairs in which the first pass names another holder than the author.
    """

    passes: tuple[str, str]
    claims: tuple[int, int]
    f1: float
    attributes: dict[str, Kappa]
    not_author: dict[str, Kappa]


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """All passes over one article.

    Attributes:
        pairs: every two of them.
        alpha_characters: Krippendorff's alpha (nominal) over the body's characters: in some claim's mention or not.
    """

    pairs: tuple[PairAgreement, ...]
    alpha_characters: float | None


def agreement(gold: Gold, passes: Sequence[Pass]) -> Agreement:
    """Compare every two passes; the gold lends its text and the names of its entities, never its claims."""
    layers = {p.name: as_gold(gold, p) for p in passes}
    rulers = {name: Ruler(layer) for name, layer in layers.items()}
    names = Names(gold)
    pairs = []
    for one, other in combinations(passes, 2):
        there = rulers[one.name].align(as_prediction(gold.article, other))
        back = rulers[other.name].align(as_prediction(gold.article, one))
        size = len(one.claims) + len(other.claims)
        values = _values(there, one, other, names)
        foreign = [pair for pair in values if pair[0]["holder"] != AUTHOR]
        pairs.append(
            PairAgreement(
                passes=(one.name, other.name),
                claims=(len(one.claims), len(other.claims)),
                f1=(len(there.item_of) + len(back.item_of)) / size if size else 0.0,
                attributes={field: _kappa(values, field) for field in COMPARED},
                not_author={field: _kappa(foreign, field) for field in COMPARED},
            )
        )
    return Agreement(pairs=tuple(pairs), alpha_characters=_alpha(gold.article, passes))


def _values(alignment: Alignment, one: Pass, other: Pass, names: Names) -> list[tuple[dict[str, str], dict[str, str]]]:
    theirs = {claim.id: claim for claim in other.claims}
    pairs = []
    for index, item in sorted(alignment.item_of.items()):
        partner = theirs[alignment.items[item].located.claim.id or ""]
        pairs.append((_compared(one.claims[index], names), _compared(partner, names)))
    return pairs


def _compared(claim: PassClaim, names: Names) -> dict[str, str]:
    values = {field: str(getattr(claim, field)) for field in COMPARED}
    values["holder"] = names.holders.resolve(claim.holder) or normalize(claim.holder)
    return values


def _kappa(pairs: Sequence[tuple[dict[str, str], dict[str, str]]], field: str) -> Kappa:
    from sklearn.metrics import cohen_kappa_score

    ours, theirs = [one[field] for one, _ in pairs], [other[field] for _, other in pairs]
    if not pairs:
        return Kappa(n=0, agreed=None, kappa=None)
    agreed = sum(a == b for a, b in zip(ours, theirs, strict=True)) / len(pairs)
    constant = len(set(ours) | set(theirs)) < 2
    return Kappa(n=len(pairs), agreed=agreed, kappa=None if constant else float(cohen_kappa_score(ours, theirs)))


def _alpha(article: Article, passes: Sequence[Pass]) -> float | None:
    import krippendorff

    body = article.info.body
    marked = np.zeros((len(passes), body.end - body.start), dtype=np.int64)
    for row, layer in enumerate(passes):
        for claim in layer.claims:
            for fragment in fragments(article, claim):
                marked[row, max(0, fragment.start - body.start) : max(0, fragment.end - body.start)] = 1
    if len(passes) < 2 or len(np.unique(marked)) < 2:
        return None
    return float(krippendorff.alpha(reliability_data=marked, level_of_measurement="nominal"))
