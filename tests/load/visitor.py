"""A visitor with one kept connection: signs in with the real form, asks pages, saves sheets. Counts the seconds of each answer."""

import http.client
import re
import time
import uuid
from dataclasses import dataclass
from urllib.parse import urlencode

from tests.load.seeding import CRITERIA

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
RETRIES = 2


@dataclass(frozen=True)
class Answer:
    """Status, body and seconds from sending to the last byte."""

    status: int
    body: bytes
    seconds: float


class Visitor:
    """A browser's connection and cookies."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookies: dict[str, str] = {}
        self.token = ""

    def send(self, method: str, path: str, fields: dict[str, str] | None = None) -> Answer:
        """One request on the kept connection; a connection that the server closed meanwhile is opened again."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "Host": f"127.0.0.1:{self.port}"}
        body = None
        if fields is not None:
            body = urlencode(fields)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        for trial in range(RETRIES):
            began = time.perf_counter()
            try:
                self.connection.request(method, path, body, headers)
                answer = self.connection.getresponse()
                content = answer.read()
            except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
                self.connection.close()
                if trial + 1 == RETRIES:
                    raise
                continue
            self._keep(answer)
            return Answer(answer.status, content, time.perf_counter() - began)
        raise AssertionError("not reached")

    def _keep(self, answer: http.client.HTTPResponse) -> None:
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value

    def get(self, path: str) -> Answer:
        """A page that has to answer 200."""
        answer = self.send("GET", path)
        assert answer.status == 200, f"{path} answered {answer.status}"
        return answer

    def sign_in(self, email: str, password: str) -> None:
        """By the form, as a person does."""
        self.token = self._token_of(self.get("/aanmelden"))
        answer = self.send("POST", "/aanmelden", {"csrf_token": self.token, "email": email, "password": password})
        assert answer.status == 303, f"signing in answered {answer.status}"
        self.token = self._token_of(self.get("/account"))

    @staticmethod
    def _token_of(answer: Answer) -> str:
        found = TOKEN.search(answer.body.decode())
        assert found is not None
        return found.group(1)

    def save(self, path: str, version: int, number: int) -> Answer:
        """Save a draft with other ratings and words than before; 303 when it is stored."""
        fields = {"csrf_token": self.token, "_key": str(uuid.uuid4()), "version": str(version)}
        for place, code in enumerate(CRITERIA):
            fields[f"{code}:rating"] = str((number + place) % 11)
            fields[f"{code}:reason"] = ""
            fields[f"{code}:rationale"] = f"Versie {number}: gaf een voorbeeld uit de praktijk en zei wat het opleverde."
        return self.send("POST", path, fields)
