"""Beginning an application, and asking for a new private link. Nobody learns from these pages who applied."""

from uuid import UUID

from flask import current_app, g, redirect, render_template, request, url_for

from selection.applications import beginning, links, queries, states, telling, throttling
from selection.applications.beginning import Consent
from selection.applications.forms import BeginForm, LinkForm
from selection.applications.pages import until_words
from selection.applications.states import Phase
from selection.applications.views.scope import Answer, arrived, site, vacancy, visitors
from selection.errors import Refused
from selection.i18n import _, language
from selection.organisation.queries import organisation, page_text
from selection.web.languages import asked_language


@visitors("/vacatures/<uuid:procedure_id>/kandidatuur-indienen", methods=["GET", "POST"])
def begin(procedure_id: UUID) -> Answer:
    """The first step: who applies, and consent. It leads to the private page, and a link to confirm the address goes out."""
    procedure, definition = vacancy(procedure_id)
    window = states.window(procedure, definition, at=arrived())
    if definition.application is not None and definition.application.external_url and window.phase is Phase.OPEN:
        return redirect(definition.application.external_url, 303)
    text = page_text("consent", language())
    form = BeginForm()
    if not states.asks_postal_address(definition):
        del form.postal_address
    status = 200
    if request.method == "POST":
        if window.phase is not Phase.OPEN:
            raise Refused(_("The closing moment is past, or applications are not taken yet. Nothing was kept."))
        if form.validate_on_submit():
            postal = (form.postal_address.data or "") if "postal_address" in form else ""
            if fault := beginning.barred_address(procedure, form.email.data or ""):
                form.refuse("email", fault)
            else:
                throttling.count("begin", request.remote_addr or "")
                application, new = beginning.begin(
                    procedure, form.details(), postal_address=postal, consent=Consent(version=text.version), language=language(), form_number=g.form_number
                )
                if new:
                    telling.confirm_address(procedure, application, application.email, window, site=site())
                return redirect(url_for("applications.mine", token=links.make(application), taal=asked_language()), 303)
        status = 422
    page = render_template(
        "applications/begin.html",
        form=form,
        procedure=procedure,
        definition=definition,
        open=window.phase is Phase.OPEN,
        until=until_words(window),
        consent=text.text.strip().replace("{organisation}", organisation().name),
        privacy_url=_privacy_url(),
        asked=asked_language(),
    )
    return page, status


@visitors("/vacatures/<uuid:procedure_id>/mijn-kandidatuur", methods=["GET", "POST"])
def ask_link(procedure_id: UUID) -> Answer:
    """A new private link by mail; the answer is the same whoever is asked for, and a few an hour at most go to one address."""
    procedure, definition = vacancy(procedure_id)
    form, sent, status = LinkForm(), False, 200
    if request.method == "POST":
        email = form.email.data or ""
        if form.validate_on_submit():
            secret, sent = current_app.config["SECRET_KEY"], True
            allowed = throttling.may_mail(email, secret)
            throttling.count("link", request.remote_addr or "", about=email, secret=secret)
            for application in queries.with_address(procedure.id, email) if allowed else ():
                if application.email_confirmed:
                    telling.new_link(procedure, application, site=site())
                else:
                    telling.confirm_address(procedure, application, email, states.window(procedure, definition), site=site())
        else:
            status = 422
    return render_template("applications/ask_link.html", form=form, procedure=procedure, definition=definition, sent=sent, asked=asked_language()), status


def _privacy_url() -> str:
    """Where the privacy notice stands, when there is a page for it."""
    return url_for("publishing.privacy", taal=asked_language()) if "publishing.privacy" in current_app.view_functions else ""
