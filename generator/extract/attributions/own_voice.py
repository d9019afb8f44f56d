"""What the document says in its own voice: sentences and clauses attributed to nobody."""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from generator.extract.attributions.clauses import remark
from generator.extract.attributions.context import Context, children
from generator.extract.attributions.hedges import hedges_in
from generator.extract.attributions.lexicon import word_set
from generator.extract.attributions.refusals import refusal_words
from generator.extract.attributions.verbgroup import FINITE, subject_of
from generator.extract.ranges import Ranges
from generator.extract.transcript import holding
from generator.model import (
    Attribution,
    Hedge,
    HedgeKind,
    OwnVoice,
    OwnVoiceKind,
    Reason,
    Refusal,
    Span,
)

_SPEAKING = word_set("speak ask cite quote refer address say add answer")
_UNKNOWN = re.compile(
    r"\b(?:it (?:is|was|remains|remained)|(?:is|was|are|were|remains?|remained)) (?:still |yet )?"
    r"(?:(?:not|n['\u2019]t) (?:immediately |yet )?(?:clear|known)|unclear|unknown)\b",
    re.IGNORECASE,
)
_SHORT = 2
"""Tokens after a participle that make it more than a gesture: "smiling"."""
_PUNCTUATION = " ,;:\"'\u201c\u201d\u2018\u2019\u2013\u2014-"


def own_voice(
    ctx: Context, attributions: Sequence[Attribution], refusals: Sequence[Refusal]
) -> tuple[OwnVoice, ...]:
    """Return the passages that the document attributes to nobody, in order."""
    found = [
        *_sentences(ctx, attributions, refusals),
        *_tails(ctx, attributions),
        *_remarks(ctx, attributions),
        *_participles(ctx, attributions),
        *_relations(ctx, attributions),
    ]
    unique = {(passage.span.start, passage.span.end): passage for passage in reversed(found)}
    return tuple(
        sorted(unique.values(), key=lambda passage: (passage.span.start, passage.span.end))
    )


def _passage(ctx: Context, span: Span, kind: OwnVoiceKind, rule: str, *evidence: Span) -> OwnVoice:
    """Return a passage with its hedges."""
    base = ctx.parse.base
    hedges = tuple(
        Hedge(ctx.span(*part), hedge)
        for part, hedge in hedges_in(ctx, span.start - base, span.end - base)
    )
    if kind is OwnVoiceKind.ASSERTION and any(
        h.kind is HedgeKind.CONDITION and h.span.start == span.start for h in hedges
    ):
        kind = OwnVoiceKind.CONDITIONAL
    if kind is OwnVoiceKind.ASSERTION and _is_gap(span.text, hedges):
        kind = OwnVoiceKind.REPORTING_GAP
    return OwnVoice(
        span=span, kind=kind, hedges=hedges, reason=Reason(f"own-voice.{rule}", evidence)
    )


def _is_gap(text: str, hedges: Sequence[Hedge]) -> bool:
    """Tell whether a passage says what is not known: "It was not clear whether …"."""
    unsure = any(hedge.kind is HedgeKind.NON_CORROBORATION for hedge in hedges)
    return unsure or _UNKNOWN.search(text) is not None


def _sentences(
    ctx: Context, attributions: Sequence[Attribution], refusals: Sequence[Refusal]
) -> Iterator[OwnVoice]:
    """Yield sentences, or the part of a sentence, outside every attribution."""
    places = Ranges(
        (min(span.start for span in spans), max(span.end for span in spans), attribution)
        for attribution in attributions
        for spans in [(*attribution.content, *([attribution.cue] if attribution.cue else []))]
    )
    withheld = {(refusal.span.start, refusal.span.end): refusal for refusal in refusals}
    for sentence in ctx.doc.sents:
        span = ctx.span(sentence.start_char, sentence.end_char)
        if not any(t.pos_ in {"VERB", "AUX"} and t.tag_ not in {"VBN", "VBG"} for t in sentence):
            continue
        refusal = withheld.get((span.start, span.end))
        if refusal is not None:
            yield _passage(ctx, span, OwnVoiceKind.REPORTING_GAP, "refusal", refusal.cue)
            continue
        if span.text.endswith(":") or _is_noted(ctx, span):
            continue
        own = _own_part(ctx, sentence, span, places.over(span.start, span.end))
        if own is not None:
            yield _passage(ctx, own, OwnVoiceKind.ASSERTION, "sentence")


