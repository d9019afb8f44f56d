"""From the head of a noun phrase to the speaker's name and role."""

from dataclasses import dataclass

from spacy.tokens import Token

from generator.extract.attributions.context import Context, Range, children
from generator.extract.attributions.lexicon import word_set
from generator.model import EntityType

_LONGEST = 20
"""Most tokens of a description after a noun; a longer one is left out."""
_INSTITUTIONS = word_set(
    """
    ministry office government army navy parliament embassy police department agency council court
    senate congress party union association federation church center centre institute academy
    university force forces league society foundation
    """
)
_BODIES = word_set(
    """
    campaign company firm business group coalition alliance committee commission board panel bench
    team staff administration cabinet authority bureau regulator household crowd majority minority
    opposition delegation leadership caucus chamber legislature assembly tribunal jury charity
    nonprofit hospital clinic airline museum lobby side camp people public leftist rightist left
    right bank fund corporation
    community department city state country nation town district county region province village
    advocate proponent liberal conservative moderate progressive boss parent peer friend rival foe
    enemy elder dissident insider watchdog
    person man woman child girl boy kid teenager relative neighbor neighbour ally aide source
    leader colleague audience crowd electorate
    """
)
_AGENTS = ("er", "or", "ist", "ian", "man", "men", "ee", "crat", "ite", "ant")
"""Ends of nouns for those who do something."""
_RELATIVE = frozenset({"WP", "WDT", "WP$"})
_BEST = frozenset(["JJS", "RBS"])
"""Tags of superlatives."""
_INSIDE_NAME = frozenset({"PROPN", "NUM"})
_PARTICLES = word_set(
    "al el bin ibn ben abu de da del della di dos du la le van von der den ter ten bint y e"
)
_RESTRICTIVE = word_set("of for from at in on with to by among within behind against")
_TOWNS = word_set(
    "capital city town village port harbour harbor suburb borough county district province region"
)
"""Nouns of places that a name between commas may name."""
_WHERE = frozenset(["in", "at", "near", "from"])
_HONORIFICS = word_set(
    """
    mr mr. mrs mrs. ms ms. miss dr dr. sir dame lord lady prof prof. rev. rep. sen. gov.
    gen. lt. col. maj. capt. sgt. adm. hon. the
    """
)

Tokens = tuple[int, int]
"""First and last token, both included."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it, in tokens."""

    source: Tokens
    """The name, the pronoun, or the phrase when there is no name."""
    role: Tokens | None = None
    """The role beside the name."""
    phrase: Tokens | None = None
    """The whole noun phrase, when it is more than the name."""


def speaker(ctx: Context, head: int, cue: Range | None = None) -> Speaker:
    """Return the speaker named by the noun phrase around token `head`, without its own cue."""
    found = _speaker(ctx, head)
    first, last = found.source
    if cue is not None and first < last and ctx.doc[first].idx == cue[0]:
        # "Said Torvin:" read as one name.
        return Speaker((first + 1, last), found.role, found.phrase)
    if cue is None or not ctx.doc[first].idx < cue[0] < ctx.doc[last].idx + 1:
        return found
    while last > first and (ctx.doc[last].idx >= cue[0] or _opens_clause(ctx.doc[last])):
        last -= 1
    return Speaker((first, last), found.role, found.phrase)


def _opens_clause(token: Token) -> bool:
    """Tell whether a token at the end of a phrase belongs to the clause that follows."""
    return token.tag_ in _RELATIVE or token.is_punct or token.pos_ in {"AUX", "ADV", "PART"}


