"""A template can print pieces, addresses and tokens, and nothing else."""

import pytest

from generator.collect import document_from_text
from generator.model import Editorial, Label, Reference, Slice
from generator.model.briefing import MarkKind, Target
from generator.model.page import Page
from generator.plan.segments import Mark, segments
from generator.render.printer import Printer, TemplateError

DOCUMENT = document_from_text("a.txt", "Orlen said *it* may <b>rain</b>.")
STRINGS = {"hello": "Hello", "count.one": "{n} thing", "count.other": "{n} things"}


def printed(template: str, **values: object) -> Page:
    """Return the page that a template prints."""
    return Printer({"t": template}, STRINGS).page("t", "a/b.md", Reference("T", "test"), values)


def test_pieces_are_escaped_and_listed_in_the_order_in_which_they_stand() -> None:
    """The page knows what it shows, in order, whatever the template did before."""
    first, second = Slice(DOCUMENT.span(0, 5)), Slice(DOCUMENT.span(11, 15))
    page = printed("{% set x %}{{ b }}{% endset %}{{ a }} · {{ x }}", a=first, b=second)
    assert page.markdown == "Orlen · &#42;it&#42;"
    assert page.pieces == (first, second)


def test_a_piece_that_is_not_printed_is_not_listed() -> None:
    """What a template throws away is not on the page."""
    page = printed("{% set x %}{{ b }}{% endset %}{{ t('hello') }}", b=Slice(DOCUMENT.span(0, 5)))
    assert page.pieces == (Label("hello"),)


@pytest.mark.parametrize(
    "template",
    ["{{ words }}", "{{ number }}", "{{ nothing }}", "{{ words|upper }}", "{{ words ~ words }}"],
)
def test_plain_text_is_refused(template: str) -> None:
    """A value that is not a piece cannot be printed (a template's own words fail validation)."""
    with pytest.raises(TemplateError, match="not a piece"):
        printed(template, words="free text", number=3, nothing=None)


@pytest.mark.parametrize("name", ["safe", "escape", "e", "forceescape"])
def test_no_filter_lets_text_through(name: str) -> None:
    """The filters that would mark text as harmless do not exist."""
    with pytest.raises(Exception, match="No filter named"):
        printed("{{ words|" + name + " }}", words="<script>")


@pytest.mark.parametrize("token", ['a"b', "a b", "<x>", "ä", "a:b"])
def test_token_holds_ascii_letters_digits_and_dashes_only(token: str) -> None:
    """An id or a class cannot carry markup."""
    with pytest.raises(TemplateError, match="not a token"):
        printed("{{ x|token }}", x=token)


def test_unknown_string_is_an_error_that_says_where_to_add_it() -> None:
    """A template's typo does not reach a page."""
    with pytest.raises(TemplateError, match=r"strings\.en\.yml"):
        printed("{{ t('nothing') }}")


def test_count_chooses_its_form() -> None:
    """One thing, two things."""
    assert printed("{{ t('count', n=1) }}, {{ t('count', n=2) }}").markdown == "1 thing, 2 things"


def test_addresses_are_relative_to_the_page() -> None:
    """A link works wherever the site is put."""
    page = printed(
        "{{ x|url }} {{ y|url }} {{ z|url }}",
        x=Target("c.md", "n"),
        y=Target("a/b.md", "n"),
        z=Target("a/d.md"),
    )
    assert page.markdown == "../c.md#n #n d.md"


@pytest.mark.parametrize("page", ["javascript:alert(1)", "a b.md", "a)b", "//evil"])
def test_address_is_one_that_this_program_makes(page: str) -> None:
    """No scheme, space or bracket gets into a link; two slashes do not name a host."""
    try:
        shown = printed("{{ x|url }}", x=Target(page)).markdown
    except TemplateError:
        return
    assert not shown.startswith(("//", "javascript:"))


def test_marks_stand_inside_each_other_and_ids_before_their_words() -> None:
    """Quoted words with a hedge in them: one span in the other."""
    marks = [
        Mark(span=DOCUMENT.span(11, 23), kind=MarkKind.SAID, anchor="s1", statement="1"),
        Mark(span=DOCUMENT.span(16, 19), kind=MarkKind.HEDGE),
    ]
    rich = segments(DOCUMENT.span(6, 24), marks)
    page = printed("{{ x|rich(anchors='-') }}", x=rich)
    assert page.markdown == (
        'said <span class="said" data-s="1"><span id="s1"></span>&#42;it&#42; '
        '<span class="hedge">may</span> &lt;b&gt;</span>r'
    )


def test_lines_tell_where_each_piece_stands() -> None:
    """The line of a piece is that of the finished file."""
    page = printed("{{ t('hello') }}\n\n\n\n\n{{ t('hello') }}\n")
    assert page.lines == (1, 3)
    assert page.markdown.splitlines()[2] == "Hello"


def test_signed_text_shows_its_words() -> None:
    """An editor's comment is printed like any other piece."""
    piece = Editorial("See *there*.", "J. Doe")
    page = printed("{{ x }} — {{ x|signer }}", x=piece)
    assert page.markdown == "See &#42;there&#42;. — J&#46; Doe"
    assert page.pieces == (piece, Reference("J. Doe", "signature"))
