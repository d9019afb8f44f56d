"""Denials, doubts and opposites set against what they answer.

By names and rarer words that both have; by pointing back ("these allegations", "that"); or where a
neighbour is said to have been done just what the statement says was not.
"""

import re
from collections.abc import Iterator, Sequence

from generator.model import Span, Stance, Statement
from generator.plan.likeness import COMMON_STEMS, Items, Likeness, kin
from generator.plan.matters import (
    AGAINST,
    Accounts,
    Matter,
    is_distanced,
    may_differ,
    nots,
    says_no,
    stretch,
    telling,
)
from generator.plan.stems import stem
from generator.plan.weighing import has_figure

_DIRECT = 0.75
"""What a statement must share with a contesting one."""
_OPPOSED = 1.2
"""What a statement that only says "not" or "never" must share with what it is set against."""
_ALIKE = 0.9
"""What two statements must share to be of one matter."""
_TOGETHER = 3
"""Words and names that two statements of one side share that are of one matter."""
_GOING_ON = 2
"""Words that two statements of one speaker share that are of one matter."""
_NEAR = 1
"""Paragraphs over which "that" points back."""
_REJECTING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject\w*|disput\w+|dismiss\w*|refut\w+|rebut\w*|contradict\w*|"
    r"contest(?:s|ed|ing)?|challeng\w+|scoff\w*)\b",
    re.IGNORECASE,
)
"""Cues that reject what somebody said."""
_OBJECT = "attribution.object"
"""Rule for what is only named ("condemned the attack"), which nobody denies."""
_NOT_DONE = re.compile(
    r"(?:\b(?:not|never)|n['\u2019]t) (?:(?:have|has|had|been|be|being|yet|ever) )*"
    r"(?P<done>[^\W\d_]{4,})",
    re.IGNORECASE,
)
"""A verb of which a statement says "not" or "never"."""
_IS_NOT = re.compile(
    r"\b(?:is|are|was|were|be|been)(?: not|n['\u2019]t|,? however, not) ", re.IGNORECASE
)
"""Words that say what something is not."""
_OUTRIGHT = frozenset({Stance.DENIES, Stance.NOT_CORROBORATES})
"""Stances that are of all that is said."""
_KNOWN = re.compile(r"\b(?:the|this|that|these|those|it|them|they|he|she|him|her)\b", re.IGNORECASE)
"""Words that speak of something known."""
_POINTING = re.compile(
    r"(?:that|this|it|(?:the|this|that|these|those|such|any|all|both|his|her|its|their)(?: \w+)?"
    r"(?: of (?:the|these|those|his|her|its|their))? "
    r"(?:(?P<figure>figures?|numbers?|estimates?|tolls?|counts?)"
    r"|(?:accusation|allegation|assertion|charge|claim|report|suggestion|version|account|"
    r"criticism|comment|remark|statement)s?))"
    r"(?: (?:from|by|of|made by|made in|in|against) [^,;:\"\u201c]{1,50}?)?"
    r"(?P<false>,? (?:(?:as|is|are|was|were|to be) )?(?:\w+ )?[\"\u201c]?(?:(?:completely|totally|"
    r"utterly|simply|entirely|absolutely|categorically|wholly|pure|an?) )*(?:false|untrue|"
    r"baseless|groundless|unfounded|lies?|nonsense|fabricat\w+|wrong|absurd|ridiculous|"
    r"propaganda|misleading|inaccurate|fiction|rubbish|unsubstantiated)\b.*)?",
    re.IGNORECASE | re.DOTALL,
)
"""Words that point back at what somebody else said, with or without that it is false."""


def denied(accounts: Accounts) -> Iterator[Matter]:
    """Yield each statement that contests with what it answers."""
    for statement in _contesting(accounts):
        rivals = [s for s in accounts.statements if may_differ(statement, s)]
        answered = _answered(accounts, statement, rivals)
        found = (
            Matter(tuple(answered), (statement,), statement.attribution.content)
            if answered
            else _alike(accounts, statement, rivals)
        )
        if found is not None:
            yield found