def _speaker(ctx: Context, head: int) -> Speaker:
    """Return the speaker named by the noun phrase around token `head`."""
    token = ctx.doc[head]
    if token.tag_ in _RELATIVE:
        token = _antecedent(ctx, token)
    if token.pos_ == "PRON" and not list(token.lefts) and not children(token, "prep", "relcl"):
        return Speaker((token.i, token.i))
    left = _left(ctx, token)
    comma = _comma_before(ctx, left, token.i)
    if comma is not None:
        # "the US, Kyiv's key ally," read as one phrase.
        first = ctx.doc[comma - 1]
        named = _name(ctx, left, first.i)
        return Speaker(named, (comma + 1, token.i), (left, token.i))
    together = _coordinated(ctx, token, left)
    if together is not None:
        return Speaker(together)
    apposed = _apposed(ctx, token, left)
    if apposed is not None:
        return apposed
    if _is_name(ctx, token) and not _some_of(token):
        named = _name(ctx, left, token.i)
        role = _role_before(ctx, left, named[0])
        return Speaker(named, role, (left, token.i))
    return Speaker((left, _right(ctx, token)))


def _some_of(token: Token) -> bool:
    """Tell whether a people's name stands for some of them: "one senior Republican"."""
    people = token.ent_type_ == "NORP" or token.tag_ == "NNPS"
    return people and any(
        c.dep_ in {"det", "nummod", "amod"} and c.lower_ != "the" for c in token.lefts
    )


def _antecedent(ctx: Context, token: Token) -> Token:
    """Return the noun that a relative pronoun stands for, or the pronoun itself."""
    verb = token.head
    cleft = children(verb.head, "attr") if verb.head.lemma_ == "be" else []
    if token.lower_ == "who" and cleft and token.i - 2 <= cleft[0].right_edge.i < token.i:
        return cleft[0]  # "It was Torvin who said"
    while (
        verb.dep_ in {"xcomp", "ccomp", "aux", "auxpass", "prep", "pobj", "conj"}
        and verb.head != verb
    ):
        verb = verb.head
    if verb.dep_ != "relcl":
        return token
    before = token.nbor(-2) if token.i > 1 and token.nbor(-1).text == "," else token
    if verb.head.pos_ in {"VERB", "AUX"} and before.pos_ in {"NOUN", "PROPN"}:
        return before  # "alarmed rights groups, who fear"
    if verb.head.pos_ in {"VERB", "AUX"}:
        return next(iter(children(verb.head, "nsubj", "nsubjpass")), token)
    noun = verb.head
    while token.lower_ == "who" and noun.dep_ == "pobj" and not _can_speak(ctx, noun):
        # "a person with knowledge of the matter, who …"
        if noun.head.head.pos_ not in {"NOUN", "PROPN", "PRON"}:
            break
        noun = noun.head.head
    return noun


def _can_speak(ctx: Context, noun: Token) -> bool:
    """Tell whether a noun names a person or an office."""
    known = noun.i in ctx.mentions or noun.ent_type_ in {"PERSON", "NORP"}
    return known or _is_role(ctx, noun) or noun.tag_ in {"NNS", "NNP", "NNPS"}


def is_listed(ctx: Context, noun: Token) -> bool:
    """Tell whether a common noun stands for people, offices, bodies or documents that speak."""
    listed = ctx.lexicon.roles | ctx.lexicon.documents | _INSTITUTIONS | _BODIES
    return noun.lemma_.lower() in listed


def can_speak(ctx: Context, noun: Token | None) -> bool:
    """Tell whether a noun names those who speak: people, offices, bodies, documents, countries."""
    if noun is None or (noun.text.isdigit() and noun.left_edge == noun):
        return False  # "1. agree to open the border"
    lemma = noun.lemma_.lower()
    if noun.tag_ in _RELATIVE:
        noun = _antecedent(ctx, noun)
        lemma = noun.lemma_.lower()
    named = noun.i in ctx.mentions or noun.pos_ in {"PRON", "PROPN"} or bool(noun.ent_type_)
    return named or is_listed(ctx, noun) or lemma.endswith(_AGENTS)


def _left(ctx: Context, token: Token) -> int:
    """Return the first token of the noun phrase before its head."""
    left = token.i
    for child in token.lefts:
        if child.dep_ in {
            "relcl",
            "acl",
            "advcl",
            "cc",
            "preconj",
            "advmod",
            "mark",
            "punct",
            "prep",
        }:
            if child.dep_ != "punct":
                left = token.i
            continue
        left = min(left, child.left_edge.i)
    while ctx.doc[left].is_punct or ctx.doc[left].is_space:
        left += 1
    return min(left, token.i)


