"""Runs extraction over many documents: from the cache, or in this process, or in an executor's."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, as_completed
from functools import partial

from generator.errors import BriefingsError
from generator.model import AnnotatedDocument, SourceDocument
from generator.store.cache import Cache, decode, encode, essence
from generator.store.model import load_model, model_path
from generator.store.processes import Processes

Failed = Callable[[SourceDocument, Exception], None]
"""Gets a document in which nothing could be found, and what stopped it."""


class WorkerLostError(BriefingsError):
    """A process that parsed documents ended before its work was done."""


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


def _done(
    result: Callable[[], bytes], document: SourceDocument, failed: Failed | None
) -> Iterator[tuple[SourceDocument, bytes]]:
    """Yield a document with its packed annotations, or tell that there are none."""
    try:
        packed = result()
    except (BriefingsError, BrokenExecutor):
        raise
    except Exception as error:
        if failed is None:
            raise
        failed(document, error)
    else:
        yield document, packed


def _extract(
    documents: Sequence[SourceDocument], executor: Executor | None, failed: Failed | None
) -> Iterator[tuple[SourceDocument, bytes]]:
    """Yield each document with its packed annotations, as they are done."""
    if documents:
        model_path()  # fetched once here, before several processes look for it
    if executor is None:
        for document in documents:
            yield from _done(partial(extract_packed, document), document, failed)
        return
    futures = {executor.submit(extract_packed, document): document for document in documents}
    try:
        for future in as_completed(futures):
            yield from _done(future.result, futures[future], failed)
    except BrokenExecutor as error:
        raise WorkerLostError(
            "a process that parses documents ended early, perhaps for lack of memory; "
            "run again with fewer --jobs: what was done is kept"
        ) from error
    finally:
        for future in futures:
            future.cancel()
