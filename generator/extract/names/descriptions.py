"""How a text describes what its names name: titles before them, appositions, "X is a …"."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from generator.extract.names.gazetteer import kin, offices, ranks, words
from generator.extract.names.introduced import introduced_roles
from generator.extract.parse import Parse
from generator.model import Description, EntityType, Mention, MentionForm, Reason
from generator.model import Span as TextSpan

_LONGEST = 25
"""Tokens of the longest description."""
_LONGEST_NAME = 5
_BREAKS = frozenset(
    {",", ";", ":", ".", "(", ")", '"', "\u201c", "\u201d", "``", "''", "\u2014", "\u2013", "--"}
)
_BEFORE = frozenset({"NOUN", "PROPN", "ADJ", "PART", "NUM"})
_HONORIFICS = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "dame"})
_ALLIES = frozenset({"ally", "neighbour", "neighbor", "rival", "partner", "foe", "member", "home"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_RELATIVE = frozenset({"who", "which", "that", "whose", "where", "when", "whom"})
_OPENERS = frozenset({"a", "an", "the", "his", "her", "its", "their", "one", "our", "my"})
_COPULAS = frozenset({"be", "become", "remain"})
_SKIPPED = frozenset(
    {"also", "currently", "now", "himself", "herself", "then", "still", "formerly"}
)


def described(parse: Parse, mentions: Sequence[Mention]) -> Iterator[Description]:
    """Yield the descriptions of the names among `mentions`, in order of the names."""
    names = [mention.span for mention in mentions if mention.form is MentionForm.NAME]
    for mention in mentions:
        if mention.form is not MentionForm.NAME:
            continue
        name = parse.doc.char_span(
            mention.span.start - parse.base,
            mention.span.end - parse.base,
            alignment_mode="expand",
        )
        if name is None:
            continue
        for rule, phrase in _of_name(name, mention.type):
            span = _with_name(parse.span(phrase), names, parse)
            yield Description(subject=mention.span, span=span, reason=Reason(f"description.{rule}"))


def _with_name(found: TextSpan, names: Sequence[TextSpan], parse: Parse) -> TextSpan:
    """Return a description that begins inside a name with the whole of that name."""
    at = bisect_right(names, found.start, key=lambda name: name.start) - 1
    if at < 0 or not names[at].start < found.start < names[at].end:
        return found
    return parse.chars(names[at].start - parse.base, found.end - parse.base)


def _of_name(name: Span, kind: EntityType | None) -> Iterator[tuple[str, Span]]:
    before = _title_before(name, kind)
    if before is not None:
        yield ("kin" if before[-1].lower_ in kin() else "title"), before
    else:
        opened = _before_comma(name, kind)
        if opened is not None:
            yield "apposition", opened
    after = _apposition(name, kind)
    if after is not None:
        yield "apposition", after
    predicate = _predicate(name)
    if predicate is not None:
        yield "copula", predicate


def _is_head(token: Token, kind: EntityType | None) -> bool:
    """Tell whether `token` is a noun for what a name of this kind names."""
    word, lemma = token.lower_, token.lemma_.casefold()
    if kind is EntityType.PERSON:
        listed = bool({word, lemma} & offices()) or lemma in kin() or word in ranks()
        return listed or word in introduced_roles(token.doc)
    if kind is EntityType.ORGANIZATION:
        is_one = token.pos_ in {"NOUN", "PROPN"} and token.tag_ != "NNS"
        return is_one and lemma in words("groups.txt", "organization")
    return False


def _title_before(name: Span, kind: EntityType | None) -> Span | None:
    """Return "Poland's Defense Minister" in "Poland's Defense Minister Ada Lamb"."""
    doc, last = name.doc, name.start - 1
    while last > name.sent.start and doc[last].lower_ in _HONORIFICS:
        last -= 1
    if last < name.sent.start:
        return None
    if not _is_head(doc[last], kind) or (doc[last].tag_ == "NNS" and kind is EntityType.PERSON):
        return _office_of_before(name, kind, last)
    found = doc[_leftmost(doc, last, name.sent.start) : last + 1]
    says_nothing = kind is EntityType.ORGANIZATION and found.text.split()[0] in {"The", "the"}
    says_nothing = says_nothing and len(found) == len(("the", "company"))
    return None if says_nothing or all(token.lower_ in ranks() for token in found) else found


_DAYS = frozenset({"today", "yesterday", "tomorrow", "tonight"})
_TIED = frozenset({"then", "ex", "co", "vice"})
"""Words that a hyphen ties to an office: "then-president"."""


def _leftmost(doc: Doc, index: int, floor: int) -> int:
    """Return where the noun phrase that ends at `index` begins."""
    while index > floor:
        token = doc[index - 1]
        if token.lower_ in _OPENERS and token.pos_ in {"DET", "PRON", "NUM"}:
            return index - 1
        joined = (token.text == "-" and not token.whitespace_) or (
            token.lower_ == "and" and _joins(doc, index, floor)
        )
        joined |= token.lower_ in _TIED and doc[index].text == "-"
        if not (token.pos_ in _BEFORE or joined) or token.lower_ == "to" or token.is_space:
            return index
        if token.ent_type_ == "TIME" or token.lower_ in _DAYS:
            return index
        index -= 1
    return index


def _joins(doc: Doc, index: int, floor: int) -> bool:
    """Tell whether the "and" before `index` joins two adjectives or portfolios of one title."""
    if index - 2 < floor or doc[index].pos_ != doc[index - 2].pos_ or not doc[index - 2].is_lower:
        return False
    return doc[index].dep_ != "conj" or doc[index].head.i == index - 2


def _office_of_before(name: Span, kind: EntityType | None, last: int) -> Span | None:
    """Return "Secretary of State" in "Secretary of State Ada Lamb"."""
    doc, index = name.doc, last
    if kind is not EntityType.PERSON or doc[index].pos_ not in {"PROPN", "NOUN"}:
        return None
    floor = max(name.sent.start, name.start - 10)
    while index > floor and doc[index].text not in _BREAKS:
        token = doc[index]
        if token.lower_ in {"of", "for", "to"} and _is_head(doc[index - 1], kind):
            return doc[_leftmost(doc, index - 1, name.sent.start) : last + 1]
        if token.pos_ in {"VERB", "AUX", "PRON"} or token.tag_ == "POS":
            return None
        index -= 1
    return None


def _before_comma(name: Span, kind: EntityType | None) -> Span | None:
    """Return "the country's foreign minister" in "the country's foreign minister, Ada Lamb, …"."""
    doc, comma = name.doc, name.start - 1
    while comma > name.sent.start and doc[comma].lower_ in _HONORIFICS:
        comma -= 1
    if comma - 1 < name.sent.start or doc[comma].text != "," or kind not in _NAMED_LAST:
        return None
    closed = name.end >= len(doc) or doc[name.end].text in {",", ".", ")"}
    head = doc[comma - 1]
    if not closed or head.tag_ in {"NNS", "NNPS"}:
        return None
    if _is_head(head, kind):
        start = _leftmost(doc, comma - 1, name.sent.start)
        return doc[start:comma] if _may_stand_before(doc, start, comma, kind) else None
    return _long_before_comma(name, kind, comma) or _office_before_comma(name, kind, comma)


_NAMED_LAST = frozenset({EntityType.PERSON, EntityType.ORGANIZATION})
"""What may stand in apposition to its own description."""


def _may_stand_before(doc: Doc, start: int, end: int, kind: EntityType | None) -> bool:
    """Tell whether a phrase is one that a body is named beside, and no other body's name."""
    is_first = bool(doc[start].is_sent_start) or doc[start].lower_ in _OPENERS
    return kind is EntityType.PERSON or (is_first and doc[end - 1].is_lower)


