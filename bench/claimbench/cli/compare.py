"""``claimbench compare`` and ``claimbench power``: is one better, by what, and how many articles it takes to tell."""

import argparse
from collections.abc import Sequence
from functools import partial
from statistics import NormalDist

import msgspec

from claimbench.cli.matchers import made
from claimbench.cli.output import Report, print_json
from claimbench.corpus.corpus import Corpus, load_corpus
from claimbench.leaderboard.record import SubmissionScore
from claimbench.leaderboard.score import Scorer
from claimbench.model.faults import fault, visible
from claimbench.model.vocabulary import LAYERS
from claimbench.scoring.outcomes import GoldFate
from claimbench.statistics.paired import DETECTED, Difference, compare_all, holm
from claimbench.submissions.opening import open_submission
from claimbench.submissions.runner import run as run_submission
from claimbench.submissions.terms import terms


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """Two systems.

    Attributes:
        systems: their names.
        layers: the first minus the second, in each layer that both enter; ``adjusted`` is over these layers.
        depends_on_granularity: whether claims and families disagree on which is better, or on whether a test tells.
        only: by article, the required claims that only the first and only the second finds.
    """

    systems: tuple[str, str]
    layers: dict[str, Difference]
    depends_on_granularity: bool
    only: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]


def compare(arguments: argparse.Namespace) -> int:
    """Print the differences between two submissions, and the claims that make them."""
    corpus = load_corpus(arguments.corpus)
    one, other = _scores(corpus, arguments)
    result = compared(one, other)
    if arguments.json:
        print_json(result)
        return 0
    print(f"{result.systems[0]} minus {result.systems[1]}: F1 [95 %], p of the exchange test, p after Holm\n")
    for layer, d in result.layers.items():
        interval = f"[{d.interval.low:+.3f}, {d.interval.high:+.3f}]"
        print(f"{layer:16} {d.difference:+.3f} {interval:18} {d.p:.4f} {d.adjusted:.4f}")
    if result.depends_on_granularity:
        print("\nclaims and families disagree: which is better depends on granularity")
    for article, sides in result.only.items():
        texts = {claim.id: claim.text for gold in corpus.golds if gold.article.id == article for claim in gold.claims}
        for name, ids in zip(result.systems, sides, strict=True):
            print(f"\n{article}: {len(ids)} required claims that only {name} finds")
            for claim in ids:
                print(f"  {claim} {texts[claim]}")
    return 0


def compared(one: SubmissionScore, other: SubmissionScore) -> Compared:
    """Compare two scores of one signature, layer by layer."""
    entered = [*(layer for layer in LAYERS if one.layers[layer] and other.layers[layer]), "families"]
    raw = {layer: _difference(one, other, layer) for layer in entered}
    corrected = dict(zip(entered, holm([raw[layer].p for layer in entered]), strict=True))
    layers = {k: msgspec.structs.replace(d, adjusted=round(corrected[k], 6)) for k, d in raw.items()}
    claims, families = raw.get("claims"), raw["families"]
    return Compared(
        systems=(one.name, other.name),
        layers=layers,
        depends_on_granularity=claims is not None
        and (claims.difference * families.difference < 0 or (claims.p <= 0.05) != (families.p <= 0.05)),
        only={
            a.article: _only(_found(a.gold), _found(b.gold))
            for a, b in zip(one.alignment, other.alignment, strict=True)
        },
    )


def power(arguments: argparse.Namespace) -> int:
    """Print which difference a planned number of articles would find, from what this corpus shows of two systems."""
    if arguments.articles < 1:
        raise fault("--articles", "too few", str(arguments.articles), "1 or more")
    corpus = load_corpus(arguments.corpus)
    one, other = _scores(corpus, arguments)
    found = compare_all({s.name: [b["claims"] for b in s.blocks.values()] for s in (one, other)}, other.name)
    error = (found.detectable or 0.0) / DETECTED * (len(corpus.golds) / arguments.articles) ** 0.5
    detectable = DETECTED * error
    chance = None if arguments.difference is None else _chance(arguments.difference, error)
    if arguments.json:
        print_json({"articles": arguments.articles, "standard_error": error, "detectable": detectable, "power": chance})
        return 0
    print(f"{arguments.articles} articles like these find a true difference of {detectable:.3f} in F1 in 80 % of cases")
    if chance is not None:
        print(f"one of {arguments.difference:.3f} in {chance:.0%}")
    print(
        "two-sided at 5 %, no correction for more comparisons; how much articles differ from each other is not seen in"
    )
    print(f"{len(corpus.golds)} of them, so this is optimistic")
    return 0


def _chance(difference: float, error: float) -> float:
    return 1.0 if error == 0 else NormalDist().cdf(abs(difference) / error - NormalDist().inv_cdf(0.975))


def _difference(one: SubmissionScore, other: SubmissionScore, layer: str) -> Difference:
    systems = {s.name: [blocks[layer] for blocks in s.blocks.values()] for s in (one, other)}
    (found,) = compare_all(systems, other.name).family
    return found


def _found(fates: Sequence[GoldFate]) -> frozenset[str]:
    return frozenset(fate.id for fate in fates if fate.outcome == "found")


def _only(one: frozenset[str], other: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(sorted(one - other)), tuple(sorted(other - one))


def _scores(corpus: Corpus, arguments: argparse.Namespace) -> list[SubmissionScore]:
    submissions = [open_submission(spec) for spec in (arguments.first, arguments.second)]
    allowed = terms(arguments, corpus.root)
    if submissions[0].name == submissions[1].name:
        raise fault(
            "compare", "two submissions of one name", visible(submissions[0].name), "a name of its own for each"
        )
    make = made(arguments.matcher)
    scorer = Scorer(corpus, matcher=make)
    report = Report(corpus.articles)
    answers = [run_submission(s, corpus.articles, partial(report, s.name), allowed) for s in submissions]
    scores = [scorer.score(s, found) for s, found in zip(submissions, answers, strict=True)]
    make.tell()
    for score in scores:
        if not score.scored:
            raise fault(score.name, "nothing to compare", score.state, "an answer to at least one article")
    return scores
