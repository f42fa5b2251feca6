"""What every view of this subject begins with: the blueprint, who is signed in, and the way back."""

from typing import TypeAlias

from flask import Blueprint
from werkzeug.wrappers import Response

blueprint = Blueprint("frameworks", __name__, url_prefix="/competenties")

Answer: TypeAlias = str | tuple[str, int] | Response
