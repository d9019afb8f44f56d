"""Builds a site of given documents as its publisher would, and serves it."""

import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from generator import pipeline, store
from generator.config import load_settings

CONFIGURATION = """\
site_name: Vesl
site_url: {address}
theme:
  name: material
  language: {language}
  font: false
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      primary: custom
      accent: custom
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      primary: custom
      accent: custom
plugins:
  - search
  - briefings
extra:
  generator: false
markdown_extensions:
  - attr_list
  - md_in_html
  - toc:
      toc_depth: 2-2
"""


def built(
    folder: Path,
    sources: Mapping[str, str],
    *,
    language: str = "en",
    address: str = "https://vesl.example/briefings/",
) -> Path:
    """Make a site of documents, by file name below `seeds/`; return the folder of the site."""
    store.load_model()
    for path, text in sources.items():
        place = folder / "seeds" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
    configuration = CONFIGURATION.format(address=address, language=language)
    (folder / "mkdocs.yml").write_text(configuration, "utf-8")
    pipeline.generate(load_settings(folder / "mkdocs.yml"))
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=folder,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        check=True,
    )
    return folder / "site"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and logs nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the base's name
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a site on a loopback address while in use; give that address."""
    handler = partial(_Quiet, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
