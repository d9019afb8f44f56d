"""Credits: "according to X", "per X"."""

from spacy.tokens import Token

from generator.extract.attributions.accounts import credited_end, own_part
from generator.extract.attributions.clauses import around
from generator.extract.attributions.context import Context, Draft, Range, children
from generator.extract.attributions.ends import own_start
from generator.extract.attributions.speakers import can_speak
from generator.extract.attributions.verbgroup import FINITE, SUBJECTS
from generator.model import EntityType

_TURNS = frozenset(["but", "and", "yet", "though", "although", "while"])
"""Words with which the document goes on in its own voice."""
_IS = frozenset(["is", "was", "'s", "\u2019s"])
_SET_APART = frozenset([",", "(", "\u2013", "\u2014", "--"])
"""What stands before "per X" where X is a source: not in "40 crowns per passenger"."""


def according(ctx: Context, token: Token) -> Draft | None:
    """Content is the clause that "according to X" stands in."""
    to = next((c for c in children(token, "prep") if c.lower_ == "to"), None)
    if to is None and token.i + 1 < len(ctx.doc) and ctx.doc[token.i + 1].lower_ == "to":
        to = ctx.doc[token.i + 1]
    if to is None:
        return None
    who = next(iter(children(to, "pobj")), None)
    if who is None or who.lemma_.lower() in ctx.lexicon.according_stops:
        return None
    hole = (token.i, credited_end(token, who, _before_subject(ctx, who, phrase_end(who))))
    hole = (token.i, _through_name(ctx, who, hole[1]))
    host, part = host_of(token), own_part(token, hole)
    if part is not None:
        content = around(ctx, part, hole)
    elif host.i == hole[1] + 1 and host.tag_ == "VBN" and not children(host, "auxpass", "aux"):
        # "according to a posting made hours ago": the participle describes the posting.
        hole = (token.i, host.right_edge.i)
        content = clause_around(ctx, host, hole)
    else:
        content = clause_around(ctx, token, hole)
    if _points_back(host, token):
        content = _sentence_before(ctx, token)
        host = token
    if not content:
        return None
    return Draft(
        rule="attribution.according-to",
        content=content,
        speaker=who.i,
        cue=ctx.range_of(token.i, to.i),
        anchor=token.i,
        root=None if host == token else host.i,
        note="according to",
    )


def _before_subject(ctx: Context, who: Token, last: int) -> int:
    """Return the end of a speaker's phrase without the subject that the parser added to it.

    "According to a report in the Courier, a memo showed …": nobody named the Courier a memo.
    """
    follows = ctx.doc[last + 1] if last + 1 < len(ctx.doc) else who
    commas = [t.i for t in ctx.doc[who.i : last + 1] if t.text == ","]
    finite = follows.tag_ in FINITE and follows.dep_ not in {"relcl", "acl"}
    return commas[-1] - 1 if finite and len(commas) == 1 else last


def _through_name(ctx: Context, who: Token, last: int) -> int:
    """Return the end of a credit with the name between commas behind an office: "the coach, X,"."""
    at = last + 1
    mention = ctx.mentions.get(at + 1)
    if mention is None or mention.type is not EntityType.PERSON or not _is_office(ctx, who):
        return last
    end = at + 1
    while ctx.mentions.get(end) == mention:
        end += 1
    marks = {ctx.doc[at].text, ctx.doc[end].text if end < len(ctx.doc) else ""}
    return end - 1 if marks == {","} else last


def _is_office(ctx: Context, who: Token) -> bool:
    return who.pos_ == "NOUN" and who.lemma_.lower() in ctx.lexicon.roles


