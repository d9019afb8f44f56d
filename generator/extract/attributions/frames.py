"""What a verb's content may be: a clause, an infinitive, a quotation, "X as Y"."""

from bisect import bisect_right
from collections.abc import Callable

from spacy.tokens import Token

from generator.extract.attributions.clauses import (
    after,
    clause,
    in_remark,
    outside,
)
from generator.extract.attributions.context import Context, Draft, Range, children
from generator.extract.attributions.cue_quotes import beside
from generator.extract.attributions.judgements import (
    accused_of,
    at_figure,
    blamed,
    blamed_for,
    blamed_on,
    called,
    counted,
    credited_with,
    judged_as,
    likened_to,
)
from generator.extract.attributions.lexicon import word_set
from generator.extract.attributions.misparsed import (
    interrupted,
    misplaced,
    parted,
    run_on,
)
from generator.extract.attributions.noun_contents import answered, object_content
from generator.extract.attributions.refusals import refusal_words
from generator.extract.attributions.speakers import can_speak
from generator.extract.attributions.verbgroup import (
    SUBJECTS,
    is_finite,
    prompts,
    subject_of,
)
from generator.extract.attributions.vetoes import EMPTY

_PLACES = word_set("ahead behind up down leading trailing tied")
_PUT_IT = word_set(
    "put see tell describe remember recall recollect understand figure reckon explain"
)
"""Verbs of "as Torvin put it"."""
_HOW = word_set("put see describe")
"""Verbs that quote only in "is how Torvin put it"."""
_CLOSE = 3
"""Characters of a comma, a mark and a space."""
_RACES = word_set("lead trail win lose beat edge tie gain narrow deadlock split divide")
_TO_LEARN = word_set("know see hear say ask talk thank tell point stress emphasize emphasise make")
"""What one wants in words only: "wanted to know", "want to thank", "want to make clear"."""
_ON_WHAT = frozenset(["on", "about", "over", "as"])
"""Prepositions before an indirect question: "pressed on whether", "asked about how"."""
_ASKED = frozenset(["if", "whether", "why", "how"])
"""What opens a question that the parser took for a circumstance; "when he came" may be one."""
_NO_OBJECTS = word_set("day time way reason place moment year month week")
"""Nouns before a clause that say when, where or how it is done: "the day they plan to leave"."""
_WH = word_set("whether if why how what who where when which")


def _clause(ctx: Context, verb: Token) -> Draft | None:
    """Content is a finite clause: "said that …", "…, he said"."""
    if _that_said(verb):
        return None
    around_cue = interrupted(ctx, verb) or parted(ctx, verb)
    if around_cue is not None:
        return around_cue
    for head in children(verb, "ccomp"):
        content = clause(ctx, verb, head) if _governs(ctx, verb, head) else ()
        if content:
            return Draft(rule="attribution.verb", content=content, root=head.i)
    return misplaced(ctx, verb) or run_on(ctx, verb)


def _governs(ctx: Context, verb: Token, head: Token) -> bool:
    """Tell whether a clause that the parser hung on a verb is what it says."""
    opener = next((c for c in head.lefts if c.dep_ == "mark"), None)
    if (opener is not None and opener.lower_ in {"for", "as", "like"}) or prompts(head):
        return False
    if head.i < verb.i:
        return _closes(ctx, verb, head)
    told = is_finite(head) or _misread(ctx, verb, head) or ctx.in_quote(head.idx) is not None
    return told and not in_remark(ctx, verb, head)


def _misread(ctx: Context, verb: Token, head: Token) -> bool:
    """Tell whether a clause has no tense, or one taken for a participle.

    "demanded that Torvin release the file", "says Torvin 'willfully' lied"
    """
    that = any(c.lower_ == "that" for c in children(head, "mark"))
    wished = any(c.tag_ == "VB" for c in (head, *children(head, "aux", "auxpass")))
    if that and wished and children(head, "nsubj", "nsubjpass"):
        return True
    spoken = {entry.family for entry in ctx.lexicon.cues(verb)} & {"say", "distance", "believe"}
    read = head.tag_ == "VBN" and head.i > verb.i and head.nbor(-1).text != ","
    return bool(spoken) and read and bool(children(head, "nsubj"))


