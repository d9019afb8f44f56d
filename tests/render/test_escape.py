"""Escaped text shows itself and nothing else, through the Markdown that sites really use."""

import html
import re
from typing import Any

import markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from generator.render.escape import escape, escape_attribute, escape_yaml, visible

_PYMDOWNX = """
arithmatex betterem blocks.admonition blocks.details caret critic details emoji fancylists highlight
inlinehilite keys magiclink mark saneheaders smartsymbols snippets superfences tabbed tasklist tilde
"""
_MARKDOWN = "abbr admonition attr_list def_list footnotes md_in_html tables toc"
EXTENSIONS = [*_MARKDOWN.split(), *(f"pymdownx.{name}" for name in _PYMDOWNX.split())]
"""Every extension that Material's documentation shows, and a few more."""
CONFIGS: dict[str, dict[str, Any]] = {
    "pymdownx.magiclink": {
        "repo_url_shorthand": True,
        "social_url_shorthand": True,
        "user": "somebody",
        "repo": "something",
    },
    "pymdownx.tabbed": {"alternate_style": True},
    "toc": {"permalink": True},
}
PLACES = {
    "paragraph": "%s",
    "inside": "A %s b",
    "joined": "x%sy",
    "heading": "# %s",
    "heading with id": "# %s { #here }",
    "item": "- %s",
    "second item": "1. a\n2. %s",
    "link": "[%s](https://vexholm.example/)",
    "after a link": "[a](b.md){ .c }%s",
    "block of HTML": '<div class="c" markdown>\n\n%s\n\n</div>',
    "raw HTML": "<div>%s</div>",
    "line of HTML": "<p markdown>%s</p>",
    "span of HTML": 'x <span class="q">%s</span> y',
    "cell": "| head | other |\n|---|---|\n| %s | b |",
    "quotation": "> %s",
    "admonition": "!!! note\n\n    %s",
    "title of an admonition": '!!! note "%s"\n\n    a',
    "middle line": "a\n%s\nb",
    "definition": "a\n:   %s",
    "bold": "**%s**",
}
ATTRIBUTES = {
    "span": '<span title="%s">a</span>',
    "block": '<div title="%s">a</div>',
    "list of attributes": 'a [b](c.md){ title="%s" }',
    "single quotes": "<span title='%s'>a</span>",
}
_MARKUP = """
www. http://a.b mailto: (c) (tm) 1. a) :: :smile: -- ... &amp; &#35; &lt --8<-- {: [^1] [a][b] !!!
??? === /// 1/2 c/o +/- ++a++ {++ a@b.example #1 ?1 user/repo $x$ \\( <b> </b> <!-- --> | ``
abc 1 . -
"""
_ODD = ["{ .a }", " ", "\n", "\u00e9", "\u05d0", "\u0915\u200d\u0937", "\u200b", "\u202e", "\x02",
        "\x03", "\ufeff", "\U0001f469\u200d\U0001f52c", "\u263a\ufe0f", "\u0428"]  # fmt: skip
PIECES = st.one_of(
    st.text(),
    st.text(alphabet=st.sampled_from("ab1IV9 .:;-+*_/\\()[]{}<>|!?#'\"=~^$%&@`,\n\t")),
    st.lists(st.sampled_from([*_MARKUP.split(), *_ODD]), max_size=8).map("".join),
)
"""Any text, punctuation, and markup with what is not seen."""
ENGINE = markdown.Markdown(extensions=EXTENSIONS, extension_configs=CONFIGS)
SPACE = re.compile(r"[ \n]+")


def parse(text: str) -> LexborHTMLParser:
    """Return the parsed HTML of Markdown."""
    return LexborHTMLParser(f"<body>{ENGINE.reset().convert(text)}")


def seen(tree: LexborHTMLParser) -> str:
    """Return the visible text of parsed HTML, white space folded, without permalinks."""
    for node in tree.css(".headerlink"):
        node.decompose()
    return SPACE.sub(" ", tree.css("body")[0].text()).strip()


def shape(tree: LexborHTMLParser) -> list[tuple[str | None, str]]:
    """Return elements in order with their attributes, without what Markdown derives from text."""
    return [
        (node.tag, " ".join(f"{k}={v}" for k, v in sorted(node.attributes.items()) if k != "id"))
        for node in tree.css(":not(.headerlink):not(sup)")  # "2nd" is raised, its text the same
    ]


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@given(text=PIECES)
def test_escaped_text_shows_itself(place: str, text: str) -> None:
    """Wherever it is put, the page shows exactly the text and keeps its structure."""
    wanted = visible(text)
    shown = wanted.strip() if place.startswith("**") else wanted
    if not shown.strip():
        return
    source = escape(text).strip() if place.startswith("**") else escape(text)
    reference, tree = parse(place % "ZQ"), parse(place % source)
    assert shape(tree) == [
        (tag, SPACE.sub(" ", attributes.replace("ZQ", shown)))
        for tag, attributes in shape(reference)
    ]
    assert seen(tree) == SPACE.sub(" ", seen(reference).replace("ZQ", shown)).strip()


