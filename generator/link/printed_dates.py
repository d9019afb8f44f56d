"""The date that a text gives for itself: a line of its own near the top, or its dateline.

Days apart from the document's date may be a later edition's; more is a mistake in one of the two.
"""

import re
from datetime import date

from generator.model import AnnotatedDocument, TimeExpression, TimeType

_DAY = len("2024-11-05")
_TOP = 600
"""Characters of a text in which its own date stands."""
_SAME_ISSUE = 7
"""Days that an edition may lie behind the date of its text."""
_LABEL = re.compile(r"(?:(?:Date|Published|Posted|Issued|Released)(?: on)?\b:? ?)?", re.IGNORECASE)
_PLACE = re.compile(r"[A-Z\u00c0-\u00de][^.!?:;]{1,60}[,(] ?")
"""What stands before the date of a dateline: "TARSK, Norland, "."""
_DASH = re.compile(r"\)? ?(?:\([A-Z][\w /.]{1,30}\) ?)?(?:\u2014|\u2013|--|-) ")
_YEAR = re.compile(r"\d{4}")


def printed_otherwise(annotated: AnnotatedDocument) -> TimeExpression | None:
    """Return the date that a text gives for itself, where it is not that of the document.

    A dateline is a day or two behind the document as a rule, so that one has to lie farther off.
    """
    stated = annotated.document.metadata.date
    if stated is None:
        return None
    for time in annotated.times:
        if time.span.start > annotated.document.body_start + _TOP:
            return None
        if not _is_day(time):
            continue
        if _is_line(annotated, time):
            return time if time.value != stated.value[:_DAY] else None
        if _is_dateline(annotated, time):
            return time if is_far(stated.value, time) else None
    return None


def is_far(stated: str, printed: TimeExpression) -> bool:
    """Tell whether a printed date lies farther from a document's than an edition's may."""
    days = date.fromisoformat(stated[:_DAY]) - date.fromisoformat(printed.value or stated[:_DAY])
    return abs(days.days) > _SAME_ISSUE


def _is_day(time: TimeExpression) -> bool:
    """Tell whether a phrase is a day with its year, beyond doubt."""
    day = time.type is TimeType.DATE and len(time.value or "") == _DAY
    return day and not time.doubt and _YEAR.search(time.span.text) is not None


def _is_line(annotated: AnnotatedDocument, time: TimeExpression) -> bool:
    """Tell whether a date is all that its line holds, but for a label."""
    before, after = _beside(annotated, time)
    return _LABEL.fullmatch(before.strip()) is not None and not after.strip()


def _is_dateline(annotated: AnnotatedDocument, time: TimeExpression) -> bool:
    """Tell whether a date stands between a place and the dash before a report."""
    before, after = _beside(annotated, time)
    return _PLACE.fullmatch(before) is not None and _DASH.match(after) is not None


def _beside(annotated: AnnotatedDocument, time: TimeExpression) -> tuple[str, str]:
    """Return what stands before and after a phrase in its line."""
    text = annotated.document.text
    start = max(text.rfind("\n", 0, time.span.start) + 1, annotated.document.body_start)
    end = text.find("\n", time.span.end)
    return text[start : time.span.start], text[time.span.end : end if end >= 0 else len(text)]
