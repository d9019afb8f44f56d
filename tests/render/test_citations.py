"""A citation says what the source states, in forms that other programs read."""

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.collect import document_from_text
from generator.model import Metadata, MetaValue, Origin
from generator.render.citations import bibtex, csl_json
from generator.validate.citation_files import bibtex_fields
from generator.visible import visible
from tests.hostile.conftest import SAMPLED, load


def value(text: str) -> MetaValue:
    """Return a metadata value as a sidecar gives it."""
    return MetaValue(text, Origin.SIDECAR, "a.meta.yml", 1)


BARE = document_from_text("a.txt", "Words.")
FULL = replace(
    BARE,
    metadata=Metadata(
        publisher=value("Vesk & Sons {Press}"),
        author=value("Ada Orlen"),
        date=value("2024-03-05"),
        url=value("https://vesk.example/a_b"),
    ),
)


def test_bibtex_escapes_what_tex_would_read() -> None:
    """Ampersands and braces of a publisher do not break the entry."""
    entry = bibtex(FULL, "50 % of #1")
    assert r"title = {{50 \% of \#1}}," in entry
    assert r"publisher = {Vesk \& Sons \textbraceleft{}Press\textbraceright{}}," in entry


def test_what_is_not_stated_is_not_cited() -> None:
    """No author, publisher or date is made up."""
    entry = bibtex(BARE, "Words")
    assert "author" not in entry
    assert "year" not in entry
    assert set(json.loads(csl_json(BARE, "Words"))[0]) == {"id", "type", "title", "note"}


def test_csl_item_has_the_schemas_fields() -> None:
    """Names and dates are in the schema's form."""
    (item,) = json.loads(csl_json(FULL, "Words"))
    assert item["author"] == [{"literal": "Ada Orlen"}]
    assert item["issued"] == {"date-parts": [[2024, 3, 5]]}
    assert item["URL"] == "https://vesk.example/a_b"


HOSTILE = [
    '}}, author = "Evil Person", year = 1999,',
    "}},\n  author = {Evil Person},\n}\n@misc{other,\n  title = {{Mine}},\n}",
    "{{{{",
    "\\}\\}, author = {Evil}",
    "@comment{x} @string{a = b} % all of it",
    "A \\input{/etc/passwd} \\write18{ls} title",
    "Ada Orlen and Evil Person and others",
    "abc\u202edef\u2066ghi\u200bjkl\ufeff\u00ad",
    "a\ud800b",
    "\u2028new = {line}\u2029",
]


def written(text: str) -> tuple[str, dict[str, str]]:
    """Return the entry that has a text in each of its fields, and the fields that it must have."""
    stated = Metadata(
        title=value(text),
        author=value(text),
        publisher=value(text),
        url=value(text),
        date=value("2031-05-06"),
    )
    document = replace(BARE, metadata=stated)
    seen = visible(text).strip()
    wanted = dict.fromkeys(("title", "author", "publisher") if seen else ("title",), seen)
    assert_seen(csl_json(document, text), seen)
    return bibtex(document, text), wanted


def assert_seen(csl: str, seen: str) -> None:
    """Hold a CSL-JSON item to what a reader of the page sees."""
    (item,) = json.loads(csl)
    assert item["title"] == seen
    assert item.get("author", [{"literal": ""}]) == [{"literal": seen}]
    assert csl.encode().decode() == csl


def plain(tex: str) -> str:
    """Return what TeX shows of a field."""
    words = {
        "textbraceleft": "{",
        "textbraceright": "}",
        "textbackslash": "\\",
        "textasciitilde": "~",
        "textasciicircum": "^",
    }
    for word, char in words.items():
        tex = tex.replace(f"\\{word}{{}}", f"\x00{ord(char)}\x01")
    for char in "$&#%_":
        tex = tex.replace(f"\\{char}", char)
    for char in words.values():
        tex = tex.replace(f"\x00{ord(char)}\x01", char)
    return tex


def hold(fields: Mapping[str, str], wanted: Mapping[str, str]) -> None:
    """Hold what a reader found to what was written: these fields, with these words, no others."""
    others = {"url", "year", "date", "note"}
    assert fields.keys() - others == wanted.keys()
    assert fields["year"] == "2031"
    for key, words in wanted.items():
        inner = fields[key][1:-1] if key in {"title", "author"} else fields[key]
        assert plain(inner) == words


@pytest.mark.parametrize("text", HOSTILE)
def test_no_value_leaves_its_field(text: str) -> None:
    """Whatever it says of braces, it is one field's words."""
    entry, wanted = written(text)
    hold(bibtex_fields(entry), wanted)


@given(st.text(st.sampled_from(list('{}\\"@,=%&#$_~^ \n\u202eab')), max_size=30))
def test_no_combination_of_marks_leaves_its_field(text: str) -> None:
    """Braces that do not match, backslashes before them, quotes and line ends."""
    entry, wanted = written(text)
    hold(bibtex_fields(entry), wanted)


@pytest.mark.parametrize("name", SAMPLED)
def test_hostile_files_stay_in_their_fields(name: str) -> None:
    """Each of the hostile texts, as title, author, publisher and address."""
    for case in load(name):
        entry, wanted = written(case.text)
        hold(bibtex_fields(entry), wanted)


def test_a_parser_of_others_reads_the_same() -> None:
    """`bibtexparser` finds one entry with the same fields."""
    bibtexparser = pytest.importorskip("bibtexparser")
    texts = [*HOSTILE, *(case.text for name in SAMPLED for case in load(name)[::10])]
    for text in texts:
        entry, wanted = written(text)
        (found,) = bibtexparser.parse_string(entry).entries
        hold({field.key: field.value for field in found.fields}, wanted)


def test_what_leaves_its_field_is_found() -> None:
    """The strict reader refuses what BibTeX would read otherwise."""
    entry = bibtex(FULL, "Title")
    for wrong in (
        entry.replace("{{Title}}", "{{Ti}}, author = {Evil}, x = {{tle}}"),
        entry.replace("{{Title}}", "{{Title}"),
        entry + "@misc{other,\n}\n",
    ):
        with pytest.raises(ValueError, match=r"field|brace|outside"):
            bibtex_fields(wrong)
