"""Whether words tell by themselves of whom they speak, and with how much of the text they do.

A line shows a speaker's name and some words. A pronoun among them for which nothing stands, neither
there nor above, leaves its reader guessing: then the sentence in which the words stand is shown,
with the one before it if it needs that.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.model import (
    AttributionKind,
    EntityType,
    Gender,
    LinkedDocument,
    MentionForm,
    Span,
    Statement,
)
from generator.plan.brief.cutting import after_dateline, balanced
from generator.plan.index import Index

_LONGEST = 60
"""Words of a passage that is shown in place of what somebody says."""
_PERSON = frozenset({"he", "him", "his", "she", "her", "hers"})
_THING = frozenset({"it", "its"})
_PRONOUN = re.compile(
    r"(?<!\(\()\b(?:he|him|his|she|her|hers|it|its|they|them|their|theirs)\b", re.IGNORECASE
)
_NOUN = re.compile(
    r"\b(?:the|an?|this|that|these|those|his|her|its|their|our|my|your|each|every|some|any|no|all|"
    r"many|several|few|most|both|\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten) "
    r"(?:[\w'\u2019-]+ ){0,2}?[a-z][\w'\u2019-]{2,}",
    re.IGNORECASE,
)
"""A noun with what stands before it."""
_PLURAL = re.compile(
    r"\b(?!(?:concern|fear|doubt|hope|report|claim|rumou?r|sign|allegation)s\b)[a-z]{3,}(?<!s)s\b"
)
"""A word that may be of several; what only tells that something is feared or said is none."""
_SOMEBODY = re.compile(
    r"(?:an?|one|another) \w+\Z|.*(?:man|woman|person|er|or|ist|ant|ian|president|chief|judge|"
    r"official|coach|lawyer|captain|mayor|prime minister)\Z",
    re.IGNORECASE,
)
"""A phrase for one person; the ends of words for people."""
_OF = re.compile(r"\s(?:of|for|at|in|from|to|on|with|who|which)\s|,")
_POINTS = re.compile(
    r"[\"\u201c\u2018'\s]*(?:[^.;:]{0,30}, )?(?:this|that|these|those)"
    r"(?: (?:is|was|are|were|will|would|has|have|had|can|could|may|might|should|must|does|did|"
    r"happen\w*|mean\w*|show\w*)\b|['\u2019]s\b|[.,?!])",
    re.IGNORECASE,
)
"""A demonstrative that stands alone at the beginning."""
_YES = re.compile(r"[\"\u201c]?(?:yes|no|yeah|nope|exactly|correct)\b(?! [a-z])", re.IGNORECASE)
"""An answer that needs its question."""
_AHEAD = re.compile(r"\w+ [^,;.]{1,30}, (?:the|[A-Z])")
"""A pronoun before what it stands for: "in their first match, the team"."""
_FEW = 3
"""Words before such a pronoun."""
_EMPTY_IT = re.compile(
    r"it(?:['\u2019]s|['\u2019]ll| is| was| has| had| will| would| may| might| could| can| seems| "
    r"appears| takes?| took| looks?| feels?| felt| became| remains| turns?| comes?)\b",
    re.IGNORECASE,
)
"""An "it" that need not stand for anything."""
_BODIES = frozenset({EntityType.ORGANIZATION, EntityType.PLACE, EntityType.GROUP, EntityType.TEAM})


@dataclass(frozen=True, slots=True)
class Clearness:
    """Reads of whom the words of one document's statements speak."""

    index: Index
    linked: LinkedDocument

    def passage(self, statement: Statement, shown: Sequence[Span]) -> Span | None:
        """Return the sentences that make what is shown of a statement clear; None if none do.

        Of what is clear by itself it is the first span itself.
        """
        if self.is_clear(statement, shown):
            return shown[0]
        annotated = self.linked.annotated
        sentence = annotated.sentence_at(shown[0].start)
        last = annotated.sentence_at(shown[-1].end - 1)
        if sentence is None or last is None:
            return None
        before = annotated.sentence_at(max(sentence.start - 2, 0))
        for first in (sentence, before):
            passage = self._from(first, last) if first is not None else None
            if passage is not None and self.is_clear(statement, [passage]):
                return passage
        return None

    def _from(self, first: Span, last: Span) -> Span | None:
        """Return the text of a paragraph from one sentence to another, if it may be shown."""
        document = self.linked.annotated.document
        if document.paragraph_at(first.start) != document.paragraph_at(last.start):
            return None
        passage = document.span(first.start + after_dateline(first.text), last.end)
        fits = len(passage.text.split()) <= _LONGEST and balanced(passage.text)
        return passage if fits else None

    def is_clear(self, statement: Statement, shown: Sequence[Span]) -> bool:
        """Tell whether each pronoun in some words stands for something there or for who speaks."""
        first = shown[0]
        if _POINTS.match(first.text) or (_YES.match(first.text) and "asked" not in first.text):
            return False
        return all(
            self._is_known(statement, shown, part, found.start(), found[0].casefold())
            for part in shown
            for found in _PRONOUN.finditer(part.text)
            if not self._is_speaker(statement, part, found)
        )

    def _is_speaker(self, statement: Statement, part: Span, found: re.Match[str]) -> bool:
        """Tell whether a pronoun is the speaker of the statement as printed."""
        source = statement.attribution.source
        place = part.part(part.start + found.start(), part.start + found.end())
        return source is not None and source.touches(place)

    def _is_known(
        self, statement: Statement, shown: Sequence[Span], part: Span, at: int, word: str
    ) -> bool:
        before = [p for p in shown if p.end <= part.start]
        ahead = [*before, part.part(part.start, part.start + at)]
        text = " ".join(p.text for p in ahead)
        if _AHEAD.match(part.text, at) and len(text.split()) <= _FEW:
            return True
        if word in _PERSON:
            return self._is_person_known(statement, ahead, part, at)
        noun = _NOUN.search(text) is not None or self._named(ahead, None)
        if word in _THING:
            empty = _EMPTY_IT.match(part.text, at) is not None
            return noun or empty or (self._speaks(statement, part, at, _BODIES))
        told = statement.attribution.addressee is not None
        several = noun or _PLURAL.search(text) is not None
        return several or told or self._speaks(statement, part, at, _BODIES)

    def _is_person_known(
        self, statement: Statement, ahead: Sequence[Span], part: Span, at: int
    ) -> bool:
        """Tell whether a "he" or "her" stands for somebody named before it, or for who speaks."""
        if self._named(ahead, EntityType.PERSON) or statement.attribution.addressee is not None:
            return True
        speaks = self._speaks(statement, part, at, frozenset({EntityType.PERSON}))
        return speaks and not self._rivals(statement)

    def _speaks(
        self, statement: Statement, part: Span, at: int, types: frozenset[EntityType]
    ) -> bool:
        """Tell whether a pronoun may stand for the speaker: not in what is quoted of them."""
        attribution = statement.attribution
        place = part.part(part.start + at, part.start + at + 1)
        quoted = attribution.kind is AttributionKind.DIRECT or any(
            q.touches(place) for q in attribution.quoted
        )
        entity, source = self.index.entity(statement.speaker), attribution.source
        if quoted or source is None:
            return False
        if entity is not None:
            return entity.type in types
        person = _SOMEBODY.match(_OF.split(source.text)[0]) is not None
        return person is (EntityType.PERSON in types)

    def _rivals(self, statement: Statement) -> bool:
        """Tell whether somebody else is named in the sentence before the words."""
        first = statement.attribution.content[0]
        sentence = self.linked.annotated.sentence_at(first.start)
        if sentence is None:
            return False
        before = sentence.part(sentence.start, first.start)
        own = [
            link.mention.span
            for link, entity in self.index.within(before)
            if entity.id == statement.speaker
        ]
        return any(
            mention.type is EntityType.PERSON and mention.form is MentionForm.NAME
            for mention in self.linked.annotated.mentions
            if before.start <= mention.span.start and mention.span.end <= before.end
            if not any(mention.span.touches(span) for span in own)
            if statement.attribution.source is None
            or not mention.span.touches(statement.attribution.source)
        )

    def _named(self, parts: Sequence[Span], type_: EntityType | None) -> bool:
        """Tell whether something of a type is named or described in some words."""
        return any(
            part.start <= mention.span.start and mention.span.end <= part.end
            for part in parts
            for mention in self.linked.annotated.mentions
            if mention.form is MentionForm.NAME or mention.form is MentionForm.DESCRIPTION
            if type_ is None
            or mention.type is type_
            or (mention.type is None and mention.gender is not Gender.UNKNOWN)
        )
