"""What the checks of `expected.yaml` mean, over what the first three stages make of one file.

Words are compared with every run of white space as one space, in composed letters.
"""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.collect import collect
from generator.errors import Finding
from generator.link import link
from generator.model import Dossier, Entity, LinkedDocument, Span, Statement
from generator.store.extraction import extract_one


@dataclass(frozen=True, slots=True)
class Read:
    """One file after collecting, extracting and linking."""

    dossier: Dossier
    """Holds one document, or none where the file could not be read."""
    findings: tuple[Finding, ...]

    @property
    def linked(self) -> LinkedDocument:
        """The document; a file that could not be read fails the test with its findings."""
        assert self.dossier.documents, "\n".join(map(str, self.findings))
        return self.dossier.documents[0]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The document's statements."""
        return self.linked.statements

    def speaker(self, statement: Statement) -> Entity | None:
        """Return the entity that speaks."""
        return next((e for e in self.dossier.entities if e.id == statement.speaker), None)

    def entities(self, mention: str) -> set[str]:
        """Return the ids of the entities that mentions of exactly these words mean."""
        return {
            entity.id
            for entity in self.dossier.entities
            for link_ in entity.links
            if plain(link_.mention.span.text) == mention
        }


def read(folder: Path) -> Read:
    """Return what is found in a seeds folder that holds one file."""
    collected = collect(folder)
    dossier, linking = link([extract_one(d) for d in collected.documents], collected.notes)
    return Read(dossier, (*collected.findings, *linking))


def plain(text: str) -> str:
    """Return a text with its white space as single spaces, in composed letters."""
    return " ".join(unicodedata.normalize("NFC", text).replace("\u00ad", "").split())


def said(statement: Statement) -> str:
    """Return what is said, without a final stop."""
    return plain(" ".join(part.text for part in statement.attribution.content)).rstrip(" .,")


def about(found: Read, fragment: str) -> list[Statement]:
    """Return the statements that hold a fragment, the shortest first: it is the innermost."""
    return sorted((s for s in found.statements if fragment in said(s)), key=lambda s: len(said(s)))


def voices(found: Read, statement: Statement) -> str:
    """Return everything that tells who speaks, in small letters."""
    entity = found.speaker(statement)
    spans = (statement.attribution.source, statement.attribution.role, entity and entity.name)
    return plain(" | ".join(span.text for span in spans if span)).casefold()


def _speaker(found: Read, fragment: str, name: str | None) -> bool:
    held = about(found, fragment)
    if name is None:
        return not held or not voices(found, held[0])
    return bool(held) and name.casefold() in voices(found, held[0])


def _resolved(found: Read, fragment: str, name: str) -> bool:
    held = about(found, fragment)
    entity = found.speaker(held[0]) if held else None
    return entity is not None and plain(entity.name.text).casefold() == plain(name).casefold()


def _not_speaker(found: Read, name: str) -> bool:
    return all(name.casefold() not in voices(found, statement) for statement in found.statements)


def _no_cue(found: Read, words: str) -> bool:
    """Tell whether no cue shares a character with these words, wherever they stand."""
    text = found.linked.annotated.document.text
    places = [at for at in range(len(text)) if text.startswith(words, at)]
    assert places, f"the file does not hold {words!r}"
    cues = [s.attribution.cue for s in found.statements if s.attribution.cue]
    return not any(cue.start < at + len(words) and at < cue.end for cue in cues for at in places)


def _dates(found: Read, phrase: str) -> Iterator[str | None]:
    for time in found.linked.annotated.times:
        if phrase in plain(time.span.text):
            yield from (time.value, time.edtf)


def _quantity(found: Read, *wanted: Any) -> bool:
    """Tell whether a figure has minimum, maximum and, where given, exactness and unit."""
    words, *values = wanted
    for quantity in found.linked.annotated.quantities:
        unit = plain(quantity.unit.text) if quantity.unit else None
        mine = [quantity.minimum, quantity.maximum, quantity.exactness.value, unit]
        if words in plain(quantity.span.text) and mine[: len(values)] == values:
            return True
    return False


def _figures(found: Read) -> list[str]:
    return [plain(quantity.figure.text) for quantity in found.linked.annotated.quantities]


def _paragraphs(found: Read) -> list[str]:
    document = found.linked.annotated.document
    return [plain(document.text[p.start : p.end]) for p in document.paragraphs]


def _meta(found: Read, key: str) -> str | None:
    value = getattr(found.linked.annotated.document.metadata, key)
    return plain(value.value) if value else None


def _named(found: Read, name: str) -> list[Entity]:
    return [entity for entity in found.dossier.entities if plain(entity.name.text) == name]


def _any(spans: Iterator[Span], words: str) -> bool:
    return any(words in plain(span.text) for span in spans)


CHECKS: Mapping[str, Callable[..., bool]] = {
    "speaker": _speaker,
    "resolved": _resolved,
    "notspeaker": _not_speaker,
    "content": lambda found, words: any(said(s) == words.rstrip(" .,") for s in found.statements),
    "nostmt": lambda found, words: not about(found, words),
    "nocue": _no_cue,
    "stance": lambda found, words, stance: any(
        s.attribution.stance.value == stance for s in about(found, words)[:1]
    ),
    "hedge": lambda found, fragment, words: any(
        words in plain(hedge.span.text)
        for s in about(found, fragment)
        for hedge in s.attribution.hedges
    ),
    "refusal": lambda found, words: _any(
        (refusal.span for refusal in found.linked.annotated.refusals), words
    ),
    "date": lambda found, phrase, value: value in set(_dates(found, phrase)),
    "nodate": lambda found, phrase: not list(_dates(found, phrase)),
    "entity": lambda found, name, kind: any(e.type.value == kind for e in _named(found, name)),
    "noentity": lambda found, name: not _named(found, name),
    "noentitytype": lambda found, name, kind: all(
        name not in plain(entity.name.text) or entity.type.value != kind
        for entity in found.dossier.entities
    ),
    "samename": lambda found, name: len(_named(found, name)) == 1,
    "same": lambda found, one, other: bool(found.entities(one) & found.entities(other)),
    "notsame": lambda found, one, other: not found.entities(one) & found.entities(other),
    "qty": _quantity,
    "noqty": lambda found, figure: figure not in _figures(found),
    "para": lambda found, text: plain(text) in _paragraphs(found),
    "nopara": lambda found, text: plain(text) not in _paragraphs(found),
    "meta": lambda found, key, value: _meta(found, key) == value,
    "metain": lambda found, key, values: _meta(found, key) in values,
    "finding": lambda found, code: any(code in finding.code for finding in found.findings),
    "nofinding": lambda found, code: all(code not in finding.code for finding in found.findings),
}
"""Name of a check and what tells whether it holds; its arguments are those of the file."""
