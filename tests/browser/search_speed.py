"""What search costs by number of statements: to build, to open, to use.

`python -m tests.browser.search_speed [--statements 10000] [--slower 4]` indexes so many statements
made of chance words, serves them below a page of the committed site, and prints seconds, bytes, and
milliseconds in Chromium. A benchmark, not a test: it judges nothing.
"""

import argparse
import random
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Page, sync_playwright

from generator.model.search import SearchRecord
from generator.search.pagefind import index
from generator.search.words import words_script
from generator.templating import load_templates
from tests.browser.sites import ROOT, served
from tests.conftest import NAMES, OPTIONS

SPEAKERS, PLACES, DOCUMENTS, WORDS = 400, 300, 500, 25
"""How many different ones there are; and words of a statement."""
CONTROL = '<a class="search-open" href="statements/">Search</a>'
PIECEMEAL = ("pagefind/index/", "pagefind/records/", "pagefind/spellings.json")
"""Of what a reader fetches only what a search needs."""


def statements(count: int) -> Iterator[SearchRecord]:
    """Yield so many statements of chance words, some words much more frequent than others."""
    chance = random.Random(1)  # noqa: S311 - the same on every run
    table = (ROOT / "generator/data/places.tsv").read_text("utf-8")
    rare = re.findall(r"^([^#\t]+)\t", table, re.MULTILINE)
    text = " ".join(path.read_text("utf-8") for path in sorted((ROOT / "docs").glob("*.md")))
    common = re.findall(r"[a-z]{3,}", text)
    for number in range(count):
        words = [chance.choice(rare if chance.random() < 0.1 else common) for _ in range(WORDS)]
        speaker, place = chance.randrange(SPEAKERS), chance.randrange(PLACES)
        month = f"{chance.randrange(2000, 2025)}-{chance.randrange(1, 13):02}"
        by = f"{rare[speaker]} Speaker said"
        yield SearchRecord(
            url=f"briefings/{number % DOCUMENTS}/#s{number:010x}",
            content=f"{by}: {' '.join(words)}",
            meta={
                "by": by,
                "words": " ".join(words),
                "names": f"p{place}\t{rare[place]}\t{rare[place]}stan\tAlias{place}",
            },
            filters={
                "type": ("statement",),
                "kind": (chance.choice(("direct", "mixed", "indirect")),),
                "stance": (chance.choice(("affirms", "denies", "commits")),),
                "speaker": (f"s{speaker} {rare[speaker]} Speaker",),
                "place": (f"p{place} {rare[place]}",),
                "date": (month[:4], month, f"{month}-01"),
                "source": (f"d{number % DOCUMENTS} News of {rare[number % DOCUMENTS]}",),
            },
        )


@contextmanager
def site_of(count: int) -> Iterator[str]:
    """Build and serve a site whose search finds so many statements; give its address."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "docs").mkdir()
        (folder / "docs/index.md").write_text(f"# Search\n\n{CONTROL}\n")
        shutil.copytree(ROOT / "templates/assets", folder / "docs/assets")
        (folder / "mkdocs.yml").write_text(
            "site_name: Search\ntheme: {name: material, font: false}\nplugins: []\n"
            "extra_css: [assets/search.css]\nextra_javascript: [assets/search.js]\n"
        )
        site = folder / "site"
        build(load_config(str(folder / "mkdocs.yml"), site_dir=str(site)))
        start = time.monotonic()
        files = index(statements(count), "en")
        seconds = time.monotonic() - start
        files = {f"pagefind/{path}": content for path, content in files.items()}
        files["search/words.js"] = words_script(load_templates().strings)
        for path, content in files.items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_bytes(content)
        size = sum(map(len, files.values())) / 1e6
        once = sum(len(c) for p, c in files.items() if not p.startswith(PIECEMEAL)) / 1e3
        click.echo(
            f"{count} statements: indexed in {seconds:.1f} s, {size:.1f} MB, of which a reader "
            f"fetches {once:.0f} kB to begin with"
        )
        with served(site) as url:
            yield url


def measure(page: Page, url: str, slower: float) -> dict[str, float]:
    """Return milliseconds until results stand, by what was done."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(url)
    page.wait_for_load_state("networkidle")
    done: dict[str, float] = {}

    def step(name: str, until: str) -> None:
        page.wait_for_function(until)
        done[name] = (time.monotonic() - start) * 1000

    status = "document.querySelector('.search-status').textContent"
    start = time.monotonic()
    page.locator("a.search-open").click()
    step("open", "() => document.querySelector('.search-facet')?.checkVisibility()")
    asked = {"another form": "alias7", "one word": "statements", "two words": "source text"}
    for name, text in asked.items():
        before = page.evaluate(status)
        start = time.monotonic()
        page.locator(".search-form input").fill(text)
        step(name, f"() => {status} !== {before!r}")
    before = page.evaluate(status)
    start = time.monotonic()
    page.locator(".search-facet.speaker input").first.check()
    step("a speaker", f"() => {status} !== {before!r}")
    return done


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--statements", type=int, default=10_000)
    parser.add_argument("--slower", type=float, default=1)
    asked = parser.parse_args()
    program = next(filter(None, map(shutil.which, NAMES)))
    with site_of(asked.statements) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=OPTIONS)
        for step, milliseconds in measure(browser.new_page(), url, asked.slower).items():
            click.echo(f"{step:>12} {milliseconds:6.0f} ms")
        browser.close()


if __name__ == "__main__":
    main()
