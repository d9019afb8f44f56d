"""A printed briefing is a clean brief: statements, their numbers, and the source."""

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from generator.paper import PROGRAMS, main
from tests.browser.building import built, served
from tests.browser.conftest import arrive, said

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Tab

pytestmark = pytest.mark.browser

BRIEFING = ".md-content .home-item h3 a"
AROUND = (
    ".md-header, .md-sidebar, .md-footer, .md-top, .md-skip, .check, .copy, .marks, .beside, "
    ".statement .show, .on-screen"
)
STYLE = "(element, name) => getComputedStyle(element).getPropertyValue(name)"
NUMBERS = """() => [...document.querySelectorAll(".source-text .said[data-s]")].map((element) =>
  [element.dataset.s, getComputedStyle(element, "::before").content])"""
WORDS = "all => all.filter((one) => one.checkVisibility()).map((one) => one.textContent)"
"""Returns the texts of those that are seen."""
GREY = """() => {
  const grey = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map(Number);
    return Math.max(r, g, b) - Math.min(r, g, b) < 8;
  };
  const names = ["color", "background-color", "border-left-color", "border-bottom-color"];
  return [...document.querySelectorAll(".md-content, .md-content *")]
    .filter((element) => element.checkVisibility())
    .flatMap((element) => names.map((name) => getComputedStyle(element)[name]))
    .filter((colour) => !grey(colour));
}"""
"""Colours on the printed page that are not a grey."""


@pytest.fixture(params=["light"])
def paper(tab: "Tab", request: pytest.FixtureRequest) -> "Page":
    """A briefing as it is printed by a reader of light and of dark pages."""
    page = tab.open()
    page.emulate_media(color_scheme=request.param)
    arrive(page, str(page.locator(BRIEFING).first.evaluate("a => a.href")))
    page.wait_for_load_state("networkidle")
    page.emulate_media(media="print", color_scheme=request.param)
    page.wait_for_timeout(300)  # colours of the theme fade into each other
    return page


def style(page: "Page", selector: str, name: str) -> Any:
    """Return a computed property of the first element that matches."""
    return page.locator(selector).first.evaluate(STYLE, name)


def test_only_the_brief_is_printed(paper: "Page") -> None:
    """Neither navigation nor controls are on paper, and every statement is."""
    for element in paper.locator(AROUND).all():
        assert not element.is_visible(), element.evaluate("e => e.className")
    statements = paper.locator(".md-content .statement")
    assert statements.count()
    assert all(statement.is_visible() for statement in statements.all())


def test_what_is_folded_is_printed(paper: "Page") -> None:
    """Each fold with what it holds; of a statement all its words, once, and no detail."""
    shown = paper.locator("article details, .folds li, .para").evaluate_all(
        "all => all.every((one) => one.checkVisibility())"
    )
    assert shown
    assert paper.locator(".more > summary:visible").count() == 0
    for card in paper.locator("article .statement").all():
        words = card.locator(":scope > .said-line > .words:not(.passage), blockquote")
        seen = words.evaluate_all(WORDS)
        assert seen[0] == said(card)
        assert len(seen) == len(set(seen))
    assert paper.locator(".detail > ul:visible, .nested > ul:visible").count() == 0


def test_statements_stay_whole(paper: "Page") -> None:
    """No page ends inside a statement, after a heading, or after who speaks."""
    assert style(paper, ".statement", "break-inside") == "avoid"
    assert style(paper, ".md-content h2", "break-after") == "avoid"
    assert style(paper, ".nested > .statement-by", "break-after") == "avoid"


def test_the_source_has_the_numbers_of_the_statements(paper: "Page") -> None:
    """A reader of paper finds statement [7] in the text of the source."""
    numbers = paper.evaluate(NUMBERS)
    assert numbers
    for number, printed in numbers:
        assert number in printed


@pytest.mark.parametrize("paper", ["light", "dark"], indirect=True)
def test_black_and_white_is_enough(paper: "Page") -> None:
    """Quoted words, certainty words and kinds of statement differ by form; nothing has a hue."""
    grounds = {style(paper, selector, "background-color") for selector in (".quoted", ".hedge")}
    assert len(grounds) == 2
    assert style(paper, ".hedge", "text-decoration-style") == "dotted"
    kinds = ("direct", "mixed", "indirect")
    lines = {
        style(paper, f".statement.{kind}", "border-left-style")
        for kind in kinds
        if paper.locator(f".statement.{kind}").count()
    }
    assert len(lines) == sum(bool(paper.locator(f".statement.{kind}").count()) for kind in kinds)
    assert paper.evaluate(GREY) == []


def test_only_the_source_has_its_address(paper: "Page") -> None:
    """Links are words without a line; only where the stored text is to be had is spelled out."""
    assert style(paper, ".md-content .statement a", "text-decoration-line") == "none"
    spelled = paper.locator(".md-content a").evaluate_all(
        "links => links.filter(a => getComputedStyle(a, '::after').content.includes('http'))"
        ".map(a => a.pathname)"
    )
    assert spelled
    assert all(address.startswith("/sources/files/") for address in spelled)


