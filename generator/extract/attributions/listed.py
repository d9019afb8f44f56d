"""What a list says: "The mayor said that" with its items, and the clauses of a resolution."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
from spacy.tokens import Token

from generator.extract.attributions.context import Context, Draft, Range, children
from generator.extract.attributions.lexicon import VerbCue, data, word_set
from generator.extract.attributions.verbgroup import FINITE, cue_group, subject_of
from generator.extract.attributions.vetoes import EMPTY
from generator.model import Stance

_MARKER = re.compile(
    r"(?:[-*\u2013\u2014\u2022\u25cf\u25aa\u25cb\u00b7]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+"
)
"""What opens an item of a list."""
_LINKS = re.compile(r"[\s,;.]*(?:[,;]\s*(?:and|or))?[\s,;.]*$")
"""What links an item to the next one: "; and"."""
_BODY = re.compile(r"(?:We, )?(?P<body>[Tt]he [A-Za-z][^\n,:;.]{3,90})[,:]\s*")
"""The paragraph that names who resolves."""
_NO_CLAUSE = word_set("for of from by in is are was were has have")
"""Words after a noun that looks like a verb: "Demands for rent are rising"."""
_PREAMBLE = re.compile(
    r"(?:[A-Z]?[a-z]+ly )?(?:[A-Z]?[a-z]+(?:ing|ed)\b|Whereas|Having|Mindful|Aware|Conscious"
    r"|[A-Za-z]+ aware)[^\n]*[,;:]?",
)
"""A reason given before the clauses: "Recalling its resolution …,"."""
_ADVERBS = r"(?:(?:[A-Z]?[a-z]+ly|[Ff]urther|[Aa]lso|[Oo]nce more|[Aa]gain|[Hh]ereby) ){0,3}"
_CLAUSE = re.compile(rf"{_ADVERBS}(?P<verb>[A-Z]?[a-z]+)\b(?: (?P<next>[a-z]+))?")


@dataclass(frozen=True, slots=True)
class _Lead:
    """A sentence that breaks off for a list."""

    verb: Token
    """The cue."""
    who: Token
    """Its subject."""
    entry: VerbCue
    infinitive: bool
    """Whether the items go on from "to", not from "that"."""


_OPENERS = {"that": "clause", "to": "infinitive", "following": "clause", "follows": "clause"}
"""Frame of the cue by the word with which a sentence breaks off."""


def listed_drafts(ctx: Context) -> Iterator[Draft]:
    """Yield a statement for each item that goes on from a sentence, or that a body resolves."""
    for number in range(len(ctx.paragraphs) - 1):
        lead = _lead(ctx, ctx.paragraphs[number])
        if lead is not None:
            for item in _items(ctx, number + 1):
                if _completes(ctx, item, lead):
                    yield _said(ctx, item, lead)
        else:
            yield from _resolved(ctx, number)


def _lead(ctx: Context, paragraph: Range) -> _Lead | None:
    """Return how a paragraph breaks off after a cue: "said that", "promised to:"."""
    text = ctx.text[slice(*paragraph)]
    words = text.rstrip(" :\u2013\u2014-").rsplit(maxsplit=1)
    frame = _OPENERS.get(words[-1].lower()) if words else None
    if frame is None and text.endswith(":"):
        frame = "clause"
    if frame is None:
        return None
    part = ctx.doc.char_span(*paragraph, alignment_mode="contract")
    if part is None:
        return None
    for verb in reversed(list(part[-1].sent)):
        if verb.pos_ not in {"VERB", "AUX"}:
            continue
        entry = next((e for e in ctx.lexicon.cues(verb) if frame in e.frames), None)
        who = subject_of(verb)
        whole = text.endswith(":") and bool(children(verb, "ccomp"))  # "said it had two faults:"
        if entry is not None and who is not None and who.lower_ not in EMPTY and not whole:
            return _Lead(verb, who, entry, infinitive=words[-1].lower() == "to")
        if verb.tag_ in FINITE:
            return None
    return None


def _items(ctx: Context, first: int) -> Iterator[Range]:
    """Yield the items from a paragraph on, without their marks."""
    marked = _MARKER.match(ctx.text, ctx.paragraphs[first][0]) is not None
    for start, end in ctx.paragraphs[first:]:
        mark = _MARKER.match(ctx.text, start, end)
        if (mark is None) == marked:
            return
        begin = start if mark is None else mark.end()
        if not (marked or ctx.text[begin].islower() or ctx.text[begin].isdigit()):
            return
        links = _LINKS.search(ctx.text, begin, end)
        last = end if links is None else links.start()
        if last > begin:
            yield begin, last
        if not marked and ctx.text[end - 1] in ".!?":
            return


def _completes(ctx: Context, item: Range, lead: _Lead) -> bool:
    """Tell whether an item completes the sentence before the list: a clause, or a bare verb."""
    part = ctx.doc.char_span(*item, alignment_mode="contract")
    if part is None:
        return False
    if lead.infinitive:
        return part[0].pos_ in {"VERB", "AUX"} or part[0].tag_ == "VB"
    return any(t.tag_ in FINITE for t in part)


def _said(ctx: Context, item: Range, lead: _Lead) -> Draft:
    return Draft(
        rule="attribution.listed",
        content=(item,),
        speaker=lead.who.i,
        cue=cue_group(ctx, lead.verb),
        anchor=lead.verb.i,
        stance=lead.entry.stance,
        hedge=lead.entry.hedge,
        note=f"{lead.verb.lemma_.lower()}: item of a list",
    )


def _resolved(ctx: Context, number: int) -> Iterator[Draft]:
    """Yield the clauses of a resolution whose body a paragraph names."""
    start, end = ctx.paragraphs[number]
    body = _BODY.fullmatch(ctx.text, start, end)
    part = ctx.doc.char_span(start, start + len(body["body"])) if body is not None else None
    if part is None or any(t.tag_ in FINITE for t in part):
        return
    for first, last in ctx.paragraphs[number + 1 :]:
        mark = _MARKER.match(ctx.text, first, last)
        begin = first if mark is None else mark.end()
        draft = _clause_of(ctx, (begin, last))
        if draft is not None:
            yield draft.but(speaker=part.root.i)
        elif mark is not None or _PREAMBLE.fullmatch(ctx.text, begin, last) is None:
            return


def _clause_of(ctx: Context, part: Range) -> Draft | None:
    """Return what a clause resolves: "Calls upon Member States to fund the appeal;"."""
    match = _CLAUSE.match(ctx.text, *part)
    tokens = None if match is None else ctx.doc.char_span(*match.span("verb"))
    if match is None or tokens is None:
        return None
    lemma = _lemma(match["verb"].lower())
    known = _resolving()
    phrase = f"{lemma}_{match['next']}"
    stance, end = known.get(phrase), match.end("next")
    if stance is None:
        bare = match["next"] not in _NO_CLAUSE
        stance, end = known.get(lemma) if bare else None, match.end("verb")
    if stance is None:
        return None
    that = re.compile(r",?\s+that\s").match(ctx.text, end, part[1])
    links = _LINKS.search(ctx.text, end, part[1])
    content = (end if that is None else that.end(), part[1] if links is None else links.start())
    if content[1] <= content[0]:
        return None
    return Draft(
        rule="attribution.resolution",
        content=(content,),
        cue=(match.start("verb"), end),
        stance=stance,
        note=f"{lemma}: clause of a resolution",
    )


def _lemma(verb: str) -> str:
    """Return a verb without the ending of the third person: `express`, `deny`, `urge`."""
    known = _resolving()
    forms = (verb, verb[:-1], verb[:-2], f"{verb[:-3]}y")
    return next((form for form in forms if any(k.split("_")[0] == form for k in known)), verb)


@functools.cache
def _resolving() -> dict[str, Stance]:
    """Return what a body does with each verb of resolutions."""
    listed = msgspec.yaml.decode(data("cues-resolutions.yaml"), type=dict[Stance, str])
    return {verb: stance for stance, verbs in listed.items() for verb in sorted(word_set(verbs))}
