import ast
import os
import sys
import time
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import generator
from generator.model import AnnotatedDocument, Metadata, MetaValue, Origin, SourceDocument
from generator.store import Cache, cache, entries
from generator.store.code import Package

st.register_type_strategy(int, st.integers(0, 2**40))
st.register_type_strategy(float, st.floats(allow_nan=False))

DATE = MetaValue("2024-11-05", Origin.HEADER, "a.txt", 1)
DOCUMENT = SourceDocument(
    id="0123456789ab",
    path="a.txt",
    media_type="text/plain",
    sha256="0" * 64,
    text="Ana Roel said no.",
    text_sha256="1" * 64,
    body_start=0,
    body_end=17,
    paragraphs=(),
    runs=(),
    metadata=Metadata(date=DATE),
)
NOTHING = AnnotatedDocument(
    document=DOCUMENT,
    sentences=(DOCUMENT.span(0, 17),),
    mentions=(),
    attributions=(),
    refusals=(),
    own_voice=(),
    times=(),
    quantities=(),
    descriptions=(),
    definitions=(),
)


@pytest.fixture
def kept(tmp_path: Path) -> Cache:
    """Return an empty cache."""
    return Cache(tmp_path / "cache")


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=25)
@given(annotated=st.from_type(AnnotatedDocument))
def test_what_comes_out_is_what_went_in(annotated: AnnotatedDocument) -> None:
    """Every record of every kind survives the cache, and packs to the same bytes again."""
    packed = cache.encode(annotated)
    unpacked = cache.decode(packed, annotated.document)
    assert unpacked == annotated
    assert cache.encode(unpacked) == packed


def test_a_kept_document_is_found(kept: Cache) -> None:
    """An entry is found for the same document and no other."""
    assert kept.get(DOCUMENT) is None
    kept.put(DOCUMENT, cache.encode(NOTHING))
    assert kept.get(DOCUMENT) == NOTHING
    assert kept.get(replace(DOCUMENT, id="another")) is None


@pytest.mark.parametrize(
    "changed",
    [
        replace(DOCUMENT, text="Ana Roel said yes"),
        replace(DOCUMENT, body_start=1),
        replace(DOCUMENT, body_end=16),
        replace(DOCUMENT, metadata=Metadata()),
        replace(DOCUMENT, metadata=Metadata(date=replace(DATE, value="2024-11-06"))),
    ],
)
def test_what_extraction_reads_changes_the_key(changed: SourceDocument) -> None:
    """Text, bounds and date are part of the key."""
    assert cache.key(changed) != cache.key(DOCUMENT)


def test_what_extraction_cannot_see_does_not(kept: Cache) -> None:
    """A new title in the sidecar needs no new parse, and the entry comes with the new title."""
    kept.put(DOCUMENT, cache.encode(NOTHING))
    title = MetaValue("A title", Origin.SIDECAR, "a.txt.meta.yml", 1)
    renamed = replace(DOCUMENT, metadata=Metadata(date=replace(DATE, line=3), title=title))
    found = kept.get(renamed)
    assert found is not None
    assert found.document == renamed
    assert cache.essence(renamed) == cache.essence(DOCUMENT)


