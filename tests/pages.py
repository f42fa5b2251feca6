"""Pages as a visitor gets them, and a visitor who judges every page: what is wrong with its mark-up, its labels, its figures, its links."""

import re
import uuid
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter
from werkzeug.test import TestResponse

from tests.factories_accounts import sign_in

VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
NOT_TYPED = frozenset({"hidden", "submit", "button", "image", "reset"})
REFERRING = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers", "list")
ADDRESSES = ("href", "src", "action", "formaction", "poster", "cite", "data")
SCHEMES = frozenset({"", "http", "https", "mailto", "data"})
POINTED = re.compile(r"(?<![\w.,/@:-])\d+\.\d{1,2}(?![\w.@/-]|\s?uur)")  # 14.99; not 4.470, a date, 14.30 uur, a version or an address
UNREAD = frozenset({"script", "style", "svg", "code", "samp"})

Attributes = dict[str, str | None]


class Form:
    """A form of a page: where it is sent, and what it holds before anybody types."""

    def __init__(self, attributes: Attributes) -> None:
        self.action = attributes.get("action") or ""
        self.method = (attributes.get("method") or "get").lower()
        self.fields: list[tuple[str, str]] = []
        self.buttons: list[tuple[str, str]] = []

    @property
    def names(self) -> list[str]:
        """The names of its fields, in order."""
        return [name for name, _value in self.fields]