def _is_noted(ctx: Context, span: Span) -> bool:
    """Tell whether a sentence is a stage note, or follows a label that calls a thing: "CLAIM:"."""
    if holding(ctx.parse.transcript.things, span.start - 1 - len(" ")) is not None:
        return True
    return holding(ctx.parse.transcript.notes, span.start) is not None


def _own_part(
    ctx: Context, sentence: TokenSpan, span: Span, attributions: Sequence[Attribution]
) -> Span | None:
    """Return the sentence, or its main clause before the first content, if nobody says it."""
    said = sorted(
        (part.start, part.end)
        for attribution in attributions
        for part in attribution.content
        if part.start < span.end and span.start < part.end
    )
    cues = [
        (a.cue.start, a.cue.end)
        for a in attributions
        if a.cue is not None and a.cue.start < span.end and span.start < a.cue.end
    ]
    root = sentence.root.idx + ctx.parse.base
    if any(start <= root < end for start, end in (*said, *cues)):
        return None
    if not said:
        return span
    start, end = span.start, span.end
    first, last = said[0][0], said[-1][1]
    part = (start, first) if root < first else (last, end) if root >= last else None
    if part is None or any(c.dep_ == "expl" and c.lower_ == "there" for c in sentence.root.lefts):
        return None
    own = _trimmed(ctx, part[0], _before_next_cue(ctx, cues, *part))
    if own is None or not _has_verb(ctx, own):
        return None
    return own if _complete(ctx, sentence.root, own) else span


def _has_verb(ctx: Context, own: Span) -> bool:
    """Tell whether a stretch has a finite verb."""
    base = ctx.parse.base
    part = ctx.doc.char_span(own.start - base, own.end - base, alignment_mode="expand")
    return part is not None and any(token.tag_ in FINITE for token in part)


def _before_next_cue(ctx: Context, cues: Sequence[tuple[int, int]], start: int, end: int) -> int:
    """Return where a stretch ends before a second verb that says something: "… and said"."""
    base = ctx.parse.base
    for first, last in sorted(cues):
        part = ctx.doc.char_span(first - base, last - base, alignment_mode="expand")
        further = part is not None and (
            part.root.dep_ == "conj" or (part.root.dep_ == "advcl" and part.root.tag_ == "VBG")
        )
        if start < first < end and part is not None and further:
            before = part.root.left_edge.i - 1
            while before > 0 and (ctx.doc[before].pos_ == "CCONJ" or ctx.doc[before].is_punct):
                before -= 1
            return base + ctx.range_of(before, before)[1]
    return end


def _complete(ctx: Context, root: Token, own: Span) -> bool:
    """Tell whether a part of a sentence can stand alone: it has the subject, and ends well."""
    base = ctx.parse.base
    last = ctx.doc.char_span(own.end - base - 1, own.end - base, alignment_mode="expand")
    who = subject_of(root)
    held = who is None or own.start <= who.idx + base < own.end
    text = ctx.parse.document.text[own.end : own.end + 8].lstrip()
    open_end = (
        text.startswith(("to ", "not to "))
        or last is None
        or last[-1].pos_
        in {
            "VERB",
            "ADP",
            "AUX",
            "SCONJ",
            "PRON",
            "DET",
            "PART",
        }
    )
    return held and not open_end and (last is None or last[-1].dep_ not in {"xcomp", "relcl"})


