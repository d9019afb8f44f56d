"""Bodies that a role names without their name: the ministry of "ministry spokesman"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.link.names.tables import word_set
from generator.link.scene.scene import Scene
from generator.link.scene.titles import TITLE
from generator.model import (
    AnnotatedDocument,
    EntityType,
    Mention,
    MentionForm,
    Reason,
    Span,
    Syntax,
)

_RULE = "link.role-body"
_ADDED = (_RULE, TITLE)
"""Rules of mentions that are kept only where they mean somebody."""
_PAIR = re.compile(r"\b(?P<body>[a-z]+) (?P<office>[a-z]+)\b")


def with_role_bodies(document: AnnotatedDocument) -> AnnotatedDocument:
    """Return the document with a mention for each body that a role describes."""
    known = {(mention.span.start, mention.span.end) for mention in document.mentions}
    added = {
        (span.start, span.end): _mention(span)
        for role in _roles(document)
        for span in _bodies(document, role)
        if (span.start, span.end) not in known
    }
    if not added:
        return document
    mentions = sorted([*document.mentions, *added.values()], key=_place)
    return replace(document, mentions=tuple(mentions))


def kept_mentions(scene: Scene) -> tuple[int, ...]:
    """Return the positions of mentions without those added in linking that mean nobody known."""
    return tuple(
        position
        for position, mention in enumerate(scene.mentions)
        if mention.reason.rule not in _ADDED or position in scene.of_mention
    )


def _place(mention: Mention) -> tuple[int, int]:
    return mention.span.start, -mention.span.end


def _roles(document: AnnotatedDocument) -> Iterator[Span]:
    yield from (description.span for description in document.descriptions)
    yield from (a.role for a in document.attributions if a.role is not None)


def _bodies(document: AnnotatedDocument, role: Span) -> Iterator[Span]:
    for match in _PAIR.finditer(role.text):
        is_body = match["body"] in word_set("body_heads")
        if is_body and match["office"] in word_set("body_offices"):
            yield document.document.span(
                role.start + match.start("body"), role.start + match.end("body")
            )


def _mention(span: Span) -> Mention:
    return Mention(
        span=span,
        type=EntityType.ORGANIZATION,
        form=MentionForm.DESCRIPTION,
        syntax=Syntax.MODIFIER,
        head=span.text,
        reason=Reason(_RULE, (span,)),
    )
