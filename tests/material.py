"""Where the material stands that tests and measurements read; all of it is in the repository."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
"""The repository."""
SEEDS = ROOT / "seeds"
"""The repository's own source documents."""
CORPUS = ROOT / "tests/corpus/seeds"
"""Real, dated news documents in the seed's format."""
EVAL = ROOT / "tests/quality/eval"
"""Labelled documents, and the scorers of what is found in them."""
HOSTILE = ROOT / "tests/data/hostile"
"""Texts that break generators, one JSON object a line."""
GOLD = ROOT / "tests/data/gold/seed.yaml"
"""What a careful reader finds in the seed document."""
