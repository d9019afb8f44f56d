"""`briefings verify` holds what search finds to the pages, and its index to its records."""

import gzip
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.config import load_settings
from generator.errors import Finding, Level
from generator.search.pagefind import reindex
from generator.templating import load_templates
from generator.validate.site import verify
from tests.search.conftest import files_in, pack_of

pytestmark = pytest.mark.slow

SIGNATURE = b"pagefind_dcd"
Record = dict[str, Any]
Judge = Callable[..., list[Finding]]


@pytest.fixture
def site(harbour: Path, tmp_path: Path) -> Path:
    """A copy of the invented site that a test may spoil."""
    return Path(shutil.copytree(harbour.parent / "site", tmp_path / "site"))


@pytest.fixture(scope="module")
def judge(harbour: Path) -> Judge:
    """Return a function that gives the errors of a site."""
    settings = load_settings(harbour)
    strings = load_templates().strings

    def call(site: Path, *, again: Any = reindex) -> list[Finding]:
        found = verify(
            site, settings.docs, strings, settings.to_html, config=harbour, reindex=again
        )
        return [finding for finding in found if finding.level is not Level.NOTE]

    return call


def change(site: Path, kind: str, spoil: Callable[[Record], object], words: str = "") -> None:
    """Change the first record of a type whose content has certain words."""
    for path in sorted((site / "pagefind/records").iterdir()):
        files = files_in(path.read_bytes())
        for name, content in files.items():
            record = json.loads(gzip.decompress(content).removeprefix(SIGNATURE))
            if record["filters"]["type"] == [kind] and words in record["content"]:
                spoil(record)
                files[name] = gzip.compress(SIGNATURE + json.dumps(record).encode())
                path.write_bytes(pack_of(files))
                return
    pytest.fail("there is no such record")


def unmade(_records: object, _language: str) -> None:
    """Stand for a machine without Pagefind."""


def test_the_site_as_built_is_proven(harbour: Path, judge: Judge) -> None:
    """No finding, with Pagefind and without."""
    assert judge(harbour.parent / "site") == []
    assert judge(harbour.parent / "site", again=unmade) == []


STATEMENT: dict[str, Callable[[Record], object]] = {
    "other words": lambda r: r["meta"].update(words="the pier is gone"),
    "half of the words": lambda r: r["meta"].update(words="the pier"),
    "another cue": lambda r: r["meta"].update(by="Vesland Harbour Union, VHU, said"),
    "another speaker": lambda r: r["filters"].update(speaker=["ana-roel Ana Roel"]),
    "a wrong name": lambda r: r["filters"].update(speaker=["vesland-harbour-union Ana Roel"]),
    "an unknown speaker": lambda r: r["filters"].update(speaker=["nobody Nobody"]),
    "another place": lambda r: r["filters"].update(place=["sundby Sundby"]),
    "another kind": lambda r: r["filters"].update(kind=["direct"]),
    "another stance": lambda r: r["filters"].update(stance=["affirms"]),
    "an unknown stance": lambda r: r["filters"].update(stance=["shouts"]),
    "another day": lambda r: r["filters"].update(date=["2031", "2031-05", "2031-05-07"]),
    "another month": lambda r: r["filters"].update(date=["2031", "2031-06", "2031-05-06"]),
    "no date": lambda r: r["filters"].update(date=["undated"]),
    "another source": lambda r: r["filters"].update(source=["x The title"]),
    "another publisher": lambda r: r["filters"].update(publisher=["The Sundby Post"]),
    "another form": lambda r: r["meta"].update(
        names=r["meta"]["names"] + "\tHarbour Mob",
    ),
    "a form of nobody": lambda r: r["meta"].update(names="nobody\tNobody\tMob"),
    "a short line": lambda r: r["meta"].update(names="nobody"),
    "a form from no table": lambda r: r["meta"].update(
        reference="vesland-harbour-union\tVesland Harbour Union\tRVX"
    ),
    "more text": lambda r: r["meta"].update(comment="it lies"),
    "another facet": lambda r: r["filters"].update(truth=["false"]),
    "words around it": lambda r: r.update(content=r["content"] + " It lied."),
    "words before it": lambda r: r.update(content="It lied: " + r["content"]),
    "another sentence": lambda r: r.update(
        content=f"{r['meta']['by']}: {r['meta']['words']} "
        "The old lighthouse in Norvik stood empty for years."
    ),
    "another type": lambda r: r["filters"].update(type=["rumour"]),
    "another anchor": lambda r: r.update(url=r["url"].partition("#")[0] + "#s0000000000"),
    "no page": lambda r: r.update(url="nowhere/"),
    "another host": lambda r: r.update(url="https://norvik.example/"),
}


@pytest.mark.parametrize("name", STATEMENT)
def test_a_changed_statement_is_found(site: Path, judge: Judge, name: str) -> None:
    """Whatever differs from the card is a finding, even where the index is not made again."""
    change(site, "statement", STATEMENT[name], words="denied")
    found = judge(site, again=unmade)
    assert found
    assert {finding.code for finding in found} == {"site.search"}