def answered_on(accounts: Accounts, known: Sequence[Matter]) -> Iterator[Matter]:
    """Yield what else a voice that denies says of what another claims, right behind its denial.

    "The order denied this. … It said that he had no keys": of the keys that he says they took.
    """
    for matter in known:
        for denial in matter.contesting:
            if denial.attribution.stance in AGAINST:
                yield from _said_behind(accounts, denial, matter)


def _said_behind(accounts: Accounts, denial: Statement, matter: Matter) -> Iterator[Matter]:
    voice = denial.speaker
    rivals = {s.speaker for s in matter.affirming}
    claims = [s for s in accounts.statements if s.speaker in rivals and is_distanced(s)]
    for statement in accounts.statements:
        behind = accounts.paragraph(statement) - accounts.paragraph(denial)
        if voice is None or statement.speaker != voice or not 0 <= behind <= _NEAR:
            continue
        if statement.number <= denial.number:
            continue
        for claim in claims:
            own, spread = accounts.like.own(statement), accounts.like.spread
            rare = [i for i in accounts.rarest(statement, claim) if spread[i] <= _GOING_ON]
            named = accounts.participants(claim) & accounts.participants(statement)
            if rare and named:
                yield Matter(
                    (claim,),
                    (statement,),
                    (own[rare[0]],),
                    {s.attribution.id: telling(s, accounts.like.own(s), rare)
                     for s in (claim, statement)},
                )  # fmt: skip


def _contesting(accounts: Accounts) -> Iterator[Statement]:
    """Yield the statements that contest: of one in which another contests, the inner one."""
    for statement in accounts.statements:
        own = statement.attribution
        if not says_no(statement) and not _calls_false(statement):
            continue
        inner = (s for s in accounts.statements if s.attribution.parent == own.id and says_no(s))
        if own.stance in AGAINST or next(inner, None) is None:
            yield statement


def _pointing(statement: Statement) -> re.Match[str] | None:
    text = " ".join(" ".join(part.text for part in statement.attribution.content).split())
    return _POINTING.fullmatch(text.rstrip(",."))


def _calls_false(statement: Statement) -> bool:
    """Tell whether a statement calls what somebody said false: "called the claims baseless"."""
    found = _pointing(statement)
    return found is not None and found["false"] is not None


def _answered(
    accounts: Accounts, statement: Statement, rivals: Sequence[Statement]
) -> list[Statement]:
    """Return what a denial of "these allegations", "that" or "the figure" answers; else nothing.

    Of a figure it is the last statement before it with one; of claims all that the last voice
    before it said from which the document keeps its distance; else what was said right before.
    """
    found = _pointing(statement)
    cue = statement.attribution.cue
    rejects = cue is not None and _REJECTING.search(cue.text) is not None
    rejects = rejects or statement.attribution.stance in AGAINST or _calls_false(statement)
    if found is None or not rejects:
        return []
    before = [s for s in rivals if s.number < statement.number and not says_no(s)]
    if found["figure"]:
        return [s for s in before if has_figure(accounts.linked, s)][-1:]
    distanced = [s for s in before if is_distanced(s)]
    if distanced and " " in found[0]:
        return [s for s in distanced if s.speaker == distanced[-1].speaker]
    here = accounts.paragraph(statement)
    told = [s for s in before if s.attribution.reason.rule != _OBJECT]
    return [s for s in told if here - accounts.paragraph(s) <= _NEAR][-1:]


def _alike(accounts: Accounts, statement: Statement, rivals: Sequence[Statement]) -> Matter | None:
    """Return a statement that contests with what says the same, by names and words."""
    like = accounts.like
    own = _in_question(accounts, statement, like.own(statement))
    needed = _DIRECT if statement.attribution.stance in AGAINST else _OPPOSED
    direct = [
        s
        for s in rivals
        if not says_no(s)
        if (like.weight(own, like.own(s)) >= needed and _is_of_it(statement, like.own(s)))
        or _undoes(accounts, statement, s)
    ]
    if not direct:
        return None
    affirming = [s for s in rivals if s in direct or _is_alike(s, direct, like)]
    affirming = _with_their_side(accounts, rivals, affirming)
    shared = {i for s in direct for i in own.keys() & like.own(s).keys()}
    rare = sorted(shared, key=lambda item: (like.spread[item], own[item]))
    return Matter(
        tuple(affirming),
        (statement,),
        _about(statement, own, rare),
        _said(affirming, like, rare, undone(statement)),
    )


