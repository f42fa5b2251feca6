"""Finding back: one field for HR over candidates, procedures, assessors and letters, and only over what the person may see anyway."""
