"""One form, one effect: the hidden field `_key` of a form makes a second sending of it harmless.

The key is looked up first and stored last, in the transaction of the request itself: writers stand in one line. The same key with the same content
gets the stored reply; with other content it is answered with 409. A reply is stored when it redirects; a form that came back with errors or a preview
stores nothing and may be sent again.
"""

import hashlib
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask import Response, g, redirect, request
from markupsafe import Markup
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.wrappers import Response as BaseResponse

from selection.db import Base, new_id, now, session
from selection.errors import BadInput, Refused
from selection.i18n import _

FIELD = "_key"
NOT_CONTENT = frozenset({FIELD, "csrf_token"})
KEPT_FOR = timedelta(days=30)


class RequestKey(Base):
    """A form that a person sent: its key, a digest of its content, and the reply."""

    __tablename__ = "request_key"
    __table_args__ = (sa.UniqueConstraint("actor_id", "key"),)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    actor_id: Mapped[uuid.UUID]
    key: Mapped[uuid.UUID]
    digest: Mapped[str] = mapped_column(sa.String(64))
    status: Mapped[int | None]
    location: Mapped[str | None] = mapped_column(sa.Text)
    at: Mapped[datetime] = mapped_column(index=True)


_KEYS = Base.metadata.tables["request_key"]
_KEEP = sa.insert(_KEYS)
_STORED = sa.select(_KEYS.c.digest, _KEYS.c.status, _KEYS.c.location).where(
    _KEYS.c.actor_id == sa.bindparam("actor_id", type_=sa.Uuid), _KEYS.c.key == sa.bindparam("key", type_=sa.Uuid)
)


def key_field() -> Markup:
    """The hidden field with a fresh key, for every form that is posted."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, new_id())


def read_ahead() -> None:
    """Digest what was sent before the request stands in the line of writers; files take a while."""
    if request.method == "POST" and FIELD in request.form:
        g.content_digest = content_digest()


def stored_reply() -> BaseResponse | None:
    """The reply to a form that was handled before, or None to go on. Only for a POST with a key by somebody signed in."""
    text = request.form.get(FIELD) if request.method == "POST" else None
    account = g.get("account")
    if text is None or account is None:
        return None
    sent = {"actor_id": account.id, "key": _parsed(text), "digest": g.get("content_digest") or content_digest()}
    reply = _reply_to(sent)
    g.request_key = None if reply else sent
    return reply


def keep_reply(response: Response) -> None:
    """Store the key with where the handled form led, if it redirects.

    A view that ended its transaction on the way lets the same form overtake it: then what it did is undone, and it leads where the other did.
    """
    sent: dict[str, Any] | None = g.get("request_key")
    if sent is None or response.status_code not in {301, 302, 303}:
        return
    session().flush()
    try:
        session().execute(_KEEP, {"id": new_id(), "at": now(), "status": response.status_code, "location": response.headers["Location"], **sent})
    except IntegrityError:
        session().rollback()
        if reply := _reply_to(sent):
            response.status_code, response.headers["Location"] = reply.status_code, reply.headers["Location"]


def content_digest() -> str:
    """Digest of the address, every field and every file of the running request; the files can be read again afterwards."""
    whole = hashlib.sha256(request.full_path.encode())
    for name, value in sorted(request.form.items(multi=True)):
        if name not in NOT_CONTENT:
            whole.update(repr((name, value)).encode())
    for name, file in sorted(request.files.items(multi=True), key=lambda pair: (pair[0], pair[1].filename or "")):
        content = hashlib.sha256()
        while block := file.stream.read(65536):
            content.update(block)
        file.stream.seek(0)
        whole.update(repr((name, file.filename, content.hexdigest())).encode())
    return whole.hexdigest()


def forget_old() -> int:
    """Remove keys that no browser sends again; gives their number."""
    result = session().execute(sa.delete(RequestKey).where(RequestKey.at < now() - KEPT_FOR))
    return int(result.rowcount)  # type: ignore[attr-defined]


def _parsed(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise BadInput(_("The form did not arrive as we sent it. Go back, load the page again and try once more.")) from None


def _reply_to(sent: Mapping[str, Any]) -> BaseResponse | None:
    stored = session().execute(_STORED, {"actor_id": sent["actor_id"], "key": sent["key"]}).one_or_none()
    if stored is None:
        return None
    if stored.digest != sent["digest"] or stored.status is None or stored.location is None:
        raise Refused(_("This form was sent before with other content. Load the page again to see what was saved, and change it there."))
    return redirect(stored.location, stored.status)
