"""Pages that moved: an address that was published once keeps leading somewhere.

A briefing or a source page is known again by the document's id at the end of its address, an
entity by any form of its name. The address of an entity is one of `glossary/`, whether it has a
page there or only a row: `glossary/addresses.json` says where to go from one that has no page.
"""

from collections.abc import Collection, Iterator

from generator.model import AliasKind
from generator.model.site import Moved
from generator.plan.addresses import (
    briefing_page,
    entity_page,
    id_in_slug,
    slug_words,
    source_page,
)
from generator.plan.entries import is_named
from generator.plan.index import Index

_LOOSE = frozenset({AliasKind.ROLE, AliasKind.ADJECTIVE, AliasKind.METONYM})


def moved(index: Index, published: Collection[str]) -> tuple[Moved, ...]:
    """Return a page for each address of `published` (paths below `docs/`) that is no longer used.

    Of documents alone: entities lead on without pages. An address whose document is gone leaves
    nothing.
    """
    documents = {id_in_slug(slug): document for document, slug in index.slugs.items()}
    found = []
    for folder, slug in _unused(index, published):
        document = documents.get(id_in_slug(slug))
        if folder in {"briefings", "sources"} and document is not None:
            found.append(_document(index, f"{folder}/{slug}.md", document))
    return tuple(found)


def renamed(index: Index, published: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Return the slugs of entities in `published` that are no longer used, with those used now."""
    forms = _entities(index)
    return tuple(
        (slug, index.entities[next(iter(forms[slug]))].slug)
        for folder, slug in _unused(index, published)
        if folder == "glossary" and len(forms.get(slug, ())) == 1
    )


def _unused(index: Index, published: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield folder and name of each address that no page has now."""
    for path in sorted(set(published) - set(_addresses(index))):
        folder, _, name = path.rpartition("/")
        if name.endswith(".md") and name != "index.md":
            yield folder, name.removesuffix(".md")


def _document(index: Index, path: str, document: str) -> Moved:
    """Return where a document's page stands now; of one that is only stored, the stored text."""
    line = index.lines.get(document)
    if line is None:
        stored = index.stored[document]
        return Moved(path=path, title=stored.title, target=stored.source)
    target = line.briefing if path.startswith("briefings/") else line.source
    return Moved(path=path, title=line.title, target=target)


def _addresses(index: Index) -> Iterator[str]:
    """Yield the paths of all pages that have an address of their own."""
    for document, slug in index.slugs.items():
        if document in index.lines:
            yield briefing_page(slug)
        yield source_page(slug)
    for entity in index.dossier.entities:
        yield entity_page(entity)


def _entities(index: Index) -> dict[str, set[str]]:
    """Return the ids of the entities that some form of a name stands for, by its slug."""
    found: dict[str, set[str]] = {}
    for entity in index.dossier.entities:
        forms = {alias.text.text for alias in entity.aliases if alias.kind not in _LOOSE}
        forms |= {link.mention.span.text for link in entity.links if is_named(link)}
        for form in forms:
            found.setdefault(slug_words(form), set()).add(entity.id)
    return found
