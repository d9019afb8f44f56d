"""Makes the pictures of the documentation: each kind of page, wide and narrow, light and dark.

Run `python -m tests.browser.screenshots` after `make site`; needs Chromium. The pictures go to
`docs/screenshots/`.
"""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import click
from playwright.sync_api import Browser, sync_playwright

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


def shots() -> list[Shot]:
    """Return the pictures, of the first briefing and of the entry with the most to say."""
    briefing = next(p.name for p in sorted((SITE / "briefings").iterdir()) if p.name[0].isdigit())
    entries = (p for p in (SITE / "glossary").glob("*/index.html"))
    entry = max(entries, key=lambda page: (page.stat().st_size, page)).parent.name
    page = f"briefings/{briefing}/"
    return [
        Shot(name="home", path=""),
        Shot(name="home-phone", path="", size=NARROW),
        Shot(name="briefing", path=page),
        Shot(name="briefing-dark", path=f"{page}#statements", dark=True),
        Shot(name="briefing-phone", path=page, size=NARROW),
        Shot(name="statements-phone", path=f"{page}#statements", size=NARROW),
        Shot(name="beside", path=f"{page}#statements", click=".statement a.show"),
        Shot(name="accounts", path="accounts/"),
        Shot(name="latest-phone-dark", path="latest/", size=NARROW, dark=True),
        Shot(name="statements", path="statements/"),
        Shot(name="timeline", path="timeline/"),
        Shot(name="source", path=f"sources/{briefing}/#text"),
        Shot(name="entry", path=f"glossary/{entry}/"),
        Shot(name="entry-phone-dark", path=f"glossary/{entry}/", size=NARROW, dark=True),
    ]


def main() -> int:
    """Make all pictures; return 1 when there is no Chromium or no built site."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None or not SITE.is_dir():
        click.echo("needs Chromium and a built site; run `make site` first", err=True)
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    with served(SITE) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=OPTIONS)
        for shot in shots():
            shoot(browser, url, shot, PICTURES)
        browser.close()
    return 0


def shoot(browser: Browser, url: str, shot: Shot, folder: Path) -> None:
    """Make one picture into a folder."""
    page = browser.new_page(
        viewport={"width": shot.size[0], "height": shot.size[1]},
        color_scheme="dark" if shot.dark else "light",
    )
    page.goto(url + shot.path)
    page.wait_for_load_state("networkidle")
    if shot.click:
        page.locator(shot.click).first.click()
    page.wait_for_timeout(500)
    page.screenshot(path=folder / f"{shot.name}.png")
    page.close()


if __name__ == "__main__":
    sys.exit(main())
