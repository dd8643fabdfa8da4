"""Reading a long prediction in parts, to see how many claims it states."""

import re

from claimbench.model.normalize import fold

MAX_PARTS = 12
MAX_RUN = 4

_CUT = re.compile(r"[,;:()]|\s-\s|\s(?=(?:and|but|while|because|although|since|whereas|so that|as|or|if)\s)")
_JOINER = re.compile(r"^(?:and|but|while|because|although|since|whereas|so that|as|or)\s+", re.IGNORECASE)


def parts(text: str) -> list[str]:
    """The clauses of a sentence and the runs of up to ``MAX_RUN`` neighbouring ones, the whole not included.

    Cut at punctuation and before conjunctions. At most ``MAX_PARTS`` clauses are looked at, so that an article
    handed over as one claim costs no more than a long sentence.
    """
    pieces = [piece.strip() for piece in _CUT.split(fold(text)) if piece and piece.strip()][:MAX_PARTS]
    runs = []
    for length in range(1, min(MAX_RUN, len(pieces) - 1) + 1):
        for start in range(len(pieces) - length + 1):
            run = _JOINER.sub("", " ".join(pieces[start : start + length]))
            if len(run.split()) > 2:
                runs.append(run)
    return list(dict.fromkeys(runs))
