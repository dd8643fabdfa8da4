"""What a submission says of itself: ``submission.toml``."""

import os
import re
import tomllib
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from claimbench.engines.limits import Limits
from claimbench.model.decoding import typed
from claimbench.model.faults import Fault, InputError, fault
from claimbench.model.vocabulary import LAYERS
from claimbench.submissions.inside import read_inside

MANIFEST = "submission.toml"
_LARGEST = 16 * 1024  # bytes of a manifest
_LONGEST, _DEEPEST = 4096, 12
_NAME_LENGTH = 255
_RESERVED = "annotator-"
"""How the rows of annotation passes are called."""
_OWN = ("model", "messages", "stream", "n")
"""Fields of a request that are not the manifest's to set among its parameters."""
CLASS = re.compile(r"[A-Za-z_][\w.]*:[A-Za-z_]\w*")
_NAME = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$(?!\n)"
_Name = Annotated[str, msgspec.Meta(pattern=_NAME, description="1 to 64 of A-Z, a-z, 0-9, dot, dash, underscore")]
_Seconds = Annotated[float, msgspec.Meta(gt=0, le=3600)]
_Mebibytes = Annotated[int, msgspec.Meta(ge=32, le=1 << 16)]
_Processes = Annotated[int, msgspec.Meta(ge=1, le=1024)]
_NotNegative = Annotated[float, msgspec.Meta(ge=0)]
_Few = Annotated[int, msgspec.Meta(ge=1, le=64)]
_Retries = Annotated[int, msgspec.Meta(ge=0, le=20)]


