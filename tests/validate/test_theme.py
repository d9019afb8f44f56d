"""What a theme says is read from its templates, and nothing more is allowed around a page."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.first_paint import BEGIN, FINISH
from generator.validate.chrome import Allowed, around
from generator.validate.theme import Theme, theme_of

TEMPLATES = {
    "base.html": """{# Never shown #}
<a title="{{ lang.t('go') }}" aria-label="Go on">{% if x %}Made with{% endif %}<b>{{ name }}</b></a>
<script>var base="{{ base_url }}",n={{ count|tojson }};start(base)</script>
{% trans link='<a href="x">Themes</a>' %}Built by %(link)s{% endtrans %}""",
    "partials/languages/en.html": '{% macro t(key) %}{{ {\n  "go": "Go \\"there\\"",\n} }}',
    "partials/languages/de.html": '{{ {\n  "go": "Geh",\n} }}',
}


@pytest.fixture(scope="module")
def theme() -> Theme:
    """What the invented theme says."""
    return theme_of(TEMPLATES, ["en"])


def test_words_of_a_theme(theme: Theme) -> None:
    """Texts, readable attributes, translations and strings in tags are words; code is not."""
    assert {"Made with", "Go on", 'Go "there"', "Built by", "Themes"} <= theme.words
    assert not {"Geh", "Never shown", "var", ""} & theme.words


@pytest.mark.parametrize(
    ("html", "codes"),
    [
        ("<p>Made with</p>", []),
        ("<p>Made by nobody</p>", ["site.chrome"]),
        ("<p>Title</p><p>Heading</p><p>Site</p>", []),
        ("<title>Title - Site</title>", []),
        ("<a aria-label='Go on: Title'></a>", []),
        ("<a aria-label='Go away: Title'></a>", ["site.chrome"]),
        ("<p>\u00ab Title \u00bb</p>", []),
        ('<script>var base="..",n=3;start(base)</script>', []),
        ('<script>var base="..",n="a \\u0026 b";start(base)</script>', []),
        ('<script>var base="..",n={"a": 1};start(base)</script>', []),
        ('<script>var base="..",n=alert(1);start(base)</script>', ["site.active"]),
        ('<script>var base="..",n=3;start(base);x()</script>', ["site.active"]),
        ('<script>var base="",y="",n=3;start(base)</script>', ["site.active"]),
        ('<script>var base="";x();"",n=3;start(base)</script>', ["site.active"]),
        ('<script>var base="\\",n="x;start(base)</script>', ["site.active"]),
        ('<script>var base="..",n=[x];start(base)</script>', ["site.active"]),
        (f"<script>{BEGIN}</script><script>{FINISH}</script>", []),
        (f'<script>var base="..",n=3;start(base);{BEGIN}</script>', []),
        (f"<script>x();{BEGIN}</script>", ["site.active"]),
        (f"<script>{FINISH};x()</script>", ["site.active"]),
        (f"<script>{BEGIN.replace('add', 'remove')}</script>", ["site.active"]),
        ('<script type="application/json">{"a": "Made with", "b": ["../x"]}</script>', []),
        ('<script type="application/json">{"a": "Something else"}</script>', ["site.chrome"]),
        ('<script type="application/json">{</script>', ["site.chrome"]),
        ('<script src="a.js"></script>', []),
        ('<p onclick="x()"></p>', ["site.active"]),
        ("<iframe></iframe>", ["site.active"]),
        ('<meta name="generator" content="mkdocs-1.6.1, mkdocs-material-9.8.1">', []),
        ('<meta name="description" content="Lies">', ["site.chrome"]),
        ('<meta name="author" content="Lies">', ["site.chrome"]),
        ("<noscript>Lies</noscript>", ["site.chrome"]),
    ],
)
def test_around_the_content(theme: Theme, html: str, codes: list[str]) -> None:
    """Only the theme, titles, the page's headings and the configuration may be read there."""
    allowed = Allowed(theme=theme, configured=frozenset({"Site"}), titles=frozenset({"Title"}))
    found = around(LexborHTMLParser(html), allowed, ["Heading"])
    assert [code for code, _ in found] == codes
