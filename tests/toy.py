"""A gold so small that its scores can be worked out by hand: two paragraphs, five claims, one sentence each."""

import hashlib

from claimbench.model.article import Article, ArticleInfo, Span
from claimbench.model.gold import (
    Citation,
    Entity,
    Fragment,
    Gold,
    GoldClaim,
    GoldInfo,
    Mention,
    NearMiss,
    Stance,
    Target,
    Wording,
)

TEXT = """Prices

Rents rose sharply in March. The bank expects wages to double (Bank, May 2). Tenants suffer badly.

Parliament must cap rents. Landlords and agents lied repeatedly."""

SENTENCES = {
    "rose": "Rents rose sharply in March.",
    "double": "Wages will double.",
    "suffer": "Tenants suffer badly.",
    "cap": "Parliament must cap rents.",
    "lied": "Landlords and agents lied repeatedly.",
}
_PLACES = {
    "rose": "Rents rose sharply in March",
    "double": "expects wages to double",
    "suffer": "Tenants suffer badly",
    "cap": "Parliament must cap rents",
    "lied": "Landlords and agents lied repeatedly",
}


def toy_gold() -> Gold:
    """rose, double, suffer and cap are required, lied is optional; double is the bank's, the rest the author's."""
    body = Span(TEXT.index("Rents"), len(TEXT))
    info = ArticleInfo(
        title="Prices",
        publication="-",
        body=body,
        sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        rights="made for the tests",
    )
    return Gold(
        article=Article(id="prices", text=TEXT, info=info),
        info=GoldInfo(version="1.0.0", made_by="the tests", date="2026-01-01"),
        claims=tuple(_claim(name) for name in SENTENCES),
        entities=(
            Entity(id="author", name="the author", type="author"),
            Entity(id="unnamed", name="unnamed", type="unnamed", unnamed=True),
            Entity(id="bank", name="the bank", type="organization", aliases=("Central Bank",)),
        ),
        targets=(
            Target(id="rent-cap", name="a cap on rents", aliases=("rent cap",)),
            Target(id="landlords", name="landlords"),
        ),
    )


def _claim(name: str) -> GoldClaim:
    start = TEXT.index(_PLACES[name])
    fragment = Fragment(start=start, end=start + len(_PLACES[name]), quote=_PLACES[name])
    stances = {
        "cap": (Stance(holder="author", target="rent-cap", polarity="favor"),),
        "suffer": (Stance(holder="author", target="landlords", polarity="against"),),
    }
    source = TEXT.index("Bank, May 2")
    return GoldClaim(
        id=name,
        text=SENTENCES[name],
        mentions=(Mention(fragments=(fragment,)),),
        holder="bank" if name == "double" else "author",
        commitment="reports" if name == "double" else "endorses",
        modality="certain",
        kind={"cap": "recommendation", "double": "prediction"}.get(name, "fact"),
        checkable=name in ("rose", "double"),
        status="optional" if name == "lied" else "required",
        citations=(Citation(text="Bank, May 2", start=source, end=source + 11),) if name == "double" else (),
        wordings=tuple(Wording(id=f"w{n}", style="free", text=f"{SENTENCES[name][:-1]} {n}.") for n in range(1, 6)),
        near_misses=(
            NearMiss(id="n1", change="negation", of="text", text=f"It is not so that {SENTENCES[name].lower()}"),
        ),
        stances=stances.get(name, ()),
    )
