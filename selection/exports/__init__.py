"""The workbook of a ranking."""