@pytest.mark.parametrize("part", ["model_digest", "rules_version"])
def test_model_and_rules_change_the_key(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another model or other rules make every entry useless."""
    before = cache.key(DOCUMENT)
    monkeypatch.setattr(cache, part, lambda: "another")
    assert cache.key(DOCUMENT) != before


def test_every_library_that_the_rules_import_has_its_version_among_the_rules() -> None:
    """Another version of a library that decides what is found is another version of the rules."""
    folder = Path(generator.__file__).parent
    parts = {"extract", "layout", "model", "errors.py", "reference.py", "visible.py"}
    modules = Package(folder).modules(cache.RULES)
    files = [path for path in map(_path, modules) if path.relative_to(folder).parts[0] in parts]
    files += [folder / "store" / name for name in ("model.py", "words.py")]
    found = {name for path in files for name in _imported(path)} - sys.stdlib_module_names
    libraries = {
        library.lower()
        for name in found - {"generator", *_HARMLESS}
        for library in metadata.packages_distributions()[name]
    }
    assert libraries - set(cache.VERSIONS) == set()


_HARMLESS = ("click", "platformdirs")
"""Libraries that say where the model is, and print; the model is checked by its digests."""


def _imported(path: Path) -> set[str]:
    """Return the packages that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
    return found


def _path(module: str) -> Path:
    """Return the file of a module of ours."""
    path = Path(generator.__file__).parent.joinpath(*module.split(".")[1:])
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@pytest.mark.parametrize("damage", [b"", b"garbage", None])
def test_a_damaged_entry_counts_as_none(kept: Cache, damage: bytes | None) -> None:
    """A cut or foreign entry is made anew and then found."""
    kept.put(DOCUMENT, cache.encode(NOTHING))
    (entry,) = kept.entries.folder.glob("*/*")
    entry.write_bytes(entry.read_bytes()[:-4] if damage is None else damage)
    assert kept.get(DOCUMENT) is None
    kept.put(DOCUMENT, cache.encode(NOTHING))
    assert kept.get(DOCUMENT) == NOTHING


@pytest.mark.parametrize("at", [0, 40, -1])
def test_an_entry_with_a_wrong_bit_counts_as_none(kept: Cache, at: int) -> None:
    """An entry that its disk spoiled is made anew, wherever it is spoiled."""
    kept.put(DOCUMENT, cache.encode(NOTHING))
    (entry,) = kept.entries.folder.glob("*/*")
    spoiled = bytearray(entry.read_bytes())
    spoiled[at] ^= 1
    entry.write_bytes(spoiled)
    assert kept.get(DOCUMENT) is None


def test_swapped_entries_count_as_none(kept: Cache) -> None:
    """An entry that was made for another document is made anew, never taken for this one's."""
    other = replace(DOCUMENT, id="another", text="Nobody said so, Bo.")
    for document in (DOCUMENT, other):
        kept.put(document, cache.encode(replace(NOTHING, sentences=(document.span(0, 17),))))
    one, two = kept.entries.folder.glob("*/*")
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    assert kept.get(DOCUMENT) is None
    assert kept.get(other) is None
    kept.put(other, cache.encode(NOTHING))
    assert kept.get(other) == replace(NOTHING, document=other)


def test_a_cache_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    """Work goes on without a cache."""
    (tmp_path / "file").write_bytes(b"")
    kept = Cache(tmp_path / "file")
    kept.put(DOCUMENT, cache.encode(NOTHING))
    assert kept.get(DOCUMENT) is None


def test_unused_entries_go(kept: Cache) -> None:
    """What was not used for long is removed; what was used again stays."""
    other = replace(DOCUMENT, id="another")
    for document in (DOCUMENT, other):
        kept.put(document, cache.encode(NOTHING))
    long_ago = time.time() - (entries.KEPT_DAYS + 1) * 86400
    for entry in kept.entries.folder.glob("*/*"):
        os.utime(entry, (long_ago, long_ago))
    assert kept.get(DOCUMENT) is not None
    kept.prune()
    assert kept.get(DOCUMENT) is not None
    assert kept.get(other) is None


def test_the_cache_is_bounded(kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """Above its size the longest unused entries go."""
    for age, name in enumerate("cba"):
        document = replace(DOCUMENT, id=name)
        kept.put(document, cache.encode(NOTHING))
        path = kept.entries._path(cache.key(document))
        os.utime(path, (time.time() - 100 + age, time.time() - 100 + age))
    size = path.stat().st_size
    monkeypatch.setattr(kept.entries, "limit", 2 * size + 1)
    kept.prune()
    left = [name for name in "abc" if kept.get(replace(DOCUMENT, id=name))]
    assert left == ["a", "b"]
