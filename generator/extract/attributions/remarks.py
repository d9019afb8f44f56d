"""What others say of a statement in its own sentence: "…, a charge that Torvin denies"."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from generator.extract.attributions.context import Context, Draft, Range, children
from generator.extract.attributions.verbgroup import cue_group, subject_of
from generator.model import Stance

_GAP = 3
"""Most characters between a statement and the remark on it."""
_FAMILIES = frozenset(["deny", "name", "judge"])
"""Families of verbs with which one remarks on what another said."""


def remark_drafts(ctx: Context, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield denials and judgements of what the sentence says before them."""
    clauses = [token for token in ctx.doc if token.dep_ in {"relcl", "acl"}]
    for verb in clauses:
        if not (verb.head.lemma_.lower() in ctx.lexicon.deniable or _something(verb.head)):
            continue
        stance = _stance(ctx, verb)
        who = subject_of(verb)
        about = None if stance is None else _statement(ctx, verb.head, drafts)
        if stance is not None and about and who is not None and who.i != verb.head.i:
            yield Draft(
                rule="attribution.remark",
                content=(*about, *_judged(ctx, verb)),
                speaker=who.i,
                cue=cue_group(ctx, verb),
                anchor=verb.i,
                stance=stance,
                note=f"{verb.lemma_.lower()}: remark on a statement",
            )


def _something(noun: Token) -> bool:
    """Tell whether a statement is taken up by "…, something that Torvin denies"."""
    return noun.lower_ == "something" and noun.left_edge == noun


def _stance(ctx: Context, verb: Token) -> Stance | None:
    """Return what a verb does to a statement that it remarks on, or None."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN"} or children(verb, "neg", "auxpass"):
        return None
    for entry in ctx.lexicon.verbs.get(verb.lemma_.lower(), ()):
        if entry.family in _FAMILIES and (entry.stance is Stance.DENIES or children(verb, "oprd")):
            return entry.stance
    return None


def _statement(ctx: Context, noun: Token, drafts: Sequence[Draft]) -> tuple[Range, ...]:
    """Return the statement that ends at the comma before "a charge", with that noun."""
    first = noun.left_edge
    if (
        not (first.lower_ in {"a", "an"} or _something(noun))
        or first.i == 0
        or first.nbor(-1).text != ","
    ):
        return ()
    comma = first.nbor(-1).idx
    ends = [d for d in drafts if 0 <= comma - max(end for _, end in d.content) < _GAP]
    named = ctx.range_of(first.i, noun.i)
    if ends:
        whole = max(ends, key=lambda draft: -draft.start)
        return (*whole.content, named)
    return (ctx.range_of(noun.sent.start, first.i - 2), named) if first.i > 1 else ()


def _judged(ctx: Context, verb: Token) -> tuple[Range, ...]:
    """Return "false" of "a claim that Torvin called false", "as false" of "described as false"."""
    return tuple(ctx.range_of(c.left_edge.i, c.right_edge.i) for c in _said_of(verb))


def _said_of(verb: Token) -> list[Token]:
    """Return what a verb says of a statement: the predicate, or the phrase with "as"."""
    return [c for c in children(verb, "oprd", "prep") if c.dep_ == "oprd" or c.lower_ == "as"]
