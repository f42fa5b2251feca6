"""What is wrong with a scores file, to the letter, in Dutch and in English: row, column, what is wrong and what is allowed."""

# ruff: noqa: E501 - sentences are compared whole

import pytest

from selection.documents.table_sentences import CELL_CODES, FILE_CODES
from selection.i18n import speaking
from selection.results.scores_file import ScoresErrors, read_scores
from selection.results.scores_sentences import codes, sentence
from tests.selection.results.scores_files import SCHEME, lines

# Code, rows of the file, the one sentence in Dutch and in English.
CASES = [
    (
        "repeated",
        ["K01,gesprek,An,motivatie,7", "K01,gesprek,An,motivatie,8"],
        "Rij 3, kolom “value”: deze kandidaat, dit onderdeel, deze beoordelaar en dit criterium staan al in rij 2. Behoud een van beide rijen.",
        "Row 3, column “value”: this candidate, part, assessor and criterion stand in row 2 already. Keep one of the two rows.",
    ),
    (
        "repeated",
        ["K01,gesprek,An,motivatie,7", "K01,gesprek,An,motivatie,7.0"],
        "Rij 3, kolom “value”: deze kandidaat, dit onderdeel, deze beoordelaar en dit criterium staan al in rij 2. Behoud een van beide rijen.",
        "Row 3, column “value”: this candidate, part, assessor and criterion stand in row 2 already. Keep one of the two rows.",
    ),
    (
        "repeated",
        ["K01,gesprek,consensus,motivatie,7", "K01,gesprek,CONSENSUS,motivatie,7"],
        "Rij 3, kolom “value”: deze kandidaat, dit onderdeel, deze beoordelaar en dit criterium staan al in rij 2. Behoud een van beide rijen.",
        "Row 3, column “value”: this candidate, part, assessor and criterion stand in row 2 already. Keep one of the two rows.",
    ),
    (
        "repeated",
        ["K01,assessment,,,suitable", "K01,assessment,,,geschikt"],
        "Rij 3, kolom “value”: deze kandidaat, dit onderdeel, deze beoordelaar en dit criterium staan al in rij 2. Behoud een van beide rijen.",
        "Row 3, column “value”: this candidate, part, assessor and criterion stand in row 2 already. Keep one of the two rows.",
    ),
    (
        "repeated",
        ["K01,,,,withdrawn", "K01,,,,teruggetrokken"],
        "Rij 3, kolom “value”: deze kandidaat, dit onderdeel, deze beoordelaar en dit criterium staan al in rij 2. Behoud een van beide rijen.",
        "Row 3, column “value”: this candidate, part, assessor and criterion stand in row 2 already. Keep one of the two rows.",
    ),
    (
        "repeated",
        ["K01,gesprek,,,absent", "K01,gesprek,,,afwezig"],
        "Rij 3, kolom “value”: deze kandidaat, dit onderdeel, deze beoordelaar en dit criterium staan al in rij 2. Behoud een van beide rijen.",
        "Row 3, column “value”: this candidate, part, assessor and criterion stand in row 2 already. Keep one of the two rows.",
    ),
    (
        "verdicts_differ",
        ["K01,assessment,,,suitable", "K01,assessment,,,ongeschikt"],
        "Rij 3, kolom “value”: rij 2 geeft een ander oordeel voor deze kandidaat en dit onderdeel. Behoud een van beide rijen.",
        "Row 3, column “value”: row 2 gives another verdict for this candidate and part. Keep one of the two rows.",
    ),
    (
        "withdrawn_and_excluded",
        ["K01,,,,withdrawn", "K01,,,,uitgesloten"],
        "Rij 3, kolom “value”: een kandidaat is teruggetrokken of uitgesloten, niet allebei; rij 2 zegt het andere. Behoud een van beide rijen.",
        "Row 3, column “value”: a candidate is either withdrawn or excluded, and row 2 says the other. Keep one of the two rows.",
    ),
    (
        "absent_beside_other",
        ["K01,gesprek,An,motivatie,7", "K01,gesprek,,,absent"],
        "Rij 3, kolom “value”: afwezig staat naast andere rijen van deze kandidaat en dit onderdeel. Behoud de afwezigheid of de andere rijen.",
        "Row 3, column “value”: absent stands beside other rows of this candidate and part. Keep either the absence or the other rows.",
    ),
    (
        "absent_beside_other",
        ["K01,gesprek,,,absent", "K01,gesprek,An,motivatie,7"],
        "Rij 3, kolom “value”: afwezig staat naast andere rijen van deze kandidaat en dit onderdeel. Behoud de afwezigheid of de andere rijen.",
        "Row 3, column “value”: absent stands beside other rows of this candidate and part. Keep either the absence or the other rows.",
    ),
    (
        "absent_beside_other",
        ["K01,assessment,,,suitable", "K01,assessment,,,absent"],
        "Rij 3, kolom “value”: afwezig staat naast andere rijen van deze kandidaat en dit onderdeel. Behoud de afwezigheid of de andere rijen.",
        "Row 3, column “value”: absent stands beside other rows of this candidate and part. Keep either the absence or the other rows.",
    ),
    (
        "exempt_beside_other",
        ["K01,gesprek,,,absent", "K01,gesprek,,,exempt 20"],
        "Rij 3, kolom “value”: vrijgesteld staat naast andere rijen van deze kandidaat en dit onderdeel. Behoud de vrijstelling of de andere rijen.",
        "Row 3, column “value”: exempt stands beside other rows of this candidate and part. Keep either the exemption or the other rows.",
    ),
    (
        "exempt_beside_other",
        ["K01,gesprek,An,motivatie,7", "K01,gesprek,,,exempt 20"],
        "Rij 3, kolom “value”: vrijgesteld staat naast andere rijen van deze kandidaat en dit onderdeel. Behoud de vrijstelling of de andere rijen.",
        "Row 3, column “value”: exempt stands beside other rows of this candidate and part. Keep either the exemption or the other rows.",
    ),
    (
        "exempt_beside_other",
        ["K01,interview,,,exempt 20", "K01,interview,An,,30"],
        "Rij 3, kolom “value”: vrijgesteld staat naast andere rijen van deze kandidaat en dit onderdeel. Behoud de vrijstelling of de andere rijen.",
        "Row 3, column “value”: exempt stands beside other rows of this candidate and part. Keep either the exemption or the other rows.",
    ),
    (
        "candidate_empty",
        [",gesprek,An,motivatie,7"],
        "Rij 2, kolom “candidate”: de kandidaat ontbreekt. Vul de kandidaatscode in.",
        "Row 2, column “candidate”: the candidate is missing. Fill in the candidate code.",
    ),
    (
        "candidate_empty",
        [",,,,withdrawn"],
        "Rij 2, kolom “candidate”: de kandidaat ontbreekt. Vul de kandidaatscode in.",
        "Row 2, column “candidate”: the candidate is missing. Fill in the candidate code.",
    ),
    (
        "assessor_empty",
        ["K01,gesprek,,motivatie,7"],
        "Rij 2, kolom “assessor”: de beoordelaar ontbreekt. Bij een beoordeling en bij punten staat de beoordelaar, of “consensus”.",
        "Row 2, column “assessor”: the assessor is missing. A rating and points name their assessor, or “consensus”.",
    ),
    (
        "assessor_empty",
        ["K01,interview,,,24"],
        "Rij 2, kolom “assessor”: de beoordelaar ontbreekt. Bij een beoordeling en bij punten staat de beoordelaar, of “consensus”.",
        "Row 2, column “assessor”: the assessor is missing. A rating and points name their assessor, or “consensus”.",
    ),
    (
        "assessor_not_here",
        ["K01,assessment,An,,suitable"],
        "Rij 2, kolom “assessor”: “An” kan hier niet staan. Laat de beoordelaar leeg bij een oordeel, afwezigheid, vrijstelling, terugtrekking of uitsluiting.",
        "Row 2, column “assessor”: “An” cannot stand here. Leave the assessor empty for a verdict, absence, exemption, withdrawal or exclusion.",
    ),
    (
        "assessor_not_here",
        ["K01,gesprek,An,,absent"],
        "Rij 2, kolom “assessor”: “An” kan hier niet staan. Laat de beoordelaar leeg bij een oordeel, afwezigheid, vrijstelling, terugtrekking of uitsluiting.",
        "Row 2, column “assessor”: “An” cannot stand here. Leave the assessor empty for a verdict, absence, exemption, withdrawal or exclusion.",
    ),
    (
        "assessor_not_here",
        ["K01,interview,An,,exempt 20"],
        "Rij 2, kolom “assessor”: “An” kan hier niet staan. Laat de beoordelaar leeg bij een oordeel, afwezigheid, vrijstelling, terugtrekking of uitsluiting.",
        "Row 2, column “assessor”: “An” cannot stand here. Leave the assessor empty for a verdict, absence, exemption, withdrawal or exclusion.",
    ),
    (
        "assessor_not_here",
        ["K01,,An,,withdrawn"],
        "Rij 2, kolom “assessor”: “An” kan hier niet staan. Laat de beoordelaar leeg bij een oordeel, afwezigheid, vrijstelling, terugtrekking of uitsluiting.",
        "Row 2, column “assessor”: “An” cannot stand here. Leave the assessor empty for a verdict, absence, exemption, withdrawal or exclusion.",
    ),
    (
        "unknown_part",
        ["K01,gesprekk,An,motivatie,7"],
        "Rij 2, kolom “part”: “gesprekk” is geen onderdeel van deze vacature. Toegelaten: gesprek, opdracht, assessment, interview.",
        "Row 2, column “part”: “gesprekk” is not a part of this vacancy. Allowed: gesprek, opdracht, assessment, interview.",
    ),
    (
        "unknown_part",
        ["K01,Gesprek,An,motivatie,7"],
        "Rij 2, kolom “part”: “Gesprek” is geen onderdeel van deze vacature. Toegelaten: gesprek, opdracht, assessment, interview.",
        "Row 2, column “part”: “Gesprek” is not a part of this vacancy. Allowed: gesprek, opdracht, assessment, interview.",
    ),
    (
        "unknown_criterion",
        ["K01,gesprek,An,motivaties,7"],
        "Rij 2, kolom “criterion”: “motivaties” is geen criterium van dit onderdeel. Toegelaten: motivatie, ervaring.",
        "Row 2, column “criterion”: “motivaties” is not a criterion of this part. Allowed: motivatie, ervaring.",
    ),
    (
        "criterion_empty",
        ["K01,gesprek,An,,24"],
        "Rij 2, kolom “criterion”: het criterium ontbreekt: dit onderdeel wordt op criteria beoordeeld, niet in punten. Toegelaten: motivatie, ervaring.",
        "Row 2, column “criterion”: the criterion is missing: this part is rated on criteria, not in points. Allowed: motivatie, ervaring.",
    ),
    (
        "criterion_empty",
        ["K01,gesprek,,,24"],
        "Rij 2, kolom “criterion”: het criterium ontbreekt: dit onderdeel wordt op criteria beoordeeld, niet in punten. Toegelaten: motivatie, ervaring.",
        "Row 2, column “criterion”: the criterion is missing: this part is rated on criteria, not in points. Allowed: motivatie, ervaring.",
    ),
    (
        "criterion_not_here",
        ["K01,gesprek,,motivatie,afwezig"],
        "Rij 2, kolom “criterion”: afwezigheid en vrijstelling gelden voor het hele onderdeel. Laat het criterium leeg.",
        "Row 2, column “criterion”: absence and exemption are for the whole part. Leave the criterion empty.",
    ),
    (
        "criterion_not_here",
        ["K01,gesprek,,motivatie,exempt 20"],
        "Rij 2, kolom “criterion”: afwezigheid en vrijstelling gelden voor het hele onderdeel. Laat het criterium leeg.",
        "Row 2, column “criterion”: absence and exemption are for the whole part. Leave the criterion empty.",
    ),
    (
        "criterion_without_part",
        ["K01,,An,motivatie,7"],
        "Rij 2, kolom “criterion”: bij een criterium hoort een onderdeel. Vul de code van het onderdeel in.",
        "Row 2, column “criterion”: a criterion needs a part. Fill in the code of the part.",
    ),
    (
        "criterion_on_verdict",
        ["K01,assessment,An,motivatie,7"],
        "Rij 2, kolom “criterion”: dit onderdeel heeft een oordeel en geen beoordelingen. Laat het criterium leeg.",
        "Row 2, column “criterion”: this part has a verdict and no ratings. Leave the criterion empty.",
    ),
    (
        "criterion_on_direct",
        ["K01,interview,An,motivatie,7"],
        "Rij 2, kolom “criterion”: dit onderdeel krijgt rechtstreeks punten en heeft geen beoordelingen. Laat het criterium leeg.",
        "Row 2, column “criterion”: this part is marked directly in points and has no ratings. Leave the criterion empty.",
    ),
    (
        "value_empty",
        ["K01,gesprek,An,motivatie,"],
        "Rij 2, kolom “value”: de waarde ontbreekt. Toegelaten: 0; 0,5; … 10.",
        "Row 2, column “value”: the value is missing. Allowed: 0, 0.5, … 10.",
    ),
    ("value_empty", ["K01,,,,"], "Rij 2, kolom “value”: de waarde ontbreekt.", "Row 2, column “value”: the value is missing."),
    (
        "value_empty",
        ["K01,interview,An,,"],
        "Rij 2, kolom “value”: de waarde ontbreekt. Toegelaten: 0 … 50.",
        "Row 2, column “value”: the value is missing. Allowed: 0 … 50.",
    ),
    (
        "off_scale",
        ["K01,gesprek,An,motivatie,7.3"],
        "Rij 2, kolom “value”: “7.3” staat niet op de schaal. Toegelaten: 0; 0,5; … 10.",
        "Row 2, column “value”: “7.3” is not on the scale. Allowed: 0, 0.5, … 10.",
    ),
    (
        "off_scale",
        ["K01,opdracht,An,cv,zeer goed"],
        "Rij 2, kolom “value”: “zeer goed” staat niet op de schaal. Toegelaten: onvoldoende, voldoende, goed.",
        "Row 2, column “value”: “zeer goed” is not on the scale. Allowed: onvoldoende, voldoende, goed.",
    ),
    (
        "off_scale",
        ["K01,gesprek,An,motivatie,suitable"],
        "Rij 2, kolom “value”: “suitable” staat niet op de schaal. Toegelaten: 0; 0,5; … 10.",
        "Row 2, column “value”: “suitable” is not on the scale. Allowed: 0, 0.5, … 10.",
    ),
    (
        "consensus_not_observed",
        ["K01,gesprek,consensus,motivatie,not observed"],
        "Rij 2, kolom “value”: een consensus is een beoordeling. Toegelaten: 0; 0,5; … 10.",
        "Row 2, column “value”: a consensus is a rating. Allowed: 0, 0.5, … 10.",
    ),
    (
        "not_points",
        ["K01,interview,An,,veel"],
        "Rij 2, kolom “value”: “veel” is geen aantal punten. Toegelaten: een getal van 0 tot 50.",
        "Row 2, column “value”: “veel” is not a number of points. Allowed: a number from 0 to 50.",
    ),
    (
        "not_points",
        ["K01,interview,consensus,,not observed"],
        "Rij 2, kolom “value”: “not observed” is geen aantal punten. Toegelaten: een getal van 0 tot 50.",
        "Row 2, column “value”: “not observed” is not a number of points. Allowed: a number from 0 to 50.",
    ),
    (
        "not_points",
        ["K01,gesprek,,,exempt veel"],
        "Rij 2, kolom “value”: “exempt veel” is geen aantal punten. Toegelaten: een getal van 0 tot 30.",
        "Row 2, column “value”: “exempt veel” is not a number of points. Allowed: a number from 0 to 30.",
    ),
    (
        "points_out_of_range",
        ["K01,interview,An,,50.01"],
        "Rij 2, kolom “value”: 50.01 is meer dan het maximum. Toegelaten: een getal van 0 tot 50.",
        "Row 2, column “value”: 50.01 is more than the maximum. Allowed: a number from 0 to 50.",
    ),
    (
        "carried_out_of_range",
        ["K01,gesprek,,,exempt 30.5"],
        "Rij 2, kolom “value”: de overgenomen punten passen niet in dit onderdeel. Toegelaten: een getal van 0 tot 30.",
        "Row 2, column “value”: the points carried over lie outside the part. Allowed: a number from 0 to 30.",
    ),
    (
        "points_for_verdict",
        ["K01,assessment,,,exempt 20"],
        "Rij 2, kolom “value”: een onderdeel met een oordeel heeft geen punten. Schrijf alleen “vrijgesteld”.",
        "Row 2, column “value”: a part with a verdict has no points. Write “exempt” alone.",
    ),
    (
        "carried_missing",
        ["K01,gesprek,,,exempt"],
        "Rij 2, kolom “value”: bij een vrijstelling van een onderdeel met punten horen de overgenomen punten: “vrijgesteld” gevolgd door een getal van 0 tot 30.",
        "Row 2, column “value”: an exemption from a part with points carries its points: “exempt” followed by a number from 0 to 30.",
    ),
    (
        "carried_off_step",
        ["K01,gesprek,,,exempt 20.005"],
        "Rij 2, kolom “value”: de overgenomen punten liggen niet op de afrondingsstap van deze regels. Rond ze af zoals de regels zeggen; toegelaten: 0 tot 30.",
        "Row 2, column “value”: the points carried over do not lie on the rounding step of these rules. Round them as the rules say; allowed: 0 to 30.",
    ),
    (
        "not_a_verdict",
        ["K01,gesprek,,,suitable"],
        "Rij 2, kolom “value”: dit onderdeel heeft geen oordeel. Toegelaten: 0; 0,5; … 10.",
        "Row 2, column “value”: this part has no verdict. Allowed: 0, 0.5, … 10.",
    ),
    (
        "not_a_verdict",
        ["K01,interview,,,ongeschikt"],
        "Rij 2, kolom “value”: dit onderdeel heeft geen oordeel. Toegelaten: 0 … 50.",
        "Row 2, column “value”: this part has no verdict. Allowed: 0 … 50.",
    ),
    (
        "unknown_word",
        ["K01,assessment,,,misschien"],
        "Rij 2, kolom “value”: “misschien” is hier onbekend. Toegelaten: suitable, unsuitable / geschikt, ongeschikt; afwezig of vrijgesteld.",
        "Row 2, column “value”: “misschien” is unknown here. Allowed: suitable, unsuitable / geschikt, ongeschikt; absent or exempt.",
    ),
    (
        "unknown_word",
        ["K01,assessment,,,exempt20"],
        "Rij 2, kolom “value”: “exempt20” is hier onbekend. Toegelaten: suitable, unsuitable / geschikt, ongeschikt; afwezig of vrijgesteld.",
        "Row 2, column “value”: “exempt20” is unknown here. Allowed: suitable, unsuitable / geschikt, ongeschikt; absent or exempt.",
    ),
    (
        "not_a_whole_word",
        ["K01,,,,absent"],
        "Rij 2, kolom “value”: zonder onderdeel kunnen hier alleen deze woorden staan: withdrawn, excluded / teruggetrokken, uitgesloten. Vul het onderdeel in, of een van deze woorden.",
        "Row 2, column “value”: without a part only these words can stand here: withdrawn, excluded / teruggetrokken, uitgesloten. Fill in the part, or one of these words.",
    ),
    (
        "whole_procedure",
        ["K01,gesprek,,,withdrawn"],
        "Rij 2, kolom “part”: terugtrekking en uitsluiting gelden voor de hele procedure. Laat het onderdeel leeg.",
        "Row 2, column “part”: withdrawal and exclusion are for the whole procedure. Leave the part empty.",
    ),
    (
        "capitals_differ",
        ["K01,gesprek,An,motivatie,7", "k01,gesprek,Bo,motivatie,7"],
        "Rij 3, kolom “candidate”: “k01” verschilt alleen in hoofdletters van “K01”. Schrijf beide gelijk.",
        "Row 3, column “candidate”: “k01” differs from “K01” only in capitals. Write both the same.",
    ),
    (
        "capitals_differ",
        ["K01,gesprek,An,motivatie,7", "K02,gesprek,an,motivatie,7"],
        "Rij 3, kolom “assessor”: “an” verschilt alleen in hoofdletters van “An”. Schrijf beide gelijk.",
        "Row 3, column “assessor”: “an” differs from “An” only in capitals. Write both the same.",
    ),
]


