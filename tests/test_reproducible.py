"""The same input gives the same bytes, wherever, whenever and for whomever it is built."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator import store
from generator.first_paint import BEGIN, FINISH

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
SECOND = """\
 date 2031-05-06 At least 300 ships have left the port of Norvik, harbour minister Ana Roel said.

"We will rebuild the pier," Roel told the Norvik Courier on Monday. Vesland's navy denied it.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What may differ between two people's machines."""

    folder: str
    """Name of the folder that holds the clone."""
    environment: Mapping[str, str]
    """Environment variables."""
    umask: int
    """Which permissions new files lack."""
    jobs: int
    """Processes that parse documents."""
    seeds: tuple[str, ...]
    """Order in which the source documents come to be in the folder."""


HERE = Circumstances(
    folder="one",
    environment={"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "1", "USER": "ana"},
    umask=0o022,
    jobs=1,
    seeds=("first", "second"),
)
THERE = Circumstances(
    folder="anderswo/mit Leerzeichen é",
    environment={
        "LC_ALL": "C",
        "LANG": "C",
        "TZ": "Asia/Seoul",
        "PYTHONHASHSEED": "2",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "USER": "bo",
        "COLUMNS": "40",
    },
    umask=0o077,
    jobs=2,
    seeds=("second", "first"),
)


def clone(folder: Path, seeds: Iterable[str]) -> None:
    """Copy what people write, and nothing that is generated; add a second source document."""
    folder.mkdir(parents=True)
    shutil.copytree(ROOT / "templates", folder / "templates")
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    manifest = folder / "docs" / ".briefings.json"
    generated = json.loads(manifest.read_text("utf-8"))["files"] if manifest.exists() else ()
    for path in (*generated, manifest.name):
        (folder / "docs" / path).unlink(missing_ok=True)
    (folder / "seeds").mkdir()
    for name in seeds:
        if name == "second":
            (folder / "seeds" / "harbour.txt").write_text(SECOND, "utf-8")
        else:
            for path in sorted((ROOT / "seeds").iterdir()):
                shutil.copy(path, folder / "seeds")


def tree(folder: Path) -> dict[str, str]:
    """Return the digest of every file below `folder`."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def run(where: Circumstances, folder: Path, code: str, *arguments: str) -> str:
    """Run some of our code in a clone, under the circumstances."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "BRIEFINGS_MODEL": str(store.model_path()),
        "NO_MKDOCS_2_WARNING": "1",
        "SOURCE_DATE_EPOCH": "1700000000",
        "SITE_URL": "https://briefings.example/",
        **where.environment,
    }
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env=environment,
        umask=where.umask,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stderr


BRIEFINGS = "from generator.cli import main; main(prog_name='briefings')"
MKDOCS = "from mkdocs.__main__ import cli; cli(prog_name='mkdocs')"


def made(where: Circumstances, work: Path) -> Path:
    """Generate and build a clone under the circumstances; return its folder."""
    folder = work / where.folder
    clone(folder, where.seeds)
    run(where, folder, BRIEFINGS, "generate", "--jobs", str(where.jobs))
    run(where, folder, MKDOCS, "build", "--strict")
    return folder


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a clone, generated and built."""
    return made(HERE, tmp_path_factory.mktemp("here"))


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a clone, generated and built under other circumstances."""
    return made(THERE, tmp_path_factory.mktemp("there"))


def test_pages_are_the_same_bytes_everywhere(here: Path, there: Path) -> None:
    """Path, user, locale, time zone, hash seed, umask, processes and file order change nothing."""
    assert tree(here / "docs") == tree(there / "docs")


def test_sites_are_the_same_bytes_everywhere(here: Path, there: Path) -> None:
    """So does the built site, at one SOURCE_DATE_EPOCH."""
    assert tree(here / "site") == tree(there / "site")


def test_a_second_run_writes_nothing(here: Path) -> None:
    """Nothing changes, not even a time stamp, and the check agrees."""
    before = {path: path.stat().st_mtime_ns for path in (here / "docs").rglob("*")}
    said = run(THERE, here, BRIEFINGS, "generate")
    assert "0 written, 0 removed" in said
    run(HERE, here, BRIEFINGS, "generate", "--check")
    assert {path: path.stat().st_mtime_ns for path in (here / "docs").rglob("*")} == before


def test_a_second_build_is_the_same_bytes(here: Path) -> None:
    """Two builds of one clone are equal, byte for byte."""
    before = tree(here / "site")
    run(HERE, here, MKDOCS, "build", "--strict")
    assert tree(here / "site") == before


FOR_MACHINES = re.compile(
    r' *<meta (?:property="og:|name="description")[^>]*>\n|<link rel="alternate feed"[^>]*>\n'
    r'| *<script type="application/ld\+json">.*?</script>\n'
)
"""What only the plugin puts into the head of a page."""
MENDED = re.compile(
    r' autocomplete="off"| for="__toc"| data-preview=""|\s*<div class="md-social">.*?</div>',
    re.DOTALL,
)
"""What the plugin takes out of a page, and the link to the feed that it puts at its foot."""
SEARCH = re.compile(
    r'<a class="md-header__button search-open".*?</a>'
    r'|<label class="md-header__button md-icon" for="__search">.*?(?=</nav>\s*</header>)'
    r'|\s*<script src="[./]*assets/search\.js"(?: defer)?></script>',
    re.DOTALL,
)
"""Our search in a page, and Material's, which it takes the place of."""
PAINT = re.compile(
    rf'<template id="__late">|</template><script>{re.escape(FINISH)}</script>'
    rf"|<script>__md_scope=.*?</script>|<script>{re.escape(BEGIN)}</script>"
    r'|<link rel="stylesheet"[^>]*>',
    re.DOTALL,
)
"""Where style sheets stand, and what lets a page be seen early."""
WAYS = re.compile(r'<div class="ways">.*?</div>')
"""Where a wrong address leads on to."""
OURS = re.compile(r"pagefind/.*|search/words\.js|assets/stylesheets/site\.\w+\.css")
"""What our search needs, and all style sheets in one."""
FEED = re.compile(r"feed\.(?:atom\.xml|rss\.xml|json)|glossary/.*\.atom\.xml")


