"""The exact text of every piece, from where it comes from, and why a piece may not be shown."""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import assert_never

from generator import model
from generator.errors import BriefingsError
from generator.model import (
    Dossier,
    Editorial,
    Label,
    LinkedDocument,
    Metadata,
    MetaValue,
    Piece,
    Reference,
    Slice,
)
from generator.validate.context import Context
from generator.visible import visible

_SLOT = re.compile(
    r"[-+]?\d[\d,.]*[%°]?"  # a count, a coordinate
    r"|\d+(?:[,\u2013-] ?\d+)+"  # several
    r"|(?=[^\dX]*[\dX])[\dXPTWYMDHSQEUZ./:?~%+-]{1,64}"  # ISO 8601, EDTF, TIMEX3
    r"|(?:PAST|PRESENT|FUTURE)_REF|\d{4}-(?:SP|SU|FA|WI|Q\d|H\d)|[\dX-]{4,10}T(?:MO|MI|AF|EV|NI|DT)"
    r"|(?=[a-f]*\d)[0-9a-f]{6,64}|[se][0-9a-f]{10}(?:-\d+)?"  # a hash, an id
    r"|\d+(?:\.\d+)+(?:[a-z]+\d*)?(?:\.dev\d+)?(?:\+[0-9a-z.]+)?"  # a version
    r"|\w"  # a letter of an index
)
_HOLE = re.compile(r"\{(\w+)\}")
_NAMES = re.compile(r"[a-z]+(?:[._-][a-z0-9]+)*")


class UnprovenError(BriefingsError):
    """A piece may not be shown; carries the finding's code, what and hint."""

    def __init__(self, code: str, what: str, hint: str) -> None:
        self.code = code
        """Stable name of the finding."""
        self.what = what
        """What is wrong."""
        self.hint = hint
        """What to do."""
        super().__init__(f"{what}; {hint}")


class Texts:
    """Gives the text of pieces of one dossier; refuses what has no source."""

    def __init__(self, dossier: Dossier, context: Context) -> None:
        self._strings = context.strings
        self._plain = frozenset(visible(text).strip() for text in context.strings.values())
        self._stored = {doc.id: doc.text for doc in map(_document, dossier.documents)}
        self._facts = context.reference | frozenset(_facts(dossier))
        self._notes = {
            (visible(note.value), note.signed)
            for linked in dossier.documents
            for note in linked.notes
        }
        self._data = frozenset(_data(dossier, context))

    def stored(self, document: str) -> str:
        """Return the stored text of a document."""
        return self._stored[document]

    def text_of(self, piece: Piece) -> str:
        """Return the text of a piece from its origin, never from the piece's own copy.

        Raises `UnprovenError` when it has no origin.
        """
        match piece:
            case Slice():
                return self._slice(piece)
            case Label():
                return self._label(piece)
            case Reference():
                return self._reference(piece)
            case Editorial():
                return self._editorial(piece)
            case _:
                assert_never(piece)

    def is_string(self, text: str) -> bool:
        """Tell whether a text is an interface string as it stands in the catalogue."""
        return visible(text).strip() in self._plain

    def _slice(self, piece: Slice) -> str:
        span = piece.span
        stored = self._stored.get(span.document)
        if stored is None or not 0 <= span.start <= span.end <= len(stored):
            raise UnprovenError(
                "closed-text.outside",
                f"{span.start}-{span.end} of document {span.document} is outside every stored text",
                "report it: the planner made a span that does not exist",
            )
        text = stored[span.start : span.end]
        if text != span.text:
            raise UnprovenError(
                "closed-text.altered",
                f"“{span.text[:40]}” is not what document {span.document} has at "
                f"{span.start}-{span.end}: “{text[:40]}”",
                "report it: a span was changed after it was cut",
            )
        return text

    def _label(self, piece: Label) -> str:
        pattern = self._strings.get(piece.key)
        if pattern is None:
            raise UnprovenError(
                "closed-text.no-string",
                f"the interface string `{piece.key}` is not in the catalogue",
                "add it to the catalogue, or correct the template",
            )
        for slot, value in piece.values:
            if isinstance(value, str) and not self._is_data(value):
                raise UnprovenError(
                    "closed-text.slot",
                    f"slot `{slot}` of `{piece.key}` holds prose: “{value[:40]}”",
                    "show it as a piece of its own, with its source",
                )
        return label_text(pattern, dict(piece.values), piece.key)

    def _is_data(self, value: str) -> bool:
        return not value or _SLOT.fullmatch(value) is not None or value in self._data

    def _reference(self, piece: Reference) -> str:
        if visible(piece.text).strip() not in self._facts:
            raise UnprovenError(
                "closed-text.reference",
                f"“{piece.text[:40]}” ({piece.origin}) is in no document's metadata and in no "
                "reference data",
                "report it: the planner made up reference data",
            )
        return piece.text

    def _editorial(self, piece: Editorial) -> str:
        if (visible(piece.text), piece.signed) not in self._notes:
            raise UnprovenError(
                "closed-text.unsigned",
                f"“{piece.text[:40]}” is not a note signed by {piece.signed or 'anyone'}",
                "sign the note in the curation file",
            )
        return piece.text


