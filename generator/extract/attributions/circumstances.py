"""What hangs on a saying: addressee, channel, topic, occasion, time."""

from dataclasses import dataclass

from spacy.tokens import Token

from generator.extract.attributions.context import Context, Draft, Range, children
from generator.extract.attributions.lexicon import word_set
from generator.extract.attributions.speakers import speaker
from generator.model import EntityType, Span

_CHANNEL_PREPS = word_set("in on via through over by")
_LINKS = word_set("prep pobj npadvmod advmod pcomp dep appos nummod")
_OCCASION_PREPS = word_set("at during in after before following")


_LEADS_IN = frozenset({"that", "of"})
"""What stands between who is told and what: "informed the council of the loss"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What hangs on one saying."""

    addressee: Span | None = None
    channel: Span | None = None
    topic: Span | None = None
    occasion: Span | None = None
    time: Span | None = None


def circumstances(ctx: Context, draft: Draft) -> Circumstances:
    """Return what hangs on the saying of a draft, outside its content."""
    addressee = channel = topic = occasion = None
    if draft.addressee is not None and _is_meeting(ctx, draft.addressee):
        occasion = ctx.words(ctx.doc[draft.addressee].left_edge.i, draft.addressee)
    elif draft.addressee is not None and not _inside(ctx, draft.addressee, draft.content):
        told = speaker(ctx, draft.addressee)
        addressee = _outside(ctx, told.source, draft.content)
        if _is_outlet(ctx, ctx.doc[draft.addressee]):
            channel = ctx.words(*(told.phrase or told.source))
    if draft.channel is not None:
        medium = speaker(ctx, draft.channel)
        channel = ctx.words(*(medium.phrase or medium.source))
    if draft.anchor is not None:
        for child in _satellites(ctx, draft):
            if channel is None:
                channel = _channel(ctx, child)
            occasion = occasion or _occasion(ctx, child)
            below = children(child, "pobj", "pcomp")
            if not any(_inside(ctx, inner.i, draft.content) for inner in below):
                topic = topic or _topic(ctx, child)
    return Circumstances(
        addressee=addressee,
        channel=channel,
        topic=topic,
        occasion=occasion,
        time=_time(ctx, draft),
    )


def _satellites(ctx: Context, draft: Draft) -> list[Token]:
    """Return the phrases that hang on the cue or on its subject, outside the content."""
    anchor = ctx.doc[draft.anchor or 0]
    found = list(anchor.children)
    if draft.speaker is not None:
        found += children(ctx.doc[draft.speaker], "prep")
        for apposed in children(ctx.doc[draft.speaker], "appos"):
            found += children(apposed, "prep")
    for child in list(found):
        if child.dep_ == "prep":
            found += [p for inner in children(child, "pobj") for p in children(inner, "prep")]
    return [child for child in found if not _inside(ctx, child.i, draft.content)]


def _is_meeting(ctx: Context, i: int) -> bool:
    """Tell whether one is told at a meeting: "told a news conference"."""
    return i not in ctx.mentions and ctx.doc[i].lemma_.lower() in ctx.lexicon.occasions


def _outside(ctx: Context, tokens: tuple[int, int], content: tuple[Range, ...]) -> Span:
    """Return the words of who is told, without a content read as their description.

    "told a crowd of hundreds that the capital had forgotten them"
    """
    first, last = tokens
    while last > first and (_inside(ctx, last, content) or ctx.doc[last].lower_ in _LEADS_IN):
        last -= 1
    return ctx.words(first, last)


def _inside(ctx: Context, i: int, content: tuple[Range, ...]) -> bool:
    at = ctx.doc[i].idx
    return any(start <= at < end for start, end in content)


def _is_outlet(ctx: Context, token: Token) -> bool:
    """Tell whether a noun names a medium: "KBS TV", "the newspaper"."""
    mention = ctx.mentions.get(token.i)
    if mention is not None and mention.type not in {None, EntityType.ORGANIZATION}:
        return False
    words = [token, *children(token, "compound")]
    return any(word.lower_ in ctx.lexicon.outlets for word in words) or (
        token.lemma_.lower() in ctx.lexicon.outlets
    )


