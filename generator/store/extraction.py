"""Runs extraction over many documents: from the cache, or in this process, or in an executor's."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, as_completed

from generator.errors import BriefingsError
from generator.model import AnnotatedDocument, SourceDocument
from generator.store.cache import Cache, decode, encode, essence, rules_version
from generator.store.model import load_model, model_path
from generator.store.processes import Processes

TASK = 16_000
"""Characters of text that an executor is given at once: about a second of work."""

Failed = Callable[[SourceDocument, Exception], None]
"""Gets a document in which nothing could be found, and what stopped it."""


class WorkerLostError(BriefingsError):
    """A process that parsed documents ended before its work was done."""


class OtherRulesError(BriefingsError):
    """A worker would find other things than this program: its rules are others."""


def extract_all(
    documents: Sequence[SourceDocument],
    cache: Cache,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
    failed: Failed | None = None,
) -> tuple[AnnotatedDocument, ...]:
    """Return what is found in each document, in order; only what the cache lacks is parsed.

    `progress` gets the number of documents done and of all. Results are kept as they come in,
    so that a run that is stopped loses little. `failed` gets each document at which a rule made a
    mistake, and it is left out; without `failed` that stops the run.
    """
    found = {document.id: cache.get(document) for document in documents}
    missing = [document for document in documents if found[document.id] is None]
    if isinstance(executor, Processes) and not executor.pays(missing):
        executor = None
    done = len(documents) - len(missing)
    for document, packed in _extract(missing, executor, failed):
        cache.put(document, packed)
        # Decoded even when just made: a result is the same whether it was cached or not.
        found[document.id] = decode(packed, document)
        done += 1
        if progress:
            progress(done, len(documents))
    if missing:
        cache.prune()
    return tuple(result for result in found.values() if result is not None)


def extract_one(document: SourceDocument) -> AnnotatedDocument:
    """Return everything that the rules find in `document`; loads the model once per process."""
    return decode(extract_packed(document), document)


def extract_packed(document: SourceDocument) -> bytes:
    """Return the annotations as `cache.encode` packs them; what an executor runs."""
    from generator.extract import extract  # noqa: PLC0415 -- imports spaCy, which a cache hit spares

    try:
        return encode(extract(essence(document), load_model()))
    except Exception as error:
        error.add_note(f"while extracting {document.path}")
        raise


def extract_task(documents: Sequence[SourceDocument], rules: str) -> tuple[bytes | Exception, ...]:
    """Return what `extract_packed` makes of each document, or what stopped it; a worker's task.

    Raises `OtherRulesError` where the rules here are not those of the digest `rules`.
    """
    if rules_version() != rules:
        raise OtherRulesError(
            "a worker has another version of this program, of spaCy or of Python; "
            "install the same on all, from the same lock file"
        )
    return tuple(map(_attempt, documents))


def _attempt(document: SourceDocument) -> bytes | Exception:
    try:
        return extract_packed(document)
    except BriefingsError:
        raise
    except Exception as error:  # noqa: BLE001 -- a rule's mistake is told with its document
        return error


def _extract(
    documents: Sequence[SourceDocument], executor: Executor | None, failed: Failed | None
) -> Iterator[tuple[SourceDocument, bytes]]:
    """Yield each document with its packed annotations, as they are done."""
    if documents:
        model_path()  # fetched once here, before several processes look for it
    if executor is None:
        made: Iterator[tuple[SourceDocument, bytes | Exception]] = (
            (document, _attempt(document)) for document in documents
        )
    else:
        made = _spread(documents, executor)
    for document, packed in made:
        if isinstance(packed, bytes):
            yield document, packed
        elif failed is None:
            raise packed
        else:
            failed(document, packed)


def _spread(
    documents: Sequence[SourceDocument], executor: Executor
) -> Iterator[tuple[SourceDocument, bytes | Exception]]:
    """Yield what an executor's workers make of documents, task by task as they are done."""
    rules = rules_version()
    tasks = {executor.submit(extract_task, task, rules): task for task in _tasks(documents)}
    try:
        for future in as_completed(tasks):
            yield from zip(tasks[future], _result(future), strict=True)
    finally:
        for future in tasks:
            future.cancel()


def _result(future: Future[tuple[bytes | Exception, ...]]) -> tuple[bytes | Exception, ...]:
    """Return a task's result; what it raises and is not ours is the executor's own trouble."""
    try:
        return future.result()
    except BriefingsError:
        raise
    except Exception as error:
        raise WorkerLostError(
            "a process that parses documents ended early, perhaps for lack of memory; "
            "run again with fewer --jobs: what was done is kept"
        ) from error


def _tasks(documents: Sequence[SourceDocument]) -> Iterator[tuple[SourceDocument, ...]]:
    """Yield documents in groups whose texts make a task."""
    group: list[SourceDocument] = []
    size = 0
    for document in documents:
        group.append(document)
        size += len(document.text)
        if size >= TASK:
            yield tuple(group)
            group, size = [], 0
    if group:
        yield tuple(group)
