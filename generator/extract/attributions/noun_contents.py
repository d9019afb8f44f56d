"""Noun phrases as content: what is announced, wanted, judged or turned down without a clause.

A noun phrase is a statement only beside a verb that can do nothing but speak of it: "announced a
ban" says something, "met a ban" does not. What each family of verbs takes follows from the family
(`cues-verbs.yaml`) and from lists of nouns (`cues-nouns.yaml`).
"""

from spacy.tokens import Token

from generator.extract.attributions.clauses import after
from generator.extract.attributions.context import Context, Draft, Range, children
from generator.extract.attributions.lexicon import VerbCue, word_set
from generator.extract.attributions.speakers import can_speak
from generator.extract.attributions.verbgroup import subject_of
from generator.model import EntityType, Stance

_ANY = word_set("want promise-of announce express appraise verify foresee rule-out")
"""Families that take any noun phrase that names a thing."""
_OF_THINGS = word_set("appraise verify foresee rule-out")
"""Families whose verbs do something to people: "welcomed the guests", "expects a visitor"."""
_ONLY_NOW = word_set("announce express appraise challenge concede foresee rule-out")
"""Families of which a modal verb leaves nothing said: "will announce a plan"."""
_MODALS = word_set("will would can could may might shall should must 'll \u2019ll wo ca")
_NO_THINGS = frozenset(["DATE", "TIME", "CARDINAL", "ORDINAL"])
_NAMED_PEOPLE = frozenset(["PERSON", "NORP"])
_SAID = frozenset(["that", "this"])
_ONLY_WORDS = frozenset(["deny", "dispute", "refute"])
"""Verbs of which "it" is what was said: one may reject an offer, too."""
_GUESTS = word_set(
    """
    guest visitor newcomer refugee migrant child people fan crowd hostage family couple soldier
    man woman person boy girl baby suspect passenger
    """
)
_OFFICES = word_set("nomination appointment nominee appointee reservation booking")
"""What a chamber or a clerk confirms; nobody says that it is so."""


def object_content(ctx: Context, verb: Token) -> Draft | None:
    """Content is a noun phrase: "denied the allegations", "announced new sanctions"."""
    inside = verb.dep_ == "ccomp" and verb.head.i < verb.i
    if inside and verb.head.lemma_.lower() in ctx.lexicon.verbs:
        return None
    spoken_of = passive_subject(verb)
    if spoken_of is not None:
        return _passive(ctx, verb, spoken_of)
    for head in children(verb, "dobj"):
        money = head.pos_ == "NUM" and head.ent_type_ == "MONEY"
        if head.i > verb.i and (money or head.pos_ in {"NOUN", "PROPN"}):
            content = _without_clause(ctx, head) or _without_medium(ctx, head)
            content = content or after(ctx, verb, head, head.left_edge.i)
            judged = next((c for c in children(verb, "prep") if c.lower_ == "as"), None)
            if judged is not None and judged.i == head.right_edge.i + 1:
                content = (ctx.range_of(head.left_edge.i, judged.right_edge.i),)
            return Draft(rule="attribution.object", content=content, root=head.i)
    return None


def answered(ctx: Context, verb: Token) -> Draft | None:
    """Content is what was said before: "denied that", "disputed this"."""
    who = subject_of(verb)
    for thing in children(verb, "dobj"):
        said = thing.lower_ in _SAID or (thing.lower_ == "it" and verb.lemma_ in _ONLY_WORDS)
        if said and thing.i == verb.i + 1 and who is not None and can_speak(ctx, who):
            content = (ctx.range_of(thing.i, thing.i),)
            return Draft(rule="attribution.answer", content=content, root=thing.i)
    return None


def passive_subject(verb: Token) -> Token | None:
    """Return what a passive is about: "the ruling was mocked by X and criticized by Y"."""
    own = children(verb, "nsubjpass")
    if not own and verb.dep_ == "conj" and verb.tag_ == "VBN" and not children(verb, "dobj"):
        own = children(verb.head, "nsubjpass")
    return own[0] if own else None


