"""The place of a noun phrase in its sentence, its number and its gender."""

from spacy.tokens import Span, Token

from generator import reference
from generator.extract.names.gazetteer import family_name_rank, kin, titles
from generator.model import Gender, Syntax

_LOCATIVE = frozenset(
    {
        *("in", "at", "near", "from", "to", "into", "across", "inside", "outside", "throughout"),
        *("over", "toward", "towards", "around", "through", "within", "via", "off", "along"),
        *("between", "beyond", "beneath", "under", "above", "behind", "onto"),
    }
)
_MASCULINE = frozenset({"mr", "mr.", "sir", "lord", "king", "prince", "father", "pope", "herr"})
_FEMININE = frozenset({"mrs", "mrs.", "ms", "ms.", "miss", "lady", "queen", "princess", "dame"})
_PLACES = {
    **dict.fromkeys(("nsubj", "csubj", "expl"), Syntax.AGENT),
    **dict.fromkeys(("dobj", "dative", "nsubjpass", "oprd", "attr", "obj", "iobj"), Syntax.OBJECT),
    **dict.fromkeys(("compound", "amod", "nmod", "nummod"), Syntax.MODIFIER),
    "poss": Syntax.POSSESSOR,
}
"""The place that each dependency of the parse gives."""


def syntax_of(span: Span) -> Syntax:
    """Return the place of `span` in its sentence, from its root's dependency."""
    return _of_token(span.root)


def _of_token(token: Token) -> Syntax:
    label = token.dep_
    if label in {"conj", "appos"} and token.head.i != token.i:
        return _of_token(token.head)
    if label == "pobj":
        return _after_preposition(token.head)
    return _PLACES.get(label, Syntax.OTHER)


def _after_preposition(preposition: Token) -> Syntax:
    word = preposition.lower_
    if preposition.dep_ == "agent":
        return Syntax.AGENT
    if word == "of":
        return Syntax.POSSESSOR
    if word in _LOCATIVE:
        verb = preposition.head
        spoken = word == "to" and verb.pos_ == "VERB" and preposition.dep_ == "dative"
        return Syntax.OBJECT if spoken else Syntax.LOCATIVE
    return Syntax.OTHER


def gender_of(span: Span) -> Gender:
    """Return the gender that titles before a person's name, or the first name, tell."""
    index = span.start - 1
    if index >= 0 and span.doc[index].text in kin():
        return kin()[span.doc[index].text]
    while index >= 0 and span.doc[index].lower_ in titles():
        word = span.doc[index].lower_
        if word in _MASCULINE:
            return Gender.MASCULINE
        if word in _FEMININE:
            return Gender.FEMININE
        index -= 1
    if len(span) == 1:
        return Gender.UNKNOWN
    return reference.first_name_gender(span[0].text) or Gender.UNKNOWN


def first_name_at(token: Token) -> Gender | None:
    """Return the usual gender of a first name that stands before another word, None if it is none.

    "Al" before what is no family name is the Arabic article, not short for Albert.
    """
    if token.text == "Al" and family_name_rank(token.nbor(1).text) is None:
        return None
    return reference.first_name_gender(token.text)


def is_plural(token: Token) -> bool:
    """Tell whether the head noun is grammatically plural."""
    return token.tag_ in {"NNS", "NNPS"}
