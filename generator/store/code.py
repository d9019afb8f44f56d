"""What code and data of ours a module rests on: so that what was made stays while they stay.

A module rests on itself, on every module of ours that it imports, on the packages around these,
and on each file of `data` that one of them names. Comments, docstrings and the places of lines
change nothing; a file of data that no module names counts for all.
"""

import ast
import functools
import hashlib
import sys
from collections.abc import Iterable, Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from types import CodeType

import platformdirs

from generator.store.entries import Entries

_PACKAGE = "generator"
_KEPT_BYTES = 1 << 20
"""Size of all digests that are kept, with those of code that was changed since."""


@functools.cache
def code_used(*roots: str) -> str:
    """Return a digest of the code and the data on which modules or packages of ours rest.

    Of a package all modules count. Roots are dotted names: `generator.extract`. Reading all code
    takes a second, so the answer is kept under the digest of the package's bytes.
    """
    package = _package()
    kept = Entries(platformdirs.user_cache_path("briefings") / "code", _KEPT_BYTES)
    name = hashlib.sha256(f"{sys.version}\0{all_code()}\0{roots}".encode()).hexdigest()
    known = kept.get(name)
    if known is None:
        digest = hashlib.sha256()
        for line in package.used(roots):
            digest.update(f"{line}\0".encode())
        known = digest.hexdigest().encode()
        kept.put(name, known)
        kept.prune()
    return known.decode()


@functools.cache
def all_code() -> str:
    """Return a digest of every byte of the package, hexadecimal."""
    return _package().bytes_digest()


@functools.cache
def _package() -> "Package":
    return Package(resources.files(_PACKAGE))


class Package:
    """The modules and the data of a package, as they are on disk."""

    def __init__(self, folder: Traversable) -> None:
        self._files = dict(_files(folder, ""))
        self._modules = {_dotted(path): path for path in self._files if path.endswith(".py")}
        self._texts: dict[str, str] = {}
        self._trees: dict[str, ast.Module] = {}

    def bytes_digest(self) -> str:
        """Return a digest of all files, hexadecimal."""
        digest = hashlib.sha256()
        for path, file in self._files.items():
            digest.update(f"{path} {hashlib.sha256(file.read_bytes()).hexdigest()}\0".encode())
        return digest.hexdigest()

    def used(self, roots: Iterable[str]) -> Iterator[str]:
        """Yield a line for each module and each file of data that the roots rest on, in order."""
        modules = self.modules(roots)
        for module in modules:
            yield f"{module} {_essence(self._tree(module))}"
        for path in self.data(modules):
            content = self._files[path].read_bytes()
            yield f"{path} {hashlib.sha256(content).hexdigest()}"

    def modules(self, roots: Iterable[str]) -> list[str]:
        """Return the dotted names of all modules that some rest on, in order."""
        inside = {
            module
            for root in roots
            for module in self._modules
            if module == root or module.startswith(f"{root}.")
        }
        found: set[str] = set()
        while inside:
            module = inside.pop()
            found.add(module)
            inside |= {other for name in self._names(module) for other in self._around(name)}
            inside -= found
        return sorted(found)

    def data(self, modules: Iterable[str]) -> list[str]:
        """Return the files of data that modules name, and those that no module of ours names."""
        files = [path for path in self._files if path.startswith("data/") and path[-3:] != ".py"]
        code = [m for m in self._modules if not m.startswith(f"{_PACKAGE}.data.")]
        named = {path: {m for m in code if self._says(m, path)} for path in files}
        wanted = set(modules)
        return sorted(path for path in files if not named[path] or named[path] & wanted)

    def _says(self, module: str, path: str) -> bool:
        """Tell whether a module holds the name of a file of data."""
        return path.rpartition("/")[2] in self._text(module)

    def _text(self, module: str) -> str:
        if module not in self._texts:
            self._texts[module] = self._files[self._modules[module]].read_text("utf-8")
        return self._texts[module]

    def _tree(self, module: str) -> ast.Module:
        if module not in self._trees:
            self._trees[module] = ast.parse(self._text(module))
        return self._trees[module]

    def _names(self, module: str) -> Iterator[str]:
        """Yield the dotted name of each import; of `from a import b`, `a.b`."""
        yield module
        for node in ast.walk(self._tree(module)):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from (f"{node.module}.{alias.name}" for alias in node.names)

    def _around(self, name: str) -> Iterator[str]:
        """Yield the modules of ours that an import of a name runs: itself and its packages."""
        while name:
            if name in self._modules:
                yield name
            name = name.rpartition(".")[0]


def _essence(tree: ast.Module) -> str:
    """Return a digest of what a module does: of its code without docstrings and lines."""
    code = compile(tree, "", "exec", dont_inherit=True, optimize=2)
    return hashlib.sha256(repr(_parts(code)).encode(errors="surrogatepass")).hexdigest()


def _parts(value: object) -> object:
    """Return a constant, or code as what it does, in a form that is the same in every run."""
    if isinstance(value, CodeType):
        counts = (value.co_argcount, value.co_posonlyargcount, value.co_kwonlyargcount)
        names = (value.co_names, value.co_varnames, value.co_freevars, value.co_cellvars)
        rest = (value.co_qualname, value.co_flags, value.co_code, value.co_exceptiontable)
        return (*counts, *names, *rest, _parts(value.co_consts))
    if isinstance(value, tuple):
        return tuple(map(_parts, value))
    if isinstance(value, frozenset):
        return "set", sorted(map(repr, map(_parts, value)))
    return value


def _dotted(path: str) -> str:
    """Return the dotted name of a module's file."""
    parts = [_PACKAGE, *path.removesuffix(".py").split("/")]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _files(place: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    """Yield every file below `place` with its path, in order; compiled files are left out."""
    for child in sorted(place.iterdir(), key=lambda entry: entry.name):
        if child.is_dir() and child.name != "__pycache__":
            yield from _files(child, f"{name}{child.name}/")
        elif child.is_file():
            yield f"{name}{child.name}", child
