"""The character encoding of HTML: what the file declares, else UTF-8."""

import codecs
import re
from array import array
from types import MappingProxyType

from generator.collect.decode import is_binary, utf8
from generator.collect.reading import RawFile
from generator.collect.report import Report
from generator.collect.traced import Traced, traced

_DECLARED = re.compile(rb"""<meta[^>]*?charset\s*=\s*["']?\s*([A-Za-z0-9._:-]+)""", re.IGNORECASE)
_HEAD = 2048
"""Bytes in which a declaration counts; the HTML standard says 1024, and pages exceed it."""
_AS_BROWSERS = MappingProxyType(
    {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030"}
    | {"gbk": "gb18030", "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8"}
)
"""What the Encoding Standard makes of some labels."""
_USED = re.compile(
    r"utf-8|cp125\d|cp866|cp874|iso8859-\d+|koi8-[ru]|mac-(?:roman|cyrillic)"
    r"|gb18030|big5|euc_jp|shift_jis|euc_kr|cp949"
)
"""Encodings of web pages in which each character has its own bytes."""
_BOM = b"\xef\xbb\xbf"


def decoded(raw: RawFile, report: Report) -> Traced | None:
    """Return the text of an HTML file, or None after a finding."""
    name = _declared(raw.content, report)
    if name == "utf-8":
        text = utf8(raw, report)
        return traced(text) if text is not None else None
    if is_binary(raw, report):
        return None
    return _decoded(raw.content, name, report)


def _declared(content: bytes, report: Report) -> str:
    """Return the name of the declared encoding; UTF-8 where it is missing or unusable."""
    match = _DECLARED.search(content, 0, _HEAD)
    if content.startswith(_BOM) or not match:
        return "utf-8"
    label = match[1].decode("ascii")
    try:
        name = codecs.lookup(label).name
    except LookupError:
        name = ""
    name = _AS_BROWSERS.get(name, name)
    if _USED.fullmatch(name):
        return name
    line = 1 + content.count(b"\n", 0, match.start())
    what = f"the character encoding {label!r} that it declares is not supported; read as UTF-8"
    report.warning("unknown-charset", what, "save the page as UTF-8 and declare it", line=line)
    return "utf-8"


def _decoded(content: bytes, name: str, report: Report) -> Traced | None:
    """Return the text of bytes in an encoding other than UTF-8, decoded byte by byte."""
    decoder = codecs.getincrementaldecoder(name)()
    text: list[str] = []
    starts, ends = array("q"), array("q")
    first = 0
    try:
        for at in range(len(content)):
            shown = decoder.decode(content[at : at + 1], final=at + 1 == len(content))
            if shown:
                text.append(shown)
                starts.extend([first] * len(shown))
                ends.extend([at + 1] * len(shown))
                first = at + 1
    except UnicodeDecodeError:
        what = f"byte {first} (0x{content[first]:02X}) is not {name}, the encoding that it declares"
        line = 1 + content.count(b"\n", 0, first)
        report.error("bad-charset", what, "declare the true one, or save it as UTF-8", line=line)
        return None
    return Traced("".join(text), starts, ends)
