"""Whom a pronoun, or "the company", may take up again."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from generator.link.casting import Cast
from generator.link.local import Scene
from generator.model import Attribution, EntityType, Gender, MentionForm, Span, Syntax

SINGULAR = {"he": Gender.MASCULINE, "she": Gender.FEMININE}
"""Pronouns that mean one person."""
PRONOUNS = frozenset({*SINGULAR, "it", "they", "who"})

_REACH = 4
"""Sentences before a pronoun in which its person is looked for."""
_SHORT_REACH = 1
"""The same for bodies and groups."""

Found = dict[int, Span]
"""Entities, each with its mention nearest to what takes it up."""


class Talk:
    """A document as a conversation: what is quoted, and who was named so far."""

    def __init__(self, scene: Scene, cast: Cast, attributions: Sequence[Attribution]) -> None:
        self.scene = scene
        self.cast = cast
        self._quoted = _joined((s.start, s.end) for a in attributions for s in a.quoted)
        self._genders: dict[int, set[Gender]] = {}
        for position, local in enumerate(scene.locals):
            for member in local.members:
                self.note_gender(position, member.mention.gender)

    def note_gender(self, local: int, gender: Gender) -> None:
        """Remember a gender that the document shows for an entity."""
        if gender in (Gender.FEMININE, Gender.MASCULINE):
            self._genders.setdefault(local, set()).add(gender)

    def is_quoted(self, offset: int) -> bool:
        """Tell whether the code point at `offset` stands between quotation marks."""
        found = bisect_right(self._quoted, (offset, offset)) - 1
        near = self._quoted[max(0, found) : found + 2]
        return any(start <= offset < end for start, end in near)

    def agrees(self, local: int, pronoun: str) -> bool:
        """Tell whether an entity may be called by a pronoun, or by "the company"."""
        entity, word = self.scene.locals[local], pronoun.casefold()
        if word in SINGULAR:
            shown = self._genders.get(local, set())
            is_other = len(shown) == 1 and SINGULAR[word] not in shown
            return entity.type is EntityType.PERSON and not is_other
        if word == "who":
            return entity.type is EntityType.PERSON
        if word == "they":
            return entity.type is EntityType.GROUP
        if word != "it":
            return entity.type is EntityType.ORGANIZATION
        bodies = (EntityType.ORGANIZATION, EntityType.GROUP)
        return entity.type in bodies or entity.country is not None

    def antecedents(self, source: Span) -> Found:
        """Return whom a pronoun may mean: those of the nearest sentence that names anyone fitting.

        Where a sentence has several, its only subject is preferred.
        """
        own = self.scene.sentence(source.start)
        if own is None:
            return {}
        sentences = self.scene.document.sentences
        reach = _REACH if source.text.casefold() in SINGULAR else _SHORT_REACH
        for position in range(own, max(-1, own - reach - 1), -1):
            end = source.start if position == own else sentences[position].end
            everyone, subjects = self._named_in(sentences[position].start, end, source.text)
            if everyone:
                return subjects if len(subjects) == 1 else everyone
        return {}

    def _named_in(self, start: int, end: int, pronoun: str) -> tuple[Found, Found]:
        """Return the entities named outside quotations, and those of them that are subjects."""
        everyone, subjects = Found(), Found()
        for position in self.scene.within(start, end):
            mention = self.scene.mentions[position]
            if mention.form is MentionForm.ADJECTIVE or mention.syntax is Syntax.MODIFIER:
                continue
            if self.is_quoted(mention.span.start):
                continue
            for local in self._meant(position):
                if self.agrees(local, pronoun):
                    everyone[local] = mention.span
                    if mention.syntax is Syntax.AGENT:
                        subjects[local] = mention.span
        return everyone, subjects

    def _meant(self, position: int) -> tuple[int, ...]:
        """Return the entity that a mention means, or all that it may mean."""
        local = self.scene.of_mention.get(position)
        return (local,) if local is not None else self.scene.doubtful.get(position, ())


def _joined(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return stretches in order, joined where they overlap."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
