import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language

from generator.errors import ModelTamperedError, ModelUnavailableError
from generator.store import MODEL, check_model, fetch_model, model_path
from generator.store import model as store_model

QUIET: Callable[[str], None] = lambda _: None  # noqa: E731 -- a name for a sink


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the model, made of links, whose files can be replaced one by one."""
    folder = tmp_path / "copy"
    shutil.copytree(model_path(), folder, copy_function=os.symlink)
    return folder


def test_the_pipeline_is_the_one_that_the_rules_need(nlp: Language) -> None:
    """The parser sets sentence bounds; the component that would do it again is left out."""
    assert nlp.pipe_names == ["tok2vec", "tagger", "parser", "word_attributes", "ner"]
    assert f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}" == MODEL


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("She hoped that it was true.", "hope"),
        ("She hopes that it is true.", "hope"),
        ("She was hoping that it was true.", "hope"),
        ("She hopped over the fence.", "hop"),
        ("She texted that it was true.", "text"),
    ],
)
def test_cue_verbs_have_their_lemmas(nlp: Language, text: str, lemma: str) -> None:
    """Verbs that the model's word list lacks, or mixes up, get their own lemma."""
    assert lemma in {token.lemma_ for token in nlp(text)}


def test_the_model_is_loaded_once(nlp: Language) -> None:
    """A second call gives the same pipeline."""
    assert store_model.load_model() is nlp


def test_a_copy_of_the_model_is_accepted(copy: Path) -> None:
    """A model placed by hand passes when every file has its official digest."""
    check_model(copy)


def test_one_changed_byte_is_found(copy: Path) -> None:
    """A file with another digest is named, with what to do."""
    target = copy / "ner" / "model"
    content = bytearray(target.read_bytes())
    content[1000] ^= 1
    target.unlink()
    target.write_bytes(content)
    with pytest.raises(ModelTamperedError, match=r"ner/model: not the official .*delete .*/copy"):
        check_model(copy)


def test_a_missing_file_is_found(copy: Path) -> None:
    """An incomplete model is not used."""
    (copy / "meta.json").unlink()
    with pytest.raises(ModelTamperedError, match=r"meta\.json: .*cannot be read.*briefings setup"):
        check_model(copy)


def test_the_folder_can_be_named(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """BRIEFINGS_MODEL names the folder of the model itself."""
    monkeypatch.setenv("BRIEFINGS_MODEL", str(copy))
    assert fetch_model(QUIET) == copy


def test_a_model_that_is_there_is_not_fetched(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is asked of the network, and nobody is told to wait."""
    monkeypatch.setenv("BRIEFINGS_MODEL", str(copy))
    said: list[str] = []
    monkeypatch.setattr(store_model, "fetch", None)
    fetch_model(said.append)
    assert said == []


def test_a_folder_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error says where the model should go and how to choose another folder."""
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("BRIEFINGS_MODEL", str(tmp_path / "file" / "model"))
    with pytest.raises(ModelUnavailableError, match=r"file/model.*BRIEFINGS_MODEL"):
        fetch_model(QUIET)
