"""What a file is, by its content; every trick is refused with a sentence."""

import pytest

from selection.applications.checking import JPEG, MOST_BYTES, PDF, PNG, BadFile, check
from selection.applications.naming import clean
from tests.upload_files import archive, jpeg, pdf, png

WHOLE = {
    "pdf": (pdf(), PDF),
    "pdf with padding": (pdf() + b"\r\n\x00\x00", PDF),
    "jpeg": (jpeg(), JPEG),
    "jpeg with a preview behind it": (jpeg() + jpeg(), JPEG),
    "png": (png(), PNG),
}
TRICKS = {
    "empty": (b"", "empty"),
    "a program called pdf": (b"MZ\x90\x00" + b"\x00" * 200, "no PDF, JPEG or PNG"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "no PDF, JPEG or PNG"),
    "web page": (b"<!doctype html><script>alert(1)</script>", "no PDF, JPEG or PNG"),
    "zip bomb as docx": (archive(), "no PDF, JPEG or PNG"),
    "gif": (b"GIF89a\x01\x00\x01\x00", "no PDF, JPEG or PNG"),
    "web page before a pdf": (b"<html>" + pdf(), "no PDF, JPEG or PNG"),
    "web page inside the head of a pdf": (pdf().replace(b"%PDF-1.7\n", b"%PDF-1.7\n<html><script>alert(1)</script>"), "damaged"),
    "web page behind a pdf": (pdf(b"%" + b"x" * 3000 + b"\n") + b"<script>alert(1)</script>", "behind its end"),
    "archive behind a pdf": (pdf() + archive(), "behind its end"),
    "archive that ends like a pdf": (pdf() + archive(b"startxref\n9\n%%EOF"), "behind its end"),
    "pdf cut off": (pdf()[:-12], "cut off"),
    "pdf of no version": (pdf().replace(b"-1.7", b"-9.9"), "damaged"),
    "pdf with a password": (pdf(trailer=b"/Encrypt 9 0 R"), "password"),
    "archive behind a png": (png() + archive(), "behind the end"),
    "png with a wrong sum": (png().replace(b"IDAT", b"IDAX"), "damaged"),
    "png cut off": (png()[:-4], "damaged"),
    "png without a picture": (b"\x89PNG\r\n\x1a\n" + png()[-12:], "damaged"),
    "picture that becomes large": (png(100_000, 100_000), "larger than a page"),
    "jpeg that becomes large": (jpeg(65_000, 65_000), "larger than a page"),
    "jpeg cut off": (jpeg()[:-2], "damaged"),
    "jpeg of nothing": (b"\xff\xd8\xff\xd9" + b"\x00" * 8, "damaged"),
    "web page behind a jpeg": (jpeg() + b"<script>", "behind the end"),
    "archive in the preview of a jpeg": (jpeg() + jpeg() + archive(), "behind the end"),
    "pattern for scanners": (pdf(b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"), "virus"),
    "one byte too many": (pdf() + b" " * (MOST_BYTES + 1 - len(pdf())), "11 MB; at most 10 MB"),
    "25 MB": (pdf() + b" " * (25 * 1024 * 1024 - len(pdf())), "25 MB; at most 10 MB"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_file_is_taken_for_what_it_is(name):
    content, media_type = WHOLE[name]
    checked = check(content)
    assert (checked.content, checked.media_type) == (content, media_type)


@pytest.fixture(autouse=True)
def in_english(monkeypatch):
    monkeypatch.setattr("selection.applications.checking._", lambda text, **values: text % values if values else text)


@pytest.mark.parametrize("name", TRICKS)
def test_a_trick_is_refused_with_a_sentence(name):
    content, words = TRICKS[name]
    with pytest.raises(BadFile, match=words):
        check(content)


def test_the_largest_allowed_file_is_taken():
    assert check(pdf() + b"\n" * (MOST_BYTES - len(pdf()))).media_type == PDF


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("cv.pdf", "cv.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\x\\Mijn cv.PDF", "Mijn cv.pdf"),
        ("cv.pdf.exe", "cv.pdf"),
        ("CON", "Cv en brief.pdf"),
        ("nul.txt", "Cv en brief.pdf"),
        ("", "Cv en brief.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("fdp\u202efdp.exe", "fdpfdp.pdf"),
        ('a"b\r\nSet-Cookie: x=1.pdf', "a-b Set-Cookie- x=1.pdf"),
        ("Diploma Ångström.jpg", "Diploma Ångström.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_is_made_harmless(sent, stored):
    assert clean(sent, PDF, "Cv en brief") == stored
