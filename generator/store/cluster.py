"""Extraction on other machines: an executor whose work the workers of a Dask cluster do.

A worker needs this package at the same version, and fetches the language model once by its digest,
as every machine does. What it finds comes back into the cache of the machine that asked. A task
that loses its worker is given to another; its result is the same wherever it is made.
"""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from generator.errors import BriefingsError

_ATTEMPTS = 3
"""How often a task that failed is tried again before that is an error."""
_PATIENCE = 30
"""Seconds to wait for the scheduler."""


class ClusterError(BriefingsError):
    """The cluster that was asked for cannot be used."""


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """Give an executor over the workers of the scheduler at `address`, as `tcp://host:8786`.

    Certificates and all else about the connection are taken from Dask's own configuration, as its
    documentation has it (`distributed.comm.tls` for addresses that begin `tls://`).

    Raises `ClusterError` where Dask is missing or the scheduler does not answer.
    """
    try:
        from distributed import Client  # noqa: PLC0415 -- only who has a cluster installs it
    except ImportError as error:
        raise ClusterError(
            "work on a cluster needs Dask; install it with `pip install briefings[cluster]`"
        ) from error
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call, unused-ignore]
    except (OSError, ValueError, TypeError) as error:
        raise ClusterError(
            f"no scheduler answers at {address}: {error}; start one with `dask scheduler` and "
            "workers with `dask worker ADDRESS`, or correct the address"
        ) from error
    with client:
        yield client.get_executor(retries=_ATTEMPTS)  # type: ignore[no-untyped-call, unused-ignore]
