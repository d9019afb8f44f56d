"""Pages that moved: an address that was published once keeps leading somewhere.

A briefing or a source page is known again by the document's id at the end of its address, an
entity's page by any form of its name.
"""

from collections.abc import Collection, Iterator

from generator.model import AliasKind, Slice
from generator.model.briefing import Target
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

    An address whose document or entity is gone leaves nothing.
    """
    now = set(_addresses(index))
    documents = {id_in_slug(slug): document for document, slug in index.slugs.items()}
    entities = _entities(index)
    found = []
    for path in sorted(set(published) - now):
        folder, _, rest = path.rpartition("/")
        slug = rest.removesuffix(".md")
        if not rest.endswith(".md") or slug == "index":
            continue
        document = documents.get(id_in_slug(slug))
        if folder in {"briefings", "sources"} and document is not None:
            found.append(_document(index, path, document))
        elif folder == "glossary" and len(entities.get(slug, ())) == 1:
            entity = index.entities[next(iter(entities[slug]))]
            found.append(
                Moved(path=path, title=Slice(entity.name), target=Target(entity_page(entity)))
            )
    return tuple(found)


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
