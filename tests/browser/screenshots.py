"""Makes the pictures of the documentation: each kind of page, wide and narrow, light and dark.

Run `python -m tests.browser.screenshots` after `make site`; needs Chromium. The pictures go to
`docs/screenshots/`.
"""

import http.server
import shutil
import sys
import threading
from functools import partial
from pathlib import Path

import click
from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import _Quiet
from tests.conftest import NAMES, OPTIONS

ROOT = Path(__file__).parent.parent.parent
SITE = ROOT / "site"
PICTURES = ROOT / "docs/screenshots"
WIDE = (1280, 860)
NARROW = (390, 844)


def shots() -> list[tuple[str, str, tuple[int, int], bool]]:
    """Return name, address, size and darkness of each picture."""
    briefing = next(p.name for p in sorted((SITE / "briefings").iterdir()) if p.name[0].isdigit())
    entry = next(p.name for p in sorted((SITE / "glossary").iterdir()) if p.is_dir())
    return [
        ("home", "", WIDE, False),
        ("briefing", f"briefings/{briefing}/", WIDE, False),
        ("briefing-dark", f"briefings/{briefing}/#statements", WIDE, True),
        ("briefing-phone", f"briefings/{briefing}/", NARROW, False),
        ("source", f"sources/{briefing}/#text", WIDE, False),
        ("entry-phone-dark", f"glossary/{entry}/", NARROW, True),
    ]


def main() -> int:
    """Make all pictures; return 1 when there is no Chromium or no built site."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None or not SITE.is_dir():
        click.echo("needs Chromium and a built site; run `make site` first", err=True)
        return 1
    handler = partial(_Quiet, directory=str(SITE))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=OPTIONS)
        for name, path, size, dark in shots():
            shoot(browser, f"http://127.0.0.1:{server.server_port}/{path}", name, size, dark=dark)
        browser.close()
    server.shutdown()
    return 0


def shoot(browser: Browser, url: str, name: str, size: tuple[int, int], *, dark: bool) -> None:
    """Make one picture."""
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if dark else "light"
    )
    page.goto(url)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    page.screenshot(path=PICTURES / f"{name}.png")
    page.close()


if __name__ == "__main__":
    sys.exit(main())