def _passive(ctx: Context, verb: Token, about: Token) -> Draft | None:
    """Content is what is spoken of: "the ruling was criticized by X", "a law blasted by X"."""
    if about.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl":
        about = verb.head
    first, last = about.left_edge.i, about.right_edge.i
    if about == verb.head:
        last = about.i
    if about.pos_ not in {"NOUN", "PROPN"} or last >= verb.i:
        return None
    content = (ctx.range_of(first, last),)
    return Draft(rule="attribution.object", content=content, root=about.i)


def _without_clause(ctx: Context, head: Token) -> tuple[Range, ...]:
    """Return a noun phrase up to what the document adds: "the report, which was leaked"."""
    for child in children(head, "relcl"):
        first = child.left_edge
        if first.tag_ in {"WDT", "WP", "WRB"} and first.nbor(-1).text == ",":
            return (ctx.range_of(head.left_edge.i, first.i - 2),)
    return ()


def _without_medium(ctx: Context, head: Token) -> tuple[Range, ...]:
    """Return a noun phrase up to where it was said: "claimed the raid in a video posted online"."""
    for prep in children(head, "prep"):
        said_in = {c.lemma_.lower() for c in children(prep, "pobj")}
        media = said_in & (ctx.lexicon.channels | ctx.lexicon.occasions)
        if prep.lower_ in {"in", "on", "at", "during"} and media and prep.i > head.i:
            return (ctx.range_of(head.left_edge.i, prep.i - 1),)
    return ()


def is_said(ctx: Context, verb: Token, entry: VerbCue, head: Token) -> bool:
    """Tell whether a verb of the family says something of the noun `head`."""
    lexicon, lemma = ctx.lexicon, head.lemma_.lower()
    if entry.family in _ONLY_NOW and (_not_yet(verb) or _performs(verb)):
        return False
    if entry.family == "challenge":
        questioned = verb.lemma_ == "question" and not _human(ctx, head)
        return questioned or lemma in lexicon.challengeable | lexicon.deniable
    if entry.family == "want-thing":
        return lemma in lexicon.wanted | lexicon.proposals
    if entry.family not in _ANY:
        turned_down = entry.stance is Stance.DENIES and lemma in lexicon.proposals
        conceded = entry.family == "concede" and lemma in lexicon.concedable
        return turned_down or conceded or lemma in lexicon.deniable
    if head.ent_type_ in _NO_THINGS or _claims(ctx, head):
        return False
    return not (entry.family in _OF_THINGS and (_human(ctx, head) or lemma in _OFFICES))


def _not_yet(verb: Token) -> bool:
    return any(c.lower_ in _MODALS for c in children(verb, "aux"))


def _performs(verb: Token) -> bool:
    """Tell whether the words are what they say: "I welcome the report" is the statement itself."""
    return any(c.lower_ in {"i", "we"} for c in children(verb, "nsubj"))


def _claims(ctx: Context, noun: Token) -> bool:
    """Tell whether the noun has a clause of its own to say: "voiced fears that …"."""
    if noun.lemma_.lower() not in ctx.lexicon.nouns:
        return False
    return any(
        c.lower_ == "that" and c.dep_ == "mark"
        for head in children(noun, "acl", "ccomp", "relcl")
        for c in head.lefts
    )


def _human(ctx: Context, noun: Token) -> bool:
    """Tell whether a noun names people, or is only a name."""
    mention = ctx.mentions.get(noun.i)
    person = mention is not None and mention.type in {EntityType.PERSON, EntityType.GROUP}
    role = noun.lemma_.lower() in ctx.lexicon.roles | _GUESTS
    return person or role or noun.pos_ == "PROPN" or noun.ent_type_ in _NAMED_PEOPLE


def stance_of_thing(ctx: Context, entry: VerbCue, draft: Draft) -> Stance:
    """Return the stance of an entry; turning down a proposal is no denial."""
    if entry.stance is Stance.DENIES and draft.rule == "attribution.object":
        noun = "" if draft.root is None else ctx.doc[draft.root].lemma_.lower()
        if noun in ctx.lexicon.proposals:
            return Stance.NEGATES
    return entry.stance
