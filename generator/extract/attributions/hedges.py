"""Hedges word for word, and the stance that follows from them; certainty is never upgraded."""

import re
from collections.abc import Sequence

from spacy.tokens import Token

from generator.extract.attributions.certainty import Found, of_main_clause
from generator.extract.attributions.context import Context, Range, children
from generator.extract.attributions.lexicon import hedge_phrases, word_set
from generator.model import Hedge, HedgeKind, Stance

_NEGATED = re.compile(r"\b(?:not|never|cannot|neither|nor|no longer|yet to)\b|n['\u2019]t\b")
_UNCONFIRMED = re.compile(
    r"\b(?:confirm|verify|corroborate|know|recall|remember|rule out|sure|certain)"
)
_UNGRASPED = re.compile(
    r"\b(?:no longer|understand|realize|realise|see|hear|notice|learn|appreciate|accept)\b"
)
"""What one does not grasp, or says no more, is nothing that one keeps to oneself."""
_WEAKENED = (
    (HedgeKind.NON_CORROBORATION, Stance.NOT_CORROBORATES),
    (HedgeKind.REFUSAL, Stance.WITHHOLDS),
    (HedgeKind.NEGATION, Stance.NEGATES),
    (HedgeKind.CONDITION, Stance.CONDITIONAL),
)
"""What a hedge makes of an affirmation; the first that is there."""
_IF = re.compile(r"[\"\u201c]?(?:if|unless)\b", re.IGNORECASE)
_FEW = 2
"""Most words before a condition that all depends on: "Yes, as long as they let me"."""
_MODALS = frozenset(["may", "might", "could"])
_BEFORE_NUMBER = {
    *((word,) for word in word_set("some about around over under estimated close known")),
    ("up", "to"),
}
"""Hedges only in front of a number: "some 100", not "some people"; "up to 5", not "set up to"."""
_NUMBERLIKE = word_set("half several dozens hundreds thousands tens one-third two-thirds")


def hedges_in(ctx: Context, start: int, end: int) -> list[Found]:
    """Return the hedges between two characters, longest match first, never overlapping."""
    part = ctx.doc.char_span(start, end, alignment_mode="contract")
    found: list[Found] = []
    if part is None:
        return found
    phrases, words = hedge_phrases(), ctx.lower
    at, last = part.start, part.end
    while at < last:
        length, kind = 0, None
        if words[at] in phrases:
            length, kind = _longest(ctx, at, last)
        if length and kind is not None:
            found.append((ctx.range_of(at, at + length - 1), kind))
        at += length or 1
    return found


def _longest(ctx: Context, at: int, end: int) -> tuple[int, HedgeKind | None]:
    """Return how many tokens from `at` are a hedge, and its kind."""
    words = ctx.lower
    for phrase, kind in hedge_phrases()[words[at]]:
        length = len(phrase)
        if at + length <= end and _spells(words, at, phrase) and _holds(ctx, at, phrase, kind):
            return length, kind
    return 0, None


def _spells(words: Sequence[str], at: int, phrase: tuple[str, ...]) -> bool:
    """Tell whether the words from `at` are those of a phrase; `*` stands for one word."""
    return all(wanted in {"*", words[i]} for i, wanted in enumerate(phrase, at))


def _holds(ctx: Context, at: int, words: tuple[str, ...], kind: HedgeKind) -> bool:
    """Tell whether the words limit something here: "some 100", not "some people"."""
    if kind is HedgeKind.NEGATION:
        return False
    if words in _BEFORE_NUMBER:
        end = at + len(words)
        following = ctx.doc[end] if end < len(ctx.doc) else None
        return following is not None and (
            following.pos_ in {"NUM", "SYM"} or following.lower_ in _NUMBERLIKE
        )
    if words[0] in _MODALS:
        return ctx.doc[at].tag_ == "MD"
    return True


