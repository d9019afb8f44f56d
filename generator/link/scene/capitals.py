"""Capitals that stand for a government: "Velmgrad vowed …" speaks of a country."""

import re
from collections.abc import Collection
from dataclasses import replace

from generator import reference
from generator.link.names.tables import word_set
from generator.link.scene.scene import Draft, Local, Member, Scene
from generator.model import AliasKind, EntityType, Mention, MentionForm, Reason, Span, Syntax

_WORD = re.compile(r"\w+(?:-\w+)*")
_STATIVE = frozenset({"is", "was", "has", "had", "have"})


def link_capitals(scene: Scene, countries: Collection[str]) -> tuple[Scene, frozenset[str]]:
    """Move capitals that act to their country, if it is one of those that some source names.

    Beside the scene stand the countries that are named nowhere and have a capital that acts.
    """
    draft = Draft.of(scene)
    wanting: set[str] = set()
    for position, mention in enumerate(scene.mentions):
        local = scene.of_mention.get(position)
        if local is None or not _is_capital(scene.locals[local], mention):
            continue
        code = reference.country_of_capital(mention.span.text)
        if code is None or scene.locals[local].country:
            continue
        proof = _acting_words(scene, mention)
        if proof is None or _is_place_nearby(scene, mention):
            continue
        if code in countries:
            _move(draft, position, local, code, proof)
        else:
            wanting.add(code)
    return draft.done(), frozenset(wanting)


def _is_capital(local: Local, mention: Mention) -> bool:
    bodies = (EntityType.PLACE, EntityType.ORGANIZATION)
    return mention.form is MentionForm.NAME and local.type in bodies


def _acting_words(scene: Scene, mention: Mention) -> Span | None:
    """Return the words that show a government at work, or None."""
    document = scene.document.document
    found = scene.sentence(mention.span.start)
    if found is None:
        return None
    sentence = scene.document.sentences[found]
    if mention.syntax is Syntax.AGENT:
        verb = _first_verb(document.text, mention.span.end, sentence.end)
        return document.span(mention.span.start, verb) if verb else None
    if mention.syntax is Syntax.POSSESSOR:
        after = list(_WORD.finditer(document.text, mention.span.end, sentence.end))[:4]
        nouns = [m for m in after if m.group().casefold() in word_set("government_nouns")]
        if any(m.group().casefold() in word_set("town_words") for m in after):
            return None
        return document.span(mention.span.start, nouns[0].end()) if nouns else None
    if mention.syntax in (Syntax.OBJECT, Syntax.OTHER):
        before = list(_WORD.finditer(document.text, sentence.start, mention.span.start))[-2:]
        verbs = [m for m in before if m.group().casefold() in word_set("government_verbs")]
        return document.span(verbs[-1].start(), mention.span.end) if verbs else None
    return None


def _first_verb(text: str, start: int, end: int) -> int | None:
    """Return the end of the verb of which a government may be the subject, or None."""
    light: list[str] = []
    for match in _WORD.finditer(text, start, end):
        word = match.group().casefold()
        if word.endswith("ly") or word in word_set("light_words"):
            light.append(word)
            continue
        if word in word_set("place_verbs"):
            return None
        is_doing = word.endswith(("ed", "ing", "en")) or word in word_set("government_states")
        if light and light[-1] in _STATIVE and not is_doing:
            return None
        return match.end()
    return None


def _is_place_nearby(scene: Scene, mention: Mention) -> bool:
    """Tell whether the same paragraph speaks of the capital as a place."""
    start, end = scene.paragraph(mention.span.start)
    near = (scene.mentions[position] for position in scene.within(start, end))
    return any(
        other.syntax is Syntax.LOCATIVE and other.span.text == mention.span.text for other in near
    )


def _move(draft: Draft, position: int, local: int, code: str, proof: Span) -> None:
    """Take a mention from the capital's entity to the country's."""
    mention = draft.mentions[position]
    old = draft.locals[local]
    kept = tuple(member for member in old.members if member.mention is not mention)
    draft.locals[local] = replace(old, members=kept)
    note = f"generator/data/countries.tsv: capital of {code}"
    beaten = f"{mention.span.text}, the town: governments do this, and no place is spoken of near"
    member = Member(
        position=position,
        mention=mention,
        kind=AliasKind.METONYM,
        reason=Reason("link.capital-for-government", (proof,), note, (beaten,)),
        evidence=mention.span,
    )
    draft.add(draft.country(code), member)
