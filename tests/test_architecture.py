"""Holds what the architecture page promises: who may import whom, and where the world begins."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from click import Command, Group

from generator.cli import main

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "generator"
STAGES = ("collect", "extract", "link", "plan", "render", "validate", "write")
SHARED = {"model", "errors", "keeping", "layout", "reference", "visible"}
"""Pure modules that any stage may import."""
ROOMS = ("names", "curation", "scene", "across")
"""Rooms of `link`, in the order in which they run."""
EXTRA = {
    "collect": {"languages"},
    "render": {"languages", "templating"},
    "validate": {"first_paint", "languages"},
}
"""What one stage may import beside the shared modules: names and plural rules of languages, the
record of templates, and the scripts that a built page may have."""

PURE = (
    *("extract", "link", "plan", "render", "validate", "syndicate", "search"),
    *("model", "errors.py", "first_paint.py", "keeping.py", "languages.py", "layout"),
    "visible.py",
)
"""Parts that touch neither files, clock, environment nor network."""
EDGES = {"validate/site.py", "search/building.py", "search/pagefind.py"}
"""Files inside a pure part that reach outside: one reads what `briefings verify` is pointed at, one
writes into the built site, one runs Pagefind."""
OUTSIDE = {
    *("asyncio", "ftplib", "getpass", "glob", "http", "httpx", "io", "locale", "logging", "mkdocs"),
    *("multiprocessing", "os", "platform", "platformdirs", "random", "requests", "secrets"),
    *("shutil", "smtplib", "socket", "subprocess", "tempfile", "threading", "time", "urllib"),
    *("uuid", "webbrowser"),
}
"""Modules through which a program reaches files, clock, chance, environment or network."""
HARMLESS = {"urllib.parse", "asyncio.Future"}
"""Parts of them that compute only."""


def sources(part: str) -> list[Path]:
    """Return the Python files of a part of the package."""
    place = PACKAGE / part
    return sorted(place.rglob("*.py")) if place.is_dir() else [place]


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield the dotted name of each import; of `from a import b`, `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ours(path: Path) -> set[str]:
    """Return the parts of the package that a file imports."""
    names = imports(ast.parse(path.read_text("utf-8")))
    return {
        name.split(".")[1]
        for name in names
        if name.startswith("generator.") and name != "generator.__version__"
    }


@pytest.mark.parametrize("stage", STAGES)
def test_stages_do_not_know_each_other(stage: str) -> None:
    """A stage imports itself and the shared modules, nothing else of ours."""
    allowed = SHARED | EXTRA.get(stage, set()) | {stage}
    wrong = {
        f"{path.relative_to(ROOT)} imports {sorted(ours(path) - allowed)}"
        for path in sources(stage)
        if ours(path) - allowed
    }
    assert wrong == set()


def test_the_rooms_of_linking_stand_in_running_order() -> None:
    """A room imports itself, those before it, and the records that rooms hand on."""
    for number, room in enumerate(ROOMS):
        allowed = {*ROOMS[: number + 1], "parts", "findings"}
        for path in sources(f"link/{room}"):
            names = (name.split(".") for name in imports(ast.parse(path.read_text("utf-8"))))
            wrong = {n[2] for n in names if n[:2] == ["generator", "link"]} - allowed
            assert wrong == set(), path


def test_what_joins_documents_looks_into_none() -> None:
    """Across documents only what each of them handed on is read, and no scene."""
    for path in sources("link/across"):
        names = imports(ast.parse(path.read_text("utf-8")))
        assert not any(name.startswith("generator.link.scene") for name in names), path


def test_every_folder_is_a_stage_or_named() -> None:
    """A new folder of the package has to take its place in this list."""
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert folders == {*STAGES, "layout", "model", "search", "store", "syndicate"}


@pytest.mark.parametrize("part", ["model", "errors.py", "visible.py"])
def test_the_records_import_nothing_of_ours(part: str) -> None:
    """What everything rests on rests on nothing."""
    for path in sources(part):
        assert ours(path) <= {path.relative_to(PACKAGE).parts[0]}, path


def faults(path: Path) -> Iterator[str]:
    """Yield what in a pure file reaches outside."""
    tree = ast.parse(path.read_text("utf-8"))
    for name in imports(tree):
        harmless = any(f"{name}.".startswith(f"{part}.") for part in HARMLESS)
        if (name.split(".")[0] in OUTSIDE and not harmless) or name == "pathlib.Path":
            yield f"imports {name}"
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id in {"open", "input", "print"}:
            yield f"{node.lineno}: {node.func.id}()"
        if isinstance(node.func, ast.Attribute) and node.func.attr in {"now", "today", "utcnow"}:
            yield f"{node.lineno}: .{node.func.attr}()"


@pytest.mark.parametrize("part", PURE)
def test_the_core_is_pure(part: str) -> None:
    """Files, clock, chance, environment and network appear only at the edge."""
    found = [
        f"{path.relative_to(ROOT)}: {fault}"
        for path in sources(part)
        if path.relative_to(PACKAGE).as_posix() not in EDGES
        for fault in faults(path)
    ]
    assert found == []


def test_only_write_changes_files() -> None:
    """No stage but `write` has a call that makes, changes or removes a file."""
    changing = {"write_text", "write_bytes", "mkdir", "unlink", "rmdir", "touch", "symlink_to"}
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for stage in STAGES
        if stage != "write"
        for path in sources(stage)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in changing
    ]
    assert found == []


def commands() -> Mapping[str, Command]:
    """Return the program's commands by name."""
    assert isinstance(main, Group)
    return main.commands


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_and_option_is_documented(name: str) -> None:
    """README names each command, and each option in its long form."""
    readme = (ROOT / "README.md").read_text("utf-8")
    assert f"`briefings {name}" in readme
    options = {
        option
        for parameter in commands()[name].params
        for option in parameter.opts
        if option.startswith("--")
    }
    assert {option for option in options if option not in readme} == set()
