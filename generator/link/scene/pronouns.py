"""Whom a pronoun, or "the company", may take up again."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.link.names.fold import words
from generator.link.names.tables import word_set
from generator.link.scene.candidates import Candidates
from generator.link.scene.scene import Draft
from generator.model import Attribution, EntityType, Gender, Mention, MentionForm, Span, Syntax

SINGULAR = {"he": Gender.MASCULINE, "she": Gender.FEMININE}
"""Pronouns that mean one person."""
PRONOUNS = frozenset({*SINGULAR, "it", "they", "who"})

_REACH = 4
"""Sentences before a pronoun in which its person is looked for."""
_SHORT_REACH = 1
"""The same for bodies and groups."""
_FURTHEST = 8
"""Sentences in all, where each goes on with the same pronoun."""
_BESIDE = (Syntax.POSSESSOR, Syntax.AGENT)
"""Places of mentions that are no subjects, in which a paragraph before them says little."""
_LEAD = 30
"""Characters in front of a body that still begins its sentence: "On Monday the …"."""

Found = dict[int, Span]
"""Entities, each with its mention nearest to what takes it up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Whom something may mean, after the weaker candidates were put aside."""

    found: Found
    """The candidates left."""
    beaten: tuple[str, ...] = ()
    """The others, each with why it is not meant."""
    why: str = ""
    """Why nobody is left, as a code of a finding; empty when nobody was found at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Someone named before a pronoun."""

    local: int
    span: Span
    is_subject: bool
    """Whether the mention does what its clause says, or is said to speak."""
    is_beside: bool
    """Whether the mention owns something, stands after a passive's "by", or shows no gender."""
    is_told: bool
    """Whether the mention stands in what somebody says, and does not itself speak there."""
    is_leading: bool
    """Whether the mention speaks, or begins its sentence."""
    is_set_against: bool
    """Whether the mention is the object of what sets another body against it: "sued Velm Steel"."""


