"""Where the content of a cue begins and ends."""

from spacy.tokens import Span, Token

from generator.extract.attributions.context import Context, Range, children
from generator.extract.attributions.cue_quotes import join
from generator.extract.attributions.ends import ending, set_against
from generator.extract.attributions.lexicon import word_set
from generator.extract.attributions.quotes import OPENERS
from generator.extract.attributions.verbgroup import (
    FINITE,
    SUBJECTS,
    is_finite,
    is_past,
    is_shifted,
    subject_of,
)

_REMARK = 5
"""Tokens after a comma in which the noun of a remark must stand."""
_APART = frozenset([",", "--", "\u2013", "\u2014"])
"""What sets the document's remark apart from what it remarks on."""
_OWN_CLAUSE = word_set(
    "because if unless until although though so once where whenever provided providing"
)
_LIMITING = word_set("nor neither either both")
"""Conjunctions without which a clause says something else."""
_TELLING = word_set("tell inform assure remind warn notify convince persuade")


def clause(ctx: Context, verb: Token, head: Token) -> tuple[Range, ...]:
    """Return the content of a clause that a verb governs, before or after it."""
    if head.i > verb.i and verb.dep_ in {"relcl", "acl"} and _relative(verb, head):
        # "the ship, which the navy said was unarmed": the ship is what they spoke of.
        about = verb.head
        return (
            ctx.range_of(about.left_edge.i, about.i),
            *after(ctx, verb, head, head.left_edge.i),
        )
    if head.i > verb.i:
        said = after(ctx, verb, head, _reach_back(ctx, verb, head))
        return join(ctx, verb, (*_condition_ahead(ctx, verb), *said))
    return join(ctx, verb, _ahead(ctx, verb, head))


def _condition_ahead(ctx: Context, verb: Token) -> tuple[Range, ...]:
    """Return the condition before a parenthesis: "If the vote fails, X said, the gates stay shut".

    Without a comma behind the cue it is one of the saying: "If asked, she said that …".
    """
    opening = verb.sent[0]
    if opening.lower_ not in {"if", "unless"} or verb.i + 1 == len(ctx.doc):
        return ()
    own = next((c for c in children(verb, "advcl") if c.left_edge == opening), None)
    apart = own is not None and verb.nbor(1).text == "," and own.right_edge.i + 1 < verb.i
    if not apart or own is None or ctx.doc[own.right_edge.i + 1].text != ",":
        return ()
    return (ctx.range_of(opening.i, own.right_edge.i),)


def _opening(head: Token) -> int:
    """Return the first token of a clause after its "that"."""
    first = head.left_edge
    if first.i + 1 < len(head.doc):
        second = first.nbor(1)
        for token in (first, second):
            mark = token.lower_ == "that" and token.dep_ in {"mark", "advmod"}
            if mark and head.is_ancestor(token):
                return token.i + 1
    if first.lower_ == "as" and first.head.dep_ == "advcl" and first.head.right_edge.i < head.i:
        # "believes, as many do, that …"
        comma = first.head.right_edge.nbor(1)
        if comma.text == "," and comma.nbor(1).lower_ == "that":
            return comma.i + 2
    if first.lower_ == "that" and first.tag_ == "IN" and first.head == head:
        return first.i + 1  # The parser took it for an object: "tell the paper that …".
    # "claims, without evidence, that …"
    own = next((c for c in children(head, "mark") if c.lower_ == "that"), None)
    return own.i + 1 if own is not None and own.nbor(-1).text == "," else first.i


def _relative(verb: Token, head: Token) -> bool:
    """Tell whether a clause's subject is the relative pronoun before its cue."""
    own = children(head, *SUBJECTS, "expl")
    if _fills_gap(verb, head):
        return True
    if not own:
        # "a move that many fear could fail": the parser lost the pronoun.
        group = (*children(head, "aux", "auxpass"), head)
        beside = verb.i + 1 == head.left_edge.i and not children(verb, "dobj")
        return beside and any(c.tag_ in FINITE for c in group) and head.left_edge.pos_ != "SCONJ"
    return any((c.tag_ in {"WDT", "WP"} or c.lower_ == "that") and c.i < verb.i for c in own)


def _fills_gap(verb: Token, head: Token) -> bool:
    """Tell whether a noun is the object of what is said: "a request the bureau said it refused".

    Without a pronoun, a clause of saying describes a noun only if the noun stands in what is said.
    """
    who = children(verb, "nsubj")
    asked = any(c.tag_ in {"WDT", "WP", "WRB", "WP$"} for c in verb.lefts)
    bare = bool(who) and not asked and who[0].tag_ not in {"WDT", "WP"}
    transitive = not children(head, "dobj", "attr", "acomp", "xcomp", "ccomp", "auxpass", "prep")
    return verb.dep_ == "relcl" and bare and transitive and verb.head.i < who[0].i


