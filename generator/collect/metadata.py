"""Metadata of documents in YAML: the keys, what each may hold, and which place outranks which."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, replace
from types import MappingProxyType
from urllib.parse import urlsplit

import yaml

from generator.collect import dates, names, yaml_nodes
from generator.collect.report import Report
from generator.collect.yaml_nodes import Pair
from generator.model import Metadata, MetaValue, Origin
from generator.visible import HIDDEN

_FIELDS = {field.name.replace("_", " "): field.name for field in fields(Metadata)}
KEYS = tuple(_FIELDS)
"""The keys of a sidecar and of front matter."""
CHANGED = "changed"
"""The key of a sidecar that says why the text changed."""
_MEANT = {
    "license": "licence",
    "lang": "language",
    "source": "publisher",
    "site": "publisher",
    "link": "url",
    "byline": "author",
    "authors": "author",
    "headline": "title",
    "published": "date",
    "comment": "note",
    "translated by": "translator",
    "translates": "translation of",
}
"""What people write for a key, beside slips of the pen."""
BCP_47 = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}(?:-[A-Za-z0-9]{1,8})*")
"""The shape of a language tag."""


def is_meant_as_key(word: str) -> bool:
    """Tell whether somebody who writes a word before a colon means metadata."""
    return word in KEYS or word in _MEANT


def read_mapping(
    root: yaml.Node, report: Report, *, origin: Origin, path: str, first_line: int = 1
) -> Metadata:
    """Return the metadata that a YAML mapping states; everything else in it is a finding.

    What a sidecar says under `CHANGED` is read elsewhere.
    """
    others = (CHANGED,) if origin is Origin.SIDECAR else ()
    values: dict[str, MetaValue] = {}
    for pair in yaml_nodes.pairs(root, report, first_line=first_line):
        if pair.key in others:
            continue
        if pair.key not in KEYS:
            known = (*KEYS, *others)
            tell_unknown_key(pair, known, report, fatal=origin is Origin.SIDECAR)
            continue
        text = yaml_nodes.text_of(pair, report, dates=pair.key == "date")
        checked = _CHECKS.get(pair.key, _one_line)(text, pair, report) if text else None
        if checked:
            values[_FIELDS[pair.key]] = MetaValue(checked, origin, path, pair.line)
    return Metadata(**values)


def tell_unknown_key(
    pair: Pair, known: Collection[str], report: Report, *, fatal: bool = True
) -> None:
    """Add a finding that names the key that was most likely meant."""
    lower = pair.key.lower()
    meant = _MEANT.get(lower) if _MEANT.get(lower) in known else names.slip_of(lower, known)
    tell = report.error if fatal else report.warning
    tell(
        "unknown-key",
        f"the key {pair.key[:80]!r} is not known" + ("" if fatal else " and is ignored"),
        f"write {meant}" if meant else f"use one of {', '.join(known)}, or remove the line",
        line=pair.line,
    )


def merged(first: Metadata, second: Metadata) -> Metadata:
    """Return all that both state; where both do, what the first says."""
    stated = {key: getattr(first, key) for key in _FIELDS.values() if getattr(first, key)}
    return replace(second, **stated)


def check_dates_agree(sidecar: Metadata, own: Metadata, report_of: Callable[[str], Report]) -> None:
    """Add a finding when a sidecar and the document itself give different dates."""
    ours, theirs = sidecar.date, own.date
    if ours is None or theirs is None or ours.value == theirs.value:
        return
    report_of(ours.path).warning(
        "dates-disagree",
        f"the date {ours.value} contradicts {theirs.value} in the document's {theirs.origin.value}",
        f"correct one of the two; until then {ours.value} holds",
        line=ours.line,
    )


def check_url(value: str, line: int, report: Report) -> str | None:
    """Return an address of the web, or None after a finding."""
    if names_user(value):
        # The message does not repeat it: logs are published too.
        what = "the url holds a user name or a password, which would be published"
        hint = "remove what stands between // and @, and change the password if it was seen"
        report.error("secret-url", what, hint, line=line)
        return None
    if is_address(value):
        return value
    what = f"the url {value[:80]!r} is not an address of the web"
    report.error("bad-url", what, "write it in full: https://example.org/page", line=line)
    return None


def is_address(value: str) -> bool:
    """Tell whether a value is a whole address of the web."""
    try:
        parts = urlsplit(value)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # of the port too, which is read here
        return False
    return good and not re.search(rf"\s|{HIDDEN}", value)


def names_user(value: str) -> bool:
    """Tell whether an address names who may open it: `https://user:password@example.org`."""
    return bool(re.match(r"\s*\w+:[/\\]+[^/\\?#]*@", value))


def check_language(value: str, line: int, report: Report) -> str | None:
    """Return a language tag, or None after a finding."""
    if BCP_47.fullmatch(value):
        return value
    what = f"the language {value[:40]!r} is not a language tag"
    report.error("bad-language", what, "write it as en, en-GB or zh-Hant", line=line)
    return None


def _one_line(value: str, _pair: Pair, _report: Report) -> str | None:
    return " ".join(value.split())


def _note(value: str, _pair: Pair, _report: Report) -> str | None:
    return value


def _date(value: str, pair: Pair, report: Report) -> str | None:
    return dates.checked(value, report, line=pair.line)


def _url(value: str, pair: Pair, report: Report) -> str | None:
    return check_url(value, pair.line, report)


def _language(value: str, pair: Pair, report: Report) -> str | None:
    return check_language(value, pair.line, report)


_CHECKS: Mapping[str, Callable[[str, Pair, Report], str | None]] = MappingProxyType(
    {"date": _date, "url": _url, "language": _language, "note": _note}
)
