"""What a module rests on is found from its imports, and nothing else changes what is kept."""

import subprocess
import sys
from pathlib import Path

import pytest

import generator
from generator.store import cache
from generator.store.code import Package

FILES = {
    "__init__.py": "",
    "extract/__init__.py": "from generator.extract.rule import FIRST\n",
    "extract/rule.py": '"""Rules."""\n\nfrom generator import words\n\nFIRST = words.ALL[0]\n',
    "words.py": 'ALL = ("a", "b")\nTABLE = "words.txt"\nSOME = "a" in {"a", "b"}\n',
    "plan/__init__.py": 'OUTLINES = "outlines.tsv"\n',
    "data/words.txt": "a",
    "data/outlines.tsv": "b",
    "data/nobodys.txt": "c",
}


def digest(folder: Path, path: str = "", content: str | None = None) -> tuple[str, ...]:
    """Return what extraction rests on in a package, with another content of one file."""
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text if name != path or content is None else content, "utf-8")
    return tuple(Package(folder).used(["generator.extract"]))


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("extract/rule.py", FILES["extract/rule.py"].replace("[0]", "[1]")),
        ("extract/__init__.py", ""),
        ("words.py", FILES["words.py"].replace('"b")', '"c")')),
        ("words.py", FILES["words.py"].replace('"b"}', '"c"}')),
        ("data/words.txt", "aa"),
        ("data/nobodys.txt", "cc"),
    ],
)
def test_what_it_rests_on_counts(tmp_path: Path, path: str, content: str) -> None:
    """Rules, what they import, tables that they name, and tables that nothing names."""
    assert digest(tmp_path) != digest(tmp_path, path, content)


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("extract/rule.py", FILES["extract/rule.py"].replace("Rules.", "All the rules.\n\nAll.")),
        ("words.py", "# A comment\n\n" + FILES["words.py"]),
        ("plan/__init__.py", FILES["plan/__init__.py"] + "MORE = 1\n"),
        ("data/outlines.tsv", "bb"),
    ],
)
def test_nothing_else_does(tmp_path: Path, path: str, content: str) -> None:
    """Docstrings, comments, lines, other modules and their tables change nothing."""
    assert digest(tmp_path) == digest(tmp_path, path, content)


@pytest.mark.parametrize(
    ("roots", "work"),
    [
        (cache.RULES, "from generator.store import extract_one; extract_one(document)"),
        (("generator.link",), "from generator.link import link; link([annotated], [])"),
    ],
)
def test_all_that_is_imported_and_read_is_found(roots: tuple[str, ...], work: str) -> None:
    """A run imports no module of ours, and opens no table, that does not count."""
    code = f"""
import msgspec, pickle, sys
from generator.collect import document_from_text
from generator.store import extract_one
text = "Ada Orlen of Peru's Navy said on 5 May that 3 men left Paris."
document = document_from_text("a.txt", text)
annotated = pickle.dumps(extract_one(document)) if "annotated" in {work!r} else b""
before = set(sys.modules)
for name in [name for name in before if name.startswith("generator.") and "model" not in name]:
    del sys.modules[name]
annotated = pickle.loads(annotated) if annotated else None
opened = []
sys.addaudithook(lambda event, said: opened.append(str(said[0])) if event == "open" else None)
{work}
print(*(f for f in opened if "generator/data/" in f and "__pycache__" not in f))
print(*(m for m in sys.modules if m.startswith("generator.")))
"""
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    opened, imported = run.stdout.splitlines()
    folder = Path(generator.__file__).parent
    package = Package(folder)
    modules = package.modules(roots)
    read = {Path(each).relative_to(folder).as_posix() for each in opened.split()}
    assert read - set(package.data(modules)) == set()
    assert len(read) > len(("countries", "places"))
    if "extract" in roots[0]:
        assert set(imported.split()) - set(modules) - _AROUND == set()


_AROUND = {"generator.collect", "generator.data"}
"""What makes the document in the test itself, and a folder without code."""
