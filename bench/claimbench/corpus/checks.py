"""``gold check``: everything of a gold layer that can be verified without judging its meaning."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from claimbench.corpus.links import broken_links
from claimbench.model.faults import Fault
from claimbench.model.gold import Gold, GoldClaim
from claimbench.model.json_text import lines
from claimbench.model.normalize import normalize
from claimbench.model.vocabulary import AUTHOR, UNNAMED

MIN_WORDINGS = 5
MIN_NEAR_MISSES = 4
MIN_CHANGES = 3


def check_gold(gold: Gold, home: Path | None = None) -> list[Fault]:
    """List the faults of one gold layer.

    Args:
        gold: the layer.
        home: its folder; with it, faults name the line of claims.jsonl.

    Returns:
        Faults in the order of the claims, empty if there is none.
    """
    numbers = [number for number, _ in lines(home / "claims.jsonl", [])] if home else range(1, len(gold.claims) + 1)
    places = [f"{gold.article.id}/claims.jsonl:{n}: {c.id}" for n, c in zip(numbers, gold.claims, strict=True)]
    faults = [*_register(gold, places)]
    for place, claim in zip(places, gold.claims, strict=True):
        for check in (_offsets, _names, _links, _sentences):
            faults.extend(Fault(f"{place}: {f.where}", f.what, f.found, f.wanted) for f in check(gold, claim))
    faults.extend(_shared_sentences(gold, places))
    faults.extend(_bare_paragraphs(gold))
    return faults


def _register(gold: Gold, places: Sequence[str]) -> Iterator[Fault]:
    for file, records in (("entities.json", gold.entities), ("targets.json", gold.targets)):
        where = f"{gold.article.id}/{file}"
        for key, times in Counter(r.id for r in records).items():
            if times > 1:
                yield Fault(where, "repeated id", key, "each id once")
        owner: dict[str, str] = {}
        for record in records:
            for alias in (record.name, *record.aliases):
                other = owner.setdefault(normalize(alias), record.id)
                if other != record.id:
                    yield Fault(
                        f"{where}: {record.id}",
                        "alias of two records",
                        f"{alias} (also {other})",
                        "one owner",
                    )
    for reserved in (AUTHOR, UNNAMED):
        if reserved not in {e.id for e in gold.entities}:
            yield Fault(f"{gold.article.id}/entities.json", "reserved entity missing", wanted=reserved)
    first: dict[str, str] = {}
    for place, claim in zip(places, gold.claims, strict=True):
        if claim.id in first:
            yield Fault(f"{place}: id", "repeated id", f"also {first[claim.id]}", "each id once")
        first.setdefault(claim.id, place)


def _offsets(gold: Gold, claim: GoldClaim) -> Iterator[Fault]:
    text = gold.article.text
    if not claim.mentions:
        yield Fault("mentions", "no mention", wanted="at least one")
    for m, mention in enumerate(claim.mentions):
        if not mention.fragments:
            yield Fault(f"mentions[{m}]", "no fragment", wanted="at least one")
        end = 0
        for f, fragment in enumerate(mention.fragments):
            where = f"mentions[{m}].fragments[{f}]"
            if not end <= fragment.start < fragment.end <= len(text):
                span = f"{fragment.start}..{fragment.end}"
                yield Fault(where, "offsets out of order or outside the text", span, f"{end}..{len(text)}")
            elif text[fragment.start : fragment.end] != fragment.quote:
                yield Fault(where, "quote is not the text", text[fragment.start : fragment.end], fragment.quote)
            end = max(end, fragment.end)
    for c, citation in enumerate(claim.citations):
        if text[citation.start : citation.end] != citation.text:
            yield Fault(
                f"citations[{c}]",
                "text is not the article's",
                text[citation.start : citation.end],
                citation.text,
            )


def _names(gold: Gold, claim: GoldClaim) -> Iterator[Fault]:
    entities, targets = {e.id for e in gold.entities}, {t.id for t in gold.targets}
    for where, name in [("holder", claim.holder), *(("reported_by", n) for n in claim.reported_by)]:
        if name not in entities:
            yield Fault(where, "unknown entity", name, "an id of entities.json")
    for s, stance in enumerate(claim.stances):
        if stance.holder not in entities:
            yield Fault(f"stances[{s}].holder", "unknown entity", stance.holder, "an id of entities.json")
        if stance.target not in targets:
            yield Fault(f"stances[{s}].target", "unknown target", stance.target, "an id of targets.json")
    if claim.holder == AUTHOR and claim.commitment != "endorses":
        yield Fault("commitment", "the author holds it", claim.commitment, "endorses")


def _links(gold: Gold, claim: GoldClaim) -> Iterator[Fault]:
    by_id = {c.id: c for c in gold.claims}
    yield from broken_links(claim, by_id)
    parent = by_id.get(claim.part_of or "")
    if parent and claim.required and parent.required:
        yield Fault("part_of", "required parent of a required part", parent.id, "an optional parent")
    counter = by_id.get(claim.counter or "")
    if claim.commitment == "rejects" and claim.counter is None:
        yield Fault("counter", "a rejected claim without its counter", wanted="the id of the author's opposite")
    if counter and (counter.holder != AUTHOR or claim.commitment != "rejects"):
        yield Fault("counter", "links a rejected claim to the author's own", counter.id, "rejects, and held by author")


def _sentences(gold: Gold, claim: GoldClaim) -> Iterator[Fault]:
    if len(claim.wordings) < MIN_WORDINGS:
        yield Fault("wordings", "too few", str(len(claim.wordings)), f"{MIN_WORDINGS} or more")
    if len(claim.near_misses) < MIN_NEAR_MISSES:
        yield Fault("near_misses", "too few", str(len(claim.near_misses)), f"{MIN_NEAR_MISSES} or more")
    if len({n.change for n in claim.near_misses}) < MIN_CHANGES:
        changes = ", ".join(sorted({n.change for n in claim.near_misses}))
        yield Fault("near_misses", "too few kinds of change", changes, f"{MIN_CHANGES} or more")
    ids = [w.id for w in claim.wordings]
    for field, names in (("wordings", ids), ("near_misses", [n.id for n in claim.near_misses])):
        for key, times in Counter(names).items():
            if times > 1:
                yield Fault(field, "repeated id", key, "each id once")
    for n, miss in enumerate(claim.near_misses):
        if miss.of != "text" and miss.of not in ids:
            yield Fault(f"near_misses[{n}].of", "unknown wording", miss.of, "text or the id of a wording")


def _shared_sentences(gold: Gold, places: Sequence[str]) -> Iterator[Fault]:
    """No sentence may stand for two claims, and no near miss may state any claim, its own included."""
    owner: dict[str, str] = {}
    for place, claim in zip(places, gold.claims, strict=True):
        for name, sentence in claim.stating:
            field = name if name == "text" else f"wordings {name}"
            key = normalize(sentence)
            if not key:
                yield Fault(f"{place}: {field}", "a sentence without words", sentence, "words")
            elif key in owner:
                yield Fault(f"{place}: {field}", f"shares a sentence with {owner[key]}", sentence, "its own words")
            owner.setdefault(key, claim.id)
    for place, claim in zip(places, gold.claims, strict=True):
        for miss in claim.near_misses:
            stated = owner.get(normalize(miss.text))
            if stated:
                yield Fault(f"{place}: near_misses {miss.id}", f"states {stated}", miss.text, "no gold claim")


def _bare_paragraphs(gold: Gold) -> Iterator[Fault]:
    annotated = {gold.block_of(c) for c in gold.claims if c.required and c.mentions and c.mentions[0].fragments}
    for index in range(len(gold.article.paragraphs)):
        if index not in annotated:
            yield Fault(
                f"{gold.article.id}: paragraph {index + 1}",
                "no required claim",
                wanted="every paragraph read",
            )
