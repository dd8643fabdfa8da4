"""An article read once: its sentences with atoms, frames and candidates, and what stands around each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from atoms import Atom, atoms_of
from candidates import Candidate, candidates_of
from frames import Frame, frames_of
from lexicon import CUES_OF
from model import Linear
from names import Directory, Mention, mentions_of
from parsing import Sentence, parse
from phrases import Phrase, phrases_of
from references import Anaphor, Known, Tracker, resolve
from tokens import split_paragraph


@dataclass(frozen=True, slots=True)
class Pronouns:
    """The model that ranks antecedents, and the least probability that is believed."""

    model: Linear
    least: float


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence in its article: its parts, and the sentences on either side.

    Attributes:
        sentence: the sentence.
        atoms: its atoms.
        frames: the reporting frame of each atom.
        candidates: what may be a claim in it.
        before: the sentence before, also of the paragraph before, or None.
        after: the sentence after, or None.
        before_frame: the last frame of the sentence before.
        number: its place in the article.
        paragraph: the number of its paragraph.
        anaphors: its pronouns, with what they may stand for.
        references: what they do stand for, by token, as far as is known.
        directory: the names of the article.
        mentions: the names in the sentence.
        phrases: its noun phrases.
        cues: how many words of each list of cue words it has.
    """

    sentence: Sentence
    atoms: tuple[Atom, ...]
    frames: tuple[Frame, ...]
    candidates: tuple[Candidate, ...]
    before: Sentence | None
    after: Sentence | None
    before_frame: Frame
    number: int
    paragraph: int
    anaphors: tuple[Anaphor, ...]
    references: dict[int, Known]
    directory: Directory
    mentions: tuple[Mention, ...]
    phrases: tuple[Phrase, ...]
    cues: Counter[str]


def read(text: str, paragraphs: Sequence[tuple[int, int]], pronouns: Pronouns | None = None) -> list[Place]:
    """Return the sentences of an article in reading order."""
    sentences = [
        (number, parse(raw))
        for number, (start, end) in enumerate(paragraphs)
        for raw in split_paragraph(text, start, end)
    ]
    places: list[Place] = []
    frame = Frame()
    directory = Directory(sentence for _, sentence in sentences)
    tracker = Tracker(directory)
    for index, (paragraph, sentence) in enumerate(sentences):
        atoms = tuple(atoms_of(sentence))
        frames = tuple(frames_of(sentence, atoms))
        mentions = tuple(mentions_of(sentence))
        phrases = tuple(phrases_of(sentence, atoms))
        anaphors = tuple(tracker.read(sentence, atoms, phrases, mentions, paragraph))
        places.append(
            Place(
                sentence=sentence,
                atoms=atoms,
                frames=frames,
                candidates=tuple(candidates_of(sentence, atoms)),
                before=sentences[index - 1][1] if index else None,
                after=sentences[index + 1][1] if index + 1 < len(sentences) else None,
                before_frame=frame,
                number=index,
                paragraph=paragraph,
                anaphors=anaphors,
                references=resolve(anaphors, pronouns.model, pronouns.least) if pronouns else {},
                directory=directory,
                mentions=mentions,
                phrases=phrases,
                cues=Counter(name for word in sentence.lowers for name in CUES_OF.get(word, ())),
            )
        )
        frame = next((frame for frame in reversed(frames) if frame.how), Frame())
    return places
