"""The way out of this installation: its mail server, or the folder where messages land as files, and in whose name they go."""

from urllib.parse import urlsplit

from selection.config import Settings
from selection.mail.message import Identity
from selection.mail.transport import Folder, Server, Transport
from selection.organisation.queries import Organisation, mail_domain


def transport_of(settings: Settings) -> Transport | None:
    """The mail server when one is set, else the folder; None when there is neither, and then nothing goes out."""
    if settings.smtp:
        return Server.from_address(settings.smtp)
    folder = settings.folder_of_mail
    return Folder(path=folder) if folder is not None else None


def identity_of(settings: Settings, about: Organisation) -> Identity:
    """Sender and address for answers as the organisation set them; without a sender the messages come from `noreply` at the public address."""
    host = urlsplit(settings.address).hostname or "localhost"
    return Identity(
        name=about.sender_name or about.name,
        address=about.sender_at(host),
        reply_to=about.reply_to or about.contact_email,
        host=mail_domain(host),
    )
