"""Which language a document is in: what its text tells, and what a person says of it."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from generator.collect import Collected
from generator.collect.language import ENGLISH, detected
from generator.errors import Finding, Level
from tests.material import CORPUS, EVAL

Put = Callable[[str, str], Path]
Run = Callable[[], Collected]

CASES = {
    case["title"]: case
    for case in yaml.safe_load(
        (Path(__file__).parents[1] / "data" / "collect" / "languages.yml").read_text("utf-8")
    )
}
GERMAN, ENGLISH_TEXT = CASES["German"]["text"], CASES["English"]["text"]
UKRAINIAN = CASES["Ukrainian"]["text"]
FRENCH = "Le maire a dit lundi que le vieux pont resterait fermé."
DATED = "date: 2031-02-18\n"


@pytest.mark.parametrize("title", CASES)
def test_a_language_is_told_where_it_is_sure(title: str) -> None:
    """Each text is in the language that stands beside it, or nobody can be sure."""
    assert detected(CASES[title]["text"]) == CASES[title]["language"]


def english() -> Iterator[str]:
    """Yield the English texts of the measuring material."""
    for path in sorted((EVAL / "data").glob("*.jsonl")):
        if "summaries" not in path.name:
            yield from (json.loads(line)["text"] for line in path.read_text("utf-8").splitlines())
    for path in sorted(CORPUS.glob("*.txt")):
        yield path.read_text("utf-8")


@pytest.mark.parametrize("form", [str, str.upper, str.title])
def test_no_english_text_is_taken_for_another(form: Callable[[str], str]) -> None:
    """Whole or in stretches of 40 to 250 characters, in small letters or capitals."""
    for text in english():
        words = form(" ".join(text.split()))
        for size in (len(words) + 1, 40, 100, 250):
            parts = [words[start : start + size] for start in range(0, len(words), size)]
            assert {detected(part) for part in parts} <= {ENGLISH, ""}


def test_plain_english_needs_no_model() -> None:
    """The library is not even imported for a text whose words are English."""
    program = (
        "import sys; from generator.collect.language import detected\n"
        f"assert detected({ENGLISH_TEXT!r}) == 'en' and 'py3langid' not in sys.modules\n"
        f"assert detected({GERMAN!r}) == 'de' and 'py3langid' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def page(text: str, language: str) -> str:
    """Return a saved page that calls itself by a language."""
    return (
        f'<html lang="{language}"><head><meta name="date" content="2031-02-18"></head>'
        f"<body><article><p>{text}</p></article></body></html>"
    )


@dataclass(frozen=True)
class Case:
    """Files, and what becomes of the document."""

    files: dict[str, str]
    fate: str
    """`read`, `stored`, or `left out`."""
    code: str = ""
    """Of the finding."""
    level: Level = Level.ERROR
    says: tuple[str, ...] = ()


STATED = {
    "English that says nothing": Case({"a.txt": ENGLISH_TEXT, "a.meta.yml": DATED}, "read"),
    "German that says nothing": Case(
        {"a.txt": GERMAN, "a.meta.yml": DATED},
        "left out",
        "looks-foreign",
        says=(
            "seeds/a.txt:1: error",
            "its text looks German (de), and rules read English only",
            "add `language: de` to a.meta.yml to publish it as a source",
            "or `language: en` if it is English",
        ),
    ),
    "Norwegian, whose tag YAML takes for a no": Case(
        {
            "a.txt": "Ordføreren i Østervik opplyste tirsdag at den gamle broen blir stengt frem "
            "til høsten. Ifølge kommunen er to pilarer skadet, og ingen vet hva det vil koste.",
            "a.meta.yml": DATED,
        },
        "left out",
        "looks-foreign",
        says=("add `language: 'no'` to a.meta.yml",),
    ),
    "German below a header": Case(
        {"a.txt": f" date 2031-02-18 \n\n{GERMAN}"},
        "left out",
        "looks-foreign",
        says=("seeds/a.txt:3: error",),
    ),
    "German that says so": Case(
        {"a.txt": GERMAN, "a.meta.yml": f"{DATED}language: de-AT\n"},
        "stored",
        "not-annotated",
        Level.NOTE,
        ("seeds/a.meta.yml:2", "it is in German (Austria) (de-AT)"),
    ),
    "German Markdown that says so in front matter": Case(
        {"a.md": f"---\n{DATED}language: de\n---\n\n{GERMAN}"},
        "stored",
        "not-annotated",
        Level.NOTE,
        ("seeds/a.md:3",),
    ),
    "German that a person calls English": Case(
        {"a.txt": GERMAN, "a.meta.yml": f"{DATED}language: en-GB\n"}, "read"
    ),
    "English that a person calls German": Case(
        {"a.txt": ENGLISH_TEXT, "a.meta.yml": f"{DATED}language: de\n"},
        "stored",
        "looks-english",
        Level.WARNING,
        ("seeds/a.meta.yml:2", "its text looks English, and it is said to be German (de)"),
    ),
    "a German page that says so": Case(
        {"a.html": page(GERMAN, "de")}, "stored", "not-annotated", Level.NOTE
    ),
    "a German page whose template says English": Case(
        {"a.html": page(GERMAN, "en")}, "left out", "looks-foreign", says=("German (de)",)
    ),
    "an English page whose template says German": Case(
        {"a.html": page(ENGLISH_TEXT, "de")},
        "read",
        "looks-english",
        Level.WARNING,
        ("calls itself German (de), but its text is English", "add `language: de` to a.meta.yml"),
    ),
    "an English text with a French paragraph": Case(
        {"a.txt": f" date 2031-02-18 \n\n{ENGLISH_TEXT}\n\n{FRENCH}\n\n{ENGLISH_TEXT}"},
        "read",
        "foreign-paragraph",
        Level.WARNING,
        (
            "seeds/a.txt:6: warning: ¶2 looks French (fr)",
            "with `language: fr`, or add `language: en` to a.meta.yml",
        ),
    ),
    "a French paragraph below front matter, beside a reference": Case(
        {"a.md": f"---\n{DATED}---\n\n{ENGLISH_TEXT}\n&nbsp;\n\n> {FRENCH}\n\n{ENGLISH_TEXT}"},
        "read",
        "foreign-paragraph",
        Level.WARNING,
        ("seeds/a.md:9: warning: ¶",),
    ),
    "a French paragraph of a page": Case(
        {"a.html": page(f"{ENGLISH_TEXT}</p>\r\n<p>{ENGLISH_TEXT} Yes.\r\n<p>{FRENCH}", "en")},
        "read",
        "foreign-paragraph",
        Level.WARNING,
        ("seeds/a.html:5: warning: ¶3",),
    ),
    "a French paragraph that is to stay": Case(
        {
            "a.txt": f"{ENGLISH_TEXT}\n\n{FRENCH}\n\n{ENGLISH_TEXT}",
            "a.meta.yml": f"{DATED}language: en\n",
        },
        "read",
    ),
    "a page that a person calls German, whatever it says itself": Case(
        {"a.html": page(GERMAN, "en"), "a.meta.yml": "language: de\n"},
        "stored",
        "not-annotated",
        Level.NOTE,
    ),
    "a page whose language is not determined": Case({"a.html": page(ENGLISH_TEXT, "und")}, "read"),
    "a tag that no language has": Case(
        {"a.txt": UKRAINIAN, "a.meta.yml": f"{DATED}language: ua\n"},
        "stored",
        "unknown-language",
        Level.WARNING,
        ("seeds/a.meta.yml:2", "no language is known by the tag 'ua'"),
    ),
    "a document without a date, which nothing would count from": Case(
        {"a.txt": GERMAN, "a.meta.yml": "language: de\n"}, "stored", "not-annotated", Level.NOTE
    ),
}


@pytest.mark.parametrize("title", STATED)
def test_what_is_said_decides_and_silence_is_checked(put: Put, run: Run, title: str) -> None:
    """A person's word holds, a page's own only where its text agrees, and silence is English."""
    case = STATED[title]
    for name, content in case.files.items():
        put(name, content)
    found = run()
    fates = ["read" if each.is_english else "stored" for each in found.documents]
    assert (fates or ["left out"]) == [case.fate]
    told = [each for each in found.findings if each.code == f"collect.{case.code}"]
    assert [each.level for each in told] == ([case.level] if case.code else [])
    for words in case.says:
        assert words in str(told[0])
    others = [each for each in found.findings if each.code == "collect.no-date"]
    assert others == []


def test_notes_on_a_stored_document_are_refused(put: Put, run: Run) -> None:
    """They correct annotations, and it has none."""
    put("a.txt", GERMAN)
    put("a.meta.yml", "language: de\n")
    put("a.notes.yml", "- {text: Vestbrück, action: comment, value: A town., signed: R. Lund}\n")
    found = run()
    (finding,) = (each for each in found.findings if each.level is Level.ERROR)
    assert (finding.path, finding.code) == ("seeds/a.notes.yml", "collect.notes-on-stored")
    assert found.notes == ()


def test_a_translated_document_needs_no_note(put: Put, run: Run) -> None:
    """That it is only stored is told of a document without a translation."""
    for name, content in {**TRANSLATED, "t.meta.yml": sidecar("o.txt")}.items():
        put(name, content)
    assert run().findings == ()


def test_one_document_in_another_language_leaves_the_others(put: Put, run: Run) -> None:
    """The documents beside it are there, and the finding is its own."""
    put("a.txt", GERMAN)
    put("b.txt", ENGLISH_TEXT)
    found = run()
    assert [document.path for document in found.documents] == ["b.txt"]
    assert {each.path for each in found.findings if each.level is Level.ERROR} == {"seeds/a.txt"}


TRANSLATED = {
    "o.txt": f"{UKRAINIAN}\n\n{UKRAINIAN}",
    "o.meta.yml": f"{DATED}language: uk\n",
    "t.txt": f"{ENGLISH_TEXT}\n\n{ENGLISH_TEXT}",
}


def sidecar(original: str, more: str = "translator: R. Lundvik\n") -> str:
    """Return the sidecar of a translation."""
    return f"{DATED}translation of: {original}\n{more}"


def findings_of(put: Put, run: Run, files: dict[str, str]) -> tuple[Collected, list[Finding]]:
    """Return what is collected of files, and what is worse than a note."""
    for name, content in files.items():
        put(name, content)
    found = run()
    return found, [each for each in found.findings if each.level is not Level.NOTE]


def test_a_translation_knows_its_original(put: Put, run: Run) -> None:
    """It has the id of the document that its sidecar names, in its own folder."""
    files = {f"deal/{name}": text for name, text in TRANSLATED.items()}
    found, told = findings_of(put, run, {**files, "deal/t.meta.yml": sidecar("o.txt")})
    by_path = {document.path: document for document in found.documents}
    assert by_path["deal/t.txt"].original == by_path["deal/o.txt"].id
    assert by_path["deal/o.txt"].original == ""
    assert told == []


def test_a_translation_may_name_a_file_of_another_folder(put: Put, run: Run) -> None:
    """As a link would, as long as it stays among the documents."""
    files = {f"{name[0]}/{name}": text for name, text in TRANSLATED.items()}
    found, told = findings_of(put, run, {**files, "t/t.meta.yml": sidecar("../o/o.txt")})
    assert [bool(document.original) for document in found.documents] == [False, True]
    assert told == []


def test_one_document_may_have_several_translations(put: Put, run: Run) -> None:
    """Each knows the original."""
    files = {**TRANSLATED, "t.meta.yml": sidecar("o.txt"), "u.meta.yml": sidecar("o.txt")}
    found, told = findings_of(put, run, {**files, "u.txt": f"{ENGLISH_TEXT}\n\n Another one."})
    originals = {each.path: each.original for each in found.documents}
    assert originals["t.txt"] == originals["u.txt"] != ""
    assert told == []


WRONG = {
    "no translator": (
        {"t.meta.yml": sidecar("o.txt", "")},
        "no-translator",
        ("seeds/t.meta.yml:2: error", "does not say who made it", "add `translator:`"),
    ),
    "of itself": (
        {"t.meta.yml": sidecar("t.txt")},
        "original-itself",
        ("translation of itself", "name the file of the original"),
    ),
    "of a file that is not there": (
        {"t.meta.yml": sidecar("oo.txt")},
        "no-original",
        ("there is no document oo.txt", "did you mean o.txt"),
    ),
    "of a file outside": (
        {"t.meta.yml": sidecar("../../o.txt")},
        "original-outside",
        ("../../o.txt is outside of the folder of documents",),
    ),
    "of a file of the machine": (
        {"t.meta.yml": sidecar("/etc/passwd")},
        "original-outside",
        ("/etc/passwd is outside",),
    ),
    "of an English document": (
        {"o.txt": f"{ENGLISH_TEXT} Or so.", "o.meta.yml": DATED, "t.meta.yml": sidecar("o.txt")},
        "original-english",
        ("o.txt is in English", "`language:`"),
    ),
    "into German": (
        {"t.txt": GERMAN, "t.meta.yml": f"{sidecar('o.txt')}language: de\n"},
        "translation-not-english",
        ("the translation is in German (de)",),
    ),
    "of a document that was left out": (
        {"o.meta.yml": DATED, "t.meta.yml": sidecar("o.txt")},
        "original-unusable",
        ("its original o.txt could not be used", "mend what is said of that file first"),
    ),
    "of a document of unseen letters": (
        {"t.meta.yml": sidecar('"o\\u202e.txt"')},
        "no-original",
        ("there is no document o\\u202e.txt",),
    ),
}


@pytest.mark.parametrize("title", WRONG)
def test_a_wrong_original_is_an_error_of_the_translation(put: Put, run: Run, title: str) -> None:
    """The finding says what is wrong at the line that names the original, and there is none."""
    files, code, says = WRONG[title]
    found, told = findings_of(put, run, {**TRANSLATED, **files, "z.txt": f"{ENGLISH_TEXT} Truly."})
    (finding,) = (each for each in told if each.path == "seeds/t.meta.yml")
    assert (finding.code, finding.level) == (f"collect.{code}", Level.ERROR)
    for words in says:
        assert words in str(finding)
    assert {document.original for document in found.documents} == {""}
    assert "z.txt" in {document.path for document in found.documents}


def test_translations_in_a_circle_are_both_wrong(put: Put, run: Run) -> None:
    """Each of them names a translation."""
    other = f"{ENGLISH_TEXT} It was so."
    files = {"t.txt": ENGLISH_TEXT, "u.txt": other}
    files |= {"t.meta.yml": sidecar("u.txt"), "u.meta.yml": sidecar("t.txt")}
    found, told = findings_of(put, run, files)
    assert [document.original for document in found.documents] == ["", ""]
    assert [(each.path, each.code) for each in told] == [
        ("seeds/t.meta.yml", "collect.original-translated"),
        ("seeds/u.meta.yml", "collect.original-translated"),
    ]


def test_a_chain_of_translations_ends_at_the_first(put: Put, run: Run) -> None:
    """A translation of a translation names the document that both were made from."""
    other = {"u.txt": f"{ENGLISH_TEXT} It was so.", "u.meta.yml": sidecar("t.txt")}
    found, told = findings_of(put, run, {**TRANSLATED, "t.meta.yml": sidecar("o.txt"), **other})
    assert {each.path: bool(each.original) for each in found.documents} == {
        "o.txt": False,
        "t.txt": True,
        "u.txt": False,
    }
    assert [(each.path, each.code) for each in told] == [
        ("seeds/u.meta.yml", "collect.original-translated")
    ]


def test_paragraphs_that_do_not_match_are_told(put: Put, run: Run) -> None:
    """The translation is read, and the finding names which paragraphs would stand alone."""
    files = {**TRANSLATED, "t.txt": f"{ENGLISH_TEXT}\n\nYes.\n\nNo.\n\n{ENGLISH_TEXT}"}
    found, told = findings_of(put, run, {**files, "t.meta.yml": sidecar("o.txt")})
    assert len(found.documents) == 2
    (finding,) = told
    assert (finding.code, finding.level) == ("collect.paragraphs-differ", Level.WARNING)
    assert "it has 4 paragraphs and its original o.txt 2: ¶3 to ¶4 of t.txt" in str(finding)
    assert "by their lengths look at ¶2 first" in finding.hint
