"""All documents by year and outlet: briefings and their sources in one order."""

import re
from pathlib import Path

from generator import pipeline
from generator.config import load_settings

MKDOCS = "site_name: Test\nplugins: [briefings]\nmarkdown_extensions: [attr_list, md_in_html]\n"
DOCUMENTS = {
    "a.txt": ("2030-01-08", "Ana Roel said that gate one is open.", "The Norvik Gazette"),
    "b.txt": ("2031-03-01", "Ana Roel said that gate two is open.", "The Norvik Gazette"),
    "c.txt": ("2031-02-01", "Ana Roel said that gate three is open.", "Bell"),
    "d.txt": ("2031-04-01", "Ana Roel said that gate four is open.", "Bell"),
    "e.txt": ("2031-05-01", "Ana Roel said that gate five is open.", ""),
    "f.txt": ("", "Ana Roel said that gate six is open.", ""),
}


def listed(page: str) -> list[str]:
    """Return years, outlets and titles of a page, each year with `#`, in order."""
    found = []
    for line in page.splitlines():
        if line.startswith("## "):
            found.append("#" + line.removeprefix("## ").partition(" {")[0])
        elif line.startswith("- ["):
            found.append(re.findall(r"gate (\w+)", line)[0])
        elif line.startswith(("The Norvik", "Bell", "publisher")):
            found.append(line)
    return found


def test_briefings_and_sources_stand_in_one_order(tmp_path: Path) -> None:
    """Years newest first, outlets by name, in each the newest first; and titles, no file names."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    for name, (date, text, publisher) in DOCUMENTS.items():
        header = f" date {date} " if date else ""
        (tmp_path / "seeds" / name).write_text(f"{header}{text}\n", "utf-8")
        if publisher:
            sidecar = tmp_path / "seeds" / f"{name}.meta.yml"
            sidecar.write_text(f"publisher: {publisher}\n", "utf-8")
    files = pipeline.build(load_settings(tmp_path / "mkdocs.yml")).files
    briefings, sources = (files[f"{place}/index.md"].decode() for place in ("briefings", "sources"))
    assert listed(briefings) == [
        *("#2031", "Bell", "four", "three", "The Norvik Gazette", "two"),
        *("publisher not stated", "five", "#2030", "The Norvik Gazette", "one"),
        *("#without a date", "six"),
    ]
    assert listed(sources) == listed(briefings)
    assert "](../sources/" not in briefings
    assert ".txt" not in sources
