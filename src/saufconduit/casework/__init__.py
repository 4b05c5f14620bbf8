"""The life of a dossier, as pure functions."""
