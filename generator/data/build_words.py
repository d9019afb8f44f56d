# ruff: noqa: INP001 - `data` is a folder of tables, not a package; this is run by hand
"""Distils `words.txt` from the language model: python generator/data/build_words.py.

The model's lemmatizer brings the words of WordNet 3.0. Kept are those that the model has seen in
use (it has a vector for them), with the function words that WordNet leaves out; and, of spellings
with a hyphen that it has seen, those of words that are written without one too ("anti-war"). The
output is committed: a reading copy is made without the model.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING, cast

from generator.store import load_model

if TYPE_CHECKING:
    from spacy.pipeline import Lemmatizer

HEAD = (
    "# English words, and spellings with a hyphen of some of them, by build_words.py. Origin:",
    "# WordNet 3.0, the vocabulary of en_core_web_md 3.8.0. Licence: WordNet's (LICENCES.md); MIT.",
)


def main() -> None:
    """Write the table."""
    nlp = load_model()
    lemmatizer = cast("Lemmatizer", nlp.get_pipe("lemmatizer"))
    tables = (lemmatizer.lookups.get_table(name) for name in ("lemma_index", "lemma_exc"))
    known = {word for table in tables for words in table.values() for word in words}
    vectors = nlp.vocab.vectors
    seen = {nlp.vocab.strings[key] for key in vectors.key2row if key in nlp.vocab.strings}
    plain = {word for word in known & seen if re.fullmatch("[a-z]{2,}", word)}
    plain |= {word for word in nlp.Defaults.stop_words if re.fullmatch("[a-z]{2,}", word)}
    spelt = {w for w in seen if re.fullmatch("[a-z]{2,}-[a-z]{2,}", w)}
    either = {word for word in spelt if word.replace("-", "") in plain}
    lines = [*HEAD, *sorted(plain | either)]
    Path(__file__).with_name("words.txt").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
