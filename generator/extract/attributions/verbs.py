"""Attributions whose cue is a verb."""

from collections.abc import Iterator

from spacy.tokens import Token

from generator.extract.attributions.context import Context, Draft, children
from generator.extract.attributions.cue_quotes import beyond_quote, within_quote
from generator.extract.attributions.ends import ending, goes_on_saying
from generator.extract.attributions.frames import FRAMES
from generator.extract.attributions.lexicon import VerbCue, word_set
from generator.extract.attributions.noun_contents import is_said, passive_subject, stance_of_thing
from generator.extract.attributions.verbgroup import (
    SUBJECTS,
    after_comma,
    cue_group,
    inverted,
    names_only,
    prompts,
    subject_of,
)
from generator.extract.attributions.vetoes import Saying, vetoed

_NEED_AGENT = frozenset(
    [
        "attribution.order",
        "attribution.infinitive",
        "attribution.name",
        "attribution.call",
        "attribution.judgement",
        "attribution.accusation",
    ]
)
_NAMING = word_set("call dub label name brand nickname term")


def verb_drafts(ctx: Context) -> Iterator[Draft]:
    """Yield what the verbs of the document attribute."""
    for token in ctx.doc:
        if token.pos_ in {"VERB", "AUX"} or (token.lower_ == "says" and token.dep_ == "ROOT"):
            entries = ctx.lexicon.cues(token)
            if entries:
                draft = _read(ctx, token, entries)
                if draft is not None:
                    yield draft


def _read(ctx: Context, verb: Token, entries: tuple[VerbCue, ...]) -> Draft | None:
    """Return what a verb attributes, by the first of its frames that fits."""
    if verb.dep_ in {"amod", "compound", "nmod"} or prompts(verb):
        return None
    if verb.lemma_ in _NAMING and names_only(verb):
        return None
    for frame, finder in FRAMES.items():
        for entry in entries:
            if frame in entry.frames:
                draft = finder(ctx, verb)
                if draft is not None and _fits(ctx, verb, entry, draft):
                    return _finish(ctx, verb, entry, draft)
    return None


def _fits(ctx: Context, verb: Token, entry: VerbCue, draft: Draft) -> bool:
    """Tell whether a clause or a noun phrase can be what a verb of the family says."""
    if entry.family in {"say-that", "ask-that"}:
        return _opens_with_that(ctx, draft)
    if draft.rule != "attribution.object" or draft.root is None:
        return True
    return is_said(ctx, verb, entry, ctx.doc[draft.root])


def _opens_with_that(ctx: Context, draft: Draft) -> bool:
    """Tell whether a content clause opens with "that": "allowed that", not "allowed Berg to"."""
    if draft.root is None:
        return False
    return any(c.lower_ == "that" and c.dep_ == "mark" for c in ctx.doc[draft.root].lefts)


def _finish(ctx: Context, verb: Token, entry: VerbCue, draft: Draft) -> Draft | None:
    """Add to a draft what all frames share; None when nobody really says it."""
    about = _reporter(ctx, verb) or subject_of(verb)
    if draft.rule == "attribution.object" and passive_subject(verb) is not None:
        about = _agent(verb)
    if vetoed(Saying(ctx, verb, entry, draft, about)) is not None:
        return None
    cast = _cast(ctx, verb, entry, draft)
    content = within_quote(ctx, verb, draft)
    if cast is None or not content:
        return None
    quoting = _quoting(verb)
    outside = cast[0] is not None and beyond_quote(ctx, verb, cast[0])
    who, told, channel = (None if token is None else token.i for token in cast)
    return draft.but(
        content=content,
        speaker=None if outside else who,
        addressee=told,
        channel=channel,
        cue=cue_group(ctx, _telling(ctx, quoting)),
        anchor=quoting.i,
        stance=stance_of_thing(ctx, entry, draft),
        hedge=entry.hedge,
        note=f"{verb.lemma_.lower()}: {entry.family}",
        beaten=_beaten(ctx, verb, draft),
    )


