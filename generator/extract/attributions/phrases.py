"""Attributions whose cue is not a verb: according to, X's claim that, is sure that."""

from collections.abc import Iterator

from spacy.tokens import Token

from generator.extract.attributions.clauses import remark, without_background
from generator.extract.attributions.context import Context, Draft, children
from generator.extract.attributions.crediting import (
    according,
    clause_around,
    host_of,
    per,
    phrase_end,
)
from generator.extract.attributions.ends import goes_on_saying
from generator.extract.attributions.lexicon import word_set
from generator.extract.attributions.speakers import can_speak
from generator.extract.attributions.verbgroup import (
    FINITE,
    SUBJECTS,
    cue_group,
    first_of_group,
    subject_of,
)
from generator.model import HedgeKind, Stance

_REACH = 6
"""Tokens after "made claims" in which the clause must open."""
_LED = 9
"""Tokens after a noun in which the colon must stand that opens what it says."""
_OPENERS = frozenset(["according", "record", "per"])
_NOT_HELD = word_set("defy beggar strain")
"""Verbs of which a belief is no statement: "it defies belief that"."""
_OF_FACTS = word_set("clear certain sure positive uncertain unsure surprised good")
"""Adjectives of facts too: "it is clear that", in which "it" is nobody."""
_ISSUING = word_set("put issue make release publish give")
"""Verbs that, without an object, have the noun before them as theirs."""
_VIEWS = word_set(
    """
    view opinion word words judgment judgement account estimate telling estimation mind eyes
    formulation assessment reading interpretation version phrase recollection reckoning
    """
)


_IN = frozenset(["in", "by"])
_VIEW_AFTER = {"mind": frozenset(["to"]), "eyes": frozenset(["to"])}
"""Prepositions of "in X's view", and of words for a view that mean something else after "in"."""


def phrase_drafts(ctx: Context) -> Iterator[Draft]:
    """Yield what phrases, nouns and adjectives of the document attribute."""
    given, adjectives = ctx.lexicon.given | ctx.lexicon.nouns.keys(), ctx.lexicon.adjectives
    for at, (word, lemma) in enumerate(zip(ctx.lower, ctx.lemmas, strict=True)):
        if word in _OPENERS or word in _VIEWS or lemma in given or word in adjectives:
            draft = _of_word(ctx, ctx.doc[at], word, lemma)
            if draft is not None:
                yield draft


def _of_word(ctx: Context, token: Token, word: str, lemma: str) -> Draft | None:
    """Return what a word attributes that opens a phrase, or is a noun or an adjective of saying."""
    draft = None
    if word == "according":
        draft = according(ctx, token)
    elif word == "per":
        draft = per(ctx, token)
    elif word == "record" and token.head.lower_ == "on":
        draft = _on_record(ctx, token)
    elif word in _VIEWS and token.pos_ == "NOUN" and token.dep_ == "pobj":
        draft = _view(ctx, token)
    if draft is None and token.pos_ in {"NOUN", "PROPN"} and lemma in ctx.lexicon.nouns:
        kind = ctx.lexicon.nouns[lemma]
        return _noun(ctx, token, kind) or _given(ctx, token, kind) or _demanded(ctx, token, kind)
    if token.pos_ == "NOUN" and lemma in ctx.lexicon.given:
        return _given(ctx, token, Stance.AFFIRMS)
    if token.tag_ in {"JJ", "VBN"} and word in ctx.lexicon.adjectives:
        return _adjective(ctx, token)
    return draft


def _on_record(ctx: Context, token: Token) -> Draft | None:
    """Content is a position: "is on record as favouring a tax"."""
    verb = token.head.head
    who = subject_of(verb)
    linked = (*children(verb, "prep"), *children(token, "prep"))
    held = next((c for c in linked if c.i == token.i + 1 and c.lower_ in {"as", "of"}), None)
    head = None if held is None else next(iter(children(held, "pcomp")), None)
    if held is None or head is None or who is None or verb.lemma_ not in {"be", "go"}:
        return None
    if head.lemma_.lower() in ctx.lexicon.verbs or children(verb, "neg"):
        return None
    if who.pos_ not in {"NOUN", "PROPN", "PRON"}:
        return None
    last = head.right_edge.i
    for comma in ctx.doc[head.i : last + 1]:
        if comma.text == "," and remark(ctx, comma.i) is not None:
            last = comma.i - 1
            break
    return Draft(
        rule="attribution.record",
        content=(ctx.range_of(head.left_edge.i, last),),
        speaker=who.i,
        cue=ctx.range_of(verb.i, held.i),
        anchor=verb.i,
        root=head.i,
        note="on record as",
    )


