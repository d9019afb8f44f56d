"""Statements set in paragraphs of their own after a colon, without quotation marks."""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from generator.extract.attributions.context import Context, Draft, Range, children
from generator.extract.attributions.lexicon import word_set
from generator.extract.attributions.verbgroup import cue_group, subject_of
from generator.extract.transcript.notes import AFTERWARDS
from generator.model import EntityType, Stance

_MARKS = "\"'\u201c\u201d\u201e\u2018\u00ab`"
_EMPTY = frozenset(["that", "this", "it", "which"])
_THIRD = frozenset(["he", "she", "they"])
_FAMILIES = word_set("say distance deny shout go-on commit demand")
_LISTED = re.compile(r"^(?:[-*\u2022\u25cf\u00b7]|\(?\d{1,2}[.)])\s")
_AFTERWARDS = re.compile(rf"(?:{AFTERWARDS}|background|ends|follow )", re.IGNORECASE)


def block_drafts(ctx: Context, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield statements that fill the paragraphs after "The minister said:"."""
    for number, (start, end) in enumerate(ctx.paragraphs[:-1]):
        following = ctx.text[ctx.paragraphs[number + 1][0]]
        if ctx.text[end - 1] == ":" and following not in _MARKS:
            cue = announcing(ctx, start, end)
            content = () if cue is None else _body(ctx, number + 1, cue, drafts)
            if cue is not None and content:
                who = subject_of(cue)
                yield Draft(
                    rule="attribution.block",
                    content=content,
                    speaker=None if who is None else who.i,
                    cue=cue_group(ctx, cue),
                    anchor=cue.i,
                    stance=_stance(ctx, cue),
                    note="paragraphs after a colon",
                )


def _stance(ctx: Context, cue: Token) -> Stance:
    """Return what the verb before the colon does with the statement: "denied:" denies."""
    entries = ctx.lexicon.verbs.get(cue.lemma_.lower(), ())
    return next((e.stance for e in entries if e.family in _FAMILIES), Stance.AFFIRMS)


def announcing(ctx: Context, start: int, end: int) -> Token | None:
    """Return the verb of the last sentence of a paragraph that announces a statement, or None."""
    part = ctx.doc.char_span(start, end, alignment_mode="contract")
    if part is None:
        return None
    found = None
    root = part[-1].sent.root
    ruler = subject_of(root)
    if root.lemma_.lower() in ctx.lexicon.verbs and ruler is not None:
        return None if ruler.lower_ == "what" else root
    for token in part[-1].sent:
        who = subject_of(token)
        if token.pos_ != "VERB" or who is None or who.lower_ in _EMPTY:
            continue
        entries = ctx.lexicon.verbs.get(token.lemma_.lower(), ())
        says = any(entry.family in _FAMILIES for entry in entries)
        gives = token.lemma_.lower() in ctx.lexicon.light_verbs | {"provide"} and any(
            thing.lemma_.lower() in ctx.lexicon.nouns for thing in children(token, "dobj")
        )
        if says or gives:
            found = token
    return found


def _body(ctx: Context, first: int, cue: Token, drafts: Sequence[Draft]) -> tuple[Range, ...]:
    """Return the paragraphs of a statement, up to where others speak of its speaker."""
    content: list[Range] = []
    for start, end in ctx.paragraphs[first:]:
        text = ctx.text[start:end]
        if text[0] in _MARKS or _LISTED.match(text) or _AFTERWARDS.match(text):
            break
        if not content and text[-1] not in '.!?"\u201d)\u2019':
            break
        stop = _narrated(ctx, (start, end), cue, drafts)
        if stop > start:
            content.append((start, stop))
        if stop < end or text.endswith(":"):
            break
    return tuple(content)


def _person(ctx: Context, who: Token) -> bool:
    mention = ctx.mentions.get(who.i)
    known = who.ent_type_ if mention is None or mention.type is None else mention.type.name
    return who.pos_ == "PROPN" and known == EntityType.PERSON.name


def _narrated(ctx: Context, part: Range, cue: Token, drafts: Sequence[Draft]) -> int:
    """Return where in a paragraph the narration comes back: "They also claimed …"."""
    start, end = part
    who = subject_of(cue)
    if who is not None and _person(ctx, who):
        named = re.search(rf"\b{re.escape(who.text)}\b", ctx.text[start:end])
        if named is not None:
            return start  # Nobody speaks of themselves by name: the post itself is missing.
    for draft in sorted(drafts, key=lambda draft: draft.cue or (0, 0)):
        if draft.cue is None or draft.speaker is None or not start <= draft.cue[0] < end:
            continue
        speaker = ctx.doc[draft.speaker]
        same = who is not None and speaker.text == who.text and speaker.pos_ != "PRON"
        if same or speaker.lower_ in _THIRD:
            return max(start, ctx.doc[draft.speaker].sent.start_char)
    return end
