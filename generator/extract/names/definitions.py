"""Where a text says that two names belong together: initials, official and former names, parts."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator import reference
from generator.extract.dateline import in_dateline
from generator.extract.names.initials import is_initials
from generator.extract.parse import Parse
from generator.model import (
    Definition,
    DefinitionKind,
    EntityType,
    Mention,
    MentionForm,
    Reason,
    Span,
)

_OFFICIAL_OF = re.compile(
    r"^\s*[-,(\u2014\u2013]+\s*(?:which is )?the (?:official|formal|full) name (?:of|for)"
    r"(?: the)?\s*$"
)
_OFFICIALLY = re.compile(
    r"^\s*[-,(\u2014\u2013]+\s*(?:officially|formally)(?: called| known as| named)?(?: the)?\s*$"
)
_ALSO = re.compile(
    r"^\s*[-,(\u2014\u2013]*\s*(?:who is |which is |is )?"
    r"(?:(?:also|better|commonly|otherwise|widely|locally|popularly|sometimes)"
    r" (?:known|called|referred to|spelled)(?: as)?"
    r"|a\.?k\.?a\.?|aka|alias|dubbed|nicknamed|known (?:simply )?as|known by (?:his|her|its) alias)"
    r"(?: the)?\s*[\"\u201c\u2018'(]?$",
    re.IGNORECASE,
)
_FORMER = re.compile(
    r"^\s*[-,(\u2014\u2013]*\s*(?:which was |who was )?(?:formerly|previously|once)"
    r"(?: known as| called| named)?(?: the)?\s*[\"\u201c\u2018'(]?$",
    re.IGNORECASE,
)
_INITIALS_OF = re.compile(
    r"(?:using |by |from )?(?:the |its )?(?:initials|acronym|abbreviation)s? (?:of|for) (?:the )?$",
    re.IGNORECASE,
)
_TOWN_OF = re.compile(r"^ (?:\w+ )?(?:city|town|village|province|region|port|district) of $")
_BEFORE_LENGTH = 60


def defined_names(parse: Parse, mentions: Sequence[Mention]) -> Iterator[Definition]:
    """Yield the definitions that stand between neighbouring names of `mentions`."""
    text = parse.document.text
    names = [m for m in mentions if m.form in {MentionForm.NAME, MentionForm.ADJECTIVE}]
    for left, right in pairwise(names):
        between = text[left.span.end : right.span.start]
        if "\n" in between:
            continue
        yield from _initials(parse, left, right, between)
        yield from _phrase(parse, left, right, between)
        yield from _part(parse, left, right, between)
    yield from _initials_elsewhere(parse, names)


def _initials(parse: Parse, left: Mention, right: Mention, between: str) -> Iterator[Definition]:
    if between.strip() not in {"(", '("', "(\u201c", ", or", "(or"}:
        return
    if in_dateline(parse.document.text, right.span.start):
        return  # The agency that reports, beside the place.
    if is_initials(right.span.text, left.span.text):
        yield _definition(
            right.span, left.span, DefinitionKind.INITIALS, _whole(parse, left, right)
        )
    elif is_initials(left.span.text, right.span.text):
        yield _definition(
            left.span, right.span, DefinitionKind.INITIALS, _whole(parse, left, right)
        )


def _phrase(parse: Parse, left: Mention, right: Mention, between: str) -> Iterator[Definition]:
    """Yield what a phrase between two names says: "…, also known as …"."""
    if _OFFICIAL_OF.match(between):
        kind, first, second = DefinitionKind.OFFICIAL_NAME, right.span, left.span
    elif _OFFICIALLY.match(between):
        kind, first, second = DefinitionKind.OFFICIAL_NAME, left.span, right.span
    elif _FORMER.match(between):
        kind, first, second = DefinitionKind.FORMER_NAME, left.span, right.span
    elif _ALSO.match(between):
        kind, first, second = DefinitionKind.ALSO_KNOWN, right.span, left.span
    else:
        return
    yield _definition(first, second, kind, _with_introduction(parse, left, right))


def _part(parse: Parse, left: Mention, right: Mention, between: str) -> Iterator[Definition]:
    """Yield "Russia's Velgorsk region", "the Iraqi city of Mosul", "Denver, Colorado"."""
    places = left.type is EntityType.PLACE and right.type is EntityType.PLACE
    if not places or reference.country(right.span.text) == "US" == reference.country(
        left.span.text
    ):
        return
    span = parse.document.span(left.span.start, right.span.end)
    if between in {"'s ", "\u2019s ", "' "} or (
        left.form is MentionForm.ADJECTIVE and _TOWN_OF.match(between)
    ):
        if reference.country(right.span.text) is None and _code(left.span.text):
            yield _definition(right.span, left.span, DefinitionKind.REGION_OF, span)
    elif (
        between == ", "
        and left.form is MentionForm.NAME
        and right.form is MentionForm.NAME
        and _inside(left, right)
    ):
        yield _definition(left.span, right.span, DefinitionKind.REGION_OF, span)


def _code(name: str) -> str | None:
    """Return the code of the country that a name or an adjective belongs to."""
    return reference.country(name) or reference.country_of_demonym(name)


def _inside(part: Mention, whole: Mention) -> bool:
    """Tell whether the reference data put the first place into the second."""
    inner, outer = reference.place(part.span.text), reference.place(whole.span.text)
    if inner is None or outer is None or inner.kind in {"country", "continent"}:
        return False
    if inner.country == "US" and reference.state(whole.span.text):
        return True  # "Atlanta, Georgia"
    larger = outer.kind not in {"city", "capital"}
    return larger and inner.country == outer.country and outer.country != ""


def _initials_elsewhere(parse: Parse, names: Sequence[Mention]) -> Iterator[Definition]:
    """Yield "using initials of the …": the initials stand elsewhere in the document."""
    text = parse.document.text
    for index, name in enumerate(names):
        before = text[max(0, name.span.start - _BEFORE_LENGTH) : name.span.start]
        if not _INITIALS_OF.search(before):
            continue
        for short in [*reversed(names[:index]), *names[index + 1 :]]:
            if is_initials(short.span.text, name.span.text):
                span = _with_introduction(
                    parse, name, names[index + 1] if _named_next(parse, names, index) else name
                )
                yield _definition(short.span, name.span, DefinitionKind.INITIALS, span)
                break


def _named_next(parse: Parse, names: Sequence[Mention], index: int) -> bool:
    if index + 1 >= len(names):
        return False
    between = parse.document.text[names[index].span.end : names[index + 1].span.start]
    return _OFFICIAL_OF.match(between) is not None


def _with_introduction(parse: Parse, left: Mention, right: Mention) -> Span:
    """Return the span from `left` to `right` with "using initials of the" before it."""
    text, start = parse.document.text, left.span.start
    found = _INITIALS_OF.search(text[max(0, start - _BEFORE_LENGTH) : start])
    if found:
        start -= len(found.group())
    return _closed(parse, start, right.span.end)


def _whole(parse: Parse, left: Mention, right: Mention) -> Span:
    return _closed(parse, left.span.start, right.span.end)


def _closed(parse: Parse, start: int, end: int) -> Span:
    """Return the span from `start` to `end`, with the mark that closes a parenthesis in it."""
    text = parse.document.text
    if "(" in text[start:end]:
        tail = re.match(r"[\"\u201d\u2019']?\)", text[end : end + 2])
        end += len(tail.group()) if tail else 0
    return parse.document.span(start, end)


def _definition(first: Span, second: Span, kind: DefinitionKind, span: Span) -> Definition:
    rule = f"definition.{kind.name.casefold().replace('_', '-')}"
    return Definition(first=first, second=second, kind=kind, span=span, reason=Reason(rule))
