"""The cross-walk: what is changed in `CROSSWALK`, the place that the problem then has, and its Dutch sentence."""

from tests.vacancies.examples import CROSSWALK, Fault

FAULTS = [
    Fault(
        code="unknown_competency",
        text=CROSSWALK,
        changes=[('"werken-in-netwerken"', '"netwerken"')],
        place="groups[0].members[1].competency (G01 > netwerken)",
        what="het competentiekader maastricht heeft geen competentie netwerken. Controleer de code in het kader.",
    ),
    Fault(
        code="unknown_framework",
        text=CROSSWALK,
        changes=[('"lievegem"', '"gent"')],
        place="groups[0].members[0].framework (G01 > netwerken)",
        what="het competentiekader gent is niet gekend. Bekend zijn: generiek, jaargesprekken, lievegem, maastricht, woordenboek.",
    ),
    Fault(
        code="twice",
        text=CROSSWALK,
        changes=[('"maastricht", competency = "werken-in-netwerken"', '"lievegem", competency = "netwerken"')],
        place="groups[0].members[1].competency (G01 > netwerken)",
        what="lievegem/netwerken staat er twee keer. Geef elk een eigen code of schrap er één.",
    ),
]