def _reach_back(ctx: Context, verb: Token, head: Token) -> int:
    """Return where the content begins, with what the parser hung on the cue instead.

    "estimated by 2050, demand would grow": an adverbial between cue and clause that a comma closes
    and none opens. "believed the movement helped": an object that is the clause's subject.
    """
    first = _opening(head)
    that = verb.nbor(1) if verb.i + 1 < len(ctx.doc) else verb
    if that.lower_ == "that" and that.tag_ == "IN" and that.i < first - 1:
        return that.i + 1  # The parser lost the subject: "said that work, begun in May, has ended".
    if first != head.left_edge.i or first <= verb.i + 1:
        return first
    infinitive = any(c.tag_ == "TO" for c in children(head, "aux"))
    if not children(head, *SUBJECTS, "expl") and not infinitive:
        things = [c for c in children(verb, "dobj") if verb.i < c.i < head.i]
        finite = is_finite(head)
        told = verb.lemma_.lower() in _TELLING and _hears(ctx, things[0]) if things else True
        if things and finite and not told:
            return things[0].left_edge.i
    gap = ctx.doc[verb.i + 1 : first]
    if gap[0].dep_ == "prep" and gap[-1].text == "," and "," not in {t.text for t in gap[:-1]}:
        if gap[0].right_edge.i == gap[-1].i - 1 and not _of_saying(ctx, gap[0]):
            return gap[0].i
        if gap[0].lower_ in {"by", "in", "since", "until"} and gap[0].right_edge.i == gap[-1].i - 1:
            return gap[0].i
    return first


def _hears(ctx: Context, thing: Token) -> bool:
    """Tell whether a noun after "warn" is who is warned: "warned residents", not "such moves"."""
    people = thing.lemma_.lower() in ctx.lexicon.roles or thing.lemma_ in {"people", "public"}
    named = thing.pos_ in {"PRON", "PROPN"} or bool(thing.ent_type_)
    return people or named or thing.head.lemma_.lower() != "warn" or thing.i in ctx.mentions


def after(ctx: Context, verb: Token, head: Token, first: int) -> tuple[Range, ...]:
    """Return the content from token `first` to the end of the clause of `head`."""
    first = max(first, verb.i + 1)
    last = head.right_edge.i
    for token in ctx.doc[first : last + 1]:
        if ending(ctx, verb, head, token) is not None:
            last = token.i - 1
            while last > first and _leads(ctx.doc[last], token):
                last -= 1
            break
    else:
        last = _lengthened(ctx, verb, last)
        last = without_background(ctx, verb, head, _through_marks(ctx, verb, last))
        last = _without_remark(ctx, first, last)
        while last > first and ctx.doc[last].pos_ == "CCONJ":
            last -= 1
    return (ctx.range_of(first, last),) if last >= first else ()


def _leads(before: Token, token: Token) -> bool:
    """Tell whether a token before the verb with which a speaker goes on belongs to that verb."""
    own = before.head == token and before.dep_ in {"aux", "auxpass", "advmod", "neg"}
    return before.is_punct or before.pos_ == "CCONJ" or own


def _through_marks(ctx: Context, verb: Token, last: int) -> int:
    """Return the last token, going on where a quotation opens in the middle of the content."""
    following = last if ctx.doc[last].text in OPENERS else last + 1
    sentence = verb.sent.end
    if following + 1 >= sentence or ctx.doc[following].text not in OPENERS:
        return last
    opened = ctx.in_quote(ctx.doc[following + 1].idx)
    first = ctx.doc[following + 1]
    if opened is None or opened.start != first.idx or ctx.doc[following - 1].is_punct:
        return last
    last = sentence - 1
    while ctx.doc[last].is_space or ctx.doc[last].text == ".":
        last -= 1
    return last


def without_background(ctx: Context, verb: Token, head: Token, last: int) -> int:
    """Return the last token before a clause in which the document itself explains a name.

    Under a cue in the past tense the content is shifted into the past. A clause at its end that
    hangs on a proper name (which needs no clause to tell whom it names) and stays in the present
    tense is not reported speech: "… that the fleet had left Aland, which borders Beland".
    """
    if not (is_past(verb) and is_shifted(head)):
        return last
    for token in ctx.doc[head.i + 1 : last + 1]:
        opener = token.left_edge
        if (
            token.dep_ == "relcl"
            and token.right_edge.i == last
            and token.head.pos_ == "PROPN"
            and opener.tag_ in {"WDT", "WP", "WP$", "WRB"}
            and opener.i > verb.i + 1
            and not is_past(token)
            and not any(c.tag_ == "MD" for c in children(token, "aux"))
            and ctx.in_quote(token.idx) is None
        ):
            cut = opener.i - 1
            while ctx.doc[cut].is_punct:
                cut -= 1
            return cut
    return last


