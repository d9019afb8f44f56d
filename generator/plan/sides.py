"""Who says what, by side and speaker: each name once, each statement as a short line.

What stands in the open is what weighs most, up to a share of the source's own length; the rest is
folded under its speaker. A line is the statement's words or, of a long one, its first sentences:
never less than a sentence, so that no hedge of it is lost. Words with a "him" or "it" for which
nothing stands in them are shown with the sentence that they are in; where that does not tell
either, they stay folded, as does what no somebody says.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.model import LinkedDocument, Slice, Span, Statement
from generator.model.briefing import BriefPassage, Card, Rich, Segment, Voice, Withheld
from generator.model.sides import Dispute, SaidLine, Side, Speaking
from generator.plan.brief.cutting import balanced
from generator.plan.brief.passages import SET_APART
from generator.plan.cards import Cards, fullest, inner_marks, said_by, withheld
from generator.plan.clearness import Clearness
from generator.plan.glossary import entity_line
from generator.plan.index import Index
from generator.plan.segments import segments
from generator.plan.weighing import outer, weighed

LONGEST = 40
"""Words of a line; a first sentence may have more."""
SHARE = 0.75
"""Words of the open part of a page over words of the source, at most, as a rule."""
_FRAME = 35
"""Words of a page beside what is in brief and who says what: headings, date, links."""
_TELLING = 4
"""Fewest words that are not said twice by chance."""
_PRONOUNS = frozenset(
    re.findall(
        r"\w+",
        """
        he she it they i we you one some others many most those these this that who him her them
        """,
    )
)
"""Words that name nobody."""
_THINGS = re.compile(
    r"\b(?:(?P<mute>figures?|numbers?|data|statistics|images?|photos?)|requests?|petitions?|"
    r"proposals?|plans?|moves?|decisions?|deals?|laws?|bills?|campaigns?|signs?|banners?)$",
    re.IGNORECASE,
)
"""What is no somebody, at the end of a phrase."""
_PREPOSITION = re.compile(r"\s(?:of|by|from|for|in|on|to|released|published)\s|,")
_PARTICIPLE = re.compile(r"\w+ing")
_NAMED = 3
"""Words that a name with a number takes in a row of a dispute, about."""
_HEAD = 6
"""Words that a speaker's name, role and cue take, about."""


def sides(
    index: Index,
    linked: LinkedDocument,
    cards: Cards,
    brief: Sequence[BriefPassage],
    rows: Sequence[Dispute],
) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
    """Return who says what in a document, and of whom all is folded away.

    Sides and speakers in order of their first statement. What stands in `brief` takes of the room
    that a page has; what the `rows` of disputes lead to comes first into it.
    """
    lines, unclear = _lines(index, linked, cards)
    opened = _opened(linked, lines, brief, rows, unclear)
    groups: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    party = _parties(linked)
    for statement in outer(linked):
        speaker = _speaker(statement)
        groups[party.get(speaker, speaker)][speaker].append(statement)
    declined = _declined(index, linked)
    found = [
        _side(
            index,
            side,
            [
                _speaking(index, said, lines, opened, declined.get(speaker, ()))
                for speaker, said in speakers.items()
            ],
        )
        for side, speakers in groups.items()
    ]
    return tuple(_with(found, quiet=False)), tuple(_with(found, quiet=True))


def _with(found: Iterable[Side], *, quiet: bool) -> Iterator[Side]:
    """Yield sides with those speakers alone of whom nothing, or something, stands in the open."""
    for side in found:
        speakers = tuple(s for s in side.speakers if bool(s.lines) is not quiet)
        if speakers:
            yield replace(side, speakers=speakers)


def _speaker(statement: Statement) -> str:
    """Return who speaks: an entity, else this statement alone; "one poster" may be two people."""
    return statement.speaker or statement.attribution.id


def _parties(linked: LinkedDocument) -> dict[str, str]:
    """Return for whom each speaker speaks, where any statement tells of another than oneself."""
    found: dict[str, str] = {}
    for statement in outer(linked):
        speaker = _speaker(statement)
        if statement.party and statement.party != speaker:
            found.setdefault(speaker, statement.party)
    return found


def _side(index: Index, party: str, speakers: Sequence[Speaking]) -> Side:
    """Return a side; one for which only itself speaks has no name of its own above it."""
    entity = index.entity(party)
    line = entity_line(index, entity) if entity is not None else None
    if line is not None and all(s.voice.target == line.target for s in speakers):
        line = None
    return Side(entity=line, speakers=tuple(speakers))


def _speaking(
    index: Index,
    said: Sequence[Statement],
    lines: Mapping[str, SaidLine],
    opened: frozenset[str],
    declined: Iterable[Withheld],
) -> Speaking:
    """Return one speaker's statements under the fullest name and the first role."""
    voices = [said_by(index, statement) for statement in said]
    role = next((voice.role for voice in voices if voice.role), None)
    own = [
        _with_role(lines[statement.attribution.id], spoken, role)
        for statement, spoken in zip(said, voices, strict=True)
    ]
    return Speaking(
        voice=replace(fullest(voices[0]), role=role),
        lines=tuple(line for line in own if line.card.anchor in opened),
        more=tuple(line for line in own if line.card.anchor not in opened),
        withheld=tuple(declined),
    )