class Price(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a million tokens cost, in any currency."""

    input: _NotNegative = 0.0
    output: _NotNegative = 0.0


class Chat(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The table ``[llm]``: prompts, and how they are put to an OpenAI-compatible chat endpoint.

    Attributes:
        prompts: files in the folder, one a step; the last one's answer is the claims.
        model: as the endpoint calls it; CLAIMBENCH_MODEL goes before it.
        base_url: of the endpoint; OPENAI_BASE_URL goes before it. The key is OPENAI_API_KEY, never in a file.
        per: whether the steps are gone through once for the article or once for each paragraph.
        response_format: of the last step; ``json_schema`` has the endpoint hold the answer to the contract.
        concurrency: requests at one time.
        retries: further tries of a request that failed on the way, each after twice the wait.
        price: for the cost in run.json.
        parameters: further fields of the request, such as temperature, max_tokens, seed.
    """

    prompts: Annotated[tuple[str, ...], msgspec.Meta(min_length=1, max_length=16)]
    model: str = ""
    base_url: str = ""
    per: Literal["article", "paragraph"] = "article"
    response_format: Literal["json_schema", "json_object", "none"] = "json_schema"
    concurrency: _Few = 4
    retries: _Retries = 4
    price: Price = Price()
    parameters: dict[str, Any] = {}


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The content of ``submission.toml``.

    Attributes:
        name: letters, digits, dots, dashes; unique on a board.
        kind: ``class`` (Python), ``command`` (any language), ``llm`` (prompts) or ``predictions`` (a file).
        entry: ``module:Class`` or the predictions file's name, inside the folder.
        command: program and arguments, started in the folder; a program with a slash is one of its files.
        python: interpreter for a class, and first in a command's PATH; the one that runs claimbench if empty.
        requirements: file with the packages of an environment that ``claimbench run --prepare`` makes.
        layers: those that it takes part in; if empty, those in which it says anything.
        trained_on: in words.
        gold_seen: ids of articles whose gold it has seen in any form, folds included; ranked apart on these.
        style: of extraction, as one of the judged extractions is (verbatim, fragments, faithful, free, keypoints ...);
            the matcher's error band is that of the style, or of all styles if empty.
        timeout: seconds that loading, and then each article, may take.
        memory: MiB that it may use.
        processes: and threads that it may have.
        network: whether it needs the network; it gets it if the one who runs it agrees.
    """

    name: _Name
    version: str
    kind: Literal["class", "command", "llm", "predictions"]
    entry: str = ""
    command: tuple[str, ...] = ()
    llm: Chat | None = None
    python: str = ""
    requirements: str = ""
    authors: tuple[str, ...] = ()
    description: str = ""
    layers: tuple[str, ...] = ()
    trained_on: str = "not stated"
    gold_seen: tuple[str, ...] = ()
    style: str = ""
    timeout: _Seconds = Limits().seconds
    memory: _Mebibytes = Limits().memory
    processes: _Processes = Limits().processes
    network: bool = False

    @property
    def limits(self) -> Limits:
        """What its worker may use."""
        return Limits(seconds=self.timeout, memory=self.memory, processes=self.processes)


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a submission folder.

    Raises:
        InputError: with every fault of it.
    """
    where = f"{folder.resolve().name}/{MANIFEST}"
    if not os.path.lexists(folder / MANIFEST):
        raise fault(folder, "a submission folder without a manifest", wanted=MANIFEST)
    raw = read_inside(folder.resolve(), MANIFEST, _LARGEST)
    try:
        record = tomllib.loads(raw.decode("utf-8"))
    except RecursionError:
        raise fault(where, "invalid TOML", "nested too deeply", "TOML in UTF-8") from None
    except (ValueError, OSError) as error:  # TOML and UTF-8 errors are both ValueErrors
        raise fault(where, "invalid TOML", error, "TOML in UTF-8") from None
    faults = [Fault(where, *found) for found in _odd(record)][:20]
    if faults:
        raise InputError(faults)
    manifest = typed(record, Manifest, where, faults)
    faults.extend(_against_kind(record, where))
    if faults or manifest is None:
        raise InputError(faults)
    return manifest


def _odd(value: Any, depth: int = 0) -> Iterator[tuple[str, str, str]]:
    """What may stand in TOML and neither in JSON nor in the name of a file or program: what, found and wanted."""
    if depth > _DEEPEST:
        yield "nested too deeply", "", f"at most {_DEEPEST} levels"
    elif isinstance(value, str):
        if "\0" in value or len(value) > _LONGEST:
            yield "no usable text", value, f"at most {_LONGEST} characters, none of them NUL"
    elif isinstance(value, (list, dict)):
        for item in (*value, *value.values()) if isinstance(value, dict) else value:
            yield from _odd(item, depth + 1)
    elif isinstance(value, (date, time)) and depth > 1:  # above, the schema says what is wanted instead
        yield "a date or time", str(value), "a string or a number"


_NEEDED = {"class": "entry", "predictions": "entry", "command": "command", "llm": "llm"}
_ONLY = {"entry": ("class", "predictions"), "command": ("command",), "llm": ("llm",)}


def _against_kind(record: dict[str, Any], where: str) -> Iterator[Fault]:
    """What no schema can say, on the record as it was parsed."""
    layers, entry, kind = record.get("layers"), record.get("entry"), record.get("kind")
    for name in layers if isinstance(layers, list) else ():
        if isinstance(name, str) and name not in LAYERS:
            yield Fault(f"{where}: layers", "unknown layer", name, ", ".join(LAYERS))
    needed = _NEEDED.get(kind) if isinstance(kind, str) else None
    if needed and record.get(needed, []) == []:
        yield Fault(where, "missing field", wanted=f"{needed}, as kind is {kind}")
    for field, kinds in _ONLY.items():
        if needed and field in record and kind not in kinds:
            yield Fault(f"{where}: {field}", f"not for kind {kind}", wanted=f"only for {' and '.join(kinds)}")
    if isinstance(entry, str) and kind == "class" and not CLASS.fullmatch(entry):
        yield Fault(f"{where}: entry", "not module:Class", entry, "extractor:MyExtractor")
    if record.get("python") and record.get("requirements"):
        yield Fault(f"{where}: requirements", "beside python", wanted="one of the two")
    name, given = record.get("name"), record.get("llm")
    if isinstance(name, str) and name.lower().startswith(_RESERVED):
        yield Fault(f"{where}: name", "reserved for annotation passes", name, f"a name that {_RESERVED} does not begin")
    parameters = given.get("parameters") if isinstance(given, dict) else None
    for field in _OWN:
        if isinstance(parameters, dict) and field in parameters:
            yield Fault(f"{where}: llm.parameters", "not for parameters", field, f"none of {', '.join(_OWN)}")
    files = {"entry": [entry] if kind == "predictions" else [], "requirements": [record.get("requirements", "x")]}
    chat = record.get("llm")
    prompts = chat.get("prompts") if isinstance(chat, dict) else None
    files["llm.prompts"] = prompts if isinstance(prompts, list) else []
    for field, names in files.items():
        for name in names:
            if isinstance(name, str) and (
                name in ("", ".", "..") or Path(name).name != name or len(name) > _NAME_LENGTH
            ):
                yield Fault(f"{where}: {field}", "outside the folder", name, "the name of a file in it")
