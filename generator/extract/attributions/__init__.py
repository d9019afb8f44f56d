"""Who says what: attributions, refusals, and what the document says in its own voice."""

from collections.abc import Sequence

from generator.extract.parse import Parse
from generator.model import Attribution, Mention, OwnVoice, Refusal, TimeExpression


def find_attributions(
    parse: Parse, mentions: Sequence[Mention], times: Sequence[TimeExpression]
) -> tuple[Attribution, ...]:
    """Return the document's attributions in order of their first content span."""
    del parse, mentions, times
    return ()


def find_refusals(parse: Parse, mentions: Sequence[Mention]) -> tuple[Refusal, ...]:
    """Return what speakers withheld, in order."""
    del parse, mentions
    return ()


def find_own_voice(
    parse: Parse, attributions: Sequence[Attribution], refusals: Sequence[Refusal]
) -> tuple[OwnVoice, ...]:
    """Return the passages that the document attributes to nobody, in order."""
    del parse, attributions, refusals
    return ()
