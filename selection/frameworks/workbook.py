"""A framework as a workbook that can be edited and imported again: everything of it, in the order in which it is shown."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from selection.documents.workbook import Column, Kind, Properties, Sheet, write_workbook
from selection.frameworks.crosswalk import Link
from selection.frameworks.layout import EXPLANATION, KINDS, LEVELS_ARE, SHEETS, STRENGTHS, WIDTHS, YES, in_language
from selection.i18n import _
from vacancies import Framework

_NARROW = 30
Row = Sequence[str | int | None]


def framework_workbook(framework: Framework, links: Mapping[Link, str], *, language: str, created: datetime, organisation: str, note: str) -> bytes:
    """The bytes of the workbook; `note` says which version it is, `links` are the own rows of the cross-walk, read from this framework.

    Sheet and column names are in `language`, the texts are the framework's own.
    """
    rows = dict(_rows(framework, language))
    rows["counterparts"] = [
        (link.competency, link.other_framework, link.other_competency, in_language(STRENGTHS[word], language)) for link, word in links.items()
    ]
    sheets = [
        Sheet(
            name=in_language(sheet.names, language),
            lines=(),
            columns=[
                Column(title=in_language(column.names, language), width=WIDTHS[sheet.key][column.key], kind=_kind(WIDTHS[sheet.key][column.key]))
                for column in sheet.columns
            ],
            rows=rows[sheet.key],
        )
        for sheet in SHEETS
    ]
    properties = Properties(title=framework.title, author=organisation, created=created, header=organisation, footer=note)
    return write_workbook([*sheets, _explanation(framework, language, note)], properties)


def _kind(width: int) -> Kind:
    return Kind.LONG if width > _NARROW else Kind.TEXT


def _rows(framework: Framework, language: str) -> Iterator[tuple[str, list[Row]]]:
    levels_are = in_language(LEVELS_ARE[framework.levels_are], language)
    yield "framework", [(framework.code, framework.title, framework.source, framework.language, levels_are)]
    yield "levels", [(level.code, level.label) for level in framework.levels]
    yield "clusters", [(cluster.code, cluster.name) for cluster in framework.clusters]
    yield (
        "competencies",
        [
            (one.code, one.name, one.english, one.cluster, one.definition, in_language(YES, language) if one.undefined_in_source else None)
            for one in framework.competencies
        ],
    )
    yield "dimensions", [(one.code, each.code, each.name, each.definition) for one in framework.competencies for each in one.dimensions]
    yield "behaviour", list(_behaviour(framework, language))
    yield "profiles", [(one.code, one.name, ", ".join(one.core), ", ".join(one.specific), str(one.free_choices)) for one in framework.profiles]


def _behaviour(framework: Framework, language: str) -> Iterator[Row]:
    title, indicator, tip = (in_language(KINDS[kind], language) for kind in ("title", "indicator", "tip"))
    for competency in framework.competencies:
        for level in competency.levels:
            if level.title:
                yield competency.code, level.code, title, None, level.title
            for one in level.indicators:
                yield competency.code, level.code, indicator, one.dimension, one.text
            for text in level.tips:
                yield competency.code, level.code, tip, None, text


def _explanation(framework: Framework, language: str, note: str) -> Sheet:
    lines = [
        _("Change, add or remove rows and import the workbook again. Nothing is saved before you have seen what would change."),
        _("A competency, level, cluster, dimension or profile is recognised by its code: another code is another competency."),
        _("Another code on the first sheet makes a new framework. The same code makes a new version of this one; earlier versions stay."),
        _("Levels: “required” (what a function asks), “anchors” (behaviour from weak to strong, all of it on the score sheet) or “none”."),
        _("Behaviour: one row per text. Kind: “title” (of a level), “indicator” or “tip”. The order of the rows is the order on the page."),
        _("Function profiles: codes of competencies with commas between them."),
        _("Counterparts: own rows beside the shipped cross-walk. Kind: how near the two are. Without this sheet the rows stay as they are."),
        _("This sheet is not read."),
    ]
    return Sheet(
        name=in_language(EXPLANATION, language),
        lines=(framework.title, note),
        columns=[Column(title=_("How this workbook is read"), width=110, kind=Kind.LONG)],
        rows=[(line,) for line in lines],
        filtered=False,
    )
