"""Who is meant: names, described groups and pronouns."""

from __future__ import annotations

import re

from names import names_in

AUTHOR = "author"
UNNAMED = "unnamed"

# Nobody in particular; a group with a description of its own ("some diplomats") is a holder.
NOBODY_SPECIAL = frozenset(
    """some many others most people everyone everybody somebody someone one few several it which who this that
    these those he she they him her them you both all anonymous""".split()
)
ROLE_WORDS = (
    "minister|president|mayor|director|governor|chancellor|leader|spokesman|spokeswoman|spokesperson|economist|"
    "author|novelist|critic|editor|professor|scientist|researcher|historian|lawyer|judge|general|commander|"
    "diplomat|ambassador|senator|candidate|chairman|chairwoman|chair|founder|analyst|activist|engineer|farmer|"
    "physicist|philosopher|journalist|commissioner|secretary|columnist|councillor|colonel|marshal|architect|"
    "biologist|criminologist|sociologist|campaigner|officer|deputy|premier|king|queen|pope|bishop|writer|"
    "correspondent|headmaster|headteacher|teacher|doctor|surgeon|nurse|vice-chancellor|rector|dean|publisher"
)
ROLE = re.compile(rf"(?:the|his|her|its|their|a|an|one|our|your) (?:[\w’'-]+ ){{0,3}}(?:{ROLE_WORDS})$", re.IGNORECASE)
DETERMINER = re.compile(r"^(?:The|A|An|One|Some|Many|Most|Several|His|Her|Its|Their|My|Our|Your|Those|Both)\b")
FEMALE = re.compile(r"\b(?:Mrs|Ms|Dame|Lady|Queen|Sister|spokeswoman|chairwoman|she)\.?$", re.IGNORECASE)
MALE = re.compile(r"\b(?:Mr|Sir|Lord|King|Brother|Father|spokesman|chairman|he)\.?$", re.IGNORECASE)
SAMPLE_SIZE = re.compile(
    r" (?:of|into|on|among) (?:some |about |almost |nearly |over )?"
    r"(?:\d[\d,.]*|\w+-\w+|(?:a )?(?:hundred|thousand)) .*$"
)


