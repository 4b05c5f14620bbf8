"""Dossiers in the hospital: what was done is in the journal, what pages show is projected from it."""
