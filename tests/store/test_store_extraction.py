import pickle
import subprocess
import sys
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from generator.errors import BriefingsError
from generator.model import AnnotatedDocument, Metadata, Paragraph, SourceDocument
from generator.store import Cache, extract_all, extract_one, extraction
from generator.store.extraction import OtherRulesError, extract_task


def document(number: int) -> SourceDocument:
    """Return a short document."""
    text = f"Ana Roel said on Monday that {number} ships had left Norvik."
    return SourceDocument(
        id=f"{number:012x}",
        path=f"{number}.txt",
        media_type="text/plain",
        sha256="0" * 64,
        text=text,
        text_sha256="0" * 64,
        body_start=0,
        body_end=len(text),
        paragraphs=(Paragraph(1, 0, len(text)),),
        runs=(),
        metadata=Metadata(),
    )


DOCUMENTS = tuple(document(number) for number in (3, 1, 2))


@pytest.fixture
def kept(tmp_path: Path) -> Cache:
    """Return an empty cache."""
    return Cache(tmp_path / "cache")


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the ids of the documents that are parsed from now on, in place of parsing them."""
    ids: list[str] = []

    def extract(document: SourceDocument, _: Language) -> AnnotatedDocument:
        ids.append(document.id)
        return AnnotatedDocument(
            document=document,
            sentences=(document.span(0, 3),),
            mentions=(),
            attributions=(),
            refusals=(),
            own_voice=(),
            times=(),
            quantities=(),
            descriptions=(),
            definitions=(),
        )

    monkeypatch.setattr("generator.extract.extract", extract)
    monkeypatch.setattr(extraction, "load_model", lambda: None)
    monkeypatch.setattr(extraction, "model_path", lambda: None)
    return ids


def test_a_document_is_never_parsed_twice(kept: Cache, parsed: list[str]) -> None:
    """A second run parses only what changed, and gives equal results in the documents' order."""
    first = extract_all(DOCUMENTS, kept)
    assert [result.document for result in first] == list(DOCUMENTS)
    changed = replace(DOCUMENTS[1], text="Bo " + DOCUMENTS[1].text)
    parsed.clear()
    again = extract_all((DOCUMENTS[0], changed, DOCUMENTS[2]), kept)
    assert parsed == [changed.id]
    assert (again[0], again[2]) == (first[0], first[2])
    assert again[1].document == changed


@pytest.mark.usefixtures("parsed")
def test_progress_counts_documents(kept: Cache) -> None:
    """Documents done and all documents, those from the cache included."""
    extract_all(DOCUMENTS[:1], kept)
    said: list[tuple[int, int]] = []
    extract_all(DOCUMENTS, kept, progress=lambda done, total: said.append((done, total)))
    assert said == [(2, 3), (3, 3)]


class Backwards(Executor):
    """Does its work only when asked for the last thing, and in the opposite order."""

    def __init__(self) -> None:
        self.jobs: list[tuple[Future[Any], Any, Any]] = []

    def submit(self, fn: Any, /, *args: Any, **_: Any) -> Future[Any]:
        """Take a job; the third one sets them all going."""
        pickle.dumps((fn, args))  # what a process or another machine would be sent
        future: Future[Any] = Future()
        self.jobs.append((future, fn, args))
        if len(self.jobs) == len(DOCUMENTS):
            for waiting, work, arguments in reversed(self.jobs):
                waiting.set_result(work(*arguments))
        return future


def test_any_executor_will_do(
    kept: Cache, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Work may end in any order and the results are still in the documents' own."""
    monkeypatch.setattr(extraction, "TASK", 1)
    results = extract_all(DOCUMENTS, kept, executor=Backwards())
    assert [result.document for result in results] == list(DOCUMENTS)
    assert parsed == [document.id for document in reversed(DOCUMENTS)]


@pytest.mark.usefixtures("parsed")
def test_a_stopped_run_keeps_what_was_done(kept: Cache) -> None:
    """Results are kept as they come in; what was not begun is given up."""

    def stop(done: int, _: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        extract_all(DOCUMENTS, kept, progress=stop)
    assert [kept.get(document) is not None for document in DOCUMENTS] == [True, True, False]


@pytest.mark.usefixtures("parsed")
def test_a_failure_names_the_document(kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a rule breaks, the error says on which file, and the other jobs are given up."""

    def broken(*_: object) -> AnnotatedDocument:
        raise ZeroDivisionError

    monkeypatch.setattr("generator.extract.extract", broken)
    with ThreadPoolExecutor(1) as pool, pytest.raises(ZeroDivisionError) as caught:
        extract_all(DOCUMENTS, kept, executor=pool)
    assert caught.value.__notes__ == ["while extracting 3.txt"]


def test_one_task_holds_about_a_second_of_work(parsed: list[str]) -> None:
    """Short texts go together, a long one alone, and a mistake in one spoils no other."""
    long = replace(DOCUMENTS[0], id="f" * 12, text="x" * extraction.TASK)
    with ThreadPoolExecutor(1) as pool:
        found = list(extraction._spread((*DOCUMENTS, long, DOCUMENTS[0]), pool))
    assert [document.id for document, _ in found] == parsed
    tasks = list(extraction._tasks((*DOCUMENTS, long, DOCUMENTS[0])))
    assert [len(task) for task in tasks] == [4, 1]


def test_a_worker_with_other_rules_is_refused(parsed: list[str]) -> None:
    """What it found would be kept as ours."""
    with pytest.raises(OtherRulesError, match="install the same"):
        extract_task(DOCUMENTS, "0" * 64)
    assert not parsed


class Dying(Executor):
    """Loses its worker."""

    def submit(self, fn: Any, /, *_: Any, **__: Any) -> Future[Any]:
        """Take a job and lose it."""
        future: Future[Any] = Future()
        future.set_exception(BrokenExecutor(fn.__name__))
        return future


@pytest.mark.usefixtures("parsed")
def test_a_lost_worker_is_explained(kept: Cache) -> None:
    """When the system kills a worker, the message says why that may be and what to do."""
    with pytest.raises(BriefingsError, match="run again with fewer --jobs"):
        extract_all(DOCUMENTS, kept, executor=Dying())


def test_a_real_document_is_the_same_from_the_cache(kept: Cache, nlp: Language) -> None:
    """What the rules find in a real parse survives the cache unchanged."""
    assert nlp
    (fresh,) = extract_all(DOCUMENTS[:1], kept)
    assert fresh.sentences
    assert extract_one(DOCUMENTS[0]) == fresh
    assert extract_all(DOCUMENTS[:1], kept) == (fresh,)


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """Return a script that extracts a document and says whether spaCy was needed."""
    path = tmp_path / "script.py"
    path.write_text(
        "import pickle, sys\n"
        "from pathlib import Path\n"
        "from generator.store import Cache, extract_all\n"
        "documents = pickle.loads(Path(sys.argv[1]).read_bytes())\n"
        "extract_all(documents, Cache(Path(sys.argv[2])))\n"
        "print('spacy' in sys.modules)\n"
    )
    return path


@pytest.mark.slow
def test_spacy_is_not_loaded_when_all_is_cached(tmp_path: Path, script: Path) -> None:
    """A run over unchanged documents costs neither spaCy's import nor the model's loading."""
    pickled = tmp_path / "documents"
    pickled.write_bytes(pickle.dumps(DOCUMENTS))
    runs = [
        subprocess.run(
            [sys.executable, script, pickled, tmp_path / "cache"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for _ in range(2)
    ]
    assert runs == ["True", "False"]
