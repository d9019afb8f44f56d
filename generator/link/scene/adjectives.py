"""Demonyms and adjectives of countries: "Velmish", "Velmers"."""

from generator import reference
from generator.link.scene.scene import Draft, Member, Scene
from generator.model import AliasKind, MentionForm, Reason


def link_adjectives(scene: Scene) -> Scene:
    """Make demonyms and adjectives of countries mentions of the country."""
    draft = Draft.of(scene)
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
            position=position,
            mention=mention,
            kind=AliasKind.ADJECTIVE,
            reason=reason,
            evidence=mention.span,
        )
        draft.add(draft.country(code), member)
    return draft.done()
