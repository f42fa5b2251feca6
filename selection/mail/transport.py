"""The way out: a mail server by SMTP, or a folder in which messages land as .eml files."""

import os
import smtplib
import ssl
import tempfile
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from selection.config import is_loopback

SECONDS = 20
UNREACHED = "The mail server could not be reached"
UNWRITTEN = "The folder for messages could not be written"
PERMANENT = range(500, 600)


class NotDelivered(Exception):
    """The message was not taken. `for_good` when trying again makes no sense (the server refused the address or the message)."""

    def __init__(self, why: str, *, for_good: bool) -> None:
        super().__init__(why)
        self.for_good = for_good


class Transport(Protocol):
    """Takes one message at a time."""

    def deliver(self, message: EmailMessage) -> None:
        """Hand the message over; `NotDelivered` when it is not taken."""


@dataclass(frozen=True, kw_only=True)
class Server:
    """A mail server. With `tls` the connection is secured from its start (smtps); otherwise by STARTTLS, except to this machine itself."""

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    tls: bool = False

    @classmethod
    def from_address(cls, address: str) -> "Server":
        """smtp://host:587 or smtps://host:465, with user and password before the host and a colon between them; ValueError when it is neither."""
        parts = urlsplit(address)
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or parts.path not in {"", "/"} or parse_qs(parts.query):
            raise ValueError(
                "a mail server is written as smtp://host:587 or smtps://host:465, with user:password and an @ before the host where it asks for them"
            )
        tls = parts.scheme == "smtps"
        return cls(
            host=parts.hostname, port=parts.port or (465 if tls else 587), user=unquote(parts.username or ""), password=unquote(parts.password or ""), tls=tls
        )

    def deliver(self, message: EmailMessage) -> None:
        """Hand the message to the server."""
        try:
            with self._connection() as server:
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as refused:
            code, words = next(iter(refused.recipients.values()))
            raise NotDelivered(_said(code, words), for_good=code in PERMANENT) from None
        except smtplib.SMTPResponseException as refused:
            raise NotDelivered(_said(refused.smtp_code, refused.smtp_error), for_good=_for_good(refused)) from None
        except (smtplib.SMTPException, OSError) as fault:
            raise NotDelivered(f"{UNREACHED} ({fault or type(fault).__name__})", for_good=False) from None

    def _connection(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.tls:
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=SECONDS, context=context)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=SECONDS)
            if not is_loopback(self.host):
                server.starttls(context=context)
        if self.user:
            server.login(self.user, self.password)
        return server


@dataclass(frozen=True, kw_only=True)
class Folder:
    """A folder in which every message becomes a file; for trying out, and where no mail server is set."""

    path: Path

    def deliver(self, message: EmailMessage) -> None:
        """Write the message whole, or not at all; the same message twice is one file."""
        name = message["Message-ID"].strip("<>").split("@")[0] + ".eml"
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.path, suffix=".part", delete=False) as file:
                file.write(message.as_bytes())
            os.replace(file.name, self.path / name)  # noqa: PTH105 (one rename: a reader sees the whole message)
        except OSError as fault:
            raise NotDelivered(f"{UNWRITTEN} ({type(fault).__name__}: {fault.strerror})", for_good=False) from None


def _said(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return f"{code} {' '.join(text.split())}"


def _for_good(refused: smtplib.SMTPResponseException) -> bool:
    """Sign-in faults and a refused sender are ours to mend, so those are tried again."""
    return refused.smtp_code in PERMANENT and not isinstance(refused, smtplib.SMTPAuthenticationError | smtplib.SMTPSenderRefused)
