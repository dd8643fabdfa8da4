"""Reading predictions: JSON lines, one an article, with every fault reported at once."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from claimbench.model.article import Article
from claimbench.model.decoding import examine
from claimbench.model.faults import Fault, InputError, fault
from claimbench.model.json_text import lines
from claimbench.model.prediction import Prediction
from claimbench.model.vocabulary import ATTRIBUTES

_MOST, _CHARACTERS = 2000, 10
"""An article may have this many claims, or one for so many characters; more is a flood."""


def read_predictions(path: Path, articles: Sequence[Article]) -> dict[str, Prediction]:
    """Read a predictions file.

    Args:
        path: JSON lines.
        articles: those of the corpus; a line for any other article is a fault, a missing line is not.

    Returns:
        The prediction of each article that has a line, by article id.

    Raises:
        InputError: with every fault of every line.
    """
    known = {article.id: article for article in articles}
    faults: list[Fault] = []
    found: dict[str, Prediction] = {}
    first: dict[str, int] = {}
    for number, line in lines(path, faults):
        where = f"{path.name}:{number}"
        if number == 1 and line.strip() in (b"{", b"["):
            raise fault(where, "one object over several lines", line.decode().strip(), "one JSON object on each line")
        value, prediction = examine(line, Prediction, where, faults)
        name = value.get("article") if isinstance(value, dict) else None
        if isinstance(name, str):
            if name not in known:
                faults.append(Fault(f"{where}: article", "no such article", name, " | ".join(sorted(known)[:5])))
            elif name in first:
                wanted = f"one line (first: line {first[name]})"
                faults.append(Fault(f"{where}: article", "repeated article", name, wanted))
            first.setdefault(name, number)
            faults.extend(_against_text(value, known.get(name), where))
            if prediction is not None:
                found[name] = prediction
    if faults:
        raise InputError(faults)
    return found


def parse_prediction(raw: bytes, article: Article, where: str) -> Prediction:
    """Decode one answer for one article, as strictly as a line of a file.

    Raises:
        InputError: with every fault.
    """
    faults: list[Fault] = []
    value, prediction = examine(raw, Prediction, where, faults)
    faults.extend(_against_text(value, article, where))
    if prediction is not None and prediction.article != article.id:
        faults.append(Fault(f"{where}: article", "another article's answer", prediction.article, article.id))
    if faults or prediction is None:
        raise InputError(faults)
    return prediction


def write_lines(predictions: Sequence[Prediction]) -> bytes:
    """Predictions as JSON lines; fields that say nothing are left out."""
    return b"".join(msgspec.json.encode(_bare(prediction)) + b"\n" for prediction in predictions)


def layers_spoken(predictions: Sequence[Prediction]) -> tuple[str, ...]:
    """The layers in which a set of predictions says anything; what a bare file takes part in."""
    claims = [claim for prediction in predictions for claim in prediction.claims]
    layers = ["claims"]
    if any(claim.spans or claim.quotes for claim in claims):
        layers.append("spans")
    layers += [name for name in ATTRIBUTES if any(getattr(claim, name) is not None for claim in claims)]
    if any(claim.citations for claim in claims):
        layers.append("citation")
    by_claim = any(claim.stances for claim in claims)
    if by_claim or any(prediction.stances for prediction in predictions):
        layers.append("stance.document")
    if by_claim:
        layers.append("stance.claim")
    if "holder" in layers and "commitment" in layers:
        layers.append("joint")
    return tuple(layers)


def _against_text(value: Any, article: Article | None, where: str) -> Iterator[Fault]:
    """What no schema can say. Works on parsed JSON, so that a fault elsewhere in the line hides nothing here."""
    claims = value.get("claims") if isinstance(value, dict) else None
    listed = [(i, c) for i, c in enumerate(claims) if isinstance(c, dict)] if isinstance(claims, list) else []
    if article and len(listed) > (most := max(_MOST, len(article.text) // _CHARACTERS)):
        yield Fault(f"{where}: claims", "too many", f"{len(listed):,}", f"at most {most:,} for this article")
    ids = Counter(c["id"] for _, c in listed if isinstance(c.get("id"), str))
    for key, times in ids.items():
        if times > 1:
            yield Fault(f"{where}: claims", "repeated claim id", key, "each id once")
    for index, claim in listed if article else ():
        length = len(article.text) if article else 0
        name = f"claims[{index}] ({claim['id']})" if isinstance(claim.get("id"), str) else f"claims[{index}]"
        for s, span in enumerate(claim["spans"] if isinstance(claim.get("spans"), list) else ()):
            start, end = (span.get("start"), span.get("end")) if isinstance(span, dict) else (None, None)
            if isinstance(start, int) and isinstance(end, int) and min(start, end) >= 0 and not start < end <= length:
                wanted = f"start < end <= {length}"
                yield Fault(f"{where}: {name}.spans[{s}]", "offsets outside the text", f"{start}..{end}", wanted)


def _bare(prediction: Prediction) -> dict[str, object]:
    record = msgspec.to_builtins(prediction)
    record["claims"] = [{k: v for k, v in claim.items() if v is not None} for claim in record["claims"]]
    return {k: v for k, v in record.items() if v is not None}
