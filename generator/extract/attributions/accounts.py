"""Accounts that differ, told in one sentence: "According to X, 12 ships sank; according to Y, 14".

The parser makes one clause of both, and the second has often no verb of its own.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from generator.extract.attributions.context import Context, Draft
from generator.extract.attributions.speakers import can_speak
from generator.extract.attributions.verbgroup import FINITE

Tokens = tuple[int, int]
"""First and last token, both included."""

_LINKS = frozenset([",", "and", "but", "while", "whereas", "or", "yet"])
"""What may stand between two accounts."""


def own_part(credit: Token, hole: Tokens) -> Tokens | None:
    """Return the part of a sentence that "according to X", the tokens of `hole`, credits.

    None where the whole sentence is one account.
    """
    first, last = _between_semicolons(credit)
    near = [t.i for t in credit.doc[first:last] if t.lower_ == "according"]
    if len(near) > 1:
        first, last = _beside(credit, near, (first, last), hole)
    elif (first, last) == (credit.sent.start, credit.sent.end - 1):
        return None
    rest = [t for t in credit.doc[first : last + 1] if not hole[0] <= t.i <= hole[1]]
    told = any(t.tag_ in FINITE for t in rest)
    counted = any(t.like_num for t in rest)
    return (first, last) if counted and (len(near) > 1 or not told) else None


def _between_semicolons(token: Token) -> Tokens:
    """Return the part of its sentence between semicolons that a token stands in."""
    first, last = token.sent.start, token.sent.end - 1
    for other in token.sent:
        if other.text == ";" and other.i < token.i:
            first = other.i + 1
        elif other.text == ";":
            last = other.i - 1
            break
    return first, last


def _beside(credit: Token, credits_: Sequence[int], part: Tokens, hole: Tokens) -> Tokens:
    """Return what one of several credits covers: what follows it, or what stands before it."""
    doc, (first, last) = credit.doc, part
    at = credits_.index(credit.i)
    if _is_first(credit.doc[credits_[0]], first):
        start = credit.i if at else first
        end = credits_[at + 1] - 1 if at + 1 < len(credits_) else last
        while end > start and doc[end].lower_ in _LINKS:
            end -= 1
        return start, end
    start = first
    if at:
        links = (t.i for t in reversed(doc[credits_[at - 1] : credit.i]) if t.lower_ in _LINKS)
        comma = credit.i - 1 if doc[credit.i - 1].text == "," else None
        start = next((i for i in links if i != comma), credits_[at - 1]) + 1
    return start, hole[1]


def _is_first(credit: Token, first: int) -> bool:
    """Tell whether nothing but a link stands before a credit."""
    return all(t.lower_ in _LINKS for t in credit.doc[first : credit.i])


def credited_end(credit: Token, who: Token, last: int) -> int:
    """Return the last token of the name in a credit, without a figure read as its age.

    "…; according to Holm, 14." gives a second figure, "It sank, according to Holm, 14." an age.
    """
    figure = next((c for c in who.rights if c.dep_ == "appos" and c.pos_ == "NUM"), None)
    first, end = _between_semicolons(credit)
    closes = figure is not None and not any(t.is_alpha for t in credit.doc[figure.i + 1 : end + 1])
    if figure is not None and closes and _is_first(credit, first):
        return figure.i - 2 if figure.nbor(-1).text == "," else figure.i - 1
    return last


def said_twice(ctx: Context, draft: Draft) -> Iterator[Draft]:
    """Yield a draft; in two where its cue is repeated: "claimed X was there and claim she left".

    The parser takes the second cue, in the present tense, for a noun beside the one before it.
    """
    cue = "" if draft.anchor is None else ctx.lemmas[draft.anchor]
    start, end = draft.content[0]
    part = ctx.doc.char_span(start, end, alignment_mode="contract")
    for token in part[1:-1] if part is not None else ():
        again = token.lower_ == cue and token.nbor(-1).lower_ == "and"
        follows = token.nbor(1)
        if again and follows.pos_ == "PRON" and ctx.in_quote(token.idx) is None:
            yield draft.but(content=((start, token.nbor(-1).idx),))
            rest, said = ((follows.idx, end), *draft.content[1:]), ctx.range_of(token.i, token.i)
            yield draft.but(content=rest, cue=said, root=None)
            return
    yield draft


def account_drafts(ctx: Context, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the accounts that share a verb before them: "X put it at 2,000, the Y at 10,000"."""
    return list(_sharing(ctx, drafts))


def _sharing(ctx: Context, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield an account for each figure that a second one follows."""
    for draft in drafts:
        if draft.rule != "attribution.figure" or draft.cue is None or draft.anchor is None:
            continue
        verb = ctx.doc[draft.anchor]
        at = next((t for t in ctx.doc[verb.i : verb.sent.end] if t.lower_ == "at"), None)
        if at is None:
            continue
        first = next((t for t in ctx.doc[at.i : verb.sent.end] if t.lower_ in _LINKS), None)
        second = _second(ctx, first)
        if second is not None:
            who, at = second
            figure = ctx.range_of(at.i, at.right_edge.i)
            about = ctx.doc[draft.root] if draft.root is not None else verb
            named = ctx.range_of(about.left_edge.i, about.i)
            source = ctx.range_of(who.left_edge.i, who.i)
            yield draft.but(content=(named, figure), speaker=who.i, source=source)


def _second(ctx: Context, link: Token | None) -> tuple[Token, Token] | None:
    """Return who gives another figure after a link, and its "at"."""
    if link is None:
        return None
    for token in ctx.doc[link.i + 1 : min(link.i + 8, link.sent.end)]:
        if token.lower_ == "at" and any(t.like_num for t in token.subtree):
            who = token.nbor(-1)
            return (who, token) if can_speak(ctx, who) else None
        if token.is_punct or token.tag_ in FINITE:
            return None
    return None
