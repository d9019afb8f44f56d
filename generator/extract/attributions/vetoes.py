"""What a cue does not say after all: it is only supposed, asked, missed, meant or done.

`VETOES` lists the reasons, in the order in which they are asked. A hit is a sentence in
which no verb says anything; in a miss that looks alike somebody says something.
"""

from dataclasses import dataclass

from spacy.tokens import Token

from generator.extract.attributions.context import Context, Draft, children
from generator.extract.attributions.lexicon import VerbCue, word_set
from generator.extract.attributions.rules import Rule, deciding
from generator.extract.attributions.speakers import can_speak
from generator.extract.attributions.verbgroup import (
    CAUSES,
    SUBJECTS,
    is_finite,
    subject_of,
    yet_to,
)
from generator.model import EntityType, Stance

EMPTY = word_set("it this that which what there")
"""Subjects that say nothing."""
_SPOKEN = word_set("say distance deny announce express concede appraise")
"""Families of verbs that do nothing but say."""
_PURPOSES = frozenset(["advcl", "xcomp"])
"""Dependency labels of an infinitive that says what for."""
_MISSED = word_set("could would should might may")
"""Modal verbs that, before "have said", tell of what was not, or perhaps not, said."""
_OPEN = _MISSED | {"can"}
"""Modal verbs that leave open whether anything is shown."""
_UNTRUE = word_set("false untrue wrong incorrect nonsense")
_TRUE = word_set("true right correct certain clear known")
_PLAIN = word_set("say claim state assert allege argue suggest")
"""Verbs of which "did not" keeps nothing back: "did not mention that" would."""
_ASKED = word_set("whether if why how what who where when which")
_PRESENT = word_set("i we you")
"""Who is there to say it: "I should have said before that …", "Would you say that …?"."""
_US = frozenset({"us", "'s", "\u2019s"})
_SIGNS = word_set("indicate suggest signal show prove mean imply demonstrate confirm")
"""Verbs of things, which with a modal verb say nothing: "the move could signal that …"."""
_LED_TO = word_set("go use offer shoot fire continue begin broadcast")
"""Verbs that quote only after a comma or colon: "the saying goes, 'All is well'"."""
_ONLY_PLANNED = word_set("plan hope refuse")
_WISHES = word_set("wish wish-that want-thing")
_KNOWN = word_set("show know")
_SENSED = word_set("see hear")
_NOBODY = word_set("nobody none no-one neither")
_REAL = word_set(
    """
    seek go continue begin start seem appear tend use happen come proceed be like love prefer try
    attempt manage dare bother hasten rush hurry pause stop
    """
)
"""Verbs after which an infinitive is done, or at least tried: "likes to say"."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A verb with what it may attribute."""

    ctx: Context
    verb: Token
    entry: VerbCue
    """The family as which it is read."""
    draft: Draft
    who: Token | None
    """Its subject, or who speaks in the passive."""

    @property
    def family(self) -> str:
        """Name of the family."""
        return self.entry.family


Veto = Rule[Saying]


def vetoed(saying: Saying) -> Veto | None:
    """Return the rule by which a cue says nothing, or None."""
    return deciding(VETOES, saying)


def _spoken(saying: Saying) -> bool:
    return any(entry.family in _SPOKEN for entry in saying.ctx.lexicon.cues(saying.verb))


def _inverted(verb: Token) -> Token | None:
    """Return an auxiliary before the subject of its verb, or None."""
    own = [c for c in children(verb, *SUBJECTS) if c.i < verb.i]
    first = next(iter(children(verb, "aux")), None)
    return first if own and first is not None and first.i < own[0].left_edge.i else None


def _infinitive(verb: Token) -> bool:
    return any(c.tag_ == "TO" for c in children(verb, "aux"))


def _supposed(saying: Saying) -> bool:
    """Read "If he says that …" and "Had he said that …"."""
    verb = saying.verb
    if not _spoken(saying):
        return False
    marks = {c.lower_ for c in children(verb, "mark")}
    if verb.dep_ == "advcl" and marks & {"if", "unless", "whether"}:
        return True
    aux = _inverted(verb)
    return aux is not None and aux.lower_ in {"had", "should", "were"} and verb.dep_ != "ROOT"


def _asked_about(saying: Saying) -> bool:
    """Read "Did he say that …?", where somebody else is asked about."""
    verb, who = saying.verb, subject_of(saying.verb)
    asks = _inverted(verb) is not None and verb.dep_ == "ROOT" and _ends_in_question(verb)
    return asks and who is not None and who.lower_ not in _PRESENT and _spoken(saying)


def _ends_in_question(verb: Token) -> bool:
    last = verb.sent[-1]
    while last.i > verb.sent.start and (last.is_space or last.is_quote):
        last = last.nbor(-1)
    return last.text == "?"


