"""What each part of the best classical baseline adds: cue-rules without it, with paired tests.

On the benchmark's article the exchange test is exact over its 14 paragraphs; on the training passages, which the rules
were developed on, passages are exchanged. Holm corrects over the parts::

    python benchmarks/ablation.py [--corpus FOLDER] [--json]
"""

import argparse
import json
import sys

import msgspec

from claimbench import Scorer, load_corpus
from claimbench.corpus.location import data_root
from claimbench.leaderboard.record import SubmissionScore
from claimbench.model.counts import total
from claimbench.statistics.paired import compare_all
from claimbench.submissions.manifest import read_manifest
from claimbench.submissions.opening import Submission
from claimbench.submissions.predictions import parse_prediction
from claimbench.submissions.runner import Answer

BASELINE = data_root() / "baselines" / "cue-rules"
LAYERS = ("claims", "joint")
FULL = "everything"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="cue-rules without each of its parts.")
    parser.add_argument(
        "--corpus", metavar="DIR", help="folder with seeds/ and annotations/ (default: the shipped one)"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")
    arguments = parser.parse_args()
    sys.path.insert(0, str(BASELINE))
    from extractor import CueRules
    from parts import PARTS

    corpus = load_corpus(arguments.corpus)
    scorer, submission = Scorer(corpus), Submission(read_manifest(BASELINE), BASELINE)
    scores: dict[str, SubmissionScore] = {}
    for part in (FULL, *sorted(PARTS)):
        extractor = CueRules(without=() if part == FULL else (part,))
        answers = []
        for article in corpus.articles:
            said = {"schema": 1, "article": article.id, "claims": extractor.extract(article.as_task())}
            prediction = parse_prediction(json.dumps(said).encode(), article, part)
            answers.append(Answer(article=article.id, state="ok", prediction=prediction))
        scores[part] = scorer.score(submission, answers)
    found = {
        layer: compare_all({p: [b[layer] for b in s.blocks.values()] for p, s in scores.items()}, FULL)
        for layer in LAYERS
    }
    if arguments.json:
        print(msgspec.json.encode({layer: c.family for layer, c in found.items()}).decode())
        return
    titles = "".join(f" | {layer} | difference, 95 % | p | Holm" for layer in LAYERS)
    print(f"| without{titles} |\n|{'---|' * (1 + 4 * len(LAYERS))}")
    for part in scores:
        cells = []
        for layer in LAYERS:
            f1 = total([c for blocks in scores[part].blocks.values() for c in blocks[layer]]).f1 or 0.0
            told = next((d for d in found[layer].family if d.system == part), None)
            cells.append(f"{f1:.3f}")
            cells += (
                [
                    f"{told.difference:+.3f} [{told.interval.low:+.3f}, {told.interval.high:+.3f}]",
                    f"{told.p:.2g}",
                    f"{told.adjusted:.2g}",
                ]
                if told
                else ["", "", ""]
            )
        print(f"| {'nothing' if part == FULL else part} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
