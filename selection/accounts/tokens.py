"""Random tokens: what a person holds, and the digest that is stored in its place."""

import hashlib
import hmac
import secrets

BYTES = 32  # 256 bits


def new_token() -> str:
    """A token that nobody can guess, in letters, figures, - and _."""
    return secrets.token_urlsafe(BYTES)


def token_hash(token: str) -> str:
    """What the database keeps of a token (SHA-256): a copy of the table opens nothing."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def keyed_digest(text: str, secret: str) -> str:
    """A digest that cannot be guessed back without the secret of the application."""
    return hmac.new(secret.encode(), text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
