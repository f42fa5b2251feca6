"""A procedure of which the first round is open, and visitors in every role."""

import pytest

from tests import world as played
from tests.pages import Visitor
from tests.world import email


@pytest.fixture
def world(work, app):
    """A procedure whose first round is open: three candidates with a code, and nothing planned."""
    made = played.begin(work, ("hr", "second_hr", "chair", "deputy", "member", "shared", "secretary", "observer"))
    played.played(made, "een")
    played.seated(made, "een", played.PANEL)
    played.entered(made, "een", ("aerts", "bogaert", "claes"))
    played.rating_opened(made, "een")
    return made


@pytest.fixture
def visit(app):
    """A visitor who judges every page, signed in in this role."""
    return lambda role: Visitor(app, email(role))
