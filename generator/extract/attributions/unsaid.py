"""What a cue does not say, since nobody says it: it is only supposed, asked, missed or meant.

One record a reading, in order; each carries a sentence that it hits and a look-alike that it
misses, which the tests read.
"""

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from generator.extract.attributions.context import Context, children
from generator.extract.attributions.lexicon import word_set
from generator.extract.attributions.verbgroup import SUBJECTS, subject_of
from generator.model import Stance

SPOKEN = word_set("say distance deny announce express concede appraise")
"""Families of verbs that do nothing but say."""
_PURPOSES = frozenset(["advcl", "xcomp"])
"""Dependency labels of an infinitive that says what for."""
_MISSED = word_set("could would should might may")
"""Modal verbs that, before "have said", tell of what was not, or perhaps not, said."""
_INSTEAD = word_set("without instead")
_UNTRUE = word_set("false untrue wrong incorrect nonsense")
_TRUE = word_set("true right correct certain clear known")
_PLAIN = word_set("say claim state assert allege argue suggest")
"""Verbs of which "did not" keeps nothing back: "did not mention that" would."""
_ASKED = word_set("whether if why how what who where when which")
_PRESENT = frozenset(["i", "we", "you"])
"""Who is there to say it: "I should have said before that …", "Would you say that …?"."""


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A way in which a cue's content is said by nobody."""

    why: str
    """The reading, in a few words."""
    holds: Callable[[Context, Token], bool]
    """Whether a verb is so used."""
    hit: str
    """A sentence of which nothing is said."""
    miss: str
    """One that looks alike, in which somebody says something."""


def is_unsaid(ctx: Context, verb: Token) -> bool:
    """Tell whether nobody says what a cue governs."""
    return any(record.holds(ctx, verb) for record in UNSAID)


def _spoken(ctx: Context, verb: Token) -> bool:
    return any(entry.family in SPOKEN for entry in ctx.lexicon.cues(verb))


def _inverted(verb: Token) -> Token | None:
    """Return an auxiliary before the subject of its verb, or None."""
    own = [c for c in children(verb, *SUBJECTS) if c.i < verb.i]
    first = next(iter(children(verb, "aux")), None)
    return first if own and first is not None and first.i < own[0].left_edge.i else None


def _supposed(ctx: Context, verb: Token) -> bool:
    """Read "If he says that …" and "Had he said that …"."""
    if not _spoken(ctx, verb):
        return False
    marks = {c.lower_ for c in children(verb, "mark")}
    if verb.dep_ == "advcl" and marks & {"if", "unless", "whether"}:
        return True
    aux = _inverted(verb)
    return aux is not None and aux.lower_ in {"had", "should", "were"} and verb.dep_ != "ROOT"


def _asked(ctx: Context, verb: Token) -> bool:
    """Read "Did he say that …?", where somebody else is asked about."""
    aux, who = _inverted(verb), subject_of(verb)
    asks = aux is not None and verb.dep_ == "ROOT" and _ends_in_question(verb)
    return asks and who is not None and who.lower_ not in _PRESENT and _spoken(ctx, verb)


def _ends_in_question(verb: Token) -> bool:
    last = verb.sent[-1]
    while last.i > verb.sent.start and (last.is_space or last.is_quote):
        last = last.nbor(-1)
    return last.text == "?"


def _not_said(ctx: Context, verb: Token) -> bool:
    """Read "could have said that …"; of a belief, "would have thought" still tells."""
    aux = [c.lower_ for c in children(verb, "aux")]
    missed = verb.tag_ == "VBN" and "have" in aux and bool(_MISSED & {*aux})
    who = subject_of(verb) if missed else None
    return who is not None and who.lower_ not in _PRESENT and _spoken(ctx, verb)


