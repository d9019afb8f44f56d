"""Clauses that the parser hung elsewhere, and clauses that their cue interrupts."""

from spacy.tokens import Token

from generator.extract.attributions.clauses import after, around, clause
from generator.extract.attributions.context import Context, Draft, children
from generator.extract.attributions.speakers import can_speak
from generator.extract.attributions.verbgroup import (
    FINITE,
    SUBJECTS,
    inverted,
    is_finite,
)


def interrupted(ctx: Context, verb: Token) -> Draft | None:
    """Content is the clause that an inverted cue interrupts: "The plan, said X, will fail"."""
    who = inverted(verb)
    if who is None:
        return None
    first, last, end = verb.sent.start, who.right_edge.i, verb.sent.end
    rest = [token for token in ctx.doc[last + 1 : end] if token.tag_ in FINITE]
    if not rest or any(token.tag_ in FINITE for token in ctx.doc[first : verb.i]):
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
