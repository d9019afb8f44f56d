"""Checks the names of files: what no page, address or other system could carry."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from generator.collect.report import Report
from generator.errors import Finding

_LONGEST = 150
"""Bytes that one part of a path may have, so that names made from it stay below 255."""
_AWKWARD = re.compile(r"""["'`<>:|?*\\]|^ | $|\.$""")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def shown(path: str) -> str:
    """Return a path that stays on one line and can be printed anywhere."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in path
    )


def usable(path: str, report: Report) -> bool:
    """Tell whether a path can be used at all; warn of what is awkward elsewhere."""
    if any(unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for char in path):
        report.error(
            "bad-name",
            "its name holds control characters or bytes that are not UTF-8",
            "rename it with letters, digits, hyphens and dots",
        )
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
