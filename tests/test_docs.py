"""The documentation says what is true; `python tests/test_docs.py` draws the tree again."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs/architecture.md"
FENCE = re.compile(r"(?<=```text\n).*?(?=```)", re.DOTALL)
SHOWN = {".py", ".yml", ".yaml", ".tsv", ".txt", ".sha256"}


def summary(path: Path) -> str:
    """Return the first sentence of a module's docstring; nothing for data."""
    if path.suffix != ".py":
        return ""
    text = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    first = text.split("\n\n")[0].replace("\n", " ")
    return re.split(r"[.;:](?: |$)", first)[0]


def drawn() -> str:
    """Return the tree of the package, a line a file, with what each module is for."""
    lines = ["generator/"]
    for path in sorted((ROOT / "generator").rglob("*")):
        if "__pycache__" in path.parts or path.name in {"py.typed", "__init__.py"}:
            continue
        depth = "  " * (len(path.relative_to(ROOT).parts) - 1)
        if path.is_dir():
            init = path / "__init__.py"
            what = summary(init) if init.is_file() else "reference data and word lists"
            lines.append(f"{depth}{path.name + '/':{32 - len(depth)}}{what}".rstrip())
        elif path.suffix in SHOWN:
            lines.append(f"{depth}{path.name:{32 - len(depth)}}{summary(path)}".rstrip())
    return "\n".join(lines) + "\n"


def test_the_architecture_page_draws_the_tree_that_stands_on_disk() -> None:
    """The tree on the page is the package's; `python tests/test_docs.py` draws it again."""
    found = FENCE.search(PAGE.read_text("utf-8"))
    assert found is not None
    assert found.group() == drawn(), "run `python tests/test_docs.py`"


def test_links_of_the_readme_lead_to_files() -> None:
    """Every relative link and picture of README and CONTRIBUTING is there."""
    for name in ("README.md", "CONTRIBUTING.md"):
        text = (ROOT / name).read_text("utf-8")
        for target in re.findall(r"\]\(([^)#:\s]+)\)", text):
            assert (ROOT / target).exists(), f"{name} links to {target}"


if __name__ == "__main__":
    page = PAGE.read_text("utf-8")
    PAGE.write_text(FENCE.sub(lambda _: drawn(), page, count=1), "utf-8")
