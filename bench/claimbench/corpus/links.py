"""Following the links between claims, part_of and counter, of gold and of passes."""

from collections.abc import Iterator, Mapping
from typing import Any

from claimbench.model.faults import Fault


def broken_links(claim: Any, by_id: Mapping[str, Any]) -> Iterator[Fault]:
    """Tell of each link of a claim that leads to no claim or in a circle.

    Args:
        claim: a record with ``id``, ``part_of`` and ``counter``.
        by_id: all claims of the same layer.
    """
    for field in ("part_of", "counter"):
        way, at = [claim.id], getattr(claim, field)
        while at is not None:
            if at not in by_id:
                yield Fault(field, "unknown claim", at, "the id of a claim")
                break
            if at in way:
                yield Fault(field, "a circle", " > ".join([*way, at]), "links that end")
                break
            way.append(at)
            at = getattr(by_id[at], field)
