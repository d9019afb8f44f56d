"""Each breach of a promise is found, by its own code, before anything is written."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from generator.errors import Finding, Level
from generator.model import Dossier, Editorial, Label, Piece, Reference, Slice, Span
from generator.model.page import Asset, Page
from generator.validate import Context

Check = Callable[..., tuple[Finding, ...]]
Pages = tuple[Page, ...]


def codes(findings: tuple[Finding, ...]) -> set[str]:
    """Return the codes of findings, all of which must say what to do."""
    assert all(finding.hint and finding.level is Level.ERROR for finding in findings)
    return {finding.code for finding in findings}


def with_page(pages: Pages, path: str, **changes: object) -> Pages:
    """Return the pages with one changed; `path` is how its path begins."""
    assert any(page.path.startswith(path) for page in pages)
    place = next(n for n, page in enumerate(pages) if page.path.startswith(path))
    return (*pages[:place], replace(pages[place], **changes), *pages[place + 1 :])  # type: ignore[arg-type]  # any field


def page_at(pages: Pages, path: str) -> Page:
    """Return the first page whose path begins so."""
    return next(page for page in pages if page.path.startswith(path))


def edited(pages: Pages, path: str, old: str, new: str) -> Pages:
    """Return the pages with the Markdown of one changed in one place."""
    markdown = page_at(pages, path).markdown
    assert old in markdown
    return with_page(pages, path, markdown=markdown.replace(old, new, 1))


def appended(pages: Pages, piece: Piece, text: str) -> Pages:
    """Return the pages with a piece and its text at the end of the timeline."""
    page = page_at(pages, "timeline")
    return with_page(
        pages,
        "timeline",
        markdown=f"{page.markdown}\n\n{text}\n",
        pieces=(*page.pieces, piece),
    )


def test_sound_pages_have_no_findings(check: Check) -> None:
    """Pages as they are rendered pass every check."""
    assert check() == ()


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("briefings/2031", "is not damaged", "is damaged"),
        ("briefings/2031", "[Ilo Tarn]", "[Pera Quist]"),
        ("briefings/2031", "14 cables", "15 cables"),
        ("statements", "# Statements", "# Statementz"),
        ("glossary/ilo-tarn", "Vexholm", "V\u0435xholm"),
        ("index", "---\n\n#", "---\n\nAn added sentence.\n\n#"),
        ("timeline", "# Timeline", "# Timeline\n\n\u2705"),
        ("timeline", "# Timeline", "# Timeline\n\n?"),
    ],
)
def test_text_that_is_no_piece_is_found(
    check: Check, pages: Pages, path: str, old: str, new: str
) -> None:
    """A changed, added or removed character parts the page from its pieces."""
    findings = check(pages=edited(pages, path, old, new))
    assert codes(findings) & {"closed-text.parts", "page.heading"}


def test_parting_names_page_and_place(check: Check, pages: Pages) -> None:
    """The finding shows the Markdown file and the first place where page and pieces part."""
    (finding,) = check(pages=edited(pages, "briefings/2031", "not damaged", "quite damaged"))
    assert finding.path.startswith("docs/briefings/2031")
    assert "⟨here⟩The bridge is quite damaged" in finding.what
    lines = page_at(pages, "briefings/2031").markdown.splitlines()
    assert "not damaged" in lines[finding.line - 1]


def test_text_behind_the_last_piece_is_found(check: Check, pages: Pages) -> None:
    """A page ends with its last piece."""
    markdown = page_at(pages, "timeline").markdown + "\n\nAnd more.\n"
    (finding,) = check(pages=with_page(pages, "timeline", markdown=markdown))
    assert "there is text after the last piece" in finding.what


def test_pieces_in_another_order_are_found(check: Check, pages: Pages) -> None:
    """The pieces must stand on the page in their order."""
    pieces = page_at(pages, "briefings/2031").pieces
    swapped = (*pieces[:4], pieces[5], pieces[4], *pieces[6:])
    assert "closed-text.parts" in codes(
        check(pages=with_page(pages, "briefings/2031", pieces=swapped))
    )


def test_pieces_that_run_together_are_found(check: Check, pages: Pages) -> None:
    """Two counts without a separator would read as another number."""
    page = page_at(pages, "timeline")
    one = Label("value.number", (("n", 1),))
    changed = with_page(
        pages, "timeline", markdown=page.markdown + "\n12\n",
        pieces=(*page.pieces, one, Label("value.number", (("n", 2),))),
    )  # fmt: skip
    (finding,) = check(pages=changed)
    assert "runs into the piece before it" in finding.what


@pytest.mark.parametrize(
    ("piece", "text", "code"),
    [
        (Slice(Span("nowhere", 0, 4, "Rain")), "Rain", "closed-text.outside"),
        (Label("no.such"), "x", "closed-text.no-string"),
        (Label("count.documents.one"), "1 document", "closed-text.slots"),
        (
            Label("value.plain", (("value", "the bridge fell"),)),
            "the bridge fell",
            "closed-text.slot",
        ),
        (Reference("Made up", "somewhere"), "Made up", "closed-text.reference"),
        (Editorial("I think so", "Oda Renn"), "I think so", "closed-text.unsigned"),
        (Editorial("The city counts 15 cables.", "X"), "", "closed-text.unsigned"),
    ],
)
def test_piece_without_origin_is_refused(
    check: Check, pages: Pages, piece: Piece, text: str, code: str
) -> None:
    """A piece must be cut, catalogued, in the metadata or signed."""
    assert code in codes(check(pages=appended(pages, piece, text)))


@pytest.mark.parametrize(
    "value",
    ["2024-10-29?", "2024-W44", "P3D", "2024-10-28/2024-11-05", "10,000", "0.1.0",
     "attribution.verb", "bridge.txt", "text/plain", "e0000000001", "Ж", "59.5", "PRESENT_REF", "",
     "1aaa", "312zz"],
)  # fmt: skip
def test_data_may_stand_in_a_slot(check: Check, pages: Pages, value: str) -> None:
    """Counts, dates, hashes, versions, names of rules and files are data."""
    piece = Label("value.plain", (("value", value),))
    assert check(pages=appended(pages, piece, value)) == ()


@pytest.mark.parametrize("value", ["not", "Tarn lied", "DEATH", "decade", "1 not", "Vexholm"])
def test_prose_may_not_stand_in_a_slot(check: Check, pages: Pages, value: str) -> None:
    """Words are no data, whatever they look like."""
    piece = Label("value.plain", (("value", value),))
    assert codes(check(pages=appended(pages, piece, value))) == {"closed-text.slot"}


def test_altered_slice_is_refused(check: Check, pages: Pages, dossier: Dossier) -> None:
    """A slice's own copy of its text is never trusted."""
    document = dossier.documents[0].annotated.document
    piece = Slice(replace(document.span(17, 21), text="Snow"))
    assert "closed-text.altered" in codes(check(pages=appended(pages, piece, "Snow")))


