"""Taking a leading attribution off a prediction's text: a claim's text is what is claimed, not who claims it."""

import re
from typing import NamedTuple

from claimbench.model.normalize import fold

_VERBS = (
    "says?|said|claims?|claimed|argues?|argued|writes?|wrote|believes?|believed|thinks?|thought|states?|stated|asserts?"
    "|asserted|maintains?|maintained|contends?|contended|reports?|reported|suggests?|suggested|warns?|warned|notes?|noted"
    "|declares?|declared|insists?|insisted|alleges?|alleged|holds?|held|concludes?|concluded|predicts?|predicted"
    "|observes?|observed|stresses|stressed|emphasi[sz]es|emphasi[sz]ed|expects?|expected|hopes?|hoped|fears?|feared"
    "|acknowledges?|acknowledged|admits?|admitted|recommends?|recommended|complains?|complained|explains?|explained"
    "|is convinced|are convinced|recalls?|points? out|pointed out|adds?|added|remarks?|remarked|considers?"
)
_NAME = r"(?P<name>[^,;:.]{1,80}?)"
_WRITER = r"(?P<name>(?:the )?(?:author|article|writer|text|piece))"
_PATTERNS = (
    re.compile(rf"^(?:according to|in the (?:view|words|opinion|eyes) of|for) {_NAME}, (?P<rest>.+)$", re.IGNORECASE),
    re.compile(rf"^in {_NAME}(?:'s|') (?:view|words|opinion|eyes), (?P<rest>.+)$", re.IGNORECASE),
    re.compile(rf"^as {_NAME} (?:{_VERBS})(?: it)?, (?P<rest>.+)$", re.IGNORECASE),
    re.compile(rf"^{_NAME} (?:{_VERBS}) that (?P<rest>.+)$", re.IGNORECASE),
    re.compile(rf"^{_WRITER} (?:{_VERBS}) (?:it )?(?P<rest>.+)$", re.IGNORECASE),
    re.compile(rf'^{_NAME} (?:{_VERBS})(?:,|:) "?(?P<rest>.+?)"?$', re.IGNORECASE),
)


_DENIED = re.compile(
    r"\b(?:not|no|nobody|nothing|none|never|neither|nor|without|hardly|only|few|fewer|least)\b|n't\b", re.IGNORECASE
)


class Attributed(NamedTuple):
    """A text without its leading attribution, and the name that this gave (None where there was none)."""

    text: str
    name: str | None


def strip_attribution(text: str) -> Attributed:
    """Split ``According to X, P``, ``In X's view, P``, ``X says that P``, ``As X wrote, P`` and the like into P and X.

    Only attributions that lead are taken off, and only one. The name has no comma, semicolon, colon or full stop in
    it and at most 80 characters, so that a clause is not taken for a name. What denies or narrows is no attribution:
    ``Nobody says that P`` does not say P.
    """
    folded = fold(text)
    for pattern in _PATTERNS:
        match = pattern.match(folded)
        if match and match["rest"].strip() and not _DENIED.search(folded[: match.start("rest")]):
            rest = match["rest"].strip()
            return Attributed(rest[0].upper() + rest[1:], match["name"].strip())
    return Attributed(text, None)