def _without_remark(ctx: Context, first: int, last: int) -> int:
    """Return the last token before the document's remark on a statement: ", a claim that …"."""
    for comma in ctx.doc[first : last + 1]:
        noun = remark(ctx, comma.i) if comma.text in _APART else None
        if noun is not None and noun.right_edge.i >= last:
            return comma.i - 1
    return last


def remark(ctx: Context, comma: int) -> Token | None:
    """Return the noun of ", a claim that could not be verified", whose comma is given, or None.

    So too of ", in a move that critics called …".
    """
    if comma + 1 < len(ctx.doc) and ctx.doc[comma + 1].lower_ == "in":
        comma += 1
    thing = ctx.doc[comma + 1] if comma + 1 < len(ctx.doc) else None
    if thing is not None and thing.lower_ == "something":
        told = (c.lemma_.lower() in ctx.lexicon.verbs for c in children(thing, "relcl"))
        return thing if any(told) and ctx.in_quote(thing.idx) is None else None
    for token in ctx.doc[comma + 1 : comma + _REMARK]:
        if token.i == comma + 1 and token.lower_ not in {"a", "an"}:
            return None
        if token.pos_ == "NOUN" and token.dep_ != "compound":
            outside = ctx.in_quote(token.idx) is None
            return token if outside and _remarks(ctx, token) else None
    return None


def in_remark(ctx: Context, verb: Token, part: Token) -> bool:
    """Tell whether words behind a cue stand in the document's remark on what is said."""
    commas = (t.i for t in ctx.doc[verb.i : part.i] if t.text == ",")
    nouns = (remark(ctx, comma) for comma in commas)
    return any(noun is not None and noun.i < part.i for noun in nouns)


def _remarks(ctx: Context, noun: Token) -> bool:
    """Tell whether a noun remarks on what was said before it."""
    lemma, told = noun.lemma_.lower(), children(noun, "relcl")
    if lemma in ctx.lexicon.deniable:
        return bool(told)
    if lemma in ctx.lexicon.summing:
        return bool(told or children(noun, "prep"))
    return lemma in ctx.lexicon.doings and any(
        verb.lemma_.lower() in ctx.lexicon.verbs and children(verb, "nsubj") for verb in told
    )


def _lengthened(ctx: Context, verb: Token, last: int) -> int:
    """Return the last token, with clauses after it that the parser hung on the cue."""
    for child in verb.rights:
        first = child.left_edge.i
        gap = ctx.doc[last + 1 : first]
        if first <= last or child.i <= last or not all(_links(token) for token in gap):
            continue
        close = len(gap) == 0 or all(t.text in {'"', "\u201c", "\u201d"} for t in gap)
        if (
            (child.dep_ == "ccomp" and is_finite(child))
            or (child.dep_ == "advcl" and _goes_with(child, close, gap))
            or (child.dep_ == "prep" and close and not _of_saying(ctx, child))
            or (child.dep_ == "conj" and _goes_along(ctx, child))
        ):
            last = child.right_edge.i
    return last


def _goes_with(child: Token, close: bool, gap: Span) -> bool:  # noqa: FBT001 - one of three facts
    """Tell whether an adverbial clause goes on with the content, also a condition after a comma."""
    condition = len(gap) == 1 and child.left_edge.lower_ in {"if", "unless"}
    return _belongs(child) and (close or condition or gap[-1].pos_ == "CCONJ")


def _links(token: Token) -> bool:
    """Tell whether a token between two clauses only links them."""
    return token.is_punct or token.pos_ == "CCONJ"


def _goes_along(ctx: Context, child: Token) -> bool:
    """Tell whether a clause hung on the cue goes on with the content: "said A and B did C"."""
    if any(c.lower_ == "that" and c.dep_ == "mark" for c in child.lefts):
        return True
    return (
        bool(children(child, "nsubj", "nsubjpass"))
        and child.lemma_.lower() not in ctx.lexicon.verbs
        and ctx.doc[child.left_edge.i - 1].lower_ == "and"
        and ctx.doc[child.left_edge.i - 2].text != ","
    )


def _belongs(child: Token) -> bool:
    """Tell whether an adverbial clause after the content is part of it."""
    return any(token.lower_ in _OWN_CLAUSE for token in (child.left_edge, child.left_edge.nbor()))


