"""Reading a list of candidates from a file."""

import pytest

from selection.candidates.reading import LENGTHS, Upload, read_list
from selection.documents.tables import TableError
from selection.forms import is_telephone


def test_dutch_and_english_headings_and_a_round_trip():
    dutch = read_list(b"Voornaam;Familienaam;E-mail;Telefoon\n Jan ;  Van den  Berghe;Jan@X.be;+32 9 1\n")
    english = read_list(b"email,Family name,given name\njan@x.be,Van den Berghe,Jan\n")
    assert [(one.given_name, one.family_name, one.email, one.telephone, one.written) for one in dutch.rows] == [
        ("Jan", "Van den Berghe", "jan@x.be", "+32 9 1", "Jan@X.be")
    ]
    assert english.rows[0].family_name == "Van den Berghe"
    assert Upload.from_json(dutch.to_json()) == dutch


def test_formula_like_texts_stay_texts():
    upload = read_list(b"voornaam;naam;e-mail;telefoon\n=cmd;@SUM(1);a@x.be;+32475\n-1;+x;b@x.be;-1+11\n")
    assert [(one.given_name, one.family_name, one.telephone) for one in upload.rows] == [("=cmd", "@SUM(1)", "+32475"), ("-1", "+x", "-1+11")]


@pytest.mark.parametrize(("text", "right"), [("abc", False), ("=1+1", False), ("09", False), ("0470/12.34.56", True), ("+32 (0)9 123 45 67 tst 8", True)])
def test_a_telephone_number_is_written_in_figures(text, right):
    upload = read_list(f"voornaam;naam;e-mail;telefoon\nJan;Maes;a@x.be;{text}\n".encode())
    assert [problem.code for problem in upload.problems] == ([] if right else ["no_telephone"])
    assert is_telephone(text) is right


def test_wrong_rows_are_named_and_the_others_are_read():
    long = "x" * (LENGTHS["given_name"] + 1)
    text = f"Voornaam;Naam;E-mail;Leeftijd\n;B;b@x.be;1\nA;;a@x.be;2\nC;C;;3\nD;D;geen adres;4\n{long};E;e@x.be;5\nF;F;f@x.be;6\n;;;\n"
    upload = read_list(text.encode())
    assert [one.number for one in upload.rows] == [7]
    assert [(problem.row, problem.code, problem.column) for problem in upload.problems] == [
        (2, "empty_cell", "Voornaam"),
        (3, "empty_cell", "Naam"),
        (4, "empty_cell", "E-mail"),
        (5, "no_address", "E-mail"),
        (6, "too_long", "Voornaam"),
    ]
    assert upload.unknown == ("Leeftijd",)
    assert [(row.number, row.faulty) for row in upload.typed] == [
        (2, ("given_name",)),
        (3, ("family_name",)),
        (4, ("email",)),
        (5, ("email",)),
        (6, ("given_name",)),
    ]
    assert upload.typed[3].values == {"given_name": "D", "family_name": "D", "email": "geen adres", "telephone": ""}
    assert Upload.from_json(upload.to_json()) == upload


@pytest.mark.parametrize("content", [b"", b"naam\nx\n", b"%PDF-1.4", b"voornaam;naam;e-mail\n", b"x" * 2_000_001])
def test_files_that_are_no_list(content):
    with pytest.raises(TableError):
        read_list(content)