def _that_said(verb: Token) -> bool:
    """Tell whether a verb only links: "That said, …"."""
    return any(c.lower_ == "that" and c.tag_ == "DT" for c in children(verb, "nsubj"))


def _closes(ctx: Context, verb: Token, head: Token) -> bool:
    """Tell whether a cue after its clause closes it: "…, analysts believe", not "…, we knew …"."""
    quoted = ctx.in_quote(head.idx) is not None and ctx.in_quote(verb.idx) is None
    if any(token.text == ";" for token in ctx.doc[head.right_edge.i : verb.i]):
        return False
    if quoted:
        return True
    if children(verb, "aux") and any(c.tag_ == "TO" for c in children(verb, "aux")):
        return False
    families = {entry.family for entry in ctx.lexicon.cues(verb)}
    shown = "show" in families and verb.i + 1 < len(ctx.doc) and verb.nbor(1).is_punct
    if shown or families & {"say", "distance", "believe", "shout"}:
        taken = {"ccomp", "xcomp"}
        if verb.lemma_.lower() not in ctx.lexicon.telling_verbs:
            taken.add("dobj")
        said = (c for c in verb.rights if c.dep_ in taken)
        return all(in_remark(ctx, verb, c) for c in said)
    return False


def _aside(ctx: Context, verb: Token) -> Draft | None:
    """Content is the clause around a parenthesis: "The plan, he said, will fail"."""
    head = verb.head
    who = next(iter(children(verb, "nsubj")), None)
    if who is None or who.lower_ in EMPTY or head.pos_ not in {"VERB", "AUX", "NOUN", "PROPN"}:
        return None
    if verb.dep_ == "parataxis" and not children(verb, "agent"):
        quoted = beside(ctx, verb)
        if len(quoted) > 1:
            return Draft(rule="attribution.parenthesis", content=quoted, root=head.i)
        content = outside(ctx, verb, head)
        return Draft(rule="attribution.parenthesis", content=content, root=head.i)
    things = [c for c in children(verb, "dobj") if c.lower_ != "it" or verb.lemma_ not in _PUT_IT]
    if verb.lemma_ == "see" and not children(verb, "dobj"):
        return None
    owned = things and verb.lemma_.lower() not in ctx.lexicon.telling_verbs
    if (
        verb.dep_ == "advcl"
        and not owned
        and any(c.lower_ == "as" for c in children(verb, "mark", "advmod"))
    ):
        content = outside(ctx, verb, head)
        quoted = _on_both_sides(ctx, verb)
        return Draft(rule="attribution.as-clause", content=quoted or content, root=head.i)
    return None


def _on_both_sides(ctx: Context, verb: Token) -> tuple[Range, ...]:
    """Return both parts of `"The party," as Torvin put it, "has lost its way"`, if it is one."""
    first, last = verb.left_edge.idx, verb.right_edge.idx + len(verb.right_edge.text)
    at = bisect_right(ctx.quote_starts, first) - 1
    if at < 0 or at + 1 >= len(ctx.quotes):
        return ()
    before, behind = ctx.quotes[at], ctx.quotes[at + 1]
    near = 0 <= first - before.end <= _CLOSE and 0 <= behind.start - last <= _CLOSE
    return (*before.segments, *behind.segments) if near else ()


def _wh(ctx: Context, verb: Token) -> Draft | None:
    """Content is an indirect question."""
    if _that_said(verb):
        return None
    asked = children(verb, "advcl") if verb.lemma_ in {"ask", "wonder"} else []
    # "asked Torvin what he would do": the name read as a verb.
    named = [c for c in children(verb, "xcomp") if c.i == verb.i + 1 and c.text.istitle()]
    asked += [c for name in named for c in children(name, "ccomp")]
    openers = _ASKED if verb.lemma_ == "ask" else _WH
    doubts = [c for c in asked if c.left_edge.lower_ in openers and c.i > verb.i]
    turned = [c for c in asked if c.dep_ == "ccomp"]
    turned += [c for c in children(verb, "xcomp") if c.left_edge.lower_ == "whether"]
    for head in (*children(verb, "ccomp"), *turned, *doubts):
        if any(t.lower_ in _WH for t in ctx.doc[head.left_edge.i : head.i + 1]):
            return Draft(rule="attribution.question", content=clause(ctx, verb, head), root=head.i)
    return None


