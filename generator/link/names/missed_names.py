"""Names that one document prints several times, where reading it missed them once."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from generator.link.names.fold import fold
from generator.link.names.tables import word_set
from generator.model import (
    AnnotatedDocument,
    EntityType,
    Mention,
    MentionForm,
    Reason,
    Span,
    Syntax,
)

ELSEWHERE = "link.name-elsewhere"
"""The rule that finds such a name."""

_TYPES = (EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE)
_PROPER = (MentionForm.NAME, MentionForm.ADJECTIVE)
_WORD = re.compile(r"(?<![\w@#/.\-&])[^\W\d_][\w.]*(?:[-'\u2019&][^\W\d_]\w*)*")
_OWN = re.compile(r"(?:['\u2019]s?)?(?![\w/@&]|[-.'\u2019]\w)")
"""What may follow a name: its ending, and no more of a longer word."""
_MORE = re.compile(r"\s?(?:[A-Z]|\d)")
_BEFORE = re.compile(r"(\S+)\s$")
_OFTEN = 2
"""Times that a document must print a name that was found."""
_SHORTEST = 3
"""Letters in the shortest name that is looked for."""


def with_names_elsewhere(document: AnnotatedDocument) -> AnnotatedDocument:
    """Return the document with names found that it prints as names at least twice elsewhere.

    Nothing is looked for in parts of longer runs of capitals ("Frel" in "Frel Tower") nor of
    words with a hyphen or a digit ("Frel 900" is a thing that Frel makes). A name that holds
    the beginning of the next phrase ("according to Vell the Frel …") is taken for the two.
    """
    document = _untorn(document)
    known = _known(document)
    if not known:
        return document
    taken = _offsets(document, _PROPER)
    described = _offsets(document, (MentionForm.DESCRIPTION,))
    found = []
    for span, first in _printed(document, known):
        if taken.isdisjoint(range(span.start, span.end)):
            inside = span.start in described and span.end in described
            syntax = Syntax.MODIFIER if inside else Syntax.OTHER
            reason = Reason(ELSEWHERE, (first.span,))
            found.append(replace(first, span=span, syntax=syntax, reason=reason))
    if not found:
        return document
    return replace(document, mentions=tuple(sorted([*document.mentions, *found], key=_place)))


def _untorn(document: AnnotatedDocument) -> AnnotatedDocument:
    """Return the document with "Vell the Frel" as Vell and Frel, where both are names elsewhere."""
    known = {m.span.text: m for m in document.mentions if m.form is MentionForm.NAME}
    parted: dict[Span, tuple[Mention, ...]] = {}
    for mention in document.mentions:
        first, _, second = mention.span.text.partition(" the ")
        if mention.form is MentionForm.NAME and first in known and second in known:
            start, end = mention.span.start, mention.span.end
            places = ((first, start), (second, end - len(second)))
            parted[mention.span] = tuple(_like(known[n], document, at) for n, at in places)
    if not parted:
        return document
    mentions = (part for m in document.mentions for part in parted.get(m.span, (m,)))
    attributions = tuple(
        replace(a, source=parted[a.source][0].span) if a.source in parted else a
        for a in document.attributions
    )
    ordered = tuple(sorted(mentions, key=_place))
    return replace(document, mentions=ordered, attributions=attributions)


def _like(known: Mention, document: AnnotatedDocument, start: int) -> Mention:
    """Return a mention at `start` of the same name as a known one."""
    span = document.document.span(start, start + len(known.span.text))
    reason = Reason(ELSEWHERE, (known.span,))
    return replace(known, span=span, syntax=Syntax.OTHER, reason=reason)


def _offsets(document: AnnotatedDocument, forms: Collection[MentionForm]) -> frozenset[int]:
    """Return the offsets of all characters in mentions of some forms."""
    return frozenset(
        offset
        for mention in document.mentions
        if mention.form in forms
        for offset in range(mention.span.start, mention.span.end)
    )


def _place(mention: Mention) -> tuple[int, int]:
    return mention.span.start, -mention.span.end


def _known(document: AnnotatedDocument) -> dict[str, Mention]:
    """Return names of one word that are found at least twice and always taken for one type."""
    names: dict[str, list[Mention]] = {}
    for mention in document.mentions:
        if mention.form is MentionForm.NAME:
            names.setdefault(mention.span.text, []).append(mention)
    return {
        name: same[0]
        for name, same in names.items()
        if len(same) >= _OFTEN
        and len({m.type for m in same}) == 1
        and same[0].type in _TYPES
        and len(name) >= _SHORTEST
        and name[0].isupper()
    }


def _printed(
    document: AnnotatedDocument, known: dict[str, Mention]
) -> Iterator[tuple[Span, Mention]]:
    """Yield where names of one word stand alone, with the mention that was found first."""
    text = document.document.text
    lower = frozenset(re.findall(r"(?<![\w/.@#])[a-z]+(?![\w/.@])", text))
    for match in _WORD.finditer(text):
        name = re.sub("['\u2019]s$|\\.$", "", match[0])
        first = known.get(name)
        end = match.start() + len(name)
        after = _OWN.match(text, end)
        if first is None or after is None or _MORE.match(text, after.end()):
            continue
        span = document.document.span(match.start(), end)
        if _begins(document, span, is_word=name.casefold() in lower):
            yield span, first


def _begins(document: AnnotatedDocument, span: Span, *, is_word: bool) -> bool:
    """Tell whether a name is not a part of a longer one, nor a word at a sentence's beginning."""
    sentence = document.sentence_at(span.start)
    start = sentence.start if sentence else span.start
    if span.start == start:
        return not is_word
    before = _BEFORE.search(document.document.text[max(start, span.start - 40) : span.start])
    if before is None:
        return not is_word and not document.document.text[span.start - 1].isspace()
    word = before[1]
    plain = fold(word)
    is_small = plain in word_set("determiners") | word_set("connectives") | word_set("honorifics")
    return is_small or word.islower() or (not word[-1].isalnum() and not is_word)