def _view(ctx: Context, token: Token) -> Draft | None:
    """Content is the clause that "in X's view" or "in the words of X" stands in."""
    prep = token.head
    if prep.lower_ not in _VIEW_AFTER.get(token.lower_, _IN):
        return None
    who = next(iter(children(token, "poss")), None)
    last = token
    if who is None:
        of = next((c for c in children(token, "prep") if c.lower_ == "of"), None)
        if of is None:
            return None
        who = next(iter(children(of, "pobj")), None)
        last = of
    if who is None:
        return None
    hole = (prep.i, max(token.i, phrase_end(who)))
    content = clause_around(ctx, prep, hole)
    if not content:
        return None
    return Draft(
        rule="attribution.view",
        content=content,
        speaker=who.i,
        cue=ctx.range_of(prep.i, last.i),
        anchor=prep.i,
        root=host_of(prep).i,
        stance=Stance.BELIEVES if token.lower_ in {"view", "opinion"} else Stance.AFFIRMS,
        note=f"in {token.lower_}",
    )


def _noun(ctx: Context, noun: Token, kind: Stance | HedgeKind) -> Draft | None:
    """Content is the clause after a noun: "X's claim that …", "made claims that …"."""
    lemma = noun.lemma_.lower()
    if _idiom(noun):
        return None
    verb = noun.head if noun.dep_ in {"dobj", "attr"} else None
    if verb is not None and verb.lemma_.lower() in _NOT_HELD:
        return None
    light = verb is not None and verb.lemma_.lower() in ctx.lexicon.light_verbs
    if light and verb is not None and children(verb, "neg") and _owner(noun) is None:
        return None  # "never made claims that", "will not issue orders that"
    head = _complement(ctx, noun, verb if light else None, kind)
    if head is None:
        return None
    who = _owner(noun)
    start, anchor = noun.i, noun.i
    if who is None and verb is not None and light:
        who, anchor = subject_of(verb), verb.i
        start = first_of_group(ctx, verb)
    elif who is None:
        who = _through(ctx, noun, kind)
        if who is not None and noun.head.head.lemma_.lower() == "come":
            # "came to the conclusion", not "conclusion"
            start = min(first_of_group(ctx, noun.head.head), noun.i)
    if who is None and (_turned_down(ctx, noun) or lemma not in ctx.lexicon.ownerless):
        return None
    hedge = kind if isinstance(kind, HedgeKind) else None
    stance = kind if isinstance(kind, Stance) else Stance.AFFIRMS
    last = without_background(ctx, ctx.doc[anchor], head, head.right_edge.i)
    goes_on = (t for t in ctx.doc[head.i : last + 1] if t.tag_ == "VBG" and goes_on_saying(t))
    last = next((t.i - 2 for t in goes_on if t.nbor(-1).text == ","), last)
    return Draft(
        rule="attribution.noun",
        content=(ctx.range_of(_first(head), last),),
        speaker=None if who is None else who.i,
        cue=ctx.range_of(start, noun.i),
        anchor=anchor,
        root=head.i,
        stance=Stance.BELIEVES if hedge is HedgeKind.BELIEF else stance,
        hedge=hedge,
        note=noun.lemma_.lower(),
        beaten=_other_owner(who, verb if light else None),
    )


def _given(ctx: Context, noun: Token, kind: Stance | HedgeKind) -> Draft | None:
    """Content is what follows a colon: "X's message to voters: stay at home."."""
    who, sentence = _owner(noun), noun.sent
    if who is None or noun.left_edge.i != sentence.start:
        return None
    led = ctx.doc[noun.i + 1 : min(noun.i + _LED, sentence.end - 1)]
    colon = next((t for t in led if t.text == ":"), None)
    if colon is None or any(t.tag_ in FINITE for t in ctx.doc[noun.i : colon.i]):
        return None
    content = ctx.range_of(colon.i + 1, ctx.doc[colon.i + 1].sent.end - 1)
    if ctx.in_quote(content[0]) is not None or ctx.doc[colon.i + 1].is_quote:
        return None
    hedge = kind if isinstance(kind, HedgeKind) else None
    stance = kind if isinstance(kind, Stance) else Stance.AFFIRMS
    return Draft(
        rule="attribution.given",
        content=(content,),
        speaker=who.i,
        cue=ctx.range_of(noun.i, noun.i),
        anchor=noun.i,
        stance=Stance.BELIEVES if hedge is HedgeKind.BELIEF else stance,
        hedge=hedge,
        note=f"{noun.lemma_.lower()}: colon",
    )


