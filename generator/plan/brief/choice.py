"""Which passages stand in brief: the set whose words are worth most within its length."""

import math
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.plan.brief.passages import LONGEST, Candidate, folded
from generator.plan.brief.worth import COMMON
from generator.plan.stems import stem

RULE = 60
"""Words of a brief as a rule: what stands beyond them counts less."""
_SHARE = 4
"""A long document's brief has a quarter of its words."""
_MOST_SHARE = 0.6
"""Share of a short document's words that its brief has at most."""
_PASSAGES = 4
_SENTENCES = 5
_TRIED = 26
"""How many of the passages that are densest in worth are tried in every combination."""
_FIRST = 5
"""How many of the first sentences are tried whatever they are worth."""
_BEYOND = 0.7
"""What a word beyond the rule counts, where one before it counts this and one more."""
_LEAD = 2.0
"""What the sentence gains that tells what the title announces."""
_REST = 1.5
"""What a passage gains that tells best what its leading sentence leaves out of the title."""
_FADING = 0.8
"""What a sentence that goes on with such a one counts beside the one before it."""
_NEAR = 3
"""Among how many sentences from the first that one is looked for."""
_MORE = 2
"""How many words of the title more it must have than the first sentence."""
_LATE = 0.02
"""What it costs to stand late, times the logarithm of the sentence's number; answers cost none."""
_UNKNOWN = 0.8
"""What it costs to call somebody by less than a full name who is not named before."""
_DISPUTED = 4.0
"""What a passage gains that denies or does not corroborate what the title tells."""
_ANSWERS = 1.0
"""What it gains where it is another passage that tells what it denies."""
_NEW = 0.4
"""Share of a passage's words that must be new."""
_SHARED = 2
"""Words that a passage must share with what it sets itself against."""
_UNSTATED = ("",) * 3
"""What stands for a speaker who is not stated: as many words as "speaker not stated"."""
_LONG = 4
"""Letters of a word that tells what a passage is about."""
_ANNOUNCED = re.compile(r"\b(?:announc|plan|propos|promis|pledg|vow)\w*", re.IGNORECASE)
"""Words of a title behind which stands what is to come."""
_AHEAD = re.compile(r"\b(?:will|would|shall|(?:is|are|was|were) to)\b", re.IGNORECASE)
"""Words of what is to come."""
_PARTS = re.compile(r"[;:,]|\b(?:as|after|and|but|while)\b")
"""What parts the things that a title announces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Some passages in source order, with what they are worth."""

    chosen: tuple[Candidate, ...] = ()
    passages: int = 0
    """How many there are when those that go on are taken together."""
    length: int = 0
    """Words."""
    worth: float = 0.0
    seen: frozenset[str] = frozenset()
    """Words that were counted."""
    shown: str = ""
    """What a reader has met so far, the title first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hope:
    """What some passages are worth at most."""

    rows: tuple[tuple[float, int], ...]
    """Worth of a word and number of words of each, the densest first."""
    gains: float
    """What they gain beyond their words."""

    def most(self, length: int, limit: int) -> float:
        """Return what they can add at most to a draft of some length."""
        worth = self.gains
        for density, words in self.rows:
            end = min(length + words, limit)
            worth += density * (_BEYOND * (end - length) + max(0, min(end, RULE) - length))
            length = max(length, end)
        return worth


def limit(words: int) -> int:
    """Return how many words the brief of a document of so many words may have."""
    return int(min(max(RULE, min(LONGEST, words / _SHARE)), words * _MOST_SHARE))


def spoken(candidate: Candidate) -> str:
    """Return who is named before a passage; empty where nobody is."""
    voice = candidate.voice
    return voice.printed.span.text if voice is not None and voice.printed is not None else ""


def goes_on(before: Candidate, after: Candidate) -> bool:
    """Tell whether a passage is read as one with the passage before it."""
    if after.question is not None or after.voice != before.voice:
        return False
    return after.voice is not None or follows(before, after)


def follows(before: Candidate, after: Candidate) -> bool:
    """Tell whether nothing stands between two passages."""
    beside = after.place == before.last + 1 and after.paragraph == before.paragraph
    return beside and not before.cut_after


class Chooser:
    """Chooses among the passages of one document."""

    def __init__(
        self,
        worths: Mapping[str, float],
        title: str,
        denials: Mapping[str, Collection[str]],
        *,
        titled: bool,
    ) -> None:
        self._worths = worths
        self._title = title
        self._titles = frozenset(folded(title))
        self._denials = denials
        """What each statement denies or does not corroborate, by ids."""
        self._titled = titled
        """Whether the title is the first sentence: it leads, and the second may lean on it."""
        self._lead = 0
        """Number of the sentence that tells what the title announces."""
        self._rest: Mapping[int, float] = {}
        """Numbers of the sentences that tell best what that one leaves out of the title, and how
        much each of them does, 0 to 1."""

    def choose(self, candidates: Sequence[Candidate], most: int) -> tuple[Candidate, ...]:
        """Return the set that is worth most of at most `most` words, in source order.

        Sets are tried one by one; what cannot be worth more than the best so far is not gone into.
        """
        tried = self._tried(candidates)
        self._lead = self._announced(tried)
        self._rest = dict(self._left_out(candidates))
        hopes = [self._hope(tried[at:]) for at in range(len(tried) + 1)]
        best = Draft()
        open_drafts = [(Draft(shown=self._title), 0)]
        while open_drafts:
            draft, at = open_drafts.pop()
            if draft.chosen and draft.worth > best.worth:
                best = draft
            if len(draft.chosen) == _SENTENCES:
                continue
            if draft.worth + hopes[at].most(draft.length, most) <= best.worth:
                continue
            for place in reversed(range(at, len(tried))):
                longer = self._with(draft, tried[place], most)
                if longer is not None:
                    open_drafts.append((longer, place + 1))
        return best.chosen

    def _announced(self, candidates: Sequence[Candidate]) -> int:
        """Return the sentence that tells what the title announces: the first, or a close one.

        So a report that opens with what went before, in other words, is not told by that.
        """
        words = self._titles - COMMON
        near = [c for c in candidates if c.place < _NEAR and c.voice is None]
        shared = {c.place: len(words & frozenset(c.words)) for c in near}
        best = max(shared, key=lambda place: (shared[place], -place), default=0)
        return best if shared.get(best, 0) >= shared.get(0, 0) + _MORE else 0

    def _left_out(self, candidates: Sequence[Candidate]) -> Iterator[tuple[int, float]]:
        """Yield the sentences that tell best what the leading one leaves out of the title.

        That is a whole part of it ("…; announces new homes") with the sentences behind that go on
        with it; or a word that a sentence beside the leading one has. The title of an
        interview tells who is asked, not what is answered.
        """
        if any(c.answers for c in candidates):
            return
        stems = {c.place: _stems(c.words) for c in candidates}
        told, titled = stems.get(self._lead, frozenset()), _stems(tuple(self._titles))
        for part in _PARTS.split(self._title):
            wanted = _stems(folded(part))
            best = max(stems, key=lambda place: (len(wanted & stems[place]), -place), default=0)
            shared = len(wanted & stems.get(best, told))
            if shared >= _SHARED and shared > len(wanted & told):
                yield best, 1.0
                if _ANNOUNCED.search(part):
                    yield from _announced(best, wanted, candidates)
                else:
                    yield from _going_on(best, wanted, stems)
        for place, own in stems.items():
            if place < _NEAR and own & (titled - told) and len(own & titled) >= _SHARED:
                yield place, 1.0

    def _hope(self, candidates: Sequence[Candidate]) -> "_Hope":
        """Return what some passages are worth at most."""
        rows = []
        for one in candidates:
            words = self._read(one, going_on=False)
            worth = sum(self._worths.get(word, 0.0) for word in frozenset(words))
            rows.append((worth / len(one.words), len(one.words)))
        gains = [self._leads(one) + _DISPUTED * self._contests(one) for one in candidates]
        most = sum(sorted(gains)[-_SENTENCES:])
        return _Hope(rows=tuple(sorted(rows, reverse=True)), gains=most)

    def _tried(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return the passages that are tried: dense ones, first ones, and what they lean on."""
        dense = sorted(candidates, key=self._density, reverse=True)[:_TRIED]
        kept = {id(c) for c in dense} | {id(c) for c in candidates if c.place < _FIRST}
        needed = {c.place - 1 for c in dense if c.leans}
        return [c for c in candidates if id(c) in kept or c.last in needed]

    def _density(self, candidate: Candidate) -> float:
        """Return what a passage is worth a word; a few words more are taken as read."""
        words = frozenset(candidate.words) - COMMON
        return sum(self._worths.get(w, 0.0) for w in words) / (len(candidate.words) + 8)

    def _with(self, draft: Draft, added: Candidate, most: int) -> Draft | None:
        """Return a draft with one passage more; None where it must not follow, or is too long."""
        before = draft.chosen[-1] if draft.chosen else None
        if before is not None and added.place <= before.last:
            return None
        if not self._may_follow(before, added) or self._repeats(draft, added):
            return None
        going_on = before is not None and goes_on(before, added)
        passages = draft.passages + (not going_on)
        words = self._read(added, going_on=going_on)
        if passages > _PASSAGES or draft.length + len(words) > most:
            return None
        worth, seen = self._gain(draft, words)
        text = f"{draft.shown} {spoken(added)} {added.span.text}"
        return Draft(
            chosen=(*draft.chosen, added), passages=passages, length=draft.length + len(words),
            worth=draft.worth + worth - self._cost(draft, added), seen=seen, shown=text,
        )  # fmt: skip

    def _repeats(self, draft: Draft, added: Candidate) -> bool:
        """Tell whether little of a passage is new to who has read the title and the draft."""
        if added.question is not None or added.place in self._rest:
            return False
        if self._titled and added.place == 0:
            return False  # the news itself: who meets the brief elsewhere has not read the title
        words = frozenset(added.words) - COMMON
        return len(words - draft.seen - self._titles) < _NEW * len(words)

    def _read(self, added: Candidate, *, going_on: bool) -> tuple[str, ...]:
        """Return the words that a reader meets with a passage."""
        asked = ("", *folded(added.question.text)) if added.question is not None else ()
        named = folded(spoken(added)) or (_UNSTATED if added.voice is not None else ())
        return (*asked, *(() if going_on else named), *added.words)

    def _gain(self, draft: Draft, words: Sequence[str]) -> tuple[float, frozenset[str]]:
        """Return what words add to a draft, and the words counted with them."""
        worth, seen = 0.0, set(draft.seen)
        for place, word in enumerate(words, start=draft.length):
            if word not in seen:
                seen.add(word)
                worth += self._worths.get(word, 0.0) * (_BEYOND + (place < RULE))
        return worth, frozenset(seen)

    def _cost(self, draft: Draft, added: Candidate) -> float:
        """Return what a passage must be worth to be taken; less than nothing for one to prefer."""
        late = 0.0 if added.answers else _LATE * math.log1p(added.place)
        unknown = any(
            full not in draft.shown and short not in draft.shown for short, full in added.short
        )
        answers = self._answers(draft, added) if self._contests(added) else 0.0
        return late + _UNKNOWN * unknown - self._leads(added) - answers

    def _leads(self, candidate: Candidate) -> float:
        """Return what a passage gains that tells what the title announces."""
        leads = candidate.place == self._lead and (candidate.voice is None or self._titled)
        return _LEAD * leads + _REST * self._rest.get(candidate.place, 0.0)

    def _contests(self, candidate: Candidate) -> bool:
        """Tell whether a passage denies, or does not corroborate, what another voice says."""
        return candidate.denies or any(
            s.attribution.id in self._denials for s in candidate.statements
        )

    def _answers(self, draft: Draft, denial: Candidate) -> float:
        """Return what a passage that contests gains behind a draft.

        Most where it denies outright, or where the title tells what it contests.
        """
        if _shared(denial.words, tuple(self._titles)) >= _SHARED:
            return _DISPUTED
        answered = {i for s in denial.statements for i in self._denials.get(s.attribution.id, ())}
        paired = any(s.attribution.id in answered for c in draft.chosen for s in c.statements)
        told = [word for c in draft.chosen for word in c.words]
        shared = _shared(denial.words, (*self._titles, *told))
        if denial.denies:
            return _DISPUTED if paired or shared else 0.0
        return _ANSWERS if paired or shared >= _SHARED else 0.0

    def _may_follow(self, before: Candidate | None, added: Candidate) -> bool:
        """Tell whether a passage is clear after the one before it, or at the beginning."""
        if not added.leans and not added.turns:
            return True
        if before is None:
            beside, words = self._titled and added.place == 1, folded(self._title)
        else:
            beside = before.last == added.place - 1 and not before.cut_after
            words = before.words
        return beside or (added.turns and not added.leans and self._turns_at(added, words))

    def _turns_at(self, added: Candidate, words: Sequence[str]) -> bool:
        """Tell whether a passage sets itself against words that it shares."""
        return _shared(added.words, words) >= _SHARED


def _going_on(
    place: int, wanted: frozenset[str], stems: Mapping[int, frozenset[str]]
) -> Iterator[tuple[int, float]]:
    """Yield the few sentences right behind one that are about the same, by the words wanted.

    Each tells less of it than the one before.
    """
    for behind in range(place + 1, place + 1 + _SENTENCES):
        if not stems.get(behind, frozenset()) & wanted:
            return
        yield behind, _FADING ** (behind - place)


def _announced(
    place: int, wanted: frozenset[str], candidates: Sequence[Candidate]
) -> Iterator[tuple[int, float]]:
    """Yield the sentences behind an announcement that tell what is to come, by the words wanted."""
    for one in candidates:
        behind = place < one.place <= place + 2 * _SENTENCES
        if behind and _AHEAD.search(one.span.text) and _stems(one.words) & wanted:
            yield one.place, 1.0


def _stems(words: Sequence[str]) -> frozenset[str]:
    """Return the stems of the words that tell what a text is about."""
    return frozenset(stem(word) for word in words if len(word) >= _LONG and word not in COMMON)


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words that tell what a text is about stand in both."""
    words = frozenset(one) & frozenset(other) - COMMON
    return sum(len(word) >= _LONG for word in words)
