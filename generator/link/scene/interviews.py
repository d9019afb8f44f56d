"""Whose answers an interview holds: the one person whom its headline names."""

from collections.abc import Sequence

from generator.link.scene.scene import Scene
from generator.model import Attribution, EntityType, MentionForm, Span

_RULE = "attribution.interview"
"""Rule of extraction that takes a paragraph for an answer."""
_YOU = frozenset({"you", "your", "yours", "yourself"})


class Interviewee:
    """The one person who answers in a document, if it is an interview and says who that is."""

    def __init__(self, scene: Scene, attributions: Sequence[Attribution]) -> None:
        self._scene = scene
        answers = [a for a in attributions if a.reason.rule == _RULE]
        self.found = self._headline() if answers else None
        """Position of the entity and where the headline names it; None where nothing is sure."""
        if self.found and any(not self._is_same(a.source) for a in answers):
            self.found = None

    def _headline(self) -> tuple[int, Span] | None:
        """Return the only person whom the first paragraph names."""
        paragraphs = self._scene.document.document.paragraphs
        if not paragraphs:
            return None
        named: dict[int, Span] = {}
        for position in self._scene.within(paragraphs[0].start, paragraphs[0].end):
            mention = self._scene.mentions[position]
            local = self._scene.of_mention.get(position)
            if mention.type is not EntityType.PERSON or mention.form is not MentionForm.NAME:
                continue
            if local is None:
                return None
            named.setdefault(local, mention.span)
        return next(iter(named.items())) if len(named) == 1 else None

    def _is_same(self, source: Span | None) -> bool:
        """Tell whether an answer is nobody's yet, or already this person's."""
        if source is None or self.found is None:
            return True
        meant = {
            self._scene.of_mention.get(position)
            for position in self._scene.within(source.start, source.end)
        }
        return meant <= {self.found[0], None}

    def answers(self, attribution: Attribution) -> tuple[int, Span] | None:
        """Return the interviewee for an answer without a speaker; None for all else."""
        return self.found if attribution.reason.rule == _RULE else None

    def says_i(self, source: Span) -> tuple[int, Span] | None:
        """Return whom "I" means outside quotations: nobody in a question, or beside "you"."""
        if self.found is None:
            return None
        start, end = self._scene.paragraph(source.start)
        text = self._scene.document.document.text[start:end]
        words = {word.strip(".,;:!?\"'()") for word in text.casefold().split()}
        return None if text.rstrip().endswith("?") or words & _YOU else self.found
