"""What a reader sees of a line of Markdown, and where each character of it stands.

markdown-it parses the line but keeps no positions. Its rules are therefore watched while they
work: each says from where to where it matched, and the name of the rule says what of that is
shown. What no rule claims is shown as it stands.
"""

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from generator.collect.normalise import with_plain_line_ends
from generator.collect.superscripts import Shown, shown
from generator.collect.traced import ADDED, Traced

_NEAR = 30
"""Characters around a mark above the line that tell what it is."""
_Rule = Callable[[StateInline, bool], bool]


@dataclass(frozen=True, slots=True)
class _Match:
    """One construct that the parser found."""

    rule: str
    """The name of the rule."""
    start: int
    """Its first character."""
    end: int
    """One past its last character."""
    label_end: int
    """Where the closing bracket of a link's text stands; -1 for anything else."""
    tokens: tuple[Token, ...]
    """What it became; tokens of emphasis change later, when their partner is found."""


class InlineReader:
    """Reads the inline content of one document's blocks."""

    def __init__(self, parser: MarkdownIt, env: dict[str, object]) -> None:
        self._parser = parser
        self._env = env
        """Holds the document's link definitions."""
        self._matches: list[_Match] = []
        self._content = ""
        ruler = parser.inline.ruler
        parser.inline.ruler2.disable("fragments_join")
        for name, rule in zip(ruler.get_active_rules(), ruler.getRules(""), strict=True):
            ruler.at(name, self._watched(name, rule))

    def shown(self, source: Traced) -> Traced:
        """Return what is shown of a block's content."""
        self._matches.clear()
        self._content = source.text
        self._parser.inline.parse(self._content, self._parser, self._env, [])
        visible = bytearray(b"\1" * len(source))
        entities: dict[int, tuple[int, str]] = {}
        for match in self._matches:
            for start, end in _hidden(match, self._content):
                visible[start:end] = bytes(end - start)
            if match.rule == "entity":
                words = with_plain_line_ends(match.tokens[-1].content)
                entities[match.start] = (match.end, words)
        spaces = _set_marks(self._matches, self._content, visible)
        return _assembled(source, visible, entities, spaces)

    def _watched(self, name: str, rule: _Rule) -> _Rule:
        def watched(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's own
            start, before = state.pos, len(state.tokens)
            matched = rule(state, silent)
            if matched and not silent and state.src is self._content:
                label_end = -1
                if name == "link":
                    label_end = self._parser.helpers.parseLinkLabel(state, start, True)  # noqa: FBT003 - the parser's own
                tokens = tuple(state.tokens[before:]) if name != "link" else ()
                self._matches.append(_Match(name, start, state.pos, label_end, tokens))
            return matched

        return watched


def _hidden(match: _Match, content: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a construct that a reader does not see."""
    start, end = match.start, match.end
    if match.rule in {"image", "html_inline"}:
        yield start, end
    elif match.rule == "link":
        yield start, start + 1
        yield match.label_end, end
    elif match.rule == "autolink":
        yield start, start + 1
        yield end - 1, end
    elif match.rule == "newline":
        yield start + 1, end
    elif match.rule == "escape":
        yield from _hidden_of_escape(match, content)
    elif match.rule == "backticks":
        yield from _hidden_of_code(match)
    elif match.rule in {"emphasis", "strikethrough"}:
        yield from _hidden_of_emphasis(match)


def _hidden_of_escape(match: _Match, content: str) -> Iterator[tuple[int, int]]:
    if content[match.start + 1] == "\n":
        yield match.start, match.start + 1
        yield match.start + 2, match.end
    elif match.tokens[-1].content != content[match.start : match.end]:
        yield match.start, match.start + 1


def _hidden_of_code(match: _Match) -> Iterator[tuple[int, int]]:
    code = match.tokens[-1] if match.tokens else None
    if code is None or code.type != "code_inline":
        return
    ticks = len(code.markup)
    stripped = (match.end - match.start - 2 * ticks - len(code.content)) // 2
    yield match.start, match.start + ticks + stripped
    yield match.end - ticks - stripped, match.end


def _hidden_of_emphasis(match: _Match) -> Iterator[tuple[int, int]]:
    """Yield the marks that found a partner: their tokens are text no longer, or empty."""
    end = match.end
    for token in reversed(match.tokens):
        if end <= match.start:
            return
        width = 1 if match.rule == "emphasis" else len(token.content or token.markup)
        if token.type != "text" or not token.content:
            yield end - width, end
        end -= width


def _set_marks(matches: Sequence[_Match], content: str, visible: bytearray) -> set[int]:
    """Hide notes' marks above the line; return where a space keeps others from being read on."""
    spaces: set[int] = set()
    opened: _Match | None = None
    for match in sorted(matches, key=lambda each: each.start):
        tag = content[match.start : match.end].lower() if match.rule == "html_inline" else ""
        if tag.startswith("<sup"):
            opened = match
        elif tag.startswith("</sup") and opened:
            _set_mark((opened, match), matches, content, (visible, spaces))
            opened = None
    return spaces


def _set_mark(
    tags: tuple[_Match, _Match],
    matches: Sequence[_Match],
    content: str,
    to: tuple[bytearray, set[int]],
) -> None:
    """Hide what stands between two tags, or note where a space parts it from its word."""
    (opened, closed), (visible, spaces) = tags, to
    inside = range(opened.end, closed.start)
    before = "".join(
        content[at] for at in range(max(0, opened.start - _NEAR), opened.start) if visible[at]
    )
    how = shown(
        before,
        "".join(content[at] for at in inside if visible[at]),
        content[closed.end : closed.end + _NEAR],
        linked=any(match.rule == "link" and match.start in inside for match in matches),
    )
    if how is Shown.LEFT_OUT:
        visible[inside.start : inside.stop] = bytes(len(inside))
    elif how is Shown.APART:
        spaces.add(inside.start)
    elif how is Shown.BEFORE:
        spaces.add(inside.stop)


def _assembled(
    source: Traced, visible: bytearray, entities: dict[int, tuple[int, str]], spaces: set[int]
) -> Traced:
    text: list[str] = []
    starts, ends = array("q"), array("q")
    offset = 0
    while offset < len(source):
        if offset in spaces:
            text.append(" ")
            starts.append(ADDED)
            ends.append(ADDED)
        end, words = entities.get(offset, (offset + 1, source.text[offset]))
        if visible[offset]:
            text.append(words)
            starts.extend([source.starts[offset]] * len(words))
            ends.extend([source.ends[end - 1]] * len(words))
        offset = end
    return Traced("".join(text), starts, ends)
