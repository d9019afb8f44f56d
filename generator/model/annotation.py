"""What `extract` finds in one document, before anyone asked who is who."""

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from generator.model.source import SourceDocument, Span


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an annotation was made; what `briefings explain` prints."""

    rule: str
    """Dotted name of the rule, such as `attribution.verb` or `time.last-weekday`."""
    evidence: tuple[Span, ...] = ()
    """The words that the rule rests on."""
    note: str = ""
    """Data behind it: a table's entry, a lemma, a count."""
    beaten: tuple[str, ...] = ()
    """Alternatives that lost, each as `reading: why not`."""


class EntityType(StrEnum):
    """What kind of thing a name names."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    GROUP = "group"
    """People without an office: troops, peoples, parties' supporters."""
    EVENT = "event"
    WEAPON = "weapon"
    PRODUCT = "product"
    """What is made and sold under a name: a model of aircraft, a device, a program."""
    VESSEL = "vessel"
    """A ship, an aircraft or a spacecraft with a name of its own."""
    WORK = "work"
    """A film, a book, a song, a game with a title."""
    TEAM = "team"
    """Who plays under the name of a country or a club."""
    WEBSITE = "website"


class MentionForm(StrEnum):
    """How a mention refers."""

    NAME = "name"
    """A proper name."""
    ADJECTIVE = "adjective"
    """A demonym or an adjective of a place: "North Korean", "Ukrainians"."""
    DESCRIPTION = "description"
    """A noun phrase: "the ministry", "The Ukrainian defense chief"."""
    PRONOUN = "pronoun"
    """He, she, it, they, who."""


class Gender(StrEnum):
    """Grammatical hint for resolving pronouns."""

    FEMININE = "feminine"
    MASCULINE = "masculine"
    NEUTER = "neuter"
    UNKNOWN = "unknown"


class Syntax(StrEnum):
    """The place of a mention in its sentence."""

    AGENT = "agent"
    """Subject of an active verb, or "by …" of a passive one."""
    OBJECT = "object"
    """What is acted upon or spoken to."""
    POSSESSOR = "possessor"
    """Before "'s" or after a relational "of"."""
    LOCATIVE = "locative"
    """After in, at, near, from, to, into, across …; a dateline."""
    MODIFIER = "modifier"
    """Before a noun, inside its phrase."""
    OTHER = "other"


class Ground(StrEnum):
    """What the type of a name rests on."""

    REFERENCE = "reference"
    """Reference data know a thing of this type by the name, and its use agrees."""
    CONTEXT = "context"
    """The words in and around it settle the type."""
    GUESS = "guess"
    """Its type is likely and no more: alone such a name gets no entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name (or what stands for one) in a text, not yet anyone."""

    span: Span
    """The name without article, title or possessive ending."""
    type: EntityType | None
    """Its type; None for a pronoun or a description whose type is open."""
    form: MentionForm
    """How it refers."""
    syntax: Syntax
    """Its place in the sentence."""
    head: str
    """Lower-cased lemma of the head noun: `ministry` for "the ministry"."""
    gender: Gender = Gender.UNKNOWN
    """From titles, kin terms and first names."""
    plural: bool = False
    """Whether it is grammatically plural."""
    ground: Ground = Ground.CONTEXT
    """What its type rests on."""
    reason: Reason
    """Which rule made it."""


class AttributionKind(StrEnum):
    """How the content is given (PARC 3.0)."""

    DIRECT = "direct"
    """All of it between quotation marks."""
    MIXED = "mixed"
    """Partly between quotation marks."""
    INDIRECT = "indirect"
    """In the document's words."""


class HedgeKind(StrEnum):
    """What a hedge does."""

    DISTANCING = "distancing"
    """The document keeps its distance: claimed, alleged."""
    BELIEF = "belief"
    """We believe, is thought to."""
    POSSIBILITY = "possibility"
    """Could, may, likely."""
    APPROXIMATION = "approximation"
    """Some, about, at least, nearly, slightly."""
    NEGATION = "negation"
    """Was not, never."""
    NON_CORROBORATION = "non-corroboration"
    """Cannot confirm, could not be verified."""
    REFUSAL = "refusal"
    """Declined to comment."""
    CONDITION = "condition"
    """If true, should it …"""
    COMMITMENT = "commitment"
    """Vowed, pledged."""
    EVIDENTIAL = "evidential"
    """Reports suggesting, it appears."""


@dataclass(frozen=True, slots=True)
class Hedge:
    """Words that limit how far a statement goes, kept word for word."""

    span: Span
    """The words."""
    kind: HedgeKind
    """What they do."""