def _about_wh(ctx: Context, verb: Token) -> Draft | None:
    """Content is a question that a preposition leads in: "pressed X on whether …"."""
    below = [verb, *(c for c in children(verb, "dobj", "dative"))]
    for prep in (p for token in below for p in children(token, "prep") if p.lower_ in _ON_WHAT):
        for head in children(prep, "pcomp"):
            first = head.left_edge
            if first.lower_ in _WH and first.i > prep.i > verb.i:
                content = after(ctx, verb, head, first.i)
                return Draft(rule="attribution.question", content=content, root=head.i)
    return None


def _infinitive(ctx: Context, verb: Token) -> Draft | None:
    """Content is an infinitive: "vowed to …"."""
    set_apart = verb.i + 1 < len(ctx.doc) and verb.nbor(1).text == ","
    # "promised, if elected, to …": read as a purpose
    apart = [c for c in children(verb, "advcl") if set_apart and c.left_edge.i == verb.i + 2]
    for head in (*children(verb, "xcomp"), *apart):
        to = next((c for c in children(head, "aux") if c.lower_ == "to"), None)
        if verb.lemma_ in {"decline", "refuse"} and _only_words(head):
            return None
        if verb.lemma_ == "ask" and head.lemma_ in {"identify", "name", "quote"}:
            return None
        if verb.lemma_ == "want" and head.lemma_.lower() in _TO_LEARN:
            return None
        if to is not None and to.i > verb.i:
            first = next((c for c in head.lefts if c.dep_ == "neg"), to)
            start = min(first.i, to.i)
            things = [c for c in children(verb, "dobj") if verb.i < c.i < start]
            if things and (verb.lemma_ == "expect" or not _hears(ctx, things[0])):
                # "expected sales to rise", "offers money to search"
                start = things[0].left_edge.i
            content = after(ctx, verb, head, start)
            about = verb.head
            if _is_object(verb, head) and content:
                # "the ship that they intend to launch"
                content = (ctx.range_of(about.left_edge.i, about.i), *content)
            return Draft(rule="attribution.infinitive", content=content, root=head.i)
    return None


def _is_object(verb: Token, head: Token) -> bool:
    """Tell whether the noun before a cue is the object of the infinitive that it governs."""
    who = [c for c in children(verb, "nsubj") if c.tag_ not in {"WDT", "WP"}]
    asked = any(c.tag_ in {"WRB", "WP$"} for c in verb.lefts)
    bare = not children(head, "dobj", "attr", "acomp", "xcomp", "ccomp", "auxpass")
    about = verb.head.lemma_.lower() not in _NO_OBJECTS and verb.head.ent_type_ != "DATE"
    return verb.dep_ == "relcl" and bool(who) and not asked and bare and about


def _hears(ctx: Context, thing: Token) -> bool:
    """Tell whether an object is who is spoken to: "promised voters to stay"."""
    return thing.pos_ in {"PRON", "PROPN"} or can_speak(ctx, thing)


def _wish(ctx: Context, verb: Token) -> Draft | None:
    """Content is what someone else shall do: "wants parliament to act"."""
    for head in children(verb, "ccomp", "xcomp"):
        to = next((c for c in children(head, "aux") if c.lower_ == "to"), None)
        who = children(head, "nsubj", "nsubjpass")
        who += [c for c in children(verb, "dobj") if to is not None and verb.i < c.i < to.i]
        if to is not None and who and who[0].i > verb.i:
            content = after(ctx, verb, head, who[0].left_edge.i)
            return Draft(rule="attribution.wish", content=content, root=head.i)
    return None


