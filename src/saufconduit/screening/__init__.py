"""A whole cohort at once: the same criteria, the same three values, for millions of patients."""
