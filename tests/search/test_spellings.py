"""How words are spelt that search finds."""

import json

from generator.model.search import Found, SearchRecord
from generator.search.spellings import spellings


def name(title: str, names: str = "") -> SearchRecord:
    """Return the record of a name."""
    return SearchRecord(
        url=title,
        content=title,
        meta={"title": title, **({"names": names} if names else {})},
        filters={"type": (Found.NAME,)},
    )


def statement(by: str, words: str) -> SearchRecord:
    """Return the record of a statement."""
    return SearchRecord(
        url=words,
        content=f"{by}: {words}",
        meta={"by": by, "words": words},
        filters={"type": (Found.STATEMENT,)},
    )


def test_names_stand_before_words_and_each_once() -> None:
    """A word of any form of a name is no other word; the most frequent come first."""
    found = json.loads(
        spellings(
            [
                name("Ilo Tarn", "ilo-tarn\tIlo Tarn\tTarn-Vex"),
                statement("Tarn said", "the bridge stood, the Bridge stands, a bridge is old"),
                statement("Vex said", "it stood"),
            ]
        )
    )
    assert found == {
        "names": ["Tarn", "Ilo", "Vex"],
        "words": ["bridge", "said", "stood", "stands"],
    }


def test_the_order_of_records_does_not_matter() -> None:
    """The same records give the same bytes."""
    records = [name("Ilo Tarn"), statement("Tarn said", "it stood"), statement("Vex", "It STOOD")]
    assert spellings(records) == spellings(records[::-1])


def test_what_is_no_word_is_no_spelling() -> None:
    """Figures, and words of few letters, are never the nearest to anything."""
    assert json.loads(spellings([statement("A B2", "is 2031-05-06 ok")])) == {
        "names": [],
        "words": [],
    }
