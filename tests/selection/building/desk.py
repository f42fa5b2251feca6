"""An HR officer who builds a vacancy through the forms: fills in what the page of a step offers, presses a button, and goes where it leads."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit
from uuid import UUID

from selection.building import queries
from selection.db import unit_of_work
from tests.factories_accounts import make_person, sign_in
from tests.pages import Page

ELSEWHERE = frozenset({"csrf_token", "_key", "back", "lang"})  # fields of other forms on the page


class Fields(HTMLParser):
    """The fields of the form of a step, by name, with what each holds."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.values, self.boxes, self.options, self._area, self._select = {}, {}, {}, None, None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "input" and given.get("name"):
            if given.get("type") == "checkbox":
                self.boxes.setdefault(given["name"], []).append(given["value"])
                if "checked" in given:
                    self.values[given["name"]] = given["value"]
            else:
                self.values[given["name"]] = given.get("value") or ""
        elif tag == "textarea":
            self._area = given["name"]
            self.values[self._area] = ""
        elif tag == "select":
            self._select = given["name"]
            self.options[self._select] = []
        elif tag == "option" and self._select:
            self.options[self._select].append(given["value"])
            if "selected" in given or self._select not in self.values:
                self.values[self._select] = given["value"]

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.values[self._area] = self.values[self._area].removeprefix("\n")
            self._area = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data):
        if self._area:
            self.values[self._area] += data


class Desk:
    """One draft in the hands of one officer."""

    def __init__(self, app, name="hanne"):
        self.app = app
        with app.database.active(), unit_of_work():
            make_person(name.capitalize(), "Voorbeeld", email=f"{name}@example.be", is_hr=True)
        self.client = app.test_client()
        assert sign_in(self.client, f"{name}@example.be").status_code == 303
        self.draft = ""

    def begin(self, **fields):
        answer = self.client.send("/ontwerpen/nieuw", **{"title": "", "code": "", "origin": "", **fields})
        assert answer.status_code == 303, answer.text
        self.draft = answer.headers["Location"].split("/")[2]
        return self

    @property
    def source(self):
        """What is stored of the draft."""
        with self.app.database.active(), unit_of_work(read_only=True):
            return queries.source_of(queries.draft_with(UUID(self.draft)))

    def page(self, step, query=""):
        """A page of the draft, judged, and the fields on it."""
        text = self.get(step, query)
        page = Page(text)
        assert page.faults() == [], page.faults()
        return page, Fields(text).values

    def get(self, step, query=""):
        """The text of a page of the draft."""
        answer = self.client.get(f"/ontwerpen/{self.draft}/{step}{query}")
        assert answer.status_code == 200, answer.text
        return answer.text

    def save(self, step, changes=(), *, do="stay", query="", values=None, **fields):
        """Load a step, change some of its fields (None takes a tick away) and press a button; the answer."""
        values = self.page(step, query)[1] if values is None else values
        sent = {name: text for name, text in {**values, **dict(changes), **fields}.items() if text is not None and name not in ELSEWHERE}
        return self.client.post(f"/ontwerpen/{self.draft}/{step}", data={**sent, "csrf_token": self.client.token(), "do": do})

    def rows(self, step, name, rows):
        """Press the button that adds a row to a list, and fill in one row after the other, each with the button that adds the next."""
        answer = self.save(step, do=f"add:{name}")
        for number, row in enumerate(rows, 1):
            assert answer.status_code == 303, answer.text
            values = Fields(self.get(step, "?" + urlsplit(answer.headers["Location"]).query)).values
            place = max(int(found[1]) for key in values if (found := re.match(re.escape(name) + r"\[(\d+)\]", key)))
            changes = {f"{name}[{place}].{key}": text for key, text in row.items()}
            answer = self.save(step, changes, values=values, do=f"add:{name}" if number < len(rows) else "stay")
        return answer
