"""Where the content of a cue begins and ends."""

from spacy.tokens import Token

from generator.extract.attributions.context import Context, Range, children
from generator.extract.attributions.quotes import Quote

_OWN_CLAUSE = frozenset(
    ["because", "if", "unless", "until", "although", "though", "so", "once", "where", "whenever"]
)
_SAYING = frozenset(["when", "after", "as", "while", "before", "since"])
_TELLING = frozenset(
    ["tell", "inform", "assure", "remind", "warn", "notify", "convince", "persuade"]
)
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")


def subject_of(verb: Token, depth: int = 4) -> Token | None:
    """Return the head of a verb's subject, looked for up the chain of verbs; None if none."""
    own = children(verb, *_SUBJECTS)
    for aux in children(verb, "auxpass", "aux"):
        own += children(aux, *_SUBJECTS)
    if own:
        return own[0]
    if depth == 0 or verb.head == verb:
        return None
    if verb.dep_ == "acl":
        return verb.head if verb.tag_ in {"VBG", "VBN"} else None
    if verb.dep_ in {"conj", "xcomp", "advcl", "pcomp", "prep", "dep", "acomp", "oprd"}:
        return subject_of(verb.head, depth - 1)
    return None


def cue_group(ctx: Context, verb: Token) -> Range:
    """Return the characters of a verb with its auxiliaries and particle: "had also claimed"."""
    last = verb.i
    for child in verb.rights:
        if child.dep_ == "prt" and child.i == last + 1:
            last = child.i
    return ctx.range_of(first_of_group(ctx, verb), last)


def first_of_group(ctx: Context, verb: Token) -> int:
    """Return the first token of a verb with its auxiliaries, without an adverb before them."""
    first = verb.i
    for child in reversed(list(verb.lefts)):
        if child.i == first - 1 and child.dep_ in {"aux", "auxpass", "neg", "advmod"}:
            first = child.i
    while first < verb.i and ctx.doc[first].dep_ == "advmod":
        first += 1
    return first


def clause(ctx: Context, verb: Token, head: Token) -> tuple[Range, ...]:
    """Return the content of a clause that a verb governs, before or after it."""
    if head.i > verb.i:
        return _join(ctx, verb, after(ctx, verb, head, _reach_back(ctx, verb, head)))
    return _join(ctx, verb, _ahead(ctx, verb, head))


def _opening(head: Token) -> int:
    """Return the first token of a clause after its "that"."""
    first = head.left_edge
    for token in head.subtree:
        if token.i > first.i + 1:
            break
        if token.lower_ == "that" and token.dep_ == "mark":
            return token.i + 1
    return first.i


def _reach_back(ctx: Context, verb: Token, head: Token) -> int:
    """Return where the content begins, with what the parser hung on the cue instead.

    "estimated by 2050, demand would grow": an adverbial between cue and clause that a comma closes
    and none opens. "believed the movement helped": an object that is the clause's subject.
    """
    first = _opening(head)
    if first != head.left_edge.i or first <= verb.i + 1:
        return first
    infinitive = any(c.tag_ == "TO" for c in children(head, "aux"))
    if not children(head, *_SUBJECTS, "expl") and not infinitive:
        things = [c for c in children(verb, "dobj") if verb.i < c.i < head.i]
        finite = is_finite(head)
        if things and finite and verb.lemma_.lower() not in _TELLING:
            return things[0].left_edge.i
    gap = ctx.doc[verb.i + 1 : first]
    if gap[0].dep_ == "prep" and gap[-1].text == "," and "," not in {t.text for t in gap[:-1]}:
        if gap[0].right_edge.i == gap[-1].i - 1 and not _of_saying(ctx, gap[0]):
            return gap[0].i
        if gap[0].lower_ in {"by", "in", "since", "until"} and gap[0].right_edge.i == gap[-1].i - 1:
            return gap[0].i
    return first


def after(ctx: Context, verb: Token, head: Token, first: int) -> tuple[Range, ...]:
    """Return the content from token `first` to the end of the clause of `head`."""
    first = max(first, verb.i + 1)
    last = head.right_edge.i
    for token in ctx.doc[first : last + 1]:
        if _leaves(ctx, verb, head, token):
            last = token.i - 1
            while last > first and (ctx.doc[last].is_punct or ctx.doc[last].pos_ == "CCONJ"):
                last -= 1
            break
    else:
        last = _lengthened(ctx, verb, last)
        last = without_background(ctx, verb, head, last)
    return (ctx.range_of(first, last),) if last >= first else ()


