"""Makes the pictures of the documentation: each kind of page, wide and light, narrow and dark.

Run `python -m tests.browser.screenshots` after `make site`; needs Chromium. The pictures go to
`docs/screenshots/`.
"""

import shutil
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import click
from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import arrive
from tests.browser.sites import ROOT, served
from tests.conftest import NAMES, OPTIONS

SITE = ROOT / "site"
PICTURES = ROOT / "docs/screenshots"
WIDE = (1280, 860)
NARROW = (390, 844)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A picture to be made."""

    name: str
    """Name of its file, without suffix."""
    path: str
    """Page below the site's address."""
    size: tuple[int, int] = WIDE
    """Width and height of the window in CSS pixels."""
    dark: bool = False
    """Whether the reader prefers dark pages."""
    click: str = ""
    """Selector of what is clicked first; empty for nothing."""
    search: str = ""
    """Words that are searched for first; empty for none."""


def shots(site: Path) -> list[Shot]:
    """Return each kind of page of a built site, wide and light, narrow and dark.

    They are of the first briefing, of the newest edition, and of the entry with the most to say.
    """
    briefing = next(p.name for p in sorted((site / "briefings").iterdir()) if p.name[0].isdigit())
    entries = (p for p in (site / "glossary").glob("*/index.html"))
    entry = max(entries, key=lambda page: (page.stat().st_size, page)).parent.name
    page = f"briefings/{briefing}/"
    edition = max(page.parent.name for page in (site / "editions").glob("2*/index.html"))
    kinds = (
        Shot(name="home", path=""),
        Shot(name="briefing", path=page),
        Shot(name="cards", path=f"{page}#statements"),
        Shot(name="map", path=f"{page}#map"),
        Shot(name="beside", path=f"{page}#n1", click=".statement a.show"),
        Shot(name="source", path=f"sources/{briefing}/#text"),
        Shot(name="briefings", path="briefings/"),
        Shot(name="editions", path="editions/"),
        Shot(name="edition", path=f"editions/{edition}/"),
        Shot(name="latest", path="latest/"),
        Shot(name="accounts", path="accounts/"),
        Shot(name="statements", path="statements/"),
        Shot(name="timeline", path="timeline/"),
        Shot(name="glossary", path="glossary/"),
        Shot(name="entry", path=f"glossary/{entry}/"),
        Shot(name="sources", path="sources/"),
        Shot(name="how-to-read", path="how-to-read/"),
        Shot(name="search", path="", search=entry.replace("-", " ")),
        Shot(name="missing", path="404.html"),
    )
    phones = (
        replace(kind, name=f"{kind.name}-phone-dark", size=NARROW, dark=True) for kind in kinds
    )
    return [
        *kinds,
        *phones,
        Shot(name="home-phone", path="", size=NARROW),
        Shot(name="briefing-phone", path=page, size=NARROW),
        Shot(name="briefing-dark", path=f"{page}#statements", dark=True),
    ]


def main() -> int:
    """Make all pictures; return 1 when there is no Chromium or no built site."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None or not SITE.is_dir():
        click.echo("needs Chromium and a built site; run `make site` first", err=True)
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    with served(SITE) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=OPTIONS)
        for shot in shots(SITE):
            shoot(browser, url, shot, PICTURES)
        browser.close()
    return 0


def shoot(browser: Browser, url: str, shot: Shot, folder: Path) -> None:
    """Make one picture into a folder."""
    page = browser.new_page(
        viewport={"width": shot.size[0], "height": shot.size[1]},
        color_scheme="dark" if shot.dark else "light",
    )
    arrive(page, url + shot.path)
    page.wait_for_load_state("networkidle")
    if shot.click:
        page.locator(shot.click).first.click()
    if shot.search:
        page.keyboard.press("/")
        page.keyboard.type(shot.search)
        page.locator("dialog mark, .md-search-result__item").first.wait_for()
    page.wait_for_timeout(500)
    page.screenshot(path=folder / f"{shot.name}.png")
    page.close()


if __name__ == "__main__":
    sys.exit(main())
