"""Who says what: attributions, refusals, and what the document says in its own voice."""

from collections.abc import Sequence

from generator.extract.attributions.accounts import account_drafts, said_twice
from generator.extract.attributions.blocks import block_drafts
from generator.extract.attributions.build import build, renamed
from generator.extract.attributions.context import prepare
from generator.extract.attributions.continued import carried
from generator.extract.attributions.credits import find_credits
from generator.extract.attributions.headline import headline_drafts
from generator.extract.attributions.interview import interview_drafts, outside_turns
from generator.extract.attributions.listed import listed_drafts
from generator.extract.attributions.own_voice import own_voice
from generator.extract.attributions.phrases import phrase_drafts
from generator.extract.attributions.refusals import refusals as withheld
from generator.extract.attributions.remarks import remark_drafts
from generator.extract.attributions.signed import signed_drafts, unsigned
from generator.extract.attributions.turns import turn_drafts, within_turns
from generator.extract.attributions.verbs import verb_drafts
from generator.extract.parse import Parse
from generator.model import Attribution, Mention, OwnVoice, Refusal, TimeExpression

__all__ = ["find_attributions", "find_credits", "find_own_voice", "find_refusals", "renamed"]


def find_attributions(
    parse: Parse, mentions: Sequence[Mention], times: Sequence[TimeExpression]
) -> tuple[Attribution, ...]:
    """Return the document's attributions in order of their first content span."""
    ctx = prepare(parse, mentions, times)
    turns = turn_drafts(ctx) or interview_drafts(ctx)
    drafts = [*listed_drafts(ctx), *outside_turns(verb_drafts(ctx), turns), *phrase_drafts(ctx)]
    drafts = [each for draft in drafts for each in said_twice(ctx, draft)]
    drafts += account_drafts(ctx, drafts)
    drafts += remark_drafts(ctx, drafts)
    drafts += headline_drafts(ctx, drafts)
    signed = signed_drafts(ctx)
    drafts = [*unsigned(drafts, signed), *signed]
    drafts += block_drafts(ctx, drafts)
    return build(ctx, [*turns, *within_turns(ctx, carried(ctx, drafts))])


def find_refusals(parse: Parse, mentions: Sequence[Mention]) -> tuple[Refusal, ...]:
    """Return what speakers withheld, in order."""
    return withheld(prepare(parse, mentions, ()))


def find_own_voice(
    parse: Parse, attributions: Sequence[Attribution], refusals: Sequence[Refusal]
) -> tuple[OwnVoice, ...]:
    """Return the passages that the document attributes to nobody, in order."""
    return own_voice(prepare(parse, (), ()), attributions, refusals)
