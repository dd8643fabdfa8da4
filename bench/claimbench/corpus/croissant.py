"""The corpus described in Croissant 1.0 (MLCommons), for tools that load datasets by their metadata."""

import hashlib
import json
from pathlib import Path
from typing import Any

from claimbench.corpus.corpus import Corpus

_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_COLUMNS = {
    "id": "sc:Text",
    "text": "sc:Text",
    "holder": "sc:Text",
    "commitment": "sc:Text",
    "modality": "sc:Text",
    "kind": "sc:Text",
    "checkable": "sc:Boolean",
    "status": "sc:Text",
    "part_of": "sc:Text",
    "counter": "sc:Text",
}
"""The flat fields of a gold claim; nested ones are for the loaders of this package and for ``gold export``."""


def to_croissant(corpus: Corpus) -> bytes:
    """Describe the files of a corpus and the flat fields of its claims, from its ``annotations`` folder."""
    objects: list[dict[str, Any]] = []
    sets: list[dict[str, Any]] = []
    for gold in corpus.golds:
        name = gold.article.id
        home = corpus.root / "annotations"
        claims = f"{name}/claims.jsonl"
        objects.append(_file(home, f"../seeds/{name}.txt", "text/plain"))
        objects.append(_file(home, claims, "application/jsonlines"))
        for file in ("entities.json", "targets.json", "gold.json"):
            objects.append(_file(home, f"{name}/{file}", "application/json"))
        sets.append(_records(name, claims))
    described = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "claimbench",
        "description": "Claims and stances of opinion articles, annotated by language models, checked by no person; "
        "for evaluating claim extraction, not for training.",
        "citeAs": "claimbench: claims and stances of opinion articles, version and hash as in a score's signature",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "version": max(gold.info.version for gold in corpus.golds),
        "datePublished": max(gold.info.date for gold in corpus.golds),
        "rai:dataCollection": "; ".join(sorted({gold.info.made_by for gold in corpus.golds})),
        "distribution": objects,
        "recordSet": sets,
    }
    return (json.dumps(described, indent=1, ensure_ascii=False) + "\n").encode()


def _file(home: Path, path: str, encoding: str) -> dict[str, Any]:
    raw = (home / path).read_bytes()
    return {
        "@type": "cr:FileObject",
        "@id": path,
        "name": path,
        "contentUrl": path,
        "contentSize": f"{len(raw)} B",
        "encodingFormat": encoding,
        "sha256": hashlib.sha256(raw).hexdigest(),
    }


def _records(name: str, file: str) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "key": {"@id": f"{name}/id"},
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{name}/{column}",
                "name": f"{name}/{column}",
                "dataType": kind,
                "source": {"fileObject": {"@id": file}, "extract": {"column": column}},
            }
            for column, kind in _COLUMNS.items()
        ],
    }
