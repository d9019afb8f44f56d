"""The exact text of every piece, from where it comes from, and why a piece may not be shown."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import assert_never

from generator import model
from generator.errors import BriefingsError
from generator.model import (
    Dossier,
    Editorial,
    Label,
    Metadata,
    MetaValue,
    Piece,
    Reference,
    Slice,
)
from generator.validate.context import Context
from generator.validate.packaged import is_packaged
from generator.visible import visible

_SLOT = re.compile(
    r"[-+]?\d[\d,.]*[%°]?"  # a count, a coordinate
    r"|\d{1,3}(?:[\u00a0\u202f\u2019]\d{3})+(?:[,.]\d+)?"  # as other languages group digits
    r"|\d+(?:[,\u2013-] ?\d+)+"  # several
    r"|(?=[^\dX]*[\dX])[\dXPTWYMDHSQEUZ./:?~%+-]{1,64}"  # ISO 8601, EDTF, TIMEX3
    r"|(?:PAST|PRESENT|FUTURE)_REF|\d{4}-(?:SP|SU|FA|WI|Q\d|H\d)|[\dX-]{4,10}T(?:MO|MI|AF|EV|NI|DT)"
    r"|(?=[a-f]*\d)[0-9a-f]{6,64}|[se][0-9a-f]{10}(?:-\d+)?"  # a hash, an id
    r"|\d+(?:\.\d+)+(?:[a-z]+\d*)?(?:\.dev\d+)?(?:\+[0-9a-z.]+)?"  # a version
    r"|[a-z]+(?:\.[a-z0-9-]+)+"  # the name of a rule
    r"|\d{1,6}[a-z]{1,4}"  # a statement inside another: 26 of a letter, 702 of two
    r"|[\w#](?:\u00b7[\w#])*"  # a letter of an index, or several; # stands for what is none
)
_HOLE = re.compile(r"\{(\w+)\}")
_VOCABULARY = frozenset(
    word
    for kind in vars(model).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum)
    for word in kind
)
"""Every value of our own enumerations."""


SIGNATURE = "signature"
"""Origin of the name of someone who signed a note."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """Where the text of pieces may come from."""

    strings: Mapping[str, str]
    """The string catalogue."""
    stored: Mapping[str, str]
    """Stored texts by document id."""
    facts: frozenset[tuple[str, str]]
    """Reference data with where it is from: metadata, places, signatures."""
    site: frozenset[str]
    """Texts of the site's own configuration, from wherever."""
    notes: frozenset[tuple[str, str]]
    """Editorial texts with their signers."""
    data: frozenset[str]
    """Words that may stand in the slots of interface strings, beside what looks like data."""
    packaged: Callable[[Reference], bool] = lambda _: False
    """Tells whether reference data is the package's own."""


class Texts:
    """Gives the text of pieces; refuses what has no source."""

    def __init__(self, origins: Origins) -> None:
        self._stored = origins.stored
        self._strings = origins.strings
        self._packaged = origins.packaged
        self._facts = origins.facts
        self._site = origins.site
        self._notes = frozenset((visible(text), signed) for text, signed in origins.notes)
        self._data = origins.data | _VOCABULARY | frozenset(origins.strings.values())
        self._plain = frozenset(visible(text).strip() for text in origins.strings.values())

    def stored(self, document: str) -> str:
        """Return the stored text of a document; empty when there is none."""
        return self._stored.get(document, "")

    def cut(self, document: str, start: int, end: int) -> str:
        """Return characters of a stored text; raises `UnprovenError` outside of it."""
        text = self.stored(document)
        if not 0 <= start <= end <= len(text) or document not in self._stored:
            raise UnprovenError(
                "closed-text.outside",
                f"{start}-{end} of document {document} is outside every stored text",
                "report it: the planner made a span that does not exist",
            )
        return text[start:end]

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
        text = self.cut(span.document, span.start, span.end)
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
        known = (piece.text, piece.origin) in self._facts or piece.text in self._site
        if not known and not self._packaged(piece):
            raise UnprovenError(
                "closed-text.reference",
                f"“{piece.text[:40]}” is not what {piece.origin} says",
                "report it: reference data must be as found, with its origin",
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


def texts_of(dossier: Dossier, context: Context) -> Texts:
    """Return the texts that pages about a dossier may show."""
    documents = dossier.source_documents
    notes = [note for linked in dossier.documents for note in linked.notes]
    reasons = [correction for document in documents for correction in document.corrections]
    editorial = [(note.value, note.signed, note.path) for note in notes]
    editorial += [(reason.why, reason.signed, reason.path) for reason in reasons]
    data = {*context.stored_text_path.values(), *context.other_files}
    data |= {file for files in context.left_out.values() for file in files}
    for document in documents:
        data |= {document.id, document.path, document.path.rsplit("/", 1)[-1], document.media_type}
    return Texts(
        Origins(
            strings=context.strings,
            stored={document.id: document.text for document in documents},
            facts=frozenset(_facts(dossier)),
            site=context.reference,
            notes=frozenset((text, signed) for text, signed, _ in editorial),
            data=frozenset(data | {word for _, *words in editorial for word in words}),
            packaged=is_packaged,
        )
    )


def stated(metadata: Metadata) -> Iterator[tuple[str, str]]:
    """Yield what is known of a document beside its text, and where each value is from."""
    for field in fields(metadata):
        value = getattr(metadata, field.name)
        if isinstance(value, MetaValue):
            yield value.value, f"{value.path} {field.name}"


def _facts(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Yield every text that metadata, signatures and known places give, and where it is from."""
    for document in dossier.source_documents:
        yield from stated(document.metadata)
        for reason in document.corrections:
            yield reason.signed, SIGNATURE
    for linked in dossier.documents:
        for note in linked.notes:
            yield note.signed, SIGNATURE
    for entity in dossier.entities:
        if entity.place is not None:
            origin = entity.place.origin
            yield from ((entity.place.country, origin), (origin, origin))
