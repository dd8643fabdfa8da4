"""Where a sentence may be cut: marks, subordinators, coordinators, free participles, second verbs."""

from __future__ import annotations

from lexicon import COORDINATORS, FINITE_ONLY, REPORTING, SUBORDINATORS
from parsing import Sentence, noun_phrase_before
from tagging import NOMINATIVE, NOUNS
from verbs import Group

STRONG = frozenset(";:—–()…‒―")
QUOTES = frozenset('"“”«»„')


def cuts_of(sentence: Sentence) -> set[int]:
    """Return the tokens before which a sentence is cut."""
    cuts = _mark_cuts(sentence) | _word_cuts(sentence)
    cuts |= _coordination_cuts(sentence, cuts)
    return cuts | _second_verb_cuts(sentence, cuts)


def _mark_cuts(sentence: Sentence) -> set[int]:
    """Cut after marks, but not in a row of adjectives, nor before or after a quoted word or two."""
    tags, lowers = sentence.tags, sentence.lowers
    cuts = set()
    for index in range(1, len(tags)):
        mark = lowers[index - 1]
        if mark in STRONG:
            cuts.add(index)
        elif mark == ",":
            before = tags[index - 2] if index > 1 else ""
            if not (before.startswith("JJ") and tags[index].startswith("JJ")):
                cuts.add(index)
    starts = [group.start for group in sentence.groups if group.form != "to"]
    for index in range(1, len(tags)):
        if lowers[index - 1] in QUOTES and sentence.quoted[index] and not sentence.quoted[index - 1]:
            end = index
            while end < len(tags) and (sentence.quoted[end] or lowers[end] not in QUOTES):
                end += 1
            if any(index <= start < end for start in starts) and lowers[index - 2 : index - 1] != (",",):
                cuts.add(index)
    return cuts


def _word_cuts(sentence: Sentence) -> set[int]:
    """Cut before subordinators that a verb follows, and before free participles."""
    lowers, tags = sentence.lowers, sentence.tags
    finite = _next_finite(sentence)
    cuts = set()
    for index in range(1, len(lowers)):
        word = lowers[index]
        if word not in SUBORDINATORS:
            continue
        following = lowers[index + 1] if index + 1 < len(lowers) else ""
        if word == "that" and (tags[index] == "DT" and tags[index - 1] in {"IN", "VBZ"}):
            continue
        headed = index < finite[index] < _next_mark(lowers, index)
        if word in FINITE_ONLY and not headed and not (word == "because" and following == "of"):
            continue
        if word == "that" and finite[index] >= len(lowers):
            continue
        if lowers[index - 1] in {"so", "even", "only", "just", "as"} and word in {"that", "if", "when", "though"}:
            cuts.add(index - 1)
        elif not (word == "as" and lowers[index - 1] in {"such", "same"}):
            cuts.add(index)
    for group in sentence.groups:
        if group.form in {"ing", "en"} and group.start:
            before, word = tags[group.start - 1], lowers[group.start - 1]
            if word in {"by", "without", "despite", "after", "before", "while", "instead"} and group.form == "ing":
                cuts.add(group.start - 1)
            elif before in NOUNS:
                cuts.add(group.start)
    for index in range(1, len(lowers)):
        pair = lowers[index : index + 2]
        if pair in {("because", "of"), ("according", "to"), ("thanks", "to")} or lowers[index] == "despite":
            cuts.add(index)
    return cuts - {0}


def _next_finite(sentence: Sentence) -> list[int]:
    """Return for each token where the next finite verb group starts, or the number of tokens."""
    size = len(sentence.tokens)
    starts = {group.start for group in sentence.groups if group.form == "finite"}
    found = [size] * (size + 1)
    for index in range(size - 1, -1, -1):
        found[index] = index if index in starts else found[index + 1]
    return found


def _next_mark(lowers: tuple[str, ...], index: int) -> int:
    while index < len(lowers) and lowers[index] not in STRONG and lowers[index] != ",":
        index += 1
    return index


def _coordination_cuts(sentence: Sentence, cuts: set[int]) -> set[int]:
    """Cut before "and" where a verb group follows, or a subject with one."""
    lowers, tags = sentence.lowers, sentence.tags
    groups = {group.start: group for group in sentence.groups}
    finite = _next_finite(sentence)
    found = set()
    seen_finite = False
    for index in range(len(lowers)):
        if index in cuts:
            seen_finite = False
        if index in groups and groups[index].form == "finite":
            seen_finite = True
        if index == 0 or lowers[index] not in COORDINATORS or index in cuts:
            continue
        after = index + 1
        while after < len(lowers) and tags[after] == "RB" and after - index < 4:
            after += 1
        if after in groups or any(at in groups for at in range(index + 1, after)):
            found.add(index)
            seen_finite = False
            continue
        limit = index + 1
        while limit < len(lowers) and limit not in cuts and lowers[limit] not in COORDINATORS:
            limit += 1
        if seen_finite and index < finite[index] < limit:
            found.add(index)
            seen_finite = False
        elif lowers[index + 1 : index + 2] and lowers[index + 1] in {"that", "because", "if", "when"}:
            found.add(index)
    return found


def _second_verb_cuts(sentence: Sentence, cuts: set[int]) -> set[int]:
    """Cut a stretch with two finite verb groups: before the subject of the second, or before it."""
    found = set()
    last: Group | None = None
    stretch = 0
    bounds = sorted(cuts)
    place = 0
    for group in sentence.groups:
        while place < len(bounds) and bounds[place] <= group.start:
            stretch, last = bounds[place], None
            place += 1
        if group.form != "finite":
            continue
        if last is not None:
            begin = noun_phrase_before(sentence, before_adverbs(sentence, group.start), last.end)
            reporting = sentence.lemmas[last.head] in REPORTING
            if begin == last.end and begin < group.start and not reporting and not _new_subject(sentence, begin):
                begin = group.start
            if begin >= group.start or begin <= last.start:
                begin = group.start
            found.add(begin)
            stretch = begin
        else:
            # "the officers I respected": a clause without a pronoun after its noun.
            begin = before_adverbs(sentence, group.start) - 1
            if begin > stretch and sentence.lowers[begin] in NOMINATIVE and sentence.tags[begin - 1] in NOUNS:
                found.add(begin)
                stretch = begin
        last = group
    return found


def before_adverbs(sentence: Sentence, index: int) -> int:
    """Return where the adverbs before a token begin."""
    while index > 0 and sentence.tags[index - 1] == "RB":
        index -= 1
    return index


def _new_subject(sentence: Sentence, index: int) -> bool:
    return sentence.lowers[index] in NOMINATIVE or sentence.tags[index] in {"DT", "PRP$", "NNP", "NNPS"}
