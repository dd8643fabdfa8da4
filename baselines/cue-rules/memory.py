"""The claims that later sentences may refer back to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from grammar import main_verb
from nounphrases import is_plural
from segments import Segment

Item = tuple[Segment, dict[str, Any]]
KEPT = 12  # claims; no short answer reaches back further
NEAR = 4


@dataclass(slots=True)
class Memory:
    """The claims read so far, latest last, as far as later sentences may refer to them."""

    items: list[Item] = field(default_factory=list)
    verdict: tuple[str, bool] | None = None  # whom the last echo called right (True) or wrong

    def add(self, segment: Segment, claim: dict[str, Any]) -> None:
        """Note a claim and its wording."""
        self.items.append((segment, claim))
        del self.items[:-KEPT]

    def last(self, holder: str = "") -> Item | None:
        """Return the latest claim, of a holder if one is given."""
        return next((item for item in reversed(self.items) if not holder or item[1]["holder"] == holder), None)

    def matching(self, pronoun: str) -> Item | None:
        """Return the latest claim whose subject a pronoun can mean, by number."""
        for item in reversed(self.items[-NEAR:]):
            subject = item[0].part(0, main_verb(item[0].tokens) or 0)
            if pronoun not in {"it", "they"} or is_plural(subject.tokens) == (pronoun == "they"):
                return item
        return None

    def reported(self, reach: int = NEAR) -> Item | None:
        """Return the latest claim of somebody else among the last few."""
        return next((item for item in reversed(self.items[-reach:]) if item[1]["holder"] != "author"), None)


def settle(claim: dict[str, Any], *, rejected: bool) -> None:
    """Let a later sentence decide what the author makes of somebody else's claim."""
    if claim["holder"] != "author":
        claim["commitment"] = "rejects" if rejected else "endorses"
