"""`verify` passes a site as built, and finds each way of tampering with it."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.errors import Finding, Level
from generator.model.page import Asset, Page
from generator.validate import Context
from generator.validate.site import verify

ROOT = Path(__file__).parents[2]
CONFIG = """\
site_name: Vexholm Briefings
site_description: What was said in Vexholm
site_url: https://vexholm.example/
repo_url: https://github.com/vexholm/briefings
edit_uri: edit/main/docs/
copyright: Copyright &copy; 2031 <a href="https://city.example/">City &amp; Harbour</a>
extra:
  social:
    - icon: fontawesome/brands/mastodon
      link: https://social.example/@vexholm
docs_dir: docs
site_dir: site
theme:
  name: {theme}
{more}
markdown_extensions:
  - admonition
  - attr_list
  - def_list
  - md_in_html
  - tables
  - pymdownx.details
  - toc:
      permalink: true
      permalink_title: Link to this section
"""
MATERIAL = """\
  font: false
  features:
    - navigation.footer
    - navigation.instant
    - navigation.tabs
    - navigation.path
    - search.suggest
    - content.action.edit
    - content.action.view
  palette:
    - scheme: default
      toggle: {icon: material/weather-night, name: Use dark colours}
    - scheme: slate
      toggle: {icon: material/weather-sunny, name: Use light colours}
nav:
  - Start: index.md
  - Times: timeline.md
  - About us: about.md
"""
ABOUT = """\
---
author: Oda Renn
---
# About

Written by hand, *not* generated; see [[times](timeline.md)].
"""
Tampered = Callable[[], Path]


def build(folder: Path, theme: str, files: tuple[Page | Asset, ...]) -> Path:
    """Write pages and files, build them with MkDocs, and return the site."""
    for file in files:
        content = file.content if isinstance(file, Asset) else file.markdown.encode()
        path = folder / "docs" / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (folder / "docs" / "about.md").write_text(ABOUT)
    more = MATERIAL if theme == "material" else ""
    (folder / "mkdocs.yml").write_text(CONFIG.format(theme=theme, more=more))
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=folder, check=True, env=environment)
    return folder / "site"


@pytest.fixture(scope="module")
def files(
    pages: tuple[Page, ...], assets: tuple[Asset, ...], proofs: tuple[Asset, ...]
) -> tuple[Page | Asset, ...]:
    """Everything that is published of the invented dossier."""
    return (*pages, *assets, *proofs)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory, files: tuple[Page | Asset, ...]) -> Path:
    """The invented site as Material shows it."""
    return build(tmp_path_factory.mktemp("site"), "material", files)


@pytest.fixture
def site(original: Path, tmp_path: Path) -> Path:
    """A copy of the site to tamper with; its files are shared until they are replaced."""
    copy = tmp_path / "site"
    shutil.copytree(original, copy, copy_function=os.link)
    return copy


@pytest.fixture(scope="module")
def judge(original: Path, context: Context) -> Callable[..., list[Finding]]:
    """Return a function that verifies a site against the original's Markdown."""
    docs = original.parent / "docs"

    def run(site: Path, *, docs: Path | None = docs) -> list[Finding]:
        config = original.parent / "mkdocs.yml"
        findings = verify(site, docs, context.strings, context.to_html, config=config)
        return [finding for finding in findings if finding.level is Level.ERROR]

    return run


def replace_in(path: Path, old: str, new: str) -> None:
    """Put a changed copy of a file into its place; what it was linked to stays."""
    text = path.read_text("utf-8")
    assert old in text, f"{old!r} is not in {path.name}"
    path.unlink()
    path.write_text(text.replace(old, new, 1), "utf-8")


def briefing(site: Path) -> Path:
    """Return the built briefing of the first document."""
    return next(site.glob("briefings/2031*/index.html"))


Judge = Callable[..., list[Finding]]


def test_site_as_built_is_proven(original: Path, judge: Judge) -> None:
    """Nothing is wrong with a site that nobody touched."""
    assert judge(original) == []


def test_site_is_proven_without_its_markdown(original: Path, judge: Judge) -> None:
    """Proofs and stored texts on the site suffice."""
    assert judge(original, docs=None) == []


