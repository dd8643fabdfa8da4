"""The parts of the rule system that can be switched off, to see what each is worth."""

from __future__ import annotations

PARTS = frozenset(
    {
        "clauses",  # splitting between clauses: contrast, "and", reasons
        "lists",  # several predicates or objects under one subject
        "relatives",  # relative clauses and appositions
        "participles",  # participles with an event of their own
        "reports",  # verbs and phrases that name who says it
        "nominal",  # ideas, fears and perceptions as sources
        "rejections",  # what the text around says of a reported claim
        "resolution",  # pronouns and demonstratives
        "stances",
        "citations",
    }
)


def switched_on(without: tuple[str, ...]) -> frozenset[str]:
    """Return the parts that stay on, and refuse unknown names."""
    if unknown := set(without) - PARTS:
        raise ValueError(f"no such part: {', '.join(sorted(unknown))}")
    return PARTS - set(without)
