"""Clauses that the parser hung elsewhere, and clauses that their cue interrupts."""

from spacy.tokens import Token

from generator.extract.attributions.clauses import after, around, clause
from generator.extract.attributions.context import Context, Draft, children
from generator.extract.attributions.leaving import closing_report
from generator.extract.attributions.speakers import can_speak
from generator.extract.attributions.verbgroup import (
    FINITE,
    SUBJECTS,
    cue_group,
    inverted,
    is_finite,
    parenthetic,
    subject_of,
)

_OPENING = frozenset(["IN", "WRB", "WP", "WDT", "CC", "VBG", "VBN", "TO"])
"""Tags of words that open no sentence of their own."""
_MAIN = frozenset(["ROOT", "ccomp", "relcl", "conj", "parataxis", "aux", "auxpass"])


def resumed(ctx: Context, verb: Token) -> Draft | None:
    """Content follows a cue read as a parenthesis: "The letter -- signed by X -- says Y lies"."""
    who = subject_of(verb) if verb.dep_ == "parataxis" and not children(verb, "nsubj") else None
    if who is None or who.head != verb.head or who.i > verb.i:
        return None
    first, last = verb.i + 1, verb.head.right_edge.i
    while last > first and ctx.doc[last].text == ".":
        last -= 1
    return Draft(rule="attribution.verb", content=(ctx.range_of(first, last),), root=verb.head.i)


def closing(ctx: Context, verb: Token) -> Draft | None:
    """Content is the sentence that a cue with its subject closes, where the parser saw no clause.

    "The party plans to spend millions, its leader, Anna Torvin, told The Gazette."
    """
    who = subject_of(verb)
    if verb.dep_ != "ROOT" or who is None or who.i > verb.i or verb.sent[0].tag_ in _OPENING:
        return None
    spoken = any(entry.family == "say" for entry in ctx.lexicon.cues(verb))
    goes_on = children(verb, "ccomp", "xcomp", "advcl", "conj", "parataxis")
    first, comma = verb.sent.start, who.left_edge.i - 1
    if not spoken or goes_on or comma <= first or ctx.doc[comma].text != ",":
        return None
    rest = [t for t in ctx.doc[verb.i + 1 : verb.sent.end] if t.is_punct and not t.is_sent_end]
    finite = [t for t in ctx.doc[first:comma] if t.tag_ in FINITE and t.dep_ in _MAIN]
    if not finite or any(t.text not in {".", '"', "\u201d"} for t in rest):
        return None
    return Draft(
        rule="attribution.verb", content=(ctx.range_of(first, comma - 1),), root=finite[0].i
    )


def reported_last(ctx: Context, verb: Token) -> Draft | None:
    """Content is the sentence that "…, a poll found" closes, read as another name of its end."""
    first = closing_report(ctx, verb.head)
    families = {entry.family for entry in ctx.lexicon.cues(verb)}
    if first is None or first.i < verb.sent.start + 1 or not families & {"say", "show", "know"}:
        return None
    ahead = ctx.doc[verb.sent.start : first.i - 1]
    finite = [t for t in ahead if t.tag_ in FINITE]
    if not finite:
        return None
    return Draft(
        rule="attribution.verb",
        content=(ctx.range_of(ahead.start, first.i - 2),),
        speaker=verb.head.i,
        cue=cue_group(ctx, verb),
        anchor=verb.i,
        root=finite[0].i,
        note=f"{verb.lemma_.lower()}: closes its sentence",
    )


def interrupted(ctx: Context, verb: Token) -> Draft | None:
    """Content is the clause that an inverted cue interrupts: "The plan, said X, will fail"."""
    who = inverted(verb)
    if who is None:
        return None
    first, last, end = verb.sent.start, who.right_edge.i, verb.sent.end
    rest = [token for token in ctx.doc[last + 1 : end] if token.tag_ in FINITE]
    if any(token.tag_ in FINITE for token in ctx.doc[first : verb.i]):
        return _closed(ctx, verb, who)
    if not rest:
        return None
    content = around(ctx, (first, end - 1), (verb.i, last))
    root = rest[0].head if rest[0].dep_ in {"aux", "auxpass"} else rest[0]
    return Draft(rule="attribution.parenthesis", content=content, root=root.i)


def parted(ctx: Context, verb: Token) -> Draft | None:
    """Read "said that the work, begun in May, has ended", in which the aside was read as clause."""
    for aside in children(verb, "ccomp"):
        mark = next((c for c in children(aside, "mark") if c.i == verb.i + 1), None)
        who = children(aside, *SUBJECTS)
        bare = aside.tag_ == "VBN" and not children(aside, "aux", "auxpass")
        if mark is None or mark.lower_ != "that" or not who or not bare:
            continue
        for head in children(verb, "conj"):
            own = children(head, *SUBJECTS)
            helped = children(head, "aux") and head.left_edge.nbor(-1).text == ","
            if head.i > aside.i and helped and not own and aside.nbor(-1).text == ",":
                content = (ctx.range_of(mark.i + 1, head.right_edge.i),)
                return Draft(rule="attribution.verb", content=content, root=head.i)
    return None


