"""The texts of letters, as the organisation words them: a list, and one text with its preview, its versions and the way back to the shipped one."""

from typing import Any

from flask import render_template, url_for
from werkzeug.wrappers import Response

from selection.accounts.request import actor
from selection.candidates.queries import people
from selection.errors import Conflict, NotFound
from selection.i18n import LANGUAGES, _, language
from selection.letters import actions
from selection.letters.forms import FragmentForm, TextForm
from selection.letters.models import TextKind
from selection.letters.own_texts import newest_texts, shipped_text, texts_in_force, versions_of
from selection.letters.placeholders import Unfilled, names_in
from selection.letters.texts import Fragment, Template, Texts
from selection.letters.views.scope import Answer, blueprint
from selection.letters.wording import example_of
from selection.letters.words import own_faults
from selection.web.answers import done


@blueprint.get("/berichten/teksten", endpoint="texts")
def text_list() -> str:
    """Every letter and standard text in both languages, with what is the organisation's own and what still has to be checked."""
    texts = {code: texts_in_force(code) for code in LANGUAGES}
    own = {key for key, row in newest_texts().items() if not row.reset}
    return render_template(
        "letters/texts.html", texts=texts, own=own, letters=_rows(texts, "letters"), fragments=_rows(texts, "fragments"), languages=LANGUAGES
    )


def _rows(texts: dict[str, Texts], what: str) -> list[tuple[str, Any, list[str]]]:
    """(code, the text in the reader's language or else the other one, languages that have it)."""
    held = {code: getattr(one, what) for code, one in texts.items()}
    order = sorted(held, key=lambda code: code != language())
    codes = dict.fromkeys(code for found in held.values() for code in found)
    return [(code, next(held[each][code] for each in order if code in held[each]), [each for each in held if code in held[each]]) for code in codes]


@blueprint.route("/berichten/teksten/<text_kind>/<text_code>/<text_language>", methods=["GET", "POST"])
def text(text_kind: str, text_code: str, text_language: str) -> Answer:
    """One text: read it with example values, change it."""
    kind = _kind(text_kind)
    shipped_text(kind, text_code, text_language)
    texts = texts_in_force(text_language)
    found: Template | Fragment = texts.letters[text_code] if kind == TextKind.LETTER else texts.fragments[text_code]
    form = _form(kind, found, actions.number_of(kind, text_code, text_language))
    if not form.is_submitted():
        return _page(kind, found, text_language, form)
    if not form.validate():
        return _page(kind, found, text_language, form), 422
    subject = form.subject.data or "" if isinstance(form, TextForm) else ""
    body = form.body.data or ""
    for field, sentence in own_faults(texts, found, subject=subject, body=body):
        form.refuse(field, sentence)
    if form.errors:
        return _page(kind, found, text_language, form), 422
    url = url_for("letters.text", text_kind=text_kind, text_code=text_code, text_language=text_language)
    _hold(form, kind, text_code, text_language, found, body, url)
    actions.set_text(actor(), kind, text_code, text_language, subject=subject, body=body)
    return done(_("The text is saved. Letters that are made from now on say it."), url)


@blueprint.post("/berichten/teksten/<text_kind>/<text_code>/<text_language>/herstellen")
def reset_text(text_kind: str, text_code: str, text_language: str) -> Response:
    """The shipped text holds again; the own versions stay readable."""
    kind = _kind(text_kind)
    actions.reset_text(actor(), kind, text_code, text_language)
    url = url_for("letters.text", text_kind=text_kind, text_code=text_code, text_language=text_language)
    return done(_("The shipped text holds again."), url)


def _kind(text: str) -> TextKind:
    if text not in set(TextKind):
        raise NotFound
    return TextKind(text)


def _form(kind: TextKind, found: Template | Fragment, number: int) -> TextForm | FragmentForm:
    if isinstance(found, Template):
        return TextForm(data={"subject": found.subject, "body": found.body.strip("\n"), "number": number})
    return FragmentForm(data={"body": found.text.strip("\n"), "number": number})


def _hold(form: TextForm | FragmentForm, kind: TextKind, code: str, spoken: str, found: Template | Fragment, body: str, url: str) -> None:
    """Conflict with both texts when somebody saved another version since the page was made."""
    if form.number.data != str(actions.number_of(kind, code, spoken)):
        theirs = found.body if isinstance(found, Template) else found.text
        raise Conflict("errors/conflict.html", rows=[(_("Text"), body, theirs.strip("\n"))], back_url=url)


def _page(kind: TextKind, found: Template | Fragment, spoken: str, form: TextForm | FragmentForm) -> str:
    texts = texts_in_force(spoken)
    subject = form.subject.data or "" if isinstance(form, TextForm) else ""
    versions = versions_of(kind, found.code, spoken)
    try:
        example = example_of(texts, subject, form.body.data or "")
    except Unfilled:
        example = ("", "")
    held = [texts.placeholders[name] for name in names_in(subject + (form.body.data or "")) if name in texts.placeholders]
    return render_template(
        "letters/text.html",
        kind=kind,
        found=found,
        text_language=spoken,
        form=form,
        example=example,
        held=held,
        others=[one for one in texts.placeholders.values() if one not in held],
        check_mark=texts.check_mark,
        versions=versions,
        people=people([row.made_by for row in versions]),
        own=bool(versions) and not versions[0].reset,
        is_letter=kind == TextKind.LETTER,
    )
