"""The quotation beside a cue: before it, after it, or both."""

import re
from bisect import bisect_right

from spacy.tokens import Token

from generator.extract.attributions.context import Context, Draft, Range, children
from generator.extract.attributions.quotes import CLOSERS, OPENERS, Quote
from generator.extract.attributions.verbgroup import SUBJECTS, subject_of

_SPLIT = 4
"""Characters between sentence and quotation when a sentence was cut before the mark."""
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_OTHERS = re.compile(r"\b(?:although|though|while|whereas)\b", re.IGNORECASE)
"""Words with which somebody else is heard."""
_FAR = 160
"""Most characters between a quotation and the cue after it."""


def join(ctx: Context, verb: Token, content: tuple[Range, ...]) -> tuple[Range, ...]:
    """Return the content with the quotations that it cuts, and the piece after the cue."""
    if not content:
        return ()
    pieces = list(content)
    for number, piece in enumerate(content):
        for quote in ctx.quotes_in(*piece):
            if not quote.start <= verb.idx < quote.end:
                start, end = pieces[number]
                pieces[number] = (min(start, quote.start), max(end, quote.end))
    behind = quote_after(ctx, verb)
    opened = _opening_part(ctx, verb, min(pieces)[0])
    if opened is not None:
        return (*opened.segments, *(pieces if behind is None else behind.segments))
    if behind is not None and _opens_with(ctx, behind, pieces):
        return behind.segments
    if behind is not None and all(behind.start >= end for _, end in pieces):
        pieces.extend(behind.segments)
    return tuple(pieces)


def _opening_part(ctx: Context, verb: Token, start: int) -> Quote | None:
    """Return the quotation that a content after its cue goes on from: `"We," X said, "are"`."""
    if start < verb.idx or not ctx.quotes_in(start, start + 1):
        return None
    at = bisect_right(ctx.quote_starts, verb.idx) - 1
    if at < 0:
        return None
    quote, gap = ctx.quotes[at], ctx.text[ctx.quotes[at].end : verb.idx]
    comma = ctx.text[quote.end - 1] == "," or gap.lstrip(CLOSERS).startswith(",")
    if not comma or quote.end > verb.idx or len(gap) > _FAR or "\n" in gap or ". " in gap:
        return None
    between = ctx.doc.char_span(quote.end, verb.idx, alignment_mode="contract")
    own = [t for t in between or () if t.tag_ in _FINITE and t.dep_ != "relcl"]
    return None if own else quote


def _opens_with(ctx: Context, quote: Quote, pieces: list[Range]) -> bool:
    """Tell whether a content is just the quotation that a comma or colon opens: `said, "…"`."""
    lead = ctx.text[max(0, quote.start - 9) : quote.start].rstrip(OPENERS).rstrip()
    inner = ctx.text[quote.start : quote.end].rstrip()
    whole = inner.endswith((".", "!", "?", ",")) or ctx.text[quote.end : quote.end + 3].strip(
        CLOSERS + " "
    )[:1] in {".", ""}
    return (
        lead.endswith((",", ":")) and whole and len(pieces) == 1 and pieces[0][0] >= quote.start - 2
    )


def quote_after(ctx: Context, verb: Token) -> Quote | None:
    """Return the quotation that a cue opens with a comma, a colon or "that", or None."""
    sentence_end = verb.sent.end_char
    for quote in ctx.quotes[bisect_right(ctx.quote_starts, verb.idx) :]:
        if quote.start > sentence_end + _SPLIT:
            return None
        between = ctx.text[verb.idx + len(verb.text) : quote.start].rstrip(OPENERS + " \n")
        if "\n\n" in ctx.text[verb.idx : quote.start] and not between.endswith(":"):
            return None
        if _OTHERS.search(between):
            return None  # "…, although the Herald translated it as:"
        lead = between.endswith((",", ":", " that", "\u2014")) or not between.strip()
        if not lead or _has_verb(ctx, verb, quote.start):
            return None
        return quote
    return None


def _has_verb(ctx: Context, verb: Token, end: int) -> bool:
    """Tell whether another finite verb stands between a cue and a character."""
    for token in ctx.doc[verb.i + 1 :]:
        if token.idx >= end:
            return False
        finite = token.pos_ in {"VERB", "AUX"} and token.tag_ in {"VBD", "VBZ", "VBP", "MD"}
        if finite or (token.tag_ == "VBG" and token.lemma_.lower() in ctx.lexicon.verbs):
            return True
    return False


def beside(ctx: Context, verb: Token) -> tuple[Range, ...]:
    """Return the quotation beside a verb that has no clause: before it, after it, or both."""
    pieces: list[Range] = []
    ahead = quote_before(ctx, verb)
    if ahead is not None:
        pieces.extend(ahead.segments)
    behind = quote_after(ctx, verb)
    if behind is not None:
        pieces.extend(behind.segments)
    return tuple(pieces)