def per(ctx: Context, token: Token) -> Draft | None:
    """Content is the clause that ", per X" or "As per X" stands in, where X can speak."""
    who = next(iter(children(token, "pobj")), None)
    named = token.i in ctx.mentions or (token.text.istitle() and not token.is_sent_start)
    if who is None or named or not _is_source(ctx, who):
        return None
    first = token
    if token.i > token.sent.start and token.nbor(-1).lower_ == "as":
        first = token.nbor(-1)
    opens = first.i == token.sent.start
    if not opens and first.nbor(-1).text not in _SET_APART and first == token:
        return None
    hole = (first.i, phrase_end(who))
    content = clause_around(ctx, first, hole)
    if not content or (opens and ctx.doc[hole[1] + 1].tag_ in FINITE):
        return None  # "Per Lund, its chairman, said …": a name
    return Draft(
        rule="attribution.per",
        content=content,
        speaker=who.i,
        cue=ctx.range_of(first.i, token.i),
        anchor=first.i,
        root=host_of(first).i,
        note="per",
    )


def _is_source(ctx: Context, who: Token) -> bool:
    """Tell whether a noun after "per" is a certain speaker, not a unit: "per passenger"."""
    certain = who.pos_ == "PROPN" or any(c.dep_ in {"det", "poss"} for c in who.lefts)
    stops = who.lemma_.lower() in ctx.lexicon.according_stops
    return certain and not stops and can_speak(ctx, who)


def _points_back(host: Token, token: Token) -> bool:
    """Tell whether a sentence only credits the one before: "That's according to Torvin."."""
    about = children(host, "nsubj")
    only = len(about) == 1 and about[0].lower_ in {"that", "this", "it"}
    return only and host.lower_ in _IS and host.i + 1 == token.i and about[0].i + 1 == host.i


def _sentence_before(ctx: Context, token: Token) -> tuple[Range, ...]:
    """Return the sentence before that of a token; nothing where there is none."""
    start = token.sent.start
    while start > 0 and ctx.doc[start - 1].is_space:
        start -= 1
    if start == 0:
        return ()
    before = ctx.doc[start - 1].sent
    return (ctx.range_of(before.start, start - 1),)


def host_of(token: Token) -> Token:
    """Return the verb whose clause a phrase stands in."""
    host = token.head
    while host.pos_ not in {"VERB", "AUX"} and host.head != host:
        host = host.head
    return host


def phrase_end(who: Token) -> int:
    """Return the last token of the speaker's phrase."""
    last = who.i
    for child in who.rights:
        if child.pos_ in {"VERB", "AUX"} and child.dep_ not in {"acl", "relcl"}:
            break
        last = max(last, child.right_edge.i)
    return last


def clause_around(ctx: Context, token: Token, hole: tuple[int, int]) -> tuple[Range, ...]:
    """Return the clause around a phrase that occupies the tokens of `hole`."""
    sentence = token.sent
    host = host_of(token)
    behind = hole[1] + 1
    if token.lower_ == "according" and _turns(ctx, sentence.start, hole[0], behind):
        return around(ctx, (sentence.start, hole[0] - 1), hole)
    at_start = not any(t.pos_ in {"VERB", "AUX"} for t in ctx.doc[sentence.start : hole[0]])
    at_end = not any(t.is_alpha for t in ctx.doc[hole[1] + 1 : sentence.end])
    unquoted = ctx.in_quote(token.idx) is None
    closing = at_end and unquoted and ctx.doc[hole[0] - 1].text == ","
    if host.dep_ == "ROOT" or (at_start and host.dep_ != "ccomp") or closing:
        first = own_start(token) if token.lower_ == "according" else sentence.start
        return around(ctx, (first, sentence.end - 1), hole)
    return around(ctx, (host.left_edge.i, host.right_edge.i), hole)


def _turns(ctx: Context, first: int, hole: int, comma: int) -> bool:
    """Tell whether the document goes on after a credit: "It fell, according to X, but Berg …"."""
    if comma + 2 >= len(ctx.doc) or ctx.doc[comma].text != ",":
        return False
    turn = ctx.doc[comma + 1]
    head = turn.head
    other = next((c for c in children(head, "conj") if c.i > turn.i), head)
    own = children(other, *SUBJECTS)
    apart = bool(own) and own[0].i > turn.i
    said = any(t.tag_ in FINITE for t in ctx.doc[first:hole])
    return turn.lower_ in _TURNS and said and apart
