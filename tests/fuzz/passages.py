"""Real sentences and paragraphs to be mutated: of the corpus, the labelled files and the seed."""

import json
import re
from functools import cache

from tests.material import CORPUS, EVAL, SEEDS

_HEADER = re.compile(r"\A date \d{4}-\d\d-\d\d ")
_PARAGRAPH = re.compile(r"\n\s*\n")
_SENTENCE = re.compile("(?<=[.!?])[\"'\u201d\u2019]?\\s+(?=[A-Z\"'\u201c\u2018])")
_SHORTEST, _LONGEST = 20, 600
"""Characters of a sentence that is worth a try: less is a heading, more is a list."""


@cache
def paragraphs() -> tuple[tuple[str, ...], ...]:
    """Return every paragraph as its sentences, in the order of files."""
    found = [tuple(_sentences(each)) for text in _texts() for each in _PARAGRAPH.split(text)]
    return tuple(dict.fromkeys(each for each in found if each))


@cache
def sentences() -> tuple[str, ...]:
    """Return every sentence once."""
    return tuple(dict.fromkeys(each for paragraph in paragraphs() for each in paragraph))


def _texts() -> list[str]:
    """Return every real text without its header."""
    files = [*sorted(SEEDS.glob("*.txt")), *sorted(CORPUS.glob("*.txt"))]
    texts = [_HEADER.sub("", path.read_bytes().decode("utf-8")) for path in files]
    for path in sorted((EVAL / "data").glob("*.jsonl")):
        if "summaries" not in path.name:
            texts += [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
    return texts


def _sentences(paragraph: str) -> list[str]:
    parts = (" ".join(each.split()) for each in _SENTENCE.split(paragraph))
    return [each for each in parts if _SHORTEST <= len(each) <= _LONGEST]
