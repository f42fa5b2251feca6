"""The vacancies for programs: an Atom feed (RFC 4287) and a sitemap."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One vacancy in the feed; `id` is a name that never changes, `url` its whole address, `language` that of its text."""

    id: str
    title: str
    url: str
    summary: str
    language: str
    published: datetime
    updated: datetime


@dataclass(frozen=True, kw_only=True)
class Feed:
    """The feed as a whole; `url` is its own address, `page` that of the list."""

    title: str
    author: str
    language: str
    url: str
    page: str
    updated: datetime
    entries: Sequence[Entry]


def atom(feed: Feed) -> bytes:
    """The feed as a file."""
    root = ET.Element("feed", {"xmlns": ATOM, XML_LANG: feed.language})
    _add(root, "id", feed.url)
    _add(root, "title", feed.title)
    _add(root, "updated", _moment(feed.updated))
    ET.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": feed.url})
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.page})
    _add(ET.SubElement(root, "author"), "name", feed.author)
    for entry in feed.entries:
        node = ET.SubElement(root, "entry", {XML_LANG: entry.language})
        _add(node, "id", entry.id)
        _add(node, "title", entry.title)
        ET.SubElement(node, "link", {"rel": "alternate", "type": "text/html", "href": entry.url})
        _add(node, "published", _moment(entry.published))
        _add(node, "updated", _moment(entry.updated))
        _add(node, "summary", entry.summary)
    return _file(root)


def sitemap(pages: Sequence[tuple[str, datetime | None]]) -> bytes:
    """(whole address, moment of its last change or None) of every page that may be found."""
    root = ET.Element("urlset", {"xmlns": SITEMAP})
    for address, changed in pages:
        node = ET.SubElement(root, "url")
        _add(node, "loc", address)
        if changed is not None:
            _add(node, "lastmod", _moment(changed))
    return _file(root)


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _file(root: ET.Element) -> bytes:
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made
