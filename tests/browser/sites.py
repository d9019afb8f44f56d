"""Sites built for looking at: the seed, and the seed with forty documents of the corpus."""

import fcntl
import gzip
import http.server
import os
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http import HTTPStatus
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.material import CORPUS

ROOT = Path(__file__).parent.parent.parent
DOCUMENTS = 40
"""How many documents of the corpus stand beside the seed."""
WRITTEN = ("architecture.md", "quality.md", "reading-test.md")
"""Pages of `docs/` that are written by hand and stand in the navigation."""
ADDRESS = "http://briefings.invalid/"
"""What sites are built for, before it is known where they are served."""
COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".txt", ".xml"}
"""Suffixes that servers compress."""
LINKED = re.compile(r"(?m)^(\s*templates:) \S+$")


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and logs nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the base's name
        """Say nothing."""


class Wire(Quiet):
    """Serves a site built for `ADDRESS` as if built for this server, as servers do.

    That is compressed, in one piece and at once: sent in two, the second would wait some 40 ms for
    an answer to the first. What was sent may be kept for a while.
    """

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_GET(self) -> None:
        """Answer with a file, the folder's index, or the site's own page for what is missing."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        self.send_response(HTTPStatus.OK if path.is_file() else HTTPStatus.NOT_FOUND)
        path = path if path.is_file() else Path(self.directory) / "404.html"
        content = _content(path, f"http://{self.headers['Host']}/")
        if path.suffix in COMPRESSED:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(content)
        self.wfile.flush()


@cache
def _content(path: Path, own: str) -> bytes:
    """Return what is sent of a file: at its own address, and compressed."""
    content = path.read_bytes()
    if path.suffix in {".html", ".xml"}:
        content = content.replace(ADDRESS.encode(), own.encode())
    return gzip.compress(content, 6, mtime=0) if path.suffix in COMPRESSED else content


@contextmanager
def served(folder: Path, handler: type[Quiet] = Quiet) -> Iterator[str]:
    """Serve a folder on a loopback address, and give the address, ending in `/`."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(handler, directory=str(folder))
    )
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def project(folder: Path, documents: list[Path]) -> Path:
    """Make a project of these source documents, with our pages and templates; give its folder."""
    (folder / "seeds").mkdir(parents=True)
    (folder / "docs").mkdir()
    for document in documents:
        shutil.copy(document, folder / "seeds")
    for page in WRITTEN:
        if (ROOT / "docs" / page).exists():
            shutil.copy(ROOT / "docs" / page, folder / "docs")
    if (ROOT / "docs/screenshots").is_dir():
        shutil.copytree(ROOT / "docs/screenshots", folder / "docs/screenshots")
    configuration = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    configuration = LINKED.sub(rf"\1 {ROOT / 'templates'}", configuration)
    (folder / "mkdocs.yml").write_text(configuration, encoding="utf-8")
    return folder


def documents(kind: str) -> list[Path]:
    """Return the source documents of a site: of the `seed`, or of `forty` beside it."""
    seeds = sorted(path for path in (ROOT / "seeds").iterdir() if path.name[0] not in "._")
    if kind == "seed":
        return seeds
    return seeds + sorted(CORPUS.glob("*.txt"))[:DOCUMENTS]


def make(folder: Path, kind: str) -> tuple[Path, Path]:
    """Return two builds of a site, once for all processes: for a server, and for a disk.

    `folder` is shared by the processes; whoever comes first builds.
    """
    chosen = documents(kind)
    site, disk = folder / kind / "site", folder / kind / "disk"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{kind}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = folder / kind / "done"
        if not done.exists():
            at = project(folder / kind / "project", chosen) / "mkdocs.yml"
            _build(at, site, directories=True)
            _build(at, disk, directories=False)
            done.touch()
    return site, disk


def _build(configuration: Path, folder: Path, *, directories: bool) -> None:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    build(
        load_config(
            str(configuration),
            site_dir=str(folder),
            site_url=ADDRESS,
            use_directory_urls=directories,
            strict=True,
        )
    )
