"""Runs of capitalised words: what patterns look at, and the candidates that the model missed."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from generator import reference
from generator.extract.names.candidates import DETERMINERS, Candidate, candidate
from generator.extract.names.entities import hyphenated, is_credit
from generator.extract.names.gazetteer import offices, portfolios, titles
from generator.extract.names.introduced import is_introducing
from generator.extract.names.remembered import proper_words, remembered, small_words, texts, tokens

PARTICLES = frozenset(
    {
        *("al", "bin", "ibn", "abu", "ben", "el", "de", "del", "della", "di", "da", "das", "do"),
        *("dos", "du", "la", "le", "van", "von", "der", "den", "ter", "ten", "af", "e", "y"),
    }
)
"""Small words inside the names of people and places."""
_ON = frozenset(
    {
        "on",
        "upon",
        "by",
        "sur",
        "de",
        "la",
        "am",
        "an",
        "en",
        "sous",
        "les",
        "l\u00e8s",
        "aux",
        "na",
    }
)
"""Small words between the hyphens of a town's name: "Tarsk-on-Vell"."""
_LONGEST_NICKNAME = 3
_UNSEEN = "\u200e\u200f"
"""Marks of the direction of writing."""
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
    kept = texts(doc)
    for sentence in doc.sents:
        inside = kept[sentence.start : sentence.end]
        words = [text for text in inside if len(text) > len("with") and text.isalpha()]
        if len(words) < _HEADLINE_WORDS:
            continue
        share = sum(text[0].isupper() for text in words) / len(words)
        if share > _HEADLINE_SHARE and not _ends(sentence):
            found.update(range(sentence.start, sentence.end))
    return frozenset(found)


def runs(doc: Doc) -> tuple[Span, ...]:
    """Return the longest runs of capitalised words, with particles and hyphens inside them."""
    return remembered(doc, "runs", lambda found: tuple(_runs(found)))


def _runs(doc: Doc) -> Iterator[Span]:
    words, written = tokens(doc), texts(doc)
    index, size = 0, len(words)
    while index < size:
        word = written[index]
        if word.islower() or not (_starts(words[index]) or _starts_again(words[index])):
            index += 1
            continue
        end = index + 1
        while end < size:
            step = _joins(words, end)
            if not step or is_credit(words[end]):
                break
            end += step
        yield doc[index:end]
        index = end


def of_runs(doc: Doc, headlines: frozenset[int]) -> Iterator[Candidate]:
    """Yield runs of proper nouns outside headlines, cut at titles, offices and countries."""
    for run in runs(doc):
        if run.start in headlines:
            continue
        kept = tokens(doc)
        for part in _parts(run):
            first = kept[part.start]
            inside = kept[part.start : part.end]
            if any(token.pos_ == "PROPN" for token in inside) or _starts_again(first):
                yield candidate(hyphenated(part), "names.capitals", weight=1)


def _parts(run: Span) -> Iterator[Span]:
    doc, kept = run.doc, tokens(run.doc)
    start, last = run.start, run.end
    portfolio = start > 0 and kept[start - 1].lower_ in {"of", "for"}
    for index in range(start, last):
        if portfolio and index > start and _begins_person(run, index):
            yield doc[start:index]
            start = index
        elif _cuts(kept[index]):
            if index > start:
                yield doc[start:index]
            start = index + 1
    if start < last:
        yield doc[start:last]


def _begins_person(run: Span, index: int) -> bool:
    """Tell whether a person's name begins at `index` of "(commissioner for) Sea Lanes Ada Lamb"."""
    if index + 1 >= run.end:
        return False
    portfolio = run.doc[index - 1].tag_ == "NNPS" or run.doc[index - 1].lower_ in portfolios()
    return portfolio and reference.first_name_gender(run.doc[index].text) is not None


def _starts(token: Token) -> bool:
    if not capitalised(token) or token.lower_ in DETERMINERS or token.is_punct:
        return False
    ordinary = token.is_sent_start and token.pos_ not in {"PROPN", "ADJ", "NOUN"}
    return not (ordinary and token.ent_type_ == "")


def _starts_again(token: Token) -> bool:
    """Tell whether a word that begins a sentence is a proper noun elsewhere in the text."""
    return (
        bool(token.is_sent_start)
        and token.text.istitle()
        and token.lower_ not in DETERMINERS
        and not token.is_stop
        and token.text in proper_words(token.doc)
        and token.lower_ not in small_words(token.doc)
    )


def _joins(words: Sequence[Token], index: int) -> int:
    """Return how many tokens from `index` continue a run: 0, 1 or more."""
    token = words[index]
    if capitalised(token) and not token.is_punct:
        return 1
    following = words[index + 1] if index + 1 < len(words) else None
    if following is None:
        return 0
    if not capitalised(following) or token.is_quote:
        return _joins_small(words, index)
    if token.text == "-" and _tied(words, index):
        return 2
    if token.text in {"&", "'", "\u2019"} or token.lower_ in PARTICLES:
        return 2
    return 0


def _tied(words: Sequence[Token], index: int) -> bool:
    """Tell whether no space stands around the token at `index`."""
    return not words[index - 1].whitespace_ and not words[index].whitespace_


def _joins_small(words: Sequence[Token], index: int) -> int:
    """Return how many tokens "el-Vell", "-on-Vell" or a nickname in quotation marks add."""
    token = words[index]
    if token.is_quote:
        return _nickname(words, index)
    after = words[index + 1 : index + 4]
    several = len(after) > 1 and after[0].lower_ in PARTICLES and capitalised(after[1])
    if token.lower_ in PARTICLES and several:
        return 3  # "van der Vell"
    if token.lower_ in PARTICLES and len(after) > 1 and after[0].text == "-":
        return 3 if _tied(words, index + 1) and capitalised(after[1]) else 0
    town = token.text == "-" and len(after) > len("-x") and after[1].text == "-"
    if town and after[0].lower_ in _ON and _tied(words, index) and _tied(words, index + 2):
        return 4 if capitalised(after[2]) else 0
    return 0


def _nickname(words: Sequence[Token], index: int) -> int:
    """Return how many tokens the nickname and the name after it have: "Ada "Lark" Brenn"."""
    if words[index].whitespace_ or reference.first_name_gender(words[index - 1].text) is None:
        return 0
    for end in range(index + 2, min(index + 2 + _LONGEST_NICKNAME, len(words) - 1)):
        if words[end].is_quote:
            return end + 2 - index if capitalised(words[end + 1]) else 0
        if not capitalised(words[end - 1]):
            return 0
    return 0


def _cuts(token: Token) -> bool:
    word = token.lower_.strip(_UNSEEN)
    if word in _ON and token.is_lower and token.nbor(-1).text == "-":
        return False
    if token.ent_type_ in _NUMBERS or word in _OPENERS:
        return True
    if (
        word in titles()
        or word in offices()
        or is_introducing(token)
        or token.pos_ in {"DET", "ADV", "PRON", "SCONJ", "ADP"}
    ):
        return True
    if token.is_sent_start and token.pos_ in {"VERB", "AUX", "CCONJ", "INTJ", "PART"}:
        return True
    if token.is_stop and not token.is_upper and word not in PARTICLES:
        return True
    return bool(reference.country_of_demonym(token.text) or reference.country(token.text))


def _ends(sentence: Span) -> bool:
    last = sentence[-1]
    while last.is_space and last.i > sentence.start:
        last = last.nbor(-1)
    return last.text.endswith((".", "!", "?", '."'))
