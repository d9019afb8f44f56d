"""Prints scores beside their floors, and the worst errors; `--update` raises the floors.

Floors only rise: an update that would lower one is refused, unless a person edits the file and
says why in the commit.
"""

import argparse
import re
import sys
from pathlib import Path

import click
import yaml

from tests.quality import brief, rules
from tests.quality.evaluation import CORPORA, scores, worst

HERE = Path(__file__).parent
FLOORS = HERE / "floors.yml"
PAGE = HERE.parent.parent / "docs/quality.md"
_HEAD = (
    "# Scores that extraction keeps, in per cent; only ever raised, by `make quality UPDATE=1`.\n"
)


def main() -> int:
    """Print the report; return 1 when a floor would have to be lowered."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true", help="raise the floors to the scores")
    parser.add_argument("--worst", type=int, default=10, help="errors of each kind")
    parser.add_argument("--kind", default="", help="only kinds of errors that hold these words")
    arguments = parser.parse_args()
    for kind, found in worst(arguments.worst, lambda m: arguments.kind in m.kind).items():
        click.echo(f"\n## {kind}\n")
        for miss in found:
            click.echo(f"- {miss.place}: {miss.text} ({miss.detail})")
    return compare(update=arguments.update)


def compare(*, update: bool) -> int:
    """Print scores beside floors; raise the floors when asked and none would fall."""
    floors: dict[str, float] = yaml.safe_load(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    found = {key: value for name in CORPORA for key, value in scores(name).items()}
    found |= brief.scores()
    click.echo(f"\n{'metric':36}{'score':>8}{'floor':>8}{'change':>8}")
    for key, value in found.items():
        floor = floors.get(key, 0.0)
        click.echo(f"{key:36}{value:8.1f}{floor:8.1f}{value - floor:+8.1f}")
    fallen = [key for key, value in found.items() if value < floors.get(key, 0.0)]
    if fallen:
        click.echo(f"\nbelow their floors: {', '.join(fallen)}")
        return 1
    if update:
        body = "".join(f"{key}: {value}\n" for key, value in found.items())
        FLOORS.write_text(_HEAD + body, "utf-8")
        rules.TABLE.write_text(rules.table(), "utf-8")
        if PAGE.exists():
            PAGE.write_text(filled(PAGE.read_text("utf-8"), found), "utf-8")
    return 0


def filled(page: str, found: dict[str, float]) -> str:
    """Return the page of scores with each `{metric}`-marked cell holding its score."""

    def cell(match: re.Match[str]) -> str:
        return f"{match[1]}{found[match[2]]:.1f}{match[4]}"

    return re.sub(r"(<span data-metric=\"([\w.-]+)\">)([\d.]*)(</span>)", cell, page)


if __name__ == "__main__":
    sys.exit(main())
