"""Where a cohort lives and is screened: one class each, with one method, `run`."""
