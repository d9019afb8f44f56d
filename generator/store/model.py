"""Where the language model lives, whether it is the official one, and how it is loaded."""

import functools
import hashlib
import os
from collections.abc import Callable, Mapping
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import click
import platformdirs

from generator.errors import ModelTamperedError, ModelUnavailableError
from generator.store.fetch import fetch

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = "en_core_web_md-3.8.0"
"""The one language model that the rules are written for, with its version."""
_LEMMAS = {
    "blog": "blogs blogged blogging",
    "deadpan": "deadpans deadpanned deadpanning",
    "hop": "hops hopped hopping",
    "retweet": "retweets retweeted retweeting",
    "text": "texts texted texting",
}
"""Verbs that the model's lemmatizer does not know, with their forms."""


@functools.cache
def model_path() -> Path:
    """Return the folder of the checked model; fetches it on first use, and says so."""
    return fetch_model(functools.partial(click.echo, err=True))


def fetch_model(progress: Callable[[str], None]) -> Path:
    """Fetch the model unless it is there, check every file, and return its folder.

    `progress` gets a sentence before each thing that takes long.
    """
    folder = _location()
    if not folder.exists():
        progress(f"fetching the language model {MODEL} (34 MB), once")
        try:
            fetch(MODEL, folder, _digests(), progress)
        except OSError as error:
            raise ModelUnavailableError(
                f"the language model cannot be stored in {folder}: {error.strerror or error}; "
                "free space there or name another folder in BRIEFINGS_MODEL"
            ) from error
    check_model(folder)
    return folder


def check_model(folder: Path) -> None:
    """Raise unless every file of the model in `folder` has its official digest."""
    for name, digest in _digests().items():
        try:
            with (folder / name).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise ModelTamperedError(
                f"{folder / name}: a file of the language model cannot be read "
                f"({error.strerror}); {_remedy(folder)}"
            ) from error
        if found != digest:
            raise ModelTamperedError(
                f"{folder / name}: not the official file of {MODEL}; {_remedy(folder)}"
            )


@functools.cache
def load_model() -> "Language":
    """Return the spaCy pipeline: tok2vec, tagger, parser, word attributes, ner.

    It gives what `bare_model` gives, in four fifths of the time.
    """
    from generator.store.words import remember_words  # noqa: PLC0415 -- imports spaCy

    nlp = bare_model()
    remember_words(nlp)
    return nlp


def bare_model() -> "Language":
    """Return the pipeline as the model brings it: what ours is compared with."""
    import spacy  # noqa: PLC0415 -- takes a second or two, and nothing needs it when all is cached

    # The parser sets sentence bounds; senter would only cost time.
    nlp = spacy.load(model_path(), exclude=["senter"])
    _teach_lemmas(nlp)
    return nlp


def _teach_lemmas(nlp: "Language") -> None:
    """Teach the lemmatizer the verbs that its word list lacks, and "hoped", which it calls "hop".

    Of two verbs that a form could be of, it takes the shorter; so "hop" must leave the list.
    """
    lookups = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    verbs = lookups.get_table("lemma_index")["verb"]
    verbs.remove("hop")
    exceptions = lookups.get_table("lemma_exc")["verb"]
    for verb, forms in _LEMMAS.items():
        exceptions |= {form: [verb] for form in forms.split()}


def model_digest() -> str:
    """Return one digest for the whole model, hexadecimal."""
    return hashlib.sha256(_digest_lines().encode()).hexdigest()


def _location() -> Path:
    """Return the folder that should hold the model."""
    named = os.environ.get("BRIEFINGS_MODEL")
    return Path(named) if named else platformdirs.user_cache_path("briefings") / MODEL


def _remedy(folder: Path) -> str:
    return f"delete {folder} and run `briefings setup`, which fetches it again"


@functools.cache
def _digests() -> Mapping[str, str]:
    """Return the official SHA-256 of each model file, by its path inside the folder."""
    rows = (line.split(maxsplit=1) for line in _digest_lines().splitlines())
    return {name: digest for digest, name in rows}


@functools.cache
def _digest_lines() -> str:
    return resources.files("generator").joinpath(f"data/{MODEL}.sha256").read_text("utf-8")