def test_altered_span_of_the_dossier_is_found(check: Check, dossier: Dossier) -> None:
    """Every span of every annotation slices to the stored text."""
    first, *others = dossier.entities
    changed = replace(first, name=replace(first.name, start=first.name.start + 1))
    broken = replace(dossier, entities=(changed, *others))
    assert "span.altered" in codes(check(dossier=broken))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("# Timeline", "# Timeline\n\n<script>alert(1)</script>", "page.active"),
        ("# Timeline", '# Timeline\n\n<p onclick="x()"></p>', "page.active"),
        ("# Timeline", '# Timeline\n\n<p style="position: fixed"></p>', "page.active"),
        ("# Timeline", '# Timeline\n\n<span title="Hidden words"></span>', "closed-text.attribute"),
        ("# Timeline", '# Timeline\n\n<i data-x="Hidden words"></i>', "closed-text.attribute"),
        ("# Timeline", '# Timeline\n\n<a class="headerlink">words</a>', "closed-text.aside"),
        ("# Timeline", "# Timeline\n\n[](javascript:x)", "link.broken"),
        ("# Timeline", "# Timeline\n\n[](https://elsewhere.example/)", "link.broken"),
        ("# Timeline", "# Timeline\n\n[](nowhere.md)", "link.broken"),
        ("# Timeline", "# Timeline\n\n[](statements.md#nowhere)", "link.broken"),
        ("# Timeline", "# Timeline\n\n[](#nowhere)", "link.broken"),
        ("# Timeline", "# Timeline\n\n![](https://elsewhere.example/t.png)", "link.broken"),
        ('title: "Timeline"', 'title: "Time<b>line"', "front-matter.unsafe"),
        ('title: "Timeline"', 'title: "Otherwise"', "front-matter.title"),
        ('title: "Timeline"', 'title: "Timeline"\ndescription: "More"', "front-matter.text"),
        ('title: "Timeline"', 'title: "Timeline"\ntemplate2: x', "front-matter.key"),
        ("---\ntitle", "title", "front-matter.none"),
    ],
)  # fmt: skip
def test_breach_in_markdown_is_found(
    check: Check, pages: Pages, old: str, new: str, code: str
) -> None:
    """Active elements, unproven attributes, broken links and unsafe front matter are found."""
    assert code in codes(check(pages=edited(pages, "timeline", old, new)))


