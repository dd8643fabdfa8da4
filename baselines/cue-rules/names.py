"""Names of people in a text, told from those of bodies and places."""

from __future__ import annotations

import re
from functools import lru_cache

from textblob.en import lexicon

NAME = re.compile(r"[A-Z][\w’'-]+(?: (?:(?:von|van|de|der|del|la|le|bin|al) )?(?:[A-Z]\. )?[A-Z][\w’'-]+){1,4}")
TITLES = frozenset(
    """Mr Mrs Ms Dr Doctor Professor Prof President Chancellor Minister Prime Foreign Finance Health Interior
    Justice Senator Mayor Governor Sir Lord Lady Dame King Queen Pope General Colonel Captain Major Marshal
    Admiral Chief Chairman Secretary Commissioner Representative Judge Vice Former Councillor Superintendent
    Inspector Sister Brother Father Bishop Archbishop Cardinal Deputy Director St""".split()
)
# A name with one of these is an organisation, a place or a date.
NOT_A_PERSON = frozenset(
    """University Institute Bank Court Organization Organisation Party Ministry Union United World Federation
    Council Commission Office Times Post News Gazette Courier Street War States Kingdom Nations Sea New South
    North East West Department Mission Army Force Forces Company Corporation Inc Ltd Chamber Foundation Center
    Centre Valley Monitor Morning Evening Herald Daily Standard Mail Telegraph Observer Chronicle Authority Board
    Northern Southern Eastern Western Saudi White Great San Los Middle European American British German French
    Dutch Russian Chinese Central National Federal Supreme House Parliament Congress Senate Green Act Bill Fund
    Agency Association Society Club Group Journal Review Tribune Guardian Nobel Christian Social Democratic
    International League Bloc Trust Front Network Campaign Committee Laboratory Academy College School Hospital
    Church Cathedral Museum Collection Opera Park Hall Port Cape Lake Mount Mountain River Island Islands Saint
    Fort Upper Lower Old Big Basin Sound Bridge Row Road Square Avenue Airport Festival Games Treaty Report Study
    Survey Index Archive Coast Bay Hill Hills Fell District County City Town Republic Empire Division Premier
    Water Power Energy Oil Gas Steel Motors Airlines Holdings Partners Media Press Radio Television Athletic
    Rovers Wanderers The In On At But And As If When While It This That These Those There What Why How Last Next
    Our My His Her Its Their Some Many Most Today Yesterday Perhaps Even Only No Not For By To Of With From So
    January February March April May June July August September October November December Monday Tuesday
    Wednesday Thursday Friday Saturday Sunday""".split()
)


# They begin a sentence, or a date, before a name.
OPENERS = frozenset(
    """The In On At But And As If When While It This That These Those There Even Only By To Of With From So Yet Last
    Next Our My His Her Its Their Your January February March April May June July August September October November
    December Monday Tuesday Wednesday Thursday Friday Saturday Sunday""".split()
)


@lru_cache(maxsize=10_000)
def _common(word: str) -> bool:
    """Whether a capitalised word is an ordinary noun, as the titles of offices are."""
    return lexicon.get(word.lower()) in {"NN", "NNS"} and lexicon.get(word) not in {"NNP"}


def names_in(text: str) -> list[str]:
    """Return the full names of people, in order, without their titles."""
    found = []
    for match in NAME.finditer(text):
        words = re.sub(r"['’]s?$", "", match[0]).split()
        possessive = next((i for i, word in enumerate(words) if word.endswith(("'s", "’s"))), None)
        if possessive is not None:
            words = words[possessive + 1 :] if len(words) > possessive + 2 else words[: possessive + 1]
            words[-1] = re.sub(r"['’]s$", "", words[-1])
        title = ""
        while words and (
            words[0] in OPENERS or words[0].rstrip(".") in TITLES or (len(words) > 2 and _common(words[0]))
        ):
            title = words.pop(0)
        if len(words) == 1 and title.rstrip(".") in TITLES:
            words.insert(0, title)  # "Mr Pocock" has no other name
        if 1 < len(words) < 4 and not NOT_A_PERSON.intersection(words):
            found.append(" ".join(words))
    return found
