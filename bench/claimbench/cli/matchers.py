"""``--matcher``: the matchers by the names that a user types."""

import sys
from collections import Counter
from collections.abc import Callable

from claimbench.matching.matcher import LexicalMatcher, Matcher
from claimbench.matching.reading import Reader
from claimbench.model.faults import fault
from claimbench.model.gold import Gold
from claimbench.model.writing import cache_folder

CHOICES = "lexical, embedding, nli:MODEL or judge:MODEL@URL"


class Made:
    """Makes the matcher of each article, and remembers what they have to tell afterwards."""

    def __init__(self, make: Callable[[Gold, Reader], Matcher]) -> None:
        self._make = make
        self._matchers: list[Matcher] = []

    def __call__(self, gold: Gold, reader: Reader) -> Matcher:
        """The matcher for the gold of an article."""
        matcher = self._make(gold, reader)
        self._matchers.append(matcher)
        return matcher

    def tell(self) -> None:
        """Print how many sentences were asked of a judge, and how many got no answer; nothing for other matchers."""
        tallies = [tally for matcher in self._matchers if (tally := getattr(matcher, "tally", None))]
        if tallies:
            total = sum((Counter(tally) for tally in tallies), Counter())
            print("judge: " + ", ".join(f"{total[key]} {key}" for key in tallies[0]), file=sys.stderr)


def made(name: str) -> Made:
    """What makes the matcher of a name for the gold of an article.

    Raises:
        InputError: for a name that means none, or one whose packages are not installed.
    """
    kind, _, detail = name.partition(":")
    match kind:
        case "lexical" if not detail:
            return Made(LexicalMatcher)
        case "embedding" if not detail:
            from claimbench.matching.embedding import EmbeddingMatcher, packaged_encoder

            encode = packaged_encoder(cache_folder())
            return Made(lambda gold, reader: EmbeddingMatcher(gold, reader, encode))
        case "nli" if detail:
            from claimbench.matching.nli import NliMatcher, cross_encoder

            predict = cross_encoder(detail)
            return Made(lambda gold, reader: NliMatcher(gold, detail, reader, predict))
        case "judge" if "@" in detail:
            from claimbench.engines.chat import Endpoint
            from claimbench.matching.llm_judge import JudgeMatcher

            model, _, url = detail.rpartition("@")
            endpoint = Endpoint(url, model)
            return Made(lambda gold, reader: JudgeMatcher(gold, endpoint, cache_folder() / "judge", reader))
        case _:
            raise fault("--matcher", "unknown matcher", name, CHOICES)
