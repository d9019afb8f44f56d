"""A published text that changed needs a reason, in a person's words (promise 6)."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from generator.errors import Finding, Level
from generator.model import SourceDocument

_SHOWN = 12
"""Digits of a digest that tell texts apart."""


def unexplained(
    documents: Iterable[SourceDocument],
    published: Mapping[str, str],
    *,
    seeds: str,
    level: Level = Level.ERROR,
) -> Iterator[Finding]:
    """Yield a finding for each text that is not the published one, where nobody says why.

    `published` has the SHA-256 of each published text by document id; a document that is not in
    it is new, and needs no reason.
    """
    for document in documents:
        before = published.get(document.id, document.text_sha256)
        reasons = (correction.before for correction in document.corrections)
        if before == document.text_sha256 or any(map(before.startswith, reasons)):
            continue
        yield Finding(
            path=f"{seeds}/{document.path}",
            level=level,
            code="changed.unexplained",
            what=f"its text is not the published one, whose sha256 begins with {before[:_SHOWN]}",
            hint=_hint(document.path, before[:_SHOWN]),
        )


def _hint(path: str, before: str) -> str:
    sidecar = f"{PurePosixPath(path).stem}.meta.yml"
    entry = f"{{from: '{before}', why: 'what was corrected', signed: 'your name'}}"
    return (
        f"say why in {sidecar} with `changed: [{entry}]`, "
        "or run `briefings generate --unread` if nobody has read it yet"
    )
