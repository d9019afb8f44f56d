"""Public bodies that a source writes in small letters: "the Velmish defense ministry"."""

from dataclasses import replace

from generator.link.bodies import leading_country
from generator.link.fold import words
from generator.link.tables import word_set
from generator.model import AnnotatedDocument, EntityType, Mention, MentionForm, Reason

PUBLIC_BODY = "link.public-body"
"""The rule that takes such a phrase for a name."""

_BODIES = (EntityType.ORGANIZATION, EntityType.GROUP, None)


def with_public_bodies(document: AnnotatedDocument) -> AnnotatedDocument:
    """Return the document with such phrases, without their article, as bodies of their own."""
    mentions = tuple(_as_body(document, mention) for mention in document.mentions)
    if mentions == document.mentions:
        return document
    return replace(document, mentions=tuple(sorted(mentions, key=_place)))


def _place(mention: Mention) -> tuple[int, int]:
    return mention.span.start, -mention.span.end


def _as_body(document: AnnotatedDocument, mention: Mention) -> Mention:
    if mention.form is not MentionForm.DESCRIPTION or mention.plural or mention.type not in _BODIES:
        return mention
    text = mention.span.text
    cut = len("the ") if text.startswith(("the ", "The ")) else 0
    code, rest = leading_country(text[cut:], words(text[cut:]))
    if not code or not _is_public(rest):
        return mention
    span = document.document.span(mention.span.start + cut, mention.span.end)
    reason = Reason(PUBLIC_BODY, (mention.span,), code)
    return replace(mention, span=span, type=EntityType.ORGANIZATION, reason=reason)


def _is_public(rest: tuple[str, ...]) -> bool:
    """Tell whether words after a country are an office of its state: "defense ministry"."""
    if not all(word in word_set("institution_words") for word in rest):
        return False
    if rest[-1] in word_set("state_bodies"):
        return True
    return len(rest) > 1 and rest[-1] in word_set("state_bodies_with_more")
