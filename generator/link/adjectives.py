"""Demonyms and adjectives of countries: "Velmish", "Velmers"."""

from generator import reference
from generator.link.local import Member, Scene
from generator.model import AliasKind, MentionForm, Reason


def link_adjectives(scene: Scene) -> None:
    """Make demonyms and adjectives of countries mentions of the country."""
    for position, mention in enumerate(scene.mentions):
        if mention.form is not MentionForm.ADJECTIVE or position in scene.of_mention:
            continue
        code = reference.country_of_demonym(mention.span.text) or reference.country(
            mention.span.text
        )
        if code is None:
            continue
        reason = Reason("link.adjective", (mention.span,), f"generator/data/demonyms.tsv: {code}")
        member = Member(
            mention=mention, kind=AliasKind.ADJECTIVE, reason=reason, evidence=mention.span
        )
        scene.add(position, scene.country(code), member)
