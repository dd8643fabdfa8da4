"""Reading predictions: JSON lines, one an article, with every fault reported at once."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from claimbench.model.article import Article
from claimbench.model.decoding import MOST, NAMED, examine
from claimbench.model.faults import Fault, InputError, fault
from claimbench.model.json_text import lines
from claimbench.model.prediction import Prediction
from claimbench.model.vocabulary import ATTRIBUTES

_CLAIMS, _TIMES, _LIST, _FAULTS = 500, 10, 100, 1000
"""An answer may have so many claims, or one for ten characters of the article; ten times the article's text; so many
items in a list of a claim. More is a flood, and so are more faults in a file than this."""


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
        value, prediction = examine(line, Prediction, where, faults, partial(_flood, known, where))
        if len(faults) > _FAULTS:
            faults.append(Fault(path.name, "more faults than are told", f"up to line {number}", "fewer"))
            break
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
    value, prediction = examine(raw, Prediction, where, faults, partial(_flood, {article.id: article}, where))
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


def _flood(known: Mapping[str, Article], where: str, value: Any) -> Iterator[Fault]:
    """What is too much of an answer, counted before anything is made of it."""
    claims = value.get("claims") if isinstance(value, dict) else None
    if not isinstance(claims, list):
        return
    name = value.get("article")
    article = known.get(name) if isinstance(name, str) else None
    length = len(article.text) if article else max(map(len, (a.text for a in known.values())), default=0)
    most, characters = max(_CLAIMS, length // _TIMES), _TIMES * (length + 2000)
    if len(claims) > most:
        yield Fault(f"{where}: claims", "too many", f"{len(claims):,}", f"at most {most:,} for this article")
        return
    text = 0
    for index, claim in enumerate(claims):
        for field, given in claim.items() if isinstance(claim, dict) else ():
            text += len(given) if isinstance(given, str) else 0
            if isinstance(given, list):
                text += sum(len(item) for item in given if isinstance(item, str))
                if len(given) > _LIST:
                    place = f"{where}: claims[{index}].{field}"[:200]
                    yield Fault(place, "too long", f"{len(given):,}", f"at most {_LIST}")
    if text > characters:
        wanted = f"at most {characters:,} characters, {_TIMES} times the article's"
        yield Fault(f"{where}: claims", "too much text", f"{text:,}", wanted)


def _against_text(value: Any, article: Article | None, where: str) -> Iterator[Fault]:
    """What no schema can say. Works on parsed JSON, so that a fault elsewhere in the line hides nothing here."""
    yield from islice(_offsets_and_ids(value, article, where), MOST)


def _offsets_and_ids(value: Any, article: Article | None, where: str) -> Iterator[Fault]:
    claims = value.get("claims") if isinstance(value, dict) else None
    listed = [(i, c) for i, c in enumerate(claims) if isinstance(c, dict)] if isinstance(claims, list) else []
    ids = Counter(c["id"] for _, c in listed if isinstance(c.get("id"), str))
    for key, times in ids.items():
        if times > 1:
            yield Fault(f"{where}: claims", "repeated claim id", key, "each id once")
    for index, claim in listed if article else ():
        length = len(article.text) if article else 0
        name = f"claims[{index}] ({claim['id'][:NAMED]})" if isinstance(claim.get("id"), str) else f"claims[{index}]"
        for s, span in enumerate(claim["spans"] if isinstance(claim.get("spans"), list) else ()):
            start, end = (span.get("start"), span.get("end")) if isinstance(span, dict) else (None, None)
            if isinstance(start, int) and isinstance(end, int) and min(start, end) >= 0 and not start < end <= length:
                wanted = f"start < end <= {length}"
                yield Fault(f"{where}: {name}.spans[{s}]", "offsets outside the text", f"{start}..{end}", wanted)


def _bare(prediction: Prediction) -> dict[str, object]:
    record = msgspec.to_builtins(prediction)
    record["claims"] = [{k: v for k, v in claim.items() if v is not None} for claim in record["claims"]]
    return {k: v for k, v in record.items() if v is not None}
