"""``claimbench matcher check``: the ruler measured."""

import argparse
import sys
from collections.abc import Sequence
from typing import Any

import msgspec

from claimbench.cli.matchers import made
from claimbench.cli.output import print_json
from claimbench.corpus.corpus import load_corpus
from claimbench.corpus.judgments import load_judged, load_judged_names, load_test_sentences
from claimbench.leaderboard.table import number
from claimbench.matching.leave_one_out import SelfCheck, leave_one_out, second_writer
from claimbench.matching.matcher import LexicalMatcher, Matcher
from claimbench.matching.reading import Reader
from claimbench.model.gold import Gold
from claimbench.statistics.ruler_error import RulerError, Share, names_error, ruler_error

HALVES = ("tuning", "reporting")


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """All that was measured of a matcher on one article.

    Attributes:
        matcher: its signature.
        sentences: leave-one-out on all, odd and even paragraphs (the lexical matcher only), and the second writers'.
        judged: by half of the judged extractions.
        names: share of judged names that resolve rightly, by half and kind.
    """

    matcher: str
    sentences: tuple[SelfCheck, ...]
    judged: tuple[RulerError, ...]
    names: dict[str, dict[str, Share]]


def matcher_check(arguments: argparse.Namespace) -> int:
    """Print the matcher's error on the gold itself and on what readers judged."""
    corpus = load_corpus(arguments.corpus)
    make = made(arguments.matcher)
    checks = {gold.article.id: _check(corpus.root, gold, make(gold, Reader(gold.entities))) for gold in corpus.golds}
    make.tell()
    if arguments.json:
        print_json(checks)
        return 0
    for name, check in checks.items():
        print(f"{name}: {check.matcher}")
        _print_sentences(check.sentences, arguments.examples)
        for error in check.judged:
            _print_judged(error, arguments.examples)
        for half, kinds in check.names.items():
            shares = ", ".join(f"{kind}s {_percent(share)}" for kind, share in kinds.items())
            print(f"  names resolved as two readers do ({half} half): {shares}")
    print(
        "Constants were set on the odd paragraphs and the tuning half; nothing was tried out on even ones and the rest."
    )
    return 0


def _check(root: Any, gold: Gold, matcher: Matcher) -> Checked:
    sentences, judged = load_test_sentences(root, gold), load_judged(root, gold)
    names = load_judged_names(root, gold)
    own = leave_one_out(gold, matcher) if isinstance(matcher, LexicalMatcher) else []
    print(f"measuring {matcher.signature} on {gold.article.id}", file=sys.stderr)
    return Checked(
        matcher=matcher.signature,
        sentences=(*own, *([second_writer(gold, matcher, sentences)] if sentences else [])),
        judged=tuple(ruler_error(gold, judged, half, matcher) for half in HALVES) if judged else (),
        names={half: names_error(gold, names, half) for half in HALVES} if names else {},
    )


def _print_sentences(parts: Sequence[SelfCheck], examples: int) -> None:
    for part in parts:
        label = part.paragraphs if part.paragraphs == "second writer" else f"{part.paragraphs} paragraphs"
        print(f"  {label:16} {_summary(part)}")
    for part in {part.paragraphs: part for part in (*parts[:1], *parts[-1:])}.values():
        accepted = part.near_misses.accepted
        kinds = ", ".join(f"{kind} {_share(accepted[kind], n)}" for kind, n in part.near_misses.n.items())
        print(f"  accepted by kind of near miss ({part.paragraphs}): {kinds}")
    for whole in parts[:1]:
        styles = ", ".join(f"{style} {_share(f.right, f.n)}" for style, f in whole.by_style.items())
        reasons = ", ".join(f"{why} {_share(n, whole.wordings.n)}" for why, n in whole.wordings.lost.items())
        print(f"  right by style of wording: {styles}\n  accepted for none, by reason: {reasons}")
        for example in (*whole.wordings.examples, *whole.near_misses.examples)[:examples]:
            print(f"    {example}")


def _print_judged(error: RulerError, examples: int) -> None:
    print(f"  judged extractions, {error.half} half ({error.predictions} predictions)")
    print(f"    precision {_spread(error.precision)}, recall {_spread(error.recall)}")
    print(f"    kappa with the readers {_spread(error.kappa)}, between two readers {_spread(error.readers)}")
    styles = (f"{style} {number(p.share)} {number(r.share)}" for style, (p, r) in error.by_style.items())
    print(f"    precision and recall by style: {', '.join(styles)}")
    print(f"    near misses accepted: {', '.join(f'{kind} {_percent(s)}' for kind, s in error.taken.items())}")
    print(f"    {'extraction':16}{'P':>7}{'R':>7}{'F1':>7}   readers {'P':>7}{'R':>7}{'F1':>7}")
    for row in error.extractions:
        ours, theirs = ("".join(f"{v:7.3f}" for v in values) for values in (row.matcher, row.judges))
        print(f"    {row.name:16}{ours}           {theirs}")
    errors = ", ".join(f"{name} {_spread(share)}" for name, share in error.errors.items())
    print(f"    mean absolute error: {errors}; pairs in the right order: {_percent(error.ordered)}")
    for example in error.worst[:examples]:
        print(f"    {example}")


def _summary(part: SelfCheck) -> str:
    found, misses = part.wordings, part.near_misses
    return (
        f"{found.n:5} wordings: {_share(found.right, found.n)} found as the right claim, "
        f"{_share(found.other, found.n)} as another; {sum(misses.n.values()):4} near misses: "
        f"{_share(sum(misses.accepted.values()), sum(misses.n.values()))} accepted"
    )


def _spread(share: Share) -> str:
    return number(share.share) + (f" [{share.interval.low:.2f}, {share.interval.high:.2f}]" if share.interval else "")


def _percent(share: Share) -> str:
    return "–" if share.share is None else f"{share.share:.0%} of {share.n}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"
