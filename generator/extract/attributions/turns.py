"""Who says what in a transcript: each turn is a statement of the one whom its label calls."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from generator.extract.attributions.context import Context, Draft, Range
from generator.extract.attributions.interview import interviewee
from generator.extract.attributions.verbgroup import subject_of
from generator.extract.transcript import LabelKind, Turn, holding
from generator.extract.transcript.vocabulary import bare, words
from generator.model import Stance

_ASKED = re.compile(r"[^.!?]*\?[\"\u201d\u2019)]*")
_SENTENCE = re.compile(r"[^.!?]*[.!?]+[\"\u201d\u2019)]*|[^.!?]+$")
_TAGS = frozenset(["right", "correct", "ok", "okay", "no", "yes", "yeah", "huh", "eh", "hm", "hmm"])
"""What stands before the mark of a question that asks nothing: "…. Right?"."""
_WHO = frozenset(["who", "what", "whom"])
_AUXILIARIES = ("aux", "auxpass")


def turn_drafts(ctx: Context) -> list[Draft]:
    """Return a statement for each turn of a transcript, in order; none where it is no transcript.

    An answer has the question right before it as its occasion.
    """
    turns = ctx.parse.transcript.turns
    if not turns:
        return []
    asking = _Asking(ctx, turns)
    base = ctx.parse.base
    introduced = _introduced(ctx)
    made: list[Draft] = []
    question: Range | None = None
    for turn in turns:
        content = tuple((start - base, end - base) for start, end in turn.content)
        asks = asking.is_question(turn)
        made.append(
            Draft(
                rule="attribution.turn",
                content=content,
                source=introduced if _is_unnamed(turn) else _source(ctx, turn),
                role=_moved(ctx, turn.label.called.role),
                stance=Stance.ASKS if asks else Stance.AFFIRMS,
                occasion=None if asks else question,
                note=f"label {ctx.parse.document.text[slice(*turn.label.called.words)]}, "
                f"as in {turn.label.convention.name}",
            )
        )
        question = (content[0][0], content[-1][1]) if asks else None
    return made


def _moved(ctx: Context, part: Range | None) -> Range | None:
    """Return a range of the stored text as one of the parsed text."""
    return None if part is None else (part[0] - ctx.parse.base, part[1] - ctx.parse.base)


def _is_unnamed(turn: Turn) -> bool:
    """Tell whether a turn answers, and no heading names who does."""
    return turn.label.kind is LabelKind.ANSWER and turn.witness is None


def _introduced(ctx: Context) -> Range | None:
    """Return whom the text before the first turn names, where turns leave open who answers."""
    turns = ctx.parse.transcript.turns
    if not any(map(_is_unnamed, turns)):
        return None
    return interviewee(ctx, turns[0].label.start - ctx.parse.base)


def _source(ctx: Context, turn: Turn) -> Range | None:
    """Return who speaks: the label's words, or whom the text names for "Q" and "A"."""
    if turn.label.kind is LabelKind.QUESTION:
        return None if turn.examiner is None else _moved(ctx, turn.examiner.called.words)
    if turn.witness is not None and turn.label.kind is LabelKind.ANSWER:
        return _moved(ctx, turn.witness)
    return _moved(ctx, turn.label.called.words)


class _Asking:
    """Tells which turns ask, from how each speaker's turns end."""

    def __init__(self, ctx: Context, turns: Sequence[Turn]) -> None:
        self._text = ctx.parse.document.text
        self._asked: Counter[str] = Counter()
        self._all: Counter[str] = Counter()
        for turn in turns:
            self._all[turn.label.called.key] += 1
            self._asked[turn.label.called.key] += self._ends_asking(turn)

    def is_question(self, turn: Turn) -> bool:
        """Tell whether a turn asks: as "Q", as a reporter's, or as most of its speaker's do."""
        called = turn.label.called
        if turn.label.kind is LabelKind.QUESTION:
            return True
        if turn.label.kind is LabelKind.OFFICE and self._is_reporter(turn):
            return True
        if not self._ends_asking(turn):
            return False
        return self._asked[called.key] * 2 >= self._all[called.key] or self._only_asks(turn)

    def _is_reporter(self, turn: Turn) -> bool:
        called = self._text[slice(*turn.label.called.words)]
        return any(bare(word) in words("asking") for word in called.split())

    def _said(self, turn: Turn) -> str:
        return " ".join(self._text[slice(*part)] for part in turn.content)

    def _ends_asking(self, turn: Turn) -> bool:
        """Tell whether a turn ends with a question that is more than a tag: "…, right?"."""
        said = self._said(turn).rstrip()
        sentences = [part for part in _SENTENCE.findall(said) if part.strip()]
        if not sentences or "?" not in sentences[-1]:
            return False
        return len(sentences) == 1 or bare(sentences[-1]) not in _TAGS

    def _only_asks(self, turn: Turn) -> bool:
        """Tell whether half of a turn's words or more ask."""
        said = self._said(turn)
        asked = sum(len(part.split()) for part in _ASKED.findall(said))
        return asked * 2 >= len(said.split())


def within_turns(ctx: Context, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Yield the other drafts, none across two turns or out of a label, in capitals in any text.

    Where the saying is itself what a question asks for ("Did he say so?", "Who said that?"),
    nobody is said to have said it.
    """
    base, transcript = ctx.parse.base, ctx.parse.transcript
    turns = [(turn.label.end - base, turn.content[-1][1] - base) for turn in transcript.turns]
    called = ((label.start, label.end) for label in transcript.labels)
    labels = sorted((start - base, end - base) for start, end in (*called, *transcript.things))
    for draft in drafts:
        kept = _kept(ctx, draft, turns, labels)
        if kept is not None and not _is_asked(ctx, kept, turns):
            yield kept


def _kept(
    ctx: Context, draft: Draft, turns: Sequence[Range], labels: Sequence[Range]
) -> Draft | None:
    """Return a draft with the content of its own turn only; None where it takes from another."""
    at = draft.start if draft.cue is None else draft.cue[0]
    own = holding(turns, at)
    speaker = None if draft.speaker is None else ctx.doc[draft.speaker].idx
    ends = [at, *(part[0] for part in draft.content), *([] if speaker is None else [speaker])]
    if any(holding(labels, end) for end in ends):
        return None
    if speaker is not None and holding(turns, speaker) != own:
        return None
    content = tuple(part for part in draft.content if holding(turns, part[0]) == own)
    if own is not None:
        content = tuple((start, min(end, own[1])) for start, end in content)
    return draft.but(content=content) if content else None


def _is_asked(ctx: Context, draft: Draft, turns: Sequence[Range]) -> bool:
    """Tell whether a question asks whether, or who, says something."""
    if draft.anchor is None or holding(turns, draft.start) is None:
        return False
    verb = ctx.doc[draft.anchor]
    if not verb.sent.text.rstrip().endswith("?") or verb != verb.sent.root:
        return False
    who = subject_of(verb)
    return who is not None and (who.lower_ in _WHO or _is_inverted(verb, who))


def _is_inverted(verb: Token, who: Token) -> bool:
    """Tell whether an auxiliary stands before the subject: "Did he say"."""
    return any(child.dep_ in _AUXILIARIES and child.i < who.i for child in verb.children)
