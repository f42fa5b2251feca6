"""Settings of the organisation: who may, what is refused, what every page then shows."""

import struct
import zlib
from io import BytesIO

import openpyxl
import pytest
import sqlalchemy as sa

from selection.audit import AuditLine
from selection.db import session
from selection.organisation.colours import contrast, normal_colour, shown_ratio
from selection.organisation.models import OrganisationSettings
from selection.organisation.pictures import SIGNATURE, NoPicture, read_png
from selection.organisation.queries import BRAND, BRAND_ON, Words, organisation
from tests.factories_accounts import make_person
from tests.pages import Visitor

pytestmark = pytest.mark.db


def block(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width=2, height=2, *, pixels=None, more=b"", after=b""):
    head = block(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    lines = pixels if pixels is not None else (b"\0" + b"\xff\xff\xff" * width) * height
    return SIGNATURE + head + more + block(b"IDAT", zlib.compress(lines)) + block(b"IEND", b"") + after


@pytest.fixture
def hr(app, work):
    """Somebody of HR in a browser."""
    with work():
        make_person("Hanne", "Hermans", email="hr@voorbeeld.example", is_hr=True)
    return Visitor(app, "hr@voorbeeld.example")


def typed(visitor, part, **changed):
    """A form of the settings as it stands on its page, with some fields typed over."""
    fields = dict(visitor.open(f"/instellingen/{part}").form(part).fields)
    del fields["csrf_token"], fields["_key"]
    return fields | changed


def test_settings_are_changed_and_stand_on_every_page(app, work, hr):
    hr.open("/instellingen")
    details = {"name": "Gemeente Voorbeeld", "address": "Dorp 1\r\n9999 Voorbeeld", "contact_email": "Personeel@voorbeeld.example"}
    assert hr.send("/instellingen/gegevens", **typed(hr, "gegevens", **details)).status_code == 303
    letters = {"deciding_body_nl": "het vast bureau", "appeal_nl": "Niet akkoord?", "sender": "selectie@voorbeeld.example"}
    assert hr.send("/instellingen/brieven", **typed(hr, "brieven", **letters)).status_code == 303
    assert hr.send("/instellingen/kandidaturen", **typed(hr, "kandidaturen", grace_minutes="15")).status_code == 303
    page = hr.open("/instellingen")
    for text in ("Gemeente Voorbeeld", "Dorp 1, 9999 Voorbeeld", "personeel@voorbeeld.example", "het vast bureau", "15 minuten"):
        assert text in page.text
    assert "Gemeente Voorbeeld" in Visitor(app).open("/vacatures").title
    book = openpyxl.load_workbook(BytesIO(hr.client.get("/instellingen?table=1").data))
    assert book.properties.creator == "Gemeente Voorbeeld"
    with work():
        about = organisation()
        assert (about.grace_minutes, about.extract_months, about.contact) == (15, 3, "personeel@voorbeeld.example")
        assert about.deciding_body == Words(nl="het vast bureau", en="the college of mayor and aldermen")
        assert about.appeal.spoken("en") == "Niet akkoord?"
        assert session().scalar(sa.select(sa.func.count()).select_from(OrganisationSettings)) == 1
        lines = session().scalars(sa.select(AuditLine).where(AuditLine.action == "organisation.settings_changed").order_by(AuditLine.seq)).all()
        assert [line.keys["fields"] for line in lines] == [
            ["address", "contact_email", "name"],
            ["appeal_nl", "deciding_body_nl", "sender"],
            ["grace_minutes"],
        ]
        assert "Gemeente" not in "".join(line.body for line in lines)


@pytest.mark.parametrize(
    ("part", "field", "value", "sentence"),
    [
        ("gegevens", "name", "", "Vul de naam van de organisatie in."),
        ("gegevens", "website", "javascript:alert(1)", "is geen webadres"),
        ("gegevens", "contact_email", "niemand", "is geen e-mailadres"),
        ("uiterlijk", "brand", "groen", "groen is geen kleur"),
        ("uiterlijk", "brand_on", "#557777", "het contrast is 2,0 op 1"),
        ("uiterlijk", "brand", "#f0f0f0", "De gele aanduiding is niet te zien op de merkkleur"),
        ("kandidaturen", "grace_minutes", "241", "ligt boven het maximum van 240"),
        ("brieven", "sender", "x\r\nBcc: y@z.be", "is geen e-mailadres"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(work, hr, part, field, value, sentence):
    answer = hr.send(f"/instellingen/{part}", **typed(hr, part, **{field: value}))
    assert answer.status_code == 422
    assert sentence in hr.judged(answer).text
    with work():
        assert organisation().version == 0


def test_looks_go_out_in_a_style_sheet_of_their_own(app, work, hr):
    nobody = Visitor(app).client
    assert "stijl.css" not in nobody.get("/vacatures").text
    fields = typed(hr, "uiterlijk", brand="#123", brand_on="FFFFFF")
    content = png(more=block(b"tEXt", b"Author\0Somebody"))
    assert hr.send("/instellingen/uiterlijk", **fields, logo=(BytesIO(content), "../../x.html")).status_code == 303
    address = next(given["href"] for tag, given in Visitor(app).open("/vacatures").elements if tag == "link" and "stijl" in str(given.get("href")))
    style = nobody.get(address)
    assert style.mimetype == "text/css"
    assert "immutable" in style.headers["Cache-Control"]
    assert "--org-brand: #112233;" in style.text
    assert "--org-brand-on: #ffffff;" in style.text
    assert "--org-logo-width: 36px;" in style.text
    picture = nobody.get(style.text.partition('url("')[2].partition('"')[0])
    assert (picture.mimetype, picture.headers["X-Content-Type-Options"], picture.data) == ("image/png", "nosniff", png())
    assert not {"Set-Cookie"} & {*style.headers.keys(), *picture.headers.keys()}
    answer = hr.send("/instellingen/uiterlijk", **typed(hr, "uiterlijk"), logo=(BytesIO(b"<svg xmlns='x'/>"), "logo.png"))
    assert answer.status_code == 422
    assert "Dit bestand is geen PNG" in answer.text
    assert hr.send("/instellingen/uiterlijk", **typed(hr, "uiterlijk", without_logo="y")).status_code == 303
    assert nobody.get("/organisatie/logo.png").status_code == 404


def test_two_people_with_one_form_lose_nothing(hr):
    first = typed(hr, "gegevens", name="Eerste")
    second = typed(hr, "gegevens", name="Tweede")
    assert hr.send("/instellingen/gegevens", **first).status_code == 303
    answer = hr.send("/instellingen/gegevens", **second)
    assert answer.status_code == 409
    page = hr.judged(answer)
    assert "Eerste" in page.text
    assert "Tweede" in page.text


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "no_png"),
        (b"GIF89a", "no_png"),
        (SIGNATURE, "broken"),
        (png()[:-1], "broken"),
        (png(after=b"<script>"), "broken"),
        (png(after=block(b"tEXt", b"x")), "broken"),
        (png(pixels=b"\0" * 3), "broken"),
        (png(pixels=b"\0" * 10_000_000), "broken"),
        (png(2001, 1, pixels=b"\0"), "too_wide"),
        (png(0, 1, pixels=b""), "too_wide"),
        (png().replace(b"IDAT", b"IDAX"), "broken"),
        (png() + b"\0" * 500_000, "too_large"),
    ],
)
def test_what_is_no_logo_is_refused(content, code):
    with pytest.raises(NoPicture) as caught:
        read_png(content)
    assert caught.value.code == code


def test_a_logo_keeps_only_what_makes_the_picture():
    picture = read_png(png(3, 1, more=block(b"tEXt", b"Comment\0<script>") + block(b"gAMA", b"\0\0\xb1\x8f")))
    assert (picture.width, picture.height, picture.content) == (3, 1, png(3, 1))


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")
    assert (normal_colour("abc"), normal_colour("#ABCDEF")) == ("#aabbcc", "#abcdef")
    assert (shown_ratio(4.499), shown_ratio(21.0)) == ("4.4", "21.0")
    assert contrast(BRAND, BRAND_ON) > 4.5
