"""How long the page of all statements takes in Chromium, by number of statements.

`python -m tests.browser.statements_speed [--rows 10000] [--slower 4]` repeats the rows of the
committed page until there are so many, builds that page as the site is built, opens it in Chromium
and prints milliseconds: until its words are painted, until the filter can be used, and for what a
reader does then. `--slower 4` makes Chromium's processor slower by that factor, as on a telephone.
A benchmark, not a test: it judges nothing.
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

from tests.browser.sites import served
from tests.conftest import NAMES, OPTIONS

ROOT = Path(__file__).parent.parent.parent
SPEAKERS = 100
LIST = 50
"""Rows of one list of the page."""
READY = "() => document.querySelector('.filters .filter-count')?.textContent"
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
LAST_TASK = """
() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))
"""
DO = """
([name, value]) => new Promise((done) => {
  const form = document.querySelector(".filters form");
  const start = performance.now();
  form.elements[name].value = value;
  form.requestSubmit();
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
})
"""


def markdown(rows: int) -> str:
    """Return the committed page with its rows repeated, of many speakers and dates."""
    text = (ROOT / "docs" / "statements.md").read_text("utf-8")
    head, lists = text.split("\n## ", 1)
    found = re.findall(r"^- .*$", lists, re.MULTILINE)
    chance = random.Random(1)  # noqa: S311 - the same rows on every run
    parts = [head]
    for number in range(rows):
        if number % max(1, rows // SPEAKERS) == 0:
            parts.append(f"\n\n## Speaker {number} {{ #speaker-{number} }}\n")
        elif number % LIST == 0:
            parts.append("<!-- -->\n")
        date = f"{chance.randrange(2000, 2025)}-{chance.randrange(1, 13):02}-01"
        row = re.sub(r"^- (?:\d{4}-\d\d-\d\d · )?", "", found[number % len(found)])
        parts.append(f"- {date} · {row} number{number}\n")
    return "\n".join(parts)


@contextmanager
def site_of(rows: int) -> Iterator[str]:
    """Build and serve a site with that page; give the page's address."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "docs", folder / "docs")
        shutil.copytree(ROOT / "templates" / "assets", folder / "docs/assets", dirs_exist_ok=True)
        (folder / "docs" / "statements.md").write_text(markdown(rows), "utf-8")
        shutil.copy(ROOT / "mkdocs.yml", folder)
        site = folder / "site"
        start = time.monotonic()
        build(load_config(str(folder / "mkdocs.yml"), plugins=[], site_dir=str(site)))
        size = (site / "statements" / "index.html").stat().st_size
        click.echo(f"{rows} rows: built in {time.monotonic() - start:.1f} s, {size / 1e6:.2f} MB")
        with served(site) as url:
            yield f"{url}statements/"


def measure(page: Page, url: str, slower: float) -> dict[str, float]:
    """Return milliseconds by what they were needed for."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(url, wait_until="commit")
    page.wait_for_function(READY, timeout=300_000)
    ready = page.evaluate(LAST_TASK)
    figures = {"painted": page.evaluate(PAINTED), "filter ready": ready}
    speakers = page.locator(".filters [name=speaker] option")
    steps = {
        "words": ("text", "number77"),
        "all words": ("text", ""),
        "one speaker": ("speaker", speakers.nth(SPEAKERS // 2).get_attribute("value")),
        "all speakers": ("speaker", ""),
        "newest first": ("order", "newest"),
        "by speaker": ("order", ""),
    }
    for step, (name, value) in steps.items():
        figures[step] = page.evaluate(DO, [name, value])
    return figures


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--slower", type=float, default=1)
    asked = parser.parse_args()
    program = next(filter(None, map(shutil.which, NAMES)))
    with site_of(asked.rows) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=OPTIONS)
        for step, milliseconds in measure(browser.new_page(), url, asked.slower).items():
            click.echo(f"{step:>14} {milliseconds:8.0f} ms")
        browser.close()


if __name__ == "__main__":
    main()
