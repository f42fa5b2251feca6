"""Documents on paper: tagged, titled, in their language, the same bytes twice, and text of people is never code."""

import io
from datetime import UTC, datetime

import pypdf
import pytest

from selection.documents import pdf

TRICKS = ["#let x = 1", "*vet* _schuin_ $x^2$", '#import "/etc/passwd"', "<label> @label", "\\ \u201ccitaat\u201d", "- geen lijst", "= geen kop"]


def paper(**changes):
    blocks = [
        pdf.lead("Wat u leest."),
        *(pdf.paragraph(text) for text in TRICKS),
        pdf.subheading("Onder de kop"),
        pdf.bullets(["een", "twee"]),
        pdf.facts([("Punten", "30 van 100")]),
        pdf.grid(caption="Rondes", head=["Ronde", "Punten"], rows=[["Verkennend gesprek", "30"]] * 40, right=[1], widths=[4, 1]),
        pdf.note("Let op."),
        pdf.fingerprint("ab" * 32),
    ]
    made = {
        "title": "Directeur Interne Organisatie",
        "author": "Lokaal bestuur Voorbeeld",
        "language": "nl",
        "moment": datetime(2024, 5, 1, tzinfo=UTC),
        "sections": [pdf.Section(heading="De functie", blocks=blocks)],
        "state": "Voorlopig",
        "foot": "1 mei 2024",
    }
    return pdf.Paper(**(made | changes))


def test_a_document_is_tagged_titled_and_repeatable():
    made = pdf.render(paper())
    assert made == pdf.render(paper())
    read = pypdf.PdfReader(io.BytesIO(made))
    root = read.trailer["/Root"]
    assert read.metadata.title == "Directeur Interne Organisatie"
    assert root["/Lang"] == "nl-BE"
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    text = "\n".join(page.extract_text() for page in read.pages)
    assert [trick for trick in TRICKS if trick.replace("- ", "") not in text] == []
    assert text.count("Punten") >= 3  # the fact, and the head of the table on both pages
    assert "pagina 2 / 2" in text


def test_a_table_with_a_short_row_and_an_empty_list_are_refused():
    with pytest.raises(ValueError, match="as many cells"):
        pdf.grid(caption="x", head=["a", "b"], rows=[["1"]])
    with pytest.raises(ValueError, match="at least one"):
        pdf.bullets([])


def test_what_cannot_be_set_says_so():
    with pytest.raises(pdf.NotSet):
        pdf.render(paper(title=""))
