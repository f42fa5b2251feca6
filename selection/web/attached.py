"""The name of a download, as its header carries it (RFC 6266)."""

import unicodedata
from urllib.parse import quote


def attachment(name: str) -> str:
    """`attachment` with the name in ASCII, and in UTF-8 where that differs; nothing in it can end the header or the quotes."""
    clean = "".join(sign for sign in name if unicodedata.category(sign)[0] != "C") or "bestand"
    plain = unicodedata.normalize("NFKD", clean).encode("ascii", "ignore").decode().replace("\\", "_").replace('"', "_").strip() or "bestand"
    if plain == clean:
        return f'attachment; filename="{plain}"'
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(clean, safe='')}"
