"""Captions with their makers: "The bridge at dawn. Image: A. Berg." Not statements.

A caption is credited to whoever made the picture; nobody says it. The product shows it as no
statement. Corpora that label attribution count credits, so measuring may add them.
"""

import re

from generator.extract.attributions.build import identity
from generator.extract.parse import Parse
from generator.model import Attribution, AttributionKind, Reason

_CREDIT = re.compile(
    r"(?P<caption>\S.*?)\s*\b(?P<cue>Image|Photo|Photograph|Picture|Video|Graphic|Illustration)"
    r"(?: credit| by)?:\s*(?P<who>[^\n]{2,80}?)\.?$"
)


def find_credits(parse: Parse) -> tuple[Attribution, ...]:
    """Return captions credited to their makers, in order."""
    document = parse.document
    found = []
    for paragraph in document.paragraphs:
        match = _CREDIT.fullmatch(document.text, paragraph.start, paragraph.end)
        if match is not None:
            content = (document.span(*match.span("caption")),)
            cue, who = document.span(*match.span("cue")), document.span(*match.span("who"))
            found.append(
                Attribution(
                    id=identity(document.id, content),
                    source=who,
                    role=None,
                    cue=cue,
                    content=content,
                    kind=AttributionKind.INDIRECT,
                    reason=Reason("attribution.credit", (cue, who), "picture credit"),
                )
            )
    return tuple(found)
