"""Strategies for small sites of mutated real documents."""

import html
from dataclasses import dataclass

import yaml
from hypothesis import strategies as st

from tests.fuzz.mutations import MUTATIONS
from tests.fuzz.passages import texts

_DOCUMENTS, _PARAGRAPHS = 6, 5
"""The most of each in a site, and in a document."""
_TITLE = 80
"""Characters of a title."""
_SENTENCES = (1, 4)
"""The fewest and the most in a paragraph."""
_CHANGES = (0, 1, 1, 2, 2, 3)
"""How often a sentence is changed."""
_DAYS = ("2024-11-05", "2024-02-29", "1999-12-31", "0001-01-01", "9999-12-31", "2031-03-04")
_KINDS = ("txt", "txt", "txt", "md", "html")


@dataclass(frozen=True, slots=True)
class Draft:
    """A document to be: what its file holds, before it is written."""

    kind: str
    """Suffix of the file."""
    day: str
    """ISO date; empty when the file states none."""
    paragraphs: tuple[str, ...]

    def content(self) -> str:
        """Return what the file holds; what UTF-8 cannot hold is replaced."""
        body = "\n\n".join(self.paragraphs)
        if self.kind == "html":
            body = _page(self.day, self.paragraphs)
        elif self.kind == "md":
            title = "".join(filter(str.isprintable, self.paragraphs[0]))[:_TITLE]
            stated = {"title": title, "date": self.day}
            front = yaml.safe_dump({key: value for key, value in stated.items() if value.strip()})
            body = f"---\n{front}---\n\n{body}"
        elif self.day:
            body = f" date {self.day} {body}"
        return body.encode(errors="replace").decode() + "\n"


def _page(day: str, parts: tuple[str, ...]) -> str:
    """Return a page as a site would have it."""
    title, *rest = (html.escape(part, quote=False) for part in parts)
    dated = f'<meta property="article:published_time" content="{day}">' if day else ""
    body = "".join(f"<p>{part}</p>\n" for part in rest or [title])
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{dated}'
        f"</head><body><article><h1>{title}</h1>\n{body}</article></body></html>"
    )


@st.composite
def _paragraph(draw: st.DrawFn) -> str:
    """A few sentences that follow each other in a real text, mostly changed, in any order."""
    text = draw(st.sampled_from(texts()))
    start = draw(st.integers(0, len(text) - 1))
    said = [_changed(draw, each) for each in text[start : start + draw(st.integers(*_SENTENCES))]]
    return " ".join(draw(st.permutations(said)) if draw(st.integers(0, 3)) == 0 else said)


def _changed(draw: st.DrawFn, sentence: str) -> str:
    """Return a sentence after some mutations."""
    for _ in range(draw(st.sampled_from(_CHANGES))):
        sentence = draw(st.sampled_from(MUTATIONS))(draw, sentence)
    return sentence


@st.composite
def _document(draw: st.DrawFn, common: list[str]) -> Draft:
    """A document of mutated paragraphs, of those that others have too, and of itself again."""
    own = draw(st.lists(_paragraph(), min_size=1, max_size=_PARAGRAPHS))
    if draw(st.booleans()) and common:
        own.insert(draw(st.integers(0, len(own))), draw(st.sampled_from(common)))
    if draw(st.integers(0, 4)) == 0:
        start = draw(st.integers(0, len(own) - 1))
        own += own[start : draw(st.integers(start + 1, len(own)))]
    day = draw(st.sampled_from(["", *_DAYS])) if draw(st.booleans()) else _DAYS[0]
    return Draft(draw(st.sampled_from(_KINDS)), day, tuple(own))


@st.composite
def sites(draw: st.DrawFn) -> tuple[Draft, ...]:
    """A few documents, some of which share a paragraph."""
    common = draw(st.lists(_paragraph(), max_size=2))
    return tuple(draw(st.lists(_document(common), min_size=3, max_size=_DOCUMENTS)))