OTHERS: list[tuple[str, Callable[[Record], object]]] = [
    ("name", lambda r: r["meta"].update(title="Somebody")),
    ("name", lambda r: r.update(content=r["content"] + " the liar")),
    ("name", lambda r: r.update(content="Somebody")),
    ("document", lambda r: r["meta"].update(title="Lies")),
    ("document", lambda r: r.update(content=r["content"] + " It is a lie.")),
    ("document", lambda r: r["filters"].update(date=["1999", "1999-01", "1999-01-01"])),
    ("document", lambda r: r["meta"].update(by="Somebody")),
    ("document", lambda r: r["meta"].update(brief="It is a lie.")),
    ("document", lambda r: r["meta"].update(brief=r["meta"]["brief"].rpartition(" ")[0])),
    ("page", lambda r: r["meta"].update(title="Lies")),
    ("page", lambda r: r.update(content="lies")),
    ("page", lambda r: r["filters"].update(speaker=["ana-roel Ana Roel"])),
]


@pytest.mark.parametrize("number", range(len(OTHERS)))
def test_any_other_changed_record_is_found(site: Path, judge: Judge, number: int) -> None:
    """Names, documents and pages say what stands on theirs."""
    kind, spoil = OTHERS[number]
    change(site, kind, spoil)
    assert {finding.code for finding in judge(site, again=unmade)} == {"site.search"}


def spoil(path: Path) -> None:
    """Change the last byte of a file."""
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))


@pytest.mark.parametrize(
    "pattern",
    [
        "index/*",
        "start.pack",
        "spellings.json",
    ],
)
def test_a_changed_index_is_found(site: Path, judge: Judge, pattern: str) -> None:
    """What is not made of the records is a finding: facets, words, and the scripts themselves."""
    spoil(next(iter(sorted((site / "pagefind").glob(pattern)))))
    assert [finding.code for finding in judge(site)] == ["site.search"]


def test_a_file_too_many_or_too_few_is_found(site: Path, judge: Judge) -> None:
    """Nothing may lie beside the index, and nothing may be missing."""
    (site / "pagefind/more.js").write_text("alert(1)")
    next((site / "pagefind").glob("index/*")).unlink()
    assert [finding.code for finding in judge(site)] == ["site.search", "site.search"]


@pytest.mark.parametrize("content", [b"", b"nothing", gzip.compress(b"{}", mtime=0)])
def test_a_record_that_cannot_be_read_is_found(site: Path, judge: Judge, content: bytes) -> None:
    """So is one of another form."""
    path = next((site / "pagefind/records").iterdir())
    path.write_bytes(pack_of(dict.fromkeys(files_in(path.read_bytes()), content)))
    assert {finding.code for finding in judge(site)} == {"site.search"}


@pytest.mark.parametrize(
    "content", [b"", b"{}\n", b'{"files":[["a",-1]]}\n', b'{"files":[]}\nmore']
)
def test_a_pack_that_cannot_be_read_is_found(site: Path, judge: Judge, content: bytes) -> None:
    """It holds the files that it names and nothing else."""
    next((site / "pagefind/records").iterdir()).write_bytes(content)
    assert {finding.code for finding in judge(site)} == {"site.search"}


@pytest.mark.parametrize("name", ["pagefind.js", "wasm.en.pagefind", "filter/"])
def test_a_changed_file_of_a_pack_is_found(site: Path, judge: Judge, name: str) -> None:
    """Scripts, programs and facets are what Pagefind makes of the records."""
    path = site / "pagefind/start.pack"
    head = json.loads(path.read_bytes().partition(b"\n")[0])
    files = files_in(path.read_bytes())
    changed = next(file for file in files if file.startswith(name))
    files[changed] = files[changed][:-1] + bytes([files[changed][-1] ^ 1])
    path.write_bytes(pack_of(files, digits=head["digits"]))
    assert [finding.code for finding in judge(site)] == ["site.search"]


@pytest.mark.parametrize("content", ["{", "{}", '{"version": "1", "languages": {}}'])
def test_an_entry_that_cannot_be_read_is_found(site: Path, judge: Judge, content: str) -> None:
    """An index that nobody can open is an error."""
    path = site / "pagefind/start.pack"
    files = files_in(path.read_bytes()) | {"pagefind-entry.json": content.encode()}
    path.write_bytes(pack_of(files, digits=0))
    assert {finding.code for finding in judge(site)} == {"site.search"}


@pytest.mark.parametrize(
    ("old", "new"), [("Nothing was found", "The minister lies"), ("briefingsSearch({", "alert({")]
)
def test_changed_words_of_search_are_found(site: Path, judge: Judge, old: str, new: str) -> None:
    """The dialog says what the catalogue says."""
    path = site / "search/words.js"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    assert [finding.path for finding in judge(site)] == ["search/words.js"]


def test_a_machine_without_pagefind_says_what_was_not_proven(harbour: Path) -> None:
    """A note, not an error: the records were held to the pages."""
    settings = load_settings(harbour)
    found = verify(
        harbour.parent / "site",
        settings.docs,
        load_templates().strings,
        settings.to_html,
        config=harbour,
    )
    assert "site.search-unmade" in {f.code for f in found if f.level is Level.NOTE}
