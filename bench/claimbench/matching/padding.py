"""Taking off what a sentence is padded with: words of grammar, and what it says again.

Padding leaves the score of a sentence much as it is and makes it less of a near copy, so that without this a small
change would pass in a sentence that is said twice.
"""

import msgspec

from claimbench.matching.reading import FUNCTION_WORDS, NEGATIONS, Sentence

PADDED = 1.25
"""How many times as many words for each thing that it says a sentence has as its reference, from which on it counts as
padded. On the odd paragraphs 9 of 1,324 wordings found are lost by it; near misses said twice are accepted as often as
said once (11 %; without it 91 %), with words of grammar scattered over them in up to 18 %."""

TELLING = frozenset(
    """only all every each both some most many few more less least never always no not nothing none nobody neither nor
    without before after until once already again first will would""".split()
)
"""Words that say much though they are of grammar."""


def is_padded(query: Sentence, reference: Sentence) -> bool:
    """Whether a query says much less with each word than a reference does."""
    return _wordiness(query) >= PADDED * _wordiness(reference)


def bare(sentence: Sentence) -> Sentence:
    """A sentence without words of grammar that tell nothing, each content word once, and without what it repeats."""
    seen: set[str] = set()
    kept: list[str] = []
    new = 0  # how many are kept up to the last new content word
    repeats = False
    for lemma in sentence.lemmas:
        if lemma in TELLING or lemma in NEGATIONS:
            kept.append(lemma)
        elif lemma in FUNCTION_WORDS:
            continue
        elif lemma in seen:
            repeats = True
        else:
            seen.add(lemma)
            kept.append(lemma)
            new, repeats = len(kept), False
    if repeats:  # nothing new comes any more, and its negations are those of before
        kept = kept[:new]
    return msgspec.structs.replace(
        sentence,
        lemmas=tuple(kept),
        names=tuple(lemma for lemma in kept if lemma[0] == "@"),
        negations=sum(lemma in NEGATIONS for lemma in kept),
    )


def _wordiness(sentence: Sentence) -> float:
    return len(sentence.lemmas) / max(len(bare(sentence).lemmas), 1)
