import os
import time
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.model import AnnotatedDocument, Metadata, MetaValue, Origin, SourceDocument
from generator.store import Cache, cache

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


def test_a_changed_rule_changes_the_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Any byte of any file that extraction rests on counts; compiled files do not."""
    versions = []
    for content in (b"one", b"two"):
        (tmp_path / "extract" / "names").mkdir(parents=True, exist_ok=True)
        (tmp_path / "extract" / "names" / "rule.py").write_bytes(content)
        versions += [_version(tmp_path, monkeypatch)]
    (tmp_path / "extract" / "__pycache__").mkdir()
    (tmp_path / "extract" / "__pycache__" / "rule.pyc").write_bytes(b"x")
    assert _version(tmp_path, monkeypatch) == versions[1] != versions[0]


def _version(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the rules version of a package that lies in `folder`."""
    monkeypatch.setattr(resources, "files", lambda _: folder)
    return cache.rules_version.__wrapped__()


def test_the_rules_are_all_there() -> None:
    """Every part that the version is made of exists in the package."""
    package = resources.files("generator")
    assert all(list(cache._files(package.joinpath(name), name)) for name in cache.RULES)


@pytest.mark.parametrize("damage", [b"", b"garbage", None])
def test_a_damaged_entry_counts_as_none(kept: Cache, damage: bytes | None) -> None:
    """A cut or foreign entry is made anew and then found."""
    kept.put(DOCUMENT, cache.encode(NOTHING))
    (entry,) = kept.folder.glob("*/*")
    entry.write_bytes(entry.read_bytes()[:-4] if damage is None else damage)
    assert kept.get(DOCUMENT) is None
    kept.put(DOCUMENT, cache.encode(NOTHING))
    assert kept.get(DOCUMENT) == NOTHING


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
    long_ago = time.time() - (cache.KEPT_DAYS + 1) * 86400
    for entry in kept.folder.glob("*/*"):
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
        os.utime(kept._path(document), (time.time() - 100 + age, time.time() - 100 + age))
    size = kept._path(document).stat().st_size
    monkeypatch.setattr(cache, "KEPT_BYTES", 2 * size + 1)
    kept.prune()
    left = [name for name in "abc" if kept.get(replace(DOCUMENT, id=name))]
    assert left == ["a", "b"]
