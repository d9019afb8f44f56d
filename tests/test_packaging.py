"""Holds what a user of the package, and of the lock files, relies on."""

import ast
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib.metadata import distributions, packages_distributions
from itertools import takewhile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from generator import __version__

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]
SEARCH = EXTRAS["search"]
ASKED = [*PROJECT["project"]["dependencies"], *SEARCH]
"""What the package needs, with what only a site with our search needs."""
LOCKS = ("requirements.lock", "requirements-test.lock")


def tracked(*folders: str) -> set[str]:
    """Return the files of the repository below the folders, as version control knows them."""
    run = subprocess.run(
        ["git", "ls-files", "-z", "--", *folders], cwd=ROOT, capture_output=True, check=False
    )
    if run.returncode != 0:
        pytest.skip("needs a git clone")
    return {name for name in run.stdout.decode().split("\0") if name and (ROOT / name).exists()}


def build(kind: str, folder: Path) -> None:
    """Build a `wheel` or an `sdist` into a folder, with no network."""
    code = f"from hatchling.build import build_{kind} as build; import sys; build(sys.argv[1])"
    subprocess.run([sys.executable, "-c", code, folder], cwd=ROOT, check=True)


def names(requirements: list[str]) -> set[str]:
    """Return the normalised names of requirements."""
    return {canonicalize_name(Requirement(text).name) for text in requirements}


