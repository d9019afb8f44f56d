"""Interviews: answers to questions in paragraphs without labels, and who is interviewed."""

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.extract.attributions.context import Context, Draft, Range
from generator.extract.transcript.notes import without_notes
from generator.model import EntityType, Stance

_INTERVIEW = re.compile(
    r"\b(?:interview\w*|Q ?& ?A|questions?|talks? (?:to|with)|tells?)\b", re.IGNORECASE
)
_MEETS = re.compile(
    r"\b(?:interview(?:s|ed|ing)?(?: with)?|(?:spoke|speaks|sat down|sits down|talk(?:s|ed)?|"
    r"chat(?:s|ted)?|caught up|catches up|conversation|Q ?& ?A) (?:with|to)|"
    r"questions (?:to|for))\b",
    re.IGNORECASE,
)
_BY = re.compile(r"\binterviewed by\b", re.IGNORECASE)
_EITHER = re.compile(r"(?:spoke|speaks|sat|sits|talk|chat|caught|catches)", re.IGNORECASE)
"""What both sides of an interview may do."""
_ANSWERS = re.compile(r"\b(?:answer(?:s|ed|ing)|responds?|responded|takes? (?:our )?questions)\b")
_OUTLET = (
    r"(?:Herald|Times|News|Post|Gazette|Tribune|Courier|Journal|Review|Magazine|Radio|TV|"
    r"Television|Mail|Star|Sun|Globe|Echo)"
)
_JOB = r"(?:reporter|correspondent|editor|journalist|host|presenter|writer)"
_REPORTER_BEFORE = re.compile(rf"\b(?:{_JOB}|[Oo]ur own|[Ss]taff),? $")
_REPORTER_AFTER = re.compile(
    rf",? (?:(?:(?:of|from|for|at) )?(?:the |The |our )?(?:[A-Z]\w* ){{0,3}}{_OUTLET}\b|"
    rf"(?:a |an |our |the )?(?:\w+ )?{_JOB}\b)"
)
"""Words beside a name of who asks."""
_SPEAKS = re.compile(
    r"\b(?:interview\w*|Q ?& ?A|questions?|spoke|speaks|talk(?:s|ed|ing)?|told|tells|answer\w*|"
    r"sat down|sits down|met|meets|asked|asks|conversation|explains?|reflects?|discuss\w*)\b",
    re.IGNORECASE,
)
"""What an introduction says of a talk."""
_ABOUT = re.compile(
    r"\b(?:about|of|on|against|for|from|by|over|after|behind|before) (?:the |\w+ ){0,2}$"
)
"""What stands before somebody whom others talk about."""
_JOINED = re.compile(r"(?:,? and |, |/| & )$")
_TWO = 2
"""Words that make more than an interjection."""
_NEAR = 80
"""Most characters between "interview with" and the name."""
_QUESTIONS = 3
"""Fewest questions that make an interview."""


def interview_drafts(ctx: Context) -> list[Draft]:
    """Return the answers of an interview whose questions and answers are paragraphs."""
    return list(_answers(ctx))


