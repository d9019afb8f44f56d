"""The interface speaks one language at a time, and every catalogue is complete."""

import re
from dataclasses import fields
from enum import Enum
from pathlib import Path

import pytest
import yaml

from generator import model
from generator.collect import document_from_text
from generator.config import Settings, load_settings
from generator.errors import ConfigurationError
from generator.languages import (
    direction,
    direction_of,
    name_of,
    plainly,
    plural_form,
    plural_forms,
    runs_against,
)
from generator.model import Reference, Slice
from generator.model.briefing import MarkKind, Target
from generator.model.page import Page
from generator.plan.segments import Mark, segments
from generator.render.printer import Printer
from generator.templating import closest, languages, load_strings, load_templates, wanted
from generator.validate.packaged import is_packaged

ROOT = Path(__file__).parents[2]
OTHERS = sorted(set(languages()) - {"en"})
SLOT = re.compile(r"\{\w+\}|%\w+")
HEBREW, ARABIC, PERSIAN = "יוסי ברק", "سامي الخوري", "پروین رستمی"  # noqa: RUF001


def test_two_languages_ship() -> None:
    """English and German."""
    assert languages() == ("de", "en")


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_every_key_and_no_other(language: str) -> None:
    """Keys are those of the English catalogue, in the language's own plural forms."""
    assert load_strings(language=language).keys() == wanted(load_strings(), language)


@pytest.mark.parametrize("language", OTHERS)
def test_a_string_has_the_slots_of_the_english_one(language: str) -> None:
    """What is computed is said in every language; a plural form may leave the number out."""
    english = load_strings()
    differing = [
        key
        for key, text in load_strings(language=language).items()
        if sorted(SLOT.findall(text)) != sorted(SLOT.findall(english[key]))
    ]
    assert differing == []


ALIKE = {
    "de": {
        *("card.original", "link.briefing", "notes.permanent", "notes.bibtex", "notes.csl"),
        "search.type.name",
    },
}
"""Strings that are one word, or a name, in English and in the other language."""


@pytest.mark.parametrize("language", OTHERS)
def test_no_string_is_left_in_english(language: str) -> None:
    """A string with words in it differs from the English one, unless it is named here."""
    english = load_strings()
    strings = load_strings(language=language)
    worded = {key for key, text in strings.items() if re.search(r"[^\W\d_]{2}", SLOT.sub("", text))}
    assert {key for key in worded if strings[key] == english.get(key)} == ALIKE[language]
    small = re.compile(r"\b(?:the|of|and|is|are|to|that|which|by|with)\b")
    assert [key for key, text in strings.items() if small.search(text)] == []


@pytest.mark.parametrize("language", ["en", *OTHERS])
def test_every_string_says_something(language: str) -> None:
    """No value is empty, and none has white space at its ends, which pages fold away."""
    strings = load_strings(language=language)
    assert [key for key, text in strings.items() if not text or text != text.strip()] == []


def written(*patterns: str) -> str:
    """Return the text of the package's templates, scripts and code."""
    return "\n".join(
        path.read_text("utf-8") for pattern in patterns for path in sorted(ROOT.glob(pattern))
    )


def test_no_string_is_unused() -> None:
    """Each key is named by a template, a script or the code: whole, or as group and member."""
    strings = load_strings()
    looks = written("templates/**/*.j2", "templates/**/*.js")
    code = written("generator/**/*.py")
    named = set(re.findall(r"""["'`]([\w./-]+)["'`]""", looks + code))
    members = named | {"one", "other"} | enumerated()
    groups = set(re.findall(r"""["'`]([\w.]+)\.["'`] ~""", looks))
    groups |= set(re.findall(r"""["'`]([\w.]+)\.[{$]""", looks + code))
    groups |= {key for key in named if f"{key}.other" in strings} | {"check"}
    unused = [
        key
        for key in strings
        if key not in named
        and not (key.rpartition(".")[0] in groups and key.rpartition(".")[2] in members)
    ]
    assert unused == []


