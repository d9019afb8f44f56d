"""What a built page needs before it is seen: one style sheet, and no script."""

import pytest

from generator.first_paint import FirstPaint

SHEETS = {
    "assets/stylesheets/main.1.min.css": '@charset "UTF-8";a{b:"}/*"}/*# sourceMappingURL=m.map */',
    "assets/ours.css": "/* It's ours. { */ a { color: url(data:image/png;base64,x); }",
    "assets/import.css": '@import "ours.css"; a { }',
    "assets/relative.css": "a { background: url('../images/a.png'); }",
    "assets/cut.css": "@media print { a { color: red; }",
    "assets/comment.css": "a { color: red; } /* never closed",
}
SCOPE = '<script>__md_scope=new URL("..",location),a=e=>e<<5</script>'
BUNDLE = '<script src="../assets/javascripts/bundle.1.min.js"></script>'


def link(path: str) -> str:
    """Return a link to a style sheet."""
    return f'<link rel="stylesheet" href="{path}">'


def page(head: str, scripts: str = BUNDLE) -> str:
    """Return a page as the theme writes it."""
    return (
        f"<html><head><title>T</title>\n{head}</head><body><p>Text</p>\n{scripts}\n</body></html>"
    )


MAIN, OURS = link("../assets/stylesheets/main.1.min.css"), link("../assets/ours.css")


def prepared(output: str, url: str = "a/", root: str = "/") -> tuple[str, dict[str, str]]:
    """Return a prepared page, and the files that were written for it."""
    written: dict[str, str] = {}
    paint = FirstPaint(SHEETS.get, written.__setitem__, root)
    return paint.page(output, url), written


def test_style_sheets_become_one_in_their_order() -> None:
    """What follows each other is one file, named by its content, at the same depth of the site."""
    output, written = prepared(page(f"{MAIN}\n  \n{OURS}"))
    ((path, content),) = written.items()
    assert output.count("<link") == output.count(link(f"../{path}")) == 1
    assert path.startswith("assets/stylesheets/site.")
    assert content.startswith('@charset "utf-8";')
    assert content.index('b:"}/*"') < content.index("color: url(data:")
    assert "sourceMappingURL" not in content
    assert prepared(page(f"{MAIN}\n{OURS}"))[1] == written


@pytest.mark.parametrize(
    ("url", "root", "base"),
    [("./", "/", ""), ("a/b.html", "/", "../"), ("a/b/", "/", "../../"), ("", "/x/", "/x/")],
)
def test_links_are_followed_from_where_the_page_is(url: str, root: str, base: str) -> None:
    """From the top, from a folder, and from the root of the host, as a page for any address is."""
    head = link(f"{base}assets/stylesheets/main.1.min.css") + link(f"{base}assets/ours.css")
    output, written = prepared(page(head), url, root)
    assert link(base + next(iter(written))) in output


@pytest.mark.parametrize(
    "head",
    [
        MAIN + link("https://fonts.example/a.css"),
        MAIN + link("../assets/ours.css?v=2"),
        MAIN + link("../assets/missing.css"),
        MAIN + "<style>:root { --icon: url(a.svg); }</style>" + OURS,
        *(MAIN + link(f"../assets/{name}.css") for name in ("import", "relative")),
        *(MAIN + link(f"../assets/{name}.css") for name in ("cut", "comment")),
    ],
)
def test_style_sheets_that_rest_on_their_place_stay(head: str) -> None:
    """One of another host, one that reads files beside it, one that would swallow the next."""
    output, written = prepared(page(head))
    assert head in output
    assert written == {}


def test_scripts_wait_in_their_order() -> None:
    """All scripts of files stand in a template, with what they say of themselves."""
    own = '<script src="../a.js" defer></script>\n<script src="b.js" type="module"></script>'
    scripts = f"{BUNDLE}\n{own}"
    output, _ = prepared(page(MAIN, scripts))
    assert f'<template id="__late">{scripts}</template><script>' in output
    assert output.count("<script src=") == scripts.count("<script src=")


def test_the_first_scripts_do_not_wait_for_style_sheets() -> None:
    """What the theme's script of the head does, and ours, is done while style sheets come."""
    output, _ = prepared(page(MAIN + SCOPE))
    scope = output.index("__md_scope=")
    assert scope < output.index("getEntriesByType") < output.index("stylesheet")
    assert output.count("__md_scope") == 1


@pytest.mark.parametrize(
    "output",
    [
        page(MAIN + OURS, '<script src="../other.js"></script>'),
        page(MAIN + OURS, BUNDLE + "<script>document$.subscribe(f)</script>"),
        page("", BUNDLE),
        "no page at all",
    ],
)
def test_other_pages_are_left_alone(output: str) -> None:
    """Another theme, a script of the page itself that needs the theme's, no style sheet."""
    assert prepared(output) == (output, {})