class Page(HTMLParser):
    """A page, taken apart. `faults` says what is wrong with it whatever its subject."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, Attributes]] = []
        self.elements: list[tuple[str, Attributes]] = []
        self.texts: list[str] = []
        self.headings: list[str] = []
        self.forms: list[Form] = []
        self.title = ""
        self.lang = ""
        self._faults: list[str] = []
        self._labelled: set[str] = set()
        self._controls: list[tuple[Attributes, bool]] = []
        self._choosing: str | None = None
        self.feed(text)
        self.close()

    @property
    def text(self) -> str:
        """Everything that can be read on it, in order."""
        return " ".join(self.texts)

    @property
    def links(self) -> list[str]:
        """Where its links lead."""
        return [str(given["href"]) for tag, given in self.elements if tag == "a" and given.get("href")]

    def form(self, action: str) -> Form:
        """The form that is sent to an address that ends like this."""
        return next(form for form in self.forms if urlsplit(form.action).path.endswith(action))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if len(given) != len(attrs):
            self._faults.append(f"<{tag}> has an attribute twice")
        if tag == "html":
            self.lang = given.get("lang") or ""
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(tag)
        self.elements.append((tag, given))
        self._note_control(tag, given)
        if tag not in VOID:
            self.open.append((tag, given))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1][0] != tag:
            self._faults.append(f"</{tag}> closes {[name for name, _given in self.open[-3:]]}")
            return
        self.open.pop()
        if tag == "select":
            self._choosing = None

    def handle_data(self, data: str) -> None:
        inside = [name for name, _given in self.open]
        if inside[-1:] == ["title"] and "svg" not in inside:
            self.title += data
        elif inside[-1:] == ["textarea"] and "form" in inside:
            name = self.open[-1][1].get("name") or ""
            self.forms[-1].fields = [(key, value + data.removeprefix("\n") if key == name else value) for key, value in self.forms[-1].fields]
        if data.strip() and not {"script", "style"} & set(inside):
            self.texts.append(data.strip())
            if self.lang == "nl" and not UNREAD & set(inside) and POINTED.search(data):
                self._faults.append(f"a decimal point in a Dutch figure: {data.strip()[:80]}")

    def _note_control(self, tag: str, given: Attributes) -> None:
        if tag == "form":
            self.forms.append(Form(given))
        if tag == "label" and given.get("for"):
            self._labelled.add(str(given["for"]))
        kind = given.get("type") or "text"
        if tag in {"select", "textarea"} or (tag == "input" and kind not in NOT_TYPED and "hidden" not in given):
            self._controls.append((given, any(name == "label" for name, _given in self.open)))
        if not self.forms or not any(name == "form" for name, _given in self.open) or not given.get("name"):
            if tag == "option" and self._choosing and "selected" in given:
                self.forms[-1].fields = [(name, str(given.get("value") or "") if name == self._choosing else value) for name, value in self.forms[-1].fields]
            return
        name, value = str(given["name"]), str(given.get("value") or "")
        if tag == "button" or (tag == "input" and kind == "submit"):
            self.forms[-1].buttons.append((name, value))
        elif tag == "select":
            self._choosing = name
            self.forms[-1].fields.append((name, ""))
        elif tag == "textarea" or (tag == "input" and (kind not in {"radio", "checkbox", "file"} or "checked" in given)):
            self.forms[-1].fields.append((name, value if tag == "input" else ""))

    def faults(self, language: str = "") -> list[str]:
        """What is wrong: one h1, a title, unique ids, a label per field, a language, nothing inline, no decimal point in Dutch, headings in order."""
        ids = [str(given["id"]) for _tag, given in self.elements if given.get("id")]
        found = [*self._faults, *(f"<{tag}> is never closed" for tag, _given in self.open)]
        if self.headings.count("h1") != 1:
            found.append(f"{self.headings.count('h1')} h1")
        if not self.title.strip():
            found.append("no title")
        if self.lang not in {"nl", "en"} or (language and self.lang != language):
            found.append(f"its language is {self.lang!r}")
        found += [f"id twice: {name}" for name in sorted({name for name in ids if ids.count(name) > 1})]
        found += [f"{name} refers to nothing: {target}" for name, target in self._references() if target not in ids]
        found += [f"no label: {given}" for given, inside in self._controls if not (inside or given.get("aria-label") or given.get("id") in self._labelled)]
        found += [fault for tag, given in self.elements for fault in _inline(tag, given)]
        found += [f"{second} after {first}" for first, second in zip(self.headings, self.headings[1:], strict=False) if int(second[1]) > int(first[1]) + 1]
        return found

    def dead_links(self, adapter: MapAdapter) -> list[str]:
        """Links and forms that lead to no route, or to a place that is not on the page."""
        ids = {given.get("id") for _tag, given in self.elements}
        dead = [link for link in self.links if link.startswith("#") and link != "#" and link[1:] not in ids]
        ways = [(link, "GET") for link in self.links] + [(form.action, form.method.upper()) for form in self.forms]
        return dead + [f"{method} {way}" for way, method in ways if way.startswith("/") and not _leads(adapter, way, method)]

    def _references(self) -> list[tuple[str, str]]:
        return [(name, target) for _tag, given in self.elements for name in REFERRING for target in (given.get(name) or "").split()]


def _inline(tag: str, given: Attributes) -> list[str]:
    found = [f"<{tag} {name}> is inline" for name in given if name == "style" or name.startswith("on")]
    found += [f"<{tag} {name}> leads to {given[name]}" for name in ADDRESSES if given.get(name) and urlsplit(str(given[name])).scheme not in SCHEMES]
    if tag == "style" or (tag == "script" and not given.get("src") and given.get("type") != "application/ld+json"):
        found.append(f"inline <{tag}>")
    return found


def _leads(adapter: MapAdapter, way: str, method: str) -> bool:
    try:
        adapter.match(urlsplit(way).path, method=method)
    except HTTPException:
        return False
    return True


class Visitor:
    """Somebody with a browser of one's own, who judges every page. `pages` counts them."""

    def __init__(self, app: Any, email: str | None = None, language: str = "nl") -> None:
        self.client: FlaskClient = app.test_client()
        self.language = language
        self.pages = 0
        self._adapter = app.url_map.bind("localhost")
        if email is not None:
            assert sign_in(self.client, email).status_code == 303, email
        assert self.send("/taal", lang=language, back="/aanmelden").status_code == 303

    def open(self, path: str, status: int = 200) -> Page:
        """A page, judged; `status` is what it is expected to answer."""
        answer = self.client.get(path)
        assert answer.status_code == status, f"{path} answers {answer.status_code} instead of {status}: {answer.text[:300]}"
        return self.judged(answer, path)

    def judged(self, answer: TestResponse, path: str = "") -> Page:
        """An answer, judged when it is a page."""
        page = Page(answer.text)
        found = [*page.faults(self.language), *page.dead_links(self._adapter)]
        assert not found, f"{path or answer.request.path} in {self.language}: {found}"
        self.pages += 1
        return page

    def send(self, path: str, /, **fields: Any) -> TestResponse:
        """A form with token and key."""
        token = self.client.token()  # type: ignore[attr-defined]
        return self.client.post(path, data={"csrf_token": token, "_key": str(uuid.uuid4()), **fields})


class Below:
    """A browser in which somebody is signed in, at the pages of one procedure below an address, such as `kandidaten`."""

    def __init__(self, app: Any, procedure_id: uuid.UUID, below: str, email: str) -> None:
        self.client, self.root = app.test_client(), f"/procedures/{procedure_id}/{below}"
        assert sign_in(self.client, email).status_code == 303

    def get(self, path: str) -> Any:
        """GET below that address."""
        return self.client.get(self.root + path)

    def send(self, path: str, /, **fields: Any) -> Any:
        """POST a form below that address."""
        return self.client.send(self.root + path, **fields)
