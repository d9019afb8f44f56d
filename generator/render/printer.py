"""Prints pieces through templates, and keeps account of every piece that it prints.

A template can print nothing but pieces, addresses and checked tokens: a plain string is refused,
so text that is not closed (promise 1) cannot reach a page.

Pieces in another language than the interface say so (`lang`, WCAG 2.2, 3.1.2). Words that run
against the direction of what stands around them are set apart from it (`bdi`, Unicode Standard
Annex 9), so that numbers and points beside a Hebrew name stay where they belong.
"""

import posixpath
import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

import jinja2
from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from generator import reference
from generator.errors import BriefingsError
from generator.languages import (
    CLDR,
    SOURCES,
    base,
    direction,
    direction_of,
    name_of,
    plainly,
    plural_form,
    runs_against,
)
from generator.model import Editorial, Label, Piece, Reference, Slice
from generator.model.annotation import Exactness
from generator.model.briefing import Figure, MarkKind, Rich, Segment, Target
from generator.model.page import Page
from generator.render.dates import is_told, words_of
from generator.render.escape import escape, escape_attribute, escape_yaml

_PLACE = re.compile("([\x02\x04\x05])([0-9]+)\x03")
_ADDRESS = re.compile(r"[A-Za-z0-9_./-]*\Z")
_TOKEN = re.compile(r"[A-Za-z0-9_-]*\Z")
_OUTLINE = re.compile(r"[Mlz0-9 -]*\Z")
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_SLOT = re.compile(r"\{(\w+)\}")
_LEVELS = (MarkKind.SAID, MarkKind.QUOTED, MarkKind.HEDGE)
"""Marks in the order in which one stands inside the other."""
_TABLES = "generator/data/"
"""Where reference data is from that has names in English."""
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")


class TemplateError(BriefingsError):
    """A template tried to print what is not a piece, or used a string that does not exist."""


