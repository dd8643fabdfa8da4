"""Speech without a verb of saying: a series of clauses after somebody's reaction, a colon after a verb of saying."""

from __future__ import annotations

import itertools

from clauses import split_clauses
from frames import Commitment, Context, Frame
from grammar import Tokens, begins_clause, has_clause, head_verb, is_finite, main_verb
from reporting import REPORTING, SAYING, commitment_to
from segments import Segment, compose
from sources import source_of
from speakers import AUTHOR
from wordclasses import BE, HAVE
from wordforms import base_form

REACTIONS = frozenset(
    """delighted furious beside outraged appalled horrified thrilled triumphant jubilant indignant aghast dismayed
    devastated reassuring unmoved scandalised relieved angry alarmed upset confident soothe reassure protest complain
    plead thunder fume explain calm console""".split()
)
CASES = frozenset("case argument defence defense reasoning logic story line excuse answer reply message theory".split())
LINKS = frozenset("and or but so because if when".split())


class Voice:
    """Remembers who reacted in the sentence before, so that a series after it is heard as theirs."""

    def __init__(self) -> None:
        """Start with nobody speaking."""
        self.holder = ""

    def hear(self, segment: Segment, context: Context) -> None:
        """Note who a sentence says has reacted, explained or has a case."""
        tokens = segment.tokens
        self.holder = ""
        verb = main_verb(tokens)
        if not verb:
            return
        subject = tokens[:verb]
        case = next((i for i, token in enumerate(subject) if token.low in CASES), None)
        own = next((i for i in range(case or 0) if tokens[i].tag in {"POS", "PRP$"}), None)
        if own is not None:
            phrase = {"his": "he", "her": "she", "their": "they"}.get(tokens[own].low, segment.part(0, own).text)
            self.holder = context.speakers.resolve(phrase, AUTHOR)
        elif any(token.low in REACTIONS for token in tokens[verb:]) and tokens[0].tag not in {"EX", "WP"}:
            source = source_of(segment, verb)
            self.holder = context.speakers.resolve(source.phrase, AUTHOR) if source else ""
        if self.holder in {AUTHOR, "unnamed"}:
            self.holder = ""

    def series(self, segment: Segment) -> list[Frame]:
        """Read "A; B; C" after a reaction as what the other one says, with irony on the author's side."""
        if not self.holder:
            return []
        tokens = segment.tokens
        marks = [i for i, token in enumerate(tokens) if token.tag in {";", ","}]
        cuts = [i for i in marks if begins_clause(tokens, i + 1) or tokens[i].tag == ";"]
        if len(cuts) < 2 or any(tokens[i + 1].low in LINKS for i in cuts):
            return []
        bounds = [-1, *cuts, len(tokens)]
        parts = [segment.part(a + 1, b) for a, b in itertools.pairwise(bounds)]
        parts = [part for part in parts if not part.text.rstrip(' ”"’').endswith("?")]
        if not all(has_clause(part.tokens) for part in parts):
            return []
        return [Frame(part, self.holder, "rejects") for part in parts]


def colon_rule(segment: Segment, context: Context) -> list[Frame]:
    """Read "They had concluded: A, B" and "The industry is beside itself: A, B"."""
    tokens = segment.tokens
    colon = next((i for i, token in enumerate(tokens) if token.tag == ":"), None)
    if colon is None or not has_clause(tokens[colon + 1 :]):
        return []
    left = segment.part(0, colon)
    if len(earlier := split_clauses(left)) > 1:
        last = compose(earlier[-1], ":", segment.part(colon + 1, len(tokens)))
        return [*(Frame(part) for part in earlier[:-1]), Frame(last)]
    verb = main_verb(left.tokens)
    if not verb:
        return []
    base = base_form(left.tokens[head_verb(left.tokens, verb)].low)
    right = segment.part(colon + 1, len(tokens))
    if base in SAYING & REPORTING and _bare(left.tokens, verb):
        source = source_of(left, verb)
        if source and not source.negated:
            holder = context.speakers.resolve(source.phrase, context.self_holder)
            own = holder == context.self_holder
            commitment: Commitment | None = None if own else commitment_to(base, source.phrase)
            return [Frame(right, holder, commitment)]
    voice = Voice()
    voice.hear(left, context)
    frames = voice.series(right)
    return [Frame(left), *frames] if frames else []


def _bare(tokens: Tokens, verb: int) -> bool:
    """Whether the verb of saying has no clause or object of its own yet."""
    head = head_verb(tokens, verb)
    rest = tokens[head + 1 :]
    return (
        len(rest) < 6
        and not any(token.low in {"that", "this", "it"} for token in rest)
        and not any(is_finite(token) and token.low not in BE | HAVE for token in rest)
    )
