"""The law as code: one module a regime; numbers that a decree may change are dated data with their article."""
