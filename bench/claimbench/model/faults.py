"""Faults in what a user handed over: what, where, found, wanted, all of them at once."""

from dataclasses import dataclass

_SHOWN, _LISTED = 120, 50


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong with an input.

    Attributes:
        where: file and line, then id and field as far as they are known.
        what: the fault, in a few words.
        found: what stands there.
        wanted: what would have been right.
    """

    where: str
    what: str
    found: str = ""
    wanted: str = ""

    def __str__(self) -> str:
        parts = [visible(f"{self.where}: {self.what}")]
        if self.found:
            parts.append(f"found {shorten(self.found)}")
        if self.wanted:
            parts.append(visible(f"wanted {self.wanted}"))
        return "; ".join(parts)


class InputError(ValueError):
    """An input that cannot be used; carries every fault that was found in it.

    Attributes:
        faults: at least one fault, in the order of the input.
    """

    def __init__(self, faults: "list[Fault] | tuple[Fault, ...]") -> None:
        self.faults = tuple(faults)
        listed = [str(entry) for entry in self.faults[:_LISTED]]
        more = len(self.faults) - len(listed)
        super().__init__("\n".join(listed + [f"and {more:,} more"] * bool(more)))


def fault(where: object, what: str, found: object = "", wanted: str = "") -> InputError:
    """Make the error for an input with a single fault."""
    return InputError([Fault(str(where), what, str(found), wanted)])


def shorten(text: str, limit: int = _SHOWN) -> str:
    """Cut a quoted value to ``limit`` characters and make control characters visible."""
    shown = visible(text[: limit + 1])
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def visible(text: str) -> str:
    """Write control characters out, so that a stranger's text cannot steer a terminal or a page."""
    return "".join(ch if ch.isprintable() else ch.encode("unicode_escape").decode() for ch in text)
