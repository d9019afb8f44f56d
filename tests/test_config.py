"""The configuration: the plugin's section of `mkdocs.yml`."""

from pathlib import Path

import pytest

from generator.config import load_settings
from generator.errors import ConfigurationError, Level

ROOT = Path(__file__).parent.parent


ONLY = "site_name: Mine\nsite_url: ''\nplugins: [briefings]\n"


def config(folder: Path, text: str, *, seeds: str = "seeds") -> Path:
    """Write a `mkdocs.yml` beside a folder of sources."""
    (folder / seeds).mkdir(exist_ok=True)
    path = folder / "mkdocs.yml"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(path: Path) -> str:
    """Return what is said about a configuration that cannot be used."""
    with pytest.raises(ConfigurationError) as caught:
        load_settings(path)
    return str(caught.value)


def test_only_seeds_and_a_configuration(tmp_path: Path) -> None:
    """A repository that holds only `seeds/` and `mkdocs.yml` needs nothing else."""
    settings = load_settings(config(tmp_path, ONLY))
    assert settings.root == tmp_path
    assert settings.seeds == tmp_path / "seeds"
    assert settings.docs == tmp_path / "docs"
    assert not settings.docs.exists()
    assert settings.templates is None
    assert settings.cache == tmp_path / ".cache/briefings"
    assert (settings.site_name, settings.site_url, settings.language) == ("Mine", None, "en")
    assert settings.notes == ()


def test_every_key_counts(tmp_path: Path) -> None:
    """The section's keys and MkDocs' own are read, relative to the file."""
    text = (
        "site_name: Mine\nsite_url: https://example.org/mine\ndocs_dir: pages\n"
        "use_directory_urls: false\nplugins:\n  - briefings:\n      seeds: in\n"
        "      templates: looks\n      cache: ../kept\n      language: de\n"
    )
    settings = load_settings(config(tmp_path, text, seeds="in"))
    assert settings.seeds == tmp_path / "in"
    assert settings.docs == tmp_path / "pages"
    assert settings.templates == tmp_path / "looks"
    assert settings.cache == tmp_path.parent / "kept"
    assert settings.language == "de"
    assert settings.site_url == "https://example.org/mine/"
    assert not settings.use_directory_urls


def test_sources_may_come_from_elsewhere(tmp_path: Path) -> None:
    """The command line may name another folder of sources."""
    other = tmp_path / "other"
    other.mkdir()
    path = tmp_path / "mkdocs.yml"
    path.write_text("site_name: Mine\nplugins: [briefings]\n")
    assert load_settings(path, seeds=other).seeds == other


def test_without_a_section_defaults_hold_and_are_told(tmp_path: Path) -> None:
    """A `mkdocs.yml` that does not name the plugin works, with a note."""
    settings = load_settings(config(tmp_path, "site_name: Mine\n"))
    assert settings.seeds == tmp_path / "seeds"
    (note,) = settings.notes
    assert note.level is Level.NOTE
    assert "- briefings" in note.hint


def test_an_unknown_key_is_told_with_its_line(tmp_path: Path) -> None:
    """A key that nobody reads is a finding with file and line."""
    text = "site_name: Mine\nplugins:\n  - briefings:\n      sedes: other\n"
    (note,) = load_settings(config(tmp_path, text)).notes
    assert str(note).startswith("mkdocs.yml:4: warning: ")
    assert "sedes" in note.what


@pytest.mark.parametrize(
    ("text", "start", "key"),
    [
        ("site_name: Mine\nsite_name: [\n", "mkdocs.yml: it cannot be read: ", "expected"),
        ("docs_dir: docs\n", "mkdocs.yml: site_name: ", "Required"),
        ("site_name: Mine\nsite_url: 7\n", "mkdocs.yml:2: site_url: ", "Expected"),
        ("site_name: Mine\nplugins: [nothing-like-it]\n", "mkdocs.yml:2: plugins: ", "installed"),
        (
            "site_name: Mine\nplugins:\n  - briefings:\n      seeds: 7\n",
            "mkdocs.yml:2: plugins: ",
            "seeds",
        ),
        (
            "site_name: Mine\nplugins:\n  - briefings:\n      seeds: sedes\n",
            "mkdocs.yml:4: seeds: ",
            "create it",
        ),
        (
            "site_name: Mine\nplugins:\n  - briefings:\n      cache: docs/kept\n",
            "mkdocs.yml:4: cache: ",
            "outside docs_dir",
        ),
        ("site_name: Mine\ndocs_dir: seeds\n", "mkdocs.yml: seeds: ", "outside docs_dir"),
        ("site_name: Mine\ndocs_dir: seeds/in\n", "mkdocs.yml: seeds: ", "outside docs_dir"),
        ("- a\n- b\n", "mkdocs.yml: it cannot be read: ", "mapping"),
        ("", "mkdocs.yml: ", "site_name"),
    ],
)
def test_a_wrong_key_is_one_line_that_says_what_to_do(
    tmp_path: Path, text: str, start: str, key: str
) -> None:
    """File, line, key and what to do stand in the message."""
    message = refusal(config(tmp_path, text))
    assert message.startswith(start)
    assert key in message
    assert "\n" not in message
    assert ";" in message


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """A wrong path says which and what to do."""
    assert "there is no such file; create it" in refusal(tmp_path / "mkdocs.yml")


def test_bytes_that_are_not_text_are_told(tmp_path: Path) -> None:
    """A file in another encoding is a message, not a trace."""
    path = config(tmp_path, "")
    path.write_bytes(b"site_name: \xff\xfe\n")
    assert "cannot be read" in refusal(path)


def test_html_is_the_sites_own(tmp_path: Path) -> None:
    """Markdown becomes HTML with the site's own extensions and their options."""
    text = (
        "site_name: Mine\nmarkdown_extensions:\n  - attr_list\n"
        "  - toc: {permalink: true}\n  - material.extensions.preview\n"
    )
    to_html = load_settings(config(tmp_path, text)).to_html
    page = '---\ntitle: "Front"\n---\n# One {#a}\n\n[x](b.md){.mention}\n\n| t |\n|---|\n| u |\n'
    html = to_html(page)
    assert "Front" not in html
    assert '<h1 id="a">One<a class="headerlink" href="#a"' in html
    assert '<a class="mention" href="b.md">x</a>' in html
    assert "<td>u</td>" in html


def test_no_page_changes_the_next(tmp_path: Path) -> None:
    """The same page gives the same HTML whatever came before it."""
    to_html = load_settings(config(tmp_path, "site_name: Mine\n")).to_html
    page = "# One\n\n## One\n\n[a]: b.md\n\n[x][a]\n"
    first = to_html(page)
    to_html("# One\n\n[x][a]\n\n[c]: d.md\n")
    assert to_html(page) == first
    assert '<a href="b.md">' not in to_html("# Two\n\n[x][a]\n")


def test_this_projects_own_configuration_is_sound() -> None:
    """The committed `mkdocs.yml` is read without a finding."""
    settings = load_settings(ROOT / "mkdocs.yml")
    assert settings.notes == ()
    assert settings.seeds == ROOT / "seeds"