def test_address_in_metadata_may_be_linked(check: Check, pages: Pages) -> None:
    """Only an address that a document's metadata has leads out of the site."""
    markdown = "# Timeline\n\n[](https://vexholm.example/bridge)"
    assert check(pages=edited(pages, "timeline", "# Timeline", markdown)) == ()


def test_statement_without_anchor_is_found(check: Check, pages: Pages, dossier: Dossier) -> None:
    """A statement that a page leaves out, or does not link, cannot be checked."""
    anchor = dossier.documents[0].statements[0].attribution.id
    findings = check(pages=edited(pages, "sources/2031", f'id="{anchor}"', 'id="other"'))
    assert "statement.uncited" in codes(findings)


def test_statement_without_link_is_found(check: Check, pages: Pages, dossier: Dossier) -> None:
    """A briefing leads to the statement's place in the source, and back."""
    anchor = dossier.documents[0].statements[0].attribution.id
    page = page_at(pages, "briefings/2031")
    source = page_at(pages, "sources/2031").path
    markdown = page.markdown.replace(f"../{source}#{anchor}", f"../{source}")
    assert markdown != page.markdown
    findings = check(pages=with_page(pages, "briefings/2031", markdown=markdown))
    assert codes(findings) == {"statement.uncited"}


def test_statement_without_a_way_back_is_found(
    check: Check, pages: Pages, dossier: Dossier
) -> None:
    """The source leads from the statement back to its briefing."""
    anchor = dossier.documents[0].statements[0].attribution.id
    page = page_at(pages, "sources/2031")
    briefing = page_at(pages, "briefings/2031").path
    markdown = page.markdown.replace(f"../{briefing}#{anchor}", f"../{briefing}")
    assert markdown != page.markdown
    findings = check(pages=with_page(pages, "sources/2031", markdown=markdown))
    assert codes(findings) == {"statement.uncited"}


@pytest.mark.parametrize("path", ["Timeline.md", "timeline/index.md", "TIMELINE/README.md"])
def test_two_pages_with_one_address_are_found(check: Check, pages: Pages, path: str) -> None:
    """Addresses that differ in case, or in `a.md` and `a/index.md`, are one."""
    twin = replace(page_at(pages, "timeline"), path=path)
    assert "page.same-address" in codes(check(pages=(*pages, twin)))


def test_hand_written_file_with_a_page_s_address_is_found(check: Check, context: Context) -> None:
    """A file of the user's own may not stand where a page is generated."""
    clash = replace(context, other_files=frozenset({"timeline/index.md"}))
    assert codes(check(context=clash)) == {"page.same-address"}


def test_hand_written_file_may_be_linked(check: Check, pages: Pages, context: Context) -> None:
    """Links to files that are not generated resolve when the context names them."""
    linking = edited(pages, "timeline", "# Timeline", "# Timeline\n\n[](about.md)")
    named = replace(context, other_files=frozenset({"about.md"}))
    assert check(pages=linking, context=named) == ()


def test_title_that_shows_nothing_is_found(check: Check, pages: Pages, dossier: Dossier) -> None:
    """A title of characters that are dropped cannot be read."""
    document = dossier.documents[0].annotated.document
    empty = Slice(document.span(16, 17))
    assert "page.no-title" in codes(check(pages=with_page(pages, "timeline", title=empty)))


def test_asset_is_linked_but_missing(check: Check, assets: tuple[Asset, ...]) -> None:
    """A link to a stored text that was not made is found."""
    fewer = tuple(asset for asset in assets if not asset.path.endswith(".txt"))
    assert codes(check(assets=fewer)) == {"link.broken"}
