"""The only writers of dossiers: what was done goes to the journal, projections follow in the same transaction."""
