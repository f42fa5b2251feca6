"""The selection rules in words: from a definition and a few facts to the text that is published with the vacancy. No database, no clock."""

from selection.regulation.compose import Composed, OpenPoint, Paragraph, Section, compose
from selection.regulation.facts import Amendment, Demand, DemandKind, Facts, Words

__all__ = ["Amendment", "Composed", "Demand", "DemandKind", "Facts", "OpenPoint", "Paragraph", "Section", "Words", "compose"]
