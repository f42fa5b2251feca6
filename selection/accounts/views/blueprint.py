"""The blueprint that all pages of this subject hang on."""

from flask import Blueprint

blueprint = Blueprint("accounts", __name__)
