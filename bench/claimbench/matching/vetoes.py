"""Reasons for which a sentence that reads like a claim does not state it."""

from collections import Counter
from collections.abc import Mapping

from rapidfuzz.distance import LCSseq

from claimbench.matching.padding import BOUNDS, EMPTY_WORDS, PADDED, TERSE, bare, wordiness
from claimbench.matching.reading import FUNCTION_WORDS, Sentence

COPY = 0.75
"""ROUGE-L from which a sentence counts as a copy of a wording: every change in it has to be explained."""
LIKE = 0.65
"""ROUGE-L from which a sentence is like a wording: telling changes have to be explained. Free paraphrases are below."""
ALIKE = 0.5
"""ROUGE-L from which the order of the same words is compared."""
DIVIDED = 0.1
"""From this share on, and up to the rest, the wordings of a claim are divided over negation."""
USUAL = 0.15
"""Share of a claim's wordings in which a name is one that the claim may be told with."""
SAME = 0.7
"""Share (Dice) of what two sentences say that must be the same before its order is compared."""
JUMBLED = 0.4
"""ROUGE-L, as a share of what is the same, below which it is in no order any more; fronting and voice leave more."""
MANY = 4
"""Of fewer things that are said the order tells nothing."""
FEW = 2
"""Up to this many new content words make a telling change; more of them are a paraphrase."""


def veto(
    query: Sentence, reference: Sentence, known: Mapping[str, float], numbers: frozenset[str], negated: float
) -> str | None:
    """Why a query does not state the claim of the reference that it is nearest to, or None.

    Only what can be seen without a lexicon of meanings. Near misses are made by small changes to a wording, so it is
    the small changes to a near copy that are held against a query; what is freely worded is judged by its score alone.
    A query that is much wordier or terser than its reference is also looked at by what it says alone.

    Args:
        query: the prediction.
        reference: the wording of the claim that it is nearest to.
        known: the lemmas of all the claim's wordings and of its sentences in the article, each with the share of
            wordings that have it.
        numbers: the numbers in these.
        negated: share of the claim's wordings that negate an odd number of times; where they are divided, one negation
            more or less tells something of a near copy only.
    """
    if query.key == reference.key:
        return None
    if query.numbers and numbers and not query.numbers <= numbers:
        return "number"
    why = _change(query, reference, known, negated)
    if why is not None:
        return why
    ours, theirs = bare(query), bare(reference)
    used, usual = wordiness(query, ours), wordiness(reference, theirs)
    if used >= PADDED * usual or usual >= TERSE * used:
        why = _change(ours, theirs, known, negated)
    return why or ("order" if _is_jumbled(ours, theirs) else None)


def _change(query: Sentence, reference: Sentence, known: Mapping[str, float], negated: float) -> str | None:
    """What a query changes in a wording that it is a near copy of."""
    likeness = rouge_l(query, reference)
    if likeness < ALIKE:
        return None
    added, dropped = changes(query, reference)
    if _exchanged(query, reference, added, dropped):
        return "order"
    if likeness < LIKE:
        return None
    divided = likeness < COPY and DIVIDED < negated < 1 - DIVIDED
    if (query.negations - reference.negations) % 2 and not divided:
        return "negation"
    ours, theirs = Counter(query.names), Counter(reference.names)
    if theirs - ours and any(known.get(name, 0) < USUAL for name in ours - theirs):
        return "actor"
    new = [lemma for lemma in added if lemma not in EMPTY_WORDS and lemma not in known]
    if likeness < COPY:
        telling = sum(lemma not in FUNCTION_WORDS for lemma in added) <= FEW
        return "substitution" if new and telling else None
    if new:
        return "substitution"
    lost = [lemma for lemma in dropped if lemma in BOUNDS and lemma not in added]
    return "omission" if any(known.get(lemma, 0) >= 0.5 for lemma in lost) else None


def rouge_l(one: Sentence, other: Sentence) -> float:
    """F1 of the longest common subsequence of lemmas; 0 for two sentences without words."""
    length = len(one.lemmas) + len(other.lemmas)
    return 2 * LCSseq.similarity(one.lemmas, other.lemmas) / length if length else 0.0


def changes(query: Sentence, reference: Sentence) -> tuple[list[str], list[str]]:
    """The lemmas that a query adds to a reference and those that it drops, in order."""
    added: list[str] = []
    dropped: list[str] = []
    for edit in LCSseq.opcodes(reference.lemmas, query.lemmas):
        if edit.tag in ("delete", "replace"):
            dropped += reference.lemmas[edit.src_start : edit.src_end]
        if edit.tag in ("insert", "replace"):
            added += query.lemmas[edit.dest_start : edit.dest_end]
    return added, dropped


def _is_jumbled(ours: Sentence, theirs: Sentence) -> bool:
    """Whether most of what two sentences say is the same and hardly any of it in the same order."""
    mine, other = set(ours.lemmas), set(theirs.lemmas)
    shared = 2 * len(mine & other) / (len(mine) + len(other)) if mine and other else 0.0
    return shared >= SAME and len(other) >= MANY and rouge_l(ours, theirs) < JUMBLED * shared


def _exchanged(query: Sentence, reference: Sentence, added: list[str], dropped: list[str]) -> bool:
    """Whether the same actors, or the same words, stand in another order without a change of voice."""
    if ("by" in query.lemmas) != ("by" in reference.lemmas):
        return False
    if query.names != reference.names and Counter(query.names) == Counter(reference.names):
        return True
    moved = {lemma for lemma in added if lemma in dropped and lemma not in FUNCTION_WORDS}
    return query.content == reference.content and len(moved) > 1