def between(ctx: Context, verb: Token) -> Draft | None:
    """Content is the clause around a cue between commas: "The plan, X told us, was dead"."""
    who = parenthetic(verb)
    if who is None:
        return None
    first, end = who.left_edge.i, verb.sent.end
    last = next(t.i for t in ctx.doc[verb.i + 1 : end] if t.text == ",")
    rest = [t for t in ctx.doc[last + 1 : end] if t.tag_ in FINITE]
    if not rest or any(t.tag_ in FINITE for t in ctx.doc[verb.sent.start : first]):
        return None
    content = around(ctx, (verb.sent.start, end - 1), (first, last))
    return Draft(rule="attribution.parenthesis", content=content, root=rest[0].i)


def _closed(ctx: Context, verb: Token, who: Token) -> Draft | None:
    """Content is the sentence that an inverted cue closes: "The fleet left, reported X, citing"."""
    clause_ahead = verb.dep_ == "advcl" and verb.head.i < verb.i
    if not clause_ahead or children(verb, "ccomp", "mark") or who.dep_ != "dobj":
        return None
    content = around(ctx, (verb.sent.start, verb.i - 1), (verb.i, verb.i))
    return Draft(rule="attribution.verb", content=content, root=verb.head.i)


def of_remark(ctx: Context, verb: Token) -> Draft | None:
    """Content is what others say of a noun, of which the parser hung the verb on the main cue.

    "The quay will close, X said, in a move that hauliers warned could cost the port millions."
    """
    opener = verb.left_edge
    if verb.dep_ != "relcl" or opener.lower_ not in {"that", "which"} or verb.i + 1 == len(ctx.doc):
        return None
    first = verb.nbor(1)
    head = first.head if first.dep_ in {"aux", "auxpass"} else first
    lost = first.tag_ in FINITE and head.dep_ == "ccomp" and not verb.is_ancestor(head)
    who = [c for c in children(verb, "nsubj") if c != opener]
    if not lost or children(verb, "ccomp", "xcomp", "dobj") or not who:
        return None
    about = verb.head
    content = (ctx.range_of(about.left_edge.i, about.i), ctx.range_of(first.i, head.right_edge.i))
    source = ctx.range_of(who[0].left_edge.i, who[0].i)
    return Draft(rule="attribution.verb", content=content, source=source, root=head.i)


def misplaced(ctx: Context, verb: Token) -> Draft | None:
    """Content is a clause that the parser hung on the addressee: "proved to the nation that"."""
    heard = [n for n in children(verb, "dobj", "dative") if n.lemma_ not in ctx.lexicon.nouns]
    heard += [
        noun
        for prep in children(verb, "prep")
        if prep.lower_ in {"to", "in", "on", "at", "during", "with"}
        for noun in children(prep, "pobj", "pcomp")
    ]
    # "told a crowd of hundreds that": the clause hangs on the last noun.
    heard += [
        inner
        for noun in list(heard)
        for prep in children(noun, "prep")
        for inner in children(prep, "pobj")
    ]
    for noun in heard:
        for head in children(noun, "relcl", "acl", "ccomp"):
            that = any(c.lower_ == "that" and c.dep_ in {"mark", "advmod"} for c in head.lefts)
            if that and is_finite(head):
                content = clause(ctx, verb, head)
                return Draft(rule="attribution.verb", content=content, root=head.i)
            if _tells(ctx, verb, noun, head):
                return Draft(rule="attribution.verb", content=clause(ctx, verb, head), root=head.i)
            inner = _beyond(ctx, head)
            if inner is not None:
                content = clause(ctx, verb, inner)
                return Draft(rule="attribution.verb", content=content, root=inner.i)
    return None


def _tells(ctx: Context, verb: Token, noun: Token, head: Token) -> bool:
    """Tell whether a clause read as a description is what is told: "told The Gazette they saw it".

    It has its own subject and lacks nothing that the noun could stand for; a name needs none.
    """
    own = children(head, "nsubj")
    if (
        head.dep_ != "relcl"
        or not own
        or own[0].tag_ != "PRP"
        or own[0].left_edge.i != noun.i + 1
        or verb.lemma_.lower() not in ctx.lexicon.telling_verbs
    ):
        return False
    later = any(c.tag_ == "MD" for c in children(head, "aux")) and not children(head, "xcomp")
    told = later and can_speak(ctx, noun)  # "told the crowd he would never go"
    whole = noun.pos_ == "PROPN" or told or bool(children(head, "dobj", "attr"))
    return whole and is_finite(head)


def _beyond(ctx: Context, described: Token) -> Token | None:
    """Return a clause read into a description: "in an interview that aired Monday that he left"."""
    if described.dep_ not in {"relcl", "acl"} or described.lemma_.lower() in ctx.lexicon.verbs:
        return None
    for head in children(described, "ccomp"):
        if head.left_edge.lower_ == "that" and head.left_edge.dep_ == "mark" and is_finite(head):
            return head
    return None


def run_on(ctx: Context, verb: Token) -> Draft | None:
    """Content is a clause that the parser read as a second sentence: "They estimated it would"."""
    for head in children(verb, "conj"):
        if children(verb, "cc") or not is_finite(head) or not children(verb, "nsubj"):
            continue
        own = children(head, "nsubj", "nsubjpass", "expl")
        things = [c for c in children(verb, "dobj") if verb.i < c.i < head.i]
        if own and not things and "," not in ctx.doc[verb.i + 1].text:
            first = min(verb.i + 1, head.left_edge.i)
        elif things and not own:
            first = things[0].left_edge.i
        else:
            continue
        content = after(ctx, verb, head, first)
        return Draft(rule="attribution.verb", content=content, root=head.i)
    return None
