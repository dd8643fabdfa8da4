"""The more central half of the sentences, by PageRank over their likeness (LexRank; Erkan and Radev 2004)."""

import re
from typing import Any, NamedTuple

import networkx
import sentencex
from sklearn.feature_extraction.text import TfidfVectorizer

# A parenthesis that closes the sentence and holds a digit or a semicolon is taken for its source.
SOURCE = re.compile(r"\s?\([^()]{0,200}[\d;][^()]{0,200}\)(?=\s*[.!?…]?[\"”’»]?\s*$)")
ALIKE = 0.1  # least cosine that makes two sentences neighbours, as in the paper
SHARE = 0.5  # of the sentences that are returned
WINDOW = 300  # sentences that are ranked together, so that time is linear in the length of the text


class Sentence(NamedTuple):
    """A sentence without its trailing source, and where it stands."""

    text: str
    start: int
    end: int


class LexRank:
    """Returns the sentences that are most like the others, in the order of the text."""

    def extract(self, article: dict[str, Any]) -> list[dict[str, Any]]:
        """Return one claim per chosen sentence; its confidence is its rank among all, from 1 down."""
        sentences = [
            sentence
            for paragraph in article.get("paragraphs", [])
            for sentence in _sentences(article["text"], paragraph["start"], paragraph["end"])
        ]
        claims: list[dict[str, Any]] = []
        for first in range(0, len(sentences), WINDOW):
            claims += _central(sentences[first : first + WINDOW])
        return claims


def _central(sentences: list[Sentence]) -> list[dict[str, Any]]:
    scores = _ranks([sentence.text for sentence in sentences])
    order = sorted(range(len(sentences)), key=lambda index: (-scores[index], index))
    kept = order[: max(1, round(SHARE * len(sentences)))]
    place = {index: rank for rank, index in enumerate(order)}
    return [
        {
            "text": sentences[index].text,
            "spans": [{"start": sentences[index].start, "end": sentences[index].end}],
            "confidence": round(1 - place[index] / len(order), 4),
        }
        for index in sorted(kept)
    ]


def _ranks(texts: list[str]) -> list[float]:
    """PageRank of each sentence, rounded so that equal ones are equal on every machine."""
    graph = networkx.Graph()
    graph.add_nodes_from(range(len(texts)))
    try:
        vectors = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(texts)
    except ValueError:  # no sentence has a word that counts
        return [0.0] * len(texts)
    likeness = (vectors @ vectors.T).tocoo()
    edges = zip(likeness.row.tolist(), likeness.col.tolist(), likeness.data.tolist(), strict=True)
    graph.add_weighted_edges_from((a, b, weight) for a, b, weight in edges if a < b and weight >= ALIKE)
    ranks = networkx.pagerank(graph)
    return [round(ranks[index], 8) for index in range(len(texts))]


def _sentences(text: str, start: int, end: int) -> list[Sentence]:
    found = []
    for piece in sentencex.segment("en", text[start:end]):
        sentence = piece.strip()
        bare = SOURCE.sub("", sentence).strip()
        if any(char.isalnum() for char in bare):
            first = start + len(piece) - len(piece.lstrip())
            source = SOURCE.search(sentence)
            found.append(Sentence(bare, first, first + (source.start() if source else len(sentence))))
        start += len(piece)
    return found
