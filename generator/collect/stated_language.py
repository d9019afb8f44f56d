"""Which language a document is read as: what a person says holds, and nothing is taken on trust.

A person's word, in a sidecar or front matter, is never doubted. What an HTML page says of itself
is often its template's: where the text is surely in another language, it has to be said by a
person. A document that says nothing is English, unless its text surely is not; of one that is
English the paragraphs are told that surely are not.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import PurePosixPath

from generator.collect import names
from generator.collect.documents import line_in_file
from generator.collect.language import ENGLISH, detected, is_plain_english
from generator.collect.report import Report
from generator.languages import base, name_of
from generator.model import MetaValue, Origin, SourceDocument


def with_language(
    document: SourceDocument, content: bytes, report_of: Callable[[str], Report]
) -> SourceDocument | None:
    """Return the document in the language that it is to be read in, or None after an error.

    `content` is its file's bytes, in which findings name lines.
    """
    stated = document.metadata.language
    if document.is_english:
        told = stated is not None and stated.origin is not Origin.HTML
        if told:
            return document
        other, report = detected(_body(document)), report_of(document.path)
        if other in {"", ENGLISH}:
            _tell_paragraphs(document, content, report)
            return document
        _tell_other(
            document, other, report, line=line_in_file(document, document.body_start, content)
        )
        return None
    if stated is not None and not name_of(stated.value):
        what = f"no language is known by the tag {stated.value!r}"
        hint = "write it as de, uk or zh-Hant, or leave it if it is right"
        report_of(stated.path).warning("unknown-language", what, hint, line=stated.line)
    if stated is not None and stated.origin is Origin.HTML:
        return _of_page(document, stated, report_of(document.path))
    if stated is not None and is_plain_english(_body(document)):
        what = f"its text looks English, and it is said to be {called(stated.value)}"
        hint = "remove the line to have it annotated; until then it is only stored"
        report_of(stated.path).warning("looks-english", what, hint, line=stated.line)
    return document


def tell_stored(documents: Iterable[SourceDocument], report_of: Callable[[str], Report]) -> None:
    """Add a note about each document that is not annotated, nor is a translation of it."""
    documents = tuple(documents)
    translated = {document.original for document in documents}
    for document in documents:
        stated = document.metadata.language
        if stated is None or document.is_english or document.id in translated:
            continue
        what = f"it is in {called(stated.value)}, so its text is stored and not annotated"
        hint = "add an English translation with `translation of:` to have one annotated"
        report_of(stated.path).note("not-annotated", what, hint, line=stated.line)


def other_language(text: str) -> str:
    """Return what a text's language is called where it surely is not English; else nothing."""
    tag = detected(text)
    return called(tag) if tag not in {"", ENGLISH} else ""


def called(tag: str) -> str:
    """Return a language as a message calls it: `German (de)`."""
    name = name_of(tag)
    return f"{name} ({tag})" if name else tag


def _of_page(document: SourceDocument, stated: MetaValue, report: Report) -> SourceDocument:
    """Return a page that calls itself foreign; as English where it plainly is."""
    if not is_plain_english(_body(document)):
        return document
    what = f"the page calls itself {called(stated.value)}, but its text is English; it is read so"
    hint = f"add `language: {stated.value}` to {_sidecar(document)} if that is wrong"
    report.warning("looks-english", what, hint, line=stated.line)
    return replace(document, metadata=replace(document.metadata, language=None))


def _tell_other(document: SourceDocument, other: str, report: Report, *, line: int) -> None:
    what = f"its text looks {called(other)}, and rules read English only"
    hint = (
        f"add `language: {_tag(other)}` to {_sidecar(document)} to publish it as a source, "
        "or `language: en` if it is English"
    )
    report.error("looks-foreign", what, hint, line=line)


def _tell_paragraphs(document: SourceDocument, content: bytes, report: Report) -> None:
    """Add a warning for each paragraph of an English document that surely is not English."""
    for paragraph in document.paragraphs:
        other = detected(document.text[paragraph.start : paragraph.end])
        if other in {"", ENGLISH}:
            continue
        what = f"¶{paragraph.number} looks {called(other)}, and rules read all of it as English"
        hint = (
            f"put it into a document of its own, with `language: {_tag(other)}`, "
            f"or add `language: en` to {_sidecar(document)} if it is to stay"
        )
        line = line_in_file(document, paragraph.start, content)
        report.warning("foreign-paragraph", what, hint, line=line)


def _tag(language: str) -> str:
    """Return a tag as YAML takes it for text: it takes Norwegian's for the opposite of "yes"."""
    return "'no'" if base(language) == "no" else language


def _sidecar(document: SourceDocument) -> str:
    return f"{names.shown(PurePosixPath(document.path).stem)}.meta.yml"


def _body(document: SourceDocument) -> str:
    return document.text[document.body_start : document.body_end]