def _right(ctx: Context, token: Token, *, described: bool = True) -> int:
    """Return the last token of a phrase without a name: "officials in the capital"."""
    right = token.i
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in _RESTRICTIVE:
            if child.left_edge.i != right + 1:
                break
            right = _stop(ctx, child)
        elif child.dep_ == "nummod" and child.i == right + 1:
            right = child.i
        elif described and child.left_edge.i == right + 1 and _describes(child):
            last = _stop(ctx, child) if child.dep_ == "amod" else _to_aside(ctx, child)
            if last > right + _LONGEST:
                break
            right = last
        else:
            break
    return right


def _to_aside(ctx: Context, child: Token) -> int:
    """Return the last token of a clause before ", the lowest since …", said of the content."""
    for comma in ctx.doc[child.i : child.right_edge.i - 1]:
        article, best = ctx.doc[comma.i + 1], ctx.doc[comma.i + 2]
        if comma.text == "," and article.lower_ in {"the", "a", "an"} and best.tag_ in _BEST:
            return comma.i - 1
    return child.right_edge.i


def _describes(child: Token) -> bool:
    """Tell whether words after a noun say which one it is: "people familiar with the matter"."""
    if child.dep_ == "amod":
        return True
    participle = child.dep_ == "acl" and child.tag_ == "VBN"
    return participle or (child.dep_ == "relcl" and child.left_edge.tag_ in {"WP", "WDT"})


def _stop(ctx: Context, prep: Token) -> int:
    """Return the last token of a prepositional phrase before a comma, clause or quotation."""
    for token in ctx.doc[prep.i + 1 : prep.right_edge.i + 1]:
        clause = token.dep_ in {"relcl", "acl", "advcl"} and token.pos_ in {"VERB", "AUX"}
        if clause or (token.is_punct and token.text not in "-.'\u2019&") or token.tag_ in _RELATIVE:
            last = min(token.left_edge.i if clause else token.i, token.i) - 1
            return max(last, prep.i)
    return prep.right_edge.i


def _comma_before(ctx: Context, left: int, head: int) -> int | None:
    """Return the comma that cuts "the US, Kyiv's key ally" read as one phrase, or None."""
    if any(ctx.doc[i].is_quote for i in range(left, head)):
        return None
    for i in range(left + 1, head):
        if ctx.doc[i].text == "," and ctx.doc[i - 1].pos_ == "PROPN":
            return i
    return None


def _coordinated(ctx: Context, token: Token, left: int) -> tuple[int, int] | None:
    """Return the tokens of "X and Y" when several speak together, or None."""
    last = token
    while True:
        following = [
            c for c in last.rights if c.dep_ == "conj" and c.pos_ in {"NOUN", "PROPN", "PRON"}
        ]
        if not following:
            break
        last = following[-1]
    if last == token:
        return None
    end = last.i if _is_name(ctx, last) else _right(ctx, last)
    return left, end


def _apposed(ctx: Context, token: Token, left: int) -> Speaker | None:
    """Read "head of X" after a name, or a name after "the minister"."""
    for child in children(token, "appos"):
        title = ctx.in_quote(child.idx) is not None and ctx.in_quote(token.idx) is None
        if child.pos_ == "NUM" or child.i < token.i or title or _cut(child):
            continue
        if _names_place(ctx, token, child):
            continue
        start = _left(ctx, child)
        while ctx.doc[start - 1].text == "-" and start - 2 > token.i:
            start -= 2  # "co-director", of which the parser made three
        if _is_name(ctx, token):
            named = _name(ctx, left, token.i)
            role = _role_before(ctx, left, named[0]) or (
                start,
                _right(ctx, child, described=False),
            )
            return Speaker(named, role, (left, child.right_edge.i))
        if _is_name(ctx, child):
            named = _name(ctx, start, child.i)
            end = named[0] - 1
            while end > token.i and (ctx.doc[end].is_punct or ctx.doc[end].is_space):
                end -= 1
            return Speaker(named, (left, end), (left, child.i))
    return None