def problems(content):
    with pytest.raises(ScoresErrors) as caught:
        read_scores(content, SCHEME)
    return caught.value.problems


def told(found, language):
    with speaking(language):
        return [sentence(problem) for problem in found]


@pytest.mark.parametrize(("code", "rows", "dutch", "english"), CASES, ids=[f"{code}-{number}" for number, (code, *_rest) in enumerate(CASES)])
def test_the_one_thing_that_is_wrong(code, rows, dutch, english):
    found = problems(lines(*rows))
    assert [problem.code for problem in found] == [code]
    assert told(found, "nl") == [dutch]
    assert told(found, "en") == [english]


def test_every_code_has_its_case():
    assert {code for code, *_rest in CASES} | {"unknown_column"} == codes()
    assert not codes() & (CELL_CODES | FILE_CODES)


def test_a_column_too_many_is_named():
    found = problems(lines("K01,gesprek,An,motivatie,7,netjes", header="candidate,part,assessor,criterion,value,remark"))
    assert told(found, "nl") == ["Rij 1, kolom “remark”: deze kolom is onbekend. Toegelaten zijn precies: candidate, part, assessor, criterion, value."]


def test_a_column_too_few_is_named():
    assert told(problems(lines("K01,gesprek,An,7", header="candidate,part,assessor,value")), "en") == [
        "Row 1, column “criterion”: The column “criterion” is missing. Add it to row 1, or begin from the template."
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"candidate,part,assessor,criterion,value\n", "no_rows"),
        (b"K01,gesprek,An,motivatie,7\n", "missing_column"),
        (lines("K01,gesprek,Andr\u00e9,motivatie,7").decode().encode("latin-1"), "not_utf8"),
        (lines('K01,gesprek,An,motivatie,"7'), "broken_quotes"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old workbook", "old_or_protected"),
        (b"PK\x03\x04 no workbook at all", "not_a_workbook"),
    ],
)
def test_what_is_no_scores_file_is_refused_in_words(content, code):
    found = problems(content)
    assert {problem.code for problem in found} == {code}
    assert all(told(found, "nl"))
    assert all(told(found, "en"))


def test_all_errors_of_a_file_are_told_together_in_the_order_of_its_rows():
    rows = [
        "K01,gesprek,An,motivatie,11",
        "K01,gesprek,An,ervaring,7",
        ",gesprekk,,,",
        "K01,assessment,,,suitable",
        "K01,assessment,,,unsuitable",
        "K02,gesprek,An,motivatie,",
        "k02,interview,An,,60",
    ]
    found = problems(lines(*rows))
    assert [(problem.row, problem.code) for problem in found] == [
        (2, "off_scale"),
        (4, "candidate_empty"),
        (4, "unknown_part"),
        (4, "value_empty"),
        (6, "verdicts_differ"),
        (7, "value_empty"),
        (8, "capitals_differ"),
    ]


def test_a_row_that_repeats_a_wrong_one_is_told_as_well():
    rows = ["K01,gesprek,An,motivatie,11", "K01,gesprek,An,motivatie,7"]
    assert [problem.code for problem in problems(lines(*rows))] == ["off_scale", "repeated"]


def test_a_long_list_of_what_is_allowed_is_cut():
    (found,) = problems(lines("K01,gesprek,An,motivatie,tien"))
    assert found.allowed == "0, 0.5, … 10"
