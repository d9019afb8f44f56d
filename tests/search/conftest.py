"""An invented site with the search that the plugin puts in; needs Pagefind."""

import json
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator.search.pagefind import program

CONFIGURATION = """\
site_name: Norvik briefings
site_url: http://norvik.invalid/
theme:
  name: material
  font: false
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      primary: custom
      accent: custom
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      primary: custom
      accent: custom
  features: [navigation.instant]
plugins: [search, briefings]
markdown_extensions: [attr_list, md_in_html, {toc: {permalink: true}}]
"""
SOURCES = {
    "harbour.txt": """\
 date 2031-05-06 At least 300 ships have left the port of Norvik, harbour minister Ana Roel said.

"We will rebuild the pier," Roel told the Norvik Courier on Monday. The Vesland Harbour \
Union (VHU) denied that the pier was damaged.

The old lighthouse in Norvik stood empty for years.
""",
    "harbour.txt.meta.yml": "publisher: The Norvik Gazette\n",
    "tugs.txt": """\
 date 2032-01-15 The Vesland Harbour Union said that the tugs must stay in the town of Sundby.

"The tugs are too old," said Bo Tann, who leads the crews in Sundby. Ana Roel could not confirm \
that the tugs are old.

After the meeting at the lighthouse, Tann said that 40 crews would stay at home.
""",
    "undated.txt": "Bo Tann said that the ferry was late. Ida Moe said that the ferry was early.\n",
}
PAGE = "# About this harbour\n\nWritten by hand: whoever reads this likes zeppelins.\n"


def needs_pagefind() -> None:
    """Skip a test where Pagefind cannot be run."""
    if program() is None:
        pytest.skip("needs Pagefind, which is not installed (pip install briefings[search])")


def project(folder: Path) -> Path:
    """Write the invented project into an empty folder, and return its configuration."""
    (folder / "seeds").mkdir(parents=True)
    for name, text in SOURCES.items():
        (folder / "seeds" / name).write_text(text, "utf-8")
    (folder / "docs").mkdir()
    (folder / "docs/about.md").write_text(PAGE, "utf-8")
    (folder / "mkdocs.yml").write_text(CONFIGURATION, "utf-8")
    return folder / "mkdocs.yml"


def built(configuration: Path, site: Path, *, command: str = "build", **options: Any) -> Path:
    """Build the project's site into a folder, as `mkdocs COMMAND` does."""
    config = load_config(str(configuration), site_dir=str(site), **options)
    config.plugins.on_startup(command=command, dirty=False)  # type: ignore[arg-type]
    build(config)
    return site


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented project's configuration, beside its built `site`."""
    needs_pagefind()
    configuration = project(tmp_path_factory.mktemp("harbour") / "project")
    built(configuration, configuration.parent / "site")
    return configuration


def files_in(pack: bytes) -> dict[str, bytes]:
    """Return the files in a pack, by path."""
    line, _, rest = pack.partition(b"\n")
    found, at = {}, 0
    for path, length in json.loads(line)["files"]:
        found[path] = rest[at : at + length]
        at += length
    assert at == len(rest)
    return found


def pack_of(files: dict[str, bytes], **more: object) -> bytes:
    """Return a pack of files."""
    head = {**more, "files": [[path, len(content)] for path, content in files.items()]}
    return json.dumps(head, separators=(",", ":")).encode() + b"\n" + b"".join(files.values())
