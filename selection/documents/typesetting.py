"""The process that sets one document: JSON on standard input, PDF on standard output. Started by `pdf.render`."""

import json
import sys
from pathlib import Path

import typst

TEMPLATE = Path(__file__).parent.parent.parent / "templates" / "documents" / "paper.typ"


def main() -> int:
    """Set the document that standard input describes; 1 with the typesetter's words on standard error when it refuses."""
    asked = json.loads(sys.stdin.buffer.read())
    try:
        made = typst.compile(
            TEMPLATE,
            root=TEMPLATE.parent,
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"paper": asked["paper"]},
            pdf_standards=["ua-1", "a-2a"],
            timestamp=asked["timestamp"],
        )
    except typst.TypstError as error:
        sys.stderr.write("\n".join([error.message, *error.hints]))
        return 1
    sys.stdout.buffer.write(made if isinstance(made, bytes) else made[0])
    return 0


if __name__ == "__main__":
    sys.exit(main())