def _demanded(ctx: Context, noun: Token, kind: Stance | HedgeKind) -> Draft | None:
    """Content is a thing demanded: "the rebels' call for talks", "a demand for talks by X"."""
    who = _demander(ctx, noun)
    wanted = next((c for c in children(noun, "prep") if c.lower_ == "for" and c.i > noun.i), None)
    things = [] if wanted is None else children(wanted, "pobj", "pcomp")
    if kind is not Stance.DEMANDS or who is None or not things or not can_speak(ctx, who):
        return None
    thing = things[0]
    if not _demandable(ctx, who, thing):
        return None
    by = [t.i for t in thing.subtree if t.lower_ == "by" and who.head == t]
    last = min([thing.right_edge.i, *(i - 1 for i in by)])
    return Draft(
        rule="attribution.noun",
        content=(ctx.range_of(thing.left_edge.i, last),),
        speaker=who.i,
        cue=ctx.range_of(noun.i, noun.i),
        anchor=noun.i,
        root=thing.i,
        stance=Stance.DEMANDS,
        note=f"{noun.lemma_.lower()}: for",
    )


def _demandable(ctx: Context, who: Token, thing: Token) -> bool:
    """Tell whether one asks for a thing in words: talks, not "the town's demand for oil"."""
    lexicon = ctx.lexicon
    if any(t.text.istitle() and t.lower_.removesuffix("s") in lexicon.verbs for t in who.lefts):
        return False  # "Council Rejects Dockers' Demand", read as one name
    acts = lexicon.wanted | lexicon.proposals | lexicon.doings | lexicon.nouns.keys()
    return thing.dep_ != "pobj" or thing.lemma_.lower() in acts


def _demander(ctx: Context, noun: Token) -> Token | None:
    """Return whose demand it is, also where the parser hung "by X" on the thing demanded.

    A document makes those that it includes.
    """
    by = (t for t in noun.subtree if t.lower_ == "by" and t.i > noun.i)
    owner = _owner(noun) or next((p for t in by for p in children(t, "pobj")), None)
    if owner is None and noun.dep_ == "dobj" and noun.head.lemma_ in {"include", "contain"}:
        owner = subject_of(noun.head)
        return owner if owner and owner.lemma_.lower() in ctx.lexicon.documents else None
    return owner


def _turned_down(ctx: Context, noun: Token) -> bool:
    """Tell whether a verb has the claim as its content: "rejected suggestions that …"."""
    return noun.dep_ == "dobj" and any(e.family == "deny" for e in ctx.lexicon.cues(noun.head))


def _idiom(noun: Token) -> bool:
    """Tell whether a noun only links or stresses: "in order that", "without a doubt that"."""
    if noun.i == 0:
        return False
    doubtless = noun.lemma_ == "doubt" and noun.dep_ == "pobj" and noun.head.lower_ == "without"
    return doubtless or (noun.lower_ == "order" and noun.nbor(-1).lower_ == "in")


def _other_owner(who: Token | None, verb: Token | None) -> tuple[str, ...]:
    """Return the subject of "repeated Torvin's claim that …": the claim is its owner's."""
    other = None if verb is None else subject_of(verb)
    if who is None or other is None or other == who:
        return ()
    return (f"{other.text!r} as speaker: the noun names its owner",)


def _complement(
    ctx: Context, noun: Token, verb: Token | None, kind: Stance | HedgeKind
) -> Token | None:
    """Return the head of the clause that says what is claimed."""
    for head in children(noun, "acl", "relcl", "ccomp"):
        if _finite(head) or (kind in {Stance.COMMITS, Stance.DEMANDS} and _infinitive(head)):
            return head
    if verb is None:
        return _predicate(noun)
    # The clause may hang on the verb, or on "last month" between: its "that" tells.
    for token in ctx.doc[noun.i + 1 : min(noun.i + _REACH, noun.sent.end)]:
        if token.lower_ == "that" and token.dep_ == "mark" and _finite(token.head):
            return token.head
    return None