def enumerated() -> set[str]:
    """Return members of our enumerations, kinds of places, metadata and days of the week."""
    kinds = [kind for kind in vars(model).values() if isinstance(kind, type)]
    found = {m.name.lower() for kind in kinds if issubclass(kind, Enum) for m in kind}
    tables = written("generator/data/*.tsv").splitlines()
    found |= {row.split("\t")[1] for row in tables if row.count("\t") > 1}
    found |= {field.name for field in fields(model.Metadata)}
    return found | set("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())  # noqa: SIM905


def own(folder: Path, language: str, strings: dict[str, str]) -> Path:
    """Write a site's own catalogue and return its folder of templates."""
    nested: dict[str, object] = {}
    for key, text in strings.items():
        place = nested
        *parents, last = key.split(".")
        for parent in parents:
            place = place.setdefault(parent, {})  # type: ignore[assignment]
        place[last] = text
    (folder / f"strings.{language}.yml").write_text(yaml.safe_dump(nested, allow_unicode=True))
    return folder


def ukrainian() -> dict[str, str]:
    """Return a catalogue with a form for each plural category that Ukrainian has."""
    return {key: key.upper() for key in wanted(load_strings(), "uk")}


def test_a_language_may_have_more_plural_forms(tmp_path: Path) -> None:
    """One, few and many of Ukrainian are chosen by CLDR's rules, without a change of a template."""
    strings = load_strings(own(tmp_path, "uk", ukrainian()), "uk")
    printer = Printer({}, strings, "uk")
    chosen = {n: printer.label("count.documents", n=n).key for n in (1, 3, 5, 11, 21, 22)}
    forms = {n: key.removeprefix("count.documents.") for n, key in chosen.items()}
    assert forms == {1: "one", 3: "few", 5: "many", 11: "many", 21: "one", 22: "few"}


def test_a_missing_string_is_named(tmp_path: Path) -> None:
    """An incomplete language stops the build before a page is half in English."""
    strings = ukrainian()
    del strings["count.documents.few"], strings["head.open"]
    with pytest.raises(ConfigurationError, match=r"lacks 2 .*count\.documents\.few, head\.open"):
        load_strings(own(tmp_path, "uk", strings), "uk")


def test_a_site_replaces_single_strings(tmp_path: Path) -> None:
    """The site's own catalogue stands before the package's."""
    strings = load_strings(own(tmp_path, "de", {"head.open": "Offen"}), "de")
    assert strings["head.open"] == "Offen"
    assert strings["head.source"] == load_strings(language="de")["head.source"]


def test_a_language_without_strings_is_refused() -> None:
    """The message names those that there are."""
    with pytest.raises(ConfigurationError, match="use one of: de, en"):
        load_templates(language="tlh")


@pytest.mark.parametrize(
    ("asked", "found"), [("de", "de"), ("de-AT", "de"), ("DE", "de"), ("fr", ""), ("den", "")]
)
def test_the_closest_language_is_taken(asked: str, found: str) -> None:
    """A region or a script may be left out, a language may not."""
    assert closest(asked) == found


def settings(folder: Path, theme: str, section: str = "") -> Settings:
    """Return the settings of a site with Material in a language."""
    (folder / "seeds").mkdir()
    text = f"site_name: Mine\ntheme: {{name: material, language: {theme}}}\n"
    (folder / "mkdocs.yml").write_text(f"{text}plugins:\n  - briefings:\n      {section}\n")
    return load_settings(folder / "mkdocs.yml")


@pytest.mark.parametrize(("theme", "language"), [("en", "en"), ("de", "de"), ("fr", "en")])
def test_pages_speak_the_themes_language(tmp_path: Path, theme: str, language: str) -> None:
    """Without a language of their own; where the theme's has no strings, English, and a warning."""
    made = settings(tmp_path, theme)
    assert made.language == language
    assert [note.code for note in made.notes] == ["config.language"] * (theme != language)


def test_pages_may_speak_another_language_than_the_theme(tmp_path: Path) -> None:
    """A warning says that the page's `lang` is the theme's."""
    made = settings(tmp_path, "en", "language: de-AT")
    assert made.language == "de"
    (note,) = made.notes
    assert "theme.language: de" in note.hint


def test_an_unknown_language_is_refused_with_its_line(tmp_path: Path) -> None:
    """File and line, and which languages there are."""
    with pytest.raises(ConfigurationError, match=r"mkdocs.yml:\d: language: .*use one of: de, en"):
        settings(tmp_path, "en", "language: tlh")


@pytest.mark.parametrize(
    ("language", "number", "text"),
    [
        ("en", 10_000.0, "10,000"),
        ("de", 10_000.0, "10.000"),
        ("en", 3.5, "3.5"),
        ("de", 3.5, "3,5"),
        ("de", 1_234_567.25, "1.234.567,25"),
        ("en", 0.000_001, "0.000001"),
        ("tlh", 1000, "1,000"),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(
    language: str, number: float, text: str
) -> None:
    """Thousands and decimals are parted as CLDR says; an unknown language as in English."""
    assert plainly(number, language) == text


def test_languages_know_their_forms_and_direction() -> None:
    """As CLDR has them; one that it does not know is read as English."""
    assert plural_forms("de") == {"one", "other"}
    assert plural_form("ar", 2) == "two"
    assert plural_form("xx-YY", 1) == "one"
    ways = [direction_of(tag) for tag in ("en", "ar", "he-IL", "fa", "ur", "de-AT", "xx")]
    assert ways == ["ltr", "rtl", "rtl", "rtl", "rtl", "ltr", "ltr"]


@pytest.mark.parametrize("name", [HEBREW, ARABIC, PERSIAN])
def test_a_text_runs_as_its_language_does(name: str) -> None:
    """Neither a name at its beginning nor a long one turns an English text round."""
    assert direction(name, "en") == "rtl"
    assert direction(f"{name} said that nobody had been there.", "en") == "ltr"
    assert direction(f"Mayor {name}", "en") == "ltr"
    assert direction(f"Vesl {name}", "ar") == "rtl"
    assert direction("14", "ar") == "rtl"


@pytest.mark.parametrize("text", ["", "14, 15", "٣٤", "¶1", "Orlen", "山田太郎", "김하늘"])
def test_other_texts_need_no_direction(text: str) -> None:
    """Neither digits, not even Arabic ones, nor Chinese, Japanese or Korean letters run left."""
    assert direction(text, "en") == "ltr"
    assert runs_against(text, "en") == []


@pytest.mark.parametrize("name", [HEBREW, ARABIC, PERSIAN, "סא״ל לוין", "مُحَمَّد", "بن-دوד"])
def test_a_name_is_one_run(name: str) -> None:
    """Its words, marks and hyphens belong together; commas, figures and points do not."""
    text = f"So {name}, 41, said; {name}: 7."
    assert [text[a:b] for a, b in runs_against(text, "en")] == [name, name]
    assert runs_against(text, "he") == []


def printed(text: str, language: str, **spoken: str) -> Page:
    """Return a page that shows a text of a document, in an interface of a language."""
    document = document_from_text("a.txt", text)
    said = dict.fromkeys([document.id], spoken["spoken"]) if spoken else {}
    printer = Printer({"t": "{{ x }}: “{{ x }}”"}, load_strings(), language, said)
    piece = Slice(document.span(0, len(document.text)))
    return printer.page("t", "a.md", Reference("T", "test"), {"x": piece})


def test_words_of_another_language_say_so() -> None:
    """WCAG 3.1.2: what a source says has the source's language where the interface has another."""
    assert printed("Rain.", "en").markdown == "Rain.: “Rain.”"
    assert printed("Rain.", "en", spoken="en-GB").markdown == "Rain.: “Rain.”"
    marked = '<span lang="en">Rain.</span>'
    assert printed("Rain.", "de").markdown == f"{marked}: “{marked}”"
    assert '<span lang="fr">' in printed("Pluie.", "en", spoken="fr").markdown


def test_a_name_against_the_direction_is_set_apart() -> None:
    """What stands beside a Hebrew name stays on its side."""
    assert printed(HEBREW, "en").markdown.startswith(f'<bdi dir="rtl">{HEBREW}</bdi>: ')
    mixed = f"{HEBREW}, 41, said no more."
    apart = f"<bdi>{HEBREW}</bdi>, 41, said no more."
    assert printed(mixed, "en").markdown.startswith(f"{apart}: ")
    assert printed(HEBREW, "de", spoken="he").markdown.startswith('<bdi lang="he" dir="rtl">')
    assert printed(mixed, "de").markdown.startswith(f'<span lang="en">{apart}</span>: ')
    assert printed(HEBREW, "he", spoken="he").markdown.startswith(f"{HEBREW}: ")


def test_a_run_that_a_mark_cuts_is_left_whole() -> None:
    """Two parts of a name that were set apart each by itself would change places."""
    document = document_from_text("a.txt", f"So {HEBREW} and {ARABIC}.")
    cut = 3 + HEBREW.index(" ") + 1
    marks = [Mark(span=document.span(3, cut), kind=MarkKind.MENTION, target=Target("b.md"))]
    rich = segments(document.span(0, len(document.text)), marks)
    page = Printer({"t": "{{ x|rich }}"}, {}).page("t", "a.md", Reference("T", "test"), {"x": rich})
    assert page.markdown.count("<bdi") == 1
    assert f"<bdi>{ARABIC}</bdi>" in page.markdown


def test_quotation_marks_are_the_languages_own() -> None:
    """Templates write English ones; marks of a source are never changed."""
    strings = load_strings(language="de")
    document = document_from_text("a.txt", "The “pier” stands.")
    piece = Slice(document.span(0, len(document.text)))
    page = Printer({"t": "“{{ x }}”"}, strings, "de").page("t", "a.md", piece, {"x": piece})
    assert page.markdown == '„<span lang="en">The “pier” stands.</span>“'


@pytest.mark.parametrize(
    ("tag", "interface", "name"),
    [
        ("uk", "en", "Ukrainian"),
        ("uk", "de", "Ukrainisch"),
        ("zh-Hant", "en", "Chinese (Traditional)"),
        ("de-AT", "de", "Deutsch (Österreich)"),
        ("qqq", "en", ""),
        ("uk@Our own words", "en", ""),
        ("uk-Our-own-words", "en", "Ukrainian"),
        ("Our own words", "en", ""),
    ],
)
def test_a_language_is_called_what_cldr_calls_it(tag: str, interface: str, name: str) -> None:
    """In the interface's language, and never by words of the tag itself."""
    assert name_of(tag, interface) == name


def test_a_name_of_a_language_is_proven_by_cldr() -> None:
    """Nothing else passes as one, whatever origin it is given."""
    assert is_packaged(Reference("Ukrainian", "Unicode CLDR en uk"))
    assert not is_packaged(Reference("Ukrainian", "Unicode CLDR de uk"))
    assert not is_packaged(Reference("Our own words", "Unicode CLDR en Our own words"))
    assert not is_packaged(Reference("", "Unicode CLDR en qqq"))