class Stance(StrEnum):
    """What the speaker does with the content; never upgraded."""

    AFFIRMS = "affirms"
    NEGATES = "negates"
    """States that something is not so."""
    DENIES = "denies"
    """Rejects what another said: denied, dismissed, rejected."""
    NOT_CORROBORATES = "does not corroborate"
    """Neither affirms nor denies."""
    NOT_DISPUTES = "does not dispute"
    """Concedes what another said, or leaves it open: did not deny."""
    WITHHOLDS = "withholds"
    """Declines to say."""
    CONDITIONAL = "conditional"
    """Only if something holds."""
    COMMITS = "commits"
    """Vows, plans, threatens."""
    ASKS = "asks"
    """Asks a question."""
    DEMANDS = "demands"
    """Orders, urges, calls for."""
    BELIEVES = "believes"
    """Thinks, expects, fears, hopes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Source (the speaker), cue, content, and what hangs on them (PARC, PolNeAR)."""

    id: str
    """`s` and ten hexadecimal digits hashed from document id and content offsets."""
    source: Span | None
    """The speaker's name, or the phrase when there is no name; None when not stated."""
    role: Span | None
    """The speaker's role as the source gives it beside the name."""
    cue: Span | None
    """The words that say that someone says: "had claimed", "according to"."""
    content: tuple[Span, ...]
    """What is said, without the outer quotation marks; one span or more, in order."""
    kind: AttributionKind
    """Direct, mixed or indirect."""
    quoted: tuple[Span, ...] = ()
    """Stretches between quotation marks, without the marks."""
    addressee: Span | None = None
    """Who was told."""
    channel: Span | None = None
    """Medium or outlet through which it was said."""
    topic: Span | None = None
    """"about …", outside the content."""
    occasion: Span | None = None
    """When asked …, at a news conference."""
    time: Span | None = None
    """Time expression of the saying, not of what is said."""
    hedges: tuple[Hedge, ...] = ()
    """Hedges in cue, content and around."""
    stance: Stance = Stance.AFFIRMS
    """What the speaker does with the content."""
    parent: str | None = None
    """Id of the attribution in whose content this one stands."""
    reason: Reason
    """Which rule made it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Something a speaker withheld."""

    span: Span
    """The clause: "did not reveal the place and date of the fighting"."""
    who: Span | None
    """Who withheld it."""
    cue: Span
    """The refusing words."""
    withheld: Span | None
    """What was withheld."""
    reason: Reason


class OwnVoiceKind(StrEnum):
    """What kind of passage the document says in its own voice."""

    ASSERTION = "assertion"
    CONDITIONAL = "conditional"
    DEFINITION = "definition"
    DESCRIPTION = "description"
    REPORTING_GAP = "reporting gap"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnVoice:
    """A passage that the document attributes to nobody."""

    span: Span
    kind: OwnVoiceKind
    hedges: tuple[Hedge, ...] = ()
    """Hedges in it, such as "If true"."""
    reason: Reason


class TimeType(StrEnum):
    """TIMEX3 type."""

    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    SET = "set"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A phrase about time: what it says, what it was taken to mean, why, and how surely."""

    span: Span
    """The phrase, without a preposition that only links it."""
    type: TimeType
    value: str | None
    """TIMEX3 value (`2024-10`, `P3D`, `2024-W44`); None when it cannot be resolved."""
    edtf: str | None
    """Extended Date/Time Format level 1 or 2; None for durations and sets."""
    doubt: str = ""
    """Why the value is in doubt, as a key of the interface strings; empty when it is not."""
    alternatives: tuple[str, ...] = ()
    """Other readings, in EDTF."""
    anchor: Span | None = None
    """The time expression it counts from; None means the document date."""
    reason: Reason


class Exactness(StrEnum):
    """How exact a quantity is as printed."""

    EXACT = "exact"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    APPROXIMATE = "approximate"
    RANGE = "range"
    VAGUE = "vague"
    """"thousands", "a considerable number": no number may be printed."""
    PLURAL = "plural"
    """A bare plural: two or more, number not stated."""
    DIRECTION = "direction"
    """Only that it rises or falls."""
    ORDINAL = "ordinal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A figure as printed, with what it counts."""

    span: Span
    """Bound, number and unit: "at least 10,000 DPRK forces"."""
    figure: Span
    """The number words alone: "10,000", "thousands"."""
    exactness: Exactness
    minimum: float | None
    """Lower reading; None when no number may be printed."""
    maximum: float | None
    """Upper reading; None when open or not stated."""
    unit: Span | None
    """What is counted, as printed: "DPRK forces", "%", "km"."""
    place: Span | None = None
    """Where, as printed: "in the Kursk Oblast"."""
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """How a source describes what a mention names."""

    subject: Span
    """The mention described."""
    span: Span
    """The describing words: "Ukraine's Defense Minister"."""
    reason: Reason


class DefinitionKind(StrEnum):
    """How a text ties two names together."""

    INITIALS = "initials"
    """"Reporters Without Borders (RSF)"."""
    OFFICIAL_NAME = "official name"
    """"X, the official name of Y"."""
    ALSO_KNOWN = "also known as"
    FORMER_NAME = "former name"
    REGION_OF = "part of"
    """"Russia's Kursk region"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A sentence of the text that says that two names name one thing (or one's part)."""

    first: Span
    """The shorter or newer name."""
    second: Span
    """The name it is tied to."""
    kind: DefinitionKind
    span: Span
    """The words that say so."""
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedDocument:
    """A source document with everything found in it, before anyone asked who is who."""

    document: SourceDocument
    sentences: tuple[Span, ...]
    """Sentences of the body in order; none crosses a paragraph."""
    mentions: tuple[Mention, ...]
    """In order of start; mentions of form NAME and ADJECTIVE never overlap each other."""
    attributions: tuple[Attribution, ...]
    """In order of their first content span."""
    credits: tuple[Attribution, ...] = ()
    """Captions of pictures with their makers; no statements, so pages show them apart."""
    refusals: tuple[Refusal, ...]
    own_voice: tuple[OwnVoice, ...]
    times: tuple[TimeExpression, ...]
    quantities: tuple[Quantity, ...]
    descriptions: tuple[Description, ...]
    definitions: tuple[Definition, ...]

    def sentence_at(self, offset: int) -> Span | None:
        """Return the sentence that holds the code point at `offset`, or None."""
        place = bisect_right(self.sentences, offset, key=lambda sentence: sentence.start)
        found = self.sentences[place - 1] if place else None
        return found if found is not None and offset < found.end else None