def collect(
    ctx: Context,
    content: tuple[Range, ...],
    cue: Range | None,
    cue_kind: HedgeKind | None,
    root: int | None,
) -> tuple[Hedge, ...]:
    """Return the hedges of cue and content in order."""
    found: list[Found] = []
    if cue is not None and cue_kind is HedgeKind.DISTANCING:
        found.append((cue, cue_kind))
    if cue is not None:
        found += [item for item in _beside(ctx, cue) if not _in(item[0], found)]
    for start, end in content:
        found.extend(hedges_in(ctx, start, end))
    for part, kind in of_main_clause(ctx, root):
        if kind is not HedgeKind.CONDITION:
            found = [item for item in found if _outweighs(item, (part, kind))]
        if not any(start < part[1] and part[0] < end for (start, end), _ in found):
            found.append((part, kind))
    found.sort(key=lambda item: item[0])
    return tuple(Hedge(ctx.span(*part), kind) for part, kind in found)


def is_conditional(ctx: Context, content: tuple[Range, ...], root: int | None) -> bool:
    """Tell whether a condition holds for the whole content: its main clause, or its first words."""
    start = content[0][0]
    first = [place for place, kind in hedges_in(ctx, *content[0]) if kind is HedgeKind.CONDITION]
    of_main = any(kind is HedgeKind.CONDITION for _, kind in of_main_clause(ctx, root))
    opens = _IF.match(ctx.text, start) is not None
    near = any(len(ctx.text[start : place[0]].split()) <= _FEW for place in first)
    return of_main or opens or near


def _outweighs(phrase: Found, clause: Found) -> bool:
    """Tell whether a phrase stays beside or instead of what the main clause says.

    "Could not" is no possibility; "if true" stays whole within a negated clause.
    """
    (start, end), kind = phrase
    apart = end <= clause[0][0] or clause[0][1] <= start
    weak = kind is HedgeKind.POSSIBILITY or (clause[0][0] <= start and end <= clause[0][1])
    return apart or not weak


def _in(part: Range, found: list[Found]) -> bool:
    return any(start <= part[0] and part[1] <= end for (start, end), _ in found)


def _beside(ctx: Context, cue: Range) -> list[Found]:
    """Return the hedges in a cue and in the adverbs beside it: "reportedly told"."""
    part = ctx.doc.char_span(*cue, alignment_mode="expand")
    if part is None:
        return []
    raised = [
        ctx.range_of(token.head.i, token.i)
        for token in part
        if token.dep_ == "xcomp" and token.head.lemma_ in {"appear", "seem"} and token.tag_ == "VB"
    ]
    adverbs = [child for token in part for child in children(token, "advmod")]
    opening = part.sent[0]
    if opening.pos_ == "ADV" and opening.nbor(1).text == "," and ctx.in_quote(cue[0]) is None:
        adverbs.append(opening)  # "Allegedly, she begged him, but he replied": both are
    places = [cue, *raised, *(ctx.range_of(a.i, a.i) for a in adverbs if a.i < part.start)]
    places += [
        ctx.range_of(prep.i, prep.right_edge.i)
        for token in part
        for prep in (*children(token, "prep"), *_parenthesis(ctx, part.end))
        if prep.lower_ in {"with", "without"}
    ]
    return [hedge for place in dict.fromkeys(places) for hedge in hedges_in(ctx, *place)]


def _parenthesis(ctx: Context, at: int) -> list[Token]:
    """Return the preposition after a cue and a comma: "claims, without evidence, that …"."""
    return [ctx.doc[at + 1]] if at + 1 < len(ctx.doc) and ctx.doc[at].text == "," else []


def stance_of(stance: Stance, hedges: tuple[Hedge, ...], cue: str, *, conditional: bool) -> Stance:
    """Return the stance after the hedges and the negation of the cue's own words.

    `conditional` tells whether all that is said stands under a condition.
    """
    if _NEGATED.search(cue.lower()):
        if _UNCONFIRMED.search(cue.lower()):
            return Stance.NOT_CORROBORATES
        return {
            Stance.DENIES: Stance.NOT_DISPUTES,
            Stance.BELIEVES: Stance.NEGATES,
            Stance.COMMITS: Stance.NEGATES,
        }.get(stance, Stance.NEGATES if _UNGRASPED.search(cue.lower()) else Stance.WITHHOLDS)
    if stance is not Stance.AFFIRMS:
        return stance
    kinds = {hedge.kind for hedge in hedges}
    if conditional:
        kinds -= {HedgeKind.NEGATION}  # "We need no ships as long as it holds" leaves it open.
    else:
        kinds -= {HedgeKind.CONDITION}
    return next((stance for kind, stance in _WEAKENED if kind in kinds), stance)
