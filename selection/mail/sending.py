"""Sends what was released. Every letter is claimed before and marked after, each in a transaction of its own, so that none goes out twice."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm.exc import StaleDataError

from selection.db import now, session, unit_of_work
from selection.mail import outbox
from selection.mail.message import BadAddress, Identity, compose
from selection.mail.models import Letter
from selection.mail.transport import NotDelivered, Transport

BATCH = 50
DOUBT = "The program stopped while this letter was being sent. Whether it arrived is not known: ask the recipient before sending it again."

BAD_ADDRESS = "The e-mail address is not one that mail can be sent to."


@dataclass
class Count:
    """How many letters went out, and how many did not."""

    sent: int = 0
    not_sent: int = 0


def send_due(transport: Transport, identity: Identity) -> Count:
    """Send every released letter whose time has come; called outside a unit of work."""
    count = Count()
    give_up_on_left_behind()
    while ids := _waiting():
        for letter_id in ids:
            if _taken(letter_id):
                why, for_good = _hand_over(letter_id, transport, identity)
                _mark(letter_id, why, for_good, count)
    return count


def give_up_on_left_behind() -> None:
    """Letters whose sending was cut off are shown as failed, with what is not known about them."""
    with unit_of_work(read_only=True):
        if not outbox.left_behind():
            return
    with unit_of_work():
        for letter in outbox.left_behind():
            outbox.not_sent(letter, DOUBT, for_good=True)


def _waiting() -> list[UUID]:
    with unit_of_work(read_only=True):
        return outbox.due(BATCH)


def _taken(letter_id: UUID) -> bool:
    """Claim the letter; False when another process was first."""
    try:
        return _claimed(letter_id)
    except StaleDataError:
        return False


def _claimed(letter_id: UUID) -> bool:
    """Whether this process is the one that sends the letter."""
    with unit_of_work():
        letter = session().get(Letter, letter_id)
        if letter is None or not outbox.is_due(letter):
            return False
        outbox.claim(letter)
    return True


def _hand_over(letter_id: UUID, transport: Transport, identity: Identity) -> tuple[str, bool]:
    """(why it was not taken, whether that is for good); an empty reason when it was taken."""
    with unit_of_work(read_only=True):
        letter = session().get_one(Letter, letter_id)
        body, moment = outbox.unmasked(letter), now()
    try:
        message = compose(
            identity=identity,
            name=letter.name,
            address=letter.address,
            subject=letter.subject,
            body=body,
            language=_languages(letter),
            moment=moment,
            number=letter.id,
            calendar=letter.calendar,
        )
        transport.deliver(message)
    except BadAddress:
        return BAD_ADDRESS, True
    except NotDelivered as refused:
        return str(refused), refused.for_good
    return "", False


def _mark(letter_id: UUID, why: str, for_good: bool, count: Count) -> None:
    with unit_of_work():
        letter = session().get_one(Letter, letter_id)
        if why:
            outbox.not_sent(letter, why, for_good=for_good)
            count.not_sent += 1
        else:
            outbox.sent(letter)
            count.sent += 1


def _languages(letter: Letter) -> str:
    """The languages of its body (RFC 3282): a candidate who chose English reads the Dutch letter, which counts, with the English one under it."""
    return "nl, en" if letter.language == "en" and letter.recipient_kind != "account" else letter.language
