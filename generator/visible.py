"""What a reader sees of a text: the form in which texts are shown, proved and compared.

Dropped, because they are not seen themselves and hide or reorder what is: control characters,
bidirectional marks, zero-width characters, soft hyphens, byte order marks, tags, noncharacters and
lone surrogates. Joiners and variation selectors stay where a script or an emoji needs them.
Every run of white space becomes one space; where a soft hyphen parts a word over a line end, none.
"""

import re

# Explicit ranges, not `unicodedata`: the same bytes whatever Unicode version Python knows.
NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
"""Code points that stand for nothing in any text, as a pattern's class has them."""
_UNSEEN = (
    "["
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # controls that are not white space
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"  # soft hyphen, fillers, Arabic mark
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"  # zero width and bidirectional controls
    "\u3164\ufeff\uffa0\ufff0-\ufffb"  # fillers, byte order mark, interlinear annotation
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # formatting of shorthand and music
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"  # tags
    "\ud800-\udfff" + NONCHARACTERS + "]"
)
_DROPPED = re.compile(f"{_UNSEEN}+")
_PICTURES = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_IDEOGRAPHS = "\u2e80-\u2fff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_MONGOLIAN = "\u1807\u180a\u1820-\u18aa"
_SELECTORS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
_STRAY_SELECTOR = re.compile(
    f"(?<![{_PICTURES}{_IDEOGRAPHS}{_MONGOLIAN}#*0-9])[{_SELECTORS}]"  # selects nothing
)
# Scripts whose letters join: Arabic to N'Ko, the Indic ones, Myanmar, Khmer, Mongolian, and newer.
_JOINING = (
    "\u0600-\u07ff\u0840-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18af\ua840-\ua87f\ua8e0-\ua8ff"
    "\ufb50-\ufdcf\ufe70-\ufefc\U00010a00-\U00011fff"
)
_STRAY_JOINER = re.compile(
    f"(?<![{_JOINING}{_PICTURES}\ufe0f])[\u200c\u200d]|[\u200c\u200d](?![{_JOINING}{_PICTURES}])"
)
HIDDEN = f"(?:{_UNSEEN}|{_STRAY_SELECTOR.pattern}|{_STRAY_JOINER.pattern})"
"""A pattern, as text, for a character that is dropped."""
_SPACE = re.compile(r"\s+")
_TORN = re.compile(r"\u00ad[^\S\r\n]*(?:\r\n|[\r\n])[^\S\r\n]*(?=\w)")
"""A soft hyphen at the end of a line: the word goes on in the next."""


def visible(text: str) -> str:
    """Return exactly what a reader sees of a text, white space folded to single spaces.

    A space at either end stays: slices of one sentence stand side by side.
    """
    if text.isascii() and text.isprintable():
        return _SPACE.sub(" ", text)
    kept = _TORN.sub("", text) if "\u00ad" in text else text
    kept = _DROPPED.sub("", kept)
    kept = _STRAY_SELECTOR.sub("", kept)
    kept = _STRAY_JOINER.sub("", kept)
    return _SPACE.sub(" ", kept)
