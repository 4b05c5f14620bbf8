"""One patient, explained: access, eligibility, continuity, what is missing, what to do next."""
