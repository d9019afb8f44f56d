"""How words are spelt that search finds: the nearest is taken for one that stands nowhere.

The list is made of the records alone and stands beside their index, so that it is proven with it.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from generator.model.search import Found, SearchRecord

FILE = "spellings.json"
"""Path in the index's folder."""
_NAME = re.compile(r"[^\W\d_]{3,}")
_WORD = re.compile(r"[^\W\d_]{4,}")
"""What is worth being the nearest spelling of a word of four letters or more."""
_FORMS = ("names", "reference")


def spellings(records: Iterable[SearchRecord]) -> bytes:
    """Return the words of names, and all others, each list with the most frequent first.

    Each word once, whatever its case, as it is printed most often; a word of names in that list
    alone.
    """
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    words: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for record in records:
        for text in _named(record):
            _count(_NAME.findall(text), names)
        for text in (record.content, record.meta.get("title", "")):
            _count(_WORD.findall(text), words)
    others = {key: forms for key, forms in words.items() if key not in names}
    found = {"names": [*_ranked(names)], "words": [*_ranked(others)]}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def _named(record: SearchRecord) -> Iterator[str]:
    """Yield the names in a record: of its entry, and other forms of it."""
    if record.filters.get("type") == (Found.NAME,):
        yield record.meta["title"]
    for key in _FORMS:
        for line in record.meta.get(key, "").splitlines():
            yield line.partition("\t")[2]


def _count(found: Iterable[str], into: Mapping[str, Counter[str]]) -> None:
    for word in found:
        into[word.casefold()][word] += 1


def _ranked(counted: Mapping[str, Counter[str]]) -> Iterator[str]:
    """Yield the most frequent form of each word, the most frequent word first."""
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1].total(), pair[0]))
    for _, forms in ranked:
        yield min(forms, key=lambda form: (-forms[form], form))
