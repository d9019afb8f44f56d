"""A verb with its subject, auxiliaries and tense."""

from spacy.tokens import Token

from generator.extract.attributions.context import Context, Range, children

FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
"""Tags of finite verbs."""
PRESENT = frozenset(["VBZ", "VBP"])
"""Tags of verbs in the present tense."""
_INVERTS = frozenset(["VBD", "VBZ", "VBP"])
_DASHES = frozenset(["-", "--", "\u2013", "\u2014"])
_BEFORE_NOUN = frozenset(["det", "compound", "amod", "nmod", "poss", "nummod"])
_SHIFTED = frozenset(["would", "could", "might"])
"""Modal verbs that "will", "can" and "may" become in reported speech."""
CAUSES = frozenset(
    ["prompt", "lead", "cause", "drive", "inspire", "compel", "force", "spur", "push"]
)
"""Verbs whose object does what follows: "prompting Berg to threaten a strike"."""
_SPIRITS = frozenset(["fashion", "manner", "jest", "spirit", "tone"])
"""Nouns of "in a satirical fashion"."""
_DOUBTING = frozenset(
    ["mistakenly", "wrongly", "falsely", "incorrectly", "erroneously", "wrongfully", "jokingly"]
)
"""Adverbs with which the document takes back what a verb says, or says that it is not meant."""
_PAIR = 2
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
"""Dependency labels of subjects."""


def subject_of(verb: Token, depth: int = 4) -> Token | None:
    """Return the head of a verb's subject, looked for up the chain of verbs; None if none."""
    own = _own_subject(verb)
    if own is not None or depth == 0 or verb.head == verb:
        return own
    if verb.dep_ == "acl":
        return _described(verb, depth)
    if verb.dep_ == "advcl" and verb.tag_ in FINITE and not children(verb, "mark", "advmod", "aux"):
        return _noun_before(verb)
    moved = children(verb.head, "dobj") if verb.head.lemma_ in CAUSES else []
    if verb.dep_ == "xcomp" and moved and moved[0].i < verb.i:
        return moved[0]
    if verb.dep_ in {"conj", "xcomp", "advcl", "pcomp", "prep", "dep", "acomp", "oprd"}:
        return subject_of(_finite_like(verb), depth - 1)
    return None


def parenthetic(verb: Token) -> Token | None:
    """Return the second of two subjects, set between commas: "The plan, X told us, was dead"."""
    own = [c for c in children(verb, *SUBJECTS) if c.i < verb.i]
    if len(own) != _PAIR or own[1].i + 1 != verb.i or not _comma(own[1].left_edge):
        return None
    last = verb.right_edge.i
    return own[1] if any(t.text == "," for t in verb.doc[verb.i + 1 : last]) else None


def _described(verb: Token, depth: int) -> Token | None:
    """Return the noun that a participle describes, or who did it: "said no, telling …"."""
    noun = verb.head if verb.dep_ == "acl" else verb.nbor(-1)
    if noun.dep_ == "dobj" and verb.tag_ == "VBG" and _comma(verb.left_edge):
        return subject_of(noun.head, depth - 1)
    return noun if verb.tag_ in {"VBG", "VBN"} else None


def _finite_like(verb: Token) -> Token:
    """Return the verb that a verb goes on with, in which "debated" cannot share "would".

    "Aides fretted over how voters would react and debated whether to act."
    """
    head = verb.head
    helped = any(c.tag_ in {"MD", "TO"} or c.lemma_ == "do" for c in children(head, "aux"))
    bare = head.tag_ == "VB" and helped
    if verb.dep_ != "conj" or verb.tag_ not in _INVERTS or not bare:
        return head
    for outer in head.ancestors:
        if outer.tag_ == verb.tag_ and outer.sent.start <= outer.i < verb.i:
            return outer
    return head


