"""What to call a device, from what its browser says of itself."""

_BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"))
_LATER_BROWSERS = (("Chrome", "Chrome"), ("Safari", "Safari"), ("curl", "curl"))
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def device_name(user_agent: str) -> str:
    """Browser and system, like `Firefox · Windows`; empty when the browser does not say. Never the text that was sent itself."""
    browser = next((name for sign, name in (*_BROWSERS, *_LATER_BROWSERS) if sign in user_agent), "")
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), "")
    return " · ".join(part for part in (browser, system) if part)
