"""The matcher against readers, on the claims of the annotation passes: ``python benchmarks/judged_pairs.py``.

``annotations/<article>/judgments/pairs.jsonl`` holds, for each claim of each pass, the gold claim that the matcher
found nearest when the pairs were drawn, and what two readers said of the pair without knowing the matcher's verdict:
the claim of the pass is the same, broader, a part, or not the same. A pair that the matcher would no longer draw is not
counted.
"""

import json
from collections import Counter

from claimbench import Ruler, load_corpus
from claimbench.corpus.passes import as_prediction, load_passes


def main() -> None:
    """Print how often an aligned pair is the same claim, and how many same pairs are aligned."""
    corpus = load_corpus()
    gold = corpus.golds[0]
    ruler = Ruler(gold)
    path = corpus.root / "annotations" / gold.article.id / "judgments" / "pairs.jsonl"
    judged = {(r["layer"], r["prediction"]): r for r in map(json.loads, path.read_text("utf-8").splitlines())}
    counts: Counter[tuple[bool, str]] = Counter()
    for layer in load_passes(corpus.root, gold):
        for item in ruler.align(as_prediction(gold.article, layer)).items:
            record = judged[layer.name, item.located.claim.id or ""]
            nearest = gold.claims[item.nearest if item.gold is None else item.gold].id
            if nearest == record["claim"]:
                verdict = record["votes"][0] if len(set(record["votes"])) == 1 else "disputed"
                counts[item.gold is not None, verdict] += 1
    aligned = sum(n for (is_aligned, _), n in counts.items() if is_aligned)
    right, same = counts[True, "same"], counts[True, "same"] + counts[False, "same"]
    print(f"{sum(counts.values())} of {len(judged)} pairs: {dict(sorted(counts.items()))}")
    print(f"aligned pairs that are the same claim: {right} of {aligned} ({right / aligned:.1%})")
    print(f"pairs of the same claim that are aligned: {right} of {same} ({right / same:.1%})")


if __name__ == "__main__":
    main()
