"""The web server of one process (waitress) and its log."""

import logging
import sys

import waitress

from selection.db import unit_of_work
from selection.letters.worker import Worker
from selection.web import Application, memory
from selection.web.repeats import forget_old


def log_to_stderr() -> None:
    """One line per message on stderr, which the operator's service manager keeps."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(message)s")


def serve(app: Application, host: str, port: int, threads: int = 8) -> None:
    """Serve until stopped, and send the letters of the outbox meanwhile.

    Behind a proxy `SELECTION_PROXIES` says how many there are; waitress itself believes no forwarded header.
    """
    log_to_stderr()
    with app.database.active(), unit_of_work():
        forget_old()
    worker = Worker(app)
    worker.start()
    try:
        memory.settle()
        waitress.serve(app, host=host, port=port, threads=threads, ident=None, clear_untrusted_proxy_headers=False)
    finally:
        worker.stop()
