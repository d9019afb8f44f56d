"""Pieces as plain text: exactly what a reader of the page sees of them."""

from collections.abc import Mapping
from dataclasses import replace

from generator.model import AttributionKind, Label, Piece, Slice
from generator.model.briefing import BriefPassage, Card, MarkKind, Rich, Voice
from generator.visible import visible


class Words:
    """Gives the words of one page's pieces."""

    def __init__(self, strings: Mapping[str, str], page: str) -> None:
        self._strings = strings
        self._page = page

    def piece(self, piece: Piece) -> str:
        """Return the words of a piece."""
        if isinstance(piece, Slice):
            return visible(piece.span.text).strip()
        if isinstance(piece, Label):
            slots = {slot: str(value) for slot, value in piece.values}
            return visible(self._strings[piece.key].format_map(slots)).strip()
        return visible(piece.text).strip()

    def string(self, key: str) -> str:
        """Return a string of the catalogue that has no slots."""
        return visible(self._strings[key]).strip()

    def rich(self, rich: Rich) -> str:
        """Return the words of segments."""
        return visible("".join(segment.text.span.text for segment in rich)).strip()

    def passage(self, passage: BriefPassage) -> str:
        """Return a passage of what is in brief as one line.

        The same as the macro `passage` of the templates without its number; a test holds the two
        together.
        """
        question = passage.question
        asked = f"{self.string('brief.asked')}: {self.piece(question)} " if question else ""
        who = f"{self.voice(passage.voice)}: " if passage.voice is not None else ""
        after = " …" * passage.cut_after
        words = " … ".join(self.rich(part) for part in passage.parts)
        return f"{asked}{who}{words}{after}"

    def brief(self, card: Card) -> str:
        """Return who says something, in which way, and the words, as one line."""
        return f"{self.by(card)}: {self.said(card)}"

    def said(self, card: Card) -> str:
        """Return the words of a statement; between quotation marks when all of it is quoted."""
        words = self.content(card)
        if card.kind is not AttributionKind.DIRECT:
            return words
        return self._strings.get("mark.open", "“") + words + self._strings.get("mark.close", "”")

    def content(self, card: Card) -> str:
        """Return the words of a statement."""
        return " … ".join(self.rich(part) for part in card.words)

    def voice(self, voice: Voice) -> str:
        """Return who speaks, as printed; with the fullest name where that says less."""
        elsewhere = voice.target is not None and (
            voice.target.page != self._page or bool(voice.target.anchor)
        )
        if voice.printed is not None:
            more = f" ({self.piece(voice.name)})" if voice.name is not None else ""
            return self.piece(voice.printed) + more
        if voice.name is not None and elsewhere:
            return self.piece(voice.name)
        return self.string("card.speaker_not_stated")

    def by(self, card: Card) -> str:
        """Return speaker, role, cue and addressee in the order in which they read.

        The same as the macro `by` of the templates; a test holds the two together.
        """
        if card.opening is not None:
            return f"{self.piece(card.opening)} … {self.by(replace(card, opening=None))}"
        cue = self.piece(card.cue) if card.cue is not None else ""
        if card.told_first and card.addressee is not None:
            nobody = self.string("card.speaker_not_stated")
            return f"{self.piece(card.addressee)} {cue} ({nobody})"
        line = self.voice(card.voice)
        after = "" if card.cue_first else cue
        if after and card.voice.printed is None and card.voice.name is None:
            after = f"· {after}"
        if card.voice.role is not None:
            line += f", {self.piece(card.voice.role)}" + ("," if after else "")
        addressee = self.piece(card.addressee) if card.addressee is not None else ""
        before = cue if card.cue_first else ""
        return " ".join(part for part in (before, line, after, addressee) if part)


def quoted(rich: Rich) -> list[str]:
    """Return the stretches of a text that stand between quotation marks."""
    found: list[str] = []
    before = False
    for segment in rich:
        inside = MarkKind.QUOTED in segment.marks
        if inside and before:
            found[-1] += segment.text.span.text
        elif inside:
            found.append(segment.text.span.text)
        before = inside
    return [visible(text).strip() for text in found]