class Printer:
    """Renders templates to pages; one page at a time."""

    def __init__(
        self,
        sources: Mapping[str, str],
        strings: Mapping[str, str],
        language: str = SOURCES,
        spoken: Mapping[str, str] | None = None,
    ) -> None:
        """`language` is that of `strings`; `spoken` gives those of documents that state one."""
        self.strings = strings
        """The catalogue that labels come from."""
        self._language = language
        self._spoken = spoken or {}
        marks = (strings.get("mark.open", "“"), strings.get("mark.close", "”"))
        self._marks = str.maketrans(dict(zip("“”", marks, strict=True)))
        self._pieces: list[Piece] = []
        self._runs: dict[int, list[tuple[int, int]]] = {}
        self._within: dict[int, list[tuple[int, int]]] = {}
        self._path = ""
        self._environment = Environment(
            loader=DictLoader(dict(sources)),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=self._finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._environment.globals["t"] = self.label
        for name in ("safe", "escape", "e", "forceescape"):
            del self._environment.filters[name]
        self._environment.filters.update(
            attr=self._attribute,
            yaml=self._yaml,
            url=self._url,
            token=self._token,
            rich=self._rich,
            name=lambda member: member.name.lower(),
            plainly=lambda number: plainly(number, self._language),
            in_digits=_in_digits,
            told=is_told,
            tongue=self._tongue,
            date=self._date,
            says=lambda words, value: self.text(self._date(value)) in words.span.text,
            percent=_percent,
            path=_path,
            spot=_spot,
            signer=lambda comment: Reference(comment.signed, "signature"),
            reason=lambda correction: Editorial(correction.why, correction.signed),
            elsewhere=lambda target: target.page != self._path or bool(target.anchor),
            spelt=lambda letters: self.label("value.plain", value=spelt(letters)),
            anchor=_anchor,
            why=self._why,
            measured=reference.measured,
        )

    def page(self, template: str, path: str, title: Piece, values: Mapping[str, Any]) -> Page:
        """Return the page at `path` below `docs/`, with every piece it shows in order."""
        self._pieces, self._runs, self._path = [], {}, path
        printed = self._printed(template, {"title": title, **values})
        # Pieces are not in it yet: these are the templates' own quotation marks.
        printed = _BLANK_LINES.sub("\n\n", printed).translate(self._marks)
        shown: list[Piece] = []
        lines: list[int] = []
        attributes: list[Piece] = []
        seen = {"at": 0, "line": 1}

        def put(match: re.Match[str]) -> str:
            piece = self._pieces[int(match[2])]
            text = self.text(piece)
            if match[1] == "\x02":
                shown.append(piece)
                # Counted on from the piece before: from the top each time would be quadratic.
                seen["line"] += printed.count("\n", seen["at"], match.start())
                seen["at"] = match.start()
                lines.append(seen["line"])
                return _parted(text, self._runs.get(int(match[2]), []))
            attributes.append(piece)
            return escape_attribute(text) if match[1] == "\x04" else escape_yaml(text)

        markdown = _PLACE.sub(put, printed)
        return Page(
            path=path,
            markdown=markdown,
            title=title,
            pieces=tuple(shown),
            lines=tuple(lines),
            attributes=tuple(attributes),
        )

    def _printed(self, template: str, values: Mapping[str, Any]) -> str:
        """Return a template's text, with places for its pieces.

        Raises `TemplateError` with file and line for one that is not well formed.
        """
        try:
            return self._environment.get_template(template).render(values)
        except jinja2.TemplateSyntaxError as error:
            message = f"{error.name or template}:{error.lineno}: {error.message}; mend the template"
            raise TemplateError(message) from error
        except (jinja2.TemplateNotFound, jinja2.UndefinedError) as error:
            raise TemplateError(f"{template}: {error.message}; mend the template") from error
        except TemplateError as error:
            raise TemplateError(f"{template}: {error}") from error

    def label(self, key: str, **values: str | int) -> Label:
        """Return the interface string `key`; the number `n` chooses among its plural forms."""
        if key not in self.strings and "n" in values:
            form = f"{key}.{plural_form(self._language, float(values['n']))}"
            key = form if form in self.strings else f"{key}.other"
        if key not in self.strings:
            file = f"templates/strings.{self._language}.yml"
            message = f"there is no interface string {key!r}; add it to {file}"
            raise TemplateError(message)
        return Label(key, tuple(sorted(values.items())))

    def text(self, piece: Piece) -> str:
        """Return the words of a piece."""
        if isinstance(piece, Slice):
            return piece.span.text
        if isinstance(piece, Label):
            slots = dict(piece.values)
            return _SLOT.sub(lambda match: str(slots[match[1]]), self.strings[piece.key])
        return piece.text

    def _finalize(self, value: object) -> Markup:
        """Let through pieces and what a filter has checked; refuse everything else."""
        if isinstance(value, Slice | Label | Reference | Editorial):
            runs = runs_against(self.text(value), self._spoken_in(value))
            return self._apart(self._place("\x02", value, runs), value)
        if isinstance(value, Markup):
            return value
        message = f"a template printed {value!r}, which is not a piece; use t() or a filter"
        raise TemplateError(message)

    def _place(self, kind: str, piece: Piece, runs: Iterable[tuple[int, int]] = ()) -> Markup:
        """Return what stands for a piece until the page is made; `runs` are set apart in it."""
        self._runs[len(self._pieces)] = list(runs)
        self._pieces.append(piece)
        # The number is ours; nothing of a source is in the markup.
        return Markup(f"{kind}{len(self._pieces) - 1}\x03")  # noqa: S704

    def _apart(self, markup: Markup, *pieces: Piece) -> Markup:
        """Return pieces with their language and direction, where those are not the interface's."""
        text = "".join(map(self.text, pieces))
        spoken = self._spoken_in(pieces[0]) if pieces else self._language
        foreign = base(spoken) != base(self._language)
        way = direction(text, spoken)
        other = way != direction_of(self._language) and any(map(str.isalpha, text))
        if not foreign and not other:
            return markup
        tag = "bdi" if other else "span"
        lang = Markup(' lang="{}"').format(self._token(spoken)) if foreign else Markup()
        turned = Markup(' dir="{}"').format(way) if other else Markup()
        return Markup("<{tag}{lang}{way}>{markup}</{tag}>").format(
            tag=tag, lang=lang, way=turned, markup=markup
        )

    def _spoken_in(self, piece: Piece) -> str:
        """Return the language of a piece: of its source, of our tables, or the interface's."""
        if isinstance(piece, Reference) and piece.origin.startswith(_TABLES):
            return SOURCES
        if not isinstance(piece, Slice):
            return self._language
        return self._spoken.get(piece.span.document, SOURCES)

    def _why(self, code: str) -> Label:
        """Return why a document is left out, from the code of its finding."""
        family, _, rest = code.partition(".")
        if code.startswith("link.note"):
            return self.label("left_out.why.note")
        if family != "collect":
            return self.label("left_out.why.extract" if rest == "extract" else "left_out.why.ours")
        key = f"left_out.why.{rest}"
        return self.label(key if key in self.strings else "left_out.why.other")

    def _date(self, value: str, *, short: bool = False) -> Label:
        """Return a date's value as readers say it; `short` where there is little room."""
        key, slots = words_of(value)
        return self.label("date.short" if short and key == "date.period" else key, **slots)

    def _tongue(self, tag: Reference) -> Reference:
        """Return what CLDR calls the language of a tag; the tag where it does not know it."""
        name = name_of(tag.text, self._language)
        return Reference(name, f"{CLDR} {self._language} {tag.text}") if name else tag

    def _attribute(self, piece: Piece) -> Markup:
        return self._place("\x04", piece)

    def _yaml(self, piece: Piece) -> Markup:
        return self._place("\x05", piece)

    def _token(self, value: object) -> Markup:
        """Let through an id, a class or a number: ASCII letters, digits, `-` and `_`."""
        text = str(value)
        if not _TOKEN.match(text):
            message = f"{text!r} is not a token; print it as a piece"
            raise TemplateError(message)
        return Markup(text)  # noqa: S704 - just checked

    def _url(self, target: Target | str) -> Markup:
        """Return the address of a target relative to the page that is being printed."""
        page, anchor = (target.page, target.anchor) if isinstance(target, Target) else (target, "")
        if not _ADDRESS.match(page):
            message = f"{page!r} is not an address made by this program"
            raise TemplateError(message)
        relative = ""
        if page and page != self._path:
            relative = posixpath.relpath(page, posixpath.dirname(self._path) or ".")
        if not anchor:
            return Markup("{}").format(relative)
        return Markup("{}#{}").format(relative, self._token(anchor))

    def _rich(self, rich: Rich, *, anchors: str = "", links: bool = True) -> Markup:
        """Return segments with their marks, one mark inside the other.

        `anchors` is what stands before each id ("-" for nothing); without it no ids are set.
        """
        self._within = _runs_within(rich, self._spoken_in(rich[0].text)) if rich else {}
        markup = self._nested(
            rich, _LEVELS, "" if anchors == "-" else anchors, (bool(anchors), links)
        )
        return self._apart(markup, *(segment.text for segment in rich))

    def _nested(
        self,
        rich: Rich,
        levels: tuple[MarkKind, ...],
        prefix: str,
        shown: tuple[bool, bool],
    ) -> Markup:
        """Return segments, neighbours with the same outermost mark inside one span."""
        if not levels:
            return Markup().join(
                self._ids(segment, prefix, wanted=shown[0]) + self._segment(segment, links=shown[1])
                for segment in rich
            )
        kind, parts = levels[0], []
        groups = groupby(rich, key=lambda s: (kind in s.marks, _statement(s, kind)))
        for (marked, number), group in groups:
            segments = tuple(group)
            inner = self._nested(segments, levels[1:], prefix, shown)
            data = Markup(' data-s="{}"').format(number) if number else Markup()
            opening = Markup('<span class="{}"{}>').format(self._token(kind.value), data)
            parts.append(opening + inner + Markup("</span>") if marked else inner)
        return Markup().join(parts)

    def _ids(self, segment: Segment, prefix: str, *, wanted: bool) -> Markup:
        """Return empty elements that others link to, before the first words of a statement."""
        return Markup().join(
            Markup('<span id="{}"></span>').format(self._token(prefix + anchor))
            for anchor in (segment.anchors if wanted else ())
        )

    def _segment(self, segment: Segment, *, links: bool) -> Markup:
        """Return one segment: a link to what it names, strong on that page itself, or plain."""
        text = self._place("\x02", segment.text, self._within.get(id(segment), ()))
        if segment.target is None and MarkKind.MENTION in segment.marks:
            return Markup("**{}**").format(text)
        if segment.target is None or not links:
            return text
        return Markup("[{}]({}){{ .mention }}").format(text, self._url(segment.target))


def _runs_within(rich: Rich, spoken: str) -> dict[int, list[tuple[int, int]]]:
    """Return the runs against the direction of a text that stand whole in one of its segments.

    By `id` of the segment. Parts of a run that were set apart each by itself would change places.
    """
    texts = [segment.text.span.text for segment in rich]
    runs = runs_against("".join(texts), spoken)
    found: dict[int, list[tuple[int, int]]] = {}
    start = 0
    for segment, text in zip(rich, texts, strict=True):
        end = start + len(text)
        inside = [
            (one - start, other - start) for one, other in runs if start <= one < other <= end
        ]
        found[id(segment)] = inside
        start = end
    return found


def _parted(text: str, runs: Iterable[tuple[int, int]]) -> str:
    """Return escaped text with some stretches of it set apart, from right to left."""
    parts, at = [], 0
    for start, end in runs:
        parts += [escape(text[at:start]), "<bdi>", escape(text[start:end]), "</bdi>"]
        at = end
    return "".join([*parts, escape(text[at:])])


def spelt(letters: str) -> str:
    """Return what names begin with, letter by letter: nobody's word is spelt so."""
    return "\u00b7".join(letters)


def _anchor(letter: str) -> str:
    """Return the id of a letter's heading."""
    return f"letter-{letter}" if letter.isascii() and letter.isalnum() else f"letter-{ord(letter)}"


def _statement(segment: Segment, kind: MarkKind) -> str:
    """Return the statements that a span of this mark is for; empty when it is for none."""
    return segment.statement if kind is MarkKind.SAID and kind in segment.marks else ""


def _in_digits(figure: Figure) -> bool:
    """Tell whether the words of a quantity show its exact number in digits already."""
    printed = _DIGITS.findall(figure.printed.span.text)
    exact = figure.exactness is Exactness.EXACT
    return exact and any(float(digits.replace(",", "")) == figure.minimum for digits in printed)


def _percent(share: float) -> Markup:
    """Return a place or length in a drawing, such as `12.5%`."""
    return Markup("{:g}%").format(float(share))


def _path(data: str) -> Markup:
    """Let through the data of an SVG path: closed lines of whole numbers, nothing to be read."""
    if not _OUTLINE.match(data):
        message = f"{data[:40]!r} is not the path of a drawing"
        raise TemplateError(message)
    return Markup(data)  # noqa: S704 - just checked


def _spot(at: object) -> Markup:
    """Return the classes that put something at a spot of a map, a digit each: `xa4 xb3 xc7 …`."""
    places = ((axis, round(getattr(at, axis) * 10)) for axis in "xy")
    return Markup(" ").join(
        Markup("{}{}{}").format(axis, place, digit)
        for axis, tenths in places
        for place, digit in zip("abc", f"{tenths:03d}", strict=True)
    )
