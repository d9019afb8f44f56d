from itertools import pairwise

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from generator.store import bare_model
from generator.store import words as store_words
from generator.store.words import WordAttributes
from tests.material import CORPUS

PAIRS = (
    "I'm gonna go, you gotta see. Let's leave; y'all ain't seen nothin'. C'mon! There is a man, "
    "there are two.\n\n  There's been one. It is that man's. He'd gone, he'd go; she has it and "
    "has gone.\n\nDoin' it, goin' on.  \n Who's it?"
)
"""Words whose attributes hang on the word beside them, on their dependency, or on white space."""


@pytest.fixture(scope="module")
def stock() -> Language:
    """Return the model's own pipeline."""
    return bare_model()


@pytest.fixture
def fresh(stock: Language) -> WordAttributes:
    """Return the component without a memory."""
    made = stock.create_pipe("word_attributes")
    assert isinstance(made, WordAttributes)
    return made


def attributes(doc: Doc) -> list[tuple[str, ...]]:
    """Return what the two components set, by token."""
    return [
        (token.text, token.tag_, token.dep_, token.pos_, str(token.morph), token.lemma_)
        for token in doc
    ]


def both(stock: Language, component: WordAttributes, text: str) -> tuple[Doc, Doc]:
    """Return a text with the attributes of the stock components, and with ours."""
    theirs, ours = stock(text), stock.make_doc(text)
    for name in ("tok2vec", "tagger", "parser"):
        ours = stock.get_pipe(name)(ours)
    return theirs, component(ours)


@pytest.mark.parametrize("text", [PAIRS, "", " ", "There", "na", "'s", "Gonna"])
def test_words_get_what_the_models_components_give(
    stock: Language, fresh: WordAttributes, text: str
) -> None:
    """A word gets the same attributes as from the two components, alone and beside others."""
    theirs, ours = both(stock, fresh, text)
    assert attributes(ours) == attributes(theirs)


def test_pairs_do_not_leak(stock: Language, fresh: WordAttributes) -> None:
    """What holds for a word beside another is not remembered for the word alone, or the reverse."""
    texts = ["There is a man.", "It is a man.", "They let 's go.", "Let's go.", "The man's is na."]
    for text in [*texts, *reversed(texts)]:
        theirs, ours = both(stock, fresh, text)
        assert attributes(ours) == attributes(theirs)


def test_real_texts_get_the_same(stock: Language, fresh: WordAttributes) -> None:
    """Forty documents of news get the attributes that the two components give, word for word."""
    for path in sorted(CORPUS.glob("*.txt")):
        theirs, ours = both(stock, fresh, path.read_text("utf-8"))
        assert attributes(ours) == attributes(theirs), path.name


def test_memory_has_an_end(
    stock: Language, fresh: WordAttributes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A memory that is full starts anew, and the attributes stay right."""
    monkeypatch.setattr(store_words, "_MOST", 3)
    for first, second in pairwise(["One man went home.", "Two men saw it.", "There is a man."]):
        for text in (first, second):
            theirs, ours = both(stock, fresh, text)
            assert attributes(ours) == attributes(theirs)
