"""The cue lexicons of `generator/data/cues-*.yaml`, read once and checked at the border."""

import functools
from dataclasses import dataclass
from importlib import resources

import msgspec
from spacy.tokens import Token

from generator.model import HedgeKind, Stance

_PARTICLES = frozenset(["prt", "advmod"])
"""Dependency labels of "back" and "out" after a verb."""


class _Family(msgspec.Struct, forbid_unknown_fields=True, rename="kebab"):
    """A family of verbs as the file has it."""

    stance: Stance
    frames: list[str]
    verbs: str
    hedge: HedgeKind | None = None
    of_speakers: bool = False
    only_done: bool = False
    to_nobody: bool = False


class _Nouns(msgspec.Struct, forbid_unknown_fields=True, rename="kebab"):
    """The lists of nouns and adjectives as the file has them."""

    claim_nouns: dict[str, str]
    adjectives: dict[str, str]
    documents: str
    channel_nouns: str
    outlet_words: str
    occasion_nouns: str
    according_stops: str
    role_nouns: str
    relation_nouns: str
    light_verbs: str
    deniable: str
    summing: str
    doings: str
    proposals: str
    challengeable: str
    concedable: str
    wanted: str
    ownerless: str
    given: str
    found_out: str
    speaking_up: str
    telling_verbs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbCue:
    """What one verb may govern."""

    family: str
    """Name of the family in the lexicon."""
    frames: frozenset[str]
    """What may be its content."""
    stance: Stance
    """What its subject does with the content."""
    hedge: HedgeKind | None
    """What the cue itself limits, if it does."""
    of_speakers: bool
    """Whether it says something only of those who can speak."""
    only_done: bool
    """Whether its negation says nothing: "have not accused him"."""
    to_nobody: bool
    """Whether nobody is told."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every cue word, keyed by lower-case lemma."""

    verbs: dict[str, tuple[VerbCue, ...]]
    """Entries of a verb, or of one with its particle (`shoot_back`), in the order of families."""
    nouns: dict[str, Stance | HedgeKind]
    """Nouns that take a content clause."""
    adjectives: dict[str, Stance]
    """Adjectives that take a content clause."""
    documents: frozenset[str]
    channels: frozenset[str]
    outlets: frozenset[str]
    occasions: frozenset[str]
    according_stops: frozenset[str]
    roles: frozenset[str]
    relations: frozenset[str]
    light_verbs: frozenset[str]
    deniable: frozenset[str]
    """What can be denied: claims, and deeds that one is charged with."""
    summing: frozenset[str]
    """What sums up a sentence after a comma as its reporter judges it: ", a blow to …"."""
    doings: frozenset[str]
    """What does so where others speak of it: ", a decision that critics called …"."""
    proposals: frozenset[str]
    """What can be turned down without denying anything."""
    challengeable: frozenset[str]
    """What is questioned or defended in words only: a decision, not a man or a title."""
    concedable: frozenset[str]
    """What is admitted in words: a mistake, not a patient."""
    wanted: frozenset[str]
    """What one wants of others in words: a vote, not a sandwich."""
    ownerless: frozenset[str]
    given: frozenset[str]
    """Nouns of what is given in words, which take no content clause but a colon."""
    found_out: frozenset[str]
    """What one does to find out, where it is what something else is done for."""
    speaking_up: frozenset[str]
    """What one does in order to tell something, beside the verbs that say it."""
    telling_verbs: frozenset[str]

    def cues(self, verb: Token) -> tuple[VerbCue, ...]:
        """Return the entries of a verb, those with its particle first: "shot back"."""
        lemma = verb.lemma_.lower()
        own = self.verbs.get(lemma, ())
        following = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
        if following.dep_ in _PARTICLES and following.head == verb:
            return (*self.verbs.get(f"{lemma}_{following.lower_}", ()), *own)
        return own


def data(name: str) -> bytes:
    """Return the bytes of a data file of the package."""
    return resources.files("generator.data").joinpath(name).read_bytes()


