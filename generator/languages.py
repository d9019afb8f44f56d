"""What depends on a language or a script: plural forms, digits, the direction of a text; pure.

Plural rules and number formats are those of the Unicode CLDR, through Babel.
"""

import re
from contextlib import suppress
from decimal import Decimal, localcontext
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

SOURCES = "en"
"""Language of the sources that extraction reads, where a document does not state its own."""
CLDR = "Unicode CLDR"
"""Where names of languages are from; an origin goes on with the tags of interface and language."""
FORMS = frozenset({"zero", "one", "two", "few", "many", "other"})
"""CLDR's plural categories; every language has `other`."""
_LONGEST = 700
"""Digits before and after the point that a float may have in all, and some more."""
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
"""The shape of a language tag."""
RIGHT, LEFT = "rtl", "ltr"
"""Directions of text, as HTML's `dir` names them."""

# Explicit ranges, not `unicodedata`: the same bytes whatever Unicode version Python knows.
_RIGHT_LETTERS = re.compile(
    "[\u0590-\u05ff\u0608\u060b\u060d\u061b-\u064a\u066d-\u066f\u0671-\u06d5\u06e5\u06e6"
    "\u06ee\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Strong characters from right to left (bidirectional classes R and AL) by the blocks that the
Unicode Standard, annex 9, keeps for them; Arabic digits and most marks left out."""

_RIGHT_WORD = (
    f"(?:{_RIGHT_LETTERS.pattern}"
    "|[\u0610-\u061a\u064b-\u0669\u0670\u06d6-\u06ed\u06f0-\u06f9\u200c\u200d])"
)
_RIGHT_RUN = re.compile(
    f"{_RIGHT_LETTERS.pattern}{_RIGHT_WORD}*(?:[\\s'\u2019\"-]+{_RIGHT_WORD}+)*"
)
"""Words from right to left, one after the other: letters, the marks and digits of their scripts."""


def base(tag: str) -> str:
    """Return the language of a BCP 47 tag, without script and region: `en` for `en-GB`."""
    return tag.partition("-")[0].lower()


@cache
def _locale(tag: str) -> Locale:
    """Return Babel's record of a language; English for one that CLDR does not know."""
    for known in (tag.replace("-", "_"), base(tag)):
        with suppress(UnknownLocaleError, ValueError):
            return Locale.parse(known)
    return Locale("en")


def name_of(tag: str, interface: str = SOURCES) -> str:
    """Return what CLDR calls a language in that of the interface; empty when it does not know it.

    So `uk` is `Ukrainian` in English and `Ukrainisch` in German. Nothing of the tag itself is ever
    in the name, so that whoever makes up a tag makes up no words.
    """
    if not _TAG.fullmatch(tag):
        return ""
    with suppress(UnknownLocaleError, ValueError):
        if name := Locale.parse(tag.replace("-", "_")).get_display_name(_locale(interface)):
            return name
    return str(_locale(interface).languages.get(base(tag), ""))


def plural_forms(tag: str) -> frozenset[str]:
    """Return the plural categories that a catalogue of a language must have."""
    return frozenset(_locale(tag).plural_form.tags) | {"other"}


def plural_form(tag: str, number: float) -> str:
    """Return the plural category of a number in a language: `few` for 3 in Ukrainian."""
    return str(_locale(tag).plural_form(number))


def plainly(number: float, tag: str) -> str:
    """Return a finite number as a language writes it: `10,000` in English, `10.000` in German.

    With all its digits and no more, for which Babel's arithmetic needs room.
    """
    exact, locale = Decimal(repr(number)), _locale(tag)
    with localcontext(prec=_LONGEST):
        return str(
            format_decimal(exact, format="#,##0.#", locale=locale, decimal_quantization=False)
        )


def direction_of(tag: str) -> str:
    """Return the direction in which a language is written."""
    return RIGHT if _locale(tag).text_direction == RIGHT else LEFT


def direction(text: str, tag: str) -> str:
    """Return the direction of a text by a writer of a language.

    It is that of the language, unless both the first letter and most letters run against it. The
    first alone would not do, as `dir="auto"` has it: an English sentence may begin with a Hebrew
    name; nor would most: an English title stands before a long Arabic name.
    """
    usual = direction_of(tag)
    right = len(_RIGHT_LETTERS.findall(text))
    left = _left_letters(text)
    first = next((RIGHT if _RIGHT_LETTERS.match(c) else LEFT for c in text if _is_strong(c)), usual)
    most = RIGHT if right > left else LEFT
    return first if first == most else usual


def runs_against(text: str, tag: str) -> list[tuple[int, int]]:
    """Return where words run from right to left in a text of a writer of a language.

    Start and end of each stretch; none where the text runs that way as a whole. Set apart, they
    leave figures and points beside them where an English sentence has them.
    """
    if text.isascii() or direction(text, tag) == RIGHT:
        return []
    return [found.span() for found in _RIGHT_RUN.finditer(text)]


def _is_strong(char: str) -> bool:
    return char.isalpha() or _RIGHT_LETTERS.match(char) is not None


def _left_letters(text: str) -> int:
    return sum(map(str.isalpha, _RIGHT_LETTERS.sub("", text)))
