"""Runs of words, by which documents are told to repeat others."""

import re
from zlib import crc32

from generator.model import SourceDocument

_WORD = re.compile(r"\w+")
_RUN = 5
"""Words of a run."""
_LONG = 6
"""Letters of the word that begins a run."""


def runs_of(document: SourceDocument) -> tuple[int, ...]:
    """Return the checksums of a body's runs of words that begin with a long word, in order."""
    body = document.text[document.body_start : document.body_end].casefold()
    words = _WORD.findall(body)
    last = len(words) - _RUN
    return tuple(
        sorted(
            {
                crc32(" ".join(words[start : start + _RUN]).encode())
                for start, word in enumerate(words)
                if len(word) >= _LONG and start <= last
            }
        )
    )
