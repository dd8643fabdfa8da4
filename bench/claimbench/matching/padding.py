"""What a sentence says, without what it is padded with, whatever its style: words of grammar, and what it says again.

Padding leaves the score of a sentence much as it is and makes it less of a near copy; so does leaving out the words of
grammar, or turning the order about. Without this, a small change would pass in a sentence that is said twice.
"""

import msgspec

from claimbench.matching.reading import FUNCTION_WORDS, NEGATIONS, Sentence

PADDED = 1.25
"""How many times as many words for each thing that it says a sentence has as its reference, from which on it counts as
padded."""
TERSE = 1.5
"""How many times as few, from which on it counts as a telegram."""

_TELLING = frozenset(
    """only all every each both some most many few more less least never always no not nothing none nobody neither nor
    without before after until once already again first will would""".split()
)
_DISCOURSE = frozenset(
    """however moreover furthermore indeed thus therefore hence obviously clearly ultimately alas certainly undoubtedly
    finally firstly secondly thirdly second third instead rather meanwhile overall essentially course""".split()
)
_DEGREE = frozenset(
    """extremely highly really truly quite deeply wholly utterly absolutely totally simply fully entirely merely
    actually largely strongly particularly especially increasingly indeed apparently supposedly currently eventually
    possibly perhaps potential potentially generally basically proposed such""".split()
)
_WRITER = frozenset("author article writer text argue state say accord unnamed view opinion".split())
EMPTY_WORDS = (FUNCTION_WORDS | _DISCOURSE | _DEGREE | _WRITER) - _TELLING
"""Words whose coming or going changes no claim: of grammar, of degree, of the text itself."""

BOUNDS = frozenset("only never no not nobody none without before after until".split())
"""Words without which a claim that has them says something else."""

_UNSAID = (EMPTY_WORDS | FUNCTION_WORDS) - BOUNDS


def wordiness(sentence: Sentence, said: Sentence) -> float:
    """How many words a sentence has for each thing that it says; ``said`` is what :func:`bare` makes of it."""
    return len(sentence.lemmas) / max(len(said.lemmas), 1)


def bare(sentence: Sentence) -> Sentence:
    """A sentence without words of grammar that tell nothing, each content word once, and without what it repeats."""
    seen: set[str] = set()
    kept: list[str] = []
    new = 0  # how many are kept up to the last new content word
    repeats = False
    for lemma in sentence.lemmas:
        if lemma in NEGATIONS:
            kept.append(lemma)
        elif lemma in _UNSAID:
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
