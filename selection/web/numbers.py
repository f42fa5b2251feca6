"""Numbers in addresses."""

from typing import Any

from werkzeug.routing import IntegerConverter

LARGEST = 2**31 - 1  # of an integer column


class BoundedNumber(IntegerConverter):
    """A whole number that the database can hold: an address with a larger one leads nowhere, instead of failing where it is looked up."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **{"max": LARGEST, **options})
