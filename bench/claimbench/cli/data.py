"""The commands about the data and the ruler: ``schema``, ``gold``, ``matcher``."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from claimbench.cli.output import print_json
from claimbench.corpus.corpus import load_corpus
from claimbench.model.faults import fault
from claimbench.model.writing import write_whole

if TYPE_CHECKING:
    from claimbench.matching.leave_one_out import SelfCheck


def schema(arguments: argparse.Namespace) -> int:
    """Print the JSON Schema of a predictions line; it is the one that lines are checked against."""
    from claimbench.model.decoding import schema_of
    from claimbench.model.prediction import Prediction

    print_json(schema_of(Prediction))
    return 0


def gold_check(arguments: argparse.Namespace) -> int:
    """Print every fault of the gold, and the near misses that the matcher accepts; only faults fail."""
    from claimbench.corpus.adjudication import layer_faults
    from claimbench.corpus.audit import audited
    from claimbench.corpus.checks import check_gold
    from claimbench.matching.leave_one_out import leave_one_out
    from claimbench.matching.matcher import LexicalMatcher

    corpus = load_corpus(arguments.corpus)
    faults = [f for g in corpus.golds for f in check_gold(g, corpus.root / "annotations" / g.article.id)]
    faults += [f for g in corpus.golds for f in layer_faults(corpus.root, g)]
    accepted = (
        {}
        if faults
        else {
            gold.article.id: leave_one_out(gold, LexicalMatcher(gold))[0].near_misses.examples for gold in corpus.golds
        }
    )
    if arguments.json:
        print_json({"faults": faults, "accepted near misses": accepted})
        return 1 if faults else 0
    for found in faults:
        print(f"ERROR {found}")
    for gold in corpus.golds:
        required = sum(claim.required for claim in gold.claims)
        print(f"{gold.article.id}: {len(gold.claims)} claims ({required} required), {audited(corpus.root, gold)}")
        if gold.article.id in accepted:
            print(f"  {len(accepted[gold.article.id])} near misses that the matcher accepts (claimbench matcher check)")
    print(f"{len(faults)} faults" if faults else "OK")
    return 1 if faults else 0


def gold_export(arguments: argparse.Namespace) -> int:
    """Write one row a gold claim, or as ``.json`` the Croissant description of the corpus."""
    from claimbench.corpus.tables import to_csv, to_frame, to_parquet

    corpus, path = load_corpus(arguments.corpus), Path(arguments.output)
    match path.suffix:
        case ".parquet":
            write_whole(path, to_parquet(corpus))
        case ".csv":
            write_whole(path, to_csv(corpus))
        case ".jsonl":
            write_whole(path, to_frame(corpus).to_json(orient="records", lines=True, force_ascii=False).encode())
        case ".json":
            from claimbench.corpus.croissant import to_croissant

            write_whole(path, to_croissant(corpus))
        case _:
            raise fault("--output", "unknown format", path.suffix or path.name, ".parquet, .csv, .jsonl or .json")
    rows = sum(len(gold.claims) for gold in corpus.golds)
    if arguments.json:
        print_json({"output": str(path), "rows": rows})
    else:
        done = "described in" if path.suffix == ".json" else "written to"
        print(f"{rows} claims {done} {path}")
    return 0


def matcher_check(arguments: argparse.Namespace) -> int:
    """Print the leave-one-out error by article, on all paragraphs and on the two halves."""
    from claimbench.corpus.judgments import load_test_sentences
    from claimbench.matching.leave_one_out import leave_one_out, second_writer
    from claimbench.matching.matcher import LexicalMatcher

    corpus = load_corpus(arguments.corpus)
    checks: dict[str, list[SelfCheck]] = {}
    for gold in corpus.golds:
        matcher, sentences = LexicalMatcher(gold), load_test_sentences(corpus.root, gold)
        checks[gold.article.id] = leave_one_out(gold, matcher)
        if sentences:
            checks[gold.article.id].append(second_writer(gold, matcher, sentences))
    if arguments.json:
        print_json(checks)
        return 0
    for name, parts in checks.items():
        print(name)
        for part in parts:
            label = part.paragraphs if part.paragraphs == "second writer" else f"{part.paragraphs} paragraphs"
            print(f"  {label:16} {_summary(part)}")
        whole = parts[0]
        styles = ", ".join(f"{style} {_share(f.right, f.n)}" for style, f in whole.by_style.items())
        accepted = whole.near_misses.accepted
        kinds = ", ".join(f"{kind} {_share(accepted[kind], n)}" for kind, n in whole.near_misses.n.items())
        print(f"  right by style of wording: {styles}\n  accepted by kind of near miss: {kinds}")
        reasons = ", ".join(f"{why} {_share(n, whole.wordings.n)}" for why, n in whole.wordings.lost.items())
        print(f"  accepted for none, by reason: {reasons}")
        for example in (*whole.wordings.examples, *whole.near_misses.examples)[: arguments.examples]:
            print(f"    {example}")
    print(
        "The constants were set on the odd paragraphs of the shipped article; on the even ones nothing was tried out."
    )
    return 0


def _summary(part: "SelfCheck") -> str:
    found, misses = part.wordings, part.near_misses
    return (
        f"{found.n:5} wordings: {_share(found.right, found.n)} found as the right claim, "
        f"{_share(found.other, found.n)} as another; {sum(misses.n.values()):4} near misses: "
        f"{_share(sum(misses.accepted.values()), sum(misses.n.values()))} accepted"
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"
