"""The closed vocabularies of the benchmark: attribute values, layers, views, states."""

from typing import Literal

SCHEMA = 1
"""Version of the predictions format; a line that names another is refused."""

AUTHOR = "author"
UNNAMED = "unnamed"

Commitment = Literal["endorses", "rejects", "reports"]
Modality = Literal["certain", "probable", "possible"]
Kind = Literal["fact", "causal", "prediction", "evaluation", "recommendation", "generalization"]
Polarity = Literal["favor", "against", "neutral"]
Status = Literal["required", "optional"]
Style = Literal["near", "plain", "renamed", "keypoint", "main", "free", "extracted", "retold"]
Change = Literal["negation", "antonym", "actor", "swap", "quantity", "time", "cause", "reversal"]
State = Literal["ok", "empty", "error", "timeout", "out-of-memory", "invalid", "missing"]

ATTRIBUTES = ("holder", "commitment", "modality", "kind", "checkable")
LAYERS = ("claims", "spans", *ATTRIBUTES, "citation", "stance.document", "stance.claim", "joint")
"""What a submission can take part in, in the order of the board."""

POLARITIES = ("favor", "against", "neutral")
SUBLAYERS = tuple(f"{layer}.{p}" for layer in ("stance.document", "stance.claim") for p in POLARITIES)
"""Counts kept by polarity, from which F_avg is made; never layers of their own."""

VIEWS = ("families", "claims.strict", "claims.lenient", "claims.unsure")
"""Other readings of the claims layer that are plain counts; ``coverage`` has counts in two directions."""

FAILED_STATES = ("error", "timeout", "out-of-memory", "invalid", "missing")