IN_CONTENT = [
    ("a letter of a statement", "Rain closed the Vexholm", "Raim closed the Vexholm"),
    ("a negation", "is not damaged", "is damaged"),
    ("the case of a letter", "The bridge", "the bridge"),
    ("a heading's rank", "<h1", "<h2"),
    ("a homoglyph", "The bridge", "The brid\u0261e"),
    ("a zero-width character", "The bridge", "The bri\u200bdge"),
    ("a soft hyphen", "The bridge", "The bri&shy;dge"),
    ("a reordered word", "The bridge", "The \u202eegdirb\u202c"),
    ("a no-break space", "The bridge", "The&nbsp;bridge"),
    ("a count", "3 attributed statements", "4 attributed statements"),
    ("a label", "Document date", "Document data"),
    ("a heading", "In brief", "In grief"),
    ("a speaker", ">Ilo Tarn</a>", ">Pera Quist</a>"),
    ("a quotation mark", "<h2 id=", "“<h2 id="),
    ("an added sentence", "</h1>", "</h1><p>The mayor lied.</p>"),
    ("an added sentence out of sight", "</h1>", "</h1><p hidden>The mayor lied.</p>"),
    ("an alternative text", "</h1>", '</h1><img alt="The mayor lied" src="../../a.png">'),
    ("a title attribute", "</h1>", '</h1><span title="The mayor lied"></span>'),
    ("text beside a heading", 'to this section">', 'to this section">lies'),
    ("an injected script", "</h1>", "</h1><script>alert(1)</script>"),
    ("an event handler", "<h1 ", '<h1 onclick="alert(1)" '),
    ("a style", "<h1 ", '<h1 style="visibility:hidden" '),
    ("a frame", "</h1>", '</h1><iframe src="https://elsewhere.example/"></iframe>'),
    ("a shadow", "</h1>", '</h1><template shadowrootmode="open">lies</template>'),
    ("a link out", "</h1>", '</h1><a href="https://elsewhere.example/"></a>'),
    ("a script link", "</h1>", '</h1><a href="javascript:alert(1)"></a>'),
    ("a second article", "</h1>", '</h1></article><article class="md-content__inner">'),
]


@pytest.mark.parametrize(("old", "new"), [case[1:] for case in IN_CONTENT],
                         ids=[case[0] for case in IN_CONTENT])  # fmt: skip
def test_tampering_with_content_is_found(site: Path, judge: Judge, old: str, new: str) -> None:
    """Any change of what the content says or does is found, on that page."""
    page = briefing(site)
    html = page.read_text("utf-8")
    head, content = html.split("<article", 1)
    assert old in content
    page.unlink()
    page.write_text(head + "<article" + content.replace(old, new, 1), "utf-8")
    findings = judge(site)
    assert page.relative_to(site).as_posix() in {finding.path for finding in findings}


AROUND = [
    ("<title>", "<title>Not ", "site.title"),
    ("    Times\n", "    Crimes\n", "site.chrome"),
    ("Use dark colours", "Use lies", "site.chrome"),
    ('name="description" content="What', 'name="description" content="All', "site.head"),
    ('placeholder="Search"', 'placeholder="Lies"', "site.chrome"),
    ("</header>", "</header><p>The mayor lied.</p>", "site.chrome"),
    ("</body>", "<script>alert(1)</script></body>", "site.active"),
    ("__md_get=(", "alert(1),__md_get=(", "site.active"),
    ("</body>", '<script src="https://elsewhere.example/x.js"></script></body>', "site.link"),
    ("</body>", '<iframe src="../"></iframe></body>', "site.active"),
    ("<body ", '<body onload="alert(1)" ', "site.active"),
    ("<head>", '<head><base href="https://elsewhere.example/">', "site.active"),
    ("<head>", '<head><meta http-equiv="refresh" content="0;url=/x">', "site.active"),
    ('"clipboard.copy": "', '"clipboard.copy": "Lies: ', "site.chrome"),
    ("        In brief\n", "        In short\n", "site.chrome"),
]


@pytest.mark.parametrize(("old", "new", "code"), AROUND)
def test_tampering_around_content_is_found(
    site: Path, judge: Judge, old: str, new: str, code: str
) -> None:
    """Navigation, header, footer, table of contents and scripts are held to theme and titles."""
    replace_in(briefing(site), old, new)
    assert code in {finding.code for finding in judge(site)}


def test_changed_stored_text_is_found(site: Path, judge: Judge) -> None:
    """The stored text must have the sha256 that proofs and pages show."""
    replace_in(next(site.glob("sources/files/2031*.txt")), "not damaged", "now damaged")
    assert "site.stored-text" in {finding.code for finding in judge(site, docs=None)}


def test_stored_text_changed_with_its_digest_is_found(site: Path, judge: Judge) -> None:
    """A digest changed in the index of proofs is not the one that the source page shows."""
    path = next(site.glob("sources/files/2031*.txt"))
    old = hashlib.sha256(path.read_bytes()).hexdigest()
    replace_in(path, "not damaged", "now damaged")
    index = site / "proofs.json"
    changed = index.read_text("utf-8").replace(old, hashlib.sha256(path.read_bytes()).hexdigest())
    index.unlink()
    index.write_text(changed, "utf-8")
    assert "site.stored-text" in {finding.code for finding in judge(site, docs=None)}


def test_removed_page_is_found(site: Path, judge: Judge) -> None:
    """A proof without its page says that the page was taken away."""
    briefing(site).unlink()
    assert {"site.page-missing", "site.link"} <= {finding.code for finding in judge(site)}


def test_added_page_is_found(site: Path, judge: Judge) -> None:
    """A page with neither proof nor Markdown is not the generator's."""
    page = site / "extra" / "index.html"
    page.parent.mkdir()
    page.write_bytes((site / "about" / "index.html").read_bytes())
    assert "site.page-unknown" in {finding.code for finding in judge(site)}


def test_removed_proof_is_found(site: Path, judge: Judge) -> None:
    """A page of the index without its proof is not proven."""
    (site / "proofs/site.json").unlink()
    assert "site.proof" in {finding.code for finding in judge(site, docs=None)}