def _channel(ctx: Context, child: Token) -> Span | None:
    """Return the medium of "in a statement", "on Telegram", "told the paper"."""
    if child.dep_ != "prep" or child.lower_ not in _CHANNEL_PREPS | {"to"}:
        return None
    for inner in children(child, "pobj"):
        outlet = _interviewer(ctx, inner)
        if outlet is not None:
            return outlet
        media = inner.lemma_.lower() in ctx.lexicon.channels or _is_outlet(ctx, inner)
        if child.lower_ == "to":
            media = _is_outlet(ctx, inner)
        if media:
            return ctx.words(inner.left_edge.i, _last(inner))
    return None


def _interviewer(ctx: Context, meeting: Token) -> Span | None:
    """Return the medium of "in an interview with KTV"."""
    if meeting.lemma_.lower() not in ctx.lexicon.occasions:
        return None
    for prep in children(meeting, "prep"):
        for inner in children(prep, "pobj"):
            if prep.lower_ in {"with", "on", "for"} and _is_outlet(ctx, inner):
                return ctx.words(inner.left_edge.i, _last(inner))
    return None


def _last(token: Token) -> int:
    """Return the last token of a phrase, before a clause or comma."""
    last = token.i
    for child in token.rights:
        if (
            child.dep_ not in {"prep", "case"}
            or child.lower_ in {"about", "after"}
            or _dated(child)
        ):
            break
        last = child.right_edge.i
    comma = next((t.i for t in token.doc[token.i : last] if t.text == ","), None)
    return last if comma is None else comma - 1


def _dated(prep: Token) -> bool:
    """Tell whether a preposition opens a date."""
    return any(inner.ent_type_ in {"DATE", "TIME"} for inner in children(prep, "pobj"))


def _occasion(ctx: Context, child: Token) -> Span | None:
    """Return "when asked …", "at a news conference"."""
    if child.dep_ == "advcl" and child.lemma_.lower() in {"ask", "speak", "question", "press"}:
        apart = bool(children(child, "nsubj")) and child.nbor(-1).text == ","
        return ctx.words(child.i if apart else child.left_edge.i, child.right_edge.i)
    if child.dep_ == "prep" and child.lower_ in {"on", "under"}:
        for inner in children(child, "pobj"):
            if inner.lemma_.lower() == "condition":
                return ctx.words(child.i, inner.right_edge.i)
    if child.dep_ == "prep" and child.lower_ in _OCCASION_PREPS:
        for inner in children(child, "pobj"):
            if inner.lemma_.lower() in ctx.lexicon.occasions:
                return ctx.words(child.i, _last(inner))
    return None


def _topic(ctx: Context, child: Token) -> Span | None:
    """Return "about the drills"."""
    if child.dep_ == "prep" and child.lower_ in {"about", "regarding", "concerning"}:
        return ctx.words(child.i, child.right_edge.i)
    return None


def _time(ctx: Context, draft: Draft) -> Span | None:
    """Return the time expression that hangs on the cue, not on the content."""
    if draft.anchor is None or not ctx.times:
        return None
    anchor = ctx.doc[draft.anchor]
    start, end = anchor.sent.start_char, anchor.sent.end_char
    base = ctx.parse.base
    for time in ctx.times:
        at = time.span.start - base
        if start <= at < end and not any(a <= at < b for a, b in draft.content):
            part = ctx.doc.char_span(at, time.span.end - base, alignment_mode="expand")
            if part is not None and _hangs_on(part.root, anchor):
                return time.span
    return None


def _hangs_on(token: Token, anchor: Token) -> bool:
    """Tell whether a token hangs on the anchor through prepositions and adverbs alone."""
    while token.head != token and token.dep_ in _LINKS:
        token = token.head
        if token == anchor:
            return True
    return False
