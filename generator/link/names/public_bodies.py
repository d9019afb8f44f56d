"""Public bodies that a source writes in small letters: "the Velmish defense ministry"."""

from dataclasses import replace

from generator.link.names.bodies import leading_country
from generator.link.names.fold import words
from generator.link.names.tables import word_set
from generator.model import (
    AnnotatedDocument,
    EntityType,
    Mention,
    MentionForm,
    Reason,
    Span,
    Syntax,
)

PUBLIC_BODY = "link.public-body"
"""The rule that takes such a phrase for a name."""

_BODIES = (EntityType.ORGANIZATION, EntityType.GROUP, None)


def with_public_bodies(document: AnnotatedDocument) -> AnnotatedDocument:
    """Return the document with such phrases, without their article, as bodies of their own.

    They are looked for among descriptions and among those who speak.
    """
    mentions = [_as_body(document, mention) for mention in document.mentions]
    known = {mention.span for mention in mentions}
    sources = {a.source for a in document.attributions if a.source is not None}
    found = {body for source in sources if (body := _body(document, source)) is not None}
    mentions += [_speaking(span) for span in sorted(found - known)]
    if tuple(mentions) == document.mentions:
        return document
    return replace(document, mentions=tuple(sorted(mentions, key=_place)))


def _place(mention: Mention) -> tuple[int, int]:
    return mention.span.start, -mention.span.end


def _as_body(document: AnnotatedDocument, mention: Mention) -> Mention:
    if mention.form is not MentionForm.DESCRIPTION or mention.type not in _BODIES:
        return mention
    span = _body(document, mention.span)
    if span is None:
        return mention
    reason = Reason(PUBLIC_BODY, (mention.span,))
    return replace(mention, span=span, type=EntityType.ORGANIZATION, reason=reason)


def _speaking(span: Span) -> Mention:
    return Mention(
        span=span,
        type=EntityType.ORGANIZATION,
        form=MentionForm.DESCRIPTION,
        syntax=Syntax.AGENT,
        head=words(span.text)[-1],
        reason=Reason(PUBLIC_BODY, (span,)),
    )


def _body(document: AnnotatedDocument, span: Span) -> Span | None:
    """Return a phrase without its article, if it is a country's office in small letters."""
    cut = len("the ") if span.text.startswith(("the ", "The ")) else 0
    text = span.text[cut:]
    code, rest = leading_country(text, words(text))
    is_small = text.split()[-1].islower()
    if not code or not is_small or not _is_public(rest):
        return None
    return document.document.span(span.start + cut, span.end)


def _is_public(rest: tuple[str, ...]) -> bool:
    """Tell whether words after a country are an office of its state: "defense ministry"."""
    if not all(word in word_set("institution_words") for word in rest):
        return False
    if rest[-1] in word_set("state_bodies"):
        return True
    return len(rest) > 1 and rest[-1] in word_set("state_bodies_with_more")
