"""A message as it goes over the line: plain text in UTF-8, safe headers, a calendar file where one goes along."""

import re
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from uuid import UUID

from selection.documents.calendar import method_of

_BREAKS = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
_LIMIT = 78


@dataclass(frozen=True, kw_only=True)
class Identity:
    """From whom: name and address of the sender, where answers go (may be empty), and the host name for the number of the message."""

    name: str
    address: str
    reply_to: str = ""
    host: str = "localhost"


class BadAddress(ValueError):
    """An address that no message can be sent to."""


def compose(
    *, identity: Identity, name: str, address: str, subject: str, body: str, language: str, moment: datetime, number: UUID, calendar: bytes | None = None
) -> EmailMessage:
    """The message; `BadAddress` when the recipient's address is none. Line breaks in names and subject become spaces, so that nothing adds a header."""
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = _address(identity.name, identity.address)
    if identity.reply_to:
        message["Reply-To"] = _address("", identity.reply_to)
    message["To"] = _address(name, address)
    message["Subject"] = one_line(subject)
    message["Date"] = format_datetime(moment)
    message["Message-ID"] = f"<{number}@{identity.host}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body)
    message["Content-Language"] = language  # after the body: setting that takes away every header of content
    if calendar is not None:
        method = method_of(calendar)
        text = calendar.decode("utf-8")
        message.add_alternative(text, subtype="calendar", params={"method": method})
        message.add_attachment(text, subtype="calendar", filename="afspraak.ics", params={"method": method})
    return message


def one_line(text: str) -> str:
    """The text without line breaks and other control characters."""
    return _BREAKS.sub(" ", text).strip()


def can_be_sent_to(address: str) -> bool:
    """Whether a message can be addressed to this at all."""
    try:
        _address("", address)
    except BadAddress:
        return False
    return True


def _address(name: str, address: str) -> Address:
    try:
        made = Address(display_name=one_line(name), addr_spec=address.strip())
    except (ValueError, IndexError, MessageError) as error:
        raise BadAddress(address) from error
    if not made.domain:
        raise BadAddress(address)
    return made
