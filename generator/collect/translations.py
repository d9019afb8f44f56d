"""Which document is a translation of which, as `translation of: FILE` says.

FILE is relative to the folder of the file that names it, as a link would be. It has to be a
document in another language than English, and no translation itself; the translation has to be in
English, and to name who translated it. So there are no chains and no circles. Several translations
of one document may stand side by side.
"""

import posixpath
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from generator.collect import names
from generator.collect.report import Report
from generator.collect.stated_language import called
from generator.model import MetaValue, SourceDocument

_UNLIKE = 2
"""A paragraph is hardly the translation of one whose share of its text is so many times another."""
ReportOf = Callable[[str], Report]
"""Gives the report of a file."""


def with_originals(
    documents: Sequence[SourceDocument], known: Collection[str], report_of: ReportOf
) -> list[SourceDocument]:
    """Return the documents, translations with the id of their original, in the same order.

    One that names its original wrongly has an error, and no original. `known` are the paths of all
    documents, those that could not be read included.
    """
    by_path = {document.path: document for document in documents}
    found = []
    for document in documents:
        stated = document.metadata.translation_of
        original = _original(document, stated, by_path, known, report_of) if stated else None
        found.append(replace(document, original=original.id) if original else document)
    return found


def _original(
    document: SourceDocument,
    stated: MetaValue,
    by_path: Mapping[str, SourceDocument],
    known: Collection[str],
    report_of: ReportOf,
) -> SourceDocument | None:
    """Return the original that a document states, or None after an error."""
    path = _path(stated)
    original, report = by_path.get(path), report_of(stated.path)
    wrong = _wrong_translation(document)
    if wrong is None and original is not None:
        wrong = _wrong_original(document, original)
    if original is None or wrong is not None:
        report.error(*(wrong or _missing(document.path, path, known)), line=stated.line)
        return None
    _check_paragraphs(document, original, report, stated.line)
    return original


_Wrong = tuple[str, str, str]
"""Code of a finding, what is wrong, and what to do."""


def _path(stated: MetaValue) -> str:
    """Return the path of a named file relative to the folder of documents; may lead out of it."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(stated.path), stated.value))


def _wrong_translation(document: SourceDocument) -> _Wrong | None:
    """Return what is wrong with a translation by itself."""
    if document.metadata.translator is None:
        what = "the translation does not say who made it"
        return "no-translator", what, "add `translator:` and a name beside `translation of:`"
    if not document.is_english and document.metadata.language is not None:
        tongue = called(document.metadata.language.value)
        what = f"the translation is in {tongue}, and only one into English is annotated"
        return "translation-not-english", what, "remove `translation of:`, or add an English one"
    return None


def _missing(document: str, path: str, known: Collection[str]) -> _Wrong:
    """Return why there is no original of a document at a path."""
    if path.startswith(("../", "/")) or path == "..":
        what = f"{names.shown(path)[:80]} is outside of the folder of documents"
        return "original-outside", what, "put the original into it, and name it from here"
    if path in known:
        what = f"its original {names.shown(path)} could not be used"
        return "original-unusable", what, "mend what is said of that file first"
    close = names.slip_of(path, sorted(set(known) - {document}))
    meant = f"; did you mean {names.shown(close)}" if close else ""
    what = f"there is no document {names.shown(path)[:120]}"
    return "no-original", what, f"put the original there, or remove `translation of:`{meant}"


def _wrong_original(document: SourceDocument, original: SourceDocument) -> _Wrong | None:
    """Return what is wrong with the document that a translation names."""
    shown = names.shown(original.path)
    if original.id == document.id:
        what, hint = "it is said to be a translation of itself", "name the file of the original"
        return "original-itself", what, hint
    if original.metadata.translation_of is not None:
        what = f"{shown} is a translation itself"
        return "original-translated", what, "name the document that both were made from"
    if original.is_english:
        what = f"{shown} is in English"
        hint = "add its `language:` to its own .meta.yml, or remove `translation of:`"
        return "original-english", what, hint
    return None


def _check_paragraphs(
    document: SourceDocument, original: SourceDocument, report: Report, line: int
) -> None:
    """Add a finding where paragraphs cannot be set side by side by their numbers."""
    ours, theirs = len(document.paragraphs), len(original.paragraphs)
    if ours == theirs:
        return
    longer = document if ours > theirs else original
    first, last = min(ours, theirs) + 1, max(ours, theirs)
    more = f"¶{first}" if first == last else f"¶{first} to ¶{last}"
    report.warning(
        "paragraphs-differ",
        f"it has {ours} paragraphs and its original {names.shown(original.path)} {theirs}: "
        f"{more} of {names.shown(longer.path)} would stand alone, so none is shown beside another",
        "part the text of one where the other is; by their lengths look at "
        f"¶{_parting(document, original)} first",
        line=line,
    )


def _parting(document: SourceDocument, original: SourceDocument) -> int:
    """Return the first paragraph that is far longer in one of two texts, as a share of its text."""
    ours, theirs = _shares(document), _shares(original)
    pairs = enumerate(zip(ours, theirs, strict=False), 1)
    unlike = (number for number, pair in pairs if max(pair) > _UNLIKE * min(pair))
    return next(unlike, min(len(ours), len(theirs)) + 1)


def _shares(document: SourceDocument) -> list[float]:
    """Return how much of the body each paragraph is, from 0 to 1."""
    sizes = [paragraph.end - paragraph.start for paragraph in document.paragraphs]
    return [size / sum(sizes) for size in sizes]
