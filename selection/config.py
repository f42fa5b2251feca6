"""Settings of one running application, read once from the environment and refused when unsafe."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from selection.i18n import _

SECRET_LENGTH = 32
MEGABYTE = 1024 * 1024


class UnsafeSettings(ValueError):
    """The application may not start; the message holds one sentence per fault, with its remedy."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an operator can set. Sizes are in bytes.

    `address` is the public address that people type; absolute links, the trusted host and the kind of cookie follow from it.
    `proxies` is the number of reverse proxies in front whose forwarded headers are believed (0: none).
    `organisation` is the name of the employer, `unit` a second line under it (may be empty).
    `demo` allows a known secret and http on the own machine, and marks every page.
    `definitions` is a folder with vacancy definitions of the organisation, offered beside those that come with the product (may be empty).
    `smtp` is the mail server (empty: none), `mail_folder` where messages land as files without one (empty: beside the SQLite file).
    A session ends after `idle_minutes` without use, and `session_hours` after signing in.
    `quick_passwords` hashes with the least cost; tests and the demo only.
    """

    secret: str
    database_url: str
    address: str = "http://127.0.0.1:8000"
    proxies: int = 0
    demo: bool = False
    debug: bool = False
    organisation: str = "Voorbeeldbestuur"
    unit: str = ""
    definitions: str = ""
    smtp: str = field(default="", repr=False)
    mail_folder: str = ""
    upload_limit: int = 10 * MEGABYTE
    form_limit: int = 2 * MEGABYTE
    form_parts: int = 5000
    quick_passwords: bool = False
    idle_minutes: int = 60
    session_hours: int = 12
    trusted_hosts: tuple[str, ...] = field(default=())

    @property
    def https(self) -> bool:
        """Whether people reach the application over https, so that cookies may be marked Secure."""
        return urlsplit(self.address).scheme == "https"

    @property
    def hosts(self) -> list[str]:
        """Host names that a request may carry."""
        host = urlsplit(self.address).hostname or ""
        return [host, *self.trusted_hosts]

    @property
    def folder_of_mail(self) -> Path | None:
        """Where messages land as files: the folder that was set, else `mail` beside the SQLite file; None for another database."""
        if self.mail_folder:
            return Path(self.mail_folder)
        url = make_url(self.database_url)
        return Path(url.database).absolute().parent / "mail" if url.get_backend_name() == "sqlite" and url.database else None

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Settings":
        """Read the variables named in the README; raises `UnsafeSettings` with every fault at once."""
        settings = cls(
            secret=environ.get("SELECTION_SECRET", ""),
            database_url=environ.get("DATABASE_URL", ""),
            address=environ.get("SELECTION_ADDRESS", ""),
            proxies=_whole(environ, "SELECTION_PROXIES", 0),
            debug=any(environ.get(name, "").lower() in {"1", "true", "yes", "on"} for name in ("FLASK_DEBUG", "SELECTION_DEBUG")),
            organisation=environ.get("SELECTION_ORGANISATION", cls.organisation),
            unit=environ.get("SELECTION_UNIT", cls.unit),
            definitions=environ.get("SELECTION_DEFINITIONS", cls.definitions),
            smtp=environ.get("SELECTION_SMTP", cls.smtp),
            mail_folder=environ.get("SELECTION_MAIL_FOLDER", cls.mail_folder),
            upload_limit=_whole(environ, "SELECTION_UPLOAD_LIMIT", cls.upload_limit),
            idle_minutes=_whole(environ, "SELECTION_IDLE_MINUTES", cls.idle_minutes),
            session_hours=_whole(environ, "SELECTION_SESSION_HOURS", cls.session_hours),
        )
        settings.refuse_unsafe()
        return settings

    def refuse_unsafe(self) -> None:
        """Raise `UnsafeSettings` unless these settings may carry real people; the demo is held to the own machine only."""
        faults = [*_address_faults(self), *_database_faults(self), *_mail_faults(self)]
        if self.debug:
            faults.append(_("Debug mode shows traces to users: unset FLASK_DEBUG and SELECTION_DEBUG."))
        if not self.demo:
            faults += _production_faults(self)
        if faults:
            raise UnsafeSettings("\n".join(faults))


def _production_faults(settings: Settings) -> list[str]:
    faults = []
    if len(settings.secret) < SECRET_LENGTH or len(set(settings.secret)) < SECRET_LENGTH // 4:
        faults.append(_("SELECTION_SECRET must be a random text of at least %(count)s characters, kept out of the code.", count=SECRET_LENGTH))
    if not 1 <= settings.idle_minutes <= settings.session_hours * 60 <= 24 * 60:
        faults.append(_("SELECTION_IDLE_MINUTES must be at least 1 and no longer than SELECTION_SESSION_HOURS, which is at most 24."))
    if settings.quick_passwords:
        faults.append(_("Quick password hashing is for tests and the demo only."))
    return faults


def _address_faults(settings: Settings) -> list[str]:
    parts = urlsplit(settings.address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"} or parts.query:
        return [_("SELECTION_ADDRESS must be the public address of the application, for instance https://selectie.example.be.")]
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        return [_("SELECTION_ADDRESS must begin with https://; plain http is for this machine only (127.0.0.1 or localhost).")]
    if settings.demo and not is_loopback(parts.hostname):
        return [_("The demo has known passwords and is served on this machine only (127.0.0.1 or localhost).")]
    return []


def _database_faults(settings: Settings) -> list[str]:
    if not settings.database_url:
        return [_("DATABASE_URL must name the database, for instance sqlite:////var/lib/selection/selection.db or postgresql://...")]
    try:
        url = make_url(settings.database_url)
    except ArgumentError:
        return [_("DATABASE_URL is not a database address, for instance sqlite:////var/lib/selection/selection.db or postgresql://...")]
    if url.get_backend_name() not in {"sqlite", "postgresql"}:
        return [_("DATABASE_URL must name SQLite or PostgreSQL.")]
    if url.get_backend_name() == "sqlite" and (not url.database or url.database == ":memory:"):
        return [_("DATABASE_URL must name a file: a database in memory is lost when the application stops.")]
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").absolute().parent.is_dir():
        folder = Path(url.database or "").absolute().parent
        return [_("The folder of the database does not exist: %(folder)s. Make it, or correct DATABASE_URL.", folder=folder)]
    return []


def _mail_faults(settings: Settings) -> list[str]:
    if not settings.smtp or _is_mail_server(settings.smtp):
        return []
    return [_("SELECTION_SMTP must be a mail server such as smtp://mail.example.be:587 or smtps://...; a sign such as @ or / in it is %-encoded.")]


def _is_mail_server(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in {"smtp", "smtps"} and bool(parts.hostname) and parts.port != 0 and parts.path in {"", "/"} and not parts.query
    except ValueError:
        return False


def is_loopback(host: str) -> bool:
    """Whether a host name can only mean this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _whole(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdigit()):
        raise UnsafeSettings(_("%(name)s must be a whole number, not “%(text)s”.", name=name, text=text))
    return int(text)
