"""Results of pure functions, kept by the digest of their name, their arguments and the code.

A function that is asked for again with equal arguments is not called: its result is taken from a
database beside the extraction cache. No stage knows: each is given the functions that it calls.
"""

import contextlib
import hashlib
import pickle
import sqlite3
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import ParamSpec, TypeVar

from generator.store.entries import KEPT_DAYS, sealed, unsealed
from generator.store.messages import UNREADABLE, Form

P = ParamSpec("P")
R = TypeVar("R")

KEPT_BYTES = 1 << 30
"""Size of all results above which the longest unused ones go."""
_TOGETHER = 512
"""Results that are written at once."""
_WAIT = 30.0
"""Seconds that one process waits for another one that writes."""
_DAY = 86400
"""Seconds of a day."""
_TABLE = """
create table if not exists results (
    name blob primary key, entry blob not null, used integer not null
) without rowid
"""


class Results:
    """Kept results of one site; safe to share between processes.

    `basis` is a digest of the code and the versions that all of them rest on; `narrow` has those
    of packages that rest on less, by their dotted names. A database that cannot be used costs time
    and nothing else: every function is called then.
    """

    def __init__(
        self, file: Path, basis: str, narrow: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self._file = file
        self._basis = basis
        self._narrow = narrow
        self._new: dict[bytes, bytes] = {}
        self._used: list[bytes] = []
        self._database = self._opened()

    def kept(self, function: Callable[P, R], *rests_on: object) -> Callable[P, R]:
        """Return a function that gives what `function` gives, and remembers.

        `rests_on` is what decides its result beside its arguments. All of these must be records
        and plain values.
        """
        name = f"{function.__module__}.{function.__qualname__}".encode()
        rests = pickle.dumps(rests_on, protocol=5)
        of = self._basis_of(function.__module__).encode()
        basis = hashlib.sha256(b"\0".join((of, name, rests))).digest()
        form = Form(function)

        def remembering(*arguments: P.args, **named: P.kwargs) -> R:
            key = hashlib.sha256(basis + form.key((arguments, named))).digest()
            known = self._get(key)
            if known is not None:
                with contextlib.suppress(*UNREADABLE):
                    result: R = form.unpack(known)
                    return result
            result = function(*arguments, **named)
            self._put(key, form.pack(result))
            return result

        return remembering

    def _basis_of(self, module: str) -> str:
        """Return the digest of what a module rests on."""
        own = (
            digest for name, digest in self._narrow.items() if f"{module}.".startswith(f"{name}.")
        )
        return next(own, self._basis)

    def save(self) -> None:
        """Write what is new, and remove what was not used for long, and what is too much."""
        self._flush()
        if self._database is None:
            return
        rows = "select name, length(entry), used from results order by used desc, name"
        with contextlib.suppress(sqlite3.Error), self._database as database:
            total, oldest, gone = 0, int(time.time()) - KEPT_DAYS * _DAY, []
            for name, size, used in database.execute(rows):
                total += size
                if total > KEPT_BYTES or used < oldest:
                    gone.append((name,))
            database.executemany("delete from results where name = ?", gone)

    def _get(self, key: bytes) -> bytes | None:
        """Return the packed result under a key."""
        if key in self._new:
            return self._new[key]
        if self._database is None:
            return None
        try:
            query = "select entry, used from results where name = ?"
            row = self._database.execute(query, (key,)).fetchone()
        except sqlite3.Error as error:
            self._give_up(error)
            return None
        known = unsealed(row[0], key) if row else None
        # A row is written whole, so that it is used is noted once a day.
        if known is not None and row[1] < time.time() - _DAY:
            self._used.append(key)
        return known

    def _put(self, key: bytes, value: bytes) -> None:
        """Keep a packed result."""
        self._new[key] = value
        if len(self._new) >= _TOGETHER:
            self._flush()

    def _flush(self) -> None:
        """Write what is new, and when what is old was used."""
        now = int(time.time())
        rows = [(key, sealed(value, key), now) for key, value in self._new.items()]
        if self._database is not None:
            try:
                with self._database as database:
                    used = [(now, key) for key in self._used]
                    database.executemany("update results set used = ? where name = ?", used)
                    database.executemany("insert or replace into results values (?, ?, ?)", rows)
            except sqlite3.Error as error:
                self._give_up(error)
        self._new, self._used = {}, []

    def _opened(self) -> sqlite3.Connection | None:
        """Return the database; None where it cannot be used. A damaged one is begun anew."""
        for _ in range(2):
            try:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                database = sqlite3.connect(self._file, timeout=_WAIT)
                database.execute("pragma synchronous = off")
                database.execute(_TABLE)
            except sqlite3.OperationalError:
                return None
            except sqlite3.DatabaseError:
                with contextlib.suppress(OSError):
                    self._file.unlink()
            except OSError:
                return None
            else:
                return database
        return None

    def _give_up(self, error: sqlite3.Error) -> None:
        """Use the database no more in this run; a damaged one goes, so that the next has one."""
        if self._database is not None:
            with contextlib.suppress(sqlite3.Error):
                self._database.close()
        self._database = None
        if not isinstance(error, sqlite3.OperationalError):  # which says that it is full, or busy
            with contextlib.suppress(OSError):
                self._file.unlink()