@pytest.mark.parametrize("place", ATTRIBUTES.values(), ids=ATTRIBUTES)
@given(text=PIECES)
def test_escaped_attribute_holds_the_text(place: str, text: str) -> None:
    """In an attribute the text arrives whole, and nothing else changes."""
    reference, tree = parse(place % "ZQ"), parse(place % escape_attribute(text))
    assert [tag for tag, _ in shape(tree)] == [tag for tag, _ in shape(reference)]
    assert [node.attributes["title"] or "" for node in tree.css("[title]:not(.headerlink)")] == [
        visible(text).strip()
    ]


@pytest.mark.parametrize("place", ["%s", "term\n%s", "- a\n- %s", "> %s", "a\n\n%s\n\nb"])
@pytest.mark.parametrize(
    "text",
    ["- a", "+ a", "* a", "1. a", "12) a", "(3) a", "a. b", "B) c", "iv. d", "(ii) e", "# a", "> a",
     ": a", "??? note", '!!! note "a"', "=== a", "/// note", "--- ", "***", "[a]: b", "[^a]: b",
     "*[a]: b", "::: a", "~~~ a", "``` a", "| a |", "$$ a", "\\[ a", "--8<-- a", " - a", "[ ] a"],
)  # fmt: skip
def test_no_block_begins_with_escaped_text(place: str, text: str) -> None:
    """What would begin a list, a heading or a block is a paragraph like any other."""
    reference, tree = parse(place % "ZQ ZQ"), parse(place % escape(text))
    assert shape(tree) == shape(reference)
    assert seen(tree) == seen(reference).replace("ZQ ZQ", text.strip())


def test_dashes_and_dots_stay_as_they_are() -> None:
    """Even where a site lets Markdown make dashes and ellipses of them."""
    text = 'a -- b --- c... "d"'
    html = markdown.markdown(escape(text), extensions=["smarty"])
    assert seen(LexborHTMLParser(f"<body>{html}")) == text


@given(text=PIECES)
def test_front_matter_is_safe_html(text: str) -> None:
    """A theme that writes the value into HTML as it stands shows the text."""
    value = yaml.safe_load(f"title: {escape_yaml(text)}")["title"]
    assert isinstance(value, str)
    assert not set(value) & set("<>\"'`")
    assert html.unescape(value) == visible(text).strip()
    title = LexborHTMLParser(f"<title>{value}</title>").css_first("title")
    assert title is not None
    assert title.text(deep=True) == visible(text).strip()


@given(text=PIECES, more=PIECES)
def test_visible_text_is_stable(text: str, more: str) -> None:
    """What is visible of visible text is itself, and dropping characters makes none visible."""
    assert visible(visible(text)) == visible(text)
    assert set(visible(text)) <= set(text) | {" "}
    assert visible(f"{text} {more}").split() == [*visible(text).split(), *visible(more).split()]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202eb\u202cc", "abc"),  # direction
        ("\u2066a\u2069\u061c", "a"),  # isolation
        ("a\u200bb\u2060c\ufeffd", "abcd"),  # zero width
        ("so\u00adft", "soft"),  # soft hyphen
        ("a\x00\x07\x1b\x7f\x9bb", "ab"),  # controls
        ("a\x85b\u2028c\u00a0d\u3000e", "a b c d e"),  # white space
        ("a\ud800b\ufdd0c\uffffd\U0001fffee", "abcde"),  # surrogates, noncharacters
        ("a\U000e0041\U000e007fb", "ab"),  # tags
        ("a\u115fb\u3164c", "abc"),  # fillers
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),  # Persian
        ("क्\u200dष", "क्\u200dष"),  # Hindi
        ("👩\u200d🔬 ☺\ufe0f", "👩\u200d🔬 ☺\ufe0f"),  # emoji
        ("a\u200db\u200c", "ab"),  # joiners that join nothing
        ("a\ufe0fb", "ab"),  # selectors that select nothing
        ("1\ufe0f\u20e3", "1\ufe0f\u20e3"),  # keycap
        ("辻\U000e0100", "辻\U000e0100"),  # variant of an ideograph
        ("Z\u0301a\u0327", "Z\u0301a\u0327"),  # marks
        ("\ue000\uf8ff", "\ue000\uf8ff"),  # private use is seen, if only as a box
        ("  a  ", " a "),  # one space at an end stays: slices stand side by side
    ],
)
def test_characters_that_hide_are_dropped(text: str, shown: str) -> None:
    """The rule for characters that are not seen themselves."""
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Vexholm's mayor said so; 10,000 at most (or 3.5 %), at 12:30 on 2024-11-05.",
        "\u201cYes\u2026 it is engagement,\u201d \u2013 said \u2013 \u2018he\u2019",
        "A-B. C: d, e/f \u2013 g",
        "Mr. O'Neil, 5 km/h",
    ],
)
def test_prose_stays_readable(text: str) -> None:
    """Ordinary prose is written as it is, so that a diff can be read."""
    assert escape(text) == text


def test_entities_are_few_and_plain() -> None:
    """What must be escaped is escaped by numeric entities or the four that everyone knows."""
    assert escape('"a" <b> & *c*') == "&quot;a&quot; &lt;b&gt; &amp; &#42;c&#42;"
    assert escape("1. first") == "1&#46; first"
    assert escape("- item") == "&#45; item"
