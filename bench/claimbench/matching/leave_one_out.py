"""The matcher measured: on the gold itself, leave-one-out, and on sentences that never enter the references."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from claimbench.matching.matcher import ACCEPT, UNSURE, LeftOut, LexicalMatcher, Verdicts
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


def second_writer(gold: Gold, matcher: LexicalMatcher, sentences: Sequence[TestSentence]) -> SelfCheck:
    """Measure on the sentences of a writer who had not seen the references.

    A sentence that reads like a reference all the same is left out: scoring it would prove nothing.
    """
    references = {normalize(text) for c in gold.claims for text in (c.text, *(w.text for w in c.wordings))}
    sentences = [s for s in sentences if normalize(s.text) not in references]
    index = {claim.id: c for c, claim in enumerate(gold.claims)}
    verdicts = matcher.match([s.text for s in sentences])
    outcome: Counter[str] = Counter()
    n: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    examples: tuple[list[str], list[str]] = ([], [])
    for sentence, row in zip(sentences, verdicts.decisions, strict=True):
        accepted = [gold.claims[k].id for k, d in enumerate(row) if d == ACCEPT]
        shown = f"{sentence.claim}: {sentence.text} -> {', '.join(accepted) or 'none'}"
        if sentence.change is None:
            kind = "right" if accepted == [sentence.claim] else "other" if accepted else "none"
            outcome[kind] += 1
            examples[0].extend([shown] if kind != "right" else [])
        else:
            n[sentence.change] += 1
            if row[index[sentence.claim]] == ACCEPT:
                wrong[sentence.change] += 1
                examples[1].append(shown)
    kinds = sorted(n)
    lost = {"none": outcome["none"]} if outcome["none"] else {}
    found = Found(outcome.total(), outcome["right"], outcome["other"], lost, tuple(examples[0]))
    misses = Accepted({k: n[k] for k in kinds}, {k: wrong[k] for k in kinds}, tuple(examples[1]))
    return SelfCheck("second writer", found, {}, misses)


def leave_one_out(gold: Gold, matcher: LexicalMatcher) -> list[SelfCheck]:
    """Measure on all paragraphs, and apart on the odd ones (where constants were set) and the even ones (where not)."""
    blocks = [gold.block_of(claim) + 1 for claim in gold.claims]
    wordings = [(c, w) for c, claim in enumerate(gold.claims) for w in claim.wordings]
    found = matcher.match([w.text for _, w in wordings], [LeftOut(c, w.id) for c, w in wordings])
    misses = [(c, m) for c, claim in enumerate(gold.claims) for m in claim.near_misses]
    taken = matcher.match([m.text for _, m in misses], [LeftOut(c, m.id) for c, m in misses])

    def wording_rows(keep: set[int], style: str | None) -> Found:
        outcome: Counter[str] = Counter()
        lost: Counter[str] = Counter()
        examples = []
        for row, (c, wording) in enumerate(wordings):
            if blocks[c] in keep and style in (None, wording.style):
                accepted = [k for k, d in enumerate(found.decisions[row]) if d == ACCEPT]
                kind = "right" if accepted == [c] else "other" if accepted else "none"
                outcome[kind] += 1
                if kind != "right":
                    why = _why(gold, found, row)
                    lost[why.split(" (")[0]] += kind == "none"
                    names = ", ".join(gold.claims[k].id for k in accepted) or why
                    examples.append(f"{gold.claims[c].id} {wording.id}: {wording.text} -> {names}")
        reasons = {why: lost[why] for why in sorted(lost) if lost[why]}
        return Found(outcome.total(), outcome["right"], outcome["other"], reasons, tuple(examples))

    def miss_rows(keep: set[int]) -> Accepted:
        n: Counter[str] = Counter()
        accepted: Counter[str] = Counter()
        examples = []
        for row, (c, miss) in enumerate(misses):
            if blocks[c] in keep:
                n[miss.change] += 1
                if taken.decisions[row, c] == ACCEPT:
                    accepted[miss.change] += 1
                    examples.append(f"{gold.claims[c].id} {miss.id} ({miss.change}): {miss.text}")
        kinds = sorted(n)
        return Accepted({k: n[k] for k in kinds}, {k: accepted[k] for k in kinds}, tuple(examples))

    parts = {"all": set(blocks), "odd": {b for b in blocks if b % 2}, "even": {b for b in blocks if not b % 2}}
    styles = sorted({w.style for _, w in wordings})
    return [
        SelfCheck(name, wording_rows(keep, None), {s: wording_rows(keep, s) for s in styles}, miss_rows(keep))
        for name, keep in parts.items()
    ]


def _why(gold: Gold, verdicts: Verdicts, row: int) -> str:
    """Why a sentence was accepted for no claim."""
    opposed = verdicts.opposed[row]
    if opposed is not None:
        return f"{opposed.why} ({gold.claims[opposed.claim].id})"
    return "unsure" if (verdicts.decisions[row] == UNSURE).any() else "low score"