def _with_role(line: SaidLine, spoken: Voice, told: Slice | None) -> SaidLine:
    """Return a line with its own role where that is another than the one above the lines."""
    role = spoken.role
    same = role is None or told is None or _folded(role) in _folded(told)
    return line if same else replace(line, role=role)


def _folded(piece: Slice) -> str:
    return " ".join(piece.span.text.split()).casefold()


def _declined(index: Index, linked: LinkedDocument) -> dict[str, list[Withheld]]:
    """Return what each speaker declined to say, by entity."""
    found: defaultdict[str, list[Withheld]] = defaultdict(list)
    for refusal in linked.annotated.refusals:
        shown = withheld(index, linked, refusal)
        who = next((e for _, e in index.within(refusal.who)), None) if refusal.who else None
        if who is not None:
            found[who.id].append(shown)
    return found


def _opened(
    linked: LinkedDocument,
    lines: Mapping[str, SaidLine],
    brief: Sequence[BriefPassage],
    rows: Sequence[Dispute],
    unclear: frozenset[str],
) -> frozenset[str]:
    """Return the statements that stand in the open while there is room.

    Those that a dispute leads to come first, those that are whole in brief late, those of
    the headline above it last, and else the weightiest. What stands in brief and whole in a row is
    told. What is unclear stays folded, and what a "he" or "they" says of whom nobody knows who it
    is: above words, such a name tells nothing.
    """
    body = linked.annotated.document
    told = [part for passage in brief for part in passage.parts]
    words = len(body.text[body.body_start : body.body_end].split())
    shown = [slice_.span for row in rows for p in row.positions for slice_ in p.words]
    room = SHARE * words - sum(map(_words, told)) - _FRAME - _size(rows)
    led_to = {
        card.anchor
        for row in rows
        for p in row.positions
        for heard in p.heard
        for card in heard.cards
    }
    said = _said_again(linked, lines)
    ranked = sorted(
        (
            s
            for s in weighed(linked)
            if s.attribution.id not in said
            if s.attribution.id not in unclear and not _is_nobody(s)
            if not (_is_told(s, told) and _is_in(s, shown))
        ),
        key=lambda s: (
            s.attribution.id not in led_to or _is_told(s, told),
            _is_headline(linked, s),
            _is_told(s, told),
        ),
    )
    chosen: list[str] = []
    for statement in ranked:
        line = lines[statement.attribution.id]
        size = _HEAD + sum(map(_words, line.words))
        if size <= room:
            room -= size
            chosen.append(statement.attribution.id)
    return frozenset(chosen)


def _size(rows: Sequence[Dispute]) -> int:
    """Return about how many words the rows of disputes take of a page."""
    words = 0
    for row in rows:
        words += sum(len(piece.span.text.split()) for piece in row.about)
        for position in row.positions:
            words += sum(len(piece.span.text.split()) for piece in position.words)
            words += _NAMED * len(position.heard)
        words += _NAMED * len(row.figures)
    return words


def _is_nobody(statement: Statement) -> bool:
    """Tell whether no somebody speaks: a pronoun for nobody knows whom, or a thing.

    "A petition asking the government" asks nothing itself, nor do figures say anything.
    """
    source, cue = statement.attribution.source, statement.attribution.cue
    if statement.speaker is not None or source is None:
        return False
    if source.text.casefold() in _PRONOUNS:
        return True
    found = _THINGS.search(_PREPOSITION.split(source.text)[0])
    asking = cue is not None and _PARTICIPLE.fullmatch(cue.text) is not None
    return found is not None and (found["mute"] is not None or asking)


def _is_in(statement: Statement, shown: Sequence[Span]) -> bool:
    """Tell whether the words of a statement stand whole among some spans, but for a stop."""
    return all(
        any(span.start <= part.start and part.end <= span.end + 1 for span in shown)
        for part in statement.attribution.content
    )


def _said_again(linked: LinkedDocument, lines: Mapping[str, SaidLine]) -> frozenset[str]:
    """Return the statements whose words another one of the same speaker has: a quotation set apart.

    Of two alike the earlier is kept, of a longer and a shorter one the longer. A quotation that is
    set apart may name its speaker otherwise than the text does.
    """
    texts: dict[str, list[tuple[str, str]]] = defaultdict(list)
    words: dict[str, str] = {}
    for statement in outer(linked):
        identity = statement.attribution.id
        told = " ".join(" ".join(map(_text, lines[identity].card.words)).split()).casefold()
        texts[_speaker(statement)].append((identity, told))
        words[identity] = told
    apart = (s.attribution for s in outer(linked) if s.attribution.reason.rule == SET_APART)
    again = (again for said in texts.values() for again in _again(said))
    return frozenset(again) | frozenset(
        own.id
        for own in apart
        if any(words[own.id] in told for identity, told in words.items() if identity != own.id)
    )


