"""The name of the employer in files that the platform and its subjects make."""

from flask import current_app, g


def employer_name() -> str:
    """The name that the pages of this request show: what was saved under Settings, else that of the installation."""
    saved: str = getattr(g.get("organisation"), "name", "")
    installed: str = current_app.config["SETTINGS"].organisation
    return saved or installed
