"""The cases of `tests/data/link/*.yml`: texts with marked names, and who is who in them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.errors import Finding
from generator.link import link
from generator.model import AnnotatedDocument, CuratedNote, Dossier, Entity

CASES = Path(__file__).parent.parent / "data" / "link"


def _cases() -> Iterator[Any]:
    for file in sorted(CASES.glob("*.yml")):
        for case in yaml.safe_load(file.read_text("utf-8")):
            yield pytest.param(case, id=f"{file.stem}: {case['title']}")


def _line(entity: Entity) -> str:
    """Return an entity as the cases write it: `Dana Vell: person, 3; Vell = surname`."""
    aliases = "".join(f"; {a.text.text} = {a.kind}" for a in entity.aliases)
    return f"{entity.name.text}: {entity.type}, {len(entity.links)}{aliases}"


def _summary(dossier: Dossier, findings: Sequence[Finding]) -> dict[str, list[str | None]]:
    names = {entity.id: entity.name.text for entity in dossier.entities}
    said = [s for linked in dossier.documents for s in linked.statements]
    return {
        "entities": [_line(entity) for entity in dossier.entities],
        "evidence": [a.evidence.text for entity in dossier.entities for a in entity.aliases],
        "speakers": [names[s.speaker] if s.speaker else None for s in said],
        "parties": [names[s.party] if s.party else None for s in said],
        "reasons": [s.reason.rule if s.reason else None for s in said],
        "links": [
            f"{entry.mention.span.text} -> {entity.name.text}: {entry.reason.rule}"
            for entity in dossier.entities
            for entry in entity.links
        ],
        "notes": [
            entry.reason.note
            for entity in dossier.entities
            for entry in entity.links
            if entry.reason.note
        ],
        "beaten": [
            why
            for reason in (
                *(entry.reason for entity in dossier.entities for entry in entity.links),
                *(s.reason for s in said if s.reason),
            )
            for why in reason.beaten
        ],
        "findings": [f"{f.path}:{f.line}: {f.level} {f.code}" for f in findings],
        "slugs": [entity.slug.removesuffix("-" + entity.id[1:7]) for entity in dossier.entities],
        "sort": [entity.sort_key for entity in dossier.entities],
        "descriptions": [d.span.text for entity in dossier.entities for d in entity.descriptions],
    }


@pytest.mark.parametrize("case", list(_cases()))
def test_a_case_links_as_it_says(
    case: dict[str, Any],
    document_of: Callable[[Mapping[str, Any]], AnnotatedDocument],
    notes_of: Callable[..., tuple[CuratedNote, ...]],
) -> None:
    """What each case expects is what linking finds, and nothing else of that kind."""
    documents = [document_of(given) for given in case["documents"]]
    dossier, findings = link(documents, notes_of(documents, case.get("notes", ())))
    found = _summary(dossier, findings)
    for key, wanted in case["expect"].items():
        assert found[key] == wanted, key
