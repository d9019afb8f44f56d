"""Kills a run of `write` at each of its steps, and prints what each kill left; one JSON a line.

A step is an audit event of the interpreter (open, rename, remove, mkdir, rmdir …) or the middle
of a file. Each run is a fork of this process, which kills itself with SIGKILL.
"""

import json
import os
import shutil
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.write import stale, write

STEPS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "test.half"}


def pages(mark: str, names: str) -> dict[str, bytes]:
    """Return pages whose content tells which run made them."""
    return {name: f"{mark} {name} ".encode() * 99 for name in names.split()}


BEFORE = pages("before", "same.md a.md x/b.md x/c.md gone/d.md gone/e/f.md")
AFTER = pages("after", "a.md x/b.md new/g.md new/h/i.md j.md") | {"same.md": BEFORE["same.md"]}
THIRD = pages("third", "a.md x/c.md new/g.md k/l.md") | {"same.md": BEFORE["same.md"]}
MINE = {"mine.md": b"by hand", "x/mine.md": b"by hand"}


def tree(docs: Path) -> dict[str, bytes]:
    """Return the files that readers could see."""
    return {
        path.relative_to(docs).as_posix(): path.read_bytes()
        for path in docs.rglob("*")
        if path.is_file() and not path.relative_to(docs).as_posix().startswith(".briefings")
    }


def kill_at(step: int, files: Mapping[str, bytes], docs: Path) -> bool:
    """Run `write` in a fork that dies before its step `step`; tell whether it came that far."""
    child = os.fork()
    if child == 0:
        left = step

        def count(event: str, _: tuple[Any, ...]) -> None:
            nonlocal left
            if event in STEPS:
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        write(files, docs)
        os._exit(0)
    return os.waitpid(child, 0)[1] != 0


def halves(path: Path, data: bytes) -> int:
    """Write a file in two halves, with a step between them."""
    with path.open("wb") as file:
        file.write(data[: len(data) // 2])
        file.flush()
        sys.audit("test.half")
        return file.write(data[len(data) // 2 :])


def faults(docs: Path, *, last: Mapping[str, bytes]) -> list[str]:
    """Return what is wrong with `docs`, given that `last` was written without a kill."""
    found = []
    if tree(docs) != {**last, **MINE}:
        found.append(f"pages differ: {sorted(tree(docs))}")
    if stale(last, docs):
        found.append(str(stale(last, docs)[0]))
    if list(docs.glob(".briefings-*")):
        found.append("a staging folder is left")
    if write(last, docs).written:
        found.append("a second run writes")
    folders = (path for path in docs.rglob("*") if path.is_dir())
    return found + [f"{folder} is empty" for folder in folders if not list(folder.iterdir())]


def half_made(docs: Path) -> list[str]:
    """Return files that no run wrote whole."""
    return [
        path
        for path, content in tree(docs).items()
        if content not in (BEFORE.get(path), AFTER.get(path), MINE.get(path))
    ]


def main(work: Path) -> None:
    """Kill at every step; then mend with the same pages, with others, and after a second kill."""
    setattr(Path, "write_bytes", halves)  # noqa: B010 -- to die in mid-file; a type checker objects
    start = work / "start"
    for path, content in MINE.items():
        (start / path).parent.mkdir(parents=True, exist_ok=True)
        (start / path).write_bytes(content)
    write(BEFORE, start)
    for step in range(1, 1000):
        docs = work / str(step)
        shutil.copytree(start, docs)
        killed = kill_at(step, AFTER, docs)
        report: dict[str, object] = {
            "step": step,
            "killed": killed,
            "is": "before" if tree(docs) == {**BEFORE, **MINE} else "between",
            "half": half_made(docs),
        }
        if tree(docs) == {**AFTER, **MINE}:
            report["is"] = "after"
        for name, mended in (("same", AFTER), ("other", THIRD), ("twice", AFTER)):
            copy = work / f"{step}-{name}"
            shutil.copytree(docs, copy)
            if name == "twice":
                kill_at(step * 7 % 60 + 1, THIRD, copy)
            write(mended, copy)
            report[name] = faults(copy, last=mended)
        print(json.dumps(report))  # noqa: T201 -- how this script answers
        if not killed:
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]))