class Speakers:
    """Remembers who was named and who spoke, in reading order."""

    def __init__(self) -> None:
        """Start with nobody known."""
        self.full_names: dict[str, str] = {}
        self.roles: dict[str, str] = {}
        self.female: dict[str, bool] = {}
        self.recent: list[str] = []  # people, the likeliest "he" or "she" first
        self.speaker = ""
        self.thing = ""
        self.group = ""

    def observe(self, sentence: str, subject: str, *, plural: bool = False) -> None:
        """Note the people of a sentence; its subject is the likeliest "he", "she", "it" or "they" of the next."""
        people = names_in(sentence)
        for name in people:
            surname = name.split()[-1]
            self.full_names.setdefault(surname, name)
            at = sentence.find(name)
            before, after = sentence[max(at - 60, 0) : at], sentence[at + len(name) :][:60]
            self._learn(self.full_names[surname], before.rstrip(), after)
            if not re.search(r"\b(?:from|in|at|near|to) (?:the )?$", before):
                self._recall(self.full_names[surname])
        known = [self.full_names[word] for word in re.findall(r"[A-Z][\w-]+", subject) if word in self.full_names]
        if known and not re.search(r"['’]s? \w", subject):
            self._recall(known[0])
        elif ROLE.match(subject):
            self._recall(self.roles.get(subject.split()[-1].lower(), subject[:1].lower() + subject[1:]))
        low = subject.lower()
        if low in {"it", "they", "he", "she", "i", "we", "you", "there", ""}:
            return
        named = bool(known) and not re.search(r"['’]s? \w", subject)
        short = len(subject.split()) < 8 and low not in NOBODY_SPECIAL and low not in {"i", "we", "you", "there"}
        definite = re.match(r"(?:the|this|that|our|his|her|its|my) \w", low) or re.match(r"[A-Z]\w+ [A-Z]", subject)
        thing = definite and short and not (plural or named or ROLE.match(subject))
        self.thing = DETERMINER.sub(lambda m: m[0].lower(), subject) if thing else ""
        self.group = DETERMINER.sub(lambda m: m[0].lower(), subject) if plural and short and not named else ""

    def _learn(self, name: str, before: str, after: str) -> None:
        role = re.search(rf"\b({ROLE_WORDS}),?$", before, re.IGNORECASE) or re.match(
            rf", (?:[\w’'-]+ ){{1,6}}?({ROLE_WORDS})\b", after, re.IGNORECASE
        )
        if role:
            self.roles.setdefault(role[1].lower(), name)
        if FEMALE.search(before) or re.match(r", (?:\w+ )?(?:spokeswoman|chairwoman)", after):
            self.female[name] = True
        elif MALE.search(before) or re.search(r"spokesman,?$|chairman,?$", before):
            self.female[name] = False
        elif len(name.split()[0]) > 2 and name.split()[0].endswith("a") and " " in name:
            # Most first names in -a are women's, in many languages.
            self.female.setdefault(name, True)

    def _recall(self, name: str) -> None:
        if name in self.recent:
            self.recent.remove(name)
        self.recent.insert(0, name)
        del self.recent[8:]

    def person(self, pronoun: str, but: str = "") -> str:
        """Return whom "he" or "she" means, other than one."""
        wanted = pronoun in {"she", "her", "hers"}
        for name in self.recent:
            if name != but and self.female.get(name, wanted) == wanted:
                self.female.setdefault(name, wanted)
                return name
        return ""

    def resolve(self, raw: str, self_holder: str) -> str:
        """Return the holder that a source phrase stands for."""
        phrase = re.sub(r"\s+", " ", re.sub(r" ?\([^)]*\)", "", raw)).strip(" ,.:;“”\"'")
        phrase = re.sub(r" (?:himself|herself|itself|themselves)$", "", phrase)
        low = phrase.lower()
        if low in {"i", "we", "me", "us", "my colleagues and i", "myself"}:
            return self_holder
        if low in {"he", "she", "him", "her"}:
            return self.person(low) or self.speaker or UNNAMED
        if low == "it" and self.thing:
            return self.thing
        if low in {"they", "it", "them"}:
            return self.group or self.speaker or UNNAMED
        if low in NOBODY_SPECIAL or not low:
            return UNNAMED
        if (match := re.match(r"(his|her) (?=\w)", low)) and (owner := self.person(match[1].replace("his", "he"))):
            role = self.roles.get(low.split()[-1]) if ROLE.match(phrase) else None
            return role if role and role != owner else f"{owner.split()[-1]}’s {phrase[4:]}"
        people = names_in(phrase)
        last = people[-1] if people else ""
        placed = re.search(rf" (?:in|at|of|from|for|near|on) (?:the )?{re.escape(last)}$", phrase) if last else None
        if last and not placed and (phrase.endswith(last) or not re.search(r" of | by |['’]s? ", phrase)):
            # "the party's leader, Vilma Korda" and "a study by Petra Olm" end with the name.
            return self.full_names.get(last.split()[-1], last)
        if last and (match := re.match(rf"(?:[\w.]+ )*{re.escape(last)} of the\b", phrase)):
            return self.full_names.get(last.split()[-1], last) if match else last
        surname = phrase.split()[-1]
        if surname in self.full_names and re.fullmatch(r"(?:[A-Z][\w.]+ )?[A-Z][\w-]+|the [a-z]+ [A-Z][\w-]+", phrase):
            return self.full_names[surname]
        if ROLE.match(phrase) and (known := self.roles.get(low.split()[-1])):
            return known
        phrase = SAMPLE_SIZE.sub("", phrase)
        return DETERMINER.sub(lambda m: m[0].lower(), phrase)

    def spoke(self, holder: str) -> None:
        """Note a holder who may go on speaking in the next sentence."""
        if holder not in {AUTHOR, UNNAMED}:
            self.speaker = holder
            if holder in self.full_names.values() and holder not in self.recent:
                self._recall(holder)
