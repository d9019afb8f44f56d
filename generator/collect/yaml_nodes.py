"""Reads YAML as nodes, so that every value knows its line and nothing is ever constructed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from generator.collect.report import Report
from generator.visible import NONCHARACTERS, visible

_TEXT = "tag:yaml.org,2002:str"
_DATE = "tag:yaml.org,2002:timestamp"
_KINDS = {
    "tag:yaml.org,2002:null": "nothing",
    "tag:yaml.org,2002:bool": "true or false",
    "tag:yaml.org,2002:int": "a number",
    "tag:yaml.org,2002:float": "a number",
    _DATE: "a date",
    "tag:yaml.org,2002:seq": "a list",
    "tag:yaml.org,2002:map": "a mapping",
}
_CONTROL = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{NONCHARACTERS}]")
_HALVES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
"""A character written as JSON writes it, `"\\ud83d\\ude00"`, which YAML takes for two."""
_DEEPEST = 100
"""So many brackets may be open at once; three are open in the deepest file that says something."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One `key: value` of a mapping."""

    key: str
    """The key as written."""
    node: yaml.Node
    """The value."""
    line: int
    """The key's line in the file, from 1."""


def compose(text: str, report: Report, *, first_line: int = 1) -> yaml.Node | None:
    """Return the root node of a YAML text, or None when it is empty or after a finding."""
    deep = _too_deep(text)
    if deep is not None:
        _tell_invalid(report, "it is nested too deeply", first_line + text.count("\n", 0, deep))
        return None
    try:
        root: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        problem = " ".join(filter(None, (error.context, error.problem)))
        _tell_invalid(report, problem, first_line + line)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position)
        _tell_invalid(report, str(error.reason), first_line + line)
    except RecursionError:
        _tell_invalid(report, "it is nested too deeply", first_line)
    else:
        return root
    return None


def _too_deep(text: str) -> int | None:
    """Return where brackets are nested deeper than anybody writes; the parser would take hours."""
    depth = 0
    for match in re.finditer(r"[\[\]{}]", text):
        depth = depth + 1 if match[0] in "[{" else max(0, depth - 1)
        if depth > _DEEPEST:
            return match.start()
    return None


def pairs(node: yaml.Node, report: Report, *, first_line: int = 1) -> Iterator[Pair]:
    """Yield the pairs of a mapping node; a key that is no text or comes twice is a finding."""
    seen: set[str] = set()
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        line = first_line + key.start_mark.line
        if not isinstance(key, yaml.ScalarNode):
            report.error("bad-key", "a key is not a word", "write `key: value`", line=line)
        elif key.value in seen:
            what = f"the key {key.value!r} stands there twice"
            report.error("repeated-key", what, "keep one of the two", line=line)
        else:
            seen.add(key.value)
            yield Pair(key.value, value, line)


def text_of(pair: Pair, report: Report, *, dates: bool = False) -> str | None:
    """Return a value that must be text, trimmed, or None after a finding.

    A date is text too where `dates` says so, and so is a number: 2024 is a date that lacks a day.
    """
    node = pair.node
    kind = kind_of(node)
    if kind != "text" and not (dates and kind in {"a date", "a number"}):
        what = f"{pair.key} must be text, and it is {kind}"
        report.error("wrong-type", what, _type_hint(pair), line=pair.line)
        return None
    value = _HALVES.sub(_joined, str(node.value).strip())
    if _CONTROL.search(value):
        what = f"{pair.key} holds characters that show nothing, or half of one"
        report.error("bad-value", what, "remove them", line=pair.line)
        return None
    if not visible(value).strip():
        what = f"{pair.key} has no value"
        report.error("no-value", what, "write one, or remove the line", line=pair.line)
        return None
    return value


def _joined(halves: re.Match[str]) -> str:
    return halves[0].encode("utf-16", "surrogatepass").decode("utf-16")


def number_of(pair: Pair, report: Report) -> int | None:
    """Return a value that must be a whole number from 1, or None after a finding."""
    if kind_of(pair.node) == "a number" and re.fullmatch(r"[1-9]\d{0,8}", pair.node.value):
        return int(pair.node.value)
    what = f"{pair.key} must be a whole number from 1, and it is {kind_of(pair.node)}"
    report.error("wrong-type", what, f"write it as {pair.key}: 3", line=pair.line)
    return None


def kind_of(node: yaml.Node) -> str:
    """Return what a value is, as a message says it."""
    return "text" if node.tag == _TEXT else _KINDS.get(node.tag, f"tagged {node.tag}")


def _type_hint(pair: Pair) -> str:
    if isinstance(pair.node, yaml.ScalarNode) and pair.node.value:
        return f"put it between quotes: {pair.key}: {pair.node.value[:40]!r}"
    return f"write it as {pair.key}: some words"


def _tell_invalid(report: Report, problem: str, line: int) -> None:
    what = f"it is not valid YAML: {problem}"
    report.error(
        "bad-yaml", what, "correct the line; words with `: ` or ` #` need quotes", line=line
    )
