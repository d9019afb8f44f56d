"""Reads `seeds/` into source documents: the only stage that reads sources.

How text is normalised stands in `normalise`, how paragraphs are found in `paragraphs`, how to add
a format in `readers`.
"""

from generator.collect.collecting import Collected, collect
from generator.collect.documents import document_from_text

__all__ = ["Collected", "collect", "document_from_text"]
