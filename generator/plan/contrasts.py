"""What the document itself sets against each other: by "but" or "although", or by its own verbs.

"The church describes it as a retreat, but critics say it is a camp"; "officials have not said why,
but the ambassador says …"; "Orlen challenged the award".
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.model import MentionForm, Span, Stance, Statement
from generator.plan.matters import LEADS_ON, Accounts, Matter, apart, clause, telling

_JOINED = re.compile(
    r"\b(?P<sure>but|although|though|whereas|yet)\b|\b(?:while|however)\b", re.IGNORECASE
)
"""Words between two statements of one sentence that set the second against the first."""
_TURNS = re.compile(
    r"(?:but|however|yet|by contrast|in contrast|on the contrary|nevertheless)\b|[^.;:]{0,60}?, "
    r"(?:however|though|by contrast|on the other hand),",
    re.IGNORECASE,
)
"""Words that set a sentence against what was said before it."""
_REJECTS = re.compile(
    r"\b(?:has |have |had )?(?:challeng|protest|contest|disput|reject|condemn|denounc|contradict)"
    r"(?:ed|es|s|ing)? (?:the|this|that|these|those|his|her|its|their)(?: [\w'\u2019-]+){1,3}",
    re.IGNORECASE,
)
"""The document's own words that somebody sets oneself against something."""
_CRITICIZING = re.compile(
    r"\b(?:critici[sz]|condemn|denounc|oppos|slamm|protest|reject|challeng|disput|object)\w*\b",
    re.IGNORECASE,
)
"""Cues that set somebody against what another one does."""
_DEED = re.compile(
    r"\b(?:attack|kill|violen|bomb|shoot|murder|massacre|crime|terror|assault|abuse|rape)\w*\b",
    re.IGNORECASE,
)
"""What everybody condemns: whoever does takes no side in a dispute."""
_CRITICAL = re.compile(
    r"\b(?:was|were|is|are|has been|have been) (?:critical|skeptical|sceptical|opposed|unhappy|"
    r"displeased|not pleased)(?: of| to| about| with)? (?:the|this|that|these|those|his|her|its|"
    r"their)(?: [\w'\u2019-]+){1,3}",
    re.IGNORECASE,
)
"""The same of those for one of whom a statement stands: "critics were critical of the attacks"."""
_RENDERED = re.compile(
    r"\b(?:translat|render|quot|report)(?:ed|es|s|ing) (?:the|this|that|these|his|her|their) "
    r"(?:quotes?|words?|remarks?|comments?|statements?)",
    re.IGNORECASE,
)
"""Words of an outlet that has somebody's words differently."""
_STOP = re.compile(
    r"\s(?:in|at|on|by|before|after|during|with|as|and|but|for|from|over)\b.*", re.DOTALL
)
_NEAR = 1
"""Paragraphs within which a "but" answers."""
_UNSAID = frozenset({Stance.WITHHOLDS})
_NEITHER = frozenset({Stance.ASKS, Stance.DEMANDS, Stance.COMMITS})


def contrasted(accounts: Accounts) -> Iterator[Matter]:
    """Yield statements that the document sets against each other."""
    outer = accounts.outer
    yield from _told_twice(accounts, outer)
    for first, second in pairwise(outer):
        if apart(first, second) and not {_stance(first), _stance(second)} & _NEITHER:
            yield from _in_one_sentence(accounts, first, second)
            yield from _behind(accounts, first, second)
    yield from _verbs(accounts, outer)


def _stance(statement: Statement) -> Stance:
    return statement.attribution.stance


def _in_one_sentence(accounts: Accounts, first: Statement, second: Statement) -> Iterator[Matter]:
    sentence, other = accounts.sentence(first), accounts.sentence(second)
    if sentence is None or sentence != other:
        return
    between = _between(accounts, first, second)
    found = _JOINED.search(between)
    if found is None:
        return
    if found["sure"] or accounts.shared(first, second):
        yield _pair(accounts, first, second)


def _between(accounts: Accounts, first: Statement, second: Statement) -> str:
    """Return the text between what two statements say."""
    text = accounts.linked.annotated.document.text
    return text[first.attribution.content[-1].end : second.attribution.content[0].start]


def _pair(accounts: Accounts, first: Statement, second: Statement) -> Matter:
    """Return two statements as they stand; of what is withheld, the question heads the row."""
    unsaid = first if _stance(first) in _UNSAID else second
    if _stance(unsaid) in _UNSAID:
        affirming = second if unsaid is first else first
        own = {affirming.attribution.id: _whole(affirming)}
        return Matter((affirming,), (unsaid,), unsaid.attribution.content[:1], own)
    own = {s.attribution.id: _whole(s) for s in (first, second)}
    return Matter((first,), (second,), (_about(accounts, first, second),), own)


