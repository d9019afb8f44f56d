"""Sidecars, `NAME.meta.yml`: what a person states about a document.

A sidecar outranks what the document says about itself: it is the considered word of whoever
added the document, and the only place that every format has.
"""

from dataclasses import dataclass
from pathlib import PurePosixPath

import yaml

from generator.collect import names, yaml_nodes
from generator.collect.corrections import read_corrections
from generator.collect.decode import utf8
from generator.collect.metadata import CHANGED, read_mapping
from generator.collect.normalise import from_utf8
from generator.collect.reading import RawFile
from generator.collect.report import Report
from generator.collect.yaml_nodes import Pair
from generator.model import Correction, Metadata, Origin


@dataclass(frozen=True, slots=True)
class Sidecar:
    """A file that states something about a document; empty where a document has none."""

    path: str
    """Relative to the seeds folder."""
    metadata: Metadata
    """What it states."""
    corrections: tuple[Correction, ...] = ()
    """Why the text changed."""


NO_SIDECAR = Sidecar("", Metadata())
"""Stands for the sidecar of a document that has none."""


def read_sidecar(raw: RawFile, report: Report) -> Sidecar:
    """Return a sidecar; what cannot be read of it is a finding and left out."""
    decoded = utf8(raw, report)
    root = yaml_nodes.compose(from_utf8(decoded, report).text, report) if decoded else None
    if root is None:
        return Sidecar(raw.path, Metadata())
    if not isinstance(root, yaml.MappingNode):
        what = f"it must be `key: value` lines, and it is {yaml_nodes.kind_of(root)}"
        report.error("wrong-type", what, "write lines such as `title: The headline`", line=1)
        return Sidecar(raw.path, Metadata())
    said = read_mapping(root, report, origin=Origin.SIDECAR, path=raw.path)
    corrections = _corrections(root, raw.path, report)
    return Sidecar(raw.path, said, corrections)


def _corrections(root: yaml.MappingNode, path: str, report: Report) -> tuple[Correction, ...]:
    """Return what stands under the key of corrections."""
    for key, value in root.value:
        if isinstance(key, yaml.ScalarNode) and key.value == CHANGED:
            return read_corrections(Pair(CHANGED, value, key.start_mark.line + 1), path, report)
    return ()


def date_hint(path: str) -> str:
    """Return how to state the date of a document."""
    name = names.shown(PurePosixPath(path).stem)
    ways = {".txt": "begin the text with ` date YYYY-MM-DD `, or "}
    way = ways.get(PurePosixPath(path).suffix.lower(), "")
    return f"{way}write `date: YYYY-MM-DD` into {name}.meta.yml"
