"""From drafts to attributions: clean content, ids, kind, parents, order."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from generator.extract.attributions.circumstances import circumstances
from generator.extract.attributions.context import Context, Draft, Range
from generator.extract.attributions.hedges import collect, is_conditional, stance_of
from generator.extract.attributions.quotes import Quote
from generator.extract.attributions.speakers import speaker
from generator.extract.attributions.verbgroup import FINITE
from generator.extract.dateline import after_dateline
from generator.model import Attribution, AttributionKind, Reason, Span, Stance

_MARKS = "\"'\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb`\u2039\u203a"
_MORE = re.compile(r"[a-z][.!?][\"\u201d)]?\s+[A-Z\"\u201c]")
"""The end of one sentence and the beginning of another."""
_NOBODY = frozenset(["that", "which", "what", "there", "this"])
"""Words that stand for no speaker when they were not led back to a noun."""
_WORD = re.compile(r"\w+")
_REMNANT = re.compile(r"\s*(?<![\w.])\d{2,4}px\b")
_SET_APART = frozenset({"attribution.set-apart", "attribution.post", "attribution.block"})
"""Rules for words that stand apart as somebody's own, with or without marks."""
_REST = re.compile(r"(?:(?<=\w)-\w+)*")
"""What is left of a word with hyphens that the parser took apart: "counter[-measures]"."""


def build(ctx: Context, drafts: Iterable[Draft]) -> tuple[Attribution, ...]:
    """Return the attributions of the drafts in order of their first content, longer first."""
    made: dict[str, Attribution] = {}
    for draft in drafts:
        content = tuple(piece for piece in _pieces(ctx, draft) if _WORD.search(ctx.text, *piece))
        if content:
            attribution = _attribution(ctx, draft.but(content=content))
            first = made.get(attribution.id)
            made[attribution.id] = attribution if first is None else _over(first, attribution)
    ordered = sorted(made.values(), key=_place)
    return tuple(_with_parents(ordered))


def _over(first: Attribution, second: Attribution) -> Attribution:
    """Return the first of two readings of one content, with the second among those it beat."""
    if (first.source, first.cue) == (second.source, second.cue):
        return first
    who = "nobody" if second.source is None else repr(second.source.text)
    cue = "" if second.cue is None else f" with {second.cue.text!r}"
    lost = f"{who} as speaker{cue}: {second.reason.rule} comes after {first.reason.rule}"
    return replace(first, reason=replace(first.reason, beaten=(*first.reason.beaten, lost)))


def _place(attribution: Attribution) -> tuple[int, int]:
    first = attribution.content[0]
    return first.start, -sum(span.end - span.start for span in attribution.content)


def _pieces(ctx: Context, draft: Draft) -> list[Range]:
    """Return the content in order, merged, without outer marks and loose punctuation."""
    merged: list[Range] = []
    for start, end in sorted(_with_quotes(ctx, draft)):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    split = [_undated(ctx, part) for piece in merged for part in _by_paragraph(ctx, piece)]
    split = [part for piece in split for part in _without_remnants(ctx, piece)]
    return [part for part in (_clean(ctx, *piece) for piece in split) if part[1] > part[0]]


def _with_quotes(ctx: Context, draft: Draft) -> list[Range]:
    """Return the content lengthened to the ends of the quotations that it cuts."""
    pieces = []
    for piece in draft.content:
        start, end = piece
        for quote in ctx.quotes_in(start, end):
            outer = quote.start <= start and end <= quote.end
            holds_cue = draft.cue is not None and quote.start <= draft.cue[0] < quote.end
            if not outer and not holds_cue:
                start, end = min(start, quote.start), max(end, quote.end)
        pieces.append((start, end))
    return pieces


def _by_paragraph(ctx: Context, piece: Range) -> list[Range]:
    """Return a piece cut at the breaks between paragraphs."""
    parts = ctx.paragraphs_in(*piece)
    return [(max(start, piece[0]), min(end, piece[1])) for start, end in parts] or [piece]


def _without_remnants(ctx: Context, piece: Range) -> list[Range]:
    """Return a piece without what a wiki's or a page's layout left in it: "150px"."""
    parts, start = [], piece[0]
    for found in _REMNANT.finditer(ctx.text, *piece):
        parts.append((start, found.start()))
        start = found.end()
    return [*parts, (start, piece[1])]


