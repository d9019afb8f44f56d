"""Proofs say what every stretch of a page is, and can be read by people and programs."""

import json
import re
from collections.abc import Callable

from generator.model import Dossier
from generator.model.page import Asset, Page
from generator.validate import Context
from generator.validate.built_page import run_text
from generator.validate.html import read
from generator.validate.proof import INDEX, proof_path
from generator.validate.texts import texts_of


def test_runs_are_the_text_of_their_page(
    pages: tuple[Page, ...],
    proofs: tuple[Asset, ...],
    dossier: Dossier,
    context: Context,
    to_html: Callable[[str], str],
) -> None:
    """The texts of a proof's runs, one after another, are the page's visible text exactly."""
    texts = texts_of(dossier, context)
    made = {
        asset.path: json.loads(asset.content) for asset in proofs if asset.path.endswith(".json")
    }
    for page in pages:
        proof = made[proof_path(page.path)]
        shown = "".join(run_text(run, texts) for run in proof["runs"])
        assert shown == read(to_html(page.markdown)).text
        assert proof["page"] == page.path


def test_neighbouring_slices_are_one_run(proofs: tuple[Asset, ...], dossier: Dossier) -> None:
    """A paragraph cut into links and marks is proven as one stretch of the stored text."""
    document = dossier.documents[0].annotated.document
    path = next(a.path for a in proofs if re.fullmatch(r"proofs/sources/2031.*json", a.path))
    proof = next(json.loads(a.content) for a in proofs if a.path == path)
    slices = [run[2:] for run in proof["runs"] if run[0] == "s"]
    for paragraph in document.paragraphs:
        assert [paragraph.start, paragraph.end] in slices


def test_one_run_stands_on_one_line(proofs: tuple[Asset, ...]) -> None:
    """A proof has a line for each run, so that a change can be reviewed."""
    asset = next(a for a in proofs if a.path == "proofs/timeline.json")
    runs = json.loads(asset.content)["runs"]
    assert sum(line.startswith("[") for line in asset.content.decode().splitlines()) >= len(runs)


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
