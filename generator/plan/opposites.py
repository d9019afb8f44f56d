"""One question with opposite answers: statements of two voices that cannot both be so.

Each pair rests on two words of a small table of opposites, on somebody or something that both
speak of, and on two sides: "imprisoned her" and "was a volunteer".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.model import Span, Statement
from generator.plan.matters import Accounts, Matter, apart, clause, may_differ


@dataclass(frozen=True, slots=True)
class _Opposites:
    """Two answers to one question."""

    one: re.Pattern[str]
    other: re.Pattern[str]
    of_person: bool
    """Whether a person of whom both speak is enough; else both must share a rarer word."""


def _words(text: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{text})\b", re.IGNORECASE)


_TABLE = (
    _Opposites(
        _words(r"imprison\w*|held (?:captive|prisoner|hostage|against (?:her|his|their) will)|"
               r"(?:was|were|been|being) (?:forced|coerced|compelled|held|detained)|kidnap\w*|"
               r"abduct\w*|enslaved?|slavery|forced (?:him|her|them|me|us) to|forced labou?r"),
        _words(r"volunt\w+|willing(?:ly)?|free(?:ly)? to (?:leave|go)|of (?:her|his|their) own "
               r"(?:free )?(?:will|accord|choice)|free will|freely|consent\w*"),
        of_person=True,
    ),
    _Opposites(
        _words(r"picked up|seized|abducted|arrested (?:at|in|by)|captured|dragged|"
               r"taken (?:to|away)"),
        _words(r"turned (?:him|her|them)sel(?:f|ves) in|surrendered|came forward|"
               r"(?:gave|handed) (?:him|her|them)sel(?:f|ves) (?:up|in)"),
        of_person=True,
    ),
    _Opposites(
        _words(r"murder\w*|(?:was|were) killed by|shot (?:him|her|them)|homicide|"
               r"beaten to death"),
        _words(r"suicide|killed (?:him|her)self|took (?:his|her) own life|natural causes|"
               r"heart attack|accident(?:al(?:ly)?)?|self-defen[cs]e"),
        of_person=True,
    ),
    _Opposites(
        _words(r"fired|dismissed|sacked|ousted|forced out"),
        _words(r"resigned|quit|stepped down|left (?:voluntarily|of (?:his|her) own)"),
        of_person=True,
    ),
    _Opposites(
        _words(r"accident(?:al(?:ly)?)?|malfunction\w*|mistake|"
               r"technical (?:fault|failure|problem)"),
        _words(r"deliberate(?:ly)?|intentional(?:ly)?|on purpose|sabotage\w*|attack(?:ed)?"),
        of_person=False,
    ),
    _Opposites(
        _words(r"legal(?:ly)?|lawful(?:ly)?|legitimate|constitutional|in line with the law"),
        _words(r"illegal(?:ly)?|unlawful(?:ly)?|illegitimate|unconstitutional|null and void|"
               r"contrary to law|breach(?:e[sd])? (?:the|of)|violat\w+"),
        of_person=False,
    ),
    _Opposites(
        _words(r"safe(?:ly)?|harmless"),
        _words(r"unsafe|dangerous(?:ly)?|hazardous|harmful"),
        of_person=False,
    ),
    _Opposites(
        _words(r"peaceful(?:ly)?|unarmed"),
        _words(r"violent(?:ly)?|riot\w*|armed|threw (?:stones|rocks|bottles)"),
        of_person=False,
    ),
    _Opposites(
        _words(r"free and fair|fair|transparent"),
        _words(r"rigged|unfair(?:ly)?|fraud\w*|stolen"),
        of_person=False,
    ),
    _Opposites(
        _words(r"effective|works|worked"),
        _words(r"ineffective|useless"),
        of_person=False,
    ),
    _Opposites(
        _words(r"(?:was|is|be|been) (?:a |an? \w+ )?success(?:ful)?|succeeded"),
        _words(r"(?:was|is|be|been) (?:a |an? \w+ )?(?:failure|fiasco|disaster)|failed"),
        of_person=False,
    ),
)  # fmt: skip
"""Answers that exclude each other; general vocabulary."""
_NEGATED = re.compile(
    r"(?:\b(?:not|never|no|without|cannot|neither)|n['\u2019]t)\b[^,;.]{0,25}$", re.IGNORECASE
)
_PREJUDICE = _words(
    r"islamophobi\w+|racis[mt]\w*|sexis[mt]\w*|anti-?semiti\w+|homophobi\w+|xenophobi\w+|"
    r"discriminat\w+|prejudice\w*|profil(?:ed|ing)|bigot\w*|singled out|"
    r"because of (?:his|her|their) (?:race|religion|faith|skin|gender|sex|name|origin|ethnicity)"
)
_NO_MOTIVE = re.compile(
    r"\b(?:race|religion|faith|name|ethnicity|gender|sex|colou?r|origin|nationality|background)\b"
    r"[^.;]{0,40}\b(?:not|n['\u2019]t|no|never|nothing)\b[^.;]{0,12}"
    r"\b(?:factor|part|role|reason|motive|consideration|to do)\b|"
    r"\bnothing to do with\b[^.;]{0,40}\b(?:race|religion|faith|ethnicity|gender|origin)\b",
    re.IGNORECASE,
)
_PLEA = _words(r"not guilty|innocen(?:t|ce)|acquit\w*|did not (?:kill|murder|steal|commit)")
_PROSECUTION = _words(
    r"prosecut\w+|crown|plaintiffs?|district attorney|attorney general|indictment"
)
_CRITICAL = _words(
    r"disappoint(?:ed|ing)|misguided|wrong(?:ly)?|(?:a|big|grave|terrible) mistake|unfair(?:ly)?|"
    r"outrage\w*|condemn\w*|critici[sz]\w+|affront|shame(?:ful)?|disgrace\w*|unacceptable|"
    r"irresponsible|reckless|dangerous|disastrous|absurd|ridiculous|unjust\w*|insult\w*|"
    r"politically motivated|ideological|oppos(?:e|es|ed)|objects? to|disagree\w*|betray\w*"
)
_PRAISING = _words(
    r"histori[ck]\w*|welcom\w+|fair|victory|excellent|courageous|brave|prais\w+|triumph|"
    r"the right (?:decision|thing|choice)|best (?:opportunity|chance|choice)|proud|milestone|"
    r"important step|step forward|wonderful|great success|justice"
)
_JUDGED = re.compile(
    r"(?:\b(?:the|this|that|[A-Z][\w.]*['\u2019]s?) (?:[a-z]+ )?)?"
    r"\b(?P<what>decisions?|choices?|rulings?|verdicts?|judge?ments?|sentences?|plans?|laws?|bills?|"
    r"polic(?:y|ies)|moves?|deals?|agreements?|treat(?:y|ies)|reforms?|bans?|proposals?|"
    r"announcements?|awards?|appointments?|selection|measures?|attacks?|strikes?|cuts?)\b",
    re.IGNORECASE,
)
"""What is judged well or badly."""
_ONE_THING = (
    frozenset({"decision", "choice", "selection", "ruling", "announcement", "move"}),
    frozenset({"ruling", "verdict", "judgement", "judgment", "sentence", "decision"}),
    frozenset({"law", "bill", "reform", "policy", "measure"}),
    frozenset({"deal", "agreement", "treaty", "award"}),
    frozenset({"plan", "proposal", "reform", "measure"}),
    frozenset({"attack", "strike"}),
)
"""Words for one thing."""


def opposed(accounts: Accounts) -> Iterator[Matter]:
    """Yield statements that answer one question in opposite ways."""
    for second in accounts.statements:
        heard: set[str | None] = set()
        for first in accounts.statements:
            behind = first.attribution.content[0].start < second.attribution.content[0].start
            if not (behind and may_differ(second, first)) or first.speaker in heard - {None}:
                continue
            for matter in _opposite(accounts, first, second):
                heard.add(first.speaker)
                yield matter
    yield from _motives(accounts)
    yield from _pleas(accounts)
    yield from _judged(accounts)


def _opposite(accounts: Accounts, first: Statement, second: Statement) -> Iterator[Matter]:
    for row in _TABLE:
        for one, other in ((row.one, row.other), (row.other, row.one)):
            here, there = _found(first, one), _found(second, other)
            if here is None or there is None:
                continue
            both = accounts.participants(first) & accounts.participants(second)
            if both if row.of_person else accounts.shared(first, second):
                yield _matter(first, here, second, there)
                return


def _matter(first: Statement, here: Span, second: Statement, there: Span) -> Matter:
    own = {
        first.attribution.id: clause(first, here),
        second.attribution.id: clause(second, there),
    }
    return Matter((first,), (second,), (here,), own)


def _found(statement: Statement, pattern: re.Pattern[str]) -> Span | None:
    """Return the first words of a statement that a pattern finds and that nothing negates."""
    for part in statement.attribution.content:
        for match in pattern.finditer(part.text):
            if _NEGATED.search(part.text, 0, match.start()) is None:
                return part.part(part.start + match.start(), part.start + match.end())
    return None


def _motives(accounts: Accounts) -> Iterator[Matter]:
    """Yield who says that prejudice moved somebody, with who says that it did not."""
    for second in accounts.statements:
        there = _found(second, _NO_MOTIVE)
        if there is None:
            continue
        for first in accounts.statements:
            here = _found(first, _PREJUDICE)
            if here is not None and apart(first, second):
                yield _matter(first, here, second, there)


def _pleas(accounts: Accounts) -> Iterator[Matter]:
    """Yield what the accused plead, with what the prosecution last said before."""
    for second in accounts.statements:
        there = _found(second, _PLEA)
        if there is None or second.attribution.parent is not None or _prosecutes(accounts, second):
            continue
        before = [
            s
            for s in accounts.statements
            if s.number < second.number and apart(s, second) and _prosecutes(accounts, s)
            if s.attribution.parent is None
        ]
        if before:
            first = before[-1]
            own = {second.attribution.id: clause(second, there)}
            yield Matter((first,), (second,), (there,), own)


def _prosecutes(accounts: Accounts, statement: Statement) -> bool:
    """Tell whether the prosecution speaks: by name, role or side."""
    found = statement.attribution
    side = accounts.index.entity(statement.party)
    told = [part.text for part in (found.source, found.role) if part is not None]
    told += [side.name.text] if side is not None else []
    return any(_PROSECUTION.search(text) for text in told)


def _judged(accounts: Accounts) -> Iterator[Matter]:
    """Yield who criticizes what another voice says or praises.

    Both name what is judged; whoever is not said to praise it is the one whose it is said to be.
    """
    for second in accounts.statements:
        bad, whose = _found(second, _CRITICAL), accounts.participants(second)
        if bad is None:
            continue
        judged = _things(accounts, second, bad)
        for first in accounts.statements:
            if not apart(first, second) or _found(first, _CRITICAL) or not judged:
                continue
            good, things = _found(first, _PRAISING), _things(accounts, first, None)
            if not _is_one_thing(judged, things):
                continue
            own = first.speaker in whose or first.party in _parties(accounts, whose)
            here = good or (next(iter(things.values())) if own and first.speaker else None)
            if here is not None:
                matter = _matter(first, here, second, bad)
                yield replace(matter, about=(next(iter(judged.values())),))


def _parties(accounts: Accounts, named: frozenset[str]) -> frozenset[str | None]:
    """Return the sides of those who are named and speak."""
    return frozenset(s.party for s in accounts.statements if s.speaker in named and s.party)


def _things(accounts: Accounts, statement: Statement, beside: Span | None) -> dict[str, Span]:
    """Return what a statement judges, by its words in the singular; beside some words of it."""
    found: dict[str, Span] = {}
    for part in statement.attribution.content:
        for match in _JUDGED.finditer(part.text):
            span = part.part(part.start + match.start(), part.start + match.end("what"))
            sentence = accounts.linked.annotated.sentence_at(span.start)
            if beside is None or sentence is None or sentence.start <= beside.start < sentence.end:
                found.setdefault(_singular(match["what"].casefold()), span)
    return found


def _singular(word: str) -> str:
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


def _is_one_thing(one: dict[str, Span], other: dict[str, Span]) -> bool:
    return any(
        a == b or any(a in same and b in same for same in _ONE_THING) for a in one for b in other
    )