def _standing(ctx: Context, verb: Token) -> Draft | None:
    """Content is who is ahead of whom, without a verb: "polls show X ahead by four points"."""
    for head in children(verb, "ccomp"):
        racing = head.tag_ in {"VBG", "VBN"} and head.lemma_ in _RACES
        if racing and not children(head, "aux", "auxpass") and children(head, "nsubj"):
            first = min(head.left_edge.i, children(head, "nsubj")[0].left_edge.i)
            content = (ctx.range_of(max(first, verb.i + 1), _before_stop(ctx, verb)),)
            return Draft(rule="attribution.standing", content=content, root=head.i)
    for thing in children(verb, "dobj"):
        place = next((c for c in verb.rights if c.lower_ in _PLACES and c.i > thing.i), None)
        if place is not None:
            content = (ctx.range_of(thing.left_edge.i, _before_stop(ctx, verb)),)
            return Draft(rule="attribution.standing", content=content)
    return None


def _before_stop(ctx: Context, verb: Token) -> int:
    """Return the last token of a verb's phrase before punctuation."""
    last = verb.right_edge.i
    while ctx.doc[last].is_punct or ctx.doc[last].is_space:
        last -= 1
    return last


def _only_words(said: Token) -> bool:
    """Tell whether the thing refused is an answer; that is a refusal, not a statement."""
    words = refusal_words()
    lemma = said.lemma_.lower()
    return lemma in words["disclose"] or lemma in words["inform"]


def _control(ctx: Context, verb: Token) -> Draft | None:
    """Content is what someone is to do: "urged X to …"."""
    led = [c for c in children(verb, "prep") if c.lower_ in {"on", "upon", "with", "to"}]
    below = [head for prep in led for head in children(prep, "pcomp")]
    for head in (*children(verb, "xcomp", "ccomp"), *below):
        to = next((c for c in children(head, "aux") if c.lower_ == "to"), None)
        who = children(verb, "dobj", "dative", "nsubjpass") or children(head, "nsubj")
        who += led
        if to is not None and to.i > verb.i and who:
            first = min([to.i, *(c.i for c in head.lefts if c.dep_ == "neg" and c.i > verb.i)])
            content = after(ctx, verb, head, first)
            return Draft(rule="attribution.order", content=content, root=head.i)
    return None


def _gerund(ctx: Context, verb: Token) -> Draft | None:
    """Content is a gerund: "denied taking money"."""
    for head in children(verb, "xcomp", "ccomp"):
        gerund = head.tag_ == "VBG" or any(c.tag_ == "VBG" for c in children(head, "aux"))
        last = head.right_edge
        quotes = head.lemma_.lower() in ctx.lexicon.verbs and any(
            quote.start > head.idx for quote in ctx.quotes_in(head.idx, last.idx + len(last.text))
        )
        if gerund and head.i > verb.i and not quotes:
            content = after(ctx, verb, head, head.left_edge.i)
            return Draft(rule="attribution.gerund", content=content, root=head.i)
    return None


def _to_gerund(ctx: Context, verb: Token) -> Draft | None:
    """Content is a gerund after "to": "admitted to taking money"."""
    for to in children(verb, "prep"):
        for head in children(to, "pcomp"):
            if to.lower_ == "to" and head.tag_ == "VBG" and head.i > to.i > verb.i:
                content = after(ctx, verb, head, head.left_edge.i)
                return Draft(rule="attribution.gerund", content=content, root=head.i)
    return None


def _shared(ctx: Context, verb: Token) -> Token | None:
    """Return the subject that a passive shares: "Torvin has won and is expected to stay"."""
    passive = verb.dep_ == "conj" and children(verb, "auxpass") and not children(verb, *SUBJECTS)
    who = subject_of(verb) if passive else None
    aux = children(verb, "auxpass")
    if who is not None and who.tag_ in {"NNS", "NNPS"} and aux[0].lower_ in {"is", "was"}:
        who = subject_of(verb.head.head)  # "said taxes fell and is expected to leave"
    named = who is not None and who.pos_ in {"NOUN", "PROPN"} and can_speak(ctx, who)
    return who if named and who is not None and who.i < verb.i else None


