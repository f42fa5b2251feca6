"""Small files for upload tests: whole ones of every allowed kind, and tricks."""

import io
import struct
import zipfile
import zlib


def pdf(inside: bytes = b"", trailer: bytes = b"") -> bytes:
    """A whole PDF of one empty page."""
    body = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n" + inside
    table = b"xref\n0 1\n0000000000 65535 f \ntrailer<</Size 3/Root 1 0 R" + trailer + b">>\n"
    return body + table + b"startxref\n%d\n%%%%EOF\n" % len(body)


def chunk(kind: bytes, data: bytes) -> bytes:
    """One piece of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 1, height: int = 1) -> bytes:
    """A PNG that says it is this large; its data are of one point."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\x00\x00")) + chunk(b"IEND", b"")


def jpeg(width: int = 1, height: int = 1, data: bytes = b"\x12\xff\x00\x34") -> bytes:
    """The frame of a JPEG: head, size, picture data, end."""
    app = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    size = b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"
    return b"\xff\xd8" + app + size + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + data + b"\xff\xd9"


def archive(comment: bytes = b"") -> bytes:
    """A zip archive with much in little."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", b"0" * 2_000_000)
        file.comment = comment
    return made.getvalue()
