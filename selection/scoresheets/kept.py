"""What is made once per frozen definition and process: the key under which it is kept."""

from vacancies import Definition


class Same:
    """A definition as a key: the very same object, since comparing all that it holds costs more than what is kept under it."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition

    def __hash__(self) -> int:
        return id(self.definition)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.definition is self.definition