def _own_subject(verb: Token) -> Token | None:
    """Return the head of a verb's own subject; None if it has none."""
    turned = inverted(verb)
    if turned is not None:
        return turned
    own = _cried(verb) or _own_subjects(verb) or _lost_subjects(verb)
    if not own:
        return None
    quoted = own[0].i < verb.i and verb.nbor(-1).is_quote and len(own) > 1
    second = quoted or _titled(own, verb) or parenthetic(verb)
    return own[1] if second else own[0]


def _cried(verb: Token) -> list[Token]:
    """Return who stands after a verb whose quotation was read as its subject: '"No!" cried X'."""
    if verb.i < _PAIR or not verb.nbor(-1).is_quote or verb.nbor(-2).text not in {"!", "?", ","}:
        return []
    early = [c for c in children(verb, "nsubj") if c.i < verb.i and _in_marks(c.left_edge)]
    late = [c for c in children(verb, "dobj") if c.left_edge.i == verb.i + 1]
    return late if early and len(early) == len(late) else []


def _in_marks(first: Token) -> bool:
    """Tell whether a quotation opens with a token."""
    return first.is_quote or (first.i > 0 and first.nbor(-1).is_quote)


def _lost_subjects(verb: Token) -> list[Token]:
    """Return a name between commas that the parser gave to what stands before it.

    "In a letter to the council, Torvin, 70, said": read as another name of the council.
    "The letter \u2014 signed by many \u2014 says Torvin lies": read as a parenthesis.
    """
    if verb.tag_ not in FINITE or verb.i == 0:
        return []
    if verb.dep_ == "parataxis" and verb.head.i > verb.i and verb.nbor(-1).text in _DASHES:
        early = children(verb.head, "nsubj")
        return early[:1] if len(early) > 1 and early[0].i < verb.i < early[1].i else []
    if verb.dep_ != "ROOT":
        return []
    if verb.nbor(-1).is_quote:
        return _shared_later(verb)
    return _between_marks(verb)


def _shared_later(verb: Token) -> list[Token]:
    """Return who is read as the subject of a later verb: '"…," said X, who did Y but said Z'."""
    later = [c for c in children(verb, "ccomp") if c.i > verb.i]
    own = [who for clause in later for who in children(clause, "nsubj")]
    return [who for who in own if who.left_edge.i == verb.i + 1]


def _between_marks(verb: Token) -> list[Token]:
    """Return who stands before the commas or dashes that a verb follows."""
    if verb.nbor(-1).text in _DASHES:
        early = [c for clause in children(verb, "ccomp") for c in children(clause, *SUBJECTS)]
        return early[:1] if len(early) > 1 and early[1].i < verb.i else []
    if verb.nbor(-1).text != ",":
        return []
    clauses = children(verb, "ccomp")
    if len(clauses) > 1 and clauses[0].i < verb.i < clauses[-1].i and clauses[0].tag_ == verb.tag_:
        # "Vell Air opens base, says it will hire": a headline that leaves out "and".
        return children(clauses[0], *SUBJECTS)[:1]
    names = [t for prep in children(verb, "prep") if prep.i < verb.i for t in prep.subtree]
    return [
        t
        for t in names
        if t.dep_ == "appos" and t.pos_ == "PROPN" and t.left_edge.i and _comma(t.left_edge)
    ][:1]


def _comma(first: Token) -> bool:
    return first.nbor(-1).text == ","


def _titled(own: list[Token], verb: Token) -> bool:
    """Tell whether the first of two subjects is the second's title: "Senators X and Y said"."""
    if len(own) == 1 or own[1].i > verb.i or own[1].pos_ != "PROPN":
        return False
    return own[0].tag_ in {"NNPS", "NNS", "NNP"} and own[1].left_edge.i == own[0].i + 1


