"""Reading predictions: JSON lines, one an article, with every fault reported at once."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from claimbench.model.article import Article
from claimbench.model.decoding import decode, lines
from claimbench.model.faults import Fault, InputError
from claimbench.model.prediction import PredictedClaim, Prediction
from claimbench.model.vocabulary import ATTRIBUTES


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
    for number, line in lines(path):
        where = f"{path.name}:{number}"
        try:
            prediction = decode(line, Prediction, where)
        except InputError as error:
            faults.extend(error.faults)
            continue
        name = prediction.article
        if name not in known:
            faults.append(Fault(f"{where}: article", "no such article", name, " | ".join(sorted(known)[:5])))
        elif name in found:
            faults.append(Fault(f"{where}: article", "repeated article", name, f"one line (first: line {first[name]})"))
        else:
            faults.extend(_against_text(prediction, known[name], where))
            found[name], first[name] = prediction, number
    if faults:
        raise InputError(faults)
    return found


def parse_prediction(raw: bytes, article: Article, where: str) -> Prediction:
    """Decode one answer for one article, as strictly as a line of a file.

    Raises:
        InputError: with every fault.
    """
    prediction = decode(raw, Prediction, where)
    faults = list(_against_text(prediction, article, where))
    if prediction.article != article.id:
        faults.append(Fault(f"{where}: article", "another article's answer", prediction.article, article.id))
    if faults:
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


def _against_text(prediction: Prediction, article: Article, where: str) -> Iterator[Fault]:
    length = len(article.text)
    for key, times in Counter(c.id for c in prediction.claims if c.id is not None).items():
        if times > 1:
            yield Fault(f"{where}: claims", "repeated claim id", key, "each id once")
    for index, claim in enumerate(prediction.claims):
        for s, span in enumerate(claim.spans or ()):
            if not span.start < span.end <= length:
                place = f"{where}: {_name(claim, index)}.spans[{s}]"
                yield Fault(place, "offsets outside the text", f"{span.start}..{span.end}", f"start < end <= {length}")


def _name(claim: PredictedClaim, index: int) -> str:
    return f"claims[{index}] ({claim.id})" if claim.id else f"claims[{index}]"


def _bare(prediction: Prediction) -> dict[str, object]:
    record = msgspec.to_builtins(prediction)
    record["claims"] = [{k: v for k, v in claim.items() if v is not None} for claim in record["claims"]]
    return {k: v for k, v in record.items() if v is not None}
