"""What speakers withheld: declined to comment, did not reveal, without giving details."""

import functools
from collections.abc import Iterator
from dataclasses import replace
from importlib import resources

import msgspec
from spacy.tokens import Token

from generator.extract.attributions.context import Context, children
from generator.extract.attributions.lexicon import word_set
from generator.extract.attributions.speakers import can_speak, speaker
from generator.extract.attributions.verbgroup import subject_of, yet_to
from generator.model import Reason, Refusal, Span

_WH = word_set("whether if why how what who where when which")
_CONFIRMING = word_set("confirm verify corroborate")
"""Verbs beside which missing details withhold nothing: what was asked is answered."""
_NEGATIONS = frozenset(["not", "n't", "n\u2019t", "never"])
Words = dict[str, frozenset[str]]
"""Lists of words by name."""


class RefusalWords(msgspec.Struct, forbid_unknown_fields=True, rename="kebab"):
    """The words of `cues-refusals.yaml` as the file has them."""

    refuse: str
    disclose: str
    inform: str
    details: str
    requests: str
    silence: str
    definition_nouns: str


@functools.cache
def refusal_words() -> dict[str, frozenset[str]]:
    """Return the words of the package by the name of their list."""
    data = resources.files("generator.data").joinpath("cues-refusals.yaml").read_bytes()
    listed = msgspec.yaml.decode(data, type=RefusalWords)
    return {name: word_set(getattr(listed, name)) for name in listed.__struct_fields__}


def refusals(ctx: Context) -> tuple[Refusal, ...]:
    """Return what speakers withheld, in order."""
    found = sorted(_all(ctx), key=lambda refusal: refusal.cue.start)
    kept: list[Refusal] = []
    for refusal in found:
        if not kept or refusal.cue.start >= kept[-1].cue.end:
            kept.append(refusal)
    return tuple(kept)


def _all(ctx: Context) -> Iterator[Refusal]:
    """Yield every refusal, in the order of the tokens that show it."""
    words = refusal_words()
    for token in ctx.doc:
        verb = token.pos_ in {"VERB", "AUX"}
        found = _by_verb(ctx, token, words) if verb else _by_word(ctx, token, words)
        if found is not None:
            yield found


def _by_verb(ctx: Context, verb: Token, words: Words) -> Refusal | None:
    """Read a verb that withholds."""
    lemma = verb.lemma_.lower()
    if lemma in words["refuse"]:
        return _declined(ctx, verb, words)
    if lemma == "return":
        return _negated(ctx, verb, words)
    if lemma in words["disclose"] or lemma in words["inform"]:
        return _negated(ctx, verb, words) or _gave_no(ctx, verb, words)
    if lemma == "ask":
        return _anonymous(ctx, verb)
    return _unreached(ctx, verb) if lemma == "reach" else None


def _anonymous(ctx: Context, verb: Token) -> Refusal | None:
    """Read "asked not to be identified"."""
    for head in children(verb, "xcomp"):
        if head.lemma_ in {"identify", "name", "quote"} and children(head, "neg"):
            return _make(ctx, "anonymous", verb, (verb.i, head.i), None)
    return None


def _by_word(ctx: Context, token: Token, words: Words) -> Refusal | None:
    """Read another word that withholds."""
    lower = token.lower_
    if lower == "without":
        return _without(ctx, token, words)
    if lower in {"available", "unavailable"}:
        return _unavailable(ctx, token)
    if lower in words["silence"] and token.dep_ in {"acomp", "oprd"}:
        who = subject_of(token.head)
        if who is not None and not can_speak(ctx, who):
            return None  # "The guns fell silent."
        return _make(ctx, "silence", token.head, (token.head.i, token.i), None)
    if token.pos_ == "NOUN" and token.lemma_.lower() in {"comment", "response", "reaction"}:
        return _no_comment(ctx, token)
    return None


