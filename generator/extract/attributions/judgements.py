"""Judgements as content: "described X as Y", "accused X of …", "called X a liar"."""

from spacy.tokens import Token

from generator.extract.attributions.clauses import remark
from generator.extract.attributions.context import Context, Draft, Range, children
from generator.extract.attributions.lexicon import word_set
from generator.extract.attributions.verbgroup import FINITE, is_finite

_HUNG = frozenset(["as", "of"])
"""Prepositions that the parser may hang on what is judged."""
_SOME = word_set("half dozens hundreds thousands millions billions trillions zero")
"""Words of a figure that the tagger takes for nouns."""
_IDIOMS = word_set("shots quits names")
"""Nouns after "call" that judge nothing: "are calling the shots"."""


def judged_as(ctx: Context, verb: Token) -> Draft | None:
    """Content is a judgement: "described X as Y"."""
    return _about(ctx, verb, "as", "attribution.judgement")


def accused_of(ctx: Context, verb: Token) -> Draft | None:
    """Content is an accusation: "accused X of …"."""
    return _about(ctx, verb, "of", "attribution.accusation")


def blamed_on(ctx: Context, verb: Token) -> Draft | None:
    """Content is blame: "blamed the loss on X"."""
    blames = verb.lemma_ == "blame"
    return _about(ctx, verb, "on", "attribution.judgement") if blames else None


def likened_to(ctx: Context, verb: Token) -> Draft | None:
    """Content is a comparison: "likened X to Y"."""
    compares = verb.lemma_ == "compare"  # "compared the results to last year's"
    return None if compares else _about(ctx, verb, "to", "attribution.judgement")


def credited_with(ctx: Context, verb: Token) -> Draft | None:
    """Content is praise: "credited X with …"."""
    return _about(ctx, verb, "with", "attribution.judgement")


def at_figure(ctx: Context, verb: Token) -> Draft | None:
    """Content is a thing and its figure: "put the cost of the delay at two million"."""
    for thing in (c for c in children(verb, "dobj") if c.i > verb.i):
        below = (*children(verb, "prep"), *(t for t in thing.subtree if t.lower_ == "at"))
        for prep in below:
            counted = any(t.pos_ == "NUM" or t.lower_ in _SOME for t in prep.subtree)
            if prep.lower_ == "at" and prep.i > thing.i and counted:
                content = (ctx.range_of(thing.left_edge.i, prep.right_edge.i),)
                return Draft(rule="attribution.figure", content=content, root=thing.i)
    return None


def counted(ctx: Context, verb: Token) -> Draft | None:
    """Content is a figure alone: "The police say 2,000 marched; the union says 10,000"."""
    figure = next((c for c in children(verb, "dobj") if c.i > verb.i), None)
    if figure is None or figure.pos_ != "NUM":
        return None
    content = (ctx.range_of(figure.left_edge.i, figure.right_edge.i),)
    return Draft(rule="attribution.figure", content=content, root=figure.i)


def blamed_for(ctx: Context, verb: Token) -> Draft | None:
    """Content is blame or praise: "blamed X for …"."""
    return _about(ctx, verb, "for", "attribution.judgement")


def blamed(ctx: Context, verb: Token) -> Draft | None:
    """Content is a cause alone: "blamed a faulty valve"; nobody is told of what."""
    for thing in (c for c in children(verb, "dobj") if c.i > verb.i):
        if thing.pos_ in {"NOUN", "PROPN"}:
            content = (_to_remark(ctx, *ctx.range_of(thing.left_edge.i, thing.right_edge.i)),)
            return Draft(rule="attribution.judgement", content=content, root=thing.i)
    return None