def _missed(saying: Saying) -> bool:
    """Read "could have said that …"; of a belief, "would have thought" still tells."""
    aux = [c.lower_ for c in children(saying.verb, "aux")]
    missed = saying.verb.tag_ == "VBN" and "have" in aux and bool(_MISSED & {*aux})
    who = subject_of(saying.verb) if missed else None
    return who is not None and who.lower_ not in _PRESENT and _spoken(saying)


def _left_out(saying: Saying) -> bool:
    """Read "without saying that …", "instead of saying that …", "rather than say that …"."""
    verb = saying.verb
    if verb.dep_ == "pcomp":
        prep = verb.head
        near = {prep.lower_, *(c.lower_ for c in prep.children), prep.head.lower_}
        left_out = prep.lower_ == "without" or "instead" in near
        left_out |= prep.i > 0 and prep.nbor(-1).lower_ in {"without", "instead"}
    else:
        than = next((c for c in children(verb, "mark") if c.lower_ == "than"), None)
        left_out = than is not None and than.i > 0 and than.nbor(-1).lower_ == "rather"
    return left_out and _spoken(saying)


def _never_said(saying: Saying) -> bool:
    """Read "did not say that …"; with "whether" or "how" it would be withheld."""
    verb = saying.verb
    if verb.lemma_.lower() not in _PLAIN or not children(verb, "neg"):
        return False
    told = [c for c in children(verb, "ccomp") if c.i > verb.i]
    openers = (t.lower_ for c in told for t in saying.ctx.doc[c.left_edge.i : c.i + 1])
    return bool(told) and not _ASKED.intersection(openers)


def _contradicted(saying: Saying) -> bool:
    """Read "It is not true that he said …"."""
    host = saying.verb.head
    if saying.verb.dep_ not in {"ccomp", "csubj", "acl"} or not _spoken(saying):
        return False
    host = host.head if host.dep_ in {"acomp", "attr"} else host
    judged = {c.lower_ for c in children(host, "acomp", "attr")}
    return bool(judged & (_TRUE if children(host, "neg") else _UNTRUE))


def _done_to_find_out(saying: Saying) -> bool:
    """Read "went back to confirm the count", "repeated a call on Berg to explain why"."""
    verb, lexicon = saying.verb, saying.ctx.lexicon
    if not _infinitive(verb) or verb.dep_ not in _PURPOSES:
        return False
    host = verb.head
    things = [c for c in children(host, "dobj") if c.i < verb.i]
    entries = lexicon.cues(host)
    if any(lexicon.nouns.get(c.lemma_.lower()) is Stance.DEMANDS for c in things):
        return True
    led = {c.lower_ for c in host.children if host.i < c.i < verb.i}
    if led & {"on", "upon"} and any(entry.stance is Stance.DEMANDS for entry in entries):
        return True  # "was called on to explain why"
    uses = host.lemma_.lower() == "use" and bool(things)  # "use sonar to find", not "used to say"
    if verb.lemma_.lower() not in lexicon.found_out or not (uses or verb.dep_ == "advcl"):
        return False
    spoken = any(entry.family in _SPOKEN for entry in entries)
    return uses or not (spoken or host.lemma_.lower() in lexicon.speaking_up)


def _shares_negation(saying: Saying) -> bool:
    """Read "did not name them or say how"."""
    verb = saying.verb
    if verb.dep_ != "conj" or children(verb, "aux", *SUBJECTS):
        return False
    linked = any(c.lower_ in {"or", "nor"} for c in children(verb.head, "cc"))
    return linked and bool(children(verb.head, "neg"))


def _hard_to_say(saying: Saying) -> bool:
    """Read "it is hard to say how", "it is up to voters to decide that"."""
    verb, who = saying.verb, saying.who
    if verb.lemma_ == "know" and any(c.lemma_ == "thing" for c in children(verb, "npadvmod")):
        return True  # "next thing Torvin knows, …"
    return _infinitive(verb) and who is not None and who.lower_ == "it" and who.head != verb


def _nobody(saying: Saying) -> bool:
    """Read "no official said", "neither ministry confirmed"; nor does an item's number speak."""
    who = saying.who
    if who is None:
        return False
    if who.is_digit and who.is_sent_start:
        return True  # "2. Decides that …"
    return who.lower_ in _NOBODY or any(c.lower_ in {"no", "neither"} for c in who.lefts)


def _cannot_speak(saying: Saying) -> bool:
    """Read "the road plans to end": such a family needs somebody who speaks."""
    return saying.entry.of_speakers and not can_speak(saying.ctx, saying.who)


