"""``claimbench gold agreement``."""

import argparse
from collections.abc import Mapping

from claimbench.cli.output import print_json
from claimbench.corpus.corpus import load_corpus
from claimbench.corpus.passes import load_passes
from claimbench.leaderboard.table import number
from claimbench.statistics.agreement import COMPARED, Kappa, agreement


def gold_agreement(arguments: argparse.Namespace) -> int:
    """Print the agreement of every two passes over each article that has any."""
    corpus = load_corpus(arguments.corpus)
    passes = {gold.article.id: load_passes(corpus.root, gold) for gold in corpus.golds}
    found = {g.article.id: agreement(g, passes[g.article.id]) for g in corpus.golds if len(passes[g.article.id]) > 1}
    if arguments.json:
        print_json(found)
        return 0
    for name, result in found.items():
        print(f"{name}: alpha over characters {number(result.alpha_characters)}\n")
        print(f"{'passes':10}{'claims':>11}{'F1':>8}   agreed (Cohen's kappa) within pairs, all and not the author's")
        for pair in result.pairs:
            counts = f"{pair.claims[0]} / {pair.claims[1]}"
            print(
                f"{pair.passes[0]} and {pair.passes[1]:4}{counts:>11}{number(pair.f1):>8}   {_cells(pair.attributes)}"
            )
            print(f"{'':32}{_cells(pair.not_author)}")
    if not found:
        print("no article has two passes")
        return 0
    print("\nPasses are by language models of one family: closer to self-consistency than to agreement among people.")
    print("F1: pairs found by the default matcher, which knows one wording of each claim here and misses some.")
    return 0


def _cells(kappas: Mapping[str, Kappa]) -> str:
    shown = (f"{field} {number(kappas[field].agreed)} ({number(kappas[field].kappa)})" for field in COMPARED)
    return f"n={kappas[COMPARED[0]].n}: " + ", ".join(shown)