def without_background(ctx: Context, verb: Token, head: Token, last: int) -> int:
    """Return the last token before a clause in which the document itself explains a name.

    Under a cue in the past tense the content is shifted into the past. A clause at its end that
    hangs on a proper name (which needs no clause to tell whom it names) and stays in the present
    tense is not reported speech: "… that the fleet had left Aland, which borders Beland".
    """
    if not (_is_past(verb) and _is_past(head)):
        return last
    for token in ctx.doc[head.i + 1 : last + 1]:
        opener = token.left_edge
        if (
            token.dep_ == "relcl"
            and token.right_edge.i == last
            and token.head.pos_ == "PROPN"
            and opener.tag_ in {"WDT", "WP", "WP$", "WRB"}
            and opener.i > verb.i + 1
            and not _is_past(token)
            and ctx.in_quote(token.idx) is None
        ):
            cut = opener.i - 1
            while ctx.doc[cut].is_punct:
                cut -= 1
            return cut
    return last


def is_finite(verb: Token) -> bool:
    """Tell whether a clause has a finite verb, or is an indirect question such as "how to"."""
    group = (*children(verb, "aux", "auxpass"), verb)
    return any(c.tag_ in _FINITE for c in group) or verb.left_edge.tag_ in {"WRB", "WP", "WDT"}


def _is_past(verb: Token) -> bool:
    """Tell whether a verb's finite part is in the past tense."""
    finite = [c for c in (*children(verb, "aux", "auxpass"), verb) if c.tag_ in _FINITE]
    return bool(finite) and finite[0].tag_ == "VBD"


def _leaves(ctx: Context, verb: Token, head: Token, token: Token) -> bool:
    """Tell whether a verb read into the content goes on with the saying: "… but admitted …"."""
    return (
        token.dep_ == "conj"
        and token.tag_ in {"VBD", "VBZ", "VBP"}
        and token.head in (head, verb)
        and token.lemma_.lower() in ctx.lexicon.verbs
        and bool(children(token, "ccomp", "xcomp"))
        and not children(token, *_SUBJECTS)
        and ctx.in_quote(token.idx) is None
    )


def _lengthened(ctx: Context, verb: Token, last: int) -> int:
    """Return the last token, with clauses after it that the parser hung on the cue."""
    for child in verb.rights:
        if child.dep_ == "ccomp" and child.i > last and is_finite(child):
            gap = ctx.doc[last + 1 : child.left_edge.i]
            if all(t.is_punct or t.pos_ == "CCONJ" for t in gap) and len(gap) <= 2:  # noqa: PLR2004
                last = child.right_edge.i
            continue
        if child.left_edge.i != last + 1 or child.i <= last:
            continue
        if (
            (child.dep_ == "advcl" and _belongs(child))
            or (child.dep_ == "prep" and not _of_saying(ctx, child))
            or _goes_along(ctx, child)
        ):
            last = child.right_edge.i
    return last


def _goes_along(ctx: Context, child: Token) -> bool:
    """Tell whether a clause hung on the cue goes on with the content: "said A and B did C"."""
    if child.dep_ == "cc":
        following = next((c for c in child.head.rights if c.i > child.i), None)
        return following is not None and _goes_along(ctx, following)
    return (
        child.dep_ == "conj"
        and bool(children(child, "nsubj", "nsubjpass"))
        and child.lemma_.lower() not in ctx.lexicon.verbs
        and ctx.doc[child.left_edge.i - 1].lower_ == "and"
        and ctx.doc[child.left_edge.i - 2].text != ","
    )


def _belongs(child: Token) -> bool:
    """Tell whether an adverbial clause after the content is part of it."""
    opener = child.left_edge.lower_
    return opener in _OWN_CLAUSE


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
        t.i < group and t.dep_ not in _SUBJECTS for t in ctx.doc[sentence:first]
    ):
        first = sentence
    while first < last and (ctx.doc[first].pos_ == "CCONJ" or ctx.doc[first].text == ","):
        first += 1
    while last > first and (ctx.doc[last].is_punct or ctx.doc[last].is_space):
        last -= 1
    if last < first:
        return ()
    return (ctx.range_of(first, last),)


def _group_start(verb: Token, head: Token) -> int:
    """Return the first token of a cue with its subject, after the clause of `head`."""
    starts = [verb.i]
    for child in verb.lefts:
        if child.i > head.i and child.dep_ not in {"punct", "ccomp"}:
            starts.append(max(child.left_edge.i, head.i + 1))
    return min(starts)


