"""Measures how much there is to read and to decide in our packages, beside code of others.

    python -m tests.quality.measure [FOLDER …]

A line for each package: files, lines, functions, comparisons and extra operands of `and` and `or`
in a hundred lines of its files and of its functions, and the longest function. The figures of
others were measured with this script on the versions that `measured.tsv` names; whoever wants to
measure them again unpacks one and names its folder.
"""

import ast
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from tests.material import ROOT

OTHERS = Path(__file__).parent / "measured.tsv"
"""What was measured of others, a line each."""
_PACKAGE = ROOT / "generator"
_HEAD = ("package", "files", "lines", "functions", "/100 lines", "/100 in them", "longest", "")
_Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much there is to read in a package."""

    name: str
    files: int
    lines: int
    """Lines of all files, with comments and empty ones."""
    functions: int
    conditions: int
    """Comparisons, and operands of `and` and `or` beyond the first."""
    inside: int
    """Lines of functions and methods; one inside another counts once."""
    conditions_inside: int
    """Conditions in functions and methods."""
    longest: int
    """Lines of the longest function."""
    longest_name: str
    """File and name of the longest function."""

    def row(self) -> tuple[str, ...]:
        """Return the figures as they are printed."""
        return (
            self.name,
            str(self.files),
            str(self.lines),
            str(self.functions),
            f"{_share(self.conditions, self.lines):.0f}",
            f"{_share(self.conditions_inside, self.inside):.0f}",
            str(self.longest),
            self.longest_name,
        )


def main(arguments: Sequence[str]) -> None:
    """Print a line for each folder named, or for each of our packages and for others."""
    folders = [Path(each) for each in arguments] or list(_ours())
    rows = [measured(folder).row() for folder in folders]
    rows += [] if arguments else others()
    for name, *figures, longest in [_HEAD, *rows]:
        click.echo(f"{name:34}" + "".join(f"{each:>18}" for each in figures) + f"  {longest}")


def _ours() -> Iterator[Path]:
    """Yield the folders of our package, those of the rules one by one, and it all."""
    for folder in sorted(p for p in _PACKAGE.iterdir() if (p / "__init__.py").exists()):
        rooms = sorted(p for p in folder.iterdir() if (p / "__init__.py").exists())
        yield from rooms
        yield folder
    yield _PACKAGE


def others() -> list[tuple[str, ...]]:
    """Return what was measured of others."""
    lines = OTHERS.read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if not line.startswith("#")]


def measured(folder: Path) -> Size:
    """Return how much there is to read in the Python files below a folder."""
    files = sorted(folder.rglob("*.py"))
    texts = [path.read_text("utf-8") for path in files]
    trees = [ast.parse(text) for text in texts]
    functions = [
        (_lines(node), f"{path.relative_to(folder)}: {node.name}")
        for path, tree in zip(files, trees, strict=True)
        for node in ast.walk(tree)
        if isinstance(node, _Function)
    ]
    outer = [node for tree in trees for node in _outermost(tree)]
    longest, name = max(functions, default=(0, ""))
    return Size(
        name=str(folder.relative_to(ROOT)) if folder.is_relative_to(ROOT) else folder.name,
        files=len(files),
        lines=sum(len(text.splitlines()) for text in texts),
        functions=len(functions),
        conditions=sum(map(conditions, trees)),
        inside=sum(map(_lines, outer)),
        conditions_inside=sum(map(conditions, outer)),
        longest=longest,
        longest_name=name,
    )


def conditions(tree: ast.AST) -> int:
    """Return how many comparisons and extra operands of `and` and `or` stand in some code."""
    nodes = list(ast.walk(tree))
    compared = sum(len(node.ops) for node in nodes if isinstance(node, ast.Compare))
    return compared + sum(len(node.values) - 1 for node in nodes if isinstance(node, ast.BoolOp))


def _outermost(tree: ast.AST) -> Iterator[_Function]:
    """Yield the functions and methods that stand in no other."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, _Function):
            yield node
        else:
            yield from _outermost(node)


def _lines(node: _Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


if __name__ == "__main__":
    main(sys.argv[1:])
