"""Reads an article sentence by sentence, and keeps what later sentences refer back to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from claims import Draft, finish, plain, tidy
from echoes import echo, with_statement
from frames import Context
from grammar import has_clause
from memory import Memory
from segments import MAX_SENTENCE, Segment
from sentences import Sentence
from speakers import AUTHOR, UNNAMED, Speakers
from stances import Stance, attitudes_of, camp_of, stances_of
from targets import Targets
from unfold import Unfolder, observe
from voices import Voice
from wordclasses import NOUNS

MAX_PRONOUNS = 8  # words; a longer sentence says something even without a noun


class Reader:
    """What is known at one point of an article, and the claims found up to it."""

    def __init__(self, on: frozenset[str]) -> None:
        """Start before the first sentence, with the parts that are switched on."""
        self.on = on
        self.speakers = Speakers()
        self.memory = Memory()
        self.voice = Voice()
        self.targets = Targets()
        self.unfolder = Unfolder(on, self.speakers)
        self.found: list[tuple[Draft | None, dict[str, Any], tuple[str, bool] | None]] = []

    def read(self, sentence: Sentence) -> None:
        """Take the claims out of a sentence."""
        segment = sentence.statement
        if len(segment.text) > MAX_SENTENCE:
            self.found.append((None, plain(tidy(segment.text), segment, sentence.citations), None))
            return
        self.targets.count(segment)
        if sentence.is_question:
            return
        drafts = self._drafts(segment)
        for draft in drafts:
            self._note(self._completed(draft), sentence)
            self.speakers.spoke(draft.holder)
        if len(drafts) == 1 or drafts[0].embedded:
            observe(segment, self.speakers)

    def _drafts(self, segment: Segment) -> list[Draft]:
        outer = Draft(segment, AUTHOR)
        frames = self.voice.series(segment) if "nominal" in self.on else []
        drafts = self.unfolder.enter(frames, outer, 0) if frames else self.unfolder.unfold(segment, outer, 0)
        self.voice.hear(segment, Context(self.speakers, AUTHOR))
        return drafts

    def _completed(self, draft: Draft) -> Draft:
        """Fill in what a claim takes over from those before it."""
        self.memory.verdict = None
        if "rejections" not in self.on or draft.holder != AUTHOR:
            return draft
        full = echo(draft.segment, self.speakers, self.memory)
        return replace(draft, segment=with_statement(draft.segment, self.memory) if full is None else full)

    def _note(self, draft: Draft, sentence: Sentence) -> None:
        if not draft.segment.text or not (draft.embedded or _says_something(draft.segment)):
            return
        claim = finish(draft, sentence.citations)
        if any(
            claim["text"] == known["text"] and claim["holder"] == known.get("holder") for _, known, _ in self.found[-8:]
        ):
            return  # two rules came to the same claim
        self.found.append((draft, claim, self.memory.verdict))
        if not draft.side or draft.holder != AUTHOR:
            self.memory.add(draft.segment, claim)

    def claims(self) -> list[dict[str, Any]]:
        """Return the claims, with their stances if these are switched on; targets are named by the whole article."""
        for draft, claim, verdict in self.found:
            if draft is not None and "stances" in self.on:
                claim["stances"] = [stance._asdict() for stance in self._stances(draft, verdict)]
        return [claim for _, claim, _ in self.found]

    def _stances(self, draft: Draft, verdict: tuple[str, bool] | None) -> list[Stance]:
        stances = stances_of(draft.segment, draft.holder, self.speakers, self.targets)
        if draft.matrix:
            stances += attitudes_of(draft.matrix, AUTHOR, self.speakers, self.targets)
        stances += camp_of(draft.holder)
        if verdict and verdict[0] not in {AUTHOR, UNNAMED}:
            stances.append(Stance(AUTHOR, verdict[0], "favor" if verdict[1] else "against"))
        return stances


def _says_something(segment: Segment) -> bool:
    tokens = segment.tokens
    if len(tokens) < MAX_PRONOUNS and not any(token.tag in NOUNS | {"CD", "VBN"} for token in tokens):
        # "We do not agree", "So now we know": nothing to hold on to, if the pronouns are not resolved.
        return has_clause(tokens) and not any(token.low in {"i", "we", "you"} for token in tokens)
    return len(segment.text.split()) > 3 or has_clause(tokens)
