"""Documents that repeat an earlier one: a reprint or a copy of a wire story is no second source.

Compared are runs of five words that begin with a long one; a document is compared only with those
that share such runs with it, so that not every pair of documents is looked at.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from generator.model import Reprint

_FEW = 10
"""Runs of the shortest document that can be told to repeat another."""
_CROWD = 20
"""Documents that are remembered for a run."""
_SHARE = 0.6
"""Share of the shorter one's runs from which on it is a repetition."""


def find_reprints(documents: Iterable[tuple[str, tuple[int, ...]]]) -> dict[str, Reprint]:
    """Return, by id, what each document repeats, of those before it; the first of a chain.

    Documents come as their ids and what `runs_of` gives for them.
    """
    sizes: dict[str, int] = {}
    holders: dict[int, list[str]] = {}
    found: dict[str, Reprint] = {}
    for document, own in documents:
        sizes[document] = len(own)
        if len(own) < _FEW:
            continue
        alike = Counter(other for run in own for other in holders.get(run, ()))
        best = _best(len(own), alike, sizes)
        if best is not None:
            first = found[best.document].document if best.document in found else best.document
            found[document] = Reprint(document=first, share=best.share)
        for run in own:
            known = holders.setdefault(run, [])
            if len(known) < _CROWD:
                known.append(document)
    return found


def _best(own: int, alike: Mapping[str, int], sizes: Mapping[str, int]) -> Reprint | None:
    """Return the document that shares most runs, if they are enough; the first of several."""
    shares = {other: n / min(own, sizes[other]) for other, n in alike.items()}
    most = max(shares.values(), default=0.0)
    if most < _SHARE:
        return None
    first = min(other for other, share in shares.items() if share == most)
    return Reprint(document=first, share=int(100 * most))