def inverted(verb: Token) -> Token | None:
    """Return the subject right after a verb between commas: "The plan, said X, …"; None if none.

    The parser tends to take the noun before the first comma, which begins the content.
    """
    if verb.tag_ not in _INVERTS or verb.i == 0 or verb.i + 1 == len(verb.doc):
        return None
    if not after_comma(verb) or any(child.dep_ in {"aux", "neg"} for child in verb.lefts):
        return None
    if children(verb, "nsubj") and any(c.nbor(-1).text == "," for c in children(verb, "conj")):
        return None  # "One clerk, granted anonymity, described …": a participle
    who = verb.nbor(1)
    while who.dep_ in _BEFORE_NOUN and who.head.i > who.i:
        who = who.head
    if (
        who.pos_ not in {"NOUN", "PROPN", "PRON"} and who.lower_ != "one"
    ) or who.left_edge.i != verb.i + 1:
        return None
    last = who.right_edge
    follows = last.nbor(1).text if last.i + 1 < len(verb.doc) else ""
    return who if "," in {last.text, follows} and not _owns_comma(verb) else None


def after_comma(token: Token) -> bool:
    """Tell whether a comma stands before a token, with or without a closing mark between."""
    before = token.nbor(-1) if token.i else token
    if before.is_quote and before.i:
        before = before.nbor(-1)
    return before.text == ","


def _owns_comma(verb: Token) -> bool:
    """Tell whether the comma before a verb closes a phrase in its subject: "X, the mayor, said"."""
    subjects = [c for c in children(verb, *SUBJECTS) if c.i < verb.i]
    return any(token.text == "," for who in subjects for token in _inside(who, verb))


def _inside(who: Token, verb: Token) -> list[Token]:
    """Return the tokens from a subject to the comma before its verb, without that comma."""
    last = verb.nbor(-1) if verb.nbor(-1).text == "," else verb.nbor(-2)
    return list(verb.doc[who.i : last.i])


def _own_subjects(verb: Token) -> list[Token]:
    """Return the heads of a verb's own subjects, also where the parser hung them near by."""
    own = children(verb, *SUBJECTS)
    if verb.dep_ == "pcomp" and not own:
        # "Despite X saying …": the parser gives X to "despite".
        own = [c for c in children(verb.head, "pobj") if verb.head.i < c.i < verb.i]
    for aux in children(verb, "auxpass", "aux"):
        own += children(aux, *SUBJECTS)
    # "X, asked whether …, said": the parser gives X to "asked".
    prompted = [c for c in children(verb, "ccomp", "advcl") if c.i < verb.i and prompts(c)]
    return own + [subject for clause in prompted for subject in children(clause, *SUBJECTS)]


def _noun_before(verb: Token) -> Token | None:
    """Return the noun before a finite verb whose subject the parser lost: "whose head, X, said"."""
    before = verb.nbor(-1) if verb.i else verb
    if before.text == "," and before.i:
        before = before.nbor(-1)
    return before if before.pos_ in {"NOUN", "PROPN"} else None


def prompts(verb: Token) -> bool:
    """Tell whether a verb only says on what occasion another one speaks: "when asked whether"."""
    opened = any(
        c.lower_ in {"when", "if", "after", "once"}
        for c in children(verb, "advmod", "mark", "prep")
    )
    bare = verb.tag_ in {"VBN", "VBD"} and not children(verb, "auxpass", "aux")
    asked = verb.lemma_ in {"ask", "press", "question"}
    if verb.tag_ == "VBN" and bare and opened:
        return True
    own = children(verb, *SUBJECTS)
    apart = bool(own) and own[0].right_edge.i + 1 < verb.i + 1 and verb.nbor(-1).text == ","
    if verb.dep_ == "advcl" and bare and asked and (apart or not own):
        return True
    aside = verb.dep_ in {"acl", "ccomp", "relcl"} and verb.i > 0 and verb.nbor(-1).text == ","
    if aside and children(verb, "nsubj") and verb.head.nbor(-1).text != ",":
        return False  # "Torvin, a clerk, asked Berg what he would do"
    return bare and asked and aside


