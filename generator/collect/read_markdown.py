"""Markdown, with optional YAML front matter whose keys are a sidecar's.

The stored text is what a reader of the rendered page sees: no heading marks, emphasis, link
targets, list marks, reference definitions, tags or comments; text of links, code and tables stays.
Pictures are left out with their alternative text, soft hyphens, and notes' marks in `<sup>`. Blocks
are parted by an added blank line, cells of a table's row by an added tab. Every other character is
traced to the file.
"""

import re

import yaml

from generator.collect import metadata, yaml_nodes
from generator.collect.decode import utf8
from generator.collect.markdown_blocks import blocks
from generator.collect.normalise import from_utf8, line_of
from generator.collect.other_forms import has_unread_front_matter, is_other_form
from generator.collect.reading import RawFile, Reading, of_blocks
from generator.collect.report import Report
from generator.model import Metadata, Origin

_FRONT = re.compile(r"---[ \t]*\n(?P<yaml>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")


def read(raw: RawFile, report: Report) -> Reading | None:
    """Read a Markdown file."""
    decoded = utf8(raw, report)
    if decoded is None:
        return None
    whole = from_utf8(decoded, report)
    if is_other_form(whole.text, report):
        return None
    front = _FRONT.match(whole.text)
    if front is None and has_unread_front_matter(whole.text, report, read=True):
        return None
    stated, body = _front_matter(front, raw.path, report)
    first_line = line_of(whole.text, body)
    return of_blocks(blocks(whole[body:], report, first_line=first_line), stated)


def _front_matter(match: re.Match[str] | None, path: str, report: Report) -> tuple[Metadata, int]:
    """Return what the front matter states, and where the text begins after it.

    Lines between `---` that are no mapping are text of the document.
    """
    if match is None:
        return Metadata(), 0
    root = yaml_nodes.compose(match["yaml"], report, first_line=2)
    if not isinstance(root, yaml.MappingNode):
        return Metadata(), match.end() if not match["yaml"].strip() else 0
    stated = metadata.read_mapping(
        root, report, origin=Origin.FRONT_MATTER, path=path, first_line=2
    )
    return stated, match.end()
