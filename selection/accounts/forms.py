"""Forms of signing in, passwords and people. A password is never shown again, whatever else a form keeps."""

from collections.abc import Iterable
from typing import Any

from wtforms import BooleanField, HiddenField, PasswordField
from wtforms.validators import InputRequired, ValidationError

from selection.accounts.password_rules import faults
from selection.forms import AtMost, EmailField, Form, LineField
from selection.forms.texts import normal_email
from selection.i18n import _, _l

MOST_TYPED = 1000


class SignInForm(Form):
    """E-mail address and password; `held` is the token of a form that waits for this person, `typed` the text of one that came without a session, and
    `files` says that files came with it. Typing an address that is none is simply wrong.
    """

    email = LineField(_l("E-mail address"), [InputRequired(_l("Fill in your e-mail address."))], most=254)
    password = PasswordField(_l("Password"), [InputRequired(_l("Fill in your password.")), AtMost(MOST_TYPED)])
    held = HiddenField()
    typed = HiddenField()
    files = HiddenField()


class ForgottenForm(Form):
    """The address of whoever forgot the password."""

    email = EmailField(_l("E-mail address"), [InputRequired(_l("Fill in your e-mail address."))])


class _NewPassword(Form):
    """Two times the same new password that will do."""

    new_password = PasswordField(_l("New password"), [InputRequired(_l("Choose a password."))])
    repeat_password = PasswordField(_l("New password once more"), [InputRequired(_l("Fill in the new password once more."))])

    def __init__(self, *, about: Iterable[str] = (), **values: Any) -> None:
        super().__init__(**values)
        self.about = tuple(about)

    def validate_new_password(self, field: Any) -> None:
        """Long enough, and none of the first that are guessed."""
        if found := faults(field.data, self.about):
            raise ValidationError(" ".join(found))

    def validate_repeat_password(self, field: Any) -> None:
        """Equal to the first."""
        if field.data != self.new_password.data:
            raise ValidationError(_("The two passwords differ. Type the new password twice."))


class LinkForm(_NewPassword):
    """The password that somebody sets with a one-time link."""


class ChangePasswordForm(_NewPassword):
    """A new password for oneself, with the present one."""

    current_password = PasswordField(_l("Present password"), [InputRequired(_l("Fill in your present password.")), AtMost(MOST_TYPED)])


class _Names(Form):
    """Who somebody is."""

    given_name = LineField(_l("First name"), [InputRequired(_l("Fill in the first name."))], most=100)
    family_name = LineField(_l("Family name"), [InputRequired(_l("Fill in the family name."))], most=100)
    function = LineField(_l("Function"), most=200)

    def validate_given_name(self, field: Any) -> None:
        """More than spaces."""
        if not field.data:
            raise ValidationError(_("Fill in the first name."))

    def validate_family_name(self, field: Any) -> None:
        """More than spaces."""
        if not field.data:
            raise ValidationError(_("Fill in the family name."))


class DetailsForm(_Names):
    """Corrections to name and function."""


class RolesForm(Form):
    """The organisation roles of somebody."""

    is_hr = BooleanField(_l("HR officer"))
    is_administrator = BooleanField(_l("Administrator"))


class PersonForm(_Names):
    """A new account."""

    email = EmailField(_l("E-mail address"), [InputRequired(_l("Fill in the e-mail address."))])
    is_hr = BooleanField(_l("HR officer"))
    is_administrator = BooleanField(_l("Administrator"))

    def validate_email(self, field: Any) -> None:
        """More than spaces."""
        if not normal_email(field.data or ""):
            raise ValidationError(_("Fill in the e-mail address."))