def names_only(verb: Token) -> bool:
    """Tell whether a participle only gives another name: "the base, also called 'Camp Nine', …"."""
    before = verb.nbor(-1) if verb.i else verb
    while before.pos_ == "ADV" and before.i:
        before = before.nbor(-1)
    if children(verb, "nsubj") and children(verb, "dobj", "ccomp", "xcomp"):
        return False  # "A spokesman, Torvin, called the plan 'absurd'"
    bare = not children(verb, "aux", "auxpass", "nsubj") or before.text == ","
    return bare and verb.tag_ in {"VBN", "VBD"} and before.text == "," and verb.dep_ != "conj"


def cue_group(ctx: Context, verb: Token) -> Range:
    """Return the characters of a verb with its auxiliaries and particle: "had also claimed"."""
    last = verb.i
    if verb.dep_ == "conj" and any(c.lower_ == "neither" for c in verb.head.lefts):
        # "would neither confirm nor deny" is one cue.
        return ctx.range_of(first_of_group(ctx, verb.head), last)
    for child in verb.rights:
        made = f"{verb.lemma_.lower()}_{child.lower_}" in ctx.lexicon.verbs
        back = child.dep_ == "advmod" and (child.lower_ == "back" or made)
        if (child.dep_ == "prt" or back) and child.i == last + 1:
            last = child.i
    return ctx.range_of(first_of_group(ctx, verb), _manner(verb, last))


def _manner(verb: Token, last: int) -> int:
    """Return the last token of a cue with the words behind it that say in which spirit it is said.

    "Explains, in a satirical fashion, that" is not just "explains".
    """
    for prep in children(verb, "prep"):
        gap = prep.i - last - 1
        told = any(noun.lemma_.lower() in _SPIRITS for noun in children(prep, "pobj"))
        if prep.lower_ == "in" and told and (gap == 0 or (gap == 1 and _comma(prep))):
            return prep.right_edge.i
    return last


def yet_to(verb: Token) -> Token | None:
    """Return "has" of "has yet to say", which is as good as "has not said"; None if it is not."""
    head = verb.head
    if verb.dep_ != "xcomp" or head.lemma_ not in {"have", "be", "remain"}:
        return None
    return head if any(c.lower_ == "yet" and head.i < c.i < verb.i for c in head.rights) else None


def first_of_group(ctx: Context, verb: Token) -> int:
    """Return the first token of a verb with its auxiliaries, without an adverb before them."""
    open_still = yet_to(verb)
    if open_still is not None:
        return open_still.i
    first = verb.i
    for child in reversed(list(verb.lefts)):
        if child.i == first - 1 and child.dep_ in {"aux", "auxpass", "neg", "advmod", "preconj"}:
            first = child.i
    if first and ctx.doc[first].lower_ == "longer" and ctx.doc[first - 1].lower_ == "no":
        first -= 1
    while first < verb.i and ctx.doc[first].dep_ == "advmod" and not _doubts(ctx.doc[first]):
        first += 1
    return first


def _doubts(adverb: Token) -> bool:
    """Tell whether an adverb takes back what its verb says: "mistakenly thought", "no longer"."""
    return adverb.lower_ in _DOUBTING or adverb.left_edge.lower_ == "no"


def is_finite(verb: Token) -> bool:
    """Tell whether a clause has a finite verb, or is an indirect question such as "how to"."""
    group = (*children(verb, "aux", "auxpass"), verb)
    return any(c.tag_ in FINITE for c in group) or verb.left_edge.tag_ in {"WRB", "WP", "WDT"}


def is_past(verb: Token) -> bool:
    """Tell whether a verb's finite part is in the past tense."""
    finite = [c for c in (*children(verb, "aux", "auxpass"), verb) if c.tag_ in FINITE]
    return bool(finite) and finite[0].tag_ == "VBD"


def is_shifted(verb: Token) -> bool:
    """Tell whether a verb's finite part is as a cue in the past tense makes it: "would go"."""
    return is_past(verb) or any(c.lower_ in _SHIFTED for c in children(verb, "aux"))
