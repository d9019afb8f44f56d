"""In the open part of a briefing a sentence stands at most twice."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from generator.errors import Finding, Level
from generator.model import Dossier
from generator.model.page import Page
from generator.validate import Context
from generator.validate.html import Content, read
from generator.validate.repeated import repeated

BRIEFING = "briefings/2031"
SENTENCE = "Rain closed the Vexholm bridge, Mayor Ilo Tarn said."
STATEMENT = "Rain closed the Vexholm bridge"


def found(dossier: Dossier, context: Context, pages: tuple[Page, ...], html: str) -> list[Finding]:
    """Return the findings on the briefing of the bridge, with more HTML at its end."""
    page = next(page for page in pages if page.path.startswith(BRIEFING))
    content = read(context.to_html(page.markdown) + html)
    contents: dict[str, Content] = {page.path: content}
    return list(repeated(dossier, contents, context))


@pytest.mark.parametrize(
    ("html", "faults"),
    [
        ("", 0),
        (f"<p>{SENTENCE}</p>" * 3, 2),
        (f"<p>“{STATEMENT}”</p>" * 3, 1),
        ("<p>Rain closed  the <b>Vexholm</b> bridge</p>" * 3, 1),
        (f"<details><summary>More</summary><p>{SENTENCE}</p></details>" * 3, 0),
        (f"<details open><summary>More</summary><p>{SENTENCE}</p></details>" * 3, 2),
        (f"<details><summary>{SENTENCE}</summary></details>" * 3, 2),
        ("<details><p>x</p><details open>" + f"<p>{SENTENCE}</p>" * 3 + "</details></details>", 0),
        ("<p>Ilo Tarn said.</p>" * 9, 0),
    ],
)
def test_what_is_said_a_third_time_is_found(
    dossier: Dossier, context: Context, pages: tuple[Page, ...], html: str, faults: int
) -> None:
    """In the open; what is folded, and what is too short to be a sentence, may be said again."""
    findings = found(dossier, context, pages, html)
    assert [finding.code for finding in findings] == ["page.repeats"] * faults
    assert all("bridge" in finding.what and finding.hint for finding in findings)


def test_validation_says_so(
    check: Callable[..., tuple[Finding, ...]], pages: tuple[Page, ...]
) -> None:
    """It is one of the checks of a site, and keeps no page from being written."""
    said = f"\n\n{SENTENCE}\n" * 3
    more = tuple(
        replace(page, markdown=page.markdown + said) if page.path.startswith(BRIEFING) else page
        for page in pages
    )
    findings = [finding for finding in check(pages=more) if finding.code == "page.repeats"]
    assert findings
    assert all(finding.level is Level.WARNING for finding in findings)


def test_a_second_time_is_not_too_often(
    dossier: Dossier, context: Context, pages: tuple[Page, ...]
) -> None:
    """In brief, and in its place; once more is too often."""
    page = next(page for page in pages if page.path.startswith(BRIEFING))
    shown = read(context.to_html(page.markdown)).opened.count(STATEMENT)
    assert shown <= 2
    assert found(dossier, context, pages, f"<p>{STATEMENT}</p>" * (2 - shown)) == []
    assert len(found(dossier, context, pages, f"<p>{STATEMENT}</p>" * (3 - shown))) == 1
