"""What the one who runs a submission allows, and where answers are kept."""

import os
from pathlib import Path
from typing import Protocol

import msgspec

from claimbench.corpus.location import private
from claimbench.engines.isolation import Fence, Isolation, probe
from claimbench.engines.limits import MIB, Limits
from claimbench.model.faults import fault
from claimbench.model.writing import cache_folder

NETWORK = "--allow-network"
FENCE = "--isolation"
PROGRAMS = "--allow-programs"


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """The terms of a run.

    Attributes:
        fence: the least that code must be run in; None for the best that works here.
        network: whether submissions that ask for the network, or for an endpoint, get it.
        hidden: what no code may see beside the shipped annotations, such as those of a private corpus.
        store: folder in which answers are kept and looked for; None to ask anew every time.
        prepare: whether environments that submissions ask for are made.
        programs: whether commands may use programs from outside the system, whose files they then see.
        most: what a manifest may ask for at the most.
    """

    fence: Fence | None = None
    network: bool = False
    hidden: tuple[Path, ...] = ()
    store: Path | None = None
    prepare: bool = False
    programs: bool = False
    most: Limits = Limits(seconds=3600, memory=16 * 1024, processes=1024)

    def bounded(self, wanted: Limits) -> Limits:
        """What a submission may use: what its manifest asks for, as far as its user and the machine allow."""
        machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") * 3 // 4 // MIB
        return Limits(
            seconds=min(wanted.seconds, self.most.seconds),
            memory=min(wanted.memory, self.most.memory, machine),
            processes=min(wanted.processes, self.most.processes),
        )

    def isolation(self) -> Isolation:
        """The fence and limits that hold here.

        Raises:
            InputError: when the one that is asked for does not work here.
        """
        if self.fence != "process":
            try:
                return probe("bubblewrap")
            except OSError as error:
                if self.fence == "bubblewrap":
                    raise fault(FENCE, "bubblewrap does not work here", error, "a machine where it does") from None
        return probe("process")

    def unseen(self) -> tuple[Path, ...]:
        """All that no code may see."""
        return (*private(), *self.hidden)


class Options(Protocol):
    """The options of every command that runs submissions, and of ``pytest --leaderboard``."""

    isolation: Fence | None
    allow_network: bool
    allow_programs: bool
    fresh: bool
    max_memory: int | None
    max_seconds: float | None


def terms(options: Options, root: Path, prepare: bool = False) -> Terms:
    """What a user allows.

    Args:
        options: as they were given.
        root: of the corpus; its gold is hidden.
        prepare: whether environments are made.
    """
    gold = root / "annotations"
    elsewhere = [path.resolve() for path in gold.glob("*") if path.is_symlink()]
    most = Terms().most
    return Terms(
        fence=options.isolation,
        network=options.allow_network,
        programs=options.allow_programs,
        hidden=(gold, *elsewhere),
        most=Limits(
            seconds=options.max_seconds or most.seconds,
            memory=options.max_memory or most.memory,
            processes=most.processes,
        ),
        store=None if options.fresh else cache_folder() / "answers",
        prepare=prepare,
    )