def _names_place(ctx: Context, token: Token, child: Token) -> bool:
    """Tell whether a name between commas is that of the place just before: "in the capital, X,".

    Rare in the open texts, and kept because a town that speaks is a grave fault.
    """
    mention = ctx.mentions.get(child.i)
    sited = mention is not None and mention.type is EntityType.PLACE
    if not sited and child.left_edge != child:
        return False  # "the envoy in the town, Ada Vell, said"
    comma = child.left_edge.i - 1
    place = ctx.doc[comma - 1]
    inside = place.dep_ == "pobj" and place.head.lower_ in _WHERE
    return (
        ctx.doc[comma].text == "," and place != token and place.lemma_.lower() in _TOWNS and inside
    )


def _cut(child: Token) -> bool:
    """Tell whether a token is a word's part up to its hyphen: "co" of "co-director"."""
    return not child.is_alpha or child.nbor(1).text == "-"


def _is_role(ctx: Context, token: Token) -> bool:
    return token.lower_ in ctx.lexicon.roles or token.lemma_.lower() in ctx.lexicon.roles


def _is_name(ctx: Context, token: Token) -> bool:
    """Tell whether a token heads a proper name."""
    some = any(
        c.pos_ in {"ADJ", "NUM"} and (c.text.islower() or c.is_sent_start) for c in token.lefts
    )
    if token.tag_ in {"NNPS", "NNS"} and some:
        # "many Republicans" is a group, not a name.
        return False
    if token.i in ctx.mentions:
        return True
    if _is_role(ctx, token):
        return False
    return token.text[:1].isupper() and token.pos_ in {"PROPN", "X"}


def _name(ctx: Context, left: int, head: int) -> Tokens:
    """Return the name that ends in token `head`, without title or role before it."""
    mention = ctx.mentions.get(head)
    if mention is not None:
        part = ctx.doc.char_span(
            mention.span.start - ctx.parse.base,
            mention.span.end - ctx.parse.base,
            alignment_mode="expand",
        )
        if part is not None:
            return part.start, part.end - 1
    first = head
    while first > left and _joins(ctx, first - 1, head):
        first -= 1
    while first < head and ctx.doc[first].lower_ in _HONORIFICS:
        first += 1
    return first, _of_name(ctx, head)


def _of_name(ctx: Context, head: int) -> int:
    """Return the last token of a name with "of": "Members of the Council", "Resolution 2328"."""
    last = head
    for child in ctx.doc[head].rights:
        if child.dep_ == "nummod" and child.i == last + 1:
            last = child.i
        elif child.lower_ == "of" and child.i == last + 1:
            inner = next(iter(children(child, "pobj")), None)
            if inner is not None and inner.pos_ == "PROPN":
                last = inner.i
        else:
            break
    return last


def _joins(ctx: Context, i: int, head: int) -> bool:
    """Tell whether token `i` can belong to the name that ends in `head`."""
    token = ctx.doc[i]
    if token.lower_ in _HONORIFICS:
        return False
    if _is_role(ctx, token) and ctx.doc[head].ent_type_ not in {"ORG", "GPE", "FAC"}:
        return False
    demonym = token.pos_ == "ADJ" or token.ent_type_ == "NORP"
    if demonym and ctx.doc[head].lower_ not in _INSTITUTIONS:
        return False
    capital = token.text[:1].isupper()
    linked = token.text in {"-", "&", "\u2013"} or token.lower_ in _PARTICLES
    return (capital and (token.pos_ in _INSIDE_NAME or token.pos_ in {"ADJ", "NOUN"})) or (
        linked and i > 0 and ctx.doc[i - 1].text[:1].isupper()
    )


def _role_before(ctx: Context, left: int, first: int) -> Tokens | None:
    """Return the role between the start of the phrase and the name, without the article."""
    end = first - 1
    while end >= left and (ctx.doc[end].is_punct or ctx.doc[end].lower_ in _HONORIFICS):
        end -= 1
    if end < left or not (_is_role(ctx, ctx.doc[end]) or ctx.doc[end].pos_ == "NOUN"):
        return None
    return left, end
