"""What an HTML5 parser shows of a page, and what acts, loads or restyles in it."""

import pytest

from generator.validate.html import read


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a</p><p>b</p>", "a b"),
        ("<p>a<b>b</b>c</p>", "abc"),
        ("a<br>b", "a b"),
        ("<ul><li>a<li>b</ul>c", "a b c"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "a b c"),
        ("<div>a</div>b", "a b"),
        ("a \n\t b", "a b"),
        ("a\u00a0b", "a\u00a0b"),
        ("a&shy;b", "a\u00adb"),
        ("<!-- c -->a", "a"),
        ("<p hidden>a</p>", "a"),
        ("<details><summary>a</summary>b</details>", "a b"),
        ('<h2>a<a class="headerlink" href="#a">\u00b6</a></h2>b', "a b"),
        ("<script>a</script>b<style>c</style>", "b"),
        ("", ""),
        ("<b>" * 2000 + "a", "a"),
    ],
)
def test_visible_text(html: str, text: str) -> None:
    """Blocks part words, white space is folded, what a reader cannot see by nature is left out."""
    assert read(html).text == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h1>a</h1><p>b</p>", "b"),
        ("<details><summary>a</summary>b</details>c", "a c"),
        ("<details open><summary>a</summary>b</details>c", "a b c"),
        ("<details><summary>a</summary><details open>b</details></details>c", "a c"),
        ("<details open><details><summary>a</summary>b</details>c</details>", "a c"),
    ],
)
def test_text_in_the_open(html: str, text: str) -> None:
    """A closed disclosure shows its summary, and nothing of what it holds."""
    assert read(html).opened == text


@pytest.mark.parametrize(
    "html",
    ["<script></script>", "<iframe></iframe>", "<style></style>", '<form action="x"></form>',
     '<p onclick="x"></p>', '<p STYLE="top:0"></p>', "<template></template>", '<input value="x">',
     "<svg><animate/></svg>", '<img srcset="a.png 2x">', '<meta content="x">', "<object></object>"],
)  # fmt: skip
def test_active_markup(html: str) -> None:
    """Elements and attributes that act, load or restyle are reported."""
    assert read(html).active


@pytest.mark.parametrize(
    "html",
    ['<td style="text-align: right;">a</td>', '<span class="a b" id="c" data-s="3">a</span>',
     '<time datetime="2031-03-04">a</time>', '<svg viewBox="0 0 4 4"><path d="M1 2z"/></svg>',
     '<details open class="c"></details>', "<ol></ol>"],
)  # fmt: skip
def test_structure_is_neither_active_nor_readable(html: str) -> None:
    """What templates and Markdown make for structure is left alone."""
    content = read(html)
    assert (content.active, content.readable) == ((), ())


@pytest.mark.parametrize(
    "html",
    ['<img alt="words">', '<a title="words"></a>', '<p aria-label="words"></p>',
     '<p data-label="words"></p>', '<p class="w\u00f6rds"></p>', '<p lang="\u0435n"></p>',
     '<li value="7"></li>', '<p made-up="words"></p>'],
)  # fmt: skip
def test_readable_attributes(html: str) -> None:
    """Attributes that are seen, heard or unknown must be proven."""
    assert [attribute.name for attribute in read(html).readable]


def test_headings_ids_and_addresses() -> None:
    """Headings, anchors and addresses are kept in order."""
    content = read(
        '<h1 id="a">One <i>two</i></h1><h2 id="b">Three</h2><a name="c" href="d">e</a><img src="f">'
    )
    assert content.heading == "One two"
    assert content.headings == ("One two", "Three")
    assert content.ids == ("a", "b", "c")
    assert [attribute.value for attribute in content.addresses] == ["d", "f"]
