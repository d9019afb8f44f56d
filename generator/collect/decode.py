"""Tells text from what is not, with one clear finding when it is not."""

import shlex

from generator.collect.reading import RawFile
from generator.collect.report import Report

_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\xfd7zXZ\x00", "an XZ archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"bplist00", "a web archive of Safari or a property list"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "a rich-text document"),
)
_START = 100
"""Bytes in which a file shows what it is; white space may stand before."""
_CONTROL = bytes(set(range(32)) - set(b"\t\n\x0b\x0c\r\x1b"))
_HIGH = 0x80
"""The first byte that is not ASCII."""
_CYRILLIC = 0xC0
"""The first of the Cyrillic letters of Windows-1251."""
_SOME = 8
"""Fewer control characters than this are an accident in a text."""
_SHARE = 20
"""A file with more than one control character in this many bytes is no text."""


def utf8(raw: RawFile, report: Report) -> str | None:
    """Return a file's text, or None after a finding that says why it is none."""
    wide = _wide_encoding(raw.content)
    if wide:
        _tell_not_utf8(raw, report, 0, wide)
        return None
    if is_binary(raw, report):
        return None
    try:
        return raw.content.decode("utf-8")
    except UnicodeDecodeError as error:
        if not _tell_damaged(raw, report, error):
            _tell_not_utf8(raw, report, error.start, _likely(raw.content))
        return None


def is_binary(raw: RawFile, report: Report) -> bool:
    """Tell whether a file holds no text, with a finding when it does not."""
    begun = raw.content[:_START].lstrip()
    kind = next((name for magic, name in _MAGIC if begun.startswith(magic)), "")
    control = len(raw.content) - len(raw.content.translate(None, _CONTROL))
    if not kind and (control < _SOME or control * _SHARE < len(raw.content)):
        return False
    report.error(
        "binary",
        f"it is {kind}, not text" if kind else f"it is not text: {control} control bytes",
        "save its text as .txt, .md or .html, or move it out of the folder",
    )
    return True


def _wide_encoding(content: bytes) -> str:
    """Return the name of a two- or four-byte encoding that the bytes are in, or nothing."""
    marks = (
        (b"\xff\xfe\x00\x00", "UTF-32LE"),
        (b"\x00\x00\xfe\xff", "UTF-32BE"),
        (b"\xff\xfe", "UTF-16LE"),
        (b"\xfe\xff", "UTF-16BE"),
    )
    for mark, name in marks:
        if content.startswith(mark):
            return name
    head = content[:1000]
    half = len(head) // 2
    if half >= _SOME and head[1::2].count(0) * 10 > half * 9 and head[::2].count(0) * 10 < half:
        return "UTF-16LE"
    if half >= _SOME and head[::2].count(0) * 10 > half * 9 and head[1::2].count(0) * 10 < half:
        return "UTF-16BE"
    return ""


def _likely(content: bytes) -> str:
    """Return the name of the one-byte encoding that the bytes are most likely in, or nothing."""
    high = sum(byte >= _HIGH for byte in content)
    letters = sum(bytes((byte,)).isalpha() for byte in content)
    cyrillic = sum(byte >= _CYRILLIC for byte in content)
    if high > letters and cyrillic * 10 > high * 9:
        return "WINDOWS-1251"
    try:
        content.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    return "WINDOWS-1252" if high * 4 < len(content) else ""


def _tell_damaged(raw: RawFile, report: Report, error: UnicodeDecodeError) -> bool:
    """Add a finding where bytes are UTF-8 but for some that were damaged or cut off; tell if so."""
    text = raw.content.decode("utf-8", "surrogateescape")
    bad = sum(_is_lost(char) for char in text)
    good = sum(char > "\x7f" for char in text) - bad
    rest = len(raw.content) - error.start
    cut = error.reason == "unexpected end of data"
    if bad > good and not (cut and rest > 1):
        return False
    where = f"byte {error.start} (0x{raw.content[error.start]:02X})"
    if cut:
        what = f"it ends in the midst of a character, at {where}: it was cut off"
        hint = "get the whole file again, or remove what is left of the last character"
    else:
        what = f"it is UTF-8 but for damaged bytes: {bad}, the first is {where}"
        hint = "write the characters there anew, and save the file as UTF-8"
    report.error("not-utf8", what, hint, line=1 + raw.content.count(b"\n", 0, error.start))
    return True


def _is_lost(char: str) -> bool:
    """Tell whether a character stands for a byte that could not be read."""
    return "\udc80" <= char <= "\udcff"


def _tell_not_utf8(raw: RawFile, report: Report, offset: int, likely: str) -> None:
    where = f"byte {offset} (0x{raw.content[offset]:02X})"
    guess = f"; it looks like {likely}" if likely else ""
    name = shlex.quote(report.path)
    how = f"iconv -f {likely or 'ENCODING'} -t UTF-8 {name}"
    report.error(
        "not-utf8",
        f"its bytes are not UTF-8 from {where} on{guess}",
        f"save the file as UTF-8, for example with: {how} > new && mv new {name}",
        line=1 + raw.content.count(b"\n", 0, offset),
    )
