"""Interviews: answers to questions, and transcripts with the speakers' names as labels."""

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.extract.attributions.context import Context, Draft, Range
from generator.extract.attributions.lexicon import word_set
from generator.model import EntityType, Stance

_LABEL = re.compile(
    r"^(?P<name>[A-Z][\w.'\u2019-]*(?: (?:[A-Z(][\w.'\u2019)-]*|of|the|and|&)){0,6}|Q|A)"
    r"(?: ?:| ?\u2014|\.(?= [A-Z]))\s+(?=\S)"
)
_ASKS = word_set("q question interviewer reporter journalist host moderator")
_ANSWERS = frozenset(["a", "answer", "reply"])
_INTERVIEW = re.compile(
    r"\b(?:interview\w*|Q ?& ?A|questions?|talks? (?:to|with)|tells?)\b", re.IGNORECASE
)
_MEETS = re.compile(
    r"\b(?:interview(?:s|ed|ing)?(?: with)?|(?:spoke|speaks|sat down|talk(?:s|ed)?|chat(?:s|ted)?)"
    r" (?:with|to)|questions to)\b",
    re.IGNORECASE,
)
_TWO = 2
"""Speakers that make a transcript; words that make more than an interjection."""
_NEAR = 80
"""Most characters between "interview with" and the name."""
_QUESTIONS = 3
"""Fewest questions that make an interview."""


def interview_drafts(ctx: Context) -> list[Draft]:
    """Return who says what in a transcript or an interview, or nothing when it is neither."""
    return list(_transcript(ctx)) or list(_answers(ctx))


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


def _transcript(ctx: Context) -> Iterator[Draft]:
    """Yield the turns of a text whose paragraphs open with the speaker's label."""
    labels = [_LABEL.match(ctx.text[start:end]) for start, end in ctx.paragraphs]
    named = [match["name"].lower() for match in labels if match is not None]
    kinds = _ASKS | _ANSWERS
    shouted = {m["name"].lower() for m in labels if m is not None and m["name"].isupper()}
    turns = [n for n in named if named.count(n) > 1 or n in kinds | shouted]
    if len(turns) < len(named) or len(set(named)) < _TWO:
        turns = [n for n in turns if n in kinds]
        if len(set(turns)) < _TWO:
            return
    question: Range | None = None
    for number, match in enumerate(labels):
        if match is None:
            continue
        start = ctx.paragraphs[number][0]
        name = match["name"].lower()
        content = [(start + match.end(), ctx.paragraphs[number][1])]
        following = number + 1
        while following < len(labels) and labels[following] is None:
            content.append(ctx.paragraphs[following])
            following += 1
        asks = name in _ASKS
        yield Draft(
            rule="attribution.transcript",
            content=tuple(content),
            source=None if name in kinds else (start, start + len(match["name"])),
            stance=Stance.ASKS if asks else Stance.AFFIRMS,
            occasion=None if asks else question,
            note=f"label {match['name']}",
        )
        question = (content[0][0], content[-1][1]) if asks else None


def _answers(ctx: Context) -> Iterator[Draft]:
    """Yield the answers of an interview in which questions and answers are paragraphs."""
    asked = [number for number, part in enumerate(ctx.paragraphs) if _is_question(ctx, part)]
    if len(asked) < _QUESTIONS:
        return
    opening = ctx.text[: ctx.paragraphs[min(asked[0], 3)][1]]
    if not _INTERVIEW.search(opening):
        return
    who = _interviewee(ctx, asked[0])
    for place, number in enumerate(asked):
        last = asked[place + 1] if place + 1 < len(asked) else len(ctx.paragraphs)
        content = [part for part in ctx.paragraphs[number + 1 : last] if _is_prose(ctx, part)]
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


def _interviewee(ctx: Context, first: int) -> Range | None:
    """Return the name of the one person who is interviewed, or None when that is not plain."""
    end = ctx.paragraphs[first][0] if first else ctx.paragraphs[0][1]
    opening = ctx.text[:end]
    people = _people(ctx, end)
    if not people:
        return None
    for match in _MEETS.finditer(opening):
        after = [part for part in people if 0 <= part[0] - match.end() <= _NEAR]
        if after:
            return after[0]
    names = {ctx.text[slice(*part)].split()[-1] for part in people}
    return people[0] if len(names) == 1 else None


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
