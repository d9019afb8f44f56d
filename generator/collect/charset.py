"""The character encoding of HTML: what the file declares, else UTF-8."""

import codecs
import contextlib
import re
from array import array
from types import MappingProxyType

from generator.collect.data_uris import Slim, slim
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
    | {"shift_jis": "cp932", "euc_kr": "cp949", "iso8859-11": "cp874", "tis-620": "cp874"}
    | {"big5": "big5hkscs", "koi8-t": "koi8-r"}
)
"""What the Encoding Standard makes of encodings: their later, larger forms."""
_LABELS = MappingProxyType(
    {
        label: name
        for name, labels in {
            "utf-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8",
            "iso8859-2": "iso88592",
            "iso8859-3": "iso88593",
            "iso8859-4": "iso88594",
            "iso8859-5": "iso88595",
            "iso8859-6": "csiso88596e csiso88596i iso-8859-6-e iso-8859-6-i iso88596",
            "iso8859-7": "iso88597 sun_eu_greek",
            "iso8859-8": "csiso88598e iso-8859-8-e iso88598 visual csiso88598i iso-8859-8-i "
            "logical",
            "iso8859-10": "iso885910",
            "iso8859-13": "iso885913",
            "iso8859-14": "iso885914",
            "iso8859-15": "csisolatin9 iso885915",
            "koi8-r": "koi koi8",
            "koi8-u": "koi8-ru",
            "mac-roman": "csmacintosh mac x-mac-roman",
            "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
            "cp874": "dos-874 iso885911 windows-874",
            "cp1250": "x-cp1250",
            "cp1251": "x-cp1251",
            "cp1252": "iso88591 x-cp1252",
            "cp1253": "x-cp1253",
            "cp1254": "iso88599 x-cp1254",
            "cp1255": "x-cp1255",
            "cp1256": "x-cp1256",
            "cp1257": "x-cp1257",
            "cp1258": "x-cp1258",
            "gb18030": "csgb2312 gb_2312 gb_2312-80 x-gbk",
            "big5hkscs": "cn-big5 x-x-big5",
            "euc_jp": "cseucpkdfmtjapanese x-euc-jp",
            "cp932": "windows-31j x-sjis",
            "cp949": "cseuckr csksc56011987 iso-ir-149 ks_c_5601-1989 ksc_5601 windows-949",
        }.items()
        for label in labels.split()
    }
)
"""Labels of the Encoding Standard that Python does not know."""
_USED = re.compile(
    r"utf-8|cp125\d|cp866|cp874|iso8859-\d+|koi8-[ru]|mac-(?:roman|cyrillic)"
    r"|gb18030|big5hkscs|euc_jp|iso2022_jp|cp932|cp949"
)
"""Encodings of web pages."""
_LARGER = MappingProxyType({"euc_jp": "euc_jis_2004"})
"""What holds the signs that makers added to an encoding, and browsers read."""
_WINDOWS = re.compile(r"cp(?:125\d|874)")
_C1 = range(0x80, 0xA0)
"""Bytes that such encodings have for signs or, by the standard, for control characters."""
_BOM = b"\xef\xbb\xbf"


def decoded(raw: RawFile, report: Report) -> Traced | None:
    """Return the text of an HTML file without its `data:` addresses, or None after a finding."""
    name = _declared(raw.content, report)
    page = slim(raw.content)
    if name == "utf-8":
        whole = utf8(raw, report)
        return page.placed(traced(page.content.decode())) if whole is not None else None
    if is_binary(raw, report):
        return None
    text = _decoded(page, name, report)
    return page.placed(text) if text is not None else None


def _declared(content: bytes, report: Report) -> str:
    """Return the name of the declared encoding; UTF-8 where it is missing or unusable."""
    match = _DECLARED.search(content, 0, _HEAD)
    if content.startswith(_BOM) or not match:
        return "utf-8"
    label = match[1].decode("ascii")
    try:
        name = _LABELS.get(label.lower()) or codecs.lookup(label).name
    except LookupError:
        name = ""
    name = _AS_BROWSERS.get(name, name)
    if _USED.fullmatch(name):
        return name
    line = 1 + content.count(b"\n", 0, match.start())
    what = f"the character encoding {label!r} that it declares is not supported; read as UTF-8"
    report.warning("unknown-charset", what, "save the page as UTF-8 and declare it", line=line)
    return "utf-8"


def _decoded(page: Slim, name: str, report: Report) -> Traced | None:
    """Return the text of bytes in an encoding other than UTF-8, or None after a finding."""
    bad = 0
    for codec in (name, *filter(None, (_LARGER.get(name),))):
        text, bad = _by_bytes(page.content, codec)
        if text is not None:
            return text
    line = 1 + page.content.count(b"\n", 0, bad)
    with contextlib.suppress(UnicodeDecodeError):
        saved = traced(page.content.decode())
        what = f"it declares {name}, and its bytes are UTF-8: whoever saved it wrote them anew"
        report.warning("wrong-charset", what, "declare UTF-8 in the file", line=line)
        return saved
    first = page.place(bad)
    what = f"byte {first} (0x{page.content[bad]:02X}) is not {name}, the encoding that it declares"
    report.error("bad-charset", what, "declare the true one, or save it as UTF-8", line=line)
    return None


def _by_bytes(content: bytes, codec: str) -> tuple[Traced | None, int]:
    """Return the text of bytes, decoded one by one; or None, and the first byte that is none."""
    decoder = codecs.getincrementaldecoder(codec)()
    total = _WINDOWS.fullmatch(codec)
    text: list[str] = []
    starts, ends = array("q"), array("q")
    first = 0
    for at in range(len(content)):
        try:
            shown = decoder.decode(content[at : at + 1], final=at + 1 == len(content))
        except UnicodeDecodeError:
            if not total or content[at] not in _C1:
                return None, first
            shown = chr(content[at])
        if shown:
            text.append(shown)
            starts.extend([first] * len(shown))
            ends.extend([at + 1] * len(shown))
            first = at + 1
    return Traced("".join(text), starts, ends), 0