def _left_out(ctx: Context, verb: Token) -> bool:
    """Read "without saying that …", "instead of saying that …", "rather than say that …"."""
    if verb.dep_ == "pcomp":
        prep = verb.head
        words = {prep.lower_, *(c.lower_ for c in prep.children), prep.head.lower_}
        before = prep.nbor(-1).lower_ if prep.i else ""
        left_out = bool(_INSTEAD & {prep.lower_, before}) or "instead" in words
    else:
        than = next((c for c in children(verb, "mark") if c.lower_ == "than"), None)
        left_out = than is not None and than.i > 0 and than.nbor(-1).lower_ == "rather"
    return left_out and _spoken(ctx, verb)


def _never_said(ctx: Context, verb: Token) -> bool:
    """Read "did not say that …"; with "whether" or "how" it would be withheld."""
    bare = verb.lemma_.lower() in _PLAIN and bool(children(verb, "neg"))
    told = [c for c in children(verb, "ccomp") if c.i > verb.i]
    asked = any(t.lower_ in _ASKED for c in told for t in ctx.doc[c.left_edge.i : c.i + 1])
    return bare and bool(told) and not asked


def _contradicted(ctx: Context, verb: Token) -> bool:
    """Read "It is not true that he said …"."""
    host = verb.head
    if verb.dep_ not in {"ccomp", "csubj", "acl"} or not _spoken(ctx, verb):
        return False
    host = host.head if host.dep_ in {"acomp", "attr"} else host
    judged = {c.lower_ for c in children(host, "acomp", "attr")}
    denied = bool(children(host, "neg"))
    return bool(judged & (_TRUE if denied else _UNTRUE))


def _to_find_out(ctx: Context, verb: Token) -> bool:
    """Read "went back to confirm the count", "repeated a call on Berg to explain why"."""
    if not any(c.tag_ == "TO" for c in children(verb, "aux")) or verb.dep_ not in _PURPOSES:
        return False
    host, lexicon = verb.head, ctx.lexicon
    things = [c for c in children(host, "dobj") if c.i < verb.i]
    if any(lexicon.nouns.get(c.lemma_.lower()) is Stance.DEMANDS for c in things):
        return True
    lemma, entries = host.lemma_.lower(), lexicon.cues(host)
    led = {c.lower_ for c in host.children if host.i < c.i < verb.i}
    if led & {"on", "upon"} and any(entry.stance is Stance.DEMANDS for entry in entries):
        return True  # "was called on to explain why"
    speaks = any(entry.family in SPOKEN for entry in entries) or lemma in lexicon.speaking_up
    uses = lemma == "use" and bool(things)  # "use sonar to find", not "used to say"
    purpose = verb.dep_ == "advcl" or uses
    return verb.lemma_.lower() in lexicon.found_out and purpose and (uses or not speaks)


UNSAID: tuple[Unsaid, ...] = (
    Unsaid(
        "only supposed",
        _supposed,
        "Had Holm said that the wall was cracked, the ships would have left.",
        "Holm had said that the wall was cracked, and the ships had left.",
    ),
    Unsaid(
        "asked about",
        _asked,
        "Did Holm say that the wall was safe?",
        "Holm did say that the wall was safe.",
    ),
    Unsaid(
        "might have been said",
        _not_said,
        "Holm could have told them that the wall was cracked.",
        "Holm must have told them that the wall was cracked.",
    ),
    Unsaid(
        "left out",
        _left_out,
        "Instead of saying that the wall was cracked, Holm left.",
        "After saying that the wall was cracked, Holm left.",
    ),
    Unsaid(
        "never said",
        _never_said,
        "Holm did not say that the wall was cracked.",
        "Holm did not say whether the wall was cracked.",
    ),
    Unsaid(
        "contradicted",
        _contradicted,
        "It is not true that Holm said the wall was safe.",
        "It is true that Holm said the wall was safe.",
    ),
    Unsaid(
        "done to find out",
        _to_find_out,
        "The divers went back to confirm the number of the dead.",
        "The divers phoned the mayor to confirm the number of the dead.",
    ),
)
"""Every way in which nobody says what a cue governs."""