def _of_saying(ctx: Context, prep: Token) -> bool:
    """Tell whether a prepositional phrase says how, when, where or to whom it was said."""
    if prep.lower_ in {"to", "in", "on", "at", "during", "via", "through", "after", "before"}:
        return True
    inner = children(prep, "pobj", "pcomp")
    return not inner or any(
        t.ent_type_ in {"DATE", "TIME"}
        or t.lemma_.lower() in ctx.lexicon.occasions | ctx.lexicon.channels
        or t.tag_ == "VBG"
        for t in inner
    )


def _ahead(ctx: Context, verb: Token, head: Token) -> tuple[Range, ...]:
    """Return the content that stands before its cue: "…, said X"."""
    group = _group_start(verb, head)
    last = group - 1
    first = head.left_edge.i
    sentence = verb.sent.start
    if verb.dep_ == "ROOT" and all(
        t.i < group and t.dep_ not in SUBJECTS for t in ctx.doc[sentence:first]
    ):
        first = sentence
    while first < last and (opens_more(ctx.doc[first]) or ctx.doc[first].text == ","):
        first += 1
    while last > first and (ctx.doc[last].is_punct or ctx.doc[last].is_space):
        last -= 1
    if last < first:
        return ()
    return (ctx.range_of(first, last),)


def _group_start(verb: Token, head: Token) -> int:
    """Return the first token of a cue with its subject, after the clause of `head`."""
    starts = [
        max(child.left_edge.i, head.i + 1)
        for child in verb.lefts
        if child.i > head.i and child.dep_ not in {"punct", "ccomp"}
    ]
    return min([verb.i, *starts])


def outside(ctx: Context, verb: Token, host: Token) -> tuple[Range, ...]:
    """Return the clause of `host` without the parenthesis of `verb`."""
    first = verb.left_edge.i
    subject = subject_of(verb)
    if subject is not None:
        first = min(first, subject.left_edge.i)
    goes_on = [c for c in children(verb, "conj") if not children(c, *SUBJECTS)]
    kept = [c for c in verb.rights if c not in goes_on and not _links(c)]
    last = max([verb.i, *(c.right_edge.i for c in kept)])
    ends = [host.right_edge.i, *(c.right_edge.i for c in goes_on)]
    return around(ctx, (host.left_edge.i, max(ends)), (first, last))


def around(ctx: Context, whole: tuple[int, int], hole: tuple[int, int]) -> tuple[Range, ...]:
    """Return the characters of the tokens of `whole` before and after those of `hole`."""
    end = whole[1]
    for token in ctx.doc[hole[1] + 1 : whole[1] + 1]:
        following = token.nbor(1) if token.i + 1 < len(ctx.doc) else token
        aside = token.text == "," and (
            remark(ctx, token.i) is not None or set_against(ctx, following) is not None
        )
        if token.text == ";" or aside:
            end = token.i - 1
            break
    parts = ((whole[0], hole[0] - 1), (hole[1] + 1, end))
    return tuple(piece for part in parts for piece in _stretch(ctx, part, whole))


def _stretch(ctx: Context, part: tuple[int, int], whole: tuple[int, int]) -> tuple[Range, ...]:
    """Return the characters of a part of a content without loose words and stops at its ends."""
    first, last = part
    while first <= last and _loose(ctx.doc[first], last, whole[1]):
        first += 1
    while last >= first and (ctx.doc[last].text in {",", ".", ";", ":"} or ctx.doc[last].is_space):
        last -= 1
    return (ctx.range_of(first, last),) if last >= first else ()


def _loose(token: Token, last: int, end: int) -> bool:
    """Tell whether a token before a content only links it; `last` and `end` are as in `_limits`."""
    mark = token.dep_ == "mark" and not _limits(token, last, end)
    return (
        mark or opens_more(token) or token.is_space or token.text in {",", ";", ":", "-", ".", ")"}
    )


def opens_more(token: Token) -> bool:
    """Tell whether a conjunction only goes on: "and", not "nor" or the "neither" of two."""
    return token.pos_ == "CCONJ" and token.dep_ != "preconj" and token.lower_ not in _LIMITING


def _limits(mark: Token, last: int, end: int) -> bool:
    """Tell whether a mark opens a condition, concession or reason of the clause behind it.

    "If the wall fails, the ships leave" says nothing without its "if"; in "as, X said, it fell" the
    clause is all. `last` is the last token of the mark's part of the content, `end` of its whole.
    """
    if mark.lower_ == "that" or mark.i >= last:
        return False
    comma = next((t.i for t in mark.doc[mark.i : end + 1] if t.text == ","), end)
    return any(t.tag_ in FINITE for t in mark.doc[comma : end + 1])
