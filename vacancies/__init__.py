"""Vacancy definitions and competency frameworks as data, and their strict loader."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from vacancies.definition import (
    Application,
    Benefit,
    Condition,
    Definition,
    Described,
    Document,
    Position,
    RequiredCompetency,
    ResultArea,
    Salary,
    Seniority,
)
from vacancies.framework_data import framework_data, framework_fingerprint, framework_text, with_newer
from vacancies.framework_loader import crosswalk_from, framework_from, load_crosswalk, load_framework
from vacancies.frameworks import Cluster, Competency, CompetencyLevel, Crosswalk, Dimension, Framework, Group, Indicator, Level, Member, Profile
from vacancies.loader import definition_from, load_definition, scheme_from, thaw
from vacancies.model import allowed_keys, key_paths
from vacancies.problems import DefinitionErrors, Problem, word
from vacancies.shipped import shipped_crosswalk, shipped_crosswalk_path, shipped_definition_paths, shipped_framework_paths, shipped_frameworks
from vacancies.source import read_toml, toml_data
from vacancies.writing import definition_toml


@cache
def shipped_definitions() -> Mapping[str, Definition]:
    """The shipped vacancy definitions by their code."""
    definitions = [load_definition(path) for path in shipped_definition_paths()]
    return MappingProxyType({definition.code: definition for definition in definitions})


__all__ = [
    "Application",
    "Benefit",
    "Cluster",
    "Competency",
    "CompetencyLevel",
    "Condition",
    "Crosswalk",
    "Definition",
    "DefinitionErrors",
    "Described",
    "Dimension",
    "Document",
    "Framework",
    "Group",
    "Indicator",
    "Level",
    "Member",
    "Position",
    "Problem",
    "Profile",
    "RequiredCompetency",
    "ResultArea",
    "Salary",
    "Seniority",
    "allowed_keys",
    "crosswalk_from",
    "definition_from",
    "definition_toml",
    "framework_data",
    "framework_fingerprint",
    "framework_from",
    "framework_text",
    "key_paths",
    "load_crosswalk",
    "load_definition",
    "load_framework",
    "read_toml",
    "scheme_from",
    "shipped_crosswalk",
    "shipped_crosswalk_path",
    "shipped_definition_paths",
    "shipped_definitions",
    "shipped_framework_paths",
    "shipped_frameworks",
    "thaw",
    "toml_data",
    "with_newer",
    "word",
]