def _trimmed(ctx: Context, start: int, end: int) -> Span | None:
    """Return a stretch without "that" and punctuation at its ends."""
    text = ctx.parse.document.text
    while start < end and text[start] in _PUNCTUATION:
        start += 1
    while end > start:
        stretch = text[start:end]
        shorter = stretch.rstrip(_PUNCTUATION)
        for link in (" that", " and", " but", " or"):
            shorter = shorter.removesuffix(link)
        if len(shorter) == len(stretch):
            break
        end = start + len(shorter)
    return ctx.parse.document.span(start, end) if end > start else None


def _tails(ctx: Context, attributions: Sequence[Attribution]) -> Iterator[OwnVoice]:
    """Yield a clause about a name that was cut off a content: "Russia which is …"."""
    starts = {
        content.end - ctx.parse.base: content
        for attribution in attributions
        for content in attribution.content
    }
    for token in ctx.doc:
        if token.dep_ == "relcl" and token.head.idx + len(token.head.text) in starts:
            first = token.head
            while first.i > 0 and ctx.doc[first.i - 1].dep_ == "compound":
                first = ctx.doc[first.i - 1]
            span = ctx.words(first.i, token.right_edge.i)
            yield _passage(ctx, span, OwnVoiceKind.DESCRIPTION, "background")


def _remarks(ctx: Context, attributions: Sequence[Attribution]) -> Iterator[OwnVoice]:
    """Yield what the document remarks on a statement: "a claim that could not be verified"."""
    base = ctx.parse.base
    ends = {part.end - base for attribution in attributions for part in attribution.content}
    ends |= {a.source.end - base for a in attributions if a.source is not None}
    for token in ctx.doc:
        if token.text == "," and token.idx in ends:
            noun = remark(ctx, token.i)
            if noun is not None:
                span = ctx.words(token.i + 1, noun.right_edge.i)
                yield _passage(ctx, span, OwnVoiceKind.ASSERTION, "remark")


def _participles(ctx: Context, attributions: Sequence[Attribution]) -> Iterator[OwnVoice]:
    """Yield what the document adds to a saying: "…, using initials of …"."""
    base = ctx.parse.base
    cues = {a.cue.end - base for a in attributions if a.cue is not None}
    inside = [(part.start - base, part.end - base) for a in attributions for part in a.content] + [
        (a.cue.start - base, a.cue.end - base) for a in attributions if a.cue is not None
    ]
    words = refusal_words()
    for token in ctx.doc:
        if token.dep_ != "advcl" or token.tag_ != "VBG" or token.lemma_.lower() in _SPEAKING:
            continue
        if token.head.idx + len(token.head.text) not in cues or token.i < token.head.i:
            continue
        if any(start <= token.idx < end for start, end in inside):
            continue
        naming = any(
            t.lower_ in words["definition_nouns"] for t in token.subtree if t.pos_ == "NOUN"
        )
        kind = OwnVoiceKind.DEFINITION if naming else OwnVoiceKind.ASSERTION
        if token.right_edge.i - token.left_edge.i < _SHORT:
            continue
        span = ctx.words(token.left_edge.i, token.right_edge.i)
        yield _passage(ctx, span, kind, "participle")


def _relations(ctx: Context, attributions: Sequence[Attribution]) -> Iterator[OwnVoice]:
    """Yield how the document relates a speaker to others: "Kyiv's key ally"."""
    for attribution in attributions:
        role = attribution.role
        if role is not None and _relational(ctx, role):
            yield _passage(ctx, role, OwnVoiceKind.DESCRIPTION, "relation")


def _relational(ctx: Context, role: Span) -> bool:
    base = ctx.parse.base
    part = ctx.doc.char_span(role.start - base, role.end - base, alignment_mode="expand")
    if part is None:
        return False
    head: Token = part.root
    owned = bool(children(head, "poss")) or any(t.tag_ == "POS" for t in part)
    words = {part[-1].lemma_.lower(), head.lemma_.lower()}
    return bool(words & ctx.lexicon.relations) and (owned or bool(children(head, "prep")))
