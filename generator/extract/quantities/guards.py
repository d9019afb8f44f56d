"""Figures that count nothing: names, years, ages, scores, telephone numbers."""

import re

from spacy.tokens import Token

from generator.extract.quantities.candidate import Text
from generator.extract.quantities.figures import Figure
from generator.extract.quantities.words import words

_LEADS = words("name_leads")
_SCORES = words("score_words")
_COLLECTIVE = words("collective")
_NUMBERED = re.compile(r"\d+s|[A-Z]+-?\d+\w*")
_AGE_BEFORE = re.compile(r"\b(?:aged?|ages|at the age of|age of|turns?|turned)\s$", re.IGNORECASE)
_AGE_AFTER = re.compile(r"[\s-]years?[\s-](?:olds?|of age)\b|[\s-](?:month|week|day)s?[\s-]olds?\b")
_GLUED = re.compile(
    r"-(?:\d|[A-Z])|[/:]\d|\.\d|-year\b|\s{0,2}(?:st|nd|rd|th)\b|['\u2019]s\b"
    r"|-(?:based|way|sided)\b"
)
_LIST = re.compile(r"[.)]\s")
_DIGIT_NEIGHBOUR = re.compile(r"[\s-]\(?\d{3,}")
_DATES = frozenset({"DATE", "TIME"})
_YEARS = range(1500, 2101)
_LARGE, _OLDEST, _LAST_DAY = 1000, 120, 31
_BEFORE_AGE = 2  # tokens: a name and a comma or bracket


def is_name_or_label(text: Text, figure: Figure) -> bool:
    """Tell whether a number belongs to a name, a list, a score, an age or a telephone number."""
    raw = text.text
    if _GLUED.match(raw, figure.end) or _AGE_AFTER.match(raw, figure.end):
        return True
    if _AGE_BEFORE.search(raw[max(0, figure.start - 16) : figure.start]):
        return True
    before = text.word_before(figure.start)
    if before.lower() in _LEADS and raw[figure.number_start].isdigit():
        return before[0].isupper() or figure.high < _LARGE
    if _is_titled(text, figure):
        return True
    at_line = figure.start == 0 or raw[figure.start - 1] == "\n"
    if at_line and _LIST.match(raw, figure.end):
        return True
    return _is_telephone(raw, figure) or _is_person_age(text, figure)


def _is_titled(text: Text, figure: Figure) -> bool:
    """Tell whether a number word is written like a name: "Nine News", "Three Mile Island"."""
    token = text.token(figure.start)
    if (
        not text.text[figure.start].isupper()
        or token.is_sent_start
        or token.i + 1 >= len(token.doc)
    ):
        return False
    following = token.nbor()
    return following.pos_ == "PROPN" and not token.nbor(-1).is_quote


def _is_telephone(raw: str, figure: Figure) -> bool:
    """Tell whether a number stands in a row of numbers or begins with zero."""
    if re.search(r"\d[\s-]\(?$", raw[max(0, figure.start - 3) : figure.start]):
        return True
    digits = raw[figure.number_start : figure.end]
    if re.fullmatch(r"0\d+", digits):
        return True
    return bool(_DIGIT_NEIGHBOUR.match(raw, figure.end)) and digits.isdigit()


def _is_person_age(text: Text, figure: Figure) -> bool:
    """Tell whether a number between commas or brackets follows a person: "Ann Bode, 42, said"."""
    raw = text.text
    token = text.token(figure.start)
    if figure.high > _OLDEST or token.i < _BEFORE_AGE:
        return False
    before, after = raw[max(0, figure.start - 2) : figure.start], raw[figure.end : figure.end + 1]
    if before not in {", ", " ("} or after not in {",", ")", ".", ";"}:
        return False
    named = token.doc[token.i - 2]
    return named.ent_type_ in {"PERSON", "ORG", "GPE"} or named.pos_ == "PROPN"


def is_year(text: Text, figure: Figure, *, has_unit: bool) -> bool:
    """Tell whether a number without a unit is a year or part of a date."""
    raw = text.text[figure.number_start : figure.end]
    like_year = re.fullmatch(r"\d{4}", raw) is not None and int(raw) in _YEARS
    if has_unit:
        return False
    in_date = text.token(figure.number_start).ent_type_ in _DATES
    return like_year or (in_date and figure.high <= _LAST_DAY)


def _counts_one(head: Token) -> bool:
    """Tell whether a noun stands for one thing: neither a plural, nor "aircraft", nor "F-16"."""
    if head.tag_ not in {"NN", "NNP"} or head.text.endswith("s"):
        return False
    return head.lower_ not in _COLLECTIVE and not _NUMBERED.fullmatch(head.text)


def names_make(before: Token, number: Token) -> bool:
    """Tell whether a name and a number belong to one noun: "Trent 900 engines"."""
    if before.pos_ != "PROPN" or before.dep_ not in {"compound", "nmod"}:
        return False
    return number.head == before or (before.head == number.head and number.head.i > number.i)


def _compares(before: Token) -> bool:
    """Tell whether an adjective that no count follows stands before a number: "its larger 777"."""
    return before.tag_ == "JJR" and before.lower_ not in {"more", "less", "fewer", "further"}


_OWNERS = frozenset({"DT", "POS", "PRP$"})


def is_model(text: Text, figure: Figure, head: Token | None, *, has_unit: bool) -> bool:
    """Tell whether a number is the name of a make: "the 787", "a 737 aircraft", "iPhone OS 4"."""
    raw = text.text[figure.start : figure.end]
    if not re.fullmatch(r"\d+(?:-\d+)?", raw) or figure.high <= 1:
        return False
    if raw.split("-")[0] in text.makes:
        return True
    token = text.token(figure.start)
    before = token.nbor(-1) if token.i else None
    if before is not None and (names_make(before, token) or _compares(before)):
        return True
    if not has_unit:
        return before is not None and before.tag_ in _OWNERS and before.lower_ != "some"
    return head is not None and _counts_one(head)


_TO_NUMBER = re.compile(r" to \d{1,3}\b(?![,.%]\d|%)")
_NUMBER_TO = re.compile(r"(?<![\d,.$])\d{1,3} to $")


def is_score(text: Text, figure: Figure) -> bool:
    """Tell whether "3-1" is the result of a game or a vote."""
    raw = text.text[figure.start : figure.end]
    beside = _TO_NUMBER.match(text.text, figure.end) or _NUMBER_TO.search(
        text.text, max(0, figure.start - 8), figure.start
    )
    dashed = re.fullmatch(r"\d{1,3}\s?[-\u2013]\s?\d{1,3}", raw)
    if not dashed and not (beside and raw.isdigit()):
        return False
    sentence = text.token(figure.start).sent
    return any(token.lemma_.lower() in _SCORES for token in sentence)
