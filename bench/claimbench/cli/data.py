"""The commands about the data: ``schema``, ``gold``."""

import argparse
from pathlib import Path

from claimbench.cli.output import print_json
from claimbench.corpus.corpus import load_corpus
from claimbench.model.faults import fault
from claimbench.model.writing import write_whole


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
