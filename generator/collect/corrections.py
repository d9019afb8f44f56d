"""Why a published text changed, as its sidecar says under `changed`.

    changed:
      - from: 6162a774896a              # the SHA-256 of the stored text before, 12 digits or more
        why: The publisher corrected the number of soldiers.
        signed: R. Lund
        on: 2024-11-06                  # optional

A correction is bound to one text by its digest: it never explains the next change.
"""

import re
from collections.abc import Iterator

import yaml

from generator.collect import dates, metadata, yaml_nodes
from generator.collect.report import Report
from generator.collect.yaml_nodes import Pair
from generator.model import Correction

_KEYS = ("from", "why", "signed", "on")
_NEEDED = ("from", "why", "signed")
_DIGEST = re.compile(r"[0-9a-f]{12,64}")


def read_corrections(pair: Pair, path: str, report: Report) -> tuple[Correction, ...]:
    """Return the corrections of a sidecar; what cannot be read of them is a finding."""
    if not isinstance(pair.node, yaml.SequenceNode):
        what = f"{metadata.CHANGED} must be a list, and it is {yaml_nodes.kind_of(pair.node)}"
        report.error("wrong-type", what, "begin each change with `- from:`", line=pair.line)
        return ()
    return tuple(_read(pair.node, path, report))


def _read(node: yaml.SequenceNode, path: str, report: Report) -> Iterator[Correction]:
    for entry in node.value:
        line = entry.start_mark.line + 1
        if not isinstance(entry, yaml.MappingNode):
            what = f"a change must be `key: value` lines, and it is {yaml_nodes.kind_of(entry)}"
            report.error("wrong-type", what, "begin it with `- from:`", line=line)
            continue
        before = len(report.findings)
        words = _words(entry, report)
        for key in _NEEDED:
            if key not in words and len(report.findings) == before:
                what = f"the change has no {key}"
                report.error("change-incomplete", what, f"add a line `{key}: …`", line=line)
        if len(report.findings) == before:
            yield Correction(
                before=words["from"],
                why=words["why"],
                signed=words["signed"],
                on=words.get("on", ""),
                path=path,
                line=line,
            )


def _words(entry: yaml.MappingNode, report: Report) -> dict[str, str]:
    """Return a change's texts by key; a key that is there but wrong has an empty one."""
    words: dict[str, str] = {}
    for pair in yaml_nodes.pairs(entry, report):
        if pair.key not in _KEYS:
            metadata.tell_unknown_key(pair, _KEYS, report)
            continue
        text = yaml_nodes.text_of(pair, report, dates=pair.key == "on") or ""
        if pair.key == "on" and text:
            text = dates.checked(text, report, line=pair.line) or ""
        elif pair.key == "from" and text and not _DIGEST.fullmatch(text):
            what = f"from is no digest: {text[:40]!r}"
            hint = "copy it, between quotes, from the message that asked for it"
            report.error("bad-digest", what, hint, line=pair.line)
        words[pair.key] = " ".join(text.split())
    return words
