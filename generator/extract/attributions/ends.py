"""Where the words that a cue governs end: the speaker goes on with another cue, or others speak.

The parser hangs such words on the content. `ENDS` lists the ways in which that shows, in order. In
the examples a bar stands where the content ends.
"""

from dataclasses import dataclass

from spacy.tokens import Token

from generator.extract.attributions.context import Context, children
from generator.extract.attributions.lexicon import word_set
from generator.extract.attributions.refusals import refusal_words
from generator.extract.attributions.rules import Rule, deciding
from generator.extract.attributions.speakers import can_speak
from generator.extract.attributions.verbgroup import (
    PRESENT,
    SUBJECTS,
    after_comma,
    is_finite,
    is_past,
    is_shifted,
    subject_of,
)

_CLOSING = 3
"""Tokens of punctuation and space at most that end a sentence."""
_FINITE_FORMS = frozenset({"VBD", *PRESENT})
_CONTRAST = word_set("though although while even whereas as")
_CONCEDING = word_set("though although")
_SPEECH_ACTS = word_set(
    """
    accuse urge call blame criticize criticise condemn warn demand describe praise dismiss reject
    deny
    """
)
"""Verbs that say something with an object alone."""
_SAYING_ON = word_set(
    """
    add say note explain stress insist warn argue claim point describe accuse urge tell ask cite
    confirm repeat reiterate acknowledge concede deny predict promise pledge vow suggest declare
    assert
    """
)
"""Verbs whose participle goes on with what a sentence reports: ", adding that"."""
_AND_SAYS = word_set(
    """
    maintain reply respond reject announce report estimate contend allege state reveal disclose
    caution counter write tweet recommend propose
    """
)
_SAYS = _SPEECH_ACTS | _SAYING_ON | _AND_SAYS
_WITH_CLAUSE = frozenset({"ccomp", "dobj", "oprd", "prep", "xcomp"})
"""Dependency labels of what such a participle says."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A token inside the words that a cue governs, as the parser has them."""

    ctx: Context
    cue: Token
    head: Token
    """The head of the content."""
    token: Token
    """The token before which the content may end."""


End = Rule[Passage]


def ending(ctx: Context, cue: Token, head: Token, token: Token) -> End | None:
    """Return the rule by which a content ends before a token, or None."""
    if ctx.in_quote(token.idx) is not None and token.text != ":":
        return None
    return deciding(ENDS, Passage(ctx, cue, head, token))


def goes_on_saying(verb: Token) -> bool:
    """Tell whether a participle goes on with what its sentence reports: "…, adding that …"."""
    participle = verb.tag_ == "VBG" and verb.dep_ == "advcl"
    if not participle or verb.lemma_.lower() not in _SAYING_ON:
        return False
    return any(child.dep_ in _WITH_CLAUSE for child in verb.rights)


def set_against(ctx: Context, mark: Token) -> Token | None:
    """Return the verb of a clause after "while" or "though" in which somebody says something."""
    if mark.lower_ not in _CONTRAST or mark.i + 1 == len(ctx.doc):
        return None
    opener = mark.nbor(1) if mark.lower_ == "even" else mark
    said = opener.head
    clause = said.dep_ == "advcl" and opener.dep_ in {"mark", "advmod"} and said.i > mark.i
    if not clause or said.lemma_.lower() not in ctx.lexicon.verbs:
        return None
    told = children(said, "nsubj") and children(said, "ccomp", "xcomp")
    return said if told and said.tag_ in _FINITE_FORMS else None


def own_start(credit: Token) -> int:
    """Return the first token of the sentence that "according to X" closes, after a colon in it."""
    for token in credit.doc[credit.sent.start : credit.i]:
        if _opens_credited(token):
            return token.i + 1
    return credit.sent.start


def _saying_on(at: Passage) -> bool:
    """Read ", adding that …", also in "who said X was safe, adding that"."""
    return after_comma(at.token) and goes_on_saying(at.token) and is_finite(at.cue)


def _credited(at: Passage) -> bool:
    """Read ", according to X" at the end, which is about all that stands before it."""
    return at.token.lower_ == "according" and after_comma(at.token) and _closes(at.token)


def _closes(token: Token) -> bool:
    return token.right_edge.i >= token.sent.end - _CLOSING


def _opens_credited(colon: Token) -> bool:
    """Tell whether a colon opens a sentence with a source of its own: ": … , according to X"."""
    if colon.text != ":" or colon.i + 1 == len(colon.doc) or colon.nbor(1).is_quote:
        return False
    rest = colon.doc[colon.i : colon.sent.end]
    return any(token.lower_ == "according" and _closes(token) for token in rest)


def _others_differ(at: Passage) -> bool:
    """Read ", while X argues that …"."""
    said = set_against(at.ctx, at.token) if after_comma(at.token) else None
    if said is None:
        return False
    who = children(said, "nsubj")[0]
    return who.pos_ != "PRON" or subject_of(at.cue) != who


