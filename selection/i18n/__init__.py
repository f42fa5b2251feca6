"""Texts and figures in the language of the reader: Dutch (of Belgium) by default, English second.

`_`, `_n` and `_l` translate anywhere, with or without a running application; the formatters are Jinja filters too.
"""

from typing import Any

from flask import Flask
from flask_babel import Babel
from flask_babel.speaklater import LazyString

from selection.i18n import figures
from selection.i18n.catalogues import translations
from selection.i18n.figures import date_long, date_plan, date_short, moment, money, percent, points, rating, rounded, sort_key_name, time, whole
from selection.i18n.language import DEFAULT, LANGUAGES, LOCALES, language, locale, speaking

FILTERS = {
    "points": points,
    "rating": rating,
    "rounded": rounded,
    "whole": whole,
    "money": money,
    "percent": percent,
    "date_long": date_long,
    "date_short": date_short,
    "date_plan": date_plan,
    "moment": moment,
    "time": time,
}


def _(message: str, **values: Any) -> str:
    """The text in the reader's language; `%(name)s` in it is filled from `values`."""
    text = str(translations(language()).gettext(message))
    return text % values if values else text


def _n(singular: str, plural: str, num: int, **values: Any) -> str:
    """The singular or plural text; `%(num)s` is the number."""
    return str(translations(language()).ngettext(singular, plural, num)) % {"num": figures.whole(num), **values}


def _l(message: str, **values: Any) -> LazyString:
    """A text that is translated when it is shown, for labels made at import."""
    return LazyString(_, message, **values)


def register(app: Flask) -> None:
    """Give templates `_`, `ngettext`, trans blocks and the formatters, and WTForms its messages in the reader's language."""
    Babel(app, default_locale="nl_BE", default_timezone="Europe/Brussels", locale_selector=locale, configure_jinja=False)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: translations(language()).gettext(text),
        lambda one, more, num: translations(language()).ngettext(one, more, num),
        newstyle=True,
    )
    app.jinja_env.filters.update(FILTERS)
    for code in LANGUAGES:
        translations(code)


__all__ = [
    "DEFAULT",
    "FILTERS",
    "LANGUAGES",
    "LOCALES",
    "_",
    "_l",
    "_n",
    "date_long",
    "date_plan",
    "date_short",
    "language",
    "locale",
    "moment",
    "money",
    "percent",
    "points",
    "rating",
    "register",
    "rounded",
    "sort_key_name",
    "speaking",
    "time",
    "whole",
]