def outside_turns(drafts: Iterable[Draft], turns: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the drafts that still tell something where each word already has its speaker.

    In an answer "Torvin wants to …" and "Torvin proposed a ban" are what the one who answers says.
    """
    answered = [part for turn in turns for part in turn.content]
    for draft in drafts:
        slight = draft.rule == "attribution.wish" or draft.note.endswith((": wish", ": announce"))
        slight = slight or (draft.rule == "attribution.object" and draft.stance is Stance.DEMANDS)
        if not slight or not any(start <= draft.start < end for start, end in answered):
            yield draft


def _answers(ctx: Context) -> Iterator[Draft]:
    """Yield the answers of an interview in which questions and answers are paragraphs."""
    asked = [number for number, part in enumerate(ctx.paragraphs) if _is_question(ctx, part)]
    if len(asked) < _QUESTIONS:
        return
    opening = ctx.text[: ctx.paragraphs[min(asked[0], 3)][1]]
    if not _INTERVIEW.search(opening):
        return
    first = asked[0]
    who = interviewee(ctx, ctx.paragraphs[first][0] if first else ctx.paragraphs[0][1])
    for place, number in enumerate(asked):
        last = asked[place + 1] if place + 1 < len(asked) else len(ctx.paragraphs)
        prose = (part for part in ctx.paragraphs[number + 1 : last] if _is_prose(ctx, part))
        content = [said for part in prose for said in without_notes(ctx.text, *part)]
        if content:
            yield Draft(
                rule="attribution.interview",
                content=tuple(content),
                source=who,
                occasion=ctx.paragraphs[number],
                note="answer to a question",
            )


def _is_question(ctx: Context, part: Range) -> bool:
    """Tell whether a paragraph is a question and stands outside quotation marks."""
    text = ctx.text[slice(*part)].rstrip()
    return text.endswith("?") and text[:1] not in '"\u201c' and len(text.split()) > _TWO


def _is_prose(ctx: Context, part: Range) -> bool:
    """Tell whether a paragraph is an answer, not a heading, caption or credit."""
    text = ctx.text[slice(*part)].rstrip()
    return text[-1:] in '.!?"\u201d:)' and "Image:" not in text


def interviewee(ctx: Context, end: int) -> Range | None:
    """Return the name of the one person who is interviewed, or None when that is not plain.

    `end` is where the introduction ends, which names them.
    """
    people = _people(ctx, end)
    if not people:
        return None
    for match in _MEETS.finditer(ctx.text[:end]):
        met = _met(ctx, match, people)
        if met is not None:
            return met
    for match in _ANSWERS.finditer(ctx.text[:end]):
        before = _subject(ctx, match.start(), people)
        if before is not None:
            return before
    names = {ctx.text[slice(*part)].split()[-1] for part in people}
    alone = len(names) == 1 and _SPEAKS.search(ctx.text, 0, end) is not None
    return people[0] if alone and not _is_beside(ctx, people[0]) else None


def _is_beside(ctx: Context, part: Range) -> bool:
    """Tell whether somebody asks, or is only what the talk is about: "the trial of Erik Lund"."""
    return _is_reporter(ctx, part) or bool(_ABOUT.search(ctx.text, max(0, part[0] - 40), part[0]))


def _met(ctx: Context, match: re.Match[str], people: Sequence[Range]) -> Range | None:
    """Return who is asked where "spoke to" or the like tells; None where it leaves that open."""
    before = _subject(ctx, match.start(), people)
    if _BY.match(ctx.text, match.start()):
        return before
    after = [part for part in people if 0 <= part[0] - match.end() <= _NEAR]
    if not after or _with_another(ctx, after):
        return None
    if _is_reporter(ctx, after[0]):
        return before
    open_ = before is not None and _EITHER.match(match[0]) is not None
    if open_ and before is not None and not _is_reporter(ctx, before):
        return None
    return after[0]


def _with_another(ctx: Context, people: Sequence[Range]) -> bool:
    """Tell whether a second person is named right beside the first: "Torvin and Lund"."""
    if len(people) < _TWO:
        return False
    between = ctx.text[people[0][1] : people[1][0]]
    return bool(_JOINED.fullmatch(between)) and between != ", "


def _subject(ctx: Context, at: int, people: Sequence[Range]) -> Range | None:
    """Return the one person named in a sentence before its verb; None where there are several."""
    sentence = ctx.doc.char_span(at, at + 1, alignment_mode="expand")
    start = at if sentence is None else sentence[0].sent.start_char
    found = [part for part in people if start <= part[0] < at]
    return found[0] if len(found) == 1 else None


def _is_reporter(ctx: Context, part: Range) -> bool:
    """Tell whether words beside a name say that this is who asks."""
    start, end = part
    return bool(
        _REPORTER_BEFORE.search(ctx.text[max(0, start - 30) : start])
        or _REPORTER_AFTER.match(ctx.text, end)
    )


def _people(ctx: Context, end: int) -> list[Range]:
    """Return the people named before a character, in order."""
    base = ctx.parse.base
    named = {
        (mention.span.start - base, mention.span.end - base)
        for mention in ctx.mentions.values()
        if mention.type is EntityType.PERSON and mention.span.start - base < end
    }
    if not named:
        named = {
            (ent.start_char, ent.end_char)
            for ent in ctx.doc.ents
            if ent.label_ == "PERSON" and ent.start_char < end
        }
    return sorted(named)