class Talk:
    """A document as a conversation: what is quoted, and who was named so far."""

    def __init__(
        self, scene: Draft, candidates: Candidates, attributions: Sequence[Attribution]
    ) -> None:
        self.scene = scene
        self.candidates = candidates
        self._quoted = _joined((s.start, s.end) for a in attributions for s in a.quoted)
        self._told = _joined((s.start, s.end) for a in attributions for s in a.content)
        self._sources = _joined((a.source.start, a.source.end) for a in attributions if a.source)
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
        return _is_in(self._quoted, offset)

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
            is_private = word.rpartition(" ")[2] in word_set("private_kinds")
            return entity.type is EntityType.ORGANIZATION and not (
                is_private and self._is_public(local)
            )
        bodies = (EntityType.ORGANIZATION, EntityType.GROUP)
        return entity.type in bodies or entity.country is not None

    def _is_shown(self, local: int) -> bool:
        """Tell whether the document, or a first name, shows an entity's gender."""
        return len(self._genders.get(local, ())) == 1

    def _is_public(self, local: int) -> bool:
        """Tell whether a name of a body is a state's: no company is the Transport Ministry."""
        return any(
            not word_set("public_bodies").isdisjoint(words(member.mention.span.text))
            for member in self.scene.locals[local].members
            if member.mention.form is MentionForm.NAME
        )

    def antecedents(self, source: Span) -> Choice:
        """Return whom a pronoun may mean: those of the nearest sentence that names anyone fitting.

        Where a sentence has several, its only subject is preferred. Nobody is meant who is named
        only inside what somebody else says, or, in an earlier paragraph, only beside its subject
        without a gender that says so.
        """
        own = self.scene.sentence(source.start)
        if own is None:
            return Choice(found={})
        sentences = self.scene.document.sentences
        reach = _REACH if source.text.casefold() in SINGULAR else _SHORT_REACH
        for position in range(own, max(-1, own - _FURTHEST), -1):
            sentence = sentences[position]
            end = source.start if position == own else sentence.end
            fitting, others = self._named_in(sentence.start, end, source.text)
            if position == own and all(c.is_told and not c.is_subject for c in fitting):
                fitting = []
            if fitting:
                return self._choose(source, fitting, others)
            if position == own and (beside := self._modifying(sentence.start, source)):
                return Choice(found=beside)
            # A sentence that goes on about "it" takes the reader back no further.
            goes_on = sentence.text.casefold().startswith(f"{source.text.casefold()} ")
            reach -= position < own and not goes_on
            if reach < 1:
                break
        return Choice(found={})

    def _modifying(self, start: int, source: Span) -> Found:
        """Return the bodies whose name stands before a noun: "on the Frel site, the company"."""
        if source.text.casefold() in PRONOUNS:
            return {}
        found: Found = {}
        for position in self.scene.within(start, source.start):
            mention = self.scene.mentions[position]
            is_name = mention.form is MentionForm.NAME and mention.syntax is Syntax.MODIFIER
            for local in self._meant(position) if is_name else ():
                if self.agrees(local, source.text):
                    found[local] = mention.span
        return found

    def _choose(self, source: Span, fitting: Sequence[Candidate], others: Sequence[str]) -> Choice:
        """Return which candidates of one sentence are left."""
        first, _ = self.scene.paragraph(source.start)
        is_it = source.text.casefold() == "it"
        is_body = source.text.casefold() not in PRONOUNS
        beaten = dict.fromkeys(others)
        open_: list[Candidate] = []
        for candidate in fitting:
            is_against = is_body and candidate.is_set_against
            if candidate.is_told:
                beaten[f"{candidate.span.text}: named only in what somebody says"] = None
            elif candidate.span.start < first and candidate.is_beside and not is_against:
                beaten[f"{candidate.span.text}: not the subject of the paragraph before"] = None
            elif is_body and not (candidate.is_subject or is_against):
                beaten[f"{candidate.span.text}: not the subject of its sentence"] = None
            elif is_it and not candidate.is_leading:
                beaten[f"{candidate.span.text}: does not begin its sentence"] = None
            else:
                open_.append(candidate)
        everyone = {candidate.local: candidate.span for candidate in open_}
        subjects = {candidate.local: candidate.span for candidate in open_ if candidate.is_subject}
        is_one = len(subjects) == 1 and not (is_body and len(everyone) > 1)
        if is_one and source.text.casefold() == "she":
            # Few of those whose first name tells nothing are women where one is known beside them.
            is_one = self._is_shown(next(iter(subjects))) or not any(map(self._is_shown, everyone))
        found = subjects if is_one else everyone
        for local, span in everyone.items():
            if local not in found:
                beaten[f"{span.text}: not the subject of its sentence"] = None
        chosen = {span.text for span in found.values()}
        lost = tuple(line for line in beaten if line.rpartition(": ")[0] not in chosen)
        return Choice(found=found, beaten=lost, why="" if found else "weak")

    def _named_in(self, start: int, end: int, pronoun: str) -> tuple[list[Candidate], list[str]]:
        """Return who is named outside quotations and agrees with a pronoun, and who does not."""
        fitting: list[Candidate] = []
        others: list[str] = []
        for position in self.scene.within(start, end):
            meant = self._meant(position)
            if not meant:
                continue
            mention = self.scene.mentions[position]
            is_modifier = mention.syntax is Syntax.MODIFIER
            speaks = _is_in(self._sources, mention.span.start)
            if mention.form is MentionForm.ADJECTIVE or (is_modifier and not speaks):
                continue
            if self.is_quoted(mention.span.start):
                continue
            for local in meant:
                if self.agrees(local, pronoun):
                    fitting.append(self._candidate(local, mention, start))
                elif pronoun.casefold() in SINGULAR and self.agrees(local, "who"):
                    others.append(f"{mention.span.text}: shown as of the other gender")
        return fitting, others

    def _candidate(self, local: int, mention: Mention, start: int) -> Candidate:
        span = mention.span
        speaks = _is_in(self._sources, span.start)
        text = self.scene.document.document.text
        is_by = text[max(0, span.start - len("by the ")) : span.start].casefold()
        is_agent = mention.syntax is Syntax.AGENT and "by " not in is_by
        return Candidate(
            local=local,
            span=span,
            is_subject=is_agent or speaks,
            is_beside=not (is_agent or speaks)
            and (mention.syntax in _BESIDE or len(self._genders.get(local, ())) != 1),
            is_told=_is_in(self._told, span.start) and not speaks,
            is_leading=speaks or (is_agent and span.start - start <= _LEAD),
            is_set_against=mention.syntax is Syntax.OBJECT and _sets_against(text, span.start),
        )

    def _meant(self, position: int) -> tuple[int, ...]:
        """Return the entity that a mention means, or all that it may mean."""
        local = self.scene.of_mention.get(position)
        return (local,) if local is not None else self.scene.doubtful.get(position, ())


def _sets_against(text: str, start: int) -> bool:
    """Tell whether one of the three words before an offset sets two bodies against each other."""
    before = text[max(0, start - 40) : start].casefold().split()[-3:]
    return not word_set("against_verbs").isdisjoint(before)


def _is_in(stretches: Sequence[tuple[int, int]], offset: int) -> bool:
    """Tell whether an offset lies in one of the ordered stretches."""
    found = bisect_right(stretches, (offset, offset)) - 1
    return any(start <= offset < end for start, end in stretches[max(0, found) : found + 2])


def _joined(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return stretches in order, joined where they overlap."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