def _raised(ctx: Context, verb: Token) -> Draft | None:
    """Content is a subject with its infinitive: "the ship is believed to have sunk"."""
    about = next(iter(children(verb, "nsubjpass")), None) or _shared(ctx, verb)
    if about is not None and about.tag_ in {"WP", "WDT"} and verb.dep_ == "relcl":
        about = verb.head
    if about is None or about.tag_ in {"WP", "WDT"}:
        return None
    named = about.i if about == verb.head else about.right_edge.i
    for head in children(verb, "xcomp"):
        to = next((c for c in children(head, "aux") if c.lower_ == "to"), None)
        if to is not None and to.i > verb.i:
            content = (
                ctx.range_of(about.left_edge.i, named),
                *after(ctx, verb, head, to.i),
            )
            return Draft(rule="attribution.raised", content=content, root=head.i)
    return None


def _of_against(ctx: Context, verb: Token) -> Draft | None:
    """Content is a danger or a grievance: "warned of famine", "complained about the rent"."""
    return _phrase(ctx, verb, {"of", "against", "about"}, "attribution.warning")


def _on(ctx: Context, verb: Token) -> Draft | None:
    """Content is a demand: "insisted on a recount"."""
    return _phrase(ctx, verb, {"on", "upon"}, "attribution.call")


def _for(ctx: Context, verb: Token) -> Draft | None:
    """Content is a demand: "called for a ceasefire"."""
    return _phrase(ctx, verb, {"for"}, "attribution.call")


def _phrase(ctx: Context, verb: Token, openers: set[str], rule: str) -> Draft | None:
    """Return the content of a prepositional phrase after a verb, without the preposition."""
    for prep in children(verb, "prep"):
        inner = children(prep, "pobj", "pcomp")
        if not inner or inner[0].i < prep.i or prep.lower_ not in openers:
            continue
        if prep.lower_ == "against" and prep.i > verb.i + 1 and children(verb, "dobj"):
            # "warned them against delay"
            content = (ctx.range_of(prep.i, prep.right_edge.i),)
            return Draft(rule=rule, content=content, root=inner[0].i)
        if all(t.pos_ == "ADV" for t in ctx.doc[verb.i + 1 : prep.i]):
            content = (ctx.range_of(inner[0].left_edge.i, prep.right_edge.i),)
            return Draft(rule=rule, content=content, root=inner[0].i)
    return None


def _quote(ctx: Context, verb: Token) -> Draft | None:
    """Content is the quotation beside the verb."""
    content = _how(ctx, verb) if verb.lemma_ in _HOW else beside(ctx, verb)
    return Draft(rule="attribution.quote", content=content) if content else None


def _how(ctx: Context, verb: Token) -> tuple[Range, ...]:
    """Return the quotation of `"It is a mess," is how Torvin put it`."""
    if verb.head.lemma_ != "be" or not any(c.lower_ == "how" for c in children(verb, "advmod")):
        return ()
    at = bisect_right(ctx.quote_starts, verb.head.idx) - 1
    near = at >= 0 and verb.head.idx - ctx.quotes[at].end <= _CLOSE
    return ctx.quotes[at].segments if near else ()


Frame = Callable[[Context, Token], Draft | None]
"""Reads one frame of a verb; None when the verb does not stand in it."""

FRAMES: dict[str, Frame] = {
    "clause": _clause,
    "raised": _raised,
    "wh": _wh,
    "about-wh": _about_wh,
    "control": _control,
    "wish": _wish,
    "infinitive": _infinitive,
    "gerund": _gerund,
    "to-gerund": _to_gerund,
    "predicate": called,
    "as": judged_as,
    "of": accused_of,
    "of-against": _of_against,
    "for-what": blamed_for,
    "on-whom": blamed_on,
    "to": likened_to,
    "at": at_figure,
    "count": counted,
    "with": credited_with,
    "for": _for,
    "on": _on,
    "standing": _standing,
    "aside": _aside,
    "quote": _quote,
    "object": object_content,
    "that": answered,
    "blamed": blamed,
}
"""Every frame of the lexicon, in the order in which they are tried."""
