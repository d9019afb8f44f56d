"""Measures what a reader pays for a page, beside a stock Material page of the same text.

Run `python -m tests.browser.budget [--pairs N]`; needs Chromium. Bytes are counted as they pass
the wire, compressed as servers do, with an empty cache, before search is used. Times are taken on a
processor slowed down four times; pairs of ours and theirs are loaded, each time the other one
first, and medians are compared, so that a busy machine slows both. A page may be painted a frame or
two later for no reason of its own, so nine pairs tell large differences only. The exit status is 1
when the budget is missed.

The stock page is the same article under Material's own style and scripts, without any of ours. It
is the lighter one: three pages in its navigation, no table of contents, no palette and no search,
which a stock site has. It stays so, as a page of ours has to be seen as early with all of them.
What is sent in several files must not pay for the server of the test, so `Wire` sends as real
servers do. Nothing is kept between loads, and both wait until they are seen and their scripts ran.
"""

import argparse
import re
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, sync_playwright

from tests.browser.sites import ADDRESS, Wire, documents, make, served
from tests.conftest import NAMES, OPTIONS

BYTES = 250_000
"""What home and a briefing may weigh over the wire."""
RATIO = 1.0
"""First contentful paint beside a stock page's: no later."""
SLOWER = 4
"""How many times the processor is slowed down."""
PAIRS = 9
PHONE = {"width": 375, "height": 812}
STOCK = """\
site_name: Briefings
site_url: {address}
theme:
  name: material
  font: false
markdown_extensions: [attr_list, md_in_html]
plugins: []
"""
PAINT = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shift += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""
ARTICLE = re.compile(r'<article class="md-content__inner md-typeset">(.*?)</article>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Load:
    """One page load."""

    size: int
    """Bytes over the wire, headers included."""
    paint: float
    """Milliseconds to the first contentful paint."""
    shift: float
    """Cumulative layout shift."""


@dataclass(frozen=True, slots=True)
class Row:
    """A page of ours beside a stock one of the same text."""

    name: str
    ours: list[Load]
    stock: list[Load]

    @property
    def size(self) -> int:
        """Bytes of ours, the largest seen."""
        return max(load.size for load in self.ours)

    @property
    def shift(self) -> float:
        """Layout shift of ours, the largest seen."""
        return max(load.shift for load in self.ours)

    @property
    def ratio(self) -> float:
        """Our first contentful paint by theirs, the median over pairs."""
        pairs = zip(self.ours, self.stock, strict=True)
        return statistics.median(ours.paint / stock.paint for ours, stock in pairs)

    def kept(self) -> bool:
        """Return whether the page is within the budget."""
        return self.size <= BYTES and self.ratio <= RATIO and self.shift == 0


def load(browser: Browser, url: str) -> Load:
    """Load a page with an empty cache on a slowed-down processor."""
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]  # a plain dict
    page = context.new_page()
    page.add_init_script(PAINT)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    steps: set[str] = set()
    session.on("Page.lifecycleEvent", lambda event: steps.add(event["name"]))
    session.send("Page.enable")
    session.send("Page.setLifecycleEventsEnabled", {"enabled": True})
    page.goto(url)
    # To ask the page would keep it from being painted: it may have been loaded and not be seen.
    while "firstContentfulPaint" not in steps:
        page.wait_for_timeout(50)
    page.wait_for_function("window.document$")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    shift = page.evaluate("window.shift")
    context.close()
    return Load(int(sum(sizes)), float(paint), float(shift))


def stock(folder: Path, site: Path, paths: list[str]) -> Path:
    """Build stock pages of the articles that stand at these paths of our site."""
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(STOCK.format(address=ADDRESS), encoding="utf-8")
    for path in paths:
        found = ARTICLE.search((site / path / "index.html").read_text(encoding="utf-8"))
        if found is None:
            raise ValueError(path)
        target = folder / "docs" / (path or ".") / "index.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        # A block of HTML is left as it is; an empty line in it would end the block.
        text = "\n".join(line for line in found[1].splitlines() if line.strip())
        target.write_text(f"<div>\n{text}\n</div>\n", encoding="utf-8")
    build(load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site")))
    return folder / "site"


def rows(browser: Browser, folder: Path, pairs: int) -> Iterator[Row]:
    """Measure home, the longest briefing and the newest one."""
    site, _ = make(folder, "forty")
    briefings = sorted(
        site.glob("briefings/*/index.html"), key=lambda p: (p.stat().st_size, p.parent.name)
    )
    newest = max(page.parent.name for page in briefings)
    named = {
        "home": "",
        "longest briefing": f"briefings/{briefings[-1].parent.name}/",
        "newest briefing": f"briefings/{newest}/",
    }
    plain = stock(folder / "stock", site, list(named.values()))
    with served(site, Wire) as ours, served(plain, Wire) as theirs:
        for name, path in named.items():
            row = Row(name, [], [])
            for turn in range(pairs):
                turns = [(row.ours, ours), (row.stock, theirs)]
                for loads, url in reversed(turns) if turn % 2 else turns:
                    loads.append(load(browser, url + path))
            yield row


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium as this machine has it."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        message = "needs Chromium, which is not installed"
        raise click.ClickException(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=OPTIONS)
        yield browser
        browser.close()


def main() -> int:
    """Print the table; return 1 when a page misses the budget."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=PAIRS, help="pairs of loads of each page")
    pairs = parser.parse_args().pairs
    count = len(documents("forty"))
    click.echo(f"{count} documents, processor slowed {SLOWER} times, {pairs} pairs, medians")
    click.echo(f"{'page':18}{'wire':>10}{'paint':>10}{'stock':>10}{'ratio':>8}{'shift':>8}")
    kept = True
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        for row in rows(browser, Path(folder), pairs):
            ours, theirs = (
                statistics.median(one.paint for one in s) for s in (row.ours, row.stock)
            )
            sizes = f"{row.size / 1000:>7.0f} kB{ours:>7.0f} ms{theirs:>7.0f} ms"
            click.echo(f"{row.name:18}{sizes}{row.ratio:>8.2f}{row.shift:>8.3f}")
            kept &= row.kept()
    click.echo("within the budget" if kept else "the budget is missed")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