def _predicate(noun: Token) -> Token | None:
    """Return the clause after "is": "X's argument, made on Monday, is that …"."""
    linked = noun.dep_ == "nsubj" and noun.head.lemma_ == "be" and not children(noun.head, "neg")
    clauses = children(noun.head, "ccomp") if linked else []
    return next((c for c in clauses if c.i > noun.head.i and _finite(c)), None)


def _infinitive(head: Token) -> bool:
    return any(c.lower_ == "to" for c in children(head, "aux")) and head.dep_ == "acl"


def _first(head: Token) -> int:
    """Return the first token of a clause after its "that"."""
    mark = next((c for c in children(head, "mark") if c.lower_ == "that"), None)
    return head.left_edge.i if mark is None else mark.i + 1


def _through(ctx: Context, noun: Token, kind: Stance | HedgeKind) -> Token | None:
    """Return who comes "to the conclusion that …", acts "in the belief that …"."""
    if noun.dep_ != "pobj" or noun.head.head.pos_ != "VERB":
        return None
    verb = noun.head.head
    if noun.head.lower_ == "with" and verb.lemma_.lower() in ctx.lexicon.verbs:
        return None  # "concluded with high confidence that": the verb is the cue.
    holds = verb.lemma_.lower() == "come" or kind is HedgeKind.BELIEF
    return subject_of(verb) if holds else None


def _finite(head: Token) -> bool:
    """Tell whether a clause opens with "that" and has a subject."""
    marks = {c.lower_ for c in children(head, "mark")}
    relative = any(
        c.tag_ in {"WDT", "WP"} or (c.lower_ == "that" and c.dep_ in {"nsubj", "dobj", "nsubjpass"})
        for c in head.lefts
    )
    # "a claim that lawyers say makes no sense"
    clauses = children(head, "ccomp")
    relative |= any(c.i == head.i + 1 and not children(c, *SUBJECTS) for c in clauses)
    # "the statement that he put out"
    relative |= head.lemma_ in _ISSUING and not children(head, "dobj", "auxpass", "dative")
    return (
        not relative
        and "that" in marks
        and bool(children(head, "nsubj", "nsubjpass", "expl", "csubj"))
    )


def _owner(noun: Token) -> Token | None:
    """Return the one whose claim it is: "X's claim", "claims by X", "fears among X"."""
    own = children(noun, "poss")
    if own:
        return None if own[0].ent_type_ in {"DATE", "TIME"} else own[0]
    made = (a for told in children(noun, "acl") for a in children(told, "agent"))
    for prep in (*children(noun, "prep"), *made):
        if prep.lower_ in {"by", "of", "from", "among"}:
            return next(iter(children(prep, "pobj")), None)
    return None


def _adjective(ctx: Context, word: Token) -> Draft | None:
    """Content is the clause after an adjective: "is confident that …"."""
    head = next((c for c in children(word, "ccomp") if c.i > word.i), None)
    verb = word if word.tag_ == "VBN" and children(word, "auxpass", "nsubjpass") else word.head
    if head is None and word.dep_ == "acomp":
        head = next((c for c in children(verb, "ccomp") if c.i > word.i), None)
    if head is None or not children(head, "nsubj", "nsubjpass", "expl", "csubj"):
        return None
    if verb != word and (word.dep_ in {"amod", "acl", "relcl"} or verb.pos_ not in {"AUX", "VERB"}):
        return None
    who = subject_of(verb)
    if (
        who is None
        or (verb.lemma_ == "make" and word.lower_ != "clear")
        or who.lower_ in {"that", "this"}
        or (who.lower_ == "it" and word.lower_ in _OF_FACTS)
    ):
        return None
    mark = next((c for c in children(head, "mark") if c.lower_ == "that"), None)
    first = head.left_edge.i if mark is None else mark.i + 1
    return Draft(
        rule="attribution.adjective",
        content=(ctx.range_of(first, max(head.right_edge.i, first)),),
        speaker=who.i,
        cue=cue_group(ctx, verb) if verb == word else ctx.range_of(min(verb.i, word.i), word.i),
        anchor=verb.i,
        root=head.i,
        stance=ctx.lexicon.adjectives[word.lower_],
        note=word.lower_,
    )