def words(folder: Path) -> dict[str, object]:
    """Return every file of a built site, but for order and for what the plugin does to a site."""
    files: dict[str, object] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".html":
            kept = SEARCH.sub("", FOR_MACHINES.sub("", path.read_text("utf-8")))
            kept = PAINT.sub(" ", MENDED.sub("", WAYS.sub("", kept)))
            files[name] = re.sub(r"\s+", " ", kept)
        elif name == "sitemap.xml":
            files[name] = sorted(re.findall(r"<loc>.*?</loc>|\{[^{}]*\}", path.read_text("utf-8")))
        elif path.is_file() and path.suffix != ".gz" and name != "search/search_index.json":
            files[name] = path.read_bytes()
    return files


def test_the_pages_build_without_the_plugin(here: Path) -> None:
    """The committed pages alone, with plain MkDocs, show the same to readers.

    What machines read is the plugin's: feeds, and the heads of pages; so is the search, where
    Material's serves without it. The order in the sitemap differs too, and a heading's link to
    itself has a preview.
    """
    (here / "plain.yml").write_text("INHERIT: mkdocs.yml\nplugins:\n  - search\n")
    run(HERE, here, MKDOCS, "build", "--strict", "-f", "plain.yml", "-d", "plain")
    plain, ours = words(here / "plain"), words(here / "site")
    assert [name for name in plain if plain[name] != ours.get(name)] == []
    assert (here / "plain/search/search_index.json").is_file()
    more = sorted(ours.keys() - plain.keys())
    assert [name for name in more if not FEED.fullmatch(name) and not OURS.fullmatch(name)] == []