def _state(saying: Saying) -> bool:
    """Read "Torvin is convinced that …", which is a state of who is convinced, not a saying."""
    verb = saying.verb
    passive = verb.tag_ == "VBN" and bool(children(verb, "auxpass"))
    stated = passive and verb.lower_ in saying.ctx.lexicon.adjectives
    return stated and saying.family != "know" and not children(verb, "agent")


def _shown_by_nobody(saying: Saying) -> bool:
    """Read "this means that", "a chance to show that": nobody is there to know or show."""
    if saying.family not in _KNOWN:
        return False
    verb, who = saying.verb, saying.who or borne_by(saying.ctx, saying.verb)
    if _infinitive(verb) and not children(verb, "nsubj"):
        return True
    if who is not None and verb.dep_ == "relcl" and who.tag_ in {"WDT", "WP"}:
        # "the report, which found that …"
        who = verb.head if verb.head.lemma_.lower() in saying.ctx.lexicon.documents else who
    return who is None or who.lower_ in EMPTY


def borne_by(ctx: Context, verb: Token) -> Token | None:
    """Return the document in which words stand: '"Keep out," read a sign'; None if none does."""
    bears = any(entry.family == "bear" for entry in ctx.lexicon.cues(verb))
    who = subject_of(verb) or next(iter(children(verb, "dobj")), None)
    document = who is not None and who.lemma_.lower() in ctx.lexicon.documents
    return who if bears and document else None


def _without_senses(saying: Saying) -> bool:
    """Read "the finals saw …": only a person sees or hears."""
    who = saying.who
    if saying.verb.lemma_ not in _SENSED or saying.family == "view":
        return False
    if who is None:
        return True
    mention = saying.ctx.mentions.get(who.i)
    person = mention is not None and mention.type is EntityType.PERSON
    role = who.lemma_.lower() in saying.ctx.lexicon.roles
    return not (person or role or who.pos_ == "PRON" or who.ent_type_ == "PERSON")


def _lies_there(saying: Saying) -> bool:
    """Read "the town lies": what cannot speak does not lie."""
    return saying.verb.lemma_ == "lie" and not can_speak(saying.ctx, saying.who)


def _may_show(saying: Saying) -> bool:
    """Read "the move could signal that …"."""
    may = any(c.lower_ in _OPEN for c in children(saying.verb, "aux"))
    return may and saying.verb.lemma_ in _SIGNS and not can_speak(saying.ctx, saying.who)


def _own_wish(saying: Saying) -> bool:
    """Tell whether a wish is narrated, or only quoted: "wanted to go home", "I want to go"."""
    if saying.family not in _WISHES:
        return False
    verb, who = saying.verb, saying.who
    narrated = verb.tag_ not in {"VBZ", "VBP"} or who is None or who.lower_ in _PRESENT
    return narrated or saying.ctx.in_quote(verb.idx) is not None


def _runs_into_quotation(saying: Saying) -> bool:
    """Tell whether a quotation is a verb's object or goal: "goes 'to charity'", "uses 'we'"."""
    verb = saying.verb
    needs_pause = saying.family == "gesture" or verb.lemma_ in _LED_TO
    following = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
    return needs_pause and saying.family in {"gesture", "go-on"} and following.is_quote


def _only_describes(saying: Saying) -> bool:
    """Read "a party planning to …"."""
    participle = saying.verb.tag_ in {"VBG", "VBN"} and saying.family in _ONLY_PLANNED
    return participle and not children(saying.verb, "aux", "auxpass")


def _not_done(saying: Saying) -> bool:
    """Read "have not accused him": the negation of such a family says nothing."""
    return saying.entry.only_done and bool(children(saying.verb, "neg"))


def _unreal(saying: Saying) -> bool:
    """Tell whether the saying is only wanted, refused or asked for: "asked X to tell Y that"."""
    verb = saying.verb
    infinitive = _infinitive(verb) and yet_to(verb) is None
    while infinitive and verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head  # "refused to go into details or to verify it"
    if verb.dep_ in {"ccomp", "xcomp"} and verb.head.lemma_ == "let":
        return _let_us(verb)
    if not infinitive:
        return False
    wanted = verb.dep_ in {"xcomp", "ccomp"} and not _done_with(saying.ctx, verb.head)
    return wanted or verb.dep_ in {"acl", "relcl"}


def _let_us(verb: Token) -> bool:
    """Tell whether a verb stands in "let us say that …"."""
    us = any(c.lower_ in _US for c in children(verb, "nsubj"))
    return us and not children(verb.head, "aux", *SUBJECTS)


def _done_with(ctx: Context, host: Token) -> bool:
    """Tell whether an infinitive after a verb is said: "likes to say", "phoned to say"."""
    lemma = host.lemma_.lower()
    if lemma in ctx.lexicon.speaking_up:
        led = {c.lower_ for c in children(host, "prep")}
        return not led & {"on", "upon", "for"}  # "called on Berg to say"
    return lemma in _REAL | CAUSES


