"""Values of a wrong kind: what is changed in `DEFINITION`, the place that the problem then has, and its Dutch sentence."""

from tests.vacancies.examples import DEFINITION, Fault

FAULTS = [
    Fault(
        code="float",
        text=DEFINITION,
        changes=[("points = 30", "points = 30.0")],
        place="rounds[0].parts[0].points (ronde-1 > gesprek)",
        what='het getal 30.0 staat zonder aanhalingstekens en zou niet exact gelezen worden. Zet het tussen aanhalingstekens: "30.0".',
    ),
    Fault(
        code="float",
        text=DEFINITION,
        changes=[("weight = 2", "weight = 0.15")],
        place="rounds[0].parts[0].criteria[1].weight (ronde-1 > gesprek > motivatie)",
        what='het getal 0.15 staat zonder aanhalingstekens en zou niet exact gelezen worden. Zet het tussen aanhalingstekens: "0.15".',
    ),
    Fault(
        code="no_text",
        text=DEFINITION,
        changes=[('title = "Gesprek"', "title = 12")],
        place="rounds[0].parts[0].title (ronde-1 > gesprek)",
        what="12 is geen tekst. Schrijf een tekst tussen aanhalingstekens.",
    ),
    Fault(
        code="empty_text",
        text=DEFINITION,
        changes=[('title = "Gesprek"', 'title = "  "')],
        place="rounds[0].parts[0].title (ronde-1 > gesprek)",
        what="de tekst is leeg. Vul hem in of laat de sleutel weg.",
    ),
    Fault(
        code="long_text",
        text=DEFINITION,
        changes=[('title = "Gesprek"', 'title = "' + "a" * 20_001 + '"')],
        place="rounds[0].parts[0].title (ronde-1 > gesprek)",
        what="de tekst is langer dan 20000 tekens. Kort hem in.",
    ),
    Fault(
        code="control_character",
        text=DEFINITION,
        changes=[('title = "Gesprek"', 'title = "Ge\\u0007sprek"')],
        place="rounds[0].parts[0].title (ronde-1 > gesprek)",
        what="de tekst bevat een stuurteken. Verwijder het.",
    ),
    Fault(
        code="no_code",
        text=DEFINITION,
        changes=[('code = "gesprek"', "code = 3")],
        place="rounds[0].parts[0].code (ronde-1)",
        what="3 is geen code. Schrijf een code tussen aanhalingstekens.",
    ),
    Fault(
        code="bad_address",
        text=DEFINITION,
        changes=[("[scheme]", '[application]\nexternal_url = "javascript:alert(1)"\n\n[scheme]')],
        place="application.external_url",
        what='"javascript:alert(1)" is geen webadres. Schrijf een adres dat met https:// begint, zoals https://vacatures.example.be/12.',
    ),
    Fault(
        code="bad_code",
        text=DEFINITION,
        changes=[('code = "gesprek"', 'code = "het gesprek"')],
        place="rounds[0].parts[0].code (ronde-1 > het gesprek)",
        what=(
            '"het gesprek" is geen geldige code. Gebruik hoogstens 64 letters, cijfers, koppeltekens, punten of liggende streepjes; '
            "begin met een letter of cijfer."
        ),
    ),
    Fault(
        code="number_type",
        text=DEFINITION,
        changes=[("points = 30", "points = true")],
        place="rounds[0].parts[0].points (ronde-1 > gesprek)",
        what=(
            "true is geen getal. Schrijf een getal van hoogstens negen cijfers, eventueel met een komma of punt en hoogstens zes "
            "decimalen, tussen aanhalingstekens."
        ),
    ),
    Fault(
        code="number_not_a_number",
        text=DEFINITION,
        changes=[("points = 30", 'points = "1e1"')],
        place="rounds[0].parts[0].points (ronde-1 > gesprek)",
        what=(
            '"1e1" is geen getal. Schrijf een getal van hoogstens negen cijfers, eventueel met een komma of punt en hoogstens zes '
            "decimalen, tussen aanhalingstekens."
        ),
    ),
    Fault(
        code="number_empty",
        text=DEFINITION,
        changes=[("points = 30", 'points = ""')],
        place="rounds[0].parts[0].points (ronde-1 > gesprek)",
        what=(
            "hier staat geen getal. Schrijf een getal van hoogstens negen cijfers, eventueel met een komma of punt en hoogstens zes "
            "decimalen, tussen aanhalingstekens."
        ),
    ),
    Fault(
        code="number_too_long",
        text=DEFINITION,
        changes=[("points = 30", "points = 1234567890")],
        place="rounds[0].parts[0].points (ronde-1 > gesprek)",
        what=(
            "1234567890 is te lang. Schrijf een getal van hoogstens negen cijfers, eventueel met een komma of punt en hoogstens zes "
            "decimalen, tussen aanhalingstekens."
        ),
    ),
    Fault(
        code="number_negative",
        text=DEFINITION,
        changes=[("points = 30", "points = -30")],
        place="rounds[0].parts[0].points (ronde-1 > gesprek)",
        what="-30 is negatief. Schrijf een getal van 0 of meer.",
    ),
    Fault(
        code="number_zero",
        text=DEFINITION,
        changes=[("weight = 2", "weight = 0")],
        place="rounds[0].parts[0].criteria[1].weight (ronde-1 > gesprek > motivatie)",
        what="0 is niet groter dan 0. Schrijf een getal groter dan 0.",
    ),
    Fault(
        code="whole",
        text=DEFINITION,
        changes=[("points = 70", 'points = 70\n  min_assessors = "1,5"')],
        place="rounds[0].parts[1].min_assessors (ronde-1 > interview)",
        what='"1,5" past hier niet. Schrijf een geheel getal van 1 tot 99.',
    ),
    Fault(
        code="percent",
        text=DEFINITION,
        changes=[("rounding =", 'part_pass_mark = "0.5"\nrounding =')],
        place="scheme.part_pass_mark",
        what='"0.5" is geen percentage. Schrijf een percentage tussen aanhalingstekens, bijvoorbeeld "50%".',
    ),
    Fault(
        code="percent_over",
        text=DEFINITION,
        changes=[("rounding =", 'part_pass_mark = "101%"\nrounding =')],
        place="scheme.part_pass_mark",
        what='"101%" is meer dan 100 %; niemand kan dan slagen. Schrijf hoogstens 100 %.',
    ),
    Fault(
        code="flag",
        text=DEFINITION,
        changes=[("verdict = true", 'verdict = "ja"')],
        place="rounds[1].parts[0].verdict (ronde-2 > assessment)",
        what='"ja" is geen ja of nee. Schrijf true of false, zonder aanhalingstekens.',
    ),
    Fault(
        code="choice",
        text=DEFINITION,
        changes=[("rounding =", 'ties = "loting"\nrounding =')],
        place="scheme.ties",
        what='"loting" kan hier niet. Kies uit: shared, decide.',
    ),
    Fault(
        code="day",
        text=DEFINITION,
        changes=[("2024-05-15", '"15 mei 2024"')],
        place="rounds[0].dates[0] (ronde-1)",
        what='"15 mei 2024" is geen datum. Schrijf jaar, maand en dag: 2024-05-15.',
    ),
    Fault(
        code="no_list",
        text=DEFINITION,
        changes=[("dates = [2024-05-15]", "dates = 2024-05-15")],
        place="rounds[0].dates (ronde-1)",
        what="2024-05-15 is geen lijst. Zet de waarden tussen rechte haken: [ ... ].",
    ),
    Fault(
        code="short_list",
        text=DEFINITION,
        changes=[('["onvoldoende", "goed", "uitstekend"]', '["goed"]')],
        place="scales.woorden.labels",
        what="de lijst is te kort. Geef er minstens 2.",
    ),
    Fault(
        code="no_table",
        text=DEFINITION,
        changes=[('{ topic = "houding", title = "Houding" }', '"houding"')],
        place="rounds[1].parts[0].criteria[0] (ronde-2 > assessment)",
        what='"houding" is geen tabel. Schrijf een sectie met sleutels of { sleutel = waarde }.',
    ),
    Fault(
        code="unknown_key",
        text=DEFINITION,
        changes=[('title = "Gesprek"', 'title = "Gesprek"\n  xyz = 1')],
        place="rounds[0].parts[0].xyz (ronde-1 > gesprek)",
        what=(
            'de sleutel "xyz" bestaat hier niet. Mogelijk zijn: code, title, points, verdict, pass_mark, scale, min_assessors, '
            "tolerance, consensus, criteria, preparation, blind."
        ),
    ),
    Fault(
        code="unknown_key_like",
        text=DEFINITION,
        changes=[("weight = 2", "wieght = 2")],
        place="rounds[0].parts[0].criteria[1].wieght (ronde-1 > gesprek > motivatie)",
        what=('de sleutel "wieght" bestaat hier niet. Bedoel je weight? Mogelijk zijn: competency, framework, level, topic, title, weight, minimum.'),
    ),
    Fault(
        code="missing",
        text=DEFINITION,
        changes=[('  code = "interview"\n', "")],
        place="rounds[0].parts[1].code (ronde-1)",
        what="code ontbreekt. Vul code in.",
    ),
    Fault(
        code="capitals",
        text=DEFINITION,
        changes=[('code = "ronde-2"', 'code = "Ronde-1"')],
        place="rounds[1].code (Ronde-1)",
        what="Ronde-1 verschilt alleen in hoofdletters van ronde-1. Geef elk een duidelijk andere code.",
    ),
    Fault(
        code="twice",
        text=DEFINITION,
        changes=[('code = "ronde-2"', 'code = "ronde-1"')],
        place="rounds[1].code (ronde-1)",
        what="ronde-1 staat er twee keer. Geef elk een eigen code of schrap er één.",
    ),
    Fault(
        code="percent",
        text=DEFINITION,
        changes=[("rounding =", "total_pass_mark = 0.6\nrounding =")],
        place="scheme.total_pass_mark",
        what='0.6 is geen percentage. Schrijf een percentage tussen aanhalingstekens, bijvoorbeeld "50%".',
    ),
    Fault(
        code="float",
        text=DEFINITION,
        changes=[('max = "10"', "max = inf")],
        place="scales.tien.max",
        what='het getal inf staat zonder aanhalingstekens en zou niet exact gelezen worden. Zet het tussen aanhalingstekens: "inf".',
    ),
    Fault(
        code="number_too_long",
        text=DEFINITION,
        changes=[("points = 30", 'points = "12.5000000000000000000000001"')],
        place="rounds[0].parts[0].points (ronde-1 > gesprek)",
        what=(
            '"12.5000000000000000000000001" is te lang. Schrijf een getal van hoogstens negen cijfers, eventueel met een komma of '
            "punt en hoogstens zes decimalen, tussen aanhalingstekens."
        ),
    ),
    Fault(
        code="number_not_a_number",
        text=DEFINITION,
        changes=[("points = 30", 'points = "１２"')],
        place="rounds[0].parts[0].points (ronde-1 > gesprek)",
        what=(
            '"１２" is geen getal. Schrijf een getal van hoogstens negen cijfers, eventueel met een komma of punt en hoogstens zes '
            "decimalen, tussen aanhalingstekens."
        ),
    ),
    Fault(
        code="number_not_a_number",
        text=DEFINITION,
        changes=[("points = 30", 'points = "٣"')],
        place="rounds[0].parts[0].points (ronde-1 > gesprek)",
        what=(
            '"٣" is geen getal. Schrijf een getal van hoogstens negen cijfers, eventueel met een komma of punt en hoogstens zes '
            "decimalen, tussen aanhalingstekens."
        ),
    ),
    Fault(
        code="number_not_a_number",
        text=DEFINITION,
        changes=[("points = 30", 'points = "1_0"')],
        place="rounds[0].parts[0].points (ronde-1 > gesprek)",
        what=(
            '"1_0" is geen getal. Schrijf een getal van hoogstens negen cijfers, eventueel met een komma of punt en hoogstens zes '
            "decimalen, tussen aanhalingstekens."
        ),
    ),
    Fault(
        code="number_not_a_number",
        text=DEFINITION,
        changes=[("points = 30", 'points = "sNaN"')],
        place="rounds[0].parts[0].points (ronde-1 > gesprek)",
        what=(
            '"sNaN" is geen getal. Schrijf een getal van hoogstens negen cijfers, eventueel met een komma of punt en hoogstens zes '
            "decimalen, tussen aanhalingstekens."
        ),
    ),
    Fault(
        code="number_not_a_number",
        text=DEFINITION,
        changes=[("points = 30", 'points = "Infinity"')],
        place="rounds[0].parts[0].points (ronde-1 > gesprek)",
        what=(
            '"Infinity" is geen getal. Schrijf een getal van hoogstens negen cijfers, eventueel met een komma of punt en hoogstens '
            "zes decimalen, tussen aanhalingstekens."
        ),
    ),
    Fault(
        code="number_not_a_number",
        text=DEFINITION,
        changes=[("points = 30", 'points = "1e-400"')],
        place="rounds[0].parts[0].points (ronde-1 > gesprek)",
        what=(
            '"1e-400" is geen getal. Schrijf een getal van hoogstens negen cijfers, eventueel met een komma of punt en hoogstens zes '
            "decimalen, tussen aanhalingstekens."
        ),
    ),
    Fault(
        code="number_not_a_number",
        text=DEFINITION,
        changes=[("points = 30", 'points = "1.000,5"')],
        place="rounds[0].parts[0].points (ronde-1 > gesprek)",
        what=(
            '"1.000,5" is geen getal. Schrijf een getal van hoogstens negen cijfers, eventueel met een komma of punt en hoogstens '
            "zes decimalen, tussen aanhalingstekens."
        ),
    ),
    Fault(
        code="number_negative",
        text=DEFINITION,
        changes=[("points = 30", 'points = "-0"')],
        place="rounds[0].parts[0].points (ronde-1 > gesprek)",
        what='"-0" is negatief. Schrijf een getal van 0 of meer.',
    ),
]
