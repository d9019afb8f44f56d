"""Findings about one file, gathered while it is read."""

from dataclasses import dataclass, field

from generator.errors import Finding, Level


@dataclass(frozen=True, slots=True)
class Report:
    """Where the reading of one file says what it found."""

    path: str
    """The file as findings show it: `seeds/a.txt`."""
    findings: list[Finding] = field(default_factory=list)
    """What was found so far."""

    def error(self, code: str, what: str, hint: str, *, line: int = 0) -> None:
        """Add a finding that forbids writing."""
        self._add(Level.ERROR, line, (code, what, hint))

    def warning(self, code: str, what: str, hint: str, *, line: int = 0) -> None:
        """Add a finding that a person should look at."""
        self._add(Level.WARNING, line, (code, what, hint))

    def note(self, code: str, what: str, hint: str, *, line: int = 0) -> None:
        """Add a finding that is worth knowing."""
        self._add(Level.NOTE, line, (code, what, hint))

    def _add(self, level: Level, line: int, said: tuple[str, str, str]) -> None:
        code, what, hint = said
        self.findings.append(
            Finding(
                path=self.path,
                line=line,
                level=level,
                code=f"collect.{code}",
                what=what,
                hint=hint,
            )
        )
