"""Checks the names of files: what no page, address or other system could carry."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator

from generator.collect.report import Report
from generator.errors import Finding

_ALIKE = 0.75
"""How much of two words agrees, from 0 to 1, where one is a slip of the other."""
_LONGEST = 150
"""Bytes that one part of a path may have, so that names made from it stay below 255."""
_AWKWARD = re.compile(r"""["'`<>:|?*\\]|^ | $|\.$""")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def shown(path: str) -> str:
    r"""Return a path that stays on one line and can be printed anywhere.

    A byte that is no character is shown as shells write it, `\xff`.
    """
    return "".join(char if char.isprintable() else _escaped(char) for char in path)


def _escaped(char: str) -> str:
    if "\udc80" <= char <= "\udcff":
        return f"\\x{ord(char) - 0xDC00:02x}"
    return char.encode("unicode_escape").decode()


def slip_of(written: str, known: Iterable[str]) -> str | None:
    """Return the word or path of some known ones that a slip of the pen made of it, if any.

    It begins alike and has the same figures: `2024-11-06` is no slip of `2024-11-05`.
    """
    alike = [
        each
        for each in known
        if each[:1] == written[:1] and re.findall(r"\d+", each) == re.findall(r"\d+", written)
    ]
    return next(iter(difflib.get_close_matches(written, alike, n=1, cutoff=_ALIKE)), None)


def usable(path: str, report: Report) -> bool:
    """Tell whether a path can be used at all; warn of what is awkward elsewhere."""
    kinds = {unicodedata.category(char) for char in path} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    if kinds:
        what = "bytes that are not UTF-8" if "Cs" in kinds else "control characters"
        hint = "rename it with letters, digits, hyphens and dots"
        report.error("bad-name", f"its name holds {what}", hint)
        return False
    for part in path.split("/"):
        _check_part(part, report)
    return True


def clashes(paths: Iterable[str], shown_as: str) -> Iterator[Finding]:
    """Yield a finding for each path that some systems take for an earlier one."""
    seen: dict[str, str] = {}
    for path in sorted(paths):
        first = seen.setdefault(_folded(path), path)
        if first == path:
            continue
        report = Report(shown(f"{shown_as}/{path}"))
        report.error(
            "name-clash",
            f"its name differs from {shown(first)} only in case or in how letters are composed",
            "rename one of the two: some systems can hold only one of them",
        )
        yield from report.findings


def _check_part(part: str, report: Report) -> None:
    size = len(part.encode())
    if size > _LONGEST:
        report.warning(
            "long-name",
            f"its name has {size} bytes, more than {_LONGEST}",
            "shorten it: names made from it may be too long for some systems",
        )
    awkward = _AWKWARD.search(part)
    if awkward or _RESERVED.match(part):
        report.warning(
            "awkward-name",
            f"some systems cannot hold the name or need it quoted ({awkward[0]!r})"
            if awkward
            else "Windows keeps the name for a device",
            "rename it with letters, digits, hyphens and dots",
        )


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
