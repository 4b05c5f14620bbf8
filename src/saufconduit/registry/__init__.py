"""Programmes: acts, versions, indications; what was in force on a day, as known on a day."""
