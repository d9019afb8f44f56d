"""Ends that hang on an event: "until the war is won" names a time but gives no date."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Token

from generator.extract.times.context import Context
from generator.extract.times.reading import Reading

_UNTIL = re.compile(r"\b(?:until|till)\b", re.IGNORECASE)
_LONGEST = 120


def clause_ends(context: Context) -> Iterator[Reading]:
    """Return the clauses after "until" that hold no other time expression."""
    for match in _UNTIL.finditer(context.text):
        token = context.token(match.start())
        end = _clause_end(token)
        if end is None or end - match.start() > _LONGEST:
            continue
        at = bisect_left(context.found, end, key=lambda found: found.start)
        if at and context.found[at - 1].end > match.start():
            continue
        yield Reading(
            start=match.start(),
            end=end,
            rule="time.until-clause",
            value=None,
            doubt="depends-on-event",
        )


def _clause_end(until: Token) -> int | None:
    """Return where the clause that "until" opens ends, or None when it opens none."""
    verb = until.head
    if verb.i <= until.i or verb.pos_ not in {"VERB", "AUX"}:
        return None
    if not any(child.dep_ in {"nsubj", "nsubjpass", "expl"} for child in verb.children):
        return None
    last = verb.right_edge
    while last.is_punct and last.i > verb.i:
        last = last.nbor(-1)
    return last.idx + len(last.text)