def _office_before_comma(name: Span, kind: EntityType | None, comma: int) -> Span | None:
    """Return "the mayor of Tarsk" in "the mayor of Tarsk, Mrs. Ada Lamb, …", whatever the parse.

    It begins its sentence, or with an article; brackets in it are part of it.
    """
    doc, floor = name.doc, max(name.sent.start, comma - _LONGEST)
    if kind is not EntityType.PERSON:
        return None
    for index in range(comma - 1, floor, -1):
        token = doc[index]
        if token.text in _BREAKS - {"(", ")"} or token.tag_ in _FINITE or token.pos_ == "PRON":
            return None
        if token.lower_ in {"of", "for"} and _is_head(doc[index - 1], kind):
            start = _leftmost(doc, index - 1, name.sent.start)
            opened = doc[start].is_sent_start or doc[start].lower_ in {"the", "a", "an"}
            single = doc[index - 1].tag_ not in {"NNS", "NNPS"}
            return doc[start:comma] if opened and single else None
    return None


def _long_before_comma(name: Span, kind: EntityType | None, comma: int) -> Span | None:
    """Return "the head of the agency" in "the head of the agency, Ada Lamb, …"."""
    doc, root = name.doc, name.root
    head = root.head
    if root.dep_ != "appos" or head.i >= comma or not _is_head(head, kind):
        return None
    start = _leftmost(doc, head.i, name.sent.start)
    if comma - start > _LONGEST or any(doc[i].text in _BREAKS for i in range(start, comma)):
        return None
    return doc[start:comma]


def _apposition(name: Span, kind: EntityType | None) -> Span | None:
    """Return "head of the agency" in "Ada Lamb, head of the agency, …"."""
    doc, start = name.doc, _after_brackets(name) + 1
    if start >= len(doc) or doc[start - 1].text not in {",", "(", "\u2014", "\u2013", "--"}:
        return None
    while start < len(doc) and (doc[start].like_num or doc[start].lower_ in _SKIPPED):
        start += 1 + (start + 1 < len(doc) and doc[start + 1].text == ",")
    end = _end_of_phrase(doc, start)
    if end - start < 1 or end - start > _LONGEST or doc[start].is_sent_start:
        return None
    head = _head_of(doc, start, end)
    if head is None or head.tag_ == "NNS":
        return None
    if not (_closes(doc, start, end) or _unclosed(name, head, end)):
        return None
    if doc[start].pos_ in {"CCONJ", "ADP", "VERB", "ADV", "SCONJ"}:
        return None
    return doc[start:end] if _describes(name, kind, doc[start], head) else None


