"""One writer at a time on SQLite: a lock among the threads of a process and a lock file among the processes."""

import contextlib
import os
import threading
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has no flock; one process serves there, and the thread lock is enough
    fcntl = None  # type: ignore[assignment]


class WriterStuck(RuntimeError):
    """Another transaction of this same thread still writes, or the line did not move in time."""


class WriterLock:
    """Held from the first statement of a writing transaction to its end."""

    def __init__(self, database: Path, patience: float = 20.0) -> None:
        self._file = database.with_name(database.name + ".lock")
        self._patience = patience
        self._threads = threading.Lock()
        self._owner: int | None = None
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Wait in line; raises `WriterStuck` when this thread already writes or after `patience` seconds."""
        if self._owner == threading.get_ident():
            raise WriterStuck("this thread already writes in another transaction")
        if not self._threads.acquire(timeout=self._patience):
            raise WriterStuck("the writer before this one did not finish")
        self._owner = threading.get_ident()
        try:
            self._lock_file()
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        """Let the next one write. Without effect when nobody holds the lock."""
        if self._owner is None:
            return
        descriptor, self._descriptor = self._descriptor, None
        self._owner = None
        if descriptor is not None:
            with contextlib.suppress(OSError):
                os.close(descriptor)  # closing ends the lock on the file
        self._threads.release()

    def _lock_file(self) -> None:
        if fcntl is not None:
            self._descriptor = os.open(self._file, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
            fcntl.flock(self._descriptor, fcntl.LOCK_EX)