def _beaten(ctx: Context, verb: Token, draft: Draft) -> tuple[str, ...]:
    """Return the readings of the parse that the rules did not follow, each with why."""
    if draft.root is None:
        return ()
    lost: list[str] = []
    head = ctx.doc[draft.root]
    end = max(end for _, end in draft.content)
    rest = [t for t in head.subtree if t.idx >= end and t.i > verb.i and t.is_alpha]
    if rest and head.i > verb.i:
        lost.append(f"content to {rest[-1].text!r}: {_why_ended(ctx, verb, head)}")
    if draft.content[-1][1] > head.right_edge.idx + len(head.right_edge.text) + 2 > verb.idx:
        lost.append(f"content to {head.right_edge.text!r}: a clause or quotation goes on with it")
    subject = subject_of(verb)
    early = [c for c in children(verb, *SUBJECTS) if c.i < verb.i] if inverted(verb) else []
    lost += [f"{c.text!r} as speaker: the speaker stands after the verb" for c in early]
    reporter = _reporter(ctx, verb)
    if reporter is not None and subject is not None and reporter != subject:
        lost.append(f"{subject.text!r} as speaker: the verb goes on with the reporting")
    return tuple(lost)


def _why_ended(ctx: Context, verb: Token, head: Token) -> str:
    """Return the rule by which a content ends before the parser's end."""
    first, last = max(verb.i + 1, head.left_edge.i), head.right_edge.i
    rules = (ending(ctx, verb, head, token) for token in ctx.doc[first : last + 1])
    rule = next(filter(None, rules), None)
    return "the document itself goes on there" if rule is None else f"{rule.name} ends it"


def _cast(
    ctx: Context, verb: Token, entry: VerbCue, draft: Draft
) -> tuple[Token | None, Token | None, Token | None] | None:
    """Return speaker, addressee and medium of a verb, or None when it must have one and has not."""
    who = _reporter(ctx, verb) or subject_of(verb)
    if draft.rule == "attribution.raised":
        return _agent(verb), None, None
    if _is_passive(ctx, verb):
        return _passive_cast(ctx, verb, who, draft)
    if who is None:
        asker = _inverted(ctx, verb, draft)
        allowed = asker is not None or draft.rule == "attribution.quote"
        return (asker, None, None) if allowed else None
    quoting = _quoting(verb)
    if quoting != verb or (verb.lemma_ in {"quote", "cite"} and _names_source(verb, draft)):
        return _quoted_as(quoting)
    return who, None if entry.to_nobody else _told(ctx, verb, draft), None


def _passive_cast(
    ctx: Context, verb: Token, about: Token | None, draft: Draft
) -> tuple[Token | None, Token | None, None] | None:
    """Return speaker and addressee of a passive verb, or None when it says nothing."""
    by = _agent(verb)
    if draft.rule == "attribution.object" and passive_subject(verb) is not None:
        return None if by is None else (by, None, None)
    told = None if about is None or about.lower_ == "it" else about
    telling = verb.lemma_.lower() in ctx.lexicon.telling_verbs
    ahead = draft.rule == "attribution.verb" and draft.start < verb.idx
    if told is not None and ahead and not telling:
        return None  # "…; some were written by both"
    clause = draft.rule == "attribution.verb" and not ahead
    if told is not None and clause and not telling and told.lemma_.lower() not in ctx.lexicon.nouns:
        return None  # "The deal was announced at a forum that the mayor had set up"
    return None if by is None and draft.rule in _NEED_AGENT else (by, told, None)


def _inverted(ctx: Context, verb: Token, draft: Draft) -> Token | None:
    """Return the subject read as an object after its quotation: "…?" asked X."""
    things = [c for c in children(verb, "dobj") if c.i > verb.i]
    ahead = bool(draft.content) and draft.content[0][0] < verb.idx
    quoted = ahead and bool(ctx.quotes_in(*draft.content[0]))
    return things[0] if things and quoted and verb.dep_ == "ROOT" else None


