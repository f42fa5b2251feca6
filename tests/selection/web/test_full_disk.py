"""A full disk, which only SQLite can be told that it has: so this file is not marked db."""


def test_a_full_disk_is_said_as_such_and_gives_back_what_was_typed(app, member, kinds):
    app.config["SHOW_ERRORS"] = False
    answer = member.send("/test/add", then="full", text="lange tekst")
    assert answer.status_code == 507
    assert "lange tekst" in answer.text
    assert kinds() == []


def test_after_room_was_made_the_same_form_is_stored(app, member, kinds):
    app.config["SHOW_ERRORS"] = False
    assert member.send("/test/add", then="full").status_code == 507
    app.database.dispose()
    assert member.send("/test/add").status_code == 303
    assert kinds() == ["exported"]
