"""The pure engine of the selection rules (rules.md, R1 to R19): standard library only, no clock, no locale, no randomness, no input or output."""
