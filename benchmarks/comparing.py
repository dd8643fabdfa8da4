"""How long all comparisons of a large board take: 20 systems, 500 articles, 10,000 resamples, all pairs and ranks.

python benchmarks/comparing.py
"""

import resource
import time

import numpy as np

from claimbench.model.counts import Counts
from claimbench.statistics.paired import compare_all

SYSTEMS, ARTICLES, BLOCKS, RESAMPLES = 20, 500, 10, 10_000


def main() -> None:
    """Make counts, compare, print seconds and memory."""
    draw = np.random.default_rng(1)
    systems = {
        f"s{k}": [
            [Counts(*map(int, draw.poisson([3 + 0.05 * k, 2, 2]))) for _ in range(BLOCKS)] for _ in range(ARTICLES)
        ]
        for k in range(SYSTEMS)
    }
    start = time.perf_counter()
    compare_all(systems, "s0", sampled=RESAMPLES)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{SYSTEMS} systems, {ARTICLES} articles, {RESAMPLES} resamples:")
    print(f"{seconds:.1f} s (goal 10), {peak:.0f} MiB (goal 300)")


if __name__ == "__main__":
    main()
