"""`mkdocs serve`: one rebuild an edit, nothing written, old pages while a source is broken."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.write import write

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.slow

CONFIG = """\
site_name: Test
dev_addr: 127.0.0.1:{port}
hooks: [stub.py]
plugins:
  - briefings: {{templates: templates}}
"""
REAL = """\
site_name: Test
dev_addr: 127.0.0.1:{port}
theme: {{name: material, font: false}}
markdown_extensions: [attr_list, md_in_html]
plugins:
  - briefings: {{templates: templates}}
"""
STUB = '''\
"""Makes pages without a language model."""
import types
from generator import pipeline
from generator.errors import Finding, FindingsError, Level
from generator.model import Dossier
from generator.plan import plan
from generator.templating import load_templates

SITE = plan(Dossier(documents=(), entities=()))
STRINGS = load_templates().strings

def build(settings, executor, progress, unread):
    text = (settings.seeds / "a.txt").read_text()
    look = (settings.templates / "page.md").read_text()
    if "BREAK" in text:
        raise FindingsError([Finding(path="seeds/a.txt", line=1, level=Level.ERROR,
                                     code="t.t", what="broken", hint="mend it")])
    files = {"index.md": f"# Home\\n\\n{look}{text}".encode()}
    return types.SimpleNamespace(files=files, findings=(), site=SITE, strings=STRINGS, name="")

pipeline.build = build
'''
LONGEST_WAIT = 60.0


class Served:
    """A site under `mkdocs serve`, and what it says on the terminal."""

    def __init__(self, folder: Path, config: str = CONFIG) -> None:
        self.folder = folder
        self._log = folder / "log.txt"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}/"
        (folder / "mkdocs.yml").write_text(config.format(port=port))
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, *options: str) -> None:
        """Serve, and wait until the first pages stand."""
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "mkdocs", "serve", *options],
                cwd=self.folder,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.wait("Serving on")

    def stop(self) -> None:
        """End the server."""
        if self._process:
            self._process.terminate()
            self._process.wait(timeout=LONGEST_WAIT)

    @property
    def log(self) -> str:
        """Everything said so far."""
        return self._log.read_text()

    def wait(self, words: str, *, times: int = 1) -> None:
        """Wait until the terminal has said `words` so often."""
        until = time.monotonic() + LONGEST_WAIT
        while self.log.count(words) < times:
            assert self._process
            assert self._process.poll() is None, self.log
            assert time.monotonic() < until, self.log
            time.sleep(0.05)

    def edit(self, path: str, text: str) -> None:
        """Change a file and wait for pages; then wait whether there is another rebuild."""
        built = self.log.count("Reloading browsers")
        fresh = self.folder / "fresh"
        fresh.write_text(text)
        fresh.replace(self.folder / path)  # in one step, so that nobody sees half of it
        self.wait("Reloading browsers", times=built + 1)
        time.sleep(1.5)  # three rounds of the watcher
        assert self.log.count("Reloading browsers") == built + 1, self.log
        assert self.log.count("Detected file changes") == built + 1, self.log

    def page(self, path: str = "") -> str:
        """Return a page, the home page first of all."""
        with urllib.request.urlopen(self.url + path, timeout=LONGEST_WAIT) as answer:  # noqa: S310 -- our own server
            return str(answer.read(), "utf-8")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """Make a site with a source, a template and a committed page; it does not run yet."""
    for folder in ("seeds", "templates", "docs"):
        (tmp_path / folder).mkdir()
    (tmp_path / "seeds/a.txt").write_text("First words.")
    (tmp_path / "templates/page.md").write_text("A look. ")
    (tmp_path / "docs/committed.md").write_text("# Committed\n")
    (tmp_path / "stub.py").write_text(STUB)
    served = Served(tmp_path)
    yield served
    served.stop()


def test_an_edit_of_a_source_or_template_is_one_rebuild(served: Served) -> None:
    """Sources and templates are watched; nothing is written, so nothing loops."""
    served.start()
    assert "A look. First words." in served.page()
    served.edit("seeds/a.txt", "Second words.")
    assert "A look. Second words." in served.page()
    served.edit("templates/page.md", "Another look. ")
    assert "Another look. Second words." in served.page()
    assert [path.name for path in (served.folder / "docs").iterdir()] == ["committed.md"]


def test_old_pages_stay_while_a_source_is_broken(served: Served) -> None:
    """A broken source is one line on the terminal and a note above the page, until mended."""
    served.start("--strict")
    served.edit("seeds/a.txt", "BREAK")
    line = "seeds/a.txt:1: error: broken; mend it [t.t]"
    assert served.log.count(f"ERROR   -  {line}") == 1
    assert "Traceback" not in served.log
    assert "First words." in served.page()
    assert line in served.page()
    served.edit("seeds/a.txt", "Mended.")
    assert "Mended." in served.page()
    assert line not in served.page()


def test_a_source_broken_from_the_start_does_not_stop_the_server(served: Served) -> None:
    """Committed pages are served until the source is mended."""
    write({"index.md": b"# Committed home\n"}, served.folder / "docs")
    (served.folder / "seeds/a.txt").write_text("BREAK")
    served.start("--strict")
    assert "Committed home" in served.page()
    served.edit("seeds/a.txt", "Mended.")
    assert "Mended." in served.page()


def test_the_real_pages_follow_their_sources_and_templates(tmp_path: Path, nlp: object) -> None:
    """With the pipeline itself: an edit is one rebuild, and nothing but the cache is written."""
    del nlp  # fetched, so that the server need not
    for folder in ("seeds", "docs"):
        (tmp_path / folder).mkdir()
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    seed = " date 2031-05-06 The harbour of Ostrava-on-Sea is closed, {} Ilka Brandt said.\n"
    (tmp_path / "seeds/a.txt").write_text(seed.format("Mayor"))
    served = Served(tmp_path, REAL)
    try:
        served.start("--strict")
        assert "Mayor Ilka Brandt" in served.page("glossary/")
        served.edit("seeds/a.txt", seed.format("Minister"))
        assert "Minister Ilka Brandt" in served.page("glossary/")
        strings = tmp_path / "templates/strings.en.yml"
        catalogue = strings.read_text("utf-8")
        assert "\n  glossary: Glossary\n" in catalogue
        served.edit(
            "templates/strings.en.yml",
            catalogue.replace("\n  glossary: Glossary\n", "\n  glossary: Names and places\n"),
        )
        assert "Names and places" in served.page("glossary/")
        served.edit("seeds/a.txt", "")
        assert "seeds/a.txt" in served.log.split("ERROR   -  ", 1)[1]
        assert "Minister Ilka Brandt" in served.page("glossary/")
    finally:
        served.stop()
    assert list((tmp_path / "docs").iterdir()) == []
