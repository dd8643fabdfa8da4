"""The matcher measured: on the gold itself, leave-one-out, and on sentences that never enter the references."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from claimbench.matching.matcher import ACCEPT, UNSURE, LeftOut, LexicalMatcher, Matcher, Verdicts
from claimbench.model.gold import Gold, TestSentence
from claimbench.model.normalize import normalize


class Found(msgspec.Struct, frozen=True):
    """What became of wordings: the right claim, another one, or none.

    Attributes:
        n: wordings.
        right: accepted for their own claim, and for no other.
        other: accepted for another claim.
        lost: why the rest is accepted for none.
        examples: wordings that were not found right, with what was decided.
    """

    n: int
    right: int
    other: int
    lost: dict[str, int]
    examples: tuple[str, ...] = ()


class Accepted(msgspec.Struct, frozen=True):
    """What became of near misses.

    Attributes:
        n: near misses, by kind of change.
        accepted: those accepted for the claim that they miss.
        examples: the accepted ones.
    """

    n: dict[str, int]
    accepted: dict[str, int]
    examples: tuple[str, ...] = ()


class SelfCheck(msgspec.Struct, frozen=True):
    """Result on one set of sentences; ``paragraphs`` says which, ``by_style`` is empty where styles are not known."""

    paragraphs: str
    wordings: Found
    by_style: dict[str, Found]
    near_misses: Accepted


def second_writer(gold: Gold, matcher: Matcher, sentences: Sequence[TestSentence]) -> SelfCheck:
    """Measure on the sentences of a writer who had not seen the references.

    A sentence that reads like a reference all the same is left out: scoring it would prove nothing.
    """
    references = {normalize(text) for c in gold.claims for _, text in c.stating}
    kept = [s for s in sentences if normalize(s.text) not in references]
    index = {claim.id: c for c, claim in enumerate(gold.claims)}
    verdicts = matcher.match([s.text for s in kept])
    rows = [(row, index[s.claim], s) for row, s in enumerate(kept)]
    stating = [_Row(row, c, "", f"{s.claim}: {s.text}") for row, c, s in rows if s.change is None]
    missing = [_Row(row, c, s.change, f"{s.claim} ({s.change}): {s.text}") for row, c, s in rows if s.change]
    return SelfCheck("second writer", _found(gold, verdicts, stating), {}, _accepted(verdicts, missing))


def leave_one_out(gold: Gold, matcher: LexicalMatcher) -> list[SelfCheck]:
    """Measure on all paragraphs, and apart on the odd ones (where constants were set) and the even ones (where not)."""
    blocks = [gold.block_of(claim) + 1 for claim in gold.claims]
    wordings = [(c, w) for c, claim in enumerate(gold.claims) for w in claim.wordings]
    misses = [(c, m) for c, claim in enumerate(gold.claims) for m in claim.near_misses]
    found = matcher.match([w.text for _, w in wordings], [LeftOut(c, w.id) for c, w in wordings])
    taken = matcher.match([m.text for _, m in misses], [LeftOut(c, m.id) for c, m in misses])
    stating = [_Row(r, c, w.style, f"{gold.claims[c].id} {w.id}: {w.text}") for r, (c, w) in enumerate(wordings)]
    missing = [
        _Row(r, c, m.change, f"{gold.claims[c].id} {m.id} ({m.change}): {m.text}") for r, (c, m) in enumerate(misses)
    ]
    parts = {"all": set(blocks), "odd": {b for b in blocks if b % 2}, "even": {b for b in blocks if not b % 2}}
    checks = []
    for name, keep in parts.items():
        kept = [r for r in stating if blocks[r.claim] in keep]
        styles = {
            style: _found(gold, found, [r for r in kept if r.kind == style])
            for style in sorted({r.kind for r in stating})
        }
        near = _accepted(taken, [r for r in missing if blocks[r.claim] in keep])
        checks.append(SelfCheck(name, _found(gold, found, kept), styles, near))
    return checks


class _Row(NamedTuple):
    """A sentence that was judged: its row in the verdicts, the claim it was written for, its kind, how to show it."""

    row: int
    claim: int
    kind: str
    shown: str


def _found(gold: Gold, verdicts: Verdicts, rows: Sequence[_Row]) -> Found:
    """Count sentences that state their claim."""
    outcome: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    examples = []
    for row, claim, _, shown in rows:
        accepted = [k for k, d in enumerate(verdicts.decisions[row]) if d == ACCEPT]
        kind = "right" if accepted == [claim] else "other" if accepted else "none"
        outcome[kind] += 1
        if kind != "right":
            why = _why(gold, verdicts, row)
            lost[why.split(" (")[0]] += kind == "none"
            examples.append(f"{shown} -> {', '.join(gold.claims[k].id for k in accepted) or why}")
    reasons = {why: lost[why] for why in sorted(lost) if lost[why]}
    return Found(outcome.total(), outcome["right"], outcome["other"], reasons, tuple(examples))


def _accepted(verdicts: Verdicts, rows: Sequence[_Row]) -> Accepted:
    """Count sentences that miss their claim."""
    n = Counter(kind for _, _, kind, _ in rows)
    wrong = [r for r in rows if verdicts.decisions[r.row, r.claim] == ACCEPT]
    accepted = Counter(r.kind for r in wrong)
    return Accepted({k: n[k] for k in sorted(n)}, {k: accepted[k] for k in sorted(n)}, tuple(r.shown for r in wrong))


def _why(gold: Gold, verdicts: Verdicts, row: int) -> str:
    """Why a sentence was accepted for no claim."""
    opposed = verdicts.opposed[row]
    if opposed is not None:
        return f"{opposed.why} ({gold.claims[opposed.claim].id})"
    return "unsure" if (verdicts.decisions[row] == UNSURE).any() else "low score"
