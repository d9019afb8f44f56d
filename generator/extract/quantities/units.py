"""What a figure counts: a sign, a measure, or the noun with its modifiers."""

import re

from spacy.tokens import Token

from generator.extract.quantities.candidate import Text
from generator.extract.quantities.numerals import CARDINALS, DIGITS, either
from generator.extract.quantities.words import choice, words

_PERCENT = re.compile(rf"[\s-]?(?P<unit>{choice('percent')})(?!\w)", re.IGNORECASE)
_CURRENCY = re.compile(
    rf"[\s-](?P<unit>(?:(?:US|Australian|Canadian|Hong Kong|New Zealand|Singapore) )?"
    rf"(?:{choice('currency_words')}|{choice('currency_codes')}))\b"
)
_MEASURE = re.compile(rf"[\s-]?(?P<unit>{choice('measures')})(?![\w])")
_OF = re.compile(
    r"\s+of\s+(?:(?:the|its|his|her|their|these|those|our|all|all the)\s+)?", re.IGNORECASE
)
_COUNT = rf"(?:{DIGITS}|{either(CARDINALS)})\s+"
_OF_THE = re.compile(  # "four of the five suspects", "112 of 200 seats" count suspects and seats
    rf"\s+of\s+(?:(?:the|its|his|her|their|these|those|our)\s+(?:{_COUNT})?|{_COUNT})",
    re.IGNORECASE,
)
_DETERMINER = re.compile(r"\s+(?:the|an?|its|his|her|their|all)(?=\s)", re.IGNORECASE)
_ON_SCALE = re.compile(r" on the (?P<unit>(?:open-ended )?(?:\w+ )?scale)\b")
_CASUALTY_WORDS = words("casualty_words")
_MAKE = re.compile(r"\d{2,4}s|[A-Z]+-?\d+[A-Za-z]*")
_MEMBERS = re.compile(
    r"-(?P<unit>members?|seats?|strong|persons?|man|men|vehicles?|storey|story|page|points?|nation"
    r"|country|state|bed|magnitude|room|party|way|lane|car|ship|aircraft|strong)\b"
)


def sign_unit(text: Text, end: int) -> tuple[int, int] | None:
    """Return the percent sign, currency or measure straight after a figure."""
    for pattern in (_PERCENT, _CURRENCY, _MEASURE, _MEMBERS):
        match = pattern.match(text.text, end)
        if match:
            return match.span("unit")
    return None


def after_of(text: Text, end: int) -> int | None:
    """Return where the noun phrase after `of` begins, or None."""
    match = _OF.match(text.text, end)
    return match.end() if match else None


def after_determiner(text: Text, end: int) -> int | None:
    """Return where "the" ends in "half the fleet", "half a mile", or None."""
    match = _DETERMINER.match(text.text, end)
    return match.end() if match else None


def on_scale(text: Text, end: int) -> tuple[int, int] | None:
    """Return the scale on which a figure measures: "6.4 on the Richter scale"."""
    match = _ON_SCALE.match(text.text, end)
    return match.span("unit") if match else None


def after_of_the(text: Text, end: int) -> int | None:
    """Return where the noun begins in "12 of the soldiers", or None."""
    match = _OF_THE.match(text.text, end)
    return match.end() if match else None


def noun_unit(text: Text, offset: int) -> tuple[tuple[int, int], Token] | None:
    """Return the noun phrase that begins at an offset, without its tail, and its head noun."""
    doc = text.parse.doc
    if offset >= len(text.text):
        return None
    while offset < len(text.text) and text.text[offset].isspace():
        offset += 1
    first = text.token(offset)
    head: Token | None = None
    index = first.i
    while index < len(doc) and _continues(doc[index], first, text):
        if doc[index].pos_ in {"NOUN", "PROPN"} or _is_make(doc[index], text):
            head = doc[index]
        index += 1
    if (
        head is not None
        and index < len(doc)
        and doc[index].like_num
        and doc[index - 1].tag_ == "POS"
    ):
        return None  # "half of the country's 20 million people" counts no country
    if head is None or first.is_punct:
        if first.lower_ in _CASUALTY_WORDS:
            return (first.idx, first.idx + len(first.text)), first
        return None
    return (first.idx, head.idx + len(head.text)), head


def _is_make(token: Token, text: Text) -> bool:
    """Tell whether a token is a make: "787s", "F-16", or a number seen after a maker's name."""
    if _MAKE.fullmatch(token.text):
        return True
    if token.i == 0 or not token.is_digit:
        return False
    before = token.nbor(-1)
    joined = token.head in {before, before.head}
    return before.pos_ == "PROPN" and (joined or token.text in text.makes)


def _continues(token: Token, first: Token, text: Text) -> bool:
    """Tell whether a token may stand in the noun phrase that began with `first`."""
    if token.is_sent_start and token.i != first.i:
        return False
    if text.in_time(token.idx, token.idx + len(token.text)):
        return False
    if token.pos_ in {"ADJ", "NOUN", "PROPN"} and not _is_make(token, text):
        follows_noun = token.i > first.i and token.nbor(-1).pos_ in {"NOUN", "PROPN"}
        return not (follows_noun and _new_phrase(token))
    return any(
        (
            _is_make(token, text),
            token.tag_ in {"VBN", "VBG"} and token.dep_ in {"amod", "compound"},
            token.i > first.i and _is_glue(token),
            token.pos_ == "ADV" and token.dep_ == "advmod" and token.head.pos_ == "ADJ",
            token.pos_ == "CCONJ" and _joins_modifiers(token),
        )
    )


def _is_glue(token: Token) -> bool:
    """Tell whether a token holds a compound together: a hyphen, a possessive ending."""
    if token.text in {"'s", "\N{RIGHT SINGLE QUOTATION MARK}s"}:
        return True
    return token.text in {"-", '"', "/"} and not token.whitespace_


def _new_phrase(token: Token) -> bool:
    """Tell whether a noun after a noun begins another phrase, by its place in the tree."""
    before = token.nbor(-1)
    if token.dep_ in {"compound", "amod", "nmod", "poss"} or before.dep_ in {
        "compound",
        "amod",
        "nmod",
        "poss",
        "nummod",
    }:
        return False
    return before.head != token and token.pos_ != "NOUN"


def _joins_modifiers(token: Token) -> bool:
    """Tell whether "and" joins two modifiers of one noun: "new and used tanks"."""
    return (
        token.dep_ == "cc"
        and token.head.dep_ in {"amod", "compound", "nmod"}
        and token.i + 1 < len(token.doc)
        and token.nbor().pos_ in {"ADJ", "PROPN", "NOUN"}
        and token.nbor().dep_ == "conj"
    )
