"""Real texts to be mutated, sentence by sentence: the corpus, the labelled files and the seed."""

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
def texts() -> tuple[tuple[str, ...], ...]:
    """Return every real text as its sentences, in the order of files."""
    return tuple(dict.fromkeys(filter(None, map(_sentences, _texts()))))


def _texts() -> list[str]:
    """Return every real text without its header."""
    files = [*sorted(SEEDS.glob("*.txt")), *sorted(CORPUS.glob("*.txt"))]
    found = [_HEADER.sub("", path.read_bytes().decode("utf-8")) for path in files]
    for path in sorted((EVAL / "data").glob("*.jsonl")):
        if "summaries" not in path.name:
            found += [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
    return found


def _sentences(text: str) -> tuple[str, ...]:
    paragraphs = _PARAGRAPH.split(text)
    parts = (" ".join(each.split()) for part in paragraphs for each in _SENTENCE.split(part))
    return tuple(each for each in parts if _SHORTEST <= len(each) <= _LONGEST)