def test_chromium_prints_it(paper: "Page", tmp_path: Path) -> None:
    """A PDF of several pages comes out, and no page is wider than the paper."""
    path = tmp_path / "brief.pdf"
    paper.pdf(path=path, prefer_css_page_size=True)
    content = path.read_bytes()
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") > 1
    paper.set_viewport_size({"width": 673, "height": 953})  # A4 without margins
    width, visible = paper.evaluate(
        "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert width <= visible


# The same on paper, by `make pdf` ----------------------------------------------------------------

SOURCE = """ date 2031-05-06 At least 300 ships have left the port of Norvik, harbour minister Ana \
Roel said.

"We will rebuild the pier," Roel told the Norvik Courier on Monday. She did not reveal the cost.

Vesland denied that the "great pier" was damaged. The harbour office said it could not confirm \
the number of ships.
"""
A4, LETTER = (595, 842), (612, 792)
"""Papers in points, rounded."""


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a built site of one invented document."""
    if next(filter(None, map(shutil.which, PROGRAMS)), None) is None:
        pytest.skip("needs Chromium, which is not installed")
    return built(tmp_path_factory.mktemp("brief"), {"norvik.txt": SOURCE})


@pytest.fixture(scope="module")
def printed(brief: Path, tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    """Its briefing as `make pdf` prints it."""
    out = tmp_path_factory.mktemp("pdf")
    assert main([str(brief), str(out), "2031-05-06"]) == 0
    (path,) = out.glob("*.pdf")
    return PdfReader(path)


def text_of(reader: PdfReader) -> str:
    """Return the text of a PDF, white space folded."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.mark.slow
def test_the_text_of_a_pdf_can_be_read(printed: PdfReader) -> None:
    """It has the statements with their numbers, the source with the same ones, and no menu."""
    text = text_of(printed)
    assert "We will rebuild the pier" in text
    assert text.count("[1]") >= 3
    assert "SHA-256" in text
    for word in ("Table of contents", "Skip to content", "Verify", "Copy citation", "Print"):
        assert word not in text
    assert printed.metadata is not None
    assert "Norvik" in str(printed.metadata.title)
    assert printed.outline


@pytest.mark.slow
def test_each_sheet_has_number_and_address(printed: PdfReader) -> None:
    """A sheet that was parted from the others can be put back, and the page be found."""
    sheets = len(printed.pages)
    for number, page in enumerate(printed.pages, start=1):
        text = page.extract_text()
        assert f"{number} / {sheets}" in text
        assert "https://vesl.example/briefings/briefings/2031-05-06-" in text.replace("\n", "")


@pytest.mark.slow
def test_links_lead_to_the_site_or_stay_in_the_brief(printed: PdfReader) -> None:
    """No link leads into the folder in which the brief was printed."""
    links = [
        note.get_object()
        for page in printed.pages
        for note in page.get("/Annots", [])
        if note.get_object().get("/Subtype") == "/Link"
    ]
    outside = [str(link["/A"]["/URI"]) for link in links if "/URI" in link.get("/A", {})]
    assert len(outside) < len(links), "links to statements stay"
    assert any("/sources/files/" in address for address in outside)
    assert all(address.startswith("https://vesl.example/briefings/") for address in outside)


@pytest.mark.slow
def test_a_heading_is_never_last_on_a_sheet(printed: PdfReader) -> None:
    """What follows a heading stands on the same sheet."""
    headings = {"In brief", "Disputed", "Who says what", "Timeline", "Numbers", "Unattributed"}
    headings |= {"Not stated", "People and places", "Source", "Source notes"}
    for page in printed.pages:
        lines = [line.strip() for line in page.extract_text().splitlines() if line.strip()]
        lines = [line for line in lines if "vesl.example/briefings/briefings" not in line]
        body = [line for line in lines if " / " not in line or len(line) > 9]
        assert body
        assert re.sub(r" \(\d+\)$", "", body[-1]) not in headings


@pytest.mark.slow
@pytest.mark.parametrize(("paper", "size"), [("A4", A4), ("Letter", LETTER)])
def test_it_is_printed_on_either_paper(
    brief: Path, tmp_path: Path, paper: str, size: tuple[int, int]
) -> None:
    """A4, or Letter; and the same page gives the same bytes."""
    contents = []
    for folder in (tmp_path / "a", tmp_path / "b"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SOURCE_DATE_EPOCH", "1936000000")
            assert main([str(brief), str(folder), "--paper", paper]) == 0
        (path,) = folder.glob("*.pdf")
        contents.append(path.read_bytes())
        box = PdfReader(path).pages[0].mediabox
        assert (round(box.width), round(box.height)) == size
    assert contents[0] == contents[1]


@pytest.mark.parametrize(
    ("asked", "said"), [("nothing-like-it", "no briefing has"), ("", "build the site first")]
)
def test_a_wrong_name_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: str, said: str
) -> None:
    """Status 1 and one line that says what to do."""
    if asked:
        page = tmp_path / "briefings" / "norvik" / "index.html"
        page.parent.mkdir(parents=True)
        page.touch()
    assert main([str(tmp_path), str(tmp_path / "out"), *([asked] if asked else [])]) == 1
    assert said in capsys.readouterr().err


@pytest.mark.slow
def test_the_button_prints_the_page(brief: Path, chromium: "Browser") -> None:
    """With scripts there is a button; it is not on paper, and the address is at the foot there."""
    page = chromium.new_page()
    page.add_init_script("window.print = () => { window.printed = true; };")
    (briefing,) = (brief / "briefings").glob("2031-*/index.html")
    with served(brief) as url:
        arrive(page, f"{url}briefings/{briefing.parent.name}/")
        button = page.get_by_role("button", name="Print", exact=True)
        button.click()
        assert page.evaluate("window.printed")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        feet = page.evaluate("[...document.querySelectorAll('style')].map(s => s.textContent)")
        assert any(f"/{briefing.parent.name}/" in foot and "@page" in foot for foot in feet)
        assert page.locator(".fold:not([open])").count() == 0
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.locator(".fold[open]").count() == 0
        page.emulate_media(media="print")
        assert not button.is_visible()
    page.close()
    still = chromium.new_context(java_script_enabled=False).new_page()
    with served(brief) as url:
        arrive(still, f"{url}briefings/{briefing.parent.name}/")
        assert still.get_by_role("button", name="Print", exact=True).count() == 0
    still.context.close()
