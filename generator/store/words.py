"""Part of speech, morphology and lemma of words, worked out once for each use of a word.

The model's attribute ruler tries 179 patterns on every token, and its lemmatizer asks its tables
again for every token: together a fifth of the time of a parse. What they say depends on the token's
word, tag and dependency alone, and for a few pairs of words ("gon na", "there is") on the pair. So
each such use goes through the two components once, and is remembered; for the ruler, words that
none of its patterns names are one. The result is theirs, word for word:
`tests/store/test_store_words.py` compares.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc, Token

if TYPE_CHECKING:
    from numpy.typing import NDArray

Pattern = list[dict[str, Any]]
"""What a rule of the ruler asks of a token, or of each token of a pair."""

_MOST = 300_000
"""Uses of words that are remembered at once; then memory starts anew."""
_USE: list[int | str] = ["ORTH", "TAG", "DEP"]
_SET: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA"]
_ANY = "x"
"""The word that stands for all that no pattern names."""

Use = tuple[int, ...]
"""A word's form, tag and dependency, and the ruler's rules about pairs that hold for it there."""
Set = tuple[int, ...]
"""What the ruler sets for a use: tag, part of speech, morphology, lemma or 0, dependency."""


class WordAttributes:
    """What attribute ruler and lemmatizer say of each token, remembered by the use of a word."""

    def __init__(self, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        """Take the two components of a pipeline, which stay as they are."""
        self._ruler = ruler
        self._lemmatizer = lemmatizer
        self._strings = ruler.vocab.strings
        rules: list[list[Pattern]] = [cast("Any", row)["patterns"] for row in ruler.patterns]
        self._named = _Named(pattern for rule in rules for pattern in rule)
        self._pairs, self._firsts = Matcher(ruler.vocab), Matcher(ruler.vocab)
        for number, rule in enumerate(rules):
            pairs = [pattern for pattern in rule if len(pattern) > 1]
            if pairs:
                self._pairs.add(str(number), pairs)
                self._firsts.add(str(number), [pair[:1] for pair in pairs])
        self.forget()

    def forget(self) -> None:
        """Forget every use of a word, as a new process has it."""
        self._known: dict[Use, Set] = {}
        self._ruled: dict[Use, Set] = {}
        self._first: set[Use] = set()

    def __call__(self, doc: Doc) -> Doc:
        """Set tag, part of speech, morphology and lemma of each token; needs its tag and parse."""
        if len(self._known) > _MOST:
            self.forget()
        uses: list[Use] = list(map(tuple, doc.to_array(_USE).tolist()))
        self._learn(doc, uses)
        paired = self._paired(doc, uses)
        if paired:
            for at, rules in paired.items():
                uses[at] += tuple(rules)
            self._learn(doc, uses)
        if uses:
            known = self._known
            values = np.array([known[use] for use in uses], dtype=np.uint64)
            _write(doc, _SET, values[:, :-1])
            # The ruler sets the dependency of white space, and of nothing else.
            for at in np.flatnonzero(values[:, -1]).tolist():
                doc[at].dep = int(values[at, -1])
        return doc

    def _paired(self, doc: Doc, uses: Sequence[Use]) -> dict[int, list[int]]:
        """Return the numbers of the ruler's rules about pairs, by the token that they set."""
        found: dict[int, list[int]] = {}
        first = self._first
        for at, use in enumerate(uses):
            if use in first:
                for name, start, _ in self._pairs(doc[at : at + 2], allow_missing=True):
                    number = int(self._strings[name])
                    set_by_it = at + start + self._ruler.indices[number]
                    found.setdefault(set_by_it, []).append(number)
        return found

    def _learn(self, doc: Doc, uses: Sequence[Use]) -> None:
        """Ask the two components for each use that is not known yet, all in one document."""
        known = self._known
        new = [use for use in dict.fromkeys(uses) if use not in known]
        if not new:
            return
        words = Doc(doc.vocab, words=[self._strings[use[0]] for use in new])
        _write(words, _USE[1:], np.array([use[1:3] for use in new], dtype=np.uint64))
        self._first |= {new[start] for _, start, _ in self._firsts(words, allow_missing=True)}
        ruled = self._rule(words, new)
        values = np.array(ruled, dtype=np.uint64)
        _write(words, _SET, values[:, :-1])
        for use, token, row in zip(new, self._lemmatizer(words), ruled, strict=True):
            known[use] = (*row[:3], token.lemma, row[-1] if row[-1] != use[2] else 0)

    def _rule(self, words: Doc, uses: Sequence[Use]) -> list[Set]:
        """Return what the ruler sets for each use of a word."""
        like = [
            use if self._named(word) else (self._strings.add(_ANY), *use[1:])
            for use, word in zip(uses, words, strict=True)
        ]
        new = [use for use in dict.fromkeys(like) if use not in self._ruled]
        if new:
            self._ruled.update(zip(new, self._of_ruler(words, new), strict=True))
        return [self._ruled[use] for use in like]

    def _of_ruler(self, like: Doc, uses: Sequence[Use]) -> Iterator[Set]:
        """Yield what the ruler sets for each use of a word.

        The words stand side by side, behind a full stop; rules about pairs are not looked for
        among them, but given with the use.
        """
        words = Doc(like.vocab, words=[".", *(self._strings[use[0]] for use in uses)])
        parsed = np.zeros((len(words), 2), dtype=np.uint64)
        parsed[1:] = [use[1:3] for use in uses]
        _write(words, _USE[1:], parsed)
        matches = [match for match in self._ruler.match(words) if match[3] - match[2] == 1]
        matches += [
            (number, 0, at - self._ruler.indices[number], at + 1)
            for at, use in enumerate(uses, 1)
            for number in use[3:]
        ]
        self._ruler.set_annotations(words, sorted(matches))  # type: ignore[no-untyped-call]
        for row in words.to_array([*_SET, "DEP"])[1:].tolist():
            yield tuple(row)


class _Named:
    """Which words the patterns of a ruler name; white space counts."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._words: set[str] = set()
        self._forms: list[re.Pattern[str]] = []
        for lower in (token.get("LOWER", {}) for pattern in patterns for token in pattern):
            asked: dict[str, Any] = {"IN": [lower]} if isinstance(lower, str) else lower
            self._words.update(asked.get("IN", ()))
            self._forms += [re.compile(asked["REGEX"])] if "REGEX" in asked else []

    def __call__(self, token: Token) -> bool:
        """Tell whether a pattern names the word."""
        word = token.lower_
        return (
            word in self._words or token.is_space or any(form.search(word) for form in self._forms)
        )


def _write(doc: Doc, attributes: list[int | str], values: "NDArray[np.uint64]") -> None:
    """Set attributes of all tokens; a row for each token, a column for each attribute."""
    doc.from_array(attributes, cast("Any", values))


@Language.factory("word_attributes")
def _of_pipeline(nlp: Language, name: str) -> WordAttributes:
    """Return the component for a pipeline that has the two others."""
    del name
    return WordAttributes(
        cast("AttributeRuler", nlp.get_pipe("attribute_ruler")),
        cast("Lemmatizer", nlp.get_pipe("lemmatizer")),
    )


def remember_words(nlp: Language) -> None:
    """Let `WordAttributes` stand where attribute ruler and lemmatizer ran."""
    nlp.add_pipe("word_attributes", after="lemmatizer")
    nlp.disable_pipe("attribute_ruler")
    nlp.disable_pipe("lemmatizer")