def _about(ctx: Context, verb: Token, opener: str, rule: str) -> Draft | None:
    """Return the content of a verb with object and preposition, whichever the latter hangs on."""
    things = _judged(verb)
    subjects = children(verb, "nsubjpass")
    asked = next((c for c in _spoken_of(verb) if c.tag_ in {"WP", "WDT"} or _that(c)), None)
    if asked is not None and not things:
        return _about_what(ctx, verb, asked, opener, rule)
    if opener == "as" and verb.dep_ == "relcl" and not things and not subjects and _bare(verb):
        return _about_what(ctx, verb, verb.head, opener, rule)
    joined = [other for thing in things for other in (thing, *children(thing, "conj"))]
    near = opener in _HUNG or (opener == "for" and verb.lemma_ == "blame")
    hung = [prep for thing in joined for prep in children(thing, "prep") if near]
    if opener == "on":
        below = (*things, *children(verb, "prep"))
        hung += [t for part in below for t in part.subtree if t.lower_ == "on"]
    if opener == "as":
        # "described the raid, which killed four, as legal": it hangs on a clause between commas.
        hung += [t for thing in things for t in thing.subtree if t.lower_ == "as" and _resumes(t)]
    for prep in [*children(verb, "prep"), *hung]:
        inner = children(prep, "pobj", "pcomp", "amod", "advcl")
        named = prep.head.pos_ in {"PROPN", "PRON"}  # A name takes no "of".
        clause_of = opener != "of" or prep.head == verb or named or _charges(verb, prep)
        if prep.lower_ == opener and prep.i > verb.i and (things or subjects) and clause_of:
            first = things[0].left_edge.i if things else prep.i
            content: tuple[Range, ...] = (ctx.range_of(min(first, prep.i), prep.right_edge.i),)
            content = _without_day(ctx, things, prep) or (_to_remark(ctx, *content[0]),)
            if not things:
                # "The bridge was described by Torvin as unsafe"
                judged = subjects[0]
                content = (ctx.range_of(judged.left_edge.i, judged.right_edge.i), *content)
            return Draft(rule=rule, content=content, root=inner[0].i if inner else prep.i)
    return None


def _charges(verb: Token, of: Token) -> bool:
    """Tell whether "of" hung on who is accused says of what: not "accused the mayor of Carrow"."""
    placed = any(c.ent_type_ in {"GPE", "ORG", "LOC"} for c in children(of, "pobj"))
    return bool(children(of, "pcomp")) or (verb.lemma_ == "accuse" and not placed)


def _without_day(ctx: Context, things: list[Token], prep: Token) -> tuple[Range, ...]:
    """Return "X" and "of Y" of "accused X on Tuesday of Y"; nothing where no day stands between."""
    if not things:
        return ()
    gap = ctx.doc[things[0].i + 1 : max(prep.i, things[0].i + 1)]
    day = [t for t in gap if t.ent_type_ in {"DATE", "TIME"}]
    if not day or any(t not in day and t.lower_ not in {"on", "in", "at"} for t in gap):
        return ()
    said = _to_remark(ctx, *ctx.range_of(prep.i, prep.right_edge.i))
    return (ctx.range_of(things[0].left_edge.i, things[0].i), said)


def _to_remark(ctx: Context, start: int, end: int) -> Range:
    """Return a judgement up to what others say of it: "called it a hoax, a remark that …"."""
    part = ctx.doc.char_span(start, end)
    for token in part or ():
        aside = token.text == "," and remark(ctx, token.i) is not None
        if aside or (token.text == ";" and ctx.in_quote(token.idx) is None):
            return start, token.idx
    return start, end


def _judged(verb: Token) -> list[Token]:
    """Return what a verb judges: its objects, or what "referred to X as Y" refers to."""
    if verb.lemma_ == "refer":
        hung = (c for c in children(verb, "prep") if c.lower_ == "to")
        return [thing for to in hung for thing in children(to, "pobj") if thing.i > verb.i]
    return [c for c in children(verb, "dobj") if c.i > verb.i]


def _spoken_of(verb: Token) -> list[Token]:
    """Return a verb's objects, also those of "to": "which he referred to as Y"."""
    hung = (c for c in children(verb, "prep") if c.lower_ == "to" and verb.lemma_ == "refer")
    return [*children(verb, "dobj"), *(thing for to in hung for thing in children(to, "pobj"))]


def _that(thing: Token) -> bool:
    """Tell whether an object is the relative pronoun "that", whatever its tag."""
    return thing.lower_ == "that" and thing.i < thing.head.i


def _resumes(prep: Token) -> bool:
    """Tell whether a preposition comes after a clause that a comma closes."""
    return prep.dep_ == "prep" and prep.i > 0 and prep.nbor(-1).text == ","


def _bare(verb: Token) -> bool:
    """Tell whether a clause describes a noun without a pronoun: "a remark he described as"."""
    who = children(verb, "nsubj")
    return bool(who) and who[0].tag_ not in {"WDT", "WP"} and who[0].left_edge.tag_ != "WRB"


