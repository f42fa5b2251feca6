"""The worker: words automatic letters, releases them, and sends all that was released. One pass at a time, in small transactions."""

import logging
import threading
import traceback
from collections.abc import Callable

from selection.db import session, unit_of_work
from selection.letters.actions import keep
from selection.letters.post import identity_of, transport_of
from selection.letters.wording import word_all
from selection.mail import outbox
from selection.mail.models import Letter
from selection.mail.sending import Count, send_due
from selection.mail.transport import Transport
from selection.organisation.queries import organisation
from selection.web import Application

log = logging.getLogger("selection.letters")
BATCH = 20
PAUSE = 3.0  # seconds between two looks at the outbox


def work_once(app: Application, transport: Transport | None = None) -> Count:
    """One pass: everything that can be worded and sent now. Called outside a unit of work. `transport` is that of the settings when left out."""
    with app.app_context(), app.database.active():
        with unit_of_work(read_only=True):
            if not outbox.anything_to_do():
                return Count()
            identity = identity_of(app.settings, organisation(app.settings))
        while _word_some():
            pass
        way_out = transport or transport_of(app.settings)
        return send_due(way_out, identity) if way_out is not None else Count()


def _word_some() -> bool:
    """Word and release some automatic letters; False when none is left. One that cannot be made is put aside with its reasons."""
    with unit_of_work(read_only=True):
        ids = [letter.id for letter in outbox.to_word(BATCH)]
    if not ids:
        return False
    with unit_of_work():
        letters = [letter for letter in (session().get(Letter, letter_id) for letter_id in ids) if letter is not None and outbox.is_to_word(letter)]
        for letter_id, worded in word_all(letters).items():
            letter = session().get_one(Letter, letter_id)
            if worded.faults:
                outbox.not_worded(letter, " ".join(worded.faults))
            else:
                keep(letter, worded)
                outbox.release(letter, by=None, role="system")
    return True


class Worker(threading.Thread):
    """Looks at the outbox every few seconds, until `stop()`. A pass that fails is logged, and the next one tries again."""

    def __init__(self, app: Application, pause: float = PAUSE) -> None:
        super().__init__(name="letters", daemon=True)
        self.app, self.pause, self.stopped = app, pause, threading.Event()
        self.work: Callable[[Application], Count] = work_once

    def run(self) -> None:
        """Pass after pass."""
        while not self.stopped.is_set():
            try:
                self.work(self.app)
            except Exception as error:  # its message may hold the text of a letter, so only its kind and place are logged
                place = traceback.extract_tb(error.__traceback__)[-1]
                log.warning("the outbox was not worked through (%s in %s, line %s); it is tried again", type(error).__name__, place.name, place.lineno)
            self.stopped.wait(self.pause)

    def stop(self) -> None:
        """No further pass; the running one ends by itself."""
        self.stopped.set()
