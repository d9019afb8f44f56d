"""Quotations that no cue of their own sentence claims: carried on, after a colon, or set apart."""

import re
from bisect import bisect_left, insort
from collections.abc import Sequence

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from generator.extract.attributions.blocks import announcing
from generator.extract.attributions.context import Context, Draft, children
from generator.extract.attributions.quotes import Quote
from generator.extract.attributions.speakers import can_speak
from generator.extract.attributions.verbgroup import FINITE, SUBJECTS, cue_group, subject_of
from generator.extract.ranges import Ranges
from generator.model import Stance

_WORD = re.compile(r"\w+")
_STOP = re.compile(r"(?<![A-Z])[.!?](?=\s|$)")
_REACH = 6000
"""Characters before a quotation in which a statement that it goes on from may begin."""
_TURNS = frozenset(["although", "though", "while", "whereas", "but"])
_LABEL = 6
"""Tokens before a colon in which the name of a speaker must end."""
_MARK = 2
"""Most characters of an opening mark."""
_FULL = 4
"""Fewest words of a quotation that stands as a statement by itself."""
_MARKS = "\"'\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb`"


def carried(ctx: Context, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with the quotations that go on from them, and new ones for the rest."""
    said = _Said(drafts)
    for quote in ctx.quotes:
        if not _claimed(quote, said.near(quote)):
            _attach(ctx, quote, said)
    return said.drafts


class _Said:
    """Drafts that grow, and more and more of them, to be asked for by place."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self.drafts = list(drafts)
        """All of them; one that grows stays where it is, a new one is the last."""
        self._starts = sorted((draft.start, number) for number, draft in enumerate(drafts))
        self._ranges = Ranges(
            (min(draft.content)[0], max(end for _, end in draft.content), number)
            for number, draft in enumerate(drafts)
        )
        self._grown: list[int] = []

    def near(self, quote: Quote) -> list[Draft]:
        """Return the drafts of which the content may share a character with a quotation.

        Quotations are asked for in order, so that what has grown and ends before one is done with.
        """
        self._grown = [
            number
            for number in self._grown
            if max(end for _, end in self.drafts[number].content) > quote.start
        ]
        numbers = dict.fromkeys((*self._ranges.over(quote.start, quote.end), *self._grown))
        return [self.drafts[number] for number in sorted(numbers)]

    def before(self, at: int) -> list[tuple[int, Draft]]:
        """Return the drafts that begin a little before a character, with their numbers."""
        first = bisect_left(self._starts, (at - _REACH + 1,))
        last = bisect_left(self._starts, (at,))
        numbers = sorted(number for _, number in self._starts[first:last])
        return [(number, self.drafts[number]) for number in numbers]

    def grow(self, number: int, draft: Draft) -> None:
        """Put a draft with more content in the place of one."""
        self.drafts[number] = draft
        self._grown.append(number)

    def add(self, draft: Draft) -> None:
        """Add a draft."""
        self._grown.append(len(self.drafts))
        insort(self._starts, (draft.start, len(self.drafts)))
        self.drafts.append(draft)


def _claimed(quote: Quote, drafts: Sequence[Draft]) -> bool:
    """Tell whether some content, said from outside the quotation, holds most of it."""
    whole = sum(last - first for first, last in quote.segments)
    for draft in drafts:
        reach = max(end for _, end in draft.content)
        if reach <= quote.start or min(draft.content)[0] >= quote.end:
            continue
        if draft.cue is not None and quote.start <= draft.cue[0] < quote.end:
            continue
        shared = sum(
            max(0, min(end, last) - max(start, first))
            for start, end in draft.content
            for first, last in quote.segments
        )
        if shared * 2 > whole:
            return True
    return False


def _attach(ctx: Context, quote: Quote, said: _Said) -> None:
    """Give an unclaimed quotation to the statement that it goes on from, or to a new one."""
    if not _stands_alone(ctx, quote):
        return
    brief = len(_WORD.findall(ctx.text, quote.start, quote.end)) < _FULL
    paragraph = _paragraph(ctx, quote.start)
    number, before = _last_before(said, quote.start)
    if before is not None and number is not None and _next_paragraph(ctx, before, quote, paragraph):
        _go_on(said, number, quote)
        return
    same = before is not None and paragraph <= before.start
    announced = _after_colon(ctx, quote) if _new_sentence(ctx, before, quote) else None
    if announced is not None:
        _announce(said, number, announced)
        return
    again = _reworded(ctx, before, quote) if before is not None and same else None
    if again is not None:
        said.add(again)
        return
    if before is not None and number is not None and same and _follows(ctx, before, quote):
        other = _passed_over(before, _subject_before(ctx, quote, paragraph))
        _go_on(said, number, quote, other)
        return
    new = _after_colon(ctx, quote)
    if new is None and not brief:
        new = _by_previous(ctx, quote, before, paragraph)
    if new is not None:
        _announce(said, number, new)


def _go_on(said: _Said, number: int, quote: Quote, beaten: tuple[str, ...] = ()) -> None:
    """Add a quotation to a statement, or beside a denial, which it is itself and does not deny.

    'Torvin denied that he had been "drunk". "I had water all night."': he does not deny the water.
    """
    before = said.drafts[number]
    lost = (*before.beaten, *beaten)
    if before.stance is not Stance.DENIES:
        said.grow(number, before.but(content=(*before.content, *quote.segments), beaten=lost))
        return
    said.add(
        Draft(
            rule="attribution.quote-carried",
            content=quote.segments,
            speaker=before.speaker,
            note="speaker of the denial before",
            beaten=lost,
        )
    )


def _announce(said: _Said, number: int | None, announced: Draft) -> None:
    """Add a quotation after a colon, to the statement of its own cue when there is one."""
    before = None if number is None else said.drafts[number]
    same = announced.anchor is not None and announced.rule == "attribution.colon"
    if number is None or before is None or not same or before.anchor != announced.anchor:
        said.add(announced)
    else:  # "Torvin argued that nobody cares: '…'"
        said.grow(number, before.but(content=(*before.content, *announced.content)))


def _new_sentence(ctx: Context, before: Draft | None, quote: Quote) -> bool:
    """Tell whether a sentence of its own announces a quotation with a colon."""
    ahead = ctx.text[: quote.start].rstrip(_MARKS).rstrip()
    if before is None or not ahead.endswith(":"):
        return False
    sentence = _sentence_at(ctx, len(ahead) - 1)
    last = max(end for _, end in before.content)
    return sentence is not None and sentence.start_char >= last - 1


def _stands_alone(ctx: Context, quote: Quote) -> bool:
    """Tell whether a quotation is a sentence of its own, not a title or scare quote."""
    first, last = quote.segments[0]
    inner = ctx.text[first:last]
    if not inner[:1].isupper() and inner[:1] not in "[.\u2026":
        return False
    part = ctx.doc.char_span(first, last, alignment_mode="contract")
    verb = part is not None and any(token.pos_ in {"VERB", "AUX"} for token in part)
    if not verb and inner[-1:] not in ".!?,":
        return False
    ahead = ctx.text[max(0, first - 200) : first].rstrip(_MARKS).rstrip(" ")
    return (
        not ahead
        or ahead[-1] in '.!?:\n)\u201d"'
        or _paragraph(ctx, quote.start - 1) == quote.start - 1
    )


def _next_paragraph(ctx: Context, before: Draft, quote: Quote, paragraph: int) -> bool:
    """Tell whether a quoted paragraph goes on from one that ends in the quoted statement."""
    last = max(end for _, end in before.content)
    opens = quote.start - paragraph <= _MARK
    between = ctx.text[last : quote.start]
    # "“The people,” Torvin said": the quotation's own sentence goes on.
    alone = not ctx.text[quote.end : quote.end + _MARK + 1].strip(_MARKS + " ").strip("\n")
    quoted = ctx.in_quote(max(last - 2, 0)) is not None
    return (
        opens
        and alone
        and quoted
        and not between.strip(_MARKS + " .\n")
        and (between.count("\n") > 0)
    )


def _paragraph(ctx: Context, at: int) -> int:
    """Return the first character of the paragraph that holds a character."""
    before = bisect_left(ctx.paragraphs, (at + 1,)) - 1
    return ctx.paragraphs[before][0] if before >= 0 else 0


def _last_before(said: _Said, at: int) -> tuple[int | None, Draft | None]:
    """Return the draft whose cue or content ends last before a character, outermost first."""
    near = [(number, draft) for number, draft in said.before(at) if draft.speaker is not None]
    best: tuple[int | None, Draft | None] = (None, None)
    reach = (-1, 0)
    for number, draft in near:
        end = max([end for _, end in draft.content] + ([draft.cue[1]] if draft.cue else []))
        size = sum(end - start for start, end in draft.content)
        if end <= at and (end, size) > reach and not _nested(draft, [other for _, other in near]):
            best, reach = (number, draft), (end, size)
    return best


def _nested(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Tell whether a draft's cue stands inside another one's content."""
    if draft.cue is None:
        return False
    at = draft.cue[0]
    return any(
        start <= at < end for other in drafts if other is not draft for start, end in other.content
    )


def _follows(ctx: Context, before: Draft, quote: Quote) -> bool:
    """Tell whether a quotation goes on from a quoted statement: "…," he said. "…"."""
    last = max(end for _, end in before.content)
    direct = ctx.in_quote(last - 1) is not None or ctx.in_quote(max(last - 2, 0)) is not None
    cue_end = before.cue[1] if before.cue is not None else last
    return (
        direct
        and "\n" not in ctx.text[max(last, cue_end) : quote.start]
        and (_adjacent(ctx, max(last, cue_end), quote.start))
    )


def _reworded(ctx: Context, before: Draft, quote: Quote) -> Draft | None:
    """Read another wording of what was quoted: '"…," A quoted X, although B has it as: "…"'."""
    end = max(end for _, end in before.content)
    part = ctx.doc.char_span(end, quote.start, alignment_mode="contract")
    if part is None or not ctx.text[end : quote.start].rstrip(_MARKS + " ").endswith(":"):
        return None
    turn = next((t.i for t in part if t.lower_ in _TURNS), None)
    if turn is None or not any(t.dep_ in SUBJECTS and t.i > turn for t in part):
        return None
    return Draft(
        rule="attribution.quote-carried",
        content=quote.segments,
        speaker=before.speaker,
        note="another wording of the statement before",
    )


def _adjacent(ctx: Context, end: int, start: int) -> bool:
    """Tell whether at most one sentence ends between two characters."""
    ends = sum(1 for match in _STOP.finditer(ctx.text, end, start))
    if ends <= 1:
        return True
    sentence = _sentence_at(ctx, end - 1)
    return sentence is not None and sentence.end_char >= len(ctx.text[:start].rstrip(_MARKS + " "))


def _after_colon(ctx: Context, quote: Quote) -> Draft | None:
    """Read `His reaction was clear: "…"`."""
    ahead = ctx.text[: quote.start].rstrip(_MARKS).rstrip()
    if not ahead.endswith(":") and not (
        ahead.endswith(",") and "\n" in ctx.text[len(ahead) : quote.start]
    ):
        return None
    sentence = _sentence_at(ctx, len(ahead) - 1)
    if sentence is None:
        return None
    root = announcing(ctx, sentence.start_char, len(ahead)) or sentence.root
    if ctx.text[sentence.start_char : len(ahead)].isupper():
        return None  # Of a line in capitals the parser sees neither verbs nor names.
    if root.idx >= quote.start:
        # The parser let the quotation rule its own announcement.
        outside = _first_finite(sentence, quote.start)
        if outside is None:  # `Aug. 14, 1961: "Petra Holm ran here."`: nobody announces it.
            return None
        root = outside
    cue: Token | None = root
    if root.pos_ in {"NOUN", "PROPN"}:
        # `Said X: "…"` and `X: "…"`, in which the parser sees no verb.
        first = sentence[0]
        cue = first if first.lemma_.lower() in ctx.lexicon.verbs and first != root else None
        who = root if root.i < sentence.start + _LABEL and can_speak(ctx, root) else None
    else:
        who = subject_of(root) if root.pos_ in {"VERB", "AUX"} else None
    if who is None:
        return None
    inverted = cue is not None and cue.i < who.i and cue.head == who
    return Draft(
        rule="attribution.colon",
        content=quote.segments,
        source=ctx.range_of(sentence.start + 1, who.i) if inverted else None,
        speaker=who.i,
        cue=cue_group(ctx, cue) if cue is not None and _tells(ctx, cue) else None,
        anchor=None if cue is None else cue.i,
        note="colon before a quotation",
    )


def _tells(ctx: Context, cue: Token) -> bool:
    """Tell whether a verb is a cue, alone or with its noun: not "his mood has changed: …"."""
    lemma = cue.lemma_.lower()
    nouns = ctx.lexicon.nouns.keys() | ctx.lexicon.documents
    given = any(c.lemma_.lower() in nouns for c in children(cue, "dobj"))
    return lemma in ctx.lexicon.verbs or given


def _first_finite(sentence: TokenSpan, end: int) -> Token | None:
    """Return the first finite verb of a sentence before a character, or None."""
    return next((t for t in sentence if t.idx < end and t.tag_ in FINITE), None)


def _by_previous(ctx: Context, quote: Quote, before: Draft | None, paragraph: int) -> Draft | None:
    """Carry the speaker of the sentence or paragraph before: "…," he said. ⏎ "…"."""
    if _cue_in(ctx, quote):
        return None
    who = _subject_before(ctx, quote, paragraph)
    if before is not None and _near(ctx, before, quote, paragraph):
        return Draft(
            rule="attribution.quote-carried",
            content=quote.segments,
            speaker=before.speaker,
            note="speaker of the statement before",
            beaten=_passed_over(before, who),
        )
    if who is None:
        return None
    return Draft(
        rule="attribution.quote-carried",
        content=quote.segments,
        speaker=who.i,
        note="subject of the sentence before",
        beaten=_too_far(ctx, before, who),
    )


def _passed_over(before: Draft, who: Token | None) -> tuple[str, ...]:
    """Return the subject between two quotations that was not taken for the second's speaker."""
    if who is None or who.i == before.speaker:
        return ()
    return (f"{who.text!r} as speaker: the statement before goes on",)


def _too_far(ctx: Context, before: Draft | None, who: Token) -> tuple[str, ...]:
    """Return the speaker of the statement before, when another subject stands between."""
    if before is None or before.speaker is None or before.speaker == who.i:
        return ()
    return (f"{ctx.doc[before.speaker].text!r} as speaker: another subject stands between",)


def _cue_in(ctx: Context, quote: Quote) -> bool:
    """Tell whether narration goes on in the quotation's own sentence."""
    rest = ctx.text[quote.end : quote.end + 40].lstrip(_MARKS + ".!?")
    return bool(rest) and rest[0] == " " and rest[1:2].islower()


def _near(ctx: Context, before: Draft, quote: Quote, paragraph: int) -> bool:
    """Tell whether a statement is close enough for its speaker to go on."""
    end = max([end for _, end in before.content] + ([before.cue[1]] if before.cue else []))
    between = ctx.text[end : quote.start]
    if before.start >= paragraph:
        return _adjacent(ctx, end, quote.start)
    opens = quote.start - paragraph <= _MARK
    quoted = any(ctx.quotes_in(*piece) for piece in before.content)
    return (
        opens
        and quoted
        and len(re.findall(r"\n\s*\n|\n", between)) == 1
        and _adjacent(ctx, end, quote.start)
    )


def _subject_before(ctx: Context, quote: Quote, paragraph: int) -> Token | None:
    """Return the person who is the subject of the sentence before, in the same paragraph."""
    ahead = ctx.text[: quote.start].rstrip(_MARKS).rstrip()
    if len(ahead) <= paragraph:
        return None
    sentence = _sentence_at(ctx, len(ahead) - 1)
    if sentence is None:
        return None
    who = subject_of(sentence.root)
    if who is None or who.idx >= quote.start:
        return None
    person = who.ent_type_ == "PERSON" or who.lower_ in {"he", "she"}
    if announcing(ctx, sentence.start_char, sentence.end_char) is not None:
        return who
    return who if person or who.lemma_.lower() in ctx.lexicon.roles else None


def _sentence_at(ctx: Context, at: int) -> TokenSpan | None:
    part = ctx.doc.char_span(at, at + 1, alignment_mode="expand")
    return None if part is None else part[0].sent
