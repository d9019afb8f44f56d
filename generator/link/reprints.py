"""Documents that repeat an earlier one: a reprint or a copy of a wire story is no second source.

Compared are runs of five words. A sample of them, chosen by their checksum, finds the documents
that may be alike, so that not every pair of documents is looked at.
"""

import re
from collections import Counter
from collections.abc import Sequence
from zlib import crc32

from generator.model import Reprint, SourceDocument

_WORD = re.compile(r"\w+")
_RUN = 5
"""Words of a run."""
_SAMPLE = 8
"""One of so many runs is in the sample."""
_FEW = 40
"""Runs of the shortest document that can be told to repeat another."""
_CROWD = 20
"""Documents that are remembered for a run of the sample."""
_HINT, _SHARE = 0.4, 0.6
"""Shares of the shorter one's runs, in the sample and in all, from which on it is a repetition."""


def find_reprints(documents: Sequence[SourceDocument]) -> dict[str, Reprint]:
    """Return, by id, what each document repeats, of those before it; the first of a chain."""
    runs: dict[str, frozenset[int]] = {}
    holders: dict[int, list[str]] = {}
    found: dict[str, Reprint] = {}
    for document in documents:
        own = _runs(document)
        sample = [run for run in own if run % _SAMPLE == 0]
        if len(own) >= _FEW:
            alike = Counter(other for run in sample for other in holders.get(run, ()))
            likely = [o for o, n in alike.items() if n >= _HINT * _low(sample, o, runs)]
            best = _best(own, likely, runs)
            if best is not None:
                origin = found[best.document].document if best.document in found else best.document
                found[document.id] = Reprint(document=origin, share=best.share)
            runs[document.id] = own
            for run in sample:
                known = holders.setdefault(run, [])
                if len(known) < _CROWD:
                    known.append(document.id)
    return found


def _low(sample: Sequence[int], other: str, runs: dict[str, frozenset[int]]) -> float:
    """Return the size of the smaller of two samples, the other one's by its share of all runs."""
    return min(len(sample), len(runs[other]) / _SAMPLE)


def _best(
    own: frozenset[int], others: Sequence[str], runs: dict[str, frozenset[int]]
) -> Reprint | None:
    """Return the document that shares most runs, if they are enough; the first of several."""
    shares = [(len(own & runs[other]) / min(len(own), len(runs[other])), other) for other in others]
    most = max((share for share, _ in shares), default=0.0)
    if most < _SHARE:
        return None
    return next(Reprint(document=o, share=int(100 * share)) for share, o in shares if share == most)


def _runs(document: SourceDocument) -> frozenset[int]:
    """Return the checksums of a body's runs of words."""
    body = document.text[document.body_start : document.body_end].casefold()
    words = _WORD.findall(body)
    return frozenset(
        crc32(" ".join(words[start : start + _RUN]).encode())
        for start in range(len(words) - _RUN + 1)
    )