def _make(
    ctx: Context, rule: str, verb: Token, cue: tuple[int, int], withheld: Span | None
) -> Refusal:
    """Return the refusal whose words hang on `verb`."""
    who = subject_of(verb)
    if who is not None and who.dep_ == "expl":
        who = None
    named = None if who is None else ctx.words(*speaker(ctx, who.i).source)
    span = ctx.span(verb.sent.start_char, verb.sent.end_char)
    if verb.dep_ != "ROOT":
        first = verb.left_edge.i if who is None else min(who.left_edge.i, verb.left_edge.i)
        if who is not None and not verb.is_ancestor(who):
            first = cue[0]
        span = ctx.words(min(first, cue[0]), max(verb.right_edge.i, cue[1]))
    words = ctx.words(*cue)
    evidence = (words,) if named is None else (words, named)
    return Refusal(
        span=span,
        who=named,
        cue=words,
        withheld=withheld,
        reason=Reason(f"refusal.{rule}", evidence, verb.lemma_.lower()),
    )


def _declined(ctx: Context, verb: Token, words: Words) -> Refusal | None:
    """Read "declined to comment"."""
    for said in children(verb, "xcomp"):
        lemma = said.lemma_.lower()
        speaks = lemma in words["disclose"] or lemma in words["inform"]
        if speaks or lemma in {"take", "meet"}:
            last = said.i
            return _make(ctx, "declined", verb, (verb.i, last), _withheld(ctx, said))
    for thing in children(verb, "dobj"):
        if thing.lemma_.lower() in words["details"] or thing.lower_ in words["requests"]:
            return _make(ctx, "declined", verb, (verb.i, verb.i), _phrase(ctx, thing))
    return None


def _negated(ctx: Context, verb: Token, words: Words) -> Refusal | None:
    """Read "did not reveal …", "would not say whether …"."""
    neg = yet_to(verb) or next((c for c in children(verb, "neg") if c.lower_ in _NEGATIONS), None)
    if neg is None or neg.i > verb.i:
        return None
    lemma = verb.lemma_.lower()
    thing = next(iter(children(verb, "dobj")), None)
    asked = any(
        t.lower_ in _WH for c in children(verb, "ccomp") for t in ctx.doc[c.left_edge.i : c.i + 1]
    )
    if lemma in words["inform"]:
        about = thing is not None and thing.lemma_.lower() in words["details"]
        bare = lemma == "say" and not children(verb, "ccomp", "dobj") and _modal(verb)
        if not (about or asked or bare):
            return None
    elif not _answers(verb, words, what=thing is not None or asked):
        return None
    passive = bool(children(verb, "auxpass"))
    if passive and lemma not in {"disclose", "reveal", "release"}:
        return None
    first = neg.i - 1 if neg.i > 0 and ctx.doc[neg.i - 1].pos_ == "AUX" else neg.i
    hangs = yet_to(verb) or verb
    return _make(ctx, "not-disclosed", hangs, (first, verb.i), _withheld(ctx, verb))


def _answers(verb: Token, words: Words, *, what: bool) -> bool:
    """Tell whether the verb is about an answer: "respond" to people, "name" somebody."""
    lemma = verb.lemma_.lower()
    if lemma == "return":
        return any(c.lower_ in words["requests"] for c in children(verb, "dobj"))
    if lemma in {"respond", "reply"}:
        return _to_request(verb, words)
    return what or lemma not in {"name", "identify", "explain", "discuss", "detail"}


def _modal(verb: Token) -> bool:
    return any(c.lower_ in {"would", "will", "could", "wo"} for c in children(verb, "aux"))


def _to_request(verb: Token, words: Words) -> bool:
    """Tell whether one answers people, not a treatment."""
    preps = [c for c in children(verb, "prep") if c.lower_ == "to"]
    return not preps or any(
        p.lower_ in words["requests"] for prep in preps for p in children(prep, "pobj")
    )


