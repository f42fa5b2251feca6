"""What importing a list would do: new, changed, the same, doubtful."""

from selection.candidates.planning import Doubt, Known, Plan, RowKind, plan, taken_twice
from selection.candidates.reading import ListRow


def row(number, given, family, email, telephone=""):
    return ListRow(number=number, given_name=given, family_name=family, email=email.lower(), telephone=telephone, written=email)


def known(given, family, email, telephone="", version=1):
    return Known(id=email, given_name=given, family_name=family, email=email, telephone=telephone, version=version)


def kinds(found: Plan):
    return [(one.row.number, one.kind.value, [reason.doubt.value for reason in one.reasons]) for one in found.rows]


LIST = (known("Jan", "De Smet", "jan@x.be", "09 1"), known("An", "Évrard", "an@x.be"))


def test_new_changed_and_same():
    rows = (
        row(2, "Ine", "Nieuw", "ine@x.be"),
        row(3, "Jan", "De Smedt", "jan@x.be"),
        row(4, "Bo", "Peeters", "BO@x.be"),
        row(5, "An", "Évrard", "an@x.be", "09 2"),
    )
    found = plan(rows, (*LIST, known("Bo", "Peeters", "bo@x.be")), {})
    assert kinds(found) == [(2, "new", []), (3, "changed", []), (4, "same", []), (5, "changed", [])]
    assert found.rows[1].known == LIST[0]


def test_an_empty_telephone_leaves_the_one_on_the_list():
    found = plan((row(2, "Jan", "De Smedt", "jan@x.be"),), LIST, {})
    assert found.rows[0].telephone == "09 1"
    assert plan((row(2, "Jan", "De Smet", "jan@x.be"),), LIST, {}).rows[0].kind is RowKind.SAME


def test_every_doubt():
    rows = (
        row(2, "Lid", "Jury", "lid@x.be"),
        row(3, "Hanne", "Hr", "hr@x.be"),
        row(4, "Jan", "de Smet", "jan2@x.be"),
        row(5, "AN", "EVRARD", "an@x.be"),
        row(6, "Bo", "Peeters", "bo@x.be"),
        row(7, "Bo", "Peeters", "BO@x.be"),
        row(8, "Cis", "Claes", "cis@x.be"),
        row(9, "cis", "CLAES", "cis2@x.be"),
    )
    found = plan(rows, LIST, {"lid@x.be": "panel", "hr@x.be": "hr"})
    assert kinds(found) == [
        (2, "doubtful", ["panel"]),
        (3, "doubtful", ["hr"]),
        (4, "doubtful", ["same_name"]),
        (5, "doubtful", ["capitals"]),
        (6, "doubtful", ["repeated"]),
        (7, "doubtful", ["repeated"]),
        (8, "doubtful", ["same_name_in_file"]),
        (9, "doubtful", ["same_name_in_file"]),
    ]
    assert [one.takeable for one in found.rows] == [False, False, True, True, True, True, True, True]
    assert found.rows[2].reasons[0].address == "jan@x.be"
    assert found.rows[4].reasons[0].rows == (7,)
    assert taken_twice(found.rows[4:6]) == {6, 7}
    assert taken_twice(found.rows[5:8]) == frozenset()
    assert {reason.doubt for one in found.rows for reason in one.reasons} == set(Doubt)


def test_the_digest_follows_whatever_would_be_done():
    rows = (row(2, "Jan", "De Smedt", "jan@x.be"),)
    first = plan(rows, LIST, {}).digest
    assert plan(rows, LIST, {}).digest == first
    assert plan(rows, (known("Jan", "De Smet", "jan@x.be", "09 1", version=2),), {}).digest != first
    assert plan(rows, LIST, {"jan@x.be": "panel"}).digest != first
    assert plan(rows, (), {}).digest != first