def _undated(ctx: Context, piece: Range) -> Range:
    """Return a piece that opens a paragraph without its dateline: "CARROW, Beland (AP) -- "."""
    start, end = piece
    opens = [start] == [first for first, _ in ctx.paragraphs_in(start, start + 1)]
    return (after_dateline(ctx.text, start, end), end) if opens else piece


def _clean(ctx: Context, start: int, end: int) -> Range:
    """Return a piece with its quotation marks whole or gone."""
    text = ctx.text
    while start < end and (text[start].isspace() or text[start] in ",;:.)]\u2013\u2014"):
        if text[start : start + 3] == "...":
            break
        start += 1
    rest = _REST.match(text, end)
    end = end if rest is None else rest.end()
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:([\u2013\u2014"):
        inside = ctx.in_quote(end - 1)
        if inside is not None and end == inside.end and not text[end - 1].isspace():
            break
        end -= 1
    whole = _whole(ctx, start, end)
    if whole is not None:
        return whole
    for quote in ctx.quotes_in(start, end):
        start, end = _balanced(ctx, quote, start, end)
    if (
        text[end - 1] == "."
        and not _MORE.search(text, start, end)
        and ctx.in_quote(end - 1) is None
        and not text[:end].endswith("..")
    ):
        end -= 1 if not _abbreviated(text, end) else 0
    return start, _closed(text, start, end)


def _closed(text: str, start: int, end: int) -> int:
    """Return the end of a piece with the bracket that closes one opened in it: "40 [2 euros]"."""
    for opening, closing in ("[]", "()"):
        if text.startswith(closing, end):
            opened = text.count(opening, start, end) > text.count(closing, start, end)
            return end + 1 if opened else end
    return end


def _abbreviated(text: str, end: int) -> bool:
    """Tell whether the stop before `end` belongs to an abbreviation: "D.C."."""
    return bool(re.search(r"\b(?:[A-Z]\.)+[A-Z]\.$", text[max(0, end - 12) : end]))


def _whole(ctx: Context, start: int, end: int) -> Range | None:
    """Return the inside of the quotation that a piece is, or None."""
    for quote in ctx.quotes_in(start, end):
        for first, last in quote.segments:
            left = ctx.text[start:first] if start < first else ""
            right = ctx.text[last:end] if last < end else ""
            if not left.strip(_MARKS + " ") and not right.strip(_MARKS + " .,"):
                return (max(start, first), min(end, last))
    return None


def _balanced(ctx: Context, quote: Quote, start: int, end: int) -> Range:
    """Return a piece that keeps both marks of a quotation that it holds in part."""
    text = ctx.text
    for first, last in quote.segments:
        if start == first and end > last + 1:
            start -= 2 if text[first - 2 : first] == "``" else text[first - 1] in _MARKS
        if end == last and start < first and last < len(text):
            end += 2 if text[last : last + 2] == "''" else text[last] in _MARKS
    return start, end


def _attribution(ctx: Context, draft: Draft) -> Attribution:
    """Return the attribution of a draft whose content is clean."""
    content = tuple(ctx.span(*piece) for piece in draft.content)
    who = None if draft.speaker is None else speaker(ctx, draft.speaker, draft.cue)
    if who is not None and ctx.doc[who.source[0] : who.source[1] + 1].text.lower() in _NOBODY:
        who = None
    source = None if who is None else ctx.words(*who.source)
    if draft.source is not None:
        source = ctx.span(*draft.source)
    role = None if who is None or who.role is None else ctx.words(*who.role)
    if draft.role is not None:
        role = ctx.span(*draft.role)
    cue = None if draft.cue is None else ctx.span(*draft.cue)
    root = _root(ctx, draft)
    hedges = collect(ctx, draft.content, draft.cue, draft.hedge, root)
    conditional = is_conditional(ctx, draft.content, root)
    hangs = circumstances(ctx, draft)
    kind, quoted = _kind(ctx, draft.content)
    if draft.rule in _SET_APART:
        kind = AttributionKind.DIRECT
    return Attribution(
        id=identity(ctx.parse.document.id, content),
        source=source,
        role=role,
        cue=cue,
        content=content,
        kind=kind,
        quoted=quoted,
        addressee=hangs.addressee,
        channel=hangs.channel,
        topic=hangs.topic,
        occasion=hangs.occasion if draft.occasion is None else ctx.span(*draft.occasion),
        time=hangs.time,
        hedges=hedges,
        stance=stance_of(
            _own_denial(ctx, draft, kind),
            hedges,
            "" if cue is None else cue.text,
            conditional=conditional,
        ),
        reason=Reason(
            rule=draft.rule,
            evidence=tuple(span for span in (cue, source) if span is not None),
            note=draft.note,
            beaten=draft.beaten,
        ),
    )


def _own_denial(ctx: Context, draft: Draft, kind: AttributionKind) -> Stance:
    """Return the stance of a draft; a whole quoted sentence is the denial, not what is denied.

    'Torvin denied it: "She was not there."' says that she was not.
    """
    start, end = draft.content[0]
    part = ctx.doc.char_span(start, end, alignment_mode="contract")
    sentence = ctx.text[start].isupper() and any(t.tag_ in FINITE for t in part or ())
    turned = draft.stance is Stance.DENIES and kind is AttributionKind.DIRECT and sentence
    return Stance.NEGATES if turned else draft.stance


def _root(ctx: Context, draft: Draft) -> int | None:
    """Return the verb whose negation negates the whole content; None when it is several sentences.

    "It was not us. It was them." negates nothing as a whole.
    """
    roots = set()
    for start, end in draft.content:
        part = ctx.doc.char_span(start, end, alignment_mode="expand")
        if part is not None:
            roots |= {token.sent.root.i for token in (part[0], part[-1])}
    if len(roots) != 1:
        return None
    if draft.root is not None:
        return draft.root
    root = ctx.doc[roots.pop()]
    inside = any(start <= root.idx < end for start, end in draft.content)
    return root.i if inside and root.pos_ in {"VERB", "AUX"} else None


def _kind(ctx: Context, content: tuple[Range, ...]) -> tuple[AttributionKind, tuple[Span, ...]]:
    """Return how the content is given, and its quoted stretches without their marks."""
    quoted: list[Range] = []
    outside = False
    for start, end in content:
        inside = [
            (max(first, start), min(last, end))
            for quote in ctx.quotes_in(start, end)
            for first, last in quote.segments
            if first < end and start < last
        ]
        quoted.extend(inside)
        outside |= any(
            not any(a <= match.start() < b for a, b in inside)
            for match in _WORD.finditer(ctx.text, start, end)
        )
    kind = AttributionKind.INDIRECT
    if quoted:
        kind = AttributionKind.MIXED if outside else AttributionKind.DIRECT
    return kind, tuple(ctx.span(*part) for part in quoted)


def identity(document: str, content: tuple[Span, ...]) -> str:
    """Return the id that hashes the document's id and the content's offsets."""
    offsets = ",".join(f"{span.start}-{span.end}" for span in content)
    return "s" + hashlib.sha256(f"{document}:{offsets}".encode()).hexdigest()[:10]


def renamed(document: str, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return attributions whose contents have moved with the ids that belong to the new places."""
    ids = {each.id: identity(document, each.content) for each in found}
    return tuple(
        replace(each, id=ids[each.id], parent=None if each.parent is None else ids[each.parent])
        for each in found
    )


def _with_parents(ordered: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield attributions with their parents; only those that reach so far are looked at."""
    reaching: list[Attribution] = []
    for number, attribution in enumerate(ordered):
        start = attribution.content[0].start
        reaching = [other for other in reaching if other.content[-1].end >= start]
        last = number + 1
        while last < len(ordered) and ordered[last].content[0].start == start:
            last += 1
        yield _with_parent(attribution, [*reaching, *ordered[number + 1 : last]])
        reaching.append(attribution)


def _with_parent(attribution: Attribution, others: Iterable[Attribution]) -> Attribution:
    """Return the attribution with the id of the smallest one in whose content it stands."""
    best: Attribution | None = None
    for other in others:
        if (
            other.content[-1].end >= attribution.content[-1].end
            and all(_within(span, other.content) for span in attribution.content)
            and (attribution.cue is None or _within(attribution.cue, other.content))
            and (best is None or _place(other)[1] > _place(best)[1])
        ):
            best = other
    if best is None:
        return attribution
    return replace(attribution, parent=best.id)


def _within(span: Span, content: tuple[Span, ...]) -> bool:
    return any(part.start <= span.start and span.end <= part.end for part in content)
