"""``claimbench gold agreement``."""

import argparse
import sys
from collections.abc import Iterator, Sequence

from claimbench.cli.output import print_json
from claimbench.corpus.adjudication import load_adjudication
from claimbench.corpus.corpus import load_corpus
from claimbench.corpus.passes import load_passes
from claimbench.leaderboard.table import number
from claimbench.statistics.agreement import COMPARED, Agreement, Comparison, Found, agreement
from claimbench.statistics.bootstrap import Interval
from claimbench.statistics.reliability import Alpha, Kappa


def gold_agreement(arguments: argparse.Namespace) -> int:
    """Print the agreement of the passes over each article that has any."""
    corpus = load_corpus(arguments.corpus)
    found: dict[str, Agreement] = {}
    for gold in corpus.golds:
        passes = load_passes(corpus.root, gold)
        decisions = load_adjudication(corpus.root, gold, passes)
        if len(passes) > 1:
            found[gold.article.id] = agreement(
                gold, passes, decisions, lambda what: print(f"comparing {what}", file=sys.stderr)
            )
    if arguments.json:
        print_json(found)
        return 0
    for name, result in found.items():
        print(f"\n{name}")
        for table in (_identified(result), _attributes(result), _alphas(result)):
            print()
            _print(list(table))
    if not found:
        print("no article has two passes")
        return 0
    print("\nPasses are by language models of one family: closer to self-consistency than to agreement among people.")
    print("Brackets: 95 %, bootstrap over paragraphs. Among passes the default matcher knows one wording of each claim")
    print("and misses some; `adjudicated` counts the claims that adjudicators, reading, called the same.")
    return 0


def _identified(result: Agreement) -> Iterator[Sequence[str]]:
    readings = ("scored", "strict", "families", "adjudicated")
    yield ("F1 of claims", "claims", *readings, "stances")
    for pair in (*result.pairs, *result.against_gold):
        cells = [_found(pair.identified[r]) if r in pair.identified else "–" for r in readings]
        yield (_name(pair), "{} / {}".format(*pair.claims), *cells, _found(pair.stances))


def _attributes(result: Agreement) -> Iterator[Sequence[str]]:
    yield ("Cohen's kappa", "pairs", *COMPARED)
    for pair in (*result.pairs, *result.against_gold):
        for label, kappas in ((_name(pair), pair.attributes), ("  not the author's", pair.not_author)):
            yield (label, str(kappas["holder"].n), *(_kappa(kappas[field]) for field in COMPARED))


def _alphas(result: Agreement) -> Iterator[Sequence[str]]:
    yield ("Krippendorff's alpha", "all claims", "n", "not the author's", "n", "each value against the others")
    for field, found in result.attributes.items():
        classes = ", ".join(f"{name} {number(value.alpha)}" for name, value in found.classes.items() if value.n)
        theirs = found.not_author
        yield (field, _alpha(found.all), str(found.all.n), _alpha(theirs), str(theirs.n), classes)
    yield ("characters in claims", _alpha(result.characters), str(result.characters.n), "", "", "")


def _name(pair: Comparison) -> str:
    one, other = pair.layers
    return f"{other} and gold without it" if one == "gold" else f"{one} and {other}"


def _found(found: Found) -> str:
    return number(found.f1) + _brackets(found.interval)


def _kappa(kappa: Kappa) -> str:
    return "–" if kappa.agreed is None else number(kappa.kappa) + _brackets(kappa.interval)


def _alpha(alpha: Alpha) -> str:
    return number(alpha.alpha) + _brackets(alpha.interval)


def _brackets(interval: Interval | None) -> str:
    return f" [{interval.low:.2f}, {interval.high:.2f}]" if interval else ""


def _print(table: Sequence[Sequence[str]]) -> None:
    widths = [max(len(row[i]) for row in table) for i in range(len(table[0]))]
    for row in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