def _describes(name: Span, kind: EntityType | None, first: Token, head: Token) -> bool:
    """Tell whether a phrase from `first` with this head describes `name`."""
    opened = first.lower_ in {"a", "an", "the"} and head.pos_ == "NOUN"
    if kind is EntityType.PERSON and _is_head(head, kind):
        return True
    owned = any(token.tag_ == "POS" for token in first.doc[first.i : head.i])
    lemma = head.lemma_.casefold()
    if kind is EntityType.ORGANIZATION and _is_head(head, kind):
        return owned or (opened and _apposed(name, head))
    if kind is EntityType.PLACE and lemma in _ALLIES | words("groups.txt", "place"):
        return owned or opened
    return opened and _apposed(name, head)


_IN_BRACKETS = 3
"""Tokens of initials in brackets, with these."""


def _after_brackets(name: Span) -> int:
    """Return where a name and its initials in brackets end: "Orlen Rowing NV (ORNV), the …"."""
    doc, end = name.doc, name.end + _IN_BRACKETS
    is_short = end < len(doc) and doc[name.end].text == "(" and doc[end - 1].text == ")"
    return end if is_short and doc[end].text == "," and doc[end - 2].is_upper else name.end


def _unclosed(name: Span, head: Token, end: int) -> bool:
    """Tell whether the comma after an apposition was left out: "Ada Lamb, head of Orlen said"."""
    doc, verb = name.doc, name.root.head
    if any(token.lower_ in {"the", "a", "an"} for token in doc[head.i : end]):
        return False  # "Ada Lamb, the mayor and the priest left"
    return _apposed(name, head) and name.root.dep_ == "nsubj" and end < len(doc) and verb.i == end


def _closes(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a phrase ends as an apposition does: not at the verb whose subject it is."""
    if end < len(doc) and not (doc[end].text in _BREAKS or doc[end].lower_ in _RELATIVE):
        return doc[end].is_space
    if end + 1 < len(doc) and doc[end].text == ":" and doc[end + 1].text[:1].isupper():
        return False  # "the voice of X in Y: The Series"
    tail = doc[end + 1].lower_ if end + 1 < len(doc) else ""
    if tail == "and" and _pairs_go_on(doc, end + 2):
        tail = ""
    listed = any(
        token.lower_ == "and" and token.nbor(1).lower_ == "the" for token in doc[start : end - 1]
    )
    return tail != "and" and not listed


def _pairs_go_on(doc: Doc, start: int) -> bool:
    """Tell whether after "Ada Lamb, a nurse, and" another name follows with its own apposition."""
    name = start
    while name < min(start + _LONGEST_NAME, len(doc) - 1) and doc[name].text[:1].isupper():
        name += 1
    return (
        start < name < len(doc) - 1 and doc[name].text == "," and doc[name + 1].lower_ in _OPENERS
    )


def _apposed(name: Span, head: Token) -> bool:
    """Tell whether the parse, too, takes `head` for an apposition of `name`."""
    return head.dep_ == "appos" and name.start <= head.head.i < name.end


def _end_of_phrase(doc: Doc, start: int) -> int:
    """Return where a noun phrase that begins at `start` ends: at a comma, verb or "who"."""
    index = start
    while index < len(doc):
        token = doc[index]
        if token.text in _BREAKS or token.is_space or token.lower_ in _RELATIVE:
            return index
        if (token.tag_ in _FINITE and token.dep_ != "amod") or token.tag_ == "PRP":
            # "… was a volunteer and claim she has …": a verb that the parse takes for a noun.
            if token.tag_ == "PRP" and index - 2 > start and doc[index - 2].pos_ == "CCONJ":
                return index - 2
            return index - (doc[index - 1].pos_ == "CCONJ")
        index += 1
    return index


def _head_of(doc: Doc, start: int, end: int) -> Token | None:
    """Return the last noun before the first preposition of a phrase."""
    head = None
    for index in range(start, end):
        token = doc[index]
        if token.pos_ in {"NOUN", "PROPN"} and not _owner(doc, index):
            head = token
        elif head is not None and token.pos_ not in {"ADJ", "PART", "PUNCT"}:
            break
    return head


def _owner(doc: Doc, index: int) -> bool:
    return index + 1 < len(doc) and doc[index + 1].tag_ == "POS"


def _predicate(name: Span) -> Span | None:
    """Return "a former banker" in "Ada Lamb is a former banker"."""
    root = name.root
    verb = root.head
    if root.dep_ != "nsubj" or verb.lemma_ not in _COPULAS or name.start > verb.i:
        return None
    if verb.tag_ not in _FINITE or any(child.dep_ in {"neg", "aux"} for child in verb.children):
        return None
    for child in verb.children:
        if child.dep_ != "attr" or child.pos_ != "NOUN" or child.i < verb.i:
            continue
        start = child.left_edge.i
        end = _end_of_phrase(name.doc, start)
        if name.doc[start].lower_ in {"a", "an", "the"} and child.i < end <= start + _LONGEST:
            return name.doc[start:end]
    return None
