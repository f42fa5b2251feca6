"""What every response says to the browser about what it may do with it."""

from flask import Flask, Response, current_app, request

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex",
}
BRIEFLY = "public, max-age=60"  # a public page, for who sends no cookie
PUBLIC_ASSETS = frozenset({"static", "platform.vendor", "organisation.style", "organisation.logo"})
HSTS = "max-age=63072000; includeSubDomains"


def register(app: Flask) -> None:
    """Have every response carry the headers."""
    app.after_request(add)


def add(response: Response) -> Response:
    """The headers of one response; a view may have set a stricter policy of its own."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers.setdefault("Strict-Transport-Security", HSTS)
    if response.status_code >= 400 or not (request.endpoint in PUBLIC_ASSETS or _public_page(response)):
        response.headers["Cache-Control"] = "no-store"
    return response


def _public_page(response: Response) -> bool:
    """Whether a view said that its page is the same for everybody, and nobody who is known asked for it."""
    return response.headers.get("Cache-Control") == BRIEFLY and not request.cookies