def _join(ctx: Context, verb: Token, content: tuple[Range, ...]) -> tuple[Range, ...]:
    """Return the content with the quotations that it cuts, and the piece after the cue."""
    if not content:
        return ()
    pieces = list(content)
    for quote in ctx.quotes:
        holds_cue = quote.start <= verb.idx < quote.end
        if holds_cue:
            continue
        for number, (start, end) in enumerate(pieces):
            if quote.start < end and start < quote.end:
                pieces[number] = (min(start, quote.start), max(end, quote.end))
    behind = quote_after(ctx, verb)
    if behind is not None and _opens_with(ctx, behind, pieces):
        return behind.segments
    if behind is not None and all(behind.start >= end for _, end in pieces):
        pieces.extend(behind.segments)
    return tuple(pieces)


def _opens_with(ctx: Context, quote: Quote, pieces: list[Range]) -> bool:
    """Tell whether a content is just the quotation that a comma or colon opens: `said, "…"`."""
    lead = ctx.text[: quote.start].rstrip("\"'\u201c\u2018\u00ab\u201e`").rstrip()
    inner = ctx.text[quote.start : quote.end].rstrip()
    whole = inner.endswith((".", "!", "?", ",")) or ctx.text[quote.end : quote.end + 3].strip(
        "\"'\u201d\u2019\u00bb "
    )[:1] in {".", ""}
    return (
        lead.endswith((",", ":")) and whole and len(pieces) == 1 and pieces[0][0] >= quote.start - 2
    )


def quote_after(ctx: Context, verb: Token) -> Quote | None:
    """Return the quotation that a cue opens with a comma, a colon or "that", or None."""
    sentence_end = verb.sent.end_char
    for quote in ctx.quotes:
        if quote.start <= verb.idx:
            continue
        if quote.start > sentence_end + 4:
            return None
        between = ctx.text[verb.idx + len(verb.text) : quote.start].rstrip("\"'“‘«`„ \n")
        if "\n\n" in ctx.text[verb.idx : quote.start] and not between.endswith(":"):
            return None
        lead = between.endswith((",", ":", " that", "\u2014")) or not between.strip()
        if not lead or _has_verb(ctx, verb, quote.start):
            return None
        return quote
    return None


def _has_verb(ctx: Context, verb: Token, end: int) -> bool:
    """Tell whether another finite verb stands between a cue and a character."""
    for token in ctx.doc[verb.i + 1 :]:
        if token.idx >= end:
            return False
        if token.pos_ in {"VERB", "AUX"} and token.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            return True
    return False


def before(ctx: Context, verb: Token) -> tuple[Range, ...]:
    """Return the quotation beside a verb that has no clause: before it, after it, or both."""
    pieces: list[Range] = []
    ahead = quote_before(ctx, verb)
    if ahead is not None:
        pieces.extend(ahead.segments)
    behind = quote_after(ctx, verb)
    if behind is not None:
        pieces.extend(behind.segments)
    return tuple(pieces)


def quote_before(ctx: Context, verb: Token) -> Quote | None:
    """Return the quotation that ends just before a cue and its subject, or None."""
    best = None
    for quote in ctx.quotes:
        if quote.start > verb.idx:
            break
        if quote.end <= verb.idx and not quote.single:
            best = quote
    if best is None or best.end < verb.sent.start_char - 3:
        return None
    close = best.end
    gap = ctx.text[close : verb.idx]
    if len(gap) > 160 or "\n" in gap:
        return None
    inner = ctx.text[max(close - 1, 0) : close]
    outer = gap.lstrip("\"'”’»`").lstrip()[:1]
    if inner not in {",", "?", "!", "\u2014", "."} and outer != ",":
        return None
    who = subject_of(verb)
    for token in ctx.doc[verb.sent.start : verb.i]:
        if token.idx <= close or token.is_punct:
            continue
        mine = token.head == verb or (who is not None and (token == who or who.is_ancestor(token)))
        if not mine or (token.dep_ in {"cc", "prep", "mark"} and token.head == verb):
            return None
    return best


def outside(ctx: Context, verb: Token, host: Token) -> tuple[Range, ...]:
    """Return the clause of `host` without the parenthesis of `verb`."""
    hole = (verb.left_edge.i, verb.right_edge.i)
    first, last = host.left_edge.i, host.right_edge.i
    subject = subject_of(verb)
    if subject is not None:
        hole = (min(hole[0], subject.left_edge.i), hole[1])
    pieces: list[Range] = []
    for start, end in ((first, hole[0] - 1), (hole[1] + 1, last)):
        while start <= end and (ctx.doc[start].is_punct or ctx.doc[start].pos_ == "CCONJ"):
            if ctx.doc[start].text in "\"“‘'``«([":
                break
            start += 1
        while end >= start and ctx.doc[end].text in {",", ".", ";", ":", "\n", "\n\n"}:
            end -= 1
        if end >= start:
            pieces.append(ctx.range_of(start, end))
    return tuple(pieces)