def _whole(statement: Statement) -> Span:
    """Return the clause in which a statement begins, or its cue with what it rejects."""
    cue, first = statement.attribution.cue, statement.attribution.content[0]
    if _stance(statement) is Stance.NEGATES and cue is not None and cue.end <= first.start:
        return cue
    return _beginning(statement, statement.attribution.content[-1])


def _beginning(statement: Statement, part: Span) -> Span:
    """Return the first clause of a part of what is said."""
    return clause(statement, part.part(part.start, part.start + len(part.text.split()[0])))


def _about(accounts: Accounts, first: Statement, second: Statement) -> Span:
    """Return the words on which two statements differ: those of the first that both have."""
    own = accounts.like.own(first)
    rare = sorted(
        accounts.shared(first, second), key=lambda item: (accounts.like.spread[item], own[item])
    )
    return own[rare[0]] if rare else first.attribution.content[0]


def _behind(accounts: Accounts, first: Statement, second: Statement) -> Iterator[Matter]:
    """Yield a statement whose sentence turns against the one before it, of one matter."""
    sentence = accounts.sentence(second)
    if sentence is None or sentence == accounts.sentence(first):
        return
    if not 0 <= accounts.paragraph(second) - accounts.paragraph(first) <= _NEAR:
        return
    turned = _TURNS.match(sentence.text)
    like = accounts.like
    one, other = like.own(first), like.own(second)
    if turned is None or like.weight(one, other) <= 0:
        return
    rare = accounts.rarest(first, second)
    yield Matter(
        (first,),
        (second,),
        (one[rare[0]],),
        {s.attribution.id: telling(s, like.own(s), rare) for s in (first, second)},
    )


def _criticized(accounts: Accounts, statement: Statement) -> Iterator[Matter]:
    """Yield who criticizes what another voice does, with what that one says close before."""
    cue, first = statement.attribution.cue, statement.attribution.content[0]
    if cue is None or _CRITICIZING.search(cue.text) is None or _DEED.search(first.text):
        return
    named = {entity.id for _, entity in accounts.index.within(first)}
    near = [
        s
        for s in accounts.statements
        if s.speaker in named and apart(s, statement)
        if 0 <= accounts.paragraph(statement) - accounts.paragraph(s) <= _NEAR
    ]
    for rival in near[-1:]:
        own = {rival.attribution.id: _whole(rival), statement.attribution.id: cue}
        yield Matter((rival,), (statement,), (_beginning(statement, first),), own)


def _told_twice(accounts: Accounts, outer: Sequence[Statement]) -> Iterator[Matter]:
    """Yield one speaker's words as two outlets have them, where the document says they differ."""
    for first, second in pairwise(outer):
        if first.speaker != second.speaker or first.speaker is None:
            continue
        sentence = accounts.sentence(first)
        if sentence is None or sentence != accounts.sentence(second):
            continue
        between = sentence.part(
            first.attribution.content[-1].end, second.attribution.content[0].start
        )
        joined, told = _JOINED.search(between.text), _RENDERED.search(between.text)
        outlet, by = first.attribution.channel, _outlet(accounts, between)
        if joined and told and joined.start() < told.start() and outlet and by:
            about = between.part(between.start + told.start(), between.start + told.end())
            named = {first.attribution.id: outlet, second.attribution.id: by}
            own = {s.attribution.id: _whole(s) for s in (first, second)}
            yield Matter((first,), (second,), (about,), own, named)


def _outlet(accounts: Accounts, between: Span) -> Span | None:
    """Return the first name between two statements behind the word that joins them."""
    joined = _JOINED.search(between.text)
    mentions = accounts.linked.annotated.mentions
    return next(
        (
            m.span
            for m in mentions
            if joined and m.form is MentionForm.NAME
            if between.start + joined.end() <= m.span.start and m.span.end <= between.end
        ),
        None,
    )


def _verbs(accounts: Accounts, outer: Sequence[Statement]) -> Iterator[Matter]:
    """Yield whoever is said in the document's own words to set oneself against something."""
    for statement in outer:
        source, sentence = statement.attribution.source, accounts.sentence(statement)
        yield from _criticized(accounts, statement)
        if source is None or sentence is None or not source.touches(sentence):
            continue
        start, end = source.end, statement.attribution.content[0].start
        if not sentence.start <= start < end <= sentence.end:
            continue
        text = accounts.linked.annotated.document.text
        found = _REJECTS.match(text, start + 1, end) or _CRITICAL.search(
            text, sentence.start, source.start
        )
        if found is not None and _DEED.search(found[0]) is None:
            words = LEADS_ON.sub("", _STOP.sub("", found[0]))
            span = sentence.part(found.start(), found.start() + len(words))
            yield Matter((), (statement,), (span,), {statement.attribution.id: _whole(statement)})
