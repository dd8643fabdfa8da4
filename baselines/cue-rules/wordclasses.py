"""Classes of words and tags, and the line of words whose tags are being settled."""

from __future__ import annotations

from dataclasses import dataclass, field

NOUNS = frozenset("NN NNS NNP NNPS".split())
NOUN_PART = NOUNS | {"JJ", "JJR", "JJS", "CD", "VBN", "VBG", "POS", "DT", "PRP$"}
NP_START = frozenset("DT PRP PRP$ CD JJ JJR JJS NN NNS NNP NNPS EX WP".split())
NP_TAGS = NOUNS | frozenset("DT PRP$ JJ JJR JJS CD POS PRP EX".split())
FINITE_TAGS = frozenset("VBZ VBP VBD MD".split())
NO_SUBJECT = frozenset("DT PRP$ POS JJ CD IN TO CC JJR JJS".split())
MARKS = frozenset(", ; : . ( ) — – ! ?".split())
# What a word that looks like a verb is, if it is not the verb of its clause.
NOMINAL = {"VBZ": "NNS", "VBP": "NN", "VBD": "VBN"}

BE = frozenset("is are was were am be been being 's 're 'm isn aren wasn weren ain".split())
HAVE = frozenset("has have had having 've hasn haven hadn".split())
DO = frozenset("do does did don doesn didn".split())
MODAL = frozenset(
    "will would can could should must may might shall ca wo cannot ought 'll couldn wouldn shouldn".split()
)
AUXILIARY = BE | HAVE | DO | MODAL

NOMINATIVE = frozenset("i he she we they".split())
NEGATORS = frozenset("not n't never hardly scarcely barely neither nor no nobody nothing none".split())
CONJUNCTIONS = frozenset("that because if unless whether although though while whereas".split())
# They open a clause, or are a preposition, in which case the words before them belong to the same stretch.
EITHER = frozenset("since as for after before until than like once".split())
OPENERS = CONJUNCTIONS | EITHER | {"whenever"}
PLURAL_WORDS = frozenset(
    "they we i you these those many most few both several all some staff police public crew rest".split()
)
PRONOMINAL = PLURAL_WORDS | frozenset(
    "this that one he she it nobody everybody everyone somebody someone anyone nothing none who there".split()
)
# Nouns after which a number decides: "62 percent support it".
COUNTED = frozenset("percent cent majority third half quarter number".split())
BARE_INFINITIVE = frozenset("let make help see watch hear".split())
# Verbs that can be followed by a clause without "that".
SPEECH = frozenset(
    """say think know believe suspect hope fear claim insist feel suppose assume argue warn admit suggest find see
    understand realise realize mean guess doubt swear bet expect concede promise note add counter assure assert
    maintain contend report worry reckon reply respond complain grumble mutter""".split()
)


@dataclass(slots=True)
class Line:
    """The words of a sentence in lower case, their tags, and the places whose tags are settled."""

    lows: list[str]
    tags: list[str]
    fixed: set[int] = field(default_factory=set)

    def tag(self, i: int, beyond: str = ".") -> str:
        """Return the tag at a place, or another one beyond the end."""
        return self.tags[i] if i < len(self.tags) else beyond
