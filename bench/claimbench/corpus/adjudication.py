"""Adjudication: how the passes and the first gold became the gold, claim by claim, and the gold without one of them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec

from claimbench.corpus.passes import Pass, load_passes
from claimbench.model.decoding import read_records
from claimbench.model.faults import Fault, InputError
from claimbench.model.gold import Gold, GoldClaim
from claimbench.model.vocabulary import Polarity

FILE = "adjudication.jsonl"
FIRST = "first"
"""The layer that the gold was before any pass was read; one more input, not the judge of the others."""

FIELDS = ("text", "holder", "commitment", "modality", "kind", "checkable", "status")

Vote = Literal["required", "optional", "out"]


class Decision(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What became of one claim of one or more layers.

    Attributes:
        claim: id of the gold claim that it became, None for what did not enter.
        layers: by layer, the ids of the claims that state it.
        votes: of the two adjudicators, who worked apart.
        differing: by field on which layers differ, what each of them says, in the ids of the gold.
        rule: the section of the guidelines that decides.
        reason: why, for a reader who disagrees.
    """

    claim: str | None
    layers: dict[str, tuple[str, ...]]
    votes: tuple[Vote, ...]
    differing: dict[str, dict[str, Any]] = {}
    rule: str
    reason: str


def load_adjudication(root: Path, gold: Gold, passes: Sequence[Pass]) -> tuple[Decision, ...]:
    """Read the decisions on an article, in the order of the file; none where it has not been adjudicated.

    Raises:
        InputError: with every fault: an unknown claim or layer, a claim of the gold or of a pass that is decided twice
            or not at all, a field that is none.
    """
    path = root / "annotations" / gold.article.id / FILE
    if not path.is_file():
        return ()
    label = f"{gold.article.id}/{FILE}"
    faults: list[Fault] = []
    known = {p.name: {c.id for c in p.claims} for p in passes}
    read = read_records(path, Decision, label, faults, lambda where, decision: _misplaced(where, decision, known))
    decided = Counter(d.claim for _, d in read if d.claim)
    faults += _once(label, "gold", [c.id for c in gold.claims], decided)
    for layer in passes:
        seen = Counter(name for _, d in read for name in d.layers.get(layer.name, ()))
        faults += _once(label, f"pass {layer.name}", [c.id for c in layer.claims], seen)
    if faults:
        raise InputError(faults)
    return tuple(decision for _, decision in read)


def layer_faults(root: Path, gold: Gold) -> list[Fault]:
    """What is wrong with the passes over an article, or with how they were adjudicated."""
    try:
        load_adjudication(root, gold, load_passes(root, gold))
    except InputError as error:
        return list(error.faults)
    return []


def gold_without(gold: Gold, decisions: Sequence[Decision], layer: str) -> Gold:
    """The gold as it would be if one pass had not been there.

    A claim that no other layer has is dropped, with the links to it. A value that no other layer gives falls back to
    the first gold's, else to what most others say (ties to the first by name); a stance that no other layer gives is
    dropped. Wordings and near misses stay: their writers saw no pass.

    Args:
        gold: the adjudicated one.
        decisions: how it came about.
        layer: name of the pass to leave out.
    """
    by_claim = {d.claim: d for d in decisions if d.claim}
    gone = {claim for claim, d in by_claim.items() if set(d.layers) == {layer}}
    claims = [_without(claim, by_claim.get(claim.id), layer) for claim in gold.claims if claim.id not in gone]
    unlinked = [
        msgspec.structs.replace(
            claim,
            part_of=None if claim.part_of in gone else claim.part_of,
            counter=None if claim.counter in gone else claim.counter,
        )
        for claim in claims
    ]
    return msgspec.structs.replace(gold, claims=tuple(unlinked))


def _without(claim: GoldClaim, decision: Decision | None, layer: str) -> GoldClaim:
    changed: dict[str, Any] = {}
    for field, said in (decision.differing if decision else {}).items():
        others = {name: value for name, value in sorted(said.items()) if name != layer}
        if field == "stances":
            theirs = {tuple(stance) for stances in others.values() for stance in stances}
            own = {tuple(stance) for stance in said.get(layer, ())} - theirs
            changed[field] = tuple(s for s in claim.stances if (s.holder, s.target, s.polarity) not in own)
        elif others and getattr(claim, field) == said.get(layer) and getattr(claim, field) not in others.values():
            changed[field] = others.get(FIRST, Counter(others.values()).most_common(1)[0][0])
    return msgspec.structs.replace(claim, **changed)


def _misplaced(where: str, decision: Decision, known: dict[str, set[str]]) -> Iterator[Fault]:
    for layer in sorted({*decision.layers, *(name for said in decision.differing.values() for name in said)}):
        if layer != FIRST and layer not in known:
            yield Fault(f"{where}: layers", "unknown layer", layer, ", ".join([FIRST, *sorted(known)]))
    for field, said in decision.differing.items():
        if field != "stances" and field not in FIELDS:
            yield Fault(f"{where}: differing", "unknown field", field, ", ".join([*FIELDS, "stances"]))
        elif field == "stances" and not all(_is_stances(value) for value in said.values()):
            yield Fault(f"{where}: differing.stances", "no list of stances", str(said), "[holder, target, polarity]")
    if not decision.layers:
        yield Fault(f"{where}: layers", "no layer has it", wanted="at least one")
    if not decision.reason.strip():
        yield Fault(f"{where}: reason", "no reason", wanted="a sentence")


def _is_stances(value: Any) -> bool:
    try:
        msgspec.convert(value, list[tuple[str, str, Polarity]])
    except msgspec.ValidationError:
        return False
    return True


def _once(label: str, layer: str, claims: Sequence[str], seen: Counter[str]) -> Iterator[Fault]:
    for name in claims:
        if seen[name] != 1:
            yield Fault(f"{label}: {layer}: {name}", "decided", f"{seen[name]} times", "once")
    for name in sorted(set(seen) - set(claims)):
        yield Fault(f"{label}: {layer}: {name}", "unknown claim", name, f"an id of {layer}")
