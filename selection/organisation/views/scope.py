"""What every view of this subject begins with."""

from typing import TypeAlias

from flask import Blueprint
from werkzeug.wrappers import Response

blueprint = Blueprint("organisation", __name__)

Answer: TypeAlias = str | tuple[str, int] | Response
