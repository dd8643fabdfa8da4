"""Ideas that a noun names: "the claim that Y", "reports alleging that Y", "fears of Y"."""

from __future__ import annotations

from attribution import that_clauses
from frames import Commitment, Context, Frame
from grammar import Tokens, has_clause, head_verb, is_finite, main_verb
from ideaholders import LINKS, idea_holder
from negation import negate
from segments import Segment, compose
from sources import source_of
from wordclasses import NP_TAGS
from wordforms import base_form

# What the text calls by these names it seldom defends.
DOUBTED = frozenset(
    """idea notion claim myth illusion legend fantasy delusion fallacy hope fear belief assumption pretence charge
    contention conviction superstition tale dogma accusation prejudice dream promise thesis theory argument
    suggestion view assertion""".split()
)
REPORTED = frozenset(
    """report rumour rumor allegation warning complaint objection concern prediction expectation suspicion worry
    statement impression opinion forecast criticism reproach assurance""".split()
)
IDEAS = DOUBTED | REPORTED
TENTATIVE = frozenset("hope fear worry concern suspicion expectation dream".split())
# After these, "of" introduces what is feared or talked of.
WITH_OF = frozenset("hope fear talk rumour rumor allegation accusation warning prospect threat worry".split())
ADOPTING = frozenset(
    """repeat share spread cling embrace defend voice express nurse cherish peddle promote endorse hold entertain
    slide advance revive recycle trot harbour harbor make""".split()
)
REJECTING = frozenset("reject dismiss deny refute rebut debunk scorn mock ridicule abandon dispute contest".split())
NEUTRAL_PREDICATES = frozenset(
    """unproven unconfirmed popular widespread common old new circulating circulate circulated growing grow spread
    persist persists abound understandable plausible unverified right true correct justified""".split()
)
# What may stand between the end of the idea and the verb of the sentence about it.
BEFORE_VERB = frozenset(
    """, also now still only just simply then always never often hardly scarcely merely therefore clearly surely has
    he she they we i and""".split()
)


def idea_rule(segment: Segment, context: Context) -> list[Frame]:
    """Give the idea that a noun introduces its own frame, beside the sentence about it."""
    tokens = segment.tokens
    verb = main_verb(tokens)
    for i, token in enumerate(tokens[:-2]):
        noun = _noun(token.low)
        if noun not in IDEAS | WITH_OF or token.tag not in {"NN", "NNS", "VBZ"}:
            continue
        start = _content_start(tokens, i, noun)
        if not start:
            continue
        end = _content_end(tokens, start, verb)
        content = segment.part(start, end)
        if not content.text or (tokens[start - 1].low == "that" and not has_clause(content.tokens)):
            continue
        if tokens[start - 1].low == "of":
            content = compose(
                "There will be" if noun in {"hope", "fear", "prospect", "threat", "warning"} else "There is", content
            )
        contents = [content]
        if tokens[start - 1].low == "that":
            contents = [content.part(a, b) for a, b in that_clauses(content.tokens, 0)]
        return _frames(segment, context, i, noun, contents, verb)
    return []


def pretence_rule(segment: Segment, context: Context) -> list[Frame]:
    """Read "should stop pretending that Y"."""
    tokens = segment.tokens
    for i in range(1, len(tokens) - 3):
        if tokens[i].low not in {"pretend", "pretending", "pretends", "pretended"}:
            continue
        start = i + 1 + (tokens[i + 1].low == "that")
        content = segment.part(start, len(tokens))
        if has_clause(content.tokens) and tokens[start].tag not in {"TO", "IN"}:
            return [Frame(segment, settled=True), Frame(content, "unnamed", "rejects")]
    return []


def _noun(low: str) -> str:
    return low[:-1] if low.endswith("s") and low[:-1] in IDEAS | WITH_OF else low


def _content_start(tokens: Tokens, i: int, noun: str) -> int:
    """Return where the idea begins, 0 if the noun introduces none."""
    k = i + 1
    if noun in WITH_OF and tokens[k].low == "of" and tokens[k + 1].tag in {"DT", "NN", "NNS", "JJ"}:
        return k + 1
    if noun not in IDEAS:
        return 0
    if is_finite(tokens[k]) and tokens[k + 1].low == "that" and k + 2 < len(tokens):
        return k + 2  # "The rumour spread that he was dying"
    limit = min(i + 10, len(tokens) - 1)
    while k < limit and (
        tokens[k].tag in NP_TAGS | {"IN"} or tokens[k].low in LINKS | {"being"} or tokens[k].tag == ","
    ):
        if tokens[k].low == "that" and tokens[k].tag in {"IN", "DT"}:
            near = (
                k == i + 1
                or tokens[k - 1].low in LINKS | {"being"}
                or tokens[i + 1].low in {"of", "among", "by", "from", "in", ","}
            )
            return k + 1 if near and not is_finite(tokens[k + 1]) else 0
        k += 1
    return 0


def _content_end(tokens: Tokens, start: int, verb: int | None) -> int:
    """Return where the idea ends: before the verb of the sentence about it, or at the end."""
    if verb == start - 2:
        return len(tokens)
    if verb is not None and verb > start:
        end = verb
        while end > start + 2 and tokens[end - 1].low in BEFORE_VERB:
            end -= 1
        comma = next((k for k in range(start + 2, end) if tokens[k].tag == ","), None)
        return comma if comma and main_verb(tokens, start, comma) is not None else end
    if tokens[start - 1].low == "of":
        return next((k for k in range(start, len(tokens)) if tokens[k].tag in {",", ";", "."} or is_finite(tokens[k])
                     or tokens[k].low == "as"), len(tokens))  # fmt: skip
    return len(tokens)


def _frames(
    segment: Segment, context: Context, noun_at: int, noun: str, contents: list[Segment], verb: int | None
) -> list[Frame]:
    tokens = segment.tokens
    resolve = context.speakers.resolve
    holder = idea_holder(segment, noun_at, context)
    commitment: Commitment = "rejects" if noun in DOUBTED | {"talk"} else "reports"
    extra: list[Frame] = []
    adopted = False
    if verb is not None and verb < noun_at:
        base = base_form(tokens[head_verb(tokens, verb)].low)
        source = source_of(segment, verb)
        who = resolve(source.phrase, context.self_holder) if source else ""
        own = who == context.self_holder
        adopted = base in ADOPTING | REJECTING
        if base in ADOPTING and who and source and not source.negated and not own:
            holder = holder if holder != "unnamed" else who
        elif base in REJECTING and who and source and not source.negated:
            commitment = "rejects" if own else "reports"
            extra = [Frame(negate(content), who, None if own else "reports") for content in contents]
    elif verb is not None:
        after = {token.low for token in tokens[verb : verb + 8]}
        if after & NEUTRAL_PREDICATES and not after & {"not", "n't"}:
            commitment = "reports"
    if holder == context.self_holder:
        return [Frame(content) for content in contents]
    modality = "possible" if noun in TENTATIVE else "certain"
    # "He repeats the claim that Y" is a mere report; what is said of an idea is a claim of its own.
    whole = [] if adopted else [Frame(segment, settled=True)]
    return [*whole, *(Frame(content, holder, commitment, modality) for content in contents), *extra]