def label_text(pattern: str, values: Mapping[str, str | int], key: str) -> str:
    """Return an interface string with its slots filled."""
    missing = [slot for slot in _HOLE.findall(pattern) if slot not in values]
    if missing:
        raise UnprovenError(
            "closed-text.slots",
            f"the interface string `{key}` has no value for its slot `{missing[0]}`",
            "give the label a value for every slot of the string",
        )
    return _HOLE.sub(lambda hole: str(values[hole[1]]), pattern)


def _document(linked: LinkedDocument) -> model.SourceDocument:
    return linked.annotated.document


def _facts(dossier: Dossier) -> Iterator[str]:
    """Yield every text that documents' metadata, signatures and known places give."""
    for linked in dossier.documents:
        for value in meta_values(_document(linked).metadata):
            yield visible(value.value).strip()
        for note in linked.notes:
            yield visible(note.signed).strip()
    for entity in dossier.entities:
        if entity.place is not None:
            yield from (entity.place.kind, entity.place.country, entity.place.origin)


def meta_values(metadata: Metadata) -> Iterator[MetaValue]:
    """Yield what is known of a document beside its text."""
    for name in type(metadata).__slots__:
        value = getattr(metadata, name)
        if isinstance(value, MetaValue):
            yield value


def _data(dossier: Dossier, context: Context) -> Iterator[str]:
    """Yield the words that may stand in a slot: paths, keys of tables, names of rules."""
    for linked in dossier.documents:
        document = _document(linked)
        yield from (document.path, document.path.rsplit("/", 1)[-1], document.media_type)
        yield document.id
        if document.metadata.language is not None:
            yield document.metadata.language.value
        yield from (note.signed for note in linked.notes)
        yield from (note.path for note in linked.notes)
    for path in (*context.stored_text_path.values(), *context.other_files):
        yield from (path, path.rsplit("/", 1)[-1])
    for kind in vars(model).values():
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            yield from kind
    yield from _rules(dossier)
    yield from context.strings.values()


def _rules(dossier: Dossier) -> Iterator[str]:
    """Yield the names of the rules that made annotations, where they look like names."""
    for linked in dossier.documents:
        annotated = linked.annotated
        reasons = [time.reason for time in annotated.times]
        reasons += [quantity.reason for quantity in annotated.quantities]
        reasons += [s.reason for s in linked.statements if s.reason is not None]
        yield from (r.rule for r in reasons if _NAMES.fullmatch(r.rule))
    for entity in dossier.entities:
        yield from (a.reason.rule for a in entity.aliases if _NAMES.fullmatch(a.reason.rule))
