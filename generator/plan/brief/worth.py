"""How likely readers hold a word of a document to be worth telling.

A logistic regression over a few plain features of each word; its weights stand in
`generator/data/brief_words.tsv`, learned by `train_brief.py` beside it.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from generator.model import AnnotatedDocument, MentionForm, Span
from generator.plan.brief.passages import folded

FEATURES = (
    "constant",
    "common",
    "common, times",
    "sentences",
    "in title",
    "first in sentence 1",
    "first in sentence 1 to 8",
    "in a name",
    "figure",
)
"""What is known of a word, in the order of `features`."""
_SOON, _LATE = 2, 8
"""After how many sentences a word's first place counts about a third."""
_LEAST = 5
"""Words of the shortest sentence that is counted."""
_SMALL = (
    "a an the and or but of in on at to from by with for as into than then that this these "
    "those it its he she they his their her them him who which what when where is are was "
    "were be been being has have had do does did not no so if i we you my our your me us "
    "there here will would can could may might should about after before over under up out "
    "more most also one "
)
COMMON = frozenset(_SMALL.split())
"""Words that every text has."""


def worths(
    annotated: AnnotatedDocument,
    sentences: Sequence[Span],
    title: str,
    learned: Mapping[str, float],
) -> Mapping[str, float]:
    """Return for each folded word of some sentences how likely it is worth telling, 0 to 1.

    `learned` are the weights by feature.
    """
    order = [learned[name] for name in FEATURES]
    return {
        word: 1 / (1 + math.exp(-sum(w * x for w, x in zip(order, row, strict=True))))
        for word, row in features(annotated, sentences, title)
    }


def features(
    annotated: AnnotatedDocument, sentences: Sequence[Span], title: str
) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Yield each folded word of some sentences with its features, in order of first use."""
    titled = frozenset(folded(title))
    counted = [w for w in map(_words, sentences) if len(w) >= _LEAST and not titled.issuperset(w)]
    first: dict[str, int] = {}
    for place, words in enumerate(counted):
        for word in words:
            first.setdefault(word, place)
    times = Counter(word for words in counted for word in words)
    spread = Counter(word for words in counted for word in dict.fromkeys(words))
    named = _named(annotated)
    for word, place in first.items():
        if word in COMMON:
            yield word, (1.0, 1.0, math.log(times[word]), 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        else:
            yield word, (
                1.0, 0.0, 0.0, math.log(spread[word]), float(word in titled),
                math.exp(-place / _SOON), math.exp(-place / _LATE), float(word in named),
                float(word[0].isdigit()),
            )  # fmt: skip


def _words(sentence: Span) -> tuple[str, ...]:
    return folded(sentence.text)


def _named(annotated: AnnotatedDocument) -> frozenset[str]:
    """Return the words of the document's names."""
    forms = {MentionForm.NAME, MentionForm.ADJECTIVE}
    return frozenset(
        word for m in annotated.mentions if m.form in forms for word in folded(m.span.text)
    )


@cache
def weights() -> Mapping[str, float]:
    """Return the learned weights by feature."""
    text = (files("generator") / "data" / "brief_words.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {name: float(weight) for name, weight in rows}