def within_quote(ctx: Context, verb: Token, draft: Draft) -> tuple[Range, ...]:
    """Return the content of a draft without what lies beyond the quotation that its cue is in.

    Who is quoted as saying "I was told it was over" was told nothing of what follows the marks.
    """
    quote = ctx.in_quote(verb.idx)
    if quote is None:
        return _within_brackets(ctx, verb, draft.content)
    kept: list[Range] = []
    for start, end in _within_brackets(ctx, verb, draft.content):
        if any(first <= start < last for first, last in quote.segments):
            kept.append((start, min(end, quote.end)))
        elif ctx.in_quote(start) is not None and draft.rule != "attribution.quote":
            kept.append((start, end))
        elif start < quote.start < end and quote.segments[0][0] - start <= _SPLIT:
            kept.append((quote.start, min(end, quote.end)))
    return tuple(kept)


def _within_brackets(ctx: Context, verb: Token, content: tuple[Range, ...]) -> tuple[Range, ...]:
    """Return a content without what stands outside the brackets that its cue is in."""
    opened = ctx.text.rfind("(", verb.sent.start_char, verb.idx)
    if opened < 0 or ctx.text.find(")", opened, verb.idx) >= 0:
        return content
    closed = ctx.text.find(")", verb.idx, verb.sent.end_char)
    last = closed if closed >= 0 else verb.sent.end_char
    kept = [(opened + 1 if start < opened < end else start, end) for start, end in content]
    # What stands before them may be what the cue is of: "he won (as Torvin recalls)".
    return tuple((a, b if b <= opened else min(b, last)) for a, b in kept if a < last)


def beyond_quote(ctx: Context, verb: Token, who: Token) -> bool:
    """Tell whether a verb of a whole quoted sentence was given a subject outside quotations."""
    quote = ctx.in_quote(verb.idx)
    if quote is None or verb.tag_ == "VBG" or ctx.in_quote(who.idx) is not None:
        return False  # `"Hoping that …," wrote X`
    return ctx.text[quote.start].isupper() and who.idx < quote.start


def _belongs_before(ctx: Context, verb: Token, quote: Quote) -> bool:
    """Tell whether a quotation is a part of the sentence before: 'called it "a gift." X said'."""
    opening = ctx.doc.char_span(quote.start, quote.start + 1, alignment_mode="expand")
    if opening is None or opening.sent.start == verb.sent.start:
        return False
    lead = ctx.text[opening.sent.start_char : quote.start]
    return bool(lead.strip(OPENERS + " \n")) and not lead.rstrip(OPENERS + " ").endswith((",", ":"))


def _leads_on(ctx: Context, verb: Token, close: int, gap: str) -> bool:
    """Tell whether the marks at the end of a quotation let its cue follow.

    After a full stop only a cue with nothing of its own does: not '"…." Torvin denied the charge';
    and a sentence of somebody's look or gesture says nothing at all.
    """
    inner = ctx.text[max(close - 1, 0) : close]
    if inner == ".":
        silent = any(entry.family == "gesture" for entry in ctx.lexicon.cues(verb))
        if silent and any(c.i < verb.i for c in children(verb, *SUBJECTS)):
            return False  # '"…." Torvin nodded.': it may have been said to him
        return not children(verb, "dobj", "ccomp", "xcomp", "neg", "prep")
    return inner in {",", "?", "!", "\u2014"} or gap.lstrip(CLOSERS).lstrip()[:1] == ","


def quote_before(ctx: Context, verb: Token) -> Quote | None:
    """Return the quotation that ends just before a cue and its subject, or None."""
    best = None
    last = bisect_right(ctx.quote_starts, verb.idx)
    for quote in ctx.quotes[max(0, last - 3) : last]:
        if quote.end <= verb.idx:
            best = quote
    if best is None or best.end < verb.sent.start_char - 3 or _belongs_before(ctx, verb, best):
        return None
    close = best.end
    gap = ctx.text[close : verb.idx]
    if len(gap) > _FAR or "\n" in gap:
        return None
    if not _leads_on(ctx, verb, close, gap):
        return None
    who = subject_of(verb)
    inside = ctx.in_quote(verb.idx)
    if inside is not None and who is not None and best.end <= inside.start <= who.idx:
        return None  # Subject and verb stand in the next quotation.
    for token in ctx.doc[verb.sent.start : verb.i]:
        if token.idx <= close or token.is_punct:
            continue
        mine = token.head == verb or (who is not None and (token == who or who.is_ancestor(token)))
        if not mine or (token.dep_ in {"cc", "prep", "mark"} and token.head == verb):
            return None
    return best
