"""Prints briefings of a built site as PDF, through the Chromium that the machine has.

`python -m generator.paper SITE OUT [NAME …]` writes one file for each briefing whose address has
one of the names in it, for all without names. A page is printed by its own style sheet, as the
print button of the page has it printed; scripts do not run, and nothing is fetched from anywhere.
Links lead to the address at which the site is read, those within a briefing stay within it.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from generator.errors import BriefingsError

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
"""Names of Chromium, best first; `CHROMIUM` in the environment stands before them."""
SIZES = ("A4", "Letter")
"""Papers that a briefing may be printed on."""
SECONDS = 120
"""How long one briefing may take."""
_OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
)
_STAMP = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}[^)]*\)")


class PaperError(BriefingsError):
    """A briefing could not be printed; the message says what to do."""


def chosen(site: Path, names: Sequence[str]) -> list[Path]:
    """Return the pages of briefings whose address has one of the names in it; all without names.

    Raises `PaperError` for a name that no briefing has.
    """
    folder = site / "briefings"
    pages = {page.parent.name: page for page in sorted(folder.glob("*/index.html"))}
    flat = (page for page in sorted(folder.glob("*.html")) if page.stem != "index")
    pages |= {page.stem: page for page in flat}
    if not pages:
        raise PaperError(f"{folder}: there are no briefings; build the site first (make site)")
    for name in names:
        if not any(name in stem for stem in pages):
            raise PaperError(f"no briefing has {name!r} in its address; one is {min(pages)}")
    found = [page for stem, page in pages.items() if any(name in stem for name in names)]
    return found if names else list(pages.values())


def printable(html: str, page: Path, size: str) -> str:
    """Return a page as it is printed: no scripts, and addresses that hold from anywhere.

    `page` is its file in the site: style sheets are read from beside it.
    """
    tree = LexborHTMLParser(html)
    for node in tree.css("script, noscript, link[rel=preconnect], link[rel=alternate]"):
        node.decompose()
    canonical = tree.css_first('link[rel="canonical"]')
    address = (canonical.attributes.get("href") or "") if canonical is not None else ""
    for node in tree.css("a[href]"):
        href = node.attributes["href"] or ""
        if not href.startswith("#") and address:
            node.attrs["href"] = urljoin(address, href)
        elif not href.startswith("#"):
            del node.attrs["href"]
    for node in tree.css("link[rel=stylesheet], img[src]"):
        name = "href" if node.tag == "link" else "src"
        node.attrs[name] = urljoin(page.absolute().as_uri(), node.attributes[name] or "")
    style = f'@page {{ size: {size}; @bottom-left {{ content: "{_quoted(address)}"; }} }}'
    return (tree.html or "").replace("</head>", f"<style>{style}</style></head>", 1)


def _quoted(text: str) -> str:
    """Return text for a string of CSS inside an element `style`."""
    return re.sub(r'["\\<\n]', lambda match: f"\\{ord(match[0]):x} ", text)


def print_page(page: Path, out: Path, size: str = SIZES[0]) -> None:
    """Print one page of a built site into the file `out`.

    The same page gives the same bytes where `SOURCE_DATE_EPOCH` says which time to write down.
    Raises `PaperError`.
    """
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise PaperError("printing needs Chromium; install it, or name it in CHROMIUM")
    with tempfile.TemporaryDirectory() as folder:
        copy, made = Path(folder, "page.html"), Path(folder, "page.pdf")
        copy.write_text(printable(page.read_text("utf-8"), page, size), "utf-8")
        command = [program, *_OPTIONS, f"--user-data-dir={folder}/profile"]
        command += [f"--print-to-pdf={made}", copy.as_uri()]
        try:
            done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 - Chromium, and files of ours
        except (OSError, subprocess.TimeoutExpired) as error:
            raise PaperError(f"{page}: Chromium did not print it: {error}") from error
        if not made.is_file():
            said = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
            raise PaperError(f"{page}: Chromium did not print it: {' '.join(said)}")
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(_dated(made.read_bytes()))


def _dated(content: bytes) -> bytes:
    """Return a PDF that says the time of `SOURCE_DATE_EPOCH`; places in the file stay."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return content
    stamp = datetime.fromtimestamp(int(epoch), UTC).strftime("%Y%m%d%H%M%S+00'00'").encode()
    return _STAMP.sub(lambda match: b"/%s (D:%s)" % (match[1], stamp), content)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print briefings; return the exit status: 0, or 1 with one line on what is wrong."""
    parser = argparse.ArgumentParser(prog="python -m generator.paper", description=__doc__)
    parser.add_argument("site", type=Path, help="folder of the built site")
    parser.add_argument("out", type=Path, help="folder for the PDF files")
    parser.add_argument("names", nargs="*", help="parts of the addresses of briefings")
    parser.add_argument("--paper", choices=SIZES, default=SIZES[0], help="size of the paper")
    asked = parser.parse_args(arguments)
    try:
        for page in chosen(asked.site, asked.names):
            stem = page.parent.name if page.stem == "index" else page.stem
            out = asked.out / f"{stem}.pdf"
            print_page(page, out, asked.paper)
            sys.stdout.write(f"{out}\n")
    except PaperError as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
