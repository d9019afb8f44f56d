"""Measures how long pages are beside their sources, in words seen without a click.

Run `python -m tests.quality.length FOLDER` with a folder of source documents (by default the
repository's `seeds/`). In the open is what a reader sees without a click: the text of a page
without what its closed disclosures hold; their headings count.
"""

import argparse
import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click
from selectolax.lexbor import LexborHTMLParser

from generator import pipeline
from generator.config import Settings, load_settings

ROOT = Path(__file__).parent.parent.parent


def ratios(settings: Settings) -> Iterator[tuple[str, int, int]]:
    """Yield path, words in the open and words of the source of each briefing."""
    made = pipeline.build(settings, unread=True)
    markdown = {page.path: page.markdown for page in made.pages}
    for page in made.site.briefings:
        document = page.facts.document
        source = len(document.text[document.body_start : document.body_end].split())
        yield document.path, len(opened(settings.to_html(markdown[page.path])).split()), source


def opened(html: str) -> str:
    """Return the text of a page that is seen without a click, below its title."""
    tree = LexborHTMLParser(html)
    for details in tree.css("details"):
        for child in list(details.iter()):
            if child.tag != "summary":
                child.decompose()
    for title in tree.css("h1"):
        title.decompose()
    return tree.root.text(separator=" ") if tree.root is not None else ""


def main() -> None:
    """Print each document's ratio, then the median and the greatest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seeds", nargs="?", type=Path, default=ROOT / "seeds")
    settings = load_settings(ROOT / "mkdocs.yml", seeds=parser.parse_args().seeds)
    with tempfile.TemporaryDirectory() as folder:
        rows = sorted(
            (shown / source, path, shown, source)
            for path, shown, source in ratios(replace(settings, docs=Path(folder)))
        )
    for ratio, path, shown, source in rows:
        click.echo(f"{ratio:5.2f} {shown:6} {source:6} {path}")
    shares = [ratio for ratio, *_ in rows]
    click.echo(f"median {statistics.median(shares):.2f}, greatest {max(shares):.2f}")


if __name__ == "__main__":
    main()
