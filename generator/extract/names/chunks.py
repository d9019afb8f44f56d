"""Runs of capitalised words: what patterns look at, and the candidates that the model missed."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from generator import reference
from generator.extract.names.candidates import DETERMINERS, Candidate, candidate
from generator.extract.names.entities import hyphenated, is_credit
from generator.extract.names.gazetteer import offices, titles
from generator.extract.names.remembered import remembered, tokens

_PARTICLES = frozenset(
    {
        *("al", "bin", "ibn", "abu", "ben", "el", "de", "del", "della", "di", "da", "das", "do"),
        *("dos", "du", "la", "le", "van", "von", "der", "den", "ter", "ten", "af", "e", "y"),
    }
)
"""Small words inside the names of people and places."""
_OPENERS = frozenset({"near", "meanwhile", "yesterday", "today", "image", "photo", "question"})
"""Words with a capital at a sentence's start that the model takes for names."""
_NUMBERS = frozenset({"DATE", "TIME", "MONEY", "PERCENT"})
_HEADLINE_WORDS = 4
_HEADLINE_SHARE = 0.6


def capitalised(token: Token) -> bool:
    """Tell whether `token` is written like a word of a name."""
    text = token.text
    if text[:1].isupper():
        return text != "I" and not text.startswith("I'")
    return (
        len(text) >= len("BiH") and text[0].isalpha() and any(char.isupper() for char in text[1:3])
    )


def headline_tokens(doc: Doc) -> frozenset[int]:
    """Return the tokens of sentences in which nearly every long word has a capital."""
    return remembered(doc, "headlines", _headline_tokens)


def _headline_tokens(doc: Doc) -> frozenset[int]:
    found: set[int] = set()
    for sentence in doc.sents:
        words = [token for token in sentence if token.is_alpha and len(token) > len("with")]
        if len(words) < _HEADLINE_WORDS:
            continue
        share = sum(token.text[:1].isupper() for token in words) / len(words)
        if share > _HEADLINE_SHARE and not _ends(sentence):
            found.update(token.i for token in sentence)
    return frozenset(found)


def runs(doc: Doc) -> tuple[Span, ...]:
    """Return the longest runs of capitalised words, with particles and hyphens inside them."""
    return remembered(doc, "runs", lambda found: tuple(_runs(found)))


def _runs(doc: Doc) -> Iterator[Span]:
    words = tokens(doc)
    index, size = 0, len(words)
    while index < size:
        if not _starts(words[index]):
            index += 1
            continue
        end = index + 1
        while end < size:
            step = 0 if is_credit(words[end]) else _joins(words, end)
            if not step:
                break
            end += step
        yield doc[index:end]
        index = end


def of_runs(doc: Doc, headlines: frozenset[int]) -> Iterator[Candidate]:
    """Yield runs of proper nouns outside headlines, cut at titles, offices and countries."""
    for run in runs(doc):
        if run.start in headlines:
            continue
        for part in _parts(run):
            if any(token.pos_ == "PROPN" for token in part):
                yield candidate(hyphenated(part), "names.capitals", weight=1)


def _parts(run: Span) -> Iterator[Span]:
    start = run.start
    for index in range(run.start, run.end):
        if _cuts(run.doc[index]):
            if index > start:
                yield run.doc[start:index]
            start = index + 1
    if start < run.end:
        yield run.doc[start : run.end]


def _starts(token: Token) -> bool:
    if not capitalised(token) or token.lower_ in DETERMINERS or token.is_punct:
        return False
    ordinary = token.is_sent_start and token.pos_ not in {"PROPN", "ADJ", "NOUN"}
    return not (ordinary and token.ent_type_ == "")


def _joins(words: Sequence[Token], index: int) -> int:
    """Return how many tokens from `index` continue a run: 0, 1 or more."""
    token = words[index]
    if capitalised(token) and not token.is_punct:
        return 1
    following = words[index + 1] if index + 1 < len(words) else None
    if following is None or not capitalised(following):
        return 0
    tied = not words[index - 1].whitespace_ and not token.whitespace_
    if token.text == "-" and tied:
        return 2
    if token.text in {"&", "'", "\u2019"} or token.lower_ in _PARTICLES:
        return 2
    return 0


def _cuts(token: Token) -> bool:
    word = token.lower_
    if token.ent_type_ in _NUMBERS or word in _OPENERS:
        return True
    if (
        word in titles()
        or word in offices()
        or token.pos_ in {"DET", "ADV", "PRON", "SCONJ", "ADP"}
    ):
        return True
    if token.is_sent_start and token.pos_ in {"VERB", "AUX", "CCONJ", "INTJ", "PART"}:
        return True
    if token.is_stop and not token.is_upper and word not in _PARTICLES:
        return True
    return bool(reference.country_of_demonym(token.text) or reference.country(token.text))


def _ends(sentence: Span) -> bool:
    last = sentence[-1]
    while last.is_space and last.i > sentence.start:
        last = last.nbor(-1)
    return last.text.endswith((".", "!", "?", '."'))
