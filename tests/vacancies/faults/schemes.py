"""Rounds, parts, criteria and rules: what is changed in `DEFINITION`, the place that the problem then has, and its Dutch sentence."""

from tests.vacancies.examples import DEFINITION, Fault

FAULTS = [
    Fault(
        code="no_points_no_verdict",
        text=DEFINITION,
        changes=[("  points = 70\n", "")],
        place="rounds[0].parts[1] (ronde-1 > interview)",
        what="het onderdeel heeft geen points en geen verdict. Geef het points (een aantal punten) of verdict = true (geschikt of niet).",
    ),
    Fault(
        code="points_and_verdict",
        text=DEFINITION,
        changes=[("points = 70", "points = 70\n  verdict = true")],
        place="rounds[0].parts[1] (ronde-1 > interview)",
        what="het onderdeel heeft points en ook verdict. Kies één van beide.",
    ),
    Fault(
        code="verdict_false",
        text=DEFINITION,
        changes=[("verdict = true", "verdict = false")],
        place="rounds[1].parts[0].verdict (ronde-2 > assessment)",
        what="verdict = false zegt niets. Schrap het en geef points, of schrijf verdict = true.",
    ),
    Fault(
        code="not_on_verdict",
        text=DEFINITION,
        changes=[("verdict = true", 'verdict = true\n  pass_mark = "50%"')],
        place="rounds[1].parts[0].pass_mark (ronde-2 > assessment)",
        what="pass_mark hoort niet bij een onderdeel met verdict: dat geeft alleen geschikt of ongeschikt. Schrap pass_mark.",
    ),
    Fault(
        code="not_on_verdict_criterion",
        text=DEFINITION,
        changes=[('title = "Houding"', 'title = "Houding", weight = 2')],
        place="rounds[1].parts[0].criteria[0].weight (ronde-2 > assessment > houding)",
        what="weight hoort niet bij een criterium van een onderdeel met verdict: dat telt niet in punten. Schrap weight.",
    ),
    Fault(
        code="not_on_direct",
        text=DEFINITION,
        changes=[("points = 70", 'points = 70\n  scale = "tien"')],
        place="rounds[0].parts[1].scale (ronde-1 > interview)",
        what="scale hoort niet bij een onderdeel dat rechtstreeks in punten beoordeeld wordt. Schrap scale of geef criteria.",
    ),
    Fault(
        code="points_off_step",
        text=DEFINITION,
        changes=[("points = 30", 'points = "30,005"')],
        place="rounds[0].parts[0].points (ronde-1 > gesprek)",
        what="30.005 punten is geen veelvoud van de afronding 0.01. Pas points of rounding aan.",
    ),
    Fault(
        code="criterion_twice",
        text=DEFINITION,
        changes=[('topic = "motivatie"', 'topic = "visie"')],
        place="rounds[0].parts[0].criteria[1].topic (ronde-1 > gesprek > visie)",
        what="het criterium visie staat twee keer in dit onderdeel. Schrap er één; de code telt, ook uit een ander kader.",
    ),
    Fault(
        code="topic_and_competency",
        text=DEFINITION,
        changes=[('topic = "motivatie"', 'topic = "motivatie", competency = "coachen"')],
        place="rounds[0].parts[0].criteria[1] (ronde-1 > gesprek > motivatie)",
        what="het criterium heeft topic en ook competency. Kies één van beide.",
    ),
    Fault(
        code="no_topic_no_competency",
        text=DEFINITION,
        changes=[('topic = "motivatie", title = "Motivatie", ', "")],
        place="rounds[0].parts[0].criteria[1] (ronde-1 > gesprek)",
        what="het criterium heeft geen competency en geen topic. Geef één van beide.",
    ),
    Fault(
        code="not_on_topic",
        text=DEFINITION,
        changes=[('topic = "motivatie"', 'topic = "motivatie", level = "3"')],
        place="rounds[0].parts[0].criteria[1].level (ronde-1 > gesprek > motivatie)",
        what="level hoort bij een competentie, niet bij een vrij onderwerp. Schrap level.",
    ),
    Fault(
        code="not_on_competency",
        text=DEFINITION,
        changes=[('competency = "visie"', 'competency = "visie", title = "Visie"')],
        place="rounds[0].parts[0].criteria[0].title (ronde-1 > gesprek > visie)",
        what="een competentie krijgt haar titel uit het competentiekader. Schrap title.",
    ),
    Fault(
        code="tie_break_unknown",
        text=DEFINITION,
        changes=[('["interview"]', '["assessment"]')],
        place="scheme.tie_break[0]",
        what="assessment is geen onderdeel op punten. Kies uit: gesprek, interview.",
    ),
    Fault(
        code="neutralised_part",
        text=DEFINITION,
        changes=[("rounding =", 'neutralised = [{part = "interview", criterion = "visie", reason = "Foute vraag"}]\nrounding =')],
        place="scheme.neutralised[0].part",
        what="interview is geen onderdeel met criteria op punten. Kies uit: gesprek.",
    ),
    Fault(
        code="neutralised_criterion",
        text=DEFINITION,
        changes=[("rounding =", 'neutralised = [{part = "gesprek", criterion = "coachen", reason = "Foute vraag"}]\nrounding =')],
        place="scheme.neutralised[0].criterion",
        what="coachen is geen criterium van het onderdeel gesprek. Kies uit: visie, motivatie.",
    ),
    Fault(
        code="neutralised_all",
        text=DEFINITION,
        changes=[
            (
                "rounding =",
                'neutralised = [{part = "gesprek", criterion = "visie", reason = "A"}, {part = "gesprek", criterion = "motivatie", reason = "B"}]\nrounding =',
            )
        ],
        place="scheme.neutralised[1].criterion",
        what="hiermee vallen alle criteria van het onderdeel gesprek weg. Laat er minstens één staan.",
    ),
    Fault(
        code="salary_order",
        text=DEFINITION,
        changes=[("maximum = 6536", "maximum = 536")],
        place="salary.maximum",
        what="het maximum 536 ligt onder het minimum 4470. Verwissel ze.",
    ),
    Fault(
        code="no_framework",
        text=DEFINITION,
        changes=[('framework = "lievegem"\n', "")],
        place="rounds[0].parts[0].criteria[0].competency (ronde-1 > gesprek > visie)",
        what=(
            "er is niet gezegd uit welk competentiekader deze competentie komt. Schrijf framework bij het criterium of bovenaan; "
            "bekend zijn: generiek, jaargesprekken, lievegem, maastricht, woordenboek."
        ),
    ),
    Fault(
        code="unknown_framework",
        text=DEFINITION,
        changes=[('framework = "lievegem"\n', 'framework = "gent"\n')],
        place="framework",
        what="het competentiekader gent is niet gekend. Bekend zijn: generiek, jaargesprekken, lievegem, maastricht, woordenboek.",
    ),
    Fault(
        code="unknown_competency",
        text=DEFINITION,
        changes=[('"visie", level = "3"', '"visies", level = "3"')],
        place="rounds[0].parts[0].criteria[0].competency (ronde-1 > gesprek > visies)",
        what="het competentiekader lievegem heeft geen competentie visies. Controleer de code in het kader.",
    ),
    Fault(
        code="unknown_level",
        text=DEFINITION,
        changes=[('level = "3"', 'level = "4"')],
        place="rounds[0].parts[0].criteria[0].level (ronde-1 > gesprek > visie)",
        what="de competentie visie heeft in het kader lievegem geen niveau 4. Kies uit: 3.",
    ),
    Fault(
        code="level_missing",
        text=DEFINITION,
        changes=[('competency = "visie", level = "3"', 'competency = "luisteren", framework = "maastricht"')],
        place="rounds[0].parts[0].criteria[0].level (ronde-1 > gesprek > luisteren)",
        what="er is niet gezegd welk niveau van luisteren gevraagd wordt. Kies uit: oik-3-7, oik-8-10, oik-11-18.",
    ),
    Fault(
        code="level_of_none_asked",
        text=DEFINITION,
        changes=[('competency = "visie"', 'competency = "inleven"')],
        place="rounds[0].parts[0].criteria[0].level (ronde-1 > gesprek > inleven)",
        what="de competentie inleven heeft in het kader lievegem geen niveaus. Schrap level.",
    ),
    Fault(
        code="nothing_scored",
        text=DEFINITION,
        changes=[
            ('points = 30\n  scale = "tien"', "verdict = true"),
            ("points = 70", "verdict = true"),
            ('tie_break = ["interview"]\n', ""),
            (', minimum = "5"', ""),
            (", weight = 2", ""),
        ],
        place="rounds",
        what="geen enkel onderdeel staat op punten, dus er valt niets te rangschikken. Geef minstens één onderdeel points.",
    ),
]
