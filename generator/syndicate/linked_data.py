"""What a page says, for machines: schema.org in JSON-LD.

`Quotation` holds quoted words and nothing else. Speech in the document's words is a `Claim` whose
text keeps speaker and cue, so that a denial never reads as what it denies; a partly quoted one has
its quoted stretches as parts. Statements inside statements are left to the one that holds them.
There is no `ClaimReview`: nobody here rates anything.
"""

from collections.abc import Mapping
from typing import Any

from generator.model import AliasKind, AttributionKind, EntityType, MetaValue
from generator.model.briefing import Briefing, Card, SourceFacts, Target, Voice
from generator.model.site import GlossaryEntry
from generator.syndicate.about import About
from generator.syndicate.words import Words, quoted
from generator.visible import visible

Record = dict[str, Any]

_NAMES = frozenset(
    {AliasKind.INITIALS, AliasKind.OFFICIAL_NAME, AliasKind.VARIANT, AliasKind.SHORT_FORM}
)
"""Aliases that are names by themselves, wherever they stand."""
_SETS = "glossary/index.md"


def report(page: Briefing, types: Mapping[Target, EntityType], about: About) -> Record:
    """Return a briefing as a `Report`; `types` are those of entities, by where they are told of."""
    words = Words(about.strings, page.path)
    url = about.page(Target(page.path))
    cards = [card for card in page.cards if not card.parent]
    said = [_statement(card, url, words, types, about) for card in cards]
    return {
        "@type": "Report",
        "@id": url,
        "url": url,
        "headline": words.piece(page.title),
        "isBasedOn": _source(page.facts, words.piece(page.title), about),
        "publisher": {"@type": "Organization", "name": about.name, "url": about.address},
    } | ({"hasPart": said} if said else {})


def term(entry: GlossaryEntry, about: About) -> Record:
    """Return a glossary entry as a `DefinedTerm`."""
    words = Words(about.strings, entry.path)
    url = about.page(entry.target)
    others = [words.piece(alias.text) for alias in entry.aliases if alias.kind in _NAMES]
    record: Record = {
        "@type": "DefinedTerm",
        "@id": url,
        "url": url,
        "name": words.piece(entry.name),
        "termCode": entry.entity,
        "inDefinedTermSet": terms(about),
    }
    if others:
        record["alternateName"] = list(dict.fromkeys(others))
    if entry.description is not None:
        record["description"] = words.piece(entry.description)
    return record


def terms(about: About) -> Record:
    """Return the glossary as a `DefinedTermSet`."""
    url = about.page(Target(_SETS))
    name = about.strings["page.glossary"]
    return {"@type": "DefinedTermSet", "@id": url, "url": url, "name": name}


def website(about: About) -> Record:
    """Return the site as a `WebSite`."""
    url = about.address
    return {"@type": "WebSite", "@id": url, "url": url, "name": about.name}


def _source(facts: SourceFacts, title: str, about: About) -> Record:
    """Return the source document, with what is stated of it and nothing else."""
    metadata = facts.metadata
    record: Record = {
        "@type": "NewsArticle" if metadata.publisher else "CreativeWork",
        "name": title,
        "datePublished": _value(metadata.date),
        "inLanguage": _value(metadata.language),
        "creditText": _value(metadata.author),
        "url": _value(metadata.url),
        "encoding": {
            "@type": "MediaObject",
            "contentUrl": about.url(facts.stored),
            "encodingFormat": "text/plain",
            "sha256": facts.document.text_sha256,
        },
    }
    if metadata.translator:
        record["translator"] = {"@type": "Person", "name": _value(metadata.translator)}
    if metadata.publisher:
        record["publisher"] = {"@type": "Organization", "name": _value(metadata.publisher)}
    return {key: value for key, value in record.items() if value}


def _value(value: MetaValue | None) -> str:
    return visible(value.value).strip() if value is not None else ""


def _statement(
    card: Card, url: str, words: Words, types: Mapping[Target, EntityType], about: About
) -> Record:
    """Return a statement with its own address on the page."""
    place = f"{url}#{card.anchor}"
    speaker = _speaker(card.voice, words, types, about)
    if card.kind is AttributionKind.DIRECT:
        who = {"spokenByCharacter": speaker} if speaker else _credit(card.voice, words)
        return _work("Quotation", place, words.content(card)) | who
    who = {"author": speaker} if speaker else _credit(card.voice, words)
    record: Record = {**_work("Claim", place, words.brief(card)), **who}
    stretches = [stretch for part in card.words for stretch in quoted(part) if stretch]
    if stretches:
        parts = [{"@type": "Quotation", "text": stretch, **_by(who)} for stretch in stretches]
        record["hasPart"] = parts
    return record


def _work(kind: str, place: str, text: str) -> Record:
    return {"@type": kind, "@id": place, "url": place, "text": text}


def _by(who: Record) -> Record:
    """Return the speaker of a quoted stretch."""
    return {"spokenByCharacter": who["author"]} if "author" in who else who


def _speaker(
    voice: Voice, words: Words, types: Mapping[Target, EntityType], about: About
) -> Record | None:
    """Return a speaker who is known; None for one who is only described or not stated."""
    name = voice.name or voice.printed
    if voice.target is None or name is None:
        return None
    person = types.get(voice.target) is EntityType.PERSON
    return {
        "@type": "Person" if person else "Organization",
        "@id": about.page(voice.target),
        "name": words.piece(name),
    }


def _credit(voice: Voice, words: Words) -> Record:
    """Return a described speaker as printed."""
    return {"creditText": words.piece(voice.printed)} if voice.printed is not None else {}
