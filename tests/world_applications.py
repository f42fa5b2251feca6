"""A published procedure of the world that takes applications: Aerts sent one with a cv and a wish, Bogaert with the same name and another address too."""

from uuid import UUID

from selection.applications import accommodation, beginning, links, submitting
from selection.applications.beginning import Consent
from selection.applications.checking import check
from selection.applications.models import Application
from selection.candidates.entering import Details
from selection.procedures.models import Procedure
from tests.factories_applications import taking_applications
from tests.upload_files import pdf
from tests.world import PANEL, Played, World, make_definition, played, published, reached, seated

NAME = "kandidaturen"
PRIVATE = "private link"


def applied(world: World, name: str = NAME) -> Played:
    """`world.links[PRIVATE]` opens the application of Aerts."""
    made = played(world, name, number=17, definition=make_definition(taking_applications()))
    seated(world, name, PANEL)
    published(world, name)
    with world.acting(made.hr) as actor:
        procedure = reached(world, name, actor)
        first, second = _sent(procedure, "aerts"), _sent(procedure, "bogaert")
        document = beginning.add_document(procedure, first, check(pdf()), name="cv.pdf", asked="cv")
        accommodation.ask(procedure, first, "Meer tijd", "Dyslexie")
        measure = accommodation.grant(procedure, first, "Een derde meer tijd", actor=actor)
        world.links[PRIVATE] = links.make(first)
        made.made |= {"application": first.id, "twin": second.id, "document": document.id, "measure": measure.id}
        made.candidates |= {"aerts": _candidate(first), "bogaert": _candidate(second)}
    return made


def _sent(procedure: Procedure, who: str) -> Application:
    details = Details(given_name="Dubbel", family_name="Kandi", email=f"{who}@{NAME}.example")
    consent = Consent(version="consent-nl-0")
    application, _new = beginning.begin(procedure, details, postal_address="", consent=consent, language="nl", form_number=who)
    submitting.submit(procedure, application)
    return application


def _candidate(application: Application) -> UUID:
    assert application.candidate_id is not None
    return application.candidate_id