def locked(lock: str) -> dict[str, str]:
    """Return the pinned version of each package of a lock file."""
    pins = re.findall(r"^([a-z0-9._-]+)==([^ \\]+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE)
    return dict(pins)


def test_the_wheel_carries_code_data_and_templates(wheel: Path) -> None:
    """Every tracked file of `generator/` and `templates/` travels, and nothing else of ours."""
    inside = {
        name
        for name in zipfile.ZipFile(wheel).namelist()
        if not name.split("/")[0].endswith("info")
    }
    wanted = tracked("generator") | {f"generator/{name}" for name in tracked("templates")}
    scripts = {name for name in wanted if re.match(r"generator/data/(build|train)_\w+\.py", name)}
    assert scripts
    assert wanted - scripts <= inside
    assert not scripts & inside
    assert {name.split("/")[0] for name in inside} == {"generator"}
    assert not [name for name in inside if "__pycache__" in name]


def test_the_licence_names_what_the_tables_carry() -> None:
    """Each table says its licence, and the package's metadata has each of them."""
    spdx = {
        "CC0 1.0": "CC0-1.0",
        "CC BY 4.0": "CC-BY-4.0",
        "CC BY-SA 3.0": "CC-BY-SA-3.0",
        "MIT": "MIT",
        "ISC": "ISC",
        "WordNet": "LicenseRef-WordNet-3.0",
        "public domain": None,
    }
    named: set[str | None] = set()
    for table in sorted((ROOT / "generator" / "data").iterdir()):
        if table.suffix not in {".tsv", ".txt", ".yaml"}:
            continue
        lines = table.read_text("utf-8").splitlines()
        head = " ".join(takewhile(lambda line: line.startswith("#"), lines))
        said = head.partition("Licence:")[2]
        found = {code for words, code in spdx.items() if words in said}
        assert found, f"{table.name} names no known licence in its first lines"
        named |= found
    expression = PROJECT["project"]["license"].split(" AND ")
    assert set(expression) == named - {None}


def test_the_wheel_names_its_entry_points(wheel: Path) -> None:
    """The command and the MkDocs plugin are found after installation."""
    archive = zipfile.ZipFile(wheel)
    info = f"briefings-{__version__}.dist-info"
    points = archive.read(f"{info}/entry_points.txt").decode()
    assert "briefings = generator.__main__:run" in points
    assert "briefings = generator.plugin:BriefingsPlugin" in points
    assert archive.read(f"{info}/licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()


def test_the_source_archive_is_complete(tmp_path: Path) -> None:
    """Whoever has only the archive can build, test and read the documentation."""
    build("sdist", tmp_path)
    (archive,) = tmp_path.glob("*.tar.gz")
    top = f"briefings-{__version__}/"
    with tarfile.open(archive) as package:
        inside = {name.removeprefix(top) for name in package.getnames()}
    assert tracked() <= inside


def test_two_builds_are_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    """A wheel is reproducible."""
    build("wheel", tmp_path)
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()


def test_there_is_one_version() -> None:
    """The package and its metadata say the same."""
    assert PROJECT["project"]["version"] == __version__


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_index_host_or_path(lock: str) -> None:
    """A lock file pins versions and hashes, and can be used with any index."""
    text = (ROOT / lock).read_text("utf-8")
    assert not re.search(r"https?:|file:|://|--index|--extra-index|--find-links|@ ", text)
    assert not re.search(r"(?:^|[\s=])[~/]\w", text, re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes(lock: str) -> None:
    """Nothing is installed unchecked."""
    blocks = re.split(r"^(?=[a-z0-9])", (ROOT / lock).read_text("utf-8"), flags=re.MULTILINE)
    assert [block for block in blocks if "==" in block and "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_each_package_has_one_version(lock: str) -> None:
    """Every machine gets the same versions; only whether one is needed may depend on it."""
    pins = re.findall(r"^([a-z0-9._-]+)==", (ROOT / lock).read_text("utf-8"), re.MULTILINE)
    assert len(pins) == len(set(pins))


def test_every_pin_runs_on_the_oldest_python() -> None:
    """No pinned package asks for a newer patch release than the project does."""
    newer = [
        f"{package.name} {package.version} needs {needs}"
        for package in distributions()
        if canonicalize_name(package.name) in locked("requirements-test.lock")
        if (needs := str(package.metadata.json.get("requires_python") or ""))
        if "3.11.0" not in SpecifierSet(needs)
    ]
    assert newer == []


def test_the_locks_hold_what_the_project_asks_for() -> None:
    """Dependencies, build tools and test tools are pinned; both files pin the same versions."""
    groups = PROJECT["dependency-groups"]
    needed = names(ASKED) | names(groups["build"])
    run, test = (locked(lock) for lock in LOCKS)
    assert needed <= set(run)
    assert needed | names(groups["test"]) <= set(test)
    assert run.items() <= test.items()


def imported(folder: str) -> set[str]:
    """Return the distributions whose modules a folder imports; scripts run by hand aside."""
    found = set()
    for path in (ROOT / folder).rglob("*.py"):
        if path.is_relative_to(ROOT / "generator" / "data"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.split(".")[0])
    modules = packages_distributions()
    foreign = found - set(sys.stdlib_module_names) - {"generator", "tests"}
    return {canonicalize_name(modules[module][0]) for module in foreign}


def test_what_is_imported_is_asked_for() -> None:
    """Nothing rests on a package that only another package happens to bring."""
    groups = PROJECT["dependency-groups"]
    assert imported("generator") <= names(ASKED + EXTRAS["cluster"])
    assert imported("tests") <= names(ASKED) | names(groups["test"]) | names(groups["build"])


def test_each_dependency_has_its_reason() -> None:
    """CONTRIBUTING says why each package that the project asks for is there, and no other."""
    rows = re.findall(
        r"^\| `([\w-]+)` \| .{10,} \|$", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE
    )
    groups = PROJECT["dependency-groups"]
    asked = ASKED + groups["build"] + groups["test"]
    assert sorted(rows) == sorted(names(asked))


@pytest.mark.parametrize("workflow", sorted((ROOT / ".github" / "workflows").glob("*.yml")))
def test_actions_are_pinned_by_commit(workflow: Path) -> None:
    """Every action of others is named by a full commit, with its version beside it."""
    uses = re.findall(r"uses: (.+)", workflow.read_text("utf-8"))
    foreign = [use for use in uses if not use.startswith("./")]
    wrong = [use for use in foreign if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v[\d.]+", use)]
    assert wrong == []
    assert "secrets." not in workflow.read_text("utf-8")
