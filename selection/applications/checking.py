"""What a file is, told by its content alone, and whether it is whole: PDF, JPEG or PNG, nothing else, nothing before it and nothing behind it.

A name, an ending or what the browser says count for nothing. A file that is two things at once (a PDF that is a web page or an archive too) has something
before its head or behind its end and is refused. Nothing is unpacked, so nothing small can become large here; a picture says in its head how large it is,
and one of impossible size is refused. Files are never looked at on the server and only served as downloads, so that there is no virus scanner; the one
pattern that scanners are tried with is refused all the same.
"""

import re
import struct
import zlib
from dataclasses import dataclass

from selection.i18n import _, whole

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
MOST_PIXELS = 100_000_000
PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
ENDINGS = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png"}
EICAR = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"

_PDF_HEAD = re.compile(rb"%PDF-(?:1\.[0-7]|2\.0)[\r\n \t%]")
_PDF_END = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF\Z")
_WEB_PAGE = re.compile(rb"(?i)<(?:!doctype|html|head|script|body|svg|iframe)[\s>]")
_ZIP_END = b"PK\x05\x06"
_TRAILING = 2048
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_BARE = frozenset({0x01, *range(0xD0, 0xD8)})


class BadFile(ValueError):
    """A file that is not taken; the message is a sentence for who sent it."""


@dataclass(frozen=True)
class Checked:
    """A file that may be stored: its bytes and what they are."""

    content: bytes
    media_type: str


def check(content: bytes) -> Checked:
    """The file with its media type, or `BadFile` with what is wrong and what to do."""
    if not content:
        raise BadFile(_("This file is empty. Choose the file again; if it stays empty, save it anew first."))
    if len(content) > MOST_BYTES:
        raise too_large(len(content))
    if EICAR in content:
        raise BadFile(_("This file holds the pattern with which virus scanners are tried. It is not taken."))
    if content.startswith(b"%PDF-"):
        _pdf(content)
        return Checked(content, PDF)
    if content.startswith(b"\xff\xd8\xff"):
        _jpeg(content)
        return Checked(content, JPEG)
    if content.startswith(_PNG_HEAD):
        _png(content)
        return Checked(content, PNG)
    raise BadFile(_("This is no PDF, JPEG or PNG, whatever its name says. Save it as PDF first (in Word: Save as, PDF), or take a photograph of it."))


def too_large(number: int) -> BadFile:
    """What is said of a file of so many bytes that is larger than possible."""
    return BadFile(_("This file is %(size)s; at most 10 MB is possible. Scan it in black and white or save it smaller.", size=size_words(number)))


def size_words(number: int) -> str:
    """A number of bytes as people say it, rounded up."""
    if number >= MEGABYTE:
        return _("%(number)s MB", number=whole(-(-number // MEGABYTE)))
    return _("%(number)s kB", number=whole(-(-number // 1024)))


def _pdf(content: bytes) -> None:
    whole_file = content.rstrip(b"\x00\r\n\t ")
    end = _PDF_END.search(whole_file[-_TRAILING:])
    if not _PDF_HEAD.match(content) or _WEB_PAGE.search(content[:_TRAILING]):
        raise _broken()
    if end is None or _is_archive(content):
        raise BadFile(_("This PDF is cut off, or something stands behind its end. Save or scan it again as PDF."))
    at = int(end.group(1))
    if b"/Encrypt" in whole_file[-_TRAILING:] or b"/Encrypt" in content[at : at + _TRAILING]:  # the trailer, or the last stream of references
        raise BadFile(_("This PDF is locked with a password, so nobody here can read it. Save it without a password."))


def _is_archive(content: bytes) -> bool:
    """Whether the file ends as a zip archive does, whose last field may hide the end of a PDF."""
    at = content.rfind(_ZIP_END)
    return at != -1 and at + 22 <= len(content) and at + 22 + struct.unpack_from("<H", content, at + 20)[0] == len(content)


def _png(content: bytes) -> None:
    at, seen = len(_PNG_HEAD), []
    while at + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, at)
        kind = content[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(content) or zlib.crc32(content[at + 4 : end - 4]) != struct.unpack_from(">I", content, end - 4)[0]:
            raise _broken()
        seen.append(kind)
        if kind == b"IHDR":
            _fits(*struct.unpack_from(">II", content, at + 8))
        at = end
        if kind == b"IEND":
            break
    if seen[:1] != [b"IHDR"] or seen[-1:] != [b"IEND"] or b"IDAT" not in seen:
        raise _broken()
    _nothing_behind(content, at)


def _jpeg(content: bytes) -> None:
    at, sized = 2, False
    while at + 4 <= len(content):
        if content[at] != 0xFF:
            raise _broken()
        marker = content[at + 1]
        if marker == 0xFF:  # filling
            at += 1
            continue
        if marker == 0xD9:
            break
        if marker in _JPEG_BARE:
            at += 2
            continue
        (length,) = struct.unpack_from(">H", content, at + 2)
        if length < 2 or at + 2 + length > len(content):
            raise _broken()
        if marker in _JPEG_SIZES and length >= 8:
            height, width = struct.unpack_from(">HH", content, at + 5)
            _fits(width, height or 1)
            sized = True
        at += 2 + length
        if marker == 0xDA:
            at = _behind_the_scan(content, at)
    if not sized or content[at : at + 2] != b"\xff\xd9":
        raise _broken()
    _jpeg_end(content, at + 2)


def _behind_the_scan(content: bytes, at: int) -> int:
    """Where the next marker stands after picture data; in the data itself FF is followed by 00 or a restart."""
    while (at := content.find(b"\xff", at)) != -1 and at + 1 < len(content):
        following = content[at + 1]
        if following == 0 or 0xD0 <= following <= 0xD7:
            at += 2
        elif following == 0xFF:
            at += 1
        else:
            return at
    raise _broken()


def _jpeg_end(content: bytes, at: int) -> None:
    """Behind the picture some telephones put a second one (a preview, a depth map): those are pictures too; anything else is not taken."""
    rest = content[at:].lstrip(b"\x00\r\n\t ")
    if rest and not rest.startswith(b"\xff\xd8\xff"):
        raise _more_behind()
    if rest and any(sign in rest for sign in (b"<html", b"<script", b"PK\x03\x04", b"PK\x05\x06", b"%PDF-")):
        raise _more_behind()


def _nothing_behind(content: bytes, at: int) -> None:
    if content[at:].strip(b"\x00\r\n\t "):
        raise _more_behind()


def _fits(width: int, height: int) -> None:
    if width < 1 or height < 1:
        raise _broken()
    if width * height > MOST_PIXELS:
        raise BadFile(_("This picture is larger than a page ever is. Save it smaller, or make a PDF of it."))


def _broken() -> BadFile:
    return BadFile(_("This file is damaged: it begins well but is not whole. Open it, save it again and send that."))


def _more_behind() -> BadFile:
    return BadFile(_("Something stands behind the end of this file, which is not how it is made. Open it, save it again and send that."))
