"""A logo as somebody sends it: a PNG, looked through block by block, of which only what makes the picture is kept."""

import struct
import zlib
from dataclasses import dataclass

SIGNATURE = b"\x89PNG\r\n\x1a\n"
LARGEST = 500_000
WIDEST = 2000
NEEDED = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
DEPTHS = {0: {1, 2, 4, 8, 16}, 2: {8, 16}, 3: {1, 2, 4, 8}, 4: {8, 16}, 6: {8, 16}}


class NoPicture(ValueError):
    """What was sent is no logo; `code` says why: too_large, no_png, broken or too_wide."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A PNG without texts, places or programs in it."""

    content: bytes
    width: int
    height: int


def read_png(content: bytes) -> Picture:
    """The picture in a file; `NoPicture` for anything that is not wholly one."""
    if len(content) > LARGEST:
        raise NoPicture("too_large")
    if not content.startswith(SIGNATURE):
        raise NoPicture("no_png")
    blocks = _blocks(content)
    if not blocks or blocks[0][0] != b"IHDR" or len(blocks[0][1]) != 13 or blocks[-1] != (b"IEND", b""):
        raise NoPicture("broken")
    width, height, depth, colour, packing, filtering, woven = struct.unpack(">IIBBBBB", blocks[0][1])
    if not 0 < width <= WIDEST or not 0 < height <= WIDEST:
        raise NoPicture("too_wide")
    if depth not in DEPTHS.get(colour, set()) or (packing, filtering) != (0, 0) or woven not in (0, 1):
        raise NoPicture("broken")
    if [name for name, _data in blocks].count(b"IHDR") != 1 or (colour == 3 and b"PLTE" not in dict(blocks)):
        raise NoPicture("broken")
    _unpack(b"".join(data for name, data in blocks if name == b"IDAT"), (width * depth * CHANNELS[colour] + 7) // 8 + 1, height, woven=bool(woven))
    kept = b"".join(_block(name, data) for name, data in blocks if name in NEEDED)
    return Picture(content=SIGNATURE + kept, width=width, height=height)


def _blocks(content: bytes) -> list[tuple[bytes, bytes]]:
    """Name and data of every block; nothing may stand between or after them."""
    found: list[tuple[bytes, bytes]] = []
    at = len(SIGNATURE)
    while at < len(content):
        if at + 12 > len(content):
            raise NoPicture("broken")
        (length,) = struct.unpack(">I", content[at : at + 4])
        name, data, check = content[at + 4 : at + 8], content[at + 8 : at + 8 + length], content[at + 8 + length : at + 12 + length]
        if len(check) != 4 or struct.pack(">I", zlib.crc32(name + data)) != check or (found and found[-1][0] == b"IEND"):
            raise NoPicture("broken")
        found.append((name, data))
        at += 12 + length
    return found


def _unpack(packed: bytes, line: int, lines: int, *, woven: bool) -> None:
    """Refuse pixels that do not unpack to what the head announces; never more of them than that is unpacked."""
    most = line * lines + (8 * (lines + WIDEST) if woven else 0)
    reader = zlib.decompressobj()
    try:
        pixels = reader.decompress(packed, most + 1)
    except zlib.error:
        raise NoPicture("broken") from None
    if len(pixels) > most or not reader.eof or reader.unused_data or (not woven and len(pixels) != most):
        raise NoPicture("broken")


def _block(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
