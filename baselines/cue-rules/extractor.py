"""Cue words and patterns: sentences, then attributions, then clauses, then attributes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from attributes import weaker
from attribution import phrase_rule, verb_rule
from claims import Draft, finish, judge_previous, plain, tidy
from clauses import split_and_clause, split_contrast, strip_leading
from frames import Context, Frame
from lexicon import find_verb, subject_of
from predicates import split_coordination
from quotations import quotation_rule
from rejections import rejection_rule
from rewrites import rewrite_rule
from segments import MAX_SENTENCE, Segment, compose
from sentences import Sentence, split_paragraph
from speakers import AUTHOR, Speakers

Rule = Callable[[Segment, Context], list[Frame]]
# From the frames that enclose most of a sentence to those that enclose least.
RULES: tuple[Rule, ...] = (quotation_rule, rejection_rule, phrase_rule, verb_rule)
# These end where a second clause begins, so sentences are split at "and" before they are tried.
LATE_RULES: tuple[Rule, ...] = (rewrite_rule,)
MAX_DEPTH = 4  # a report of a report of a report is rare, and each level costs time
EXPLETIVE = re.compile(r"It (?:is|was|would be|seems|appears|takes|remains)\b.{0,60}?\b(?:that|to|what|time|who)\b")


class CueRules:
    """Extracts claims by hand-written rules, one sentence after the other."""

    def extract(self, article: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the claims of the article's body."""
        speakers = Speakers()
        claims: list[dict[str, Any]] = []
        previous: list[dict[str, Any]] = []
        for paragraph in article.get("paragraphs", []):
            for sentence in split_paragraph(article["text"], paragraph["start"], paragraph["end"]):
                segment = sentence.segment
                if len(segment.text) > MAX_SENTENCE:
                    claims.append(plain(tidy(segment.text), segment, sentence.citations))
                elif not sentence.is_question:
                    previous = _read(sentence, speakers, previous)
                    claims += previous
        return claims


def _read(sentence: Sentence, speakers: Speakers, previous: list[dict[str, Any]]) -> list[dict[str, Any]]:
    drafts = _unfold(sentence.segment, Draft(sentence.segment, AUTHOR), speakers, 0)
    claims: list[dict[str, Any]] = []
    for draft in drafts:
        if draft.embedded or _says_something(draft.segment.text):
            claim = finish(draft, sentence.citations, speakers)
            judge_previous(claim, claims, previous)
            claims.append(claim)
        speakers.spoke(draft.holder)
    speakers.observe(sentence.segment.text, subject_of(sentence.segment.text))
    return claims


def _unfold(segment: Segment, outer: Draft, speakers: Speakers, depth: int) -> list[Draft]:
    """Take a segment apart until no rule applies; inner holders win over outer ones."""
    if depth > MAX_DEPTH or segment.frozen:
        return [replace(outer, segment=segment)]
    segment = strip_leading(segment)
    context = Context(speakers, outer.holder)
    frames: list[Frame] = []
    parts = split_contrast(segment)
    if len(parts) == 1:
        frames = _frames(RULES, segment, context)
        parts = [segment] if frames else split_and_clause(segment)
    if len(parts) == 1 and not frames:
        parts = split_coordination(segment)
    if len(parts) == 1 and not frames:
        frames = _frames(LATE_RULES, segment, context)
    if frames:
        return [
            draft for frame in frames for draft in _unfold(frame.content, _enter(frame, outer), speakers, depth + 1)
        ]
    if len(parts) == 1:
        return [replace(outer, segment=_resolve_first(segment, outer, speakers))]
    drafts: list[Draft] = []
    for part in parts:
        drafts += _unfold(part, outer, speakers, depth + 1)
        # The next clause may refer back to the subject of this one.
        speakers.observe(part.text, subject_of(part.text))
    return drafts


def _frames(rules: tuple[Rule, ...], segment: Segment, context: Context) -> list[Frame]:
    for rule in rules:
        if frames := rule(segment, context):
            return frames
    return []


def _enter(frame: Frame, outer: Draft) -> Draft:
    holder = frame.holder or outer.holder
    # The author's distance from a speaker extends to all that the speaker passes on.
    commitment = outer.commitment if outer.commitment != "endorses" else frame.commitment or outer.commitment
    modality = frame.modality if frame.holder else weaker(frame.modality, outer.modality)
    return Draft(
        frame.content,
        holder,
        commitment,
        modality,
        frame.kind or outer.kind,
        True,
        frame.quoted or outer.quoted,
    )


def _says_something(text: str) -> bool:
    return len(text.split()) > 3 or find_verb(text) is not None


def _resolve_first(segment: Segment, draft: Draft, speakers: Speakers) -> Segment:
    """Name what the first word stands for, where that is safe."""
    first, _, rest = segment.text.partition(" ")
    name = ""
    if draft.quoted or not rest:
        return segment
    if first.lower() in {"he", "she"}:
        name = speakers.person
        if draft.embedded:
            name = draft.holder if draft.holder in speakers.full_names.values() else ""
    elif first.lower() == "it" and not draft.embedded and not EXPLETIVE.match(first.title() + " " + rest):
        name = speakers.thing
    return compose(name, segment.cut(len(first))) if name else segment