def test_page_and_proof_changed_together_are_found(site: Path, judge: Judge) -> None:
    """With the Markdown at hand, a proof that was changed with its page is found."""
    page = briefing(site)
    replace_in(page, "3 attributed statements", "4 attributed statements")
    proof = next(site.glob("proofs/2031*.js"))
    replace_in(proof, '["l","count.statements.other",{"n":3}]',
               '["l","count.statements.other",{"n":4}]')  # fmt: skip
    assert "site.replaced" in {finding.code for finding in judge(site)}


def test_prose_smuggled_through_a_proof_is_found(site: Path, judge: Judge) -> None:
    """Not even page and proof together can say what has no source."""
    page = briefing(site)
    replace_in(
        page, 'Tuesday, <span class="date">2031-03-04', 'Tuesday, <span class="date">The mayor lied'
    )
    proof = next(site.glob("proofs/2031*.js"))
    replace_in(proof, '{"value":"2031-03-04"}', '{"value":"The mayor lied"}')
    assert "closed-text.slot" in {finding.code for finding in judge(site, docs=None)}


PROOF = (
    '{"pages": {"timeline.md": {"documents": ["a"], "title": %s, "said": %s, '
    '"attributes": [], "runs": %s}}}'
)


@pytest.mark.parametrize(
    "content",
    ["", "{", '{"pages": {"timeline.md": 1}}', PROOF % ("[]", "[]", "[[]]"),
     PROOF % ('["x","Timeline"]', '[["x","Oh"]]', "[0]"), PROOF % ("[]", "[]", "[7]"),
     PROOF % ("[]", "[]", "[-1]"), PROOF % ('["s"]', "[]", '[[-1,"z"]]'),
     PROOF % ("[]", "[]", "[[0,1,2,3]]")],
)  # fmt: skip
def test_unreadable_proof_is_found(site: Path, judge: Judge, content: str) -> None:
    """Whatever stands in a proof's place, the answer is a finding."""
    path = site / "proofs/site.json"
    path.unlink()
    path.write_text(content)
    assert judge(site, docs=None)


@pytest.mark.parametrize(
    ("old", "new"),
    [("is not damaged", "is damaged"), ("\n);", "\n);alert(1);"),
     ('"others"', '"text":"","others"'), ("briefings.", "alert(1);briefings."),
     ('"others": {', '"others": {"a":"https://b.example"')],
)  # fmt: skip
def test_changed_record_is_found(site: Path, judge: Judge, old: str, new: str) -> None:
    """A record holds the stored text and the proofs of its document and nothing that acts."""
    replace_in(next(site.glob("proofs/2031*.js")), old, new)
    assert {"site.script", "site.proof"} & {f.code for f in judge(site, docs=None)}


def test_changed_strings_are_found(site: Path, judge: Judge) -> None:
    """What a browser takes for interface strings are those of the catalogue."""
    replace_in(site / "proofs/strings.js", "Where accounts differ", "Where accounts agree")
    assert [f.code for f in judge(site, docs=None)] == ["site.script"]


def test_missing_index_of_proofs_is_found(site: Path, judge: Judge) -> None:
    """Without the index nothing can be proven."""
    (site / "proofs.json").unlink()
    assert [finding.code for finding in judge(site)] == ["site.proof"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("bridge is not damaged", "bridge is damaged"), ('"title":"In brief"', '"title":"Lies"'),
     ('"location":"timeline/"', '"location":"elsewhere/"')],
)  # fmt: skip
def test_tampering_with_search_is_found(site: Path, judge: Judge, old: str, new: str) -> None:
    """What search shows is text of the page that it leads to."""
    replace_in(site / "search/search_index.json", old, new)
    assert "site.search" in {finding.code for finding in judge(site)}


def test_changed_hand_written_page_is_found(site: Path, judge: Judge) -> None:
    """A hand-written page is what its Markdown says."""
    replace_in(site / "about/index.html", "<em>not</em> generated", "generated")
    assert "about/index.html" in {finding.path for finding in judge(site)}


def test_broken_anchor_is_found(site: Path, judge: Judge) -> None:
    """A link to an anchor that the page does not have is found."""
    page = briefing(site)
    html = page.read_text("utf-8")
    anchor = re.search(r'href="([^"]*sources/[^"]*#)s[0-9a-f]{10}"', html)
    assert anchor
    replace_in(page, anchor[0], f'href="{anchor[1]}s0000000000"')
    assert {finding.code for finding in judge(site)} == {"site.link"}


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_other_themes_are_proven(
    tmp_path: Path, files: tuple[Page | Asset, ...], context: Context, theme: str
) -> None:
    """The same pages are proven under MkDocs' own themes, and tampering is found there."""
    site = build(tmp_path, theme, files)

    def errors() -> Iterator[Finding]:
        findings = verify(site, tmp_path / "docs", context.strings, context.to_html)
        return (finding for finding in findings if finding.level is Level.ERROR)

    assert list(errors()) == []
    replace_in(briefing(site), "is not damaged", "is damaged")
    assert "site.text" in {finding.code for finding in errors()}