def _fact_against(at: Passage) -> bool:
    """Read ", though he has changed his mind before": a fact of today, after what was said then."""
    against = at.token.head
    if at.token.lower_ not in _CONCEDING or against.dep_ != "advcl" or against.head != at.head:
        return False
    now = any(t.tag_ in PRESENT for t in (against, *children(against, "aux")))
    return now and after_comma(at.token) and is_past(at.cue) and is_shifted(at.head)


def _withheld(at: Passage) -> bool:
    """Read "said it was wrong but did not give details"."""
    words, verb = refusal_words(), at.token
    if verb.dep_ != "conj" or verb.head != at.head or children(verb, *SUBJECTS):
        return False
    kept = verb.lemma_.lower() in words["disclose"] | words["inform"]
    but = any(c.lower_ == "but" for c in children(at.head, "cc"))
    return kept and but and bool(children(verb, "neg"))


def _others_speak(at: Passage) -> bool:
    """Read "said A but Torvin argued B" and "said A, and he urged B"."""
    link = at.token
    if link.lower_ not in {"but", "and"} or link.dep_ != "cc" or link.head != at.head:
        return False
    other = next((c for c in children(at.head, "conj") if c.i > link.i), None)
    if other is None or other.lemma_.lower() not in at.ctx.lexicon.verbs:
        return False
    who = next(iter(children(other, "nsubj")), None)
    if who is None or subject_of(at.cue) == who or children(other, "aux", "mark"):
        return False
    if link.lower_ == "but":
        return who.pos_ == "PROPN" and bool(children(other, "ccomp"))
    return _apart(at, other) and can_speak(at.ctx, who)


def _apart(at: Passage, other: Token) -> bool:
    """Tell whether a comma before "and" parts two sentences that both report something."""
    parted = at.token.nbor(-1).text == "," and other.tag_ == at.cue.tag_
    told = children(other, "ccomp", "xcomp", "dobj", "prep")
    return parted and other.lemma_.lower() in _SAYS and bool(told)


def _cue_again(at: Passage) -> bool:
    """Read "said he was ill and urged them to go"."""
    verb, lemma = at.token, at.token.lemma_.lower()
    if verb.dep_ != "conj" or verb.head not in (at.head, at.cue) or children(verb, *SUBJECTS):
        return False
    tells = bool(children(verb, "ccomp", "xcomp")) or lemma in _SPEECH_ACTS
    formed = verb.tag_ in _FINITE_FORMS or _no_part_of(at.ctx, verb, at.head)
    return tells and formed and lemma in at.ctx.lexicon.verbs


def _no_part_of(ctx: Context, verb: Token, head: Token) -> bool:
    """Tell whether a verb cannot go with the content's: "They said X was ill and say …".

    A bare form needs "will" or "do" before the verb that it goes with, and a thing says nothing:
    "He said prices had risen but maintained that …".
    """
    if children(verb, "aux"):
        return False
    if verb.tag_ == "VB":
        helped = any(c.tag_ in {"MD", "TO"} or c.lemma_ == "do" for c in children(head, "aux"))
        return head.tag_ != "VB" and not helped
    about = next(iter(children(head, *SUBJECTS)), None)
    thing = about is not None and about.tag_ in {"NN", "NNS"} and not can_speak(ctx, about)
    return verb.tag_ == "VBN" and thing and verb.lemma_.lower() in _SAYING_ON | _AND_SAYS


ENDS: tuple[End, ...] = (
    Rule(
        name="end.saying-on",
        holds=_saying_on,
        hits=("Holm said he had been ill, | telling the council that he would rest.",),
        misses=("Holm said he had been ill, resting at home.",),
    ),
    Rule(
        name="end.credited",
        holds=_credited,
        hits=("The mayor was told that the wall was built in haste, | according to a report.",),
        misses=("The mayor was told that the wall was built according to the plan.",),
    ),
    Rule(
        name="end.others-differ",
        holds=_others_differ,
        hits=("Holm said that the wall was safe, | while Torvin argued that it was cracked.",),
        misses=("Holm said that the wall was safe while the water was low.",),
    ),
    Rule(
        name="end.fact-against",
        holds=_fact_against,
        hits=("Torvin said that he would leave, | though he has changed his mind before.",),
        misses=("Torvin said that he would leave, though he had liked the town.",),
    ),
    Rule(
        name="end.credited-after-colon",
        holds=lambda at: _opens_credited(at.token),
        hits=(
            "Holm said that this is a poor town | : Half the shops have closed, according to Berg.",
        ),
        misses=("Holm said that the wall was cracked: forty stones had fallen.",),
    ),
    Rule(
        name="end.withheld",
        holds=_withheld,
        hits=("Holm said that the wall was cracked | but did not give details.",),
        misses=("Holm said that the wall was cracked but did not fall.",),
    ),
    Rule(
        name="end.others-speak",
        holds=_others_speak,
        hits=("Holm said that the wall was safe | but Torvin argued that it was cracked.",),
        misses=("Holm said that the wall was safe but the bridge was cracked.",),
    ),
    Rule(
        name="end.cue-again",
        holds=_cue_again,
        hits=("Holm said that the wall was cracked | and urged people to leave.",),
        misses=("Holm said that the wall was cracked and had to go.",),
    ),
)
"""Every way in which a content ends before the parser's, in the order in which they are asked."""
