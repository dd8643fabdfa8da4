"""Takes a sentence apart, rule by rule, until no rule applies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from appositions import split_apposition
from asides import aside_rule
from attribution import verb_rule
from claims import Draft
from clauses import drop_insertion, split_clauses, split_contrast, strip_leading
from findings import finding_rule
from frames import Context, Frame
from grammar import main_verb, subject_start
from hearsay import hearsay_rule
from ideas import idea_rule, pretence_rule
from judgements import judgement_rule
from lists import split_list
from modality import weaker
from negation import straighten
from nounphrases import is_plural
from participles import split_participle
from perceptions import perception_rule
from predicates import split_not_but, split_predicates, split_reports
from quotations import quotation_rule
from reasons import split_reason, split_time
from relatives import split_relative
from resolution import resolve_first
from rewrites import rewrite_rule
from segments import EMPTY, Segment
from speakers import Speakers
from voices import colon_rule

Rule = Callable[[Segment, Context], list[Frame]]
MAX_DEPTH = 12  # a report of a report of a report is rare, and each level costs time


def _splitting(split: Callable[[Segment], list[Segment]]) -> Rule:
    """Make a rule of a function that splits a segment into claims of equal rank."""

    def rule(segment: Segment, context: Context) -> list[Frame]:
        parts = split(segment)
        return [Frame(part) for part in parts] if len(parts) > 1 else []

    return rule


def _aside(split: Callable[[Segment], list[Segment]]) -> Rule:
    """Make a rule of a function that takes out what is said in passing."""

    def rule(segment: Segment, context: Context) -> list[Frame]:
        parts = split(segment)
        return [Frame(parts[0]), *(Frame(part, side=True) for part in parts[1:])] if len(parts) > 1 else []

    return rule


def _once(rule: Rule) -> Rule:
    """Keep a rule from a sentence whose ideas and perceptions have been taken out."""
    return lambda segment, context: [] if context.settled else rule(segment, context)


def _with_matrix(rule: Rule) -> Rule:
    """Keep the sentence around a reworded claim, where somebody's attitude may show."""

    def wrapped(segment: Segment, context: Context) -> list[Frame]:
        frames = [] if context.settled else rule(segment, context)
        return [replace(frames[0], matrix=segment), *frames[1:]] if frames else []

    return wrapped


def _subject_relative(segment: Segment) -> list[Segment]:
    return split_relative(segment, subject_only=True)


def _subject_apposition(segment: Segment) -> list[Segment]:
    return split_apposition(segment, subject_only=True)


# The part of the system that a rule belongs to, and the rule, from those that enclose most of a sentence on.
RULES: tuple[tuple[str, Rule], ...] = (
    ("reports", quotation_rule),
    ("nominal", colon_rule),
    ("clauses", _splitting(split_contrast)),
    ("clauses", _splitting(split_clauses)),
    ("reports", aside_rule),
    ("rejections", judgement_rule),
    ("relatives", _aside(_subject_relative)),
    ("relatives", _aside(_subject_apposition)),
    ("clauses", _splitting(split_time)),
    ("reports", _splitting(split_reports)),
    ("reports", verb_rule),
    ("reports", finding_rule),
    ("clauses", _splitting(split_reason)),
    ("nominal", _once(idea_rule)),
    ("relatives", _aside(split_relative)),
    ("relatives", _aside(split_apposition)),
    ("participles", _aside(split_participle)),
    ("lists", _splitting(split_not_but)),
    ("lists", _splitting(split_predicates)),
    ("nominal", _with_matrix(perception_rule)),
    ("nominal", _with_matrix(hearsay_rule)),
    ("nominal", _with_matrix(rewrite_rule)),
    ("nominal", _with_matrix(pretence_rule)),
    ("lists", _splitting(split_list)),
)


class Unfolder:
    """Applies the rules that are switched on."""

    def __init__(self, on: frozenset[str], speakers: Speakers) -> None:
        """Set up with the parts that are on and the memory for names."""
        self.rules = [rule for part, rule in RULES if part in on]
        self.on = on
        self.speakers = speakers

    def unfold(self, segment: Segment, outer: Draft, depth: int) -> list[Draft]:
        """Return the claims in a segment; inner holders win over outer ones."""
        if depth > MAX_DEPTH or segment.frozen:
            return [replace(outer, segment=segment)]
        segment = strip_leading(segment)
        if "clauses" in self.on:
            segment = straighten(drop_insertion(segment))
        context = Context(self.speakers, outer.holder, outer.quoted, outer.settled)
        frames = next((frames for rule in self.rules if (frames := rule(segment, context))), [])
        if not frames:
            return [replace(outer, segment=self._resolved(segment, outer))]
        if any(frame.holder for frame in frames) and not outer.quoted:
            observe(segment, self.speakers)
        return self.enter(frames, outer, depth)

    def enter(self, frames: list[Frame], outer: Draft, depth: int) -> list[Draft]:
        """Return the claims in the contents of frames."""
        drafts: list[Draft] = []
        for frame in frames:
            drafts += self.unfold(frame.content, _inside(frame, outer), depth + 1)
            if not (frame.holder or frame.side or outer.quoted):
                # The next clause may refer back to the subject of this one.
                observe(frame.content, self.speakers)
        return drafts

    def _resolved(self, segment: Segment, draft: Draft) -> Segment:
        if "resolution" not in self.on or draft.quoted:
            return segment
        return resolve_first(segment, draft.holder, draft.embedded, self.speakers)


def _inside(frame: Frame, outer: Draft) -> Draft:
    """Return what holds of the claims in a frame."""
    # The author's distance from a speaker extends to all that the speaker passes on.
    distant = outer.commitment != "endorses"
    return Draft(
        segment=frame.content,
        holder=frame.holder or outer.holder,
        commitment=outer.commitment if distant else frame.commitment or outer.commitment,
        modality=frame.modality if frame.holder else weaker(frame.modality, outer.modality),
        kind=frame.kind or outer.kind,
        embedded=outer.embedded or bool(frame.holder),
        quoted=frame.quoted or outer.quoted,
        matrix=frame.matrix or outer.matrix,
        settled=frame.settled or outer.settled,
        side=frame.side or outer.side,
    )


def observe(segment: Segment, speakers: Speakers) -> None:
    """Note the names and the subject of a clause, for the pronouns of the next one."""
    subject = _subject(segment)
    speakers.observe(segment.text, subject.text, plural=is_plural(subject.tokens))


def _subject(segment: Segment) -> Segment:
    """Return the subject of the sentence without adverbials before it."""
    segment = strip_leading(segment)
    verb = main_verb(segment.tokens)
    if not verb or segment.tokens[0].tag in {"WRB", "WP", "WDT"}:
        return EMPTY
    start = subject_start(segment.tokens, verb)
    while verb > start and segment.tokens[verb - 1].tag in {"RB", ","} and segment.tokens[verb - 1].word.islower():
        verb -= 1
    while verb > start and segment.tokens[verb - 1].tag == ",":
        verb -= 1
    subject = segment.part(start, verb)
    cut = next((i for i, token in enumerate(subject.tokens) if i and token.tag in {",", "WP", "WDT"}), None)
    return subject.part(0, cut) if cut else subject
