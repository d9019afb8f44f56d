"""Proofs say what every stretch of a page is, and can be read by people and programs."""

import json
from collections.abc import Callable

from generator.model import Dossier
from generator.model.page import Asset, Page
from generator.validate import Context
from generator.validate.built_page import run_text
from generator.validate.html import read
from generator.validate.packs import read_pack, read_record, record_path, unpacked
from generator.validate.proof import INDEX, Proof
from generator.validate.texts import texts_of


def published(proofs: tuple[Asset, ...]) -> dict[str, Proof]:
    """Return the proofs of all pages, as they can be read from what is published."""
    index = json.loads(next(a.content for a in proofs if a.path == INDEX))
    contents = {asset.path: asset.content for asset in proofs}
    found = {}
    for page, path in index["pages"].items():
        content = contents[path]
        packs = read_record(content).pages if path.endswith(".js") else read_pack(content)
        found[page] = unpacked(page, packs[page])
    return found


def test_runs_are_the_text_of_their_page(
    pages: tuple[Page, ...],
    proofs: tuple[Asset, ...],
    dossier: Dossier,
    context: Context,
    to_html: Callable[[str], str],
) -> None:
    """The texts of a proof's runs, one after another, are the page's visible text exactly."""
    texts = texts_of(dossier, context)
    made = published(proofs)
    assert made.keys() == {page.path for page in pages}
    for page in pages:
        shown = "".join(run_text(run, texts) for run in made[page.path].runs)
        assert shown == read(to_html(page.markdown)).text


def test_neighbouring_slices_are_one_run(
    proofs: tuple[Asset, ...], dossier: Dossier, context: Context
) -> None:
    """A paragraph cut into links and marks is proven as one stretch of the stored text."""
    document = dossier.documents[0].annotated.document
    stem = record_path(context.stored_text_path[document.id]).removeprefix("proofs/")[:-3]
    proof = published(proofs)[f"sources/{stem}.md"]
    slices = [run[2:] for run in proof.runs if run[0] == "s"]
    for paragraph in document.paragraphs:
        assert [paragraph.start, paragraph.end] in slices


def test_a_document_has_one_file_for_programs(
    proofs: tuple[Asset, ...], dossier: Dossier, context: Context
) -> None:
    """Its text, the proofs of its pages, citations and annotations stand in one record."""
    contents = {asset.path: asset.content for asset in proofs}
    for linked in dossier.documents:
        document = linked.annotated.document
        record = read_record(contents[record_path(context.stored_text_path[document.id])])
        assert record.text == document.text
        assert {page.partition("/")[0] for page in record.pages} == {"briefings", "sources"}
        assert record.bibtex[0] == f"@misc{{briefing-{document.id},"
        assert record.csl[0]["id"] == f"briefing-{document.id}"
        assert record.annotations["total"] == len(record.annotations["first"]["items"])


def test_index_names_documents_and_proofs(
    proofs: tuple[Asset, ...], pages: tuple[Page, ...], dossier: Dossier
) -> None:
    """The index gives each document's hashes and each page's proof."""
    index = json.loads(next(a.content for a in proofs if a.path == INDEX))
    assert set(index["pages"]) == {page.path for page in pages}
    for linked in dossier.documents:
        document = linked.annotated.document
        record = index["documents"][document.id]
        assert record["text_sha256"] == document.text_sha256
        assert record["stored"].startswith("sources/files/")