def _gave_no(ctx: Context, verb: Token, words: Words) -> Refusal | None:
    """Read "gave no details"."""
    if verb.dep_ == "conj" and verb.head.lemma_ in _CONFIRMING:
        return None  # "confirmed the arrest but gave no details"
    for thing in children(verb, "dobj"):
        no = next((c for c in children(thing, "det") if c.lower_ == "no"), None)
        if no is not None and thing.lemma_.lower() in words["details"]:
            return _make(ctx, "gave-no", verb, (verb.i, no.i), _phrase(ctx, thing, no.i + 1))
    return None


def _without(ctx: Context, prep: Token, words: Words) -> Refusal | None:
    """Read "without giving more details"; the cue is the whole phrase."""
    for verb in children(prep, "pcomp"):
        lemma = verb.lemma_.lower()
        thing = next(iter(children(verb, "dobj")), None)
        told = thing is not None and thing.lemma_.lower() in words["details"]
        says = lemma in words["disclose"] and lemma not in {"respond", "reply"}
        if told or says or (lemma in words["inform"] and children(verb, "ccomp")):
            cue = (prep.i, verb.right_edge.i)
            said = prep.head
            named = said if said.pos_ in {"NOUN", "PROPN", "PRON"} else subject_of(said)
            who = None if named is None else ctx.words(*speaker(ctx, named.i).source)
            words_ = ctx.words(*cue)
            evidence = (words_,) if who is None else (words_, who)
            return Refusal(
                span=words_,
                who=who,
                cue=words_,
                withheld=_withheld(ctx, verb),
                reason=Reason("refusal.without", evidence, lemma),
            )
    return None


def _unreached(ctx: Context, verb: Token) -> Refusal | None:
    """Read "could not be reached for comment"."""
    neg = next(iter(children(verb, "neg")), None)
    if neg is None or not children(verb, "auxpass"):
        return None
    last = _for_comment(verb)
    return None if last is None else _make(ctx, "unreached", verb, (neg.i - 1, last), None)


def _unavailable(ctx: Context, word: Token) -> Refusal | None:
    """Read "was not available for comment"."""
    last = _for_comment(word)
    if last is None or word.head.pos_ not in {"AUX", "VERB"}:
        return None
    if word.lower_ == "available" and not children(word.head, "neg"):
        return None
    return _make(ctx, "unavailable", word.head, (word.head.i, last), None)


def _for_comment(word: Token) -> int | None:
    """Return the token "comment" of "for comment", or None."""
    for prep in children(word, "prep"):
        if prep.lower_ == "for":
            for thing in children(prep, "pobj"):
                if thing.lemma_.lower() in {"comment", "interview"}:
                    return thing.i
    return None


def _no_comment(ctx: Context, noun: Token) -> Refusal | None:
    """Read "had no comment", "There was no immediate response from X"."""
    no = next((c for c in children(noun, "det") if c.lower_ == "no"), None)
    verb = noun.head
    if no is None or verb.lemma_.lower() not in {"be", "have", "offer", "make"}:
        return None
    first = min(no.i, verb.i)
    found = _make(ctx, "no-comment", verb, (first, noun.i), None)
    for prep in children(noun, "prep") + children(verb, "prep"):
        for who in children(prep, "pobj"):
            if prep.lower_ == "from":
                named = ctx.words(*speaker(ctx, who.i).source)
                return replace(found, who=named)
    return found


def _withheld(ctx: Context, verb: Token) -> Span | None:
    """Return what is not said: the object, the indirect question, "on …"."""
    for child in verb.rights:
        if child.dep_ in {"dobj", "ccomp"}:
            return _phrase(ctx, child)
    for child in children(verb, "prep"):
        if child.lower_ in {"on", "about", "to", "regarding"}:
            return next((_phrase(ctx, p) for p in children(child, "pobj")), None)
    return None


def _phrase(ctx: Context, head: Token, first: int | None = None) -> Span:
    """Return the phrase of a head, from token `first` if given."""
    return ctx.words(head.left_edge.i if first is None else first, head.right_edge.i)
