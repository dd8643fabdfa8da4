"""Gold as a ``datasets.Dataset`` and as a ``pandas.DataFrame``; column types come from the records."""

import io
import json
import sys
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import inspect

from claimbench.corpus.corpus import Corpus
from claimbench.model.gold import GoldClaim

if TYPE_CHECKING:
    import pandas
    from datasets import Dataset, Features


def features(kind: type = GoldClaim) -> "Features":
    """Features of a record type, with the article's id in front.

    Generated from the type and not from the rows, so that an article that leaves a field empty throughout gives the
    same columns as one that fills it.
    """
    from datasets import Features, Value

    return Features({"article": Value("string"), **_feature(inspect.type_info(kind))})


def to_dataset(corpus: Corpus) -> "Dataset":
    """One row a gold claim, all articles in one dataset; nothing is downloaded."""
    from datasets import Dataset

    columns = features()
    rows = _rows(corpus)
    return Dataset.from_dict({name: [row[name] for row in rows] for name in columns}, features=columns)


def to_parquet(corpus: Corpus) -> bytes:
    """The dataset as one Parquet file; progress is shown on a terminal only."""
    import datasets

    if not sys.stderr.isatty():
        datasets.disable_progress_bars()
    stream = io.BytesIO()
    to_dataset(corpus).to_parquet(stream)
    return stream.getvalue()


def to_csv(corpus: Corpus) -> bytes:
    """One row a gold claim; nested records are JSON in their cell."""
    frame = to_frame(corpus)
    nested = [name for name in frame.columns if frame[name].map(lambda v: isinstance(v, list | tuple | dict)).any()]
    for name in nested:
        frame[name] = frame[name].map(lambda value: json.dumps(value, ensure_ascii=False))
    return str(frame.to_csv(index=False)).encode()


def to_frame(corpus: Corpus) -> "pandas.DataFrame":
    """One row a gold claim; nested records stay lists of dictionaries."""
    import pandas

    return pandas.DataFrame(_rows(corpus), columns=["article", *GoldClaim.__struct_fields__])


def _rows(corpus: Corpus) -> list[dict[str, Any]]:
    return [
        {"article": gold.article.id, **msgspec.to_builtins(claim)} for gold in corpus.golds for claim in gold.claims
    ]


def _feature(info: inspect.Type) -> Any:
    from datasets import Value

    match info:
        case inspect.StructType(fields=fields):
            return {field.encode_name: _feature(field.type) for field in fields}
        case inspect.VarTupleType(item_type=item):
            return [_feature(item)]
        case inspect.UnionType(types=types):
            return _feature(next(t for t in types if not isinstance(t, inspect.NoneType)))
        case inspect.BoolType():
            return Value("bool")
        case inspect.IntType():
            return Value("int64")
        case inspect.StrType() | inspect.LiteralType():
            return Value("string")
        case _:
            raise TypeError(f"no column type for {info}")
