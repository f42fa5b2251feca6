"""`python -m selection` is the command `selection`."""

import sys

from selection.cli import main

if __name__ == "__main__":
    sys.exit(main())
