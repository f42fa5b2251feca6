"""The organisation of the demonstration: contact, letters, and a first version of its own page on selections."""

from selection.accounts.queries import all_people
from selection.organisation import actions
from selection.organisation.models import PageKind
from selection.organisation.queries import shipped_page

NAME, UNIT = "Demobestuur", "Personeelsdienst"
OWN_PARAGRAPH = "# Bij ons\n\nOp de dag van een gesprek ontvangen we u aan het onthaal, met koffie of water. Uw gesprek begint op tijd."


def set_up_organisation() -> None:
    """Settings as an administrator would save them, and one page of its own."""
    administrator = next(person for person in all_people() if person.is_administrator)
    actions.save(
        administrator,
        {
            "name": NAME,
            "unit": UNIT,
            "address": "Demoplein 1\n9999 Demodorp",
            "contact_email": "personeelsdienst@demobestuur.example",
            "sender_name": f"{UNIT} {NAME}",
            "sender": "selectie@demobestuur.example",
            "reply_to": "personeelsdienst@demobestuur.example",
            "signature": "Demo Directeur\nalgemeen directeur",
            "grace_minutes": 10,
        },
    )
    text = f"{shipped_page(PageKind.SELECTING, 'nl').text}\n\n{OWN_PARAGRAPH}"
    actions.write_page(administrator, PageKind.SELECTING, "nl", text, seen=0)