def _is_of_it(statement: Statement, items: Items) -> bool:
    """Tell whether a statement that only says "not" says it of what items tell: the same is done.

    Of what is or was not something, nothing is done; a denial or a doubt is of all that is said.
    """
    if statement.attribution.stance in _OUTRIGHT:
        return True
    text = " ".join(part.text for part in statement.attribution.content)
    done = {kin(stem(found["done"])) for found in _NOT_DONE.finditer(text)}
    return _IS_NOT.search(text) is not None or bool(done & {*map(kin, items)})


def _undoes(accounts: Accounts, one: Statement, other: Statement) -> bool:
    """Tell whether a statement says that just that was not done which its neighbour tells."""
    done = {*map(kin, accounts.like.own(other))}
    beside = accounts.paragraph(one) == accounts.paragraph(other) > 0
    return beside and bool(undone(one).keys() & done)


def _about(statement: Statement, own: Items, rare: Sequence[str]) -> tuple[Span, ...]:
    """Return the words of a contesting statement that a pair rests on."""
    return stretch(statement, own, rare) if rare else tuple(undone(statement).values())[:1]


def _said(
    affirming: Sequence[Statement], like: Likeness, rare: Sequence[str], done: Items
) -> dict[str, Span]:
    """Return the words of each statement that tell the matter."""
    found = {}
    for statement in affirming:
        own = like.own(statement)
        known = [item for item in rare if item in own] or [i for i in own if kin(i) in done]
        if known:
            found[statement.attribution.id] = telling(statement, own, known)
    return found


def _in_question(accounts: Accounts, statement: Statement, items: Items) -> Items:
    """Return what a statement contests: all of it, or the sentences of it that say no."""
    if statement.attribution.stance in AGAINST:
        return items
    sentences = [accounts.linked.annotated.sentence_at(span.start) for span in nots(statement)]
    return {
        item: span
        for item, span in items.items()
        if any(s is not None and s.start <= span.start < s.end for s in sentences)
    }


def undone(statement: Statement) -> dict[str, Span]:
    """Return what a statement says was not done, where it speaks of a known thing.

    Each with the words from "not" to the verb.
    """
    found = {}
    for part in statement.attribution.content:
        for match in _NOT_DONE.finditer(part.text) if _KNOWN.search(part.text) else ():
            word = kin(stem(match["done"]))
            if word not in COMMON_STEMS:
                found[word] = part.part(part.start + match.start(), part.start + match.end())
    return found


def _is_alike(statement: Statement, direct: Sequence[Statement], like: Likeness) -> bool:
    """Tell whether a statement says what one that is directly contested says."""
    own = like.own(statement)
    return any(like.weight(own, like.own(s)) >= _ALIKE for s in direct)


def _with_their_side(
    accounts: Accounts, rivals: Sequence[Statement], affirming: Sequence[Statement]
) -> list[Statement]:
    """Return those who affirm with what others of their sides say of the same."""
    while True:
        wider = [s for s in rivals if s in affirming or _goes_with(accounts, s, affirming)]
        if len(wider) == len(affirming):
            return wider
        affirming = wider


def _goes_with(accounts: Accounts, statement: Statement, affirming: Sequence[Statement]) -> bool:
    """Tell whether a statement says with others of its side what they say.

    It shares three names and words with one that affirms, or is its speaker's and shares two words.
    """
    own, side = accounts.like.own(statement), statement.party or statement.speaker
    if side is None or says_no(statement):
        return False
    for other in affirming:
        words = accounts.shared(statement, other)
        both = own.keys() & accounts.like.own(other).keys()
        goes_on = statement.speaker == other.speaker and len(words) >= _GOING_ON
        alike = goes_on or len(both) >= _TOGETHER
        if (other.party or other.speaker) == side and words and alike:
            return True
    return False
