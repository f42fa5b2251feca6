"""The worked cases of the rules as files for `selection rank`: eleven candidates, every status, a shared place."""

from pathlib import Path

DEFINITION = """
code = "voorbeeld"
title = "Voorbeeld"
organisation = "Voorbeeldbestuur"

[scheme]
part_pass_mark = "50%"
total_pass_mark = "60%"
binding = true
SCHEME
[scheme.reserve]
months = 36

[[rounds]]
code = "ronde-1"
title = "Eerste ronde"
  [[rounds.parts]]
  code = "verkennend-gesprek"
  title = "Verkennend gesprek"
  points = 30
[[rounds]]
code = "ronde-2"
title = "Tweede ronde"
  [[rounds.parts]]
  code = "assessment"
  title = "Assessment"
  verdict = true
[[rounds]]
code = "ronde-3"
title = "Derde ronde"
  [[rounds.parts]]
  code = "interview"
  title = "Competentiegericht interview"
  points = 70
"""
CASES = {
    "K01": ("24.50", "suitable", "57.00"),
    "K02": ("21.00", "suitable", "49.00"),
    "K03": ("28.00", "suitable", "42.00"),
    "K04": ("15.00", "suitable", "45.00"),
    "K05": ("15.00", "suitable", "44.99"),
    "K06": ("14.99", None, None),
    "K07": ("27.00", "unsuitable", None),
    "K08": ("30.00", "suitable", "34.99"),
    "K09": ("22.00", "suitable", "absent"),
    "K10": ("20.00", "withdrawn", None),
    "K11": ("15.00", "suitable", "35.00"),
}


def scores() -> str:
    """The worked cases as a scores file."""
    rows = ["candidate,part,assessor,criterion,value"]
    for code, (talk, verdict, interview) in CASES.items():
        rows.append(f"{code},verkennend-gesprek,An,,{talk}")
        if verdict == "withdrawn":
            rows.append(f"{code},,,,withdrawn")
        elif verdict:
            rows.append(f"{code},assessment,,,{verdict}")
        if interview == "absent":
            rows.append(f"{code},interview,,,absent")
        elif interview:
            rows.append(f"{code},interview,An,,{interview}")
    return "\n".join(rows) + "\n"


def written(folder: Path, *, scheme: str = "", content: str | None = None) -> tuple[str, str]:
    """The two files, with these further lines in `[scheme]`; gives their names."""
    definition, scored = folder / "voorbeeld.toml", folder / "scores.csv"
    definition.write_text(DEFINITION.replace("SCHEME", scheme))
    scored.write_text(scores() if content is None else content)
    return str(definition), str(scored)