def _is_passive(ctx: Context, verb: Token) -> bool:
    """Tell whether a verb is passive, as "told" is in "was hauled in and told that"."""
    if children(verb, "auxpass"):
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "acl":
        # "The agency assessed that …" is a sentence, though the parser may see a participle.
        return verb.head.dep_ != "ROOT" or verb.lemma_.lower() in ctx.lexicon.telling_verbs
    unheard = verb.lemma_.lower() in ctx.lexicon.telling_verbs and not children(
        verb, "dobj", "dative"
    )
    shared = verb.dep_ == "conj" and bool(children(verb.head, "auxpass"))
    shared = shared and _reporter(ctx, verb) is None  # "said it was shut and promised to"
    bare = not children(verb, "aux", *SUBJECTS)
    return shared and bare and (verb.tag_ == "VBN" or (verb.tag_ == "VBD" and unheard))


def _reporter(ctx: Context, verb: Token) -> Token | None:
    """Return who goes on to report with a verb hung on the content: "…, adding that"."""
    head = verb.head
    if verb.dep_ == "conj" and head.dep_ == "ccomp" and ending(ctx, head.head, head, verb):
        return subject_of(head.head) if head.head.lemma_.lower() in ctx.lexicon.verbs else None
    if not goes_on_saying(verb) or not after_comma(verb):
        return None
    while head.dep_ in {"conj", "ccomp", "advcl"} and head.dep_ != "ROOT":
        outer = head.head
        if head.dep_ == "ccomp" and outer.lemma_.lower() in ctx.lexicon.verbs:
            return subject_of(outer)
        head = outer
    return None


def _names_source(verb: Token, draft: Draft) -> bool:
    """Tell whether a verb's object is who is quoted: "quoting X", not "citing 'a measure'"."""
    things = children(verb, "dobj")
    return bool(things) and not any(a <= things[0].idx < b for a, b in draft.content)


def _quoting(verb: Token) -> Token:
    """Return the verb that quotes in "was quoted as saying", or the verb itself."""
    as_saying = verb.dep_ == "pcomp" and verb.head.lower_ == "as"
    return verb.head.head if as_saying and verb.head.head.pos_ == "VERB" else verb


def _telling(ctx: Context, verb: Token) -> Token:
    """Return the verb that tells in "tweeted, using her account", or the verb itself."""
    helps = verb.lemma_ == "use" and verb.tag_ == "VBG" and verb.dep_ in {"advcl", "xcomp"}
    return verb.head if helps and ctx.lexicon.cues(verb.head) else verb


def _quoted_as(verb: Token) -> tuple[Token | None, Token | None, Token | None] | None:
    """Return speaker and medium of "the paper quoted X as saying", "X was quoted as saying"."""
    quoted = next(iter(children(verb, "dobj", "nsubjpass")), None)
    if quoted is None:
        return subject_of(verb), None, None
    medium = _agent(verb) if children(verb, "nsubjpass") else subject_of(verb)
    return quoted, None, medium


def _agent(verb: Token) -> Token | None:
    """Return who speaks in the passive: "by X"."""
    return next((p for a in children(verb, "agent") for p in children(a, "pobj")), None)


def _told(ctx: Context, verb: Token, draft: Draft) -> Token | None:
    """Return the one who is told, asked or ordered."""
    if draft.rule == "attribution.object":
        return None
    for child in children(verb, "dative", "dobj"):
        if child.dep_ == "dobj" and verb.lemma_.lower() not in ctx.lexicon.telling_verbs:
            continue
        target = child
        if child.dep_ == "dative" and child.pos_ == "ADP":
            target = next(iter(children(child, "pobj")), child)
        if (
            target.tag_ not in {"WP", "WDT"}
            and target.pos_ in {"NOUN", "PROPN", "PRON"}
            and target.ent_type_ not in {"DATE", "TIME"}
        ):
            return target
    for child in children(verb, "prep"):
        if child.lower_ == "to" or (child.lower_ == "on" and draft.rule == "attribution.order"):
            told = next(iter(children(child, "pobj")), None)
            return None if told is None or told.tag_ in {"WP", "WDT"} else told
    return None
