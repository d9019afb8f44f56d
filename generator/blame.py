"""Whose a finding is: that of the document whose file, companion or page it is on.

A finding on a page that many documents share is that of those whose words stand in its line.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.collect import Collected, format_of, names
from generator.errors import Finding, Level
from generator.model import Slice
from generator.model.page import Page
from generator.model.site import LeftOut

Found = dict[str, tuple[Finding, ...]]
"""Errors by document id."""
_COMPANION = re.compile(r"\.(?:meta|notes)\.ya?ml\Z", re.IGNORECASE)
"""How the names of files end that belong to a document."""
_EXTENSION = re.compile(r"\.[^./]*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Blame:
    """Says whose a finding is."""

    owners: Mapping[str, tuple[str, ...]]
    """Ids of documents by path as findings show it: of source, sidecar, notes and pages."""
    pages: Mapping[str, Page] = field(default_factory=dict)
    """Every page by path as findings show it."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """Path as findings show it by document id, in order of the documents."""

    @classmethod
    def of_files(cls, collected: Collected, shown: str) -> "Blame":
        """Return whose the findings on the files of a seeds folder are, which they call `shown`."""
        stems: defaultdict[str, list[str]] = defaultdict(list)
        for document in collected.documents:
            for stem in {document.path, _EXTENSION.sub("", document.path)}:
                stems[names.shown(f"{shown}/{stem}")].append(document.id)
        files = {finding.path for finding in collected.findings}
        files |= {names.shown(f"{shown}/{note.path}") for note in collected.notes}
        beside = {file: stems.get(_COMPANION.sub("", file), ()) for file in files}
        sources = {d.id: names.shown(f"{shown}/{d.path}") for d in collected.documents}
        return cls(
            owners={file: tuple(ids) for file, ids in beside.items() if ids}
            | {path: (document,) for document, path in sources.items()},
            sources=sources,
        )

    def of_pages(self, owners: Mapping[str, str], pages: Iterable[Page], docs: str) -> "Blame":
        """Return the same with pages too; `owners` has the document of each that is of just one."""
        of_one = {f"{docs}/{path}": (document,) for path, document in owners.items()}
        shown = {f"{docs}/{page.path}": page for page in pages}
        return replace(self, owners={**self.owners, **of_one}, pages=shown)

    def sort(self, findings: Iterable[Finding]) -> tuple[Found, tuple[Finding, ...]]:
        """Return errors by document, and those that are no document's."""
        found: dict[str, list[Finding]] = {}
        rest: list[Finding] = []
        for finding in findings:
            if finding.level is not Level.ERROR:
                continue
            guilty = self._guilty(finding)
            for document in guilty:
                found.setdefault(document, []).append(self._as_source(finding, document))
            rest += [] if guilty else [finding]
        return {document: tuple(sorted(set(f))) for document, f in found.items()}, tuple(rest)

    def _guilty(self, finding: Finding) -> tuple[str, ...]:
        """Return the documents whose file or page it is, or whose words stand in its line."""
        if finding.path in self.owners:
            return self.owners[finding.path]
        page = self.pages.get(finding.path)
        if page is None or not finding.line:
            return ()
        shown = zip(page.pieces, page.lines, strict=False)
        there = (piece for piece, line in shown if line == finding.line)
        return tuple(sorted({p.span.document for p in there if isinstance(p, Slice)}))

    def _as_source(self, finding: Finding, document: str) -> Finding:
        """Return a finding on a page as one on the source, which is all that its owner knows."""
        if finding.path not in self.pages:
            return finding
        place = f"{finding.path}:{finding.line}" if finding.line else finding.path
        hint = (
            finding.hint if finding.hint.startswith("report") else f"{finding.hint}, or report it"
        )
        return replace(
            finding,
            path=self.sources.get(document, document),
            line=0,
            what=f"it cannot be read yet: {place} would be wrong: {finding.what}",
            hint=hint,
        )


def left_out(
    collected: Collected, found: Mapping[str, Sequence[Finding]], blame: Blame, shown: str
) -> tuple[LeftOut, ...]:
    """Return the documents without pages: those with an error, and files that could not be read."""
    paths = {document.id: document.path for document in collected.documents}
    rows = [(paths[document], findings[0]) for document, findings in found.items()]
    rows += [
        (finding.path.removeprefix(f"{shown}/"), finding)
        for finding in collected.findings
        if finding.level is Level.ERROR
        if finding.path not in blame.owners and format_of(finding.path)
    ]
    first = dict(reversed(rows))
    return tuple(
        LeftOut(path=path, file=f.path.removeprefix(f"{shown}/"), line=f.line, code=f.code)
        for path, f in first.items()
    )