def word_set(words: str) -> frozenset[str]:
    """Return words written with white space between them as a set."""
    return frozenset(words.split())


def _verbs(families: dict[str, _Family]) -> dict[str, tuple[VerbCue, ...]]:
    """Turn families of verbs into entries for each verb."""
    entries: dict[str, tuple[VerbCue, ...]] = {}
    for name, family in families.items():
        cue = VerbCue(
            family=name,
            frames=frozenset(family.frames),
            stance=family.stance,
            hedge=family.hedge,
            of_speakers=family.of_speakers,
            only_done=family.only_done,
            to_nobody=family.to_nobody,
        )
        for verb in dict.fromkeys(family.verbs.split()):
            entries[verb] = (*entries.get(verb, ()), cue)
    return entries


def _noun_kind(name: str) -> Stance | HedgeKind:
    """Return what a list of claim nouns does to the content."""
    kinds: dict[str, Stance | HedgeKind] = {
        "affirms": Stance.AFFIRMS,
        "distancing": HedgeKind.DISTANCING,
        "belief": HedgeKind.BELIEF,
        "commits": Stance.COMMITS,
        "demands": Stance.DEMANDS,
        "denies": Stance.DENIES,
        "asks": Stance.ASKS,
    }
    return kinds[name]


@functools.cache
def lexicon() -> Lexicon:
    """Return the lexicon of the package."""
    nouns = msgspec.yaml.decode(data("cues-nouns.yaml"), type=_Nouns)
    return Lexicon(
        verbs=_verbs(msgspec.yaml.decode(data("cues-verbs.yaml"), type=dict[str, _Family])),
        nouns={
            noun: _noun_kind(kind)
            for kind, listed in nouns.claim_nouns.items()
            for noun in listed.split()
        },
        adjectives={
            word: Stance(kind)
            for kind, listed in nouns.adjectives.items()
            for word in listed.split()
        },
        documents=word_set(nouns.documents),
        channels=word_set(nouns.channel_nouns),
        outlets=word_set(nouns.outlet_words),
        occasions=word_set(nouns.occasion_nouns),
        according_stops=word_set(nouns.according_stops),
        roles=word_set(nouns.role_nouns),
        relations=word_set(nouns.relation_nouns),
        light_verbs=word_set(nouns.light_verbs),
        deniable=word_set(nouns.deniable),
        summing=word_set(nouns.summing),
        doings=word_set(nouns.doings),
        proposals=word_set(nouns.proposals),
        challengeable=word_set(nouns.challengeable),
        concedable=word_set(nouns.concedable),
        wanted=word_set(nouns.wanted),
        ownerless=word_set(nouns.ownerless),
        given=word_set(nouns.given),
        found_out=word_set(nouns.found_out),
        speaking_up=word_set(nouns.speaking_up),
        telling_verbs=word_set(nouns.telling_verbs),
    )


def _hedge_key(phrase: str) -> tuple[str, ...]:
    """Return a phrase in the words of the tokenizer: "can't" is two, "so-called" three."""
    words: list[str] = []
    for word in phrase.lower().replace("-", " - ").split():
        if word == "cannot" or word.endswith("n't"):
            words += [word[:-3], word[-3:]]
        else:
            words.append(word)
    return tuple(words)


@functools.cache
def hedge_phrases() -> dict[str, tuple[tuple[tuple[str, ...], HedgeKind], ...]]:
    """Return the hedge phrases by their first word, longest first."""
    listed = msgspec.yaml.decode(data("cues-hedges.yaml"), type=dict[HedgeKind, str])
    phrases: dict[str, list[tuple[tuple[str, ...], HedgeKind]]] = {}
    for kind, text in listed.items():
        for phrase in text.split(";"):
            key = _hedge_key(phrase)
            if key:
                phrases.setdefault(key[0], []).append((key, kind))
    return {
        first: tuple(sorted(found, key=lambda item: -len(item[0])))
        for first, found in phrases.items()
    }
