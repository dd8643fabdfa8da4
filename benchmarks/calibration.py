"""Do intervals cover, do tests keep their level, do rank intervals hold? By simulated counts whose truth is known.

    python benchmarks/calibration.py [--rounds 400]

Blocks (or articles) have counts whose rates vary from one to the next, in part for all systems alike, as hard
paragraphs are hard for all. Truth is the F1 of a large sample.
"""

import argparse
from collections.abc import Sequence

import numpy as np

from claimbench.model.counts import Counts
from claimbench.statistics.bootstrap import intervals
from claimbench.statistics.paired import compare_all, exchange

LARGE = 200_000


def draw(generator: np.random.Generator, skills: Sequence[float], units: int) -> np.ndarray:
    """Counts (systems, units, 3): gold claims a unit, found by skill and the unit's ease, and wrong predictions."""
    gold = 1 + generator.poisson(5, units)
    ease = generator.normal(0, 0.8, units)
    own = generator.normal(0, 0.4, (len(skills), units))
    found = 1 / (1 + np.exp(-(np.array(skills)[:, None] + ease + own)))
    tp = generator.binomial(gold, found)
    fp = generator.poisson(1.5 * np.exp(-0.3 * ease), (len(skills), units))
    return np.stack([tp, fp, gold - tp], axis=-1)


def f1(counts: np.ndarray) -> np.ndarray:
    """F1 of the sums over units."""
    tp, fp, fn = np.moveaxis(counts.sum(axis=-2), -1, 0)
    return 2 * tp / (2 * tp + fp + fn)


def blocks(table: np.ndarray, articles: bool) -> list[list[Counts]]:
    """Units as articles of one block each, or as the blocks of one article."""
    rows = [Counts(*map(int, row)) for row in table]
    return [[row] for row in rows] if articles else [rows]


def main() -> None:
    """Simulate and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=400)
    rounds = parser.parse_args().rounds
    generator = np.random.default_rng(7)
    truth = float(f1(draw(generator, [0.0], LARGE))[0])
    print(f"{rounds} rounds each; Monte Carlo error of a share of 95 %: {1.96 * (0.95 * 0.05 / rounds) ** 0.5:.3f}\n")
    print("95 % interval of F1 covers the truth")
    for units, articles in ((14, False), (50, True), (100, True)):
        held = 0
        for _ in range(rounds):
            interval = intervals(blocks(draw(generator, [0.0], units)[0], articles), resamples=1000).f1
            held += interval is not None and interval.low <= truth <= interval.high
        print(f"  {units:4} {'articles' if articles else 'blocks of one article':22} {held / rounds:.3f}")
    print("\nexchange test at 5 % calls two equal systems different")
    for units in (10, 14, 50):
        wrong = sum(
            exchange(draw(generator, [0.0, 0.0], units).astype(float), [(0, 1)], sampled=2000)[0] <= 0.05
            for _ in range(rounds)
        )
        print(f"  {units:4} units {wrong / rounds:.3f}")
    print("\nrank intervals of all of 6 systems hold the true ranks")
    skills = [0.5, 0.4, 0.3, 0.0, -0.3, -0.6]
    for units, articles in ((14, False), (50, True)):
        held = 0
        for _ in range(rounds):
            counts = draw(generator, skills, units)
            systems = {f"s{k}": blocks(table, articles) for k, table in enumerate(counts)}
            ranks = compare_all(systems, None, sampled=2000).ranks
            held += all(low <= k + 1 <= high for k, (low, high) in enumerate(ranks.values()))
        print(f"  {units:4} {'articles' if articles else 'blocks'} {held / rounds:.3f}")


if __name__ == "__main__":
    main()