VETOES: tuple[Veto, ...] = (
    Rule(
        name="veto.shares-negation",
        holds=_shares_negation,
        hits=("Holm did not name the men or claim that they were armed.",),
        misses=("Holm named the men and claimed that they were armed.",),
    ),
    Rule(
        name="veto.hard-to-say",
        holds=_hard_to_say,
        hits=("It is hard to say how the wall fell.",),
        misses=("Holm said how the wall fell.",),
    ),
    # What nobody said is a grave fault where it is given as said: kept even where seldom met.
    Rule(
        name="veto.supposed",
        holds=_supposed,
        hits=("Had Holm said that the wall was cracked, the ships would have left.",),
        misses=("Holm had said that the wall was cracked, and the ships had left.",),
    ),
    Rule(
        name="veto.asked-about",
        holds=_asked_about,
        hits=("Did Holm say that the wall was safe?",),
        misses=("Holm did say that the wall was safe.",),
    ),
    Rule(
        name="veto.missed",
        holds=_missed,
        hits=("Holm could have told them that the wall was cracked.",),
        misses=("Holm must have told them that the wall was cracked.",),
    ),
    Rule(
        name="veto.left-out",
        holds=_left_out,
        hits=("Instead of saying that the wall was cracked, Holm left.",),
        misses=("After saying that the wall was cracked, Holm left.",),
    ),
    Rule(
        name="veto.never-said",
        holds=_never_said,
        hits=("Holm did not say that the wall was cracked.",),
        misses=("Holm did not say whether the wall was cracked.",),
    ),
    Rule(
        name="veto.contradicted",
        holds=_contradicted,
        hits=("It is not true that Holm said the wall was safe.",),
        misses=("It is true that Holm said the wall was safe.",),
    ),
    Rule(
        name="veto.done-to-find-out",
        holds=_done_to_find_out,
        hits=("The divers went back to confirm the number of the dead.",),
        misses=("The divers phoned the mayor to confirm the number of the dead.",),
    ),
    Rule(
        name="veto.nobody",
        holds=_nobody,
        hits=("No official said that the wall was cracked.",),
        misses=("An official said that the wall was cracked.",),
    ),
    Rule(
        name="veto.cannot-speak",
        holds=_cannot_speak,
        hits=("The storm vows to end the war.",),
        misses=("The mayor vows to end the war.",),
    ),
    Rule(
        name="veto.state",
        holds=_state,
        hits=("Holm is convinced that the road is wide.",),
        misses=("Holm convinced them that the road was wide.",),
    ),
    Rule(
        name="veto.shown-by-nobody",
        holds=_shown_by_nobody,
        hits=("This shows that the wall was cracked.",),
        misses=("The report shows that the wall was cracked.",),
    ),
    Rule(
        name="veto.only-pondering",
        holds=lambda saying: saying.family == "ponder" and not is_finite(saying.verb),
        hits=("Holm sat down to consider whether to sell the house.",),
        misses=("Holm considers whether to sell the house.",),
    ),
    Rule(
        name="veto.own-wish",
        holds=_own_wish,
        hits=("Holm wanted the council to leave.",),
        misses=("Holm wants the council to leave.",),
    ),
    Rule(
        name="veto.without-senses",
        holds=_without_senses,
        hits=("The season saw that the wall was cracked.",),
        misses=("The mayor saw that the wall was cracked.",),
    ),
    Rule(
        name="veto.lies-there",
        holds=_lies_there,
        hits=('"Far away," lies the harbour.',),
        misses=('"Far away," lies the mayor.',),
    ),
    Rule(
        name="veto.may-show",
        holds=_may_show,
        hits=("The move could signal that the wall was cracked.",),
        misses=("The move signals that the wall was cracked.",),
    ),
    Rule(
        name="veto.runs-into-quotation",
        holds=_runs_into_quotation,
        hits=('The money goes "to the poor of the town."',),
        misses=('The saying goes, "All is well that ends well."',),
    ),
    Rule(
        name="veto.only-describes",
        holds=_only_describes,
        hits=("Men planning to close the harbour met on Monday.",),
        misses=("Men are planning to close the harbour.",),
    ),
    Rule(
        name="veto.not-done",
        holds=_not_done,
        hits=("Holm has not accused Torvin of theft.",),
        misses=("Holm has accused Torvin of theft.",),
    ),
    Rule(
        name="veto.unreal",
        holds=_unreal,
        hits=("Holm was afraid, and nobody wanted him to say that the wall was cracked.",),
        misses=("Holm was afraid, and he phoned to say that the wall was cracked.",),
    ),
)
"""Every reason for which a cue says nothing, in the order in which they are asked."""