def _again(said: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield the first of each pair whose second, some words, stands in another pair's."""
    together = "\n".join(words for _, words in said) + "\n"
    start = 0
    for identity, words in said:
        end = start + len(words)
        later = together.find(words, end)
        alone = later > 0 and together[later - 1] == together[later + len(words)] == "\n"
        if len(words.split()) >= _TELLING and (
            together.find(words, 0, max(start - 1, 0)) >= 0 or (later >= 0 and not alone)
        ):
            yield identity
        start = end + 1


def _is_told(statement: Statement, told: Sequence[Rich]) -> bool:
    """Tell whether all words of a statement stand in some passages."""
    return all(
        any(
            part[0].text.span.start <= span.start and span.end <= part[-1].text.span.end
            for part in told
        )
        for span in statement.attribution.content
    )


def _text(part: Rich) -> str:
    return "".join(segment.text.span.text for segment in part)


def _is_headline(linked: LinkedDocument, statement: Statement) -> bool:
    """Tell whether a statement is a headline's, which is no sentence of the text."""
    document = linked.annotated.document
    first = document.paragraph_at(statement.attribution.content[0].start)
    if first is None or first != document.paragraphs[0]:
        return False
    return not document.text[first.start : first.end].endswith((".", "!", "?", '"', "\u201d"))


def _words(part: Rich) -> int:
    return len(_text(part).split())


def _lines(
    index: Index, linked: LinkedDocument, cards: Cards
) -> tuple[dict[str, SaidLine], frozenset[str]]:
    """Return the line of each statement, by attribution, and the ids of those that are unclear."""
    inside: defaultdict[str, list[Card]] = defaultdict(list)
    root = {s.attribution.id: s.attribution.parent for s in linked.statements}
    for statement in linked.statements:
        holder = statement.attribution.parent
        while holder is not None and root.get(holder) is not None:
            holder = root[holder]
        if holder is not None:
            inside[holder].append(cards[statement.attribution.id])
    clearness, unclear, lines = Clearness(index, linked), set(), {}
    for statement in outer(linked):
        identity = statement.attribution.id
        words = tuple(_shortened(linked, cards[identity].words))
        passage = clearness.passage(statement, [_whole(part) for part in words])
        if passage is None:
            unclear.add(identity)
        lines[identity] = _line(statement, cards[identity], inside[identity], words, passage)
    return lines, frozenset(unclear)


def _whole(part: Rich) -> Span:
    """Return the span of all segments of a part."""
    first, last = part[0].text.span, part[-1].text.span
    text = "".join(segment.text.span.text for segment in part)
    return Span(first.document, first.start, last.end, text)


def _line(
    statement: Statement,
    card: Card,
    nested: Sequence[Card],
    words: tuple[Rich, ...],
    passage: Span | None,
) -> SaidLine:
    in_passage = passage is not None and passage != _whole(words[0])
    if passage is not None and in_passage:
        shown: tuple[Rich, ...] = (segments(passage, inner_marks(statement)),)
    else:
        shown = words
    return SaidLine(
        card=card,
        words=shown,
        in_passage=in_passage,
        cut=not in_passage and words != card.words,
        role=None,
        nested=tuple(nested),
    )


def _shortened(linked: LinkedDocument, words: Sequence[Rich]) -> Iterator[Rich]:
    """Yield the words of a statement up to the end of the last sentence that fits.

    No quotation is cut open: where a sentence ends inside one, the line goes on to its end.
    """
    total = sum(map(_words, words))
    if total <= LONGEST:
        yield from words
        return
    left = LONGEST
    for place, part in enumerate(words):
        ends = [
            end
            for end in _sentence_ends(linked, part)
            if end < part[-1].text.span.end and balanced(_text(_upto(part, end)))
        ]
        sizes = [(end, _words(_upto(part, end))) for end in ends]
        fitting = [end for end, size in sizes if size <= left]
        if _words(part) <= left:
            left -= _words(part)
            yield part
            continue
        if fitting:
            yield _upto(part, fitting[-1])
        elif place == 0:
            yield _upto(part, ends[0]) if ends else part
        return


def _sentence_ends(linked: LinkedDocument, part: Rich) -> list[int]:
    start, end = part[0].text.span.start, part[-1].text.span.end
    return [s.end for s in linked.annotated.sentences if start < s.end <= end]


def _upto(part: Rich, end: int) -> Rich:
    """Return the segments of a part up to an offset of the stored text."""
    return tuple(_clipped(s, end) for s in part if s.text.span.start < end)


def _clipped(segment: Segment, end: int) -> Segment:
    span = segment.text.span
    if span.end <= end:
        return segment
    return replace(segment, text=Slice(span.part(span.start, end)))
