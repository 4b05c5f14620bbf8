"""The pages of dossiers: load, check, call one action or one question, show."""
