"""Who is meant: names, generic groups and pronouns."""

from __future__ import annotations

import re

AUTHOR = "author"
UNNAMED = "unnamed"

NAME = re.compile(r"[A-Z][\w’'-]+(?: (?:(?:von|van|de|der|del|la|le|bin|al) )?[A-Z][\w’'-]+){1,3}")
TITLES = frozenset(
    """Mr Mrs Ms Dr Doctor Professor Prof President Chancellor Minister Prime Foreign Finance Health
    Interior Justice Senator Mayor Governor Sir Lord Lady King Queen Pope General Chief Chairman Secretary
    Commissioner Representative Judge Vice Former Economist Novelist Historian Philosopher
    Director Deputy""".split()
)
# A name with one of these is an organisation or a place, and "He" never refers back to it.
NOT_A_PERSON = frozenset(
    """University Institute Bank Court Organization Organisation Party Ministry Union United World
    Federation Council Commission Office Times Post News Gazette Courier Street War States Kingdom Nations
    Sea New South North East West Department Mission Army Force Forces Company Corporation Inc Ltd Chamber
    Foundation Center Centre Valley Monitor Economist Morning Evening Herald Daily Standard Mail Telegraph
    Observer Chronicle Authority Board Northern Southern Eastern Western Saudi White Great San Los Middle
    European American British German French Dutch Russian Chinese Central National Federal Supreme House
    Parliament Congress Senate Green Act Fund Agency Association Society Club Group Journal Review Tribune
    Guardian Nobel Christian Social Democratic International The In On At But And As If When While It This
    That These Those There What Why How Last Next Our My His Her Its Their Some Many Most Today January
    February March April May June July August September October November December Monday Tuesday Wednesday
    Thursday Friday Saturday Sunday""".split()
)
GROUPS = (
    "critics experts observers analysts commentators opponents supporters people some many others most "
    "everyone everybody somebody someone one insiders sources sceptics skeptics pundits politicians "
    "voters optimists pessimists doubters proponents advocates officials reports rumours rumors media "
    "newspapers press studies polls few"
)
GROUP = re.compile(rf"^(?:[\w-]+ ){{0,3}}(?:{'|'.join(GROUPS.split())})\b", re.IGNORECASE)
ROLE = re.compile(
    r"(?:The|His|Her|Its|Their|A|An|One|the|his|her|its|a|an) (?:[\w-]+ ){0,3}(?:minister|president|mayor|"
    r"director|governor|chancellor|leader|spokesman|spokeswoman|spokesperson|economist|author|novelist|"
    r"critic|editor|professor|scientist|researcher|historian|lawyer|judge|general|commander|diplomat|"
    r"ambassador|senator|candidate|chairman|founder|analyst|activist|engineer|farmer|physicist|"
    r"philosopher|journalist|commissioner|secretary)$"
)
PLURAL = re.compile(r"\b(?:and|people)\b|[^su]s$")


class Speakers:
    """Remembers who was named and who spoke, in reading order."""

    def __init__(self) -> None:
        """Start with nobody known."""
        self.full_names: dict[str, str] = {}
        self.person = ""
        self.speaker = ""
        self.thing = ""

    def observe(self, sentence: str, subject: str) -> None:
        """Note the people of a sentence; its subject, if a person, is the likeliest "he" of the next one."""
        people = names_in(sentence)
        for name in people:
            self.full_names.setdefault(name.split()[-1], name)
        known = [self.full_names[word] for word in re.findall(r"[A-Z][\w-]+", subject) if word in self.full_names]
        if known:
            self.person = known[0]
        elif ROLE.match(subject):
            self.person = subject[0].lower() + subject[1:]
        elif len(people) == 1:
            self.person = people[0]
        # Only a short definite subject in the singular may be what "It" stands for next.
        definite = re.match(r"(?:The|This|That|Our|His|Her|Its) [\w-]+(?: [\w-]+){0,3}$", subject)
        if definite and not PLURAL.search(subject):
            self.thing = subject[0].lower() + subject[1:]
        elif not re.match(r"It\b", subject):
            self.thing = ""

    def resolve(self, raw: str, self_holder: str) -> str:
        """Return the holder that a source phrase stands for."""
        phrase = re.sub(r"\s+", " ", re.sub(r" ?\([^)]*\)", "", raw)).strip(" ,.:;")
        low = phrase.lower()
        if low in {"i", "we", "me", "us"}:
            return self_holder
        if low in {"he", "she", "him", "her"}:
            return self.person or self.speaker or UNNAMED
        if low == "it" and self.thing:
            return self.thing
        if low in {"they", "it", "them"}:
            return self.speaker if self.speaker and self.speaker != self.person else UNNAMED
        people = names_in(phrase)
        if people and " of " not in phrase and " by " not in phrase and "’s " not in phrase and "'s " not in phrase:
            return self.full_names.get(people[-1].split()[-1], people[-1])
        named = re.search(r"(?<=\w )[A-Z]|^[A-Z]\S*[A-Z]", phrase)
        if not named and (GROUP.match(phrase) or re.match(r"(?:an?|one|another) ", low)):
            return UNNAMED
        if low in {"", "it", "which", "who", "this", "that"}:
            return UNNAMED
        surname = re.sub(r"^(?:Mr|Mrs|Ms|Dr)\.? ", "", phrase)
        if surname in self.full_names:
            return self.full_names[surname]
        return re.sub(r"^(The|A|An|One|Some|Many|His|Her|Its|Their)\b", lambda m: m[0].lower(), phrase)

    def spoke(self, holder: str) -> None:
        """Note a holder who may go on speaking in the next sentence."""
        if holder not in {AUTHOR, UNNAMED}:
            self.speaker = holder
            if holder in self.full_names.values():
                self.person = holder


def names_in(text: str) -> list[str]:
    """Return the full names of people, in order, without their titles."""
    found = []
    for match in NAME.finditer(text):
        words = re.sub(r"['’]s?$", "", match[0]).split()
        while words and words[0].rstrip(".") in TITLES:
            words.pop(0)
        titled = len(words) < len(match[0].split())
        if len(words) > 1 - titled and not NOT_A_PERSON.intersection(words):
            found.append(" ".join(words))
    return found
