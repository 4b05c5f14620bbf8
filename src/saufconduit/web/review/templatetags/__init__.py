"""Tags of the pages of review."""