def _about_what(ctx: Context, verb: Token, asked: Token, opener: str, rule: str) -> Draft | None:
    """Read "what he described as Y" and "X, whom they accuse of Y"."""
    for prep in children(verb, "prep"):
        inner = children(prep, "pobj", "pcomp", "amod", "acomp", "advcl")
        if prep.lower_ == opener and prep.i > verb.i and inner:
            said = ctx.range_of(inner[0].left_edge.i, prep.right_edge.i)
            if asked.lower_ == "what":
                return Draft(rule=rule, content=(said,), root=inner[0].i)
            if verb.dep_ in {"relcl", "acl"}:
                first = verb.head.left_edge.i
                for token in ctx.doc[first : verb.head.i]:
                    first = token.i + 1 if token.text == "," else first
                # "the air of distrust that critics blame for it": whole, up to the pronoun
                last = verb.left_edge.i - 1
                last = verb.head.i if last <= verb.head.i or ctx.doc[last].is_punct else last
                about = ctx.range_of(first, last)
                end = ctx.range_of(prep.i, prep.right_edge.i)
                return Draft(rule=rule, content=(about, end), root=inner[0].i)
    return None


def called(ctx: Context, verb: Token) -> Draft | None:
    """Content is a name or judgement: "called the plan 'Y'", "call it an invasion"."""
    for head in children(verb, "oprd", "ccomp", "xcomp", "dobj"):
        if head.i > verb.i and any(
            verb.idx < quote.start <= head.idx + len(head.text)
            for quote in ctx.quotes_in(verb.idx, head.sent.end_char)
        ):
            heads = [h for h in children(verb, "dobj", "oprd", "ccomp", "xcomp") if h.i > verb.i]
            if verb.dep_ == "relcl" and len(heads) == 1 and _bare(verb):
                break  # "a promise that Torvin called 'absurd'"
            first = min(h.left_edge.i for h in heads)
            last = max(h.right_edge.i for h in heads)
            content: tuple[Range, ...] = (ctx.range_of(first, last),)
            return Draft(rule="attribution.name", content=content, root=head.i)
    return _called(ctx, verb) or _called_so(ctx, verb) or _called_quoted(ctx, verb)


def _called_quoted(ctx: Context, verb: Token) -> Draft | None:
    """Content is a thing and the quotation after it: "called the remarks on X 'racist, ugly'"."""
    things = [c for c in children(verb, "dobj") if c.i > verb.i]
    if not things:
        return None
    for quote in ctx.quotes_in(things[0].idx, verb.sent.end_char):
        between = ctx.doc.char_span(things[0].idx, quote.start, alignment_mode="contract")
        narrated = any(t.tag_ in FINITE or t.text in {",", ";", ":"} for t in between or ())
        if narrated or quote.start < things[0].idx + len(things[0].text):
            return None
        content = ((things[0].left_edge.idx, quote.end),)
        return Draft(rule="attribution.name", content=content, root=things[0].i)
    return None


def _called_so(ctx: Context, verb: Token) -> Draft | None:
    """Content is a judgement of an antecedent: "a bridge that critics called a disaster"."""
    asked = (c for c in verb.lefts if c.tag_ in {"WDT", "WP"})
    opener = _bare(verb) or any(c.dep_ != "nsubj" for c in asked)
    judged = [c for c in children(verb, "oprd", "dobj", "attr") if c.i > verb.i]
    if verb.dep_ != "relcl" or not opener or not judged or not children(verb, "nsubj"):
        return None
    remarks = verb.head.left_edge.lower_ in {"a", "an"}
    if _bare(verb) and remarks and verb.head.lemma_.lower() in ctx.lexicon.deniable:
        return None  # "…, a charge he called absurd": a remark on the statement before it
    about, head = verb.head, judged[-1]
    spans = (
        ctx.range_of(about.left_edge.i, about.i),
        ctx.range_of(judged[0].left_edge.i, head.right_edge.i),
    )
    return Draft(rule="attribution.name", content=spans, root=head.i)


def _called(ctx: Context, verb: Token) -> Draft | None:
    """Content is a judgement without quotation marks: "call it an invasion"."""
    if children(verb, "auxpass") or (verb.tag_ == "VBN" and not children(verb, "aux")):
        return None
    for head in children(verb, "oprd", "ccomp", "xcomp"):
        things = children(verb, "dobj", "oprd")
        own = children(head, "nsubj") or [c for c in things if c.i < head.i]
        judged = head.pos_ in {"NOUN", "ADJ"} and not is_finite(head)
        judged = judged and head.lower_ not in _IDIOMS
        if head.i > verb.i and judged and own and own[0].i > verb.i:
            content = (ctx.range_of(own[0].left_edge.i, head.right_edge.i),)
            return Draft(rule="attribution.name", content=content, root=head.i)
    return None
