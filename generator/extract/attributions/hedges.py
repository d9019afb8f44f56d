"""Hedges word for word, and the stance that follows from them; certainty is never upgraded."""

import re

from spacy.tokens import Token

from generator.extract.attributions.context import Context, Range, children
from generator.extract.attributions.lexicon import hedge_phrases, word_set
from generator.model import Hedge, HedgeKind, Stance

_NEGATED = re.compile(r"\b(?:not|never|cannot|neither|nor)\b|n['\u2019]t\b")
_UNCONFIRMED = re.compile(r"\b(?:confirm|verify|corroborate|know|recall|remember)")
_UNSURE = word_set("know confirm verify corroborate recall remember")
"""Verbs whose negation neither affirms nor denies."""
_MODALS = frozenset(["may", "might", "could"])
_BEFORE_NUMBER = word_set("some about around over under estimated close known")


def hedges_in(ctx: Context, start: int, end: int) -> list[tuple[Range, HedgeKind]]:
    """Return the hedges between two characters, longest match first, never overlapping."""
    part = ctx.doc.char_span(start, end, alignment_mode="contract")
    found: list[tuple[Range, HedgeKind]] = []
    if part is None:
        return found
    at = part.start
    while at < part.end:
        length, kind = _longest(ctx, at, part.end)
        if length and kind is not None:
            found.append((ctx.range_of(at, at + length - 1), kind))
            at += length
        else:
            at += 1
    return found


def _longest(ctx: Context, at: int, end: int) -> tuple[int, HedgeKind | None]:
    """Return how many tokens from `at` are a hedge, and its kind."""
    for words, kind in hedge_phrases().get(_word(ctx.doc[at]), ()):
        length = _match(ctx, at, end, words)
        if length and _holds(ctx, at, length, words, kind):
            return length, kind
    return 0, None


def _word(token: Token) -> str:
    return token.lower_.replace("\u2019", "'")


def _match(ctx: Context, at: int, end: int, words: tuple[str, ...]) -> int:
    """Return the number of tokens that spell the words, or 0; `*` stands for one token."""
    if at + len(words) > end:
        return 0
    same = all(
        word in {"*", _word(token)}
        for word, token in zip(words, ctx.doc[at : at + len(words)], strict=True)
    )
    return len(words) if same else 0


def _holds(ctx: Context, at: int, length: int, words: tuple[str, ...], kind: HedgeKind) -> bool:
    """Tell whether the words limit something here: "some 100", not "some people"."""
    if kind is HedgeKind.NEGATION:
        return False
    if words[0] in _BEFORE_NUMBER and len(words) == 1:
        following = ctx.doc[at + length] if at + length < len(ctx.doc) else None
        return following is not None and following.pos_ == "NUM"
    if words[0] in _MODALS:
        return ctx.doc[at].tag_ == "MD"
    return True


def negation(ctx: Context, root: int | None) -> Range | None:
    """Return the negated verb of the content's main clause: "was not"."""
    if root is None:
        return None
    head = ctx.doc[root]
    for neg in children(head, "neg"):
        first = neg.i
        if neg.i > 0 and (ctx.doc[neg.i - 1].pos_ == "AUX" or ctx.doc[neg.i - 1] == head):
            first = neg.i - 1
        return ctx.range_of(first, neg.i)
    return None


def collect(
    ctx: Context,
    content: tuple[Range, ...],
    cue: Range | None,
    cue_kind: HedgeKind | None,
    root: int | None,
) -> tuple[Hedge, ...]:
    """Return the hedges of cue and content in order."""
    found: list[tuple[Range, HedgeKind]] = []
    if cue is not None and cue_kind is HedgeKind.DISTANCING:
        found.append((cue, cue_kind))
    if cue is not None:
        found += [item for item in _beside(ctx, cue) if not _in(item[0], found)]
    for start, end in content:
        found.extend(hedges_in(ctx, start, end))
    denied = negation(ctx, root)
    weak = {HedgeKind.POSSIBILITY}
    if denied is not None:
        found = [
            (part, kind)
            for part, kind in found
            if kind not in weak or part[1] <= denied[0] or denied[1] <= part[0]
        ]
    if denied is not None and not any(a < denied[1] and denied[0] < b for (a, b), _ in found):
        unsure = root is not None and ctx.doc[root].lemma_.lower() in _UNSURE
        kind = HedgeKind.NON_CORROBORATION if unsure else HedgeKind.NEGATION
        found.append((denied, kind))
    found.sort(key=lambda item: item[0])
    return tuple(Hedge(ctx.span(*part), kind) for part, kind in found)


def _in(part: Range, found: list[tuple[Range, HedgeKind]]) -> bool:
    return any(start <= part[0] and part[1] <= end for (start, end), _ in found)


def _beside(ctx: Context, cue: Range) -> list[tuple[Range, HedgeKind]]:
    """Return the hedges in a cue and in the adverbs beside it: "reportedly told"."""
    part = ctx.doc.char_span(*cue, alignment_mode="expand")
    if part is None:
        return []
    adverbs = [child for token in part for child in children(token, "advmod")]
    places = [cue, *(ctx.range_of(a.i, a.i) for a in adverbs if a.i < part.start)]
    places += [
        ctx.range_of(prep.i, prep.right_edge.i)
        for token in part
        for prep in children(token, "prep")
        if prep.lower_ == "without"
    ]
    return [hedge for place in places for hedge in hedges_in(ctx, *place)]


def stance_of(stance: Stance, hedges: tuple[Hedge, ...], cue: str) -> Stance:
    """Return the stance after the hedges and the negation of the cue's own words."""
    if _NEGATED.search(cue.lower()):
        if _UNCONFIRMED.search(cue.lower()):
            return Stance.NOT_CORROBORATES
        return {
            Stance.DENIES: Stance.NOT_CORROBORATES,
            Stance.BELIEVES: Stance.NEGATES,
            Stance.COMMITS: Stance.NEGATES,
        }.get(stance, Stance.WITHHOLDS)
    if stance is Stance.AFFIRMS:
        kinds = {hedge.kind for hedge in hedges}
        if HedgeKind.NON_CORROBORATION in kinds:
            return Stance.NOT_CORROBORATES
        if HedgeKind.NEGATION in kinds:
            return Stance.NEGATES
        if HedgeKind.CONDITION in kinds:
            return Stance.CONDITIONAL
    return stance
