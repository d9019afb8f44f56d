"""Checks everything before anything is written, and proves that each page is closed text.

Proofs are published beside the pages: `briefings verify` repeats them on the built HTML.
"""

from collections.abc import Iterator, Sequence

from generator.errors import Finding
from generator.keeping import Keeping, nothing_kept
from generator.model import Dossier
from generator.model.page import Annex, Asset, Page
from generator.validate.addresses import Links, one_address
from generator.validate.citation_files import miscited
from generator.validate.citations import uncited
from generator.validate.closed_text import Proved, prove
from generator.validate.context import Context
from generator.validate.front_matter import unsafe
from generator.validate.html import Content, read
from generator.validate.packs import proof_files
from generator.validate.proof import index_asset
from generator.validate.repeated import repeated
from generator.validate.spans import wrong_spans
from generator.validate.texts import stated, texts_of
from generator.validate.unasked import unasked
from generator.validate.unexplained import unexplained
from generator.validate.whence import misplaced, owners

__all__ = ["Context", "misplaced", "owners", "unasked", "unexplained", "validate"]


def validate(  # noqa: PLR0913, PLR0917 - what a site is made of, and what it is held to
    dossier: Dossier,
    pages: Sequence[Page],
    assets: Sequence[Asset],
    annexes: Sequence[Annex],
    context: Context,
    kept: Keeping = nothing_kept,
) -> tuple[tuple[Asset, ...], tuple[Finding, ...]]:
    """Return the files of all proofs, and every finding.

    A page with findings has no proof; with any finding of level error nothing may be written.
    """

    def shown(markdown: str) -> Content:
        return read(context.to_html(markdown))

    content_of = kept(shown, context.markdown)
    contents = {page.path: content_of(page.markdown) for page in pages}
    texts = texts_of(dossier, context)
    proved = [
        prove(page, contents[page.path], texts, f"{context.docs}/{page.path}") for page in pages
    ]
    proofs = [result.proof for result in proved if result.proof is not None]
    files, places = proof_files(proofs, annexes, dossier, context)
    made = (*files, index_asset(dossier, places, context))
    findings = [finding for result in proved for finding in result.findings]
    findings += wrong_spans(dossier, context.seeds)
    findings += miscited(dossier, annexes, context)
    findings += _front_matter(pages, proved, context)
    findings += one_address(_paths(pages, (*assets, *made), context), context.docs)
    findings += repeated(dossier, contents, context)
    findings += _links(dossier, contents, (*assets, *made), context)
    return made, tuple(findings)


def _paths(pages: Sequence[Page], assets: Sequence[Asset], context: Context) -> list[str]:
    """Return the path of every file that the site will have.

    Of a file that stands where one is to be generated only the second counts: that it is in the
    way is for whoever writes to find.
    """
    made = [*(page.path for page in pages), *(asset.path for asset in assets)]
    return [*made, *sorted(context.other_files.difference(made))]


def _front_matter(
    pages: Sequence[Page], proved: Sequence[Proved], context: Context
) -> Iterator[Finding]:
    for page, result in zip(pages, proved, strict=True):
        if result.said:
            path = f"{context.docs}/{page.path}"
            yield from unsafe(page.markdown, result.title, result.said, path)


def _links(
    dossier: Dossier,
    contents: dict[str, Content],
    assets: Sequence[Asset],
    context: Context,
) -> Iterator[Finding]:
    """Yield links that do not resolve and statements that are not cited."""
    files = {*(asset.path for asset in assets), *context.other_files}
    links = Links(contents, files, _external(dossier, context))
    for path, content in contents.items():
        yield from links.broken(path, content, context.docs)
    yield from uncited(dossier, contents, links, context)


def _external(dossier: Dossier, context: Context) -> Iterator[str]:
    """Yield the addresses outside the site that pages may lead to."""
    yield from context.reference
    for document in dossier.source_documents:
        for text, _ in stated(document.metadata):
            yield text
