"""The only writers of sessions: what was done goes to the journal, projections follow in the same transaction."""
